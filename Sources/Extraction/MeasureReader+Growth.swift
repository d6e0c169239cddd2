import Observation
import Vietnamese

/// Growth that the subject speaks of: the figure's own verb only says that it is so much.
extension MeasureReader {
    /// A growth noun in the subject makes the figure a change: `tốc độ tăng GDP đạt 7%`, `tăng trưởng tín dụng là 15%`.
    func growthSubject(
        before end: Int, _ walk: Walk, _ limits: Range<Int>
    ) -> (Observation.Direction, Note)? {
        if let growing = growingOnes(before: end, walk, limits) { return growing }
        // `Tăng mạnh nhất là nhóm giao thông với 3,67%`.
        if walk.cue == .holds || walk.cue == nil, let (cue, stop) = view.scan.cue(at: limits.lowerBound),
            cue == .up || cue == .down,
            let most = (stop..<min(stop + 3, limits.upperBound)).first(where: {
                view.lexicon.endsManner(view.scan.tokens[$0])
            }), view.scan.hasCue(.level, at: most + 1), end - most < 20,
            !(most..<end).contains(where: { view.scan.tokens[$0].kind == .number || view.sign(",", $0, in: limits) })
        {
            return (cue == .up ? .up : .down, Note(.subjectNoun, limits.lowerBound..<stop))
        }
        var index = end - 1
        while index >= limits.lowerBound, end - index < 30 {
            if view.sign(";", index, in: limits) || view.sign(".", index, in: limits) { return nil }
            if view.scan.hasCue(.versus, at: index), !calendar.contains(where: { $0.tokens.lowerBound > index }) {
                return nil
            }
            if let (cue, stop) = view.scan.cue(at: index) {
                let note = Note(.subjectNoun, index..<stop)
                if cue == .growth { return (.up, note) }
                if cue == .shrink { return (.down, note) }
                // `tăng trưởng` names the growth where it is a noun: at the head of the subject.
                if cue == .up, view.lexicon.isGrowthNoun(view.scan.tokens[index..<stop]) { return (.up, note) }
                if [.level, .share, .rank].contains(cue) { return nil }
            }
            if walk.cue == .level, isAggregate(index, limits) {
                return (.up, Note(.subjectNoun, index..<index + 1))
            }
            if view.scan.tokens[index].kind == .number, !calendar.contains(where: { $0.tokens.contains(index) }) {
                return nil
            }
            index -= 1
        }
        return nil
    }

    /// `tăng khá là Hải Dương (14,1%), Quảng Ninh (13,4%)`, `mức tăng cao là Lai Châu (42,7%)`: who grew, each with its rate.
    private func growingOnes(before end: Int, _ walk: Walk, _ limits: Range<Int>) -> (Observation.Direction, Note)? {
        guard walk.cue == nil, end > limits.lowerBound,
            view.sign("(", end - 1, in: limits) || view.scan.tokens[end - 1].traits.contains(.capital)
        else { return nil }
        var index = end - 1
        while index > limits.lowerBound, end - index < MeasureReader.longestRow {
            if view.sign(";", index, in: limits) { return nil }
            if let (cue, _) = view.scan.cue(at: index) {
                guard cue == .level || cue == .holds else { return nil }
                for verb in [index, index - 1, index - 2] where verb > limits.lowerBound {
                    guard let hit = view.cue(endingAt: verb, in: limits) else { continue }
                    let isPlain = verb == index && view.scan.tokens[hit.start..<index].count < 2
                    guard !isPlain, (verb..<index).allSatisfy({ view.phrase(.manner, at: $0) != nil }) else {
                        return nil
                    }
                    switch hit.cue {
                    case .up, .growth: return (.up, Note(.subjectNoun, hit.start..<index))
                    case .down, .shrink: return (.down, Note(.subjectNoun, hit.start..<index))
                    default: return nil
                    }
                }
                return nil
            }
            index -= 1
        }
        return nil
    }

    /// No row of names with their rates is longer.
    private static let longestRow = 40

    /// `nâng dự báo GDP năm 2024 lên 6,1%`: percents of an aggregate are its growth, unless something is a share of it.
    private func isAggregate(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.phrase(.aggregate, at: index) != nil else { return false }
        guard index > limits.lowerBound else { return true }
        let before = view.scan.tokens[index - 1]
        if before.kind != .word { return before.isSign(",") || before.isSign("(") }
        return view.cue(endingAt: index, in: limits).map { [.forecast, .target].contains($0.cue) } ?? false
    }
}
