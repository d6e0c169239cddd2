import Observation
import Vietnamese

/// Whether a figure is a fact, an estimate, a goal or a forecast: the status word that governs it.
struct StatusReader {
    let view: FieldView
    /// The sentence's calendar expressions.
    var calendar: ArraySlice<CalendarMention> = []

    /// Sets the status of each quantity of one sentence.
    ///
    /// A goal or forecast governs all that follows it in its sentence; an estimate the first figure after it and the
    /// changes and shares attached to that. A goal that only serves as a yardstick (`so với mục tiêu`) governs nothing.
    func read(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) {
        // `1,5 tỷ yêu cầu xác thực`: a goal word right after a number is what is counted.
        let counted = Set(quantities.map(\.after))
        // `được giao 118.949 tỷ đồng, nhưng mới giải ngân 42.760 tỷ, đạt 35,9%`: after what has been done, the goal said
        // before governs no more.
        var start = limits.lowerBound
        for index in quantities.indices {
            let quantity = quantities[index]
            let floor = index > quantities.startIndex ? quantities[index - 1].after : limits.lowerBound
            // `phấn đấu thu vượt ít nhất 19% dự toán`: the goal exceeded is a yardstick, the one before its verb is not.
            let end = quantity.baseline == .target ? quantity.predicate : quantity.tokens.lowerBound
            let found = status(
                first: quantities.first?.tokens.lowerBound ?? 0, between: start, and: end, own: floor,
                counted: counted, limits)
            if found.isDone { start = floor }
            // `nâng tỷ lệ từ 62% lên 90%`: what it moves away from is a fact.
            if let (status, cue) = found.governing,
                !quantity.isFrom || status == .estimate || status == .forecast && quantity.measure == .change
            {
                quantities[index].status = status
                quantities[index].grounds.status = Note(.word, cue)
            } else if !quantity.isFrom, let cue = assigned(quantity, limits) ?? bound(quantity, from: floor, limits) {
                quantities[index].status = .target
                quantities[index].grounds.status = Note(.word, cue)
            }
            if index > quantities.startIndex, quantities[index].status == .actual,
                quantities[index - 1].status == .estimate, isAttached(quantity, floor, limits)
            {
                quantities[index].status = .estimate
                quantities[index].grounds.status = Note(.previousFigure, quantities[index - 1].tokens)
            }
        }
    }

    /// The status word governing a figure, looking left; `own` is where the figure before it ended.
    private func status(
        first: Int, between start: Int, and end: Int, own floor: Int, counted: Set<Int>, _ limits: Range<Int>
    ) -> (governing: (Observation.Status, cue: Range<Int>)?, isDone: Bool) {
        var index = end - 1
        // A goal set before any figure governs the whole sentence; one said in passing, its own clause.
        var crossed = false
        var isDone = false
        var coming: Range<Int>?
        while index >= start {
            if isDone, ends(index, limits) { return (nil, true) }
            if let (cue, stop) = view.scan.cue(at: index), stop <= end, !isInside(index, stop, limits) {
                let tokens = index..<stop
                if view.scan.hasCue(.forecast, at: index), view.scan.hasCue(.plan, at: index) {
                    // A scenario is somebody's forecast, unless it was ordered or is a yardstick.
                    if let status = scenario(index, stop, end, limits), !crossed || index < first {
                        return ((status, tokens), false)
                    }
                    index -= 1
                    continue
                }
                if cue == .forecast || cue == .estimate, isYardstick(index, limits) {
                    index -= 1
                    continue
                }
                if cue == .estimate, index >= floor { return ((.estimate, tokens), false) }
                if cue == .may, index >= floor, leadsToFigure(stop, end) { return ((.forecast, tokens), false) }
                if cue == .forecast, !crossed || index < first { return ((.forecast, tokens), false) }
                let isGoal =
                    view.scan.hasCue(.target, at: index) || view.scan.hasCue(.plan, at: index) && isSet(index, limits)
                if isGoal, index < floor, isSpent(floor, end) {
                    index -= 1
                    continue
                }
                if isGoal, !counted.contains(index), !crossed || index < first && !isSaid(stop, first, limits),
                    governs(index, stop, end, limits)
                {
                    return ((.target, tokens), false)
                }
                if view.scan.hasCue(.assigned, at: index), leadsToFigure(stop, end) || gives(index, stop, floor, limits)
                {
                    return ((.target, tokens), false)
                }
                if view.scan.hasCue(.plan, at: index),
                    stop == end || isHedge(stop, end, limits) || isPlan(index, stop, end, limits)
                {
                    return ((.target, tokens), false)
                }
            }
            if index >= floor {
                if tellsFact(index, limits) || isSoFar(index, end) { isDone = true }
                let word = view.word(index, in: limits)
                // `quý IV phải tăng khoảng 12,6%`, `sẽ chạm 152%`.
                if word != 0, moves(index + 1, end) {
                    if view.lexicon.duties.contains(word) { return ((.target, index..<index + 1), false) }
                    if word == view.lexicon.will { coming = index..<index + 1 }
                } else if word != 0, word == view.lexicon.will, end - index <= 8, coming == nil,
                    !(index..<end).contains(where: { view.sign(",", $0, in: limits) })
                {
                    // `sẽ chi 1.095 tỷ đồng`, `sẽ lắp thêm 3.500 trạm`: somebody means to; `sẽ hồi lên 6,3%` comes by itself.
                    let comes = (index + 1..<end).contains {
                        view.scan.hasCue(.level, at: $0) || view.scan.hasCue(.from, at: $0)
                    }
                    if !comes { return ((.target, index..<index + 1), false) }
                    coming = index..<index + 1
                }
            }
            if view.sign(";", index, in: limits) { crossed = true }
            index -= 1
        }
        return (coming.map { (.forecast, $0) }, isDone)
    }

    /// Where what has been done ends, looking left: a comma, a semicolon or an opener, but not the comma after `dự kiến`.
    private func ends(_ index: Int, _ limits: Range<Int>) -> Bool {
        if view.scan.hasCue(.opener, at: index) || view.sign(";", index, in: limits)
            || view.sign(":", index, in: limits)
        {
            return true
        }
        guard view.sign(",", index, in: limits) else { return false }
        let before = view.cue(endingAt: index, in: limits)?.cue
        return before != .estimate && before != .forecast && before != .target
    }

    /// `về đích`: the end of a longer cue.
    private func isInside(_ index: Int, _ stop: Int, _ limits: Range<Int>) -> Bool {
        view.cue(endingAt: stop, in: limits).map { $0.start < index } ?? false
    }

    /// `nhanh hơn dự báo`, `so với dự kiến`: it only serves to compare.
    private func isYardstick(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard let before = view.cue(endingAt: index, in: limits) else {
            return index > limits.lowerBound && view.lexicon.endsComparative(view.scan.tokens[index - 1])
        }
        return [.versus, .exceeds].contains(before.cue)
            || [.up, .down, .over].contains(before.cue) && view.lexicon.endsComparative(view.scan.tokens[index - 1])
    }

    /// `kịch bản`: ordered where a goal or an order stands beside it, else foreseen; nothing where it only compares.
    private func scenario(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Observation.Status? {
        if isYardstick(index, limits) { return stop == end || isHedge(stop, end, limits) ? .target : nil }
        let isOrdered = (max(limits.lowerBound, index - 24)..<end).contains {
            view.scan.hasCue(.target, at: $0) || view.scan.hasCue(.assigned, at: $0)
                || view.phrase(.order, at: $0) != nil
        }
        return isOrdered ? .target : .forecast
    }

    /// `được giao 70.518 tỷ đồng, tới hết tháng 8 tiêu được 30,8%`: behind a goal's own figure, what was done about it.
    private func isSpent(_ floor: Int, _ end: Int) -> Bool {
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
    private func isSet(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.phrase(.sets, endingAt: index, notBefore: limits.lowerBound) != nil
    }

    /// `Chỉ tiêu năm 2025 là 100.275 căn; 8 tháng xong 43.681 căn`: a goal that has said its figure governs no further
    /// clause. A colon after it opens a list of goals.
    private func isSaid(_ stop: Int, _ first: Int, _ limits: Range<Int>) -> Bool {
        guard first - 1 > stop, view.word(first - 1, in: limits) == view.words.là else { return false }
        return !(stop..<first).contains { view.sign(":", $0, in: limits) }
    }

    /// `Thủ tướng giao tỉnh hoàn thành 4.500 căn`: who gives the task, then to whom and what, before any other figure;
    /// not the plan that another figure is a share of.
    private func gives(_ index: Int, _ stop: Int, _ floor: Int, _ limits: Range<Int>) -> Bool {
        guard index > floor || floor == limits.lowerBound,
            (index..<stop).contains(where: { view.word($0, in: limits) == view.lexicon.give })
        else { return false }
        if let before = view.cue(endingAt: index, in: limits), [.plan, .target, .versus].contains(before.cue) {
            return false
        }
        return !(stop..<min(stop + 2, limits.upperBound)).contains { view.scan.tokens[$0].kind == .sign }
    }

    /// `phải giải ngân tối thiểu 95%`, `không quá 3 người`: a bound is set, unless it tells what has been.
    private func bound(_ quantity: Quantity, from floor: Int, _ limits: Range<Int>) -> Range<Int>? {
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
    private func isSoFar(_ index: Int, _ end: Int) -> Bool {
        guard let mention = calendar.first(where: { $0.tokens.lowerBound == index }), mention.tokens.upperBound <= end
        else { return false }
        switch mention.expression {
        case .monthsSoFar, .now, .yearSoFar, .yearToDate: return true
        default: return false
        }
    }

    /// `đã`, `hiện`; `mới` before a verb or after a time, but not the `xây mới` and `nghị định mới` that are planned.
    private func tellsFact(_ index: Int, _ limits: Range<Int>) -> Bool {
        if view.phrase(.past, at: index) != nil,
            view.phrase(.compound, endingAt: index + 1, notBefore: limits.lowerBound) == nil
        {
            return true
        }
        let word = view.word(index, in: limits)
        if word != 0, word == view.words.hiện,
            view.words.isNow(hiệnAfter: view.word(index - 1, in: limits), before: view.word(index + 1, in: limits))
        {
            return true
        }
        guard view.word(index, in: limits) == view.lexicon.only, index > limits.lowerBound,
            view.phrase(.compound, endingAt: index + 1, notBefore: limits.lowerBound) == nil
        else { return false }
        if view.scan.tokens[index - 1].kind != .word || view.scan.cue(at: index - 1) != nil { return true }
        return view.scan.cue(at: index + 1) != nil || view.wordClass(index + 1, in: limits)?.kind == .aux
    }

    /// `Kế hoạch vốn đầu tư là 8.000 tỷ đồng`: a plan as the subject of its clause.
    private func isPlan(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        let opens =
            index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign
            || view.word(index - 1, in: limits) == view.words.tổng
        guard opens, end - stop < 16, var link = view.cue(endingAt: end, in: limits) else { return false }
        // `là khoảng 45,6 tỷ đồng`.
        let hedges: [Cue] = [.approx, .over, .nearly, .under, .atLeast, .atMost]
        while hedges.contains(link.cue), let before = view.cue(endingAt: link.start, in: limits) { link = before }
        guard link.cue == .level else { return false }
        return (stop..<link.start).allSatisfy {
            view.scan.tokens[$0].kind != .sign && (view.scan.cue(at: $0).map { $0.cue == .assigned } ?? true)
        }
    }

    /// `6,5% Quốc hội giao`, `4,5% mà Quốc hội cho phép`: whose goal it is, said after it.
    private func assigned(_ quantity: Quantity, _ limits: Range<Int>) -> Range<Int>? {
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
    private func governs(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
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

    /// A verb of movement or level leads to the number.
    private func moves(_ start: Int, _ end: Int) -> Bool {
        guard start < end, let (cue, _) = view.scan.cue(at: start) else { return false }
        return [.up, .down, .level, .share, .exceeds, .over, .under, .atLeast, .atMost].contains(cue)
            && leadsToFigure(start, end)
    }

    /// Only cues stand between `có thể` and the number: `có thể tăng 6,8%`, `có thể đạt khoảng 450 tỷ`.
    private func leadsToFigure(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            guard let (_, stop) = view.scan.cue(at: index), stop <= end else { return false }
            index = stop
        }
        return true
    }

    /// Only hedges and level words stand between a goal word and the number.
    private func isHedge(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        guard end - start <= 4 else { return false }
        var index = start
        while index < end {
            guard let (cue, stop) = view.scan.cue(at: index), stop <= end,
                [.approx, .over, .under, .nearly, .atLeast, .atMost, .level, .from].contains(cue)
            else { return false }
            index = stop
        }
        return true
    }

    /// A change or share without a subject of its own hangs on the figure before it.
    private func isAttached(_ quantity: Quantity, _ floor: Int, _ limits: Range<Int>) -> Bool {
        var index = floor
        var words = 0
        while index < quantity.predicate {
            // `960,4 triệu tấn (không tính hàng quá cảnh), tăng 11%`.
            if view.sign("(", index, in: limits) {
                // `29.870 tỷ đồng (bằng 49,3% kế hoạch năm)`: in the bracket right behind it.
                guard let close = (index..<quantity.predicate).first(where: { view.sign(")", $0, in: limits) }) else {
                    guard index == floor, [.equals, .share].contains(quantity.cue) || quantity.measure == .change else {
                        return false
                    }
                    index += 1
                    continue
                }
                index = close + 1
                continue
            }
            // `đạt 8,5 triệu tấn, so với cùng kỳ năm 2023 tăng 10,6%`.
            if index > floor, view.scan.hasCue(.versus, at: index), view.scan.tokens[index - 1].isSign(",") {
                return quantity.measure != .level && quantity.cue != .growth && quantity.cue != .shrink
            }
            if view.sign(";", index, in: limits) { return false }
            // `tăng 9,2% so với tháng trước và giảm 52,5%`: one movement after another of the same thing.
            if quantity.measure == .change, index == quantity.predicate - 1,
                view.listJoint(index, in: limits) || view.scan.hasCue(.opener, at: index)
            {
                return quantity.cue != .growth && quantity.cue != .shrink
            }
            if view.scan.hasCue(.opener, at: index) { return false }
            if view.scan.tokens[index].kind == .word, view.word(index, in: limits) != view.words.và { words += 1 }
            index += 1
        }
        // `ước 91,8 triệu, tương ứng 91,6% dân số`.
        let isPart =
            quantity.kind == .share && (floor..<quantity.predicate).contains { view.scan.hasCue(.respective, at: $0) }
        return words <= 4
            && (quantity.measure != .level || [.share, .contributes, .level, .equals, .rank].contains(quantity.cue)
                || isPart || quantity.kind == .rank)
    }
}
