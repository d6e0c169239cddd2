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
            // `vượt dự toán 16,4%` with `ước` before it.
            if found.governing == nil, quantity.baseline == .target, let cue = estimate(quantity) {
                quantities[index].status = .estimate
                quantities[index].grounds.status = Note(.word, cue)
                continue
            }
            if isPastYardstick(quantity, limits) { continue }
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
                if isGoal, index < floor, isSpent(floor, end) || isAside(index, floor, limits) {
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
    func ends(_ index: Int, _ limits: Range<Int>) -> Bool {
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
    func isInside(_ index: Int, _ stop: Int, _ limits: Range<Int>) -> Bool {
        if let longer = view.cue(endingAt: stop, in: limits), longer.start < index { return true }
        // `chương trình mục tiêu quốc gia`, `hồ sơ yêu cầu`.
        return (max(limits.lowerBound, index - 3)..<index).contains {
            view.phrase(.compound, at: $0).map { $0 >= stop } ?? false
        }
    }

    /// `nhanh hơn dự báo`, `so với dự kiến`: it only serves to compare.
    func isYardstick(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard let before = view.cue(endingAt: index, in: limits) else {
            return index > limits.lowerBound && view.lexicon.endsComparative(view.scan.tokens[index - 1])
        }
        return [.versus, .exceeds].contains(before.cue)
            || [.up, .down, .over].contains(before.cue) && view.lexicon.endsComparative(view.scan.tokens[index - 1])
    }

    /// `đã`, `hiện`; `mới` before a verb or after a time, but not the `xây mới` and `nghị định mới` that are planned.
    func tellsFact(_ index: Int, _ limits: Range<Int>) -> Bool {
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

    /// A verb of movement or level leads to the number.
    func moves(_ start: Int, _ end: Int) -> Bool {
        guard start < end, let (cue, _) = view.scan.cue(at: start) else { return false }
        return [.up, .down, .level, .share, .exceeds, .over, .under, .atLeast, .atMost].contains(cue)
            && leadsToFigure(start, end)
    }

    /// Only cues stand between `có thể` and the number: `có thể tăng 6,8%`, `có thể đạt khoảng 450 tỷ`.
    func leadsToFigure(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            guard let (_, stop) = view.scan.cue(at: index), stop <= end else { return false }
            index = stop
        }
        return true
    }

    /// Only hedges and level words stand between a goal word and the number.
    func isHedge(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
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
