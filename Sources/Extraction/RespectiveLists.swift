import Vietnamese

/// `A, B và C lần lượt đạt x, y và z`: a run of names and a run of as many figures in one sentence belong together
/// one by one.
struct RespectiveLists {
    let view: FieldView

    /// For each of a sentence's quantities that stands in a run, the run's indices; runs have two members and more.
    func runs(of quantities: ArraySlice<Quantity>, _ limits: Range<Int>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = quantities.startIndex
        while start < quantities.endIndex {
            var end = start + 1
            while end < quantities.endIndex, follows(quantities[end], quantities[end - 1], limits) { end += 1 }
            if end - start >= 2 { runs.append(start..<end) }
            start = end
        }
        return runs
    }

    /// Only a comma, a semicolon or `và` stands between two figures of one kind.
    private func follows(_ next: Quantity, _ previous: Quantity, _ limits: Range<Int>) -> Bool {
        guard next.unit == previous.unit, next.kind == previous.kind else { return false }
        let first = previous.after
        guard first < next.tokens.lowerBound, view.listJoint(first, in: limits) else { return false }
        return next.tokens.lowerBound - first <= 2
    }

    /// The last run of exactly `count` names before a token, joined like a list; `ranges` are the names' tokens.
    func names(_ ranges: [Range<Int>], before end: Int, count: Int, _ limits: Range<Int>) -> Range<Int>? {
        var last = ranges.count
        while last >= count {
            let first = last - count
            let run = ranges[first..<last]
            if let final = run.last, final.upperBound <= end, isList(run, limits) { return first..<last }
            last -= 1
        }
        return nil
    }

    private func isList(_ run: ArraySlice<Range<Int>>, _ limits: Range<Int>) -> Bool {
        for (left, right) in zip(run, run.dropFirst()) {
            guard left.upperBound < right.lowerBound, right.lowerBound - left.upperBound <= 4 else { return false }
            let gap = left.upperBound..<right.lowerBound
            guard gap.contains(where: { view.listJoint($0, in: limits) }) else { return false }
        }
        return true
    }
}
