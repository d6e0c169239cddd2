import Observation
import Vietnamese

/// Whether a figure is a fact, an estimate, a goal or a forecast: the status word that governs it.
struct StatusReader {
    let view: FieldView

    /// Sets the status of each quantity of one sentence.
    ///
    /// A goal or forecast governs all that follows it in its sentence; an estimate the first figure after it and the
    /// changes and shares attached to that. A goal that only serves as a yardstick (`so với mục tiêu`) governs nothing.
    func read(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) {
        // `1,5 tỷ yêu cầu xác thực`: a goal word right after a number is what is counted.
        let counted = Set(quantities.map(\.after))
        for index in quantities.indices {
            let quantity = quantities[index]
            let floor = index > quantities.startIndex ? quantities[index - 1].after : limits.lowerBound
            let found = status(
                first: quantities.first?.tokens.lowerBound ?? 0, between: limits.lowerBound,
                and: quantity.tokens.lowerBound, own: floor, counted: counted, limits)
            if let (status, cue) = found, status != .target || quantity.baseline != .target {
                quantities[index].status = status
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
    ) -> (Observation.Status, cue: Range<Int>)? {
        var index = end - 1
        // A goal set before any figure governs the whole sentence; one said in passing, its own clause.
        var crossed = false
        while index >= start {
            if let (cue, stop) = view.scan.cue(at: index), stop <= end {
                let tokens = index..<stop
                if cue == .estimate, index >= floor { return (.estimate, tokens) }
                if cue == .may, index >= floor, leadsToFigure(stop, end) { return (.forecast, tokens) }
                if cue == .forecast, !crossed || index < first { return (.forecast, tokens) }
                let isGoal = view.scan.hasCue(.target, at: index)
                if isGoal, !counted.contains(index), !crossed || index < first, governs(index, stop, end, limits) {
                    return (.target, tokens)
                }
                if view.scan.hasCue(.plan, at: index), stop == end || isHedge(stop, end, limits) {
                    return (.target, tokens)
                }
            }
            if view.sign(";", index, in: limits) { crossed = true }
            index -= 1
        }
        return nil
    }

    /// Whether a goal word sets a goal: not a yardstick of a comparison, unless the figure itself follows it.
    private func governs(_ index: Int, _ stop: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        if stop == end || isHedge(stop, end, limits) { return true }
        guard index > limits.lowerBound else { return true }
        // `đạt chỉ tiêu, 21/34 …`: a goal that was met is a yardstick too, unless the figure is the goal's.
        if let before = view.cue(endingAt: index, in: limits), before.cue == .level,
            (stop..<end).contains(where: { view.scan.tokens[$0].isSign(",") })
        {
            return false
        }
        if let before = view.cue(endingAt: index, in: limits),
            [.versus, .up, .down, .over, .equals].contains(before.cue)
        {
            return false
        }
        return true
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
            if view.sign(";", index, in: limits) || view.sign("(", index, in: limits) { return false }
            if view.scan.hasCue(.opener, at: index) { return false }
            if view.scan.tokens[index].kind == .word, view.word(index, in: limits) != view.words.và { words += 1 }
            index += 1
        }
        return words <= 4
            && (quantity.measure != .level || [.share, .contributes, .level, .equals].contains(quantity.cue))
    }
}
