import Observation
import Vietnamese

/// Which goals govern a figure: those that are set, given or planned, not those that only compare.
extension StatusReader {
    /// `kịch bản`: ordered where a goal or an order stands beside it, else foreseen; nothing where it only compares.
    func scenario(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Observation.Status? {
        if isYardstick(index, limits) { return stop == end || isHedge(stop, end, limits) ? .target : nil }
        let isOrdered = (max(limits.lowerBound, index - 24)..<end).contains {
            view.scan.hasCue(.target, at: $0) || view.scan.hasCue(.assigned, at: $0)
                || view.phrase(.order, at: $0) != nil
        }
        return isOrdered ? .target : .forecast
    }

    /// `nơi được giao nhiều vốn nhất với 117.260 tỷ đồng, giải ngân …`: a goal said in passing of its subject.
    func isAside(_ index: Int, _ floor: Int, _ limits: Range<Int>) -> Bool {
        let before = view.word(index - 1, in: limits)
        return before != 0 && before == view.lexicon.spot && view.sign(",", index - 2, in: limits)
            && (floor..<limits.upperBound).prefix(4).contains { view.sign(",", $0, in: limits) }
    }

    /// `được giao 70.518 tỷ đồng, tới hết tháng 8 tiêu được 30,8%`: behind a goal's own figure, what was done about it.
    func isSpent(_ floor: Int, _ end: Int) -> Bool {
        guard let verb = (floor..<max(floor, end)).first(where: { view.phrase(.spends, at: $0) != nil }) else {
            return false
        }
        return calendar.contains { mention in
            guard floor..<verb ~= mention.tokens.lowerBound else { return false }
            switch mention.expression {
            case .monthsSoFar, .now, .yearSoFar, .yearToDate, .months, .month, .day, .thisMoment: return true
            default: return false
            }
        }
    }

    /// `trình kế hoạch doanh thu`, `có kế hoạch nhận thêm`: somebody sets it, so it is a goal and no yardstick.
    func isSet(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.phrase(.sets, endingAt: index, notBefore: limits.lowerBound) != nil
    }

    /// `Chỉ tiêu năm 2025 là 100.275 căn; 8 tháng xong 43.681 căn`: a goal that has said its figure governs no further
    /// clause. A colon after it opens a list of goals.
    func isSaid(_ stop: Int, _ first: Int, _ limits: Range<Int>) -> Bool {
        guard first - 1 > stop, view.word(first - 1, in: limits) == view.words.là else { return false }
        return !(stop..<first).contains { view.sign(":", $0, in: limits) }
    }

    /// `Thủ tướng giao tỉnh hoàn thành 4.500 căn`: who gives the task, then to whom and what, before any other figure;
    /// not the plan that another figure is a share of.
    func gives(_ index: Int, _ stop: Int, _ floor: Int, _ limits: Range<Int>) -> Bool {
        guard index > floor || floor == limits.lowerBound,
            (index..<stop).contains(where: { view.word($0, in: limits) == view.lexicon.give })
        else { return false }
        if let before = view.cue(endingAt: index, in: limits), [.plan, .target, .versus].contains(before.cue) {
            return false
        }
        return !(stop..<min(stop + 2, limits.upperBound)).contains { view.scan.tokens[$0].kind == .sign }
    }

    /// The word of estimate between a figure's verb and the figure.
    func estimate(_ quantity: Quantity) -> Range<Int>? {
        (quantity.predicate..<quantity.tokens.lowerBound).first { view.scan.hasCue(.estimate, at: $0) }.map {
            $0..<(view.scan.cue(at: $0)?.end ?? $0 + 1)
        }
    }

    /// `thấp hơn mức 13,74% của quý III`, `so với mức 45% của năm 2020`: what was then, whatever is meant to come.
    func isPastYardstick(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard view.word(quantity.after, in: limits) == view.words.của,
            calendar.contains(where: { $0.tokens.lowerBound == quantity.after + 1 })
        else { return false }
        let floor = max(limits.lowerBound, quantity.tokens.lowerBound - 3)
        return (floor..<quantity.tokens.lowerBound).contains {
            // `trong hạn mức 145.000 tỷ đồng của năm nay` is a goal.
            view.scan.hasCue(.versus, at: $0)
                || view.word($0, in: limits) == view.lexicon.level
                    && view.cue(endingAt: $0 + 1, in: limits)?.cue != .target
        }
    }

    /// `phải giải ngân tối thiểu 95%`, `không quá 3 người`: a bound is set, unless it tells what has been.
    func bound(_ quantity: Quantity, from floor: Int, _ limits: Range<Int>) -> Range<Int>? {
        guard quantity.qualifier == .atLeast || quantity.qualifier == .atMost else { return nil }
        let hedge = quantity.grounds.qualifier.tokens
        guard let cue = view.scan.cue(at: hedge.lowerBound)?.cue, cue == .atLeast || cue == .atMost,
            hedge.upperBound <= quantity.tokens.lowerBound,
            !hedge.contains(where: {
                view.lexicon.utmost.contains(view.word($0, in: limits))
            }),
            // A price is capped each time anew.
            quantity.kind != .currency || !quantity.unit.contains("/")
        else { return nil }
        var index = hedge.lowerBound - 1
        while index >= floor, hedge.lowerBound - index < 30 {
            if tellsFact(index, limits) || isSoFar(index, hedge.lowerBound) { return nil }
            if view.sign(";", index, in: limits) { break }
            index -= 1
        }
        return hedge
    }

    /// `8 tháng làm xong`, `đến nay`: a time that is over.
    func isSoFar(_ index: Int, _ end: Int) -> Bool {
        guard let mention = calendar.first(where: { $0.tokens.lowerBound == index }), mention.tokens.upperBound <= end
        else { return false }
        switch mention.expression {
        case .monthsSoFar, .now, .yearSoFar, .yearToDate: return true
        default: return false
        }
    }

    /// `Kế hoạch vốn đầu tư là 8.000 tỷ đồng`: a plan as the subject of its clause.
    func isPlan(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        let opens =
            index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign
            || view.word(index - 1, in: limits) == view.words.tổng
        guard opens, end - stop < 16, var link = view.cue(endingAt: end, in: limits) else { return false }
        // `là khoảng 45,6 tỷ đồng`.
        let hedges: [Cue] = [.approx, .over, .nearly, .under, .atLeast, .atMost]
        while hedges.contains(link.cue), let before = view.cue(endingAt: link.start, in: limits) { link = before }
        guard link.cue == .level else { return false }
        return (stop..<link.start).allSatisfy {
            // `Kế hoạch tăng trưởng GRDP giai đoạn 2021-2025 của tỉnh là`.
            (view.scan.tokens[$0].kind != .sign || view.dash($0, in: limits))
                && (view.scan.cue(at: $0).map { [.assigned, .up, .growth].contains($0.cue) } ?? true)
        }
    }

    /// `6,5% Quốc hội giao`, `4,5% mà Quốc hội cho phép`: whose goal it is, said after it.
    func assigned(_ quantity: Quantity, _ limits: Range<Int>) -> Range<Int>? {
        guard quantity.baseline != .target else { return nil }
        var index = quantity.after
        var last = index
        // `90% mà kế hoạch năm 2025 đề ra`: who set it may be a plan.
        if view.word(index, in: limits) == view.lexicon.that {
            index += 1
            last = index + 6
        }
        while index <= last, index < limits.upperBound, view.scan.tokens[index].kind != .sign {
            if view.scan.hasCue(.assigned, at: index) || index < last && view.phrase(.order, at: index) != nil {
                return index..<(view.scan.cue(at: index)?.end ?? index + 1)
            }
            index += 1
        }
        return nil
    }

    /// Whether a goal word sets a goal: not a yardstick of a comparison, unless the figure itself follows it.
    func governs(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        // `hai chỉ tiêu này lần lượt tăng`: it points back to figures.
        if stop < end, view.word(stop, in: limits) != 0, view.lexicon.pointers.contains(view.word(stop, in: limits)) {
            return false
        }
        if stop == end || isHedge(stop, end, limits) { return true }
        guard index > limits.lowerBound else { return true }
        // `đạt chỉ tiêu, 21/34 …`: a goal that was met is a yardstick too, unless the figure is the goal's.
        if let before = view.cue(endingAt: index, in: limits), before.cue == .level,
            view.word(before.start, in: limits) != view.lexicon.keep,
            (stop..<end).contains(where: { view.scan.tokens[$0].isSign(",") })
        {
            return false
        }
        if let before = view.cue(endingAt: index, in: limits),
            [.versus, .up, .down, .over, .equals, .plan, .exceeds].contains(before.cue)
        {
            return false
        }
        return true
    }
}
