import Observation
import Vietnamese

/// What changes and multiples are measured against.
extension PeriodAttribution {
    /// Sets what the changes and multiples of one sentence are measured against, where that is not known yet.
    func attributeBaselines(_ quantities: inout ArraySlice<Quantity>) {
        for index in quantities.indices where quantities[index].measure != .level && quantities[index].baseline == nil {
            guard let (baseline, note) = baseline(of: index, in: quantities) else { continue }
            quantities[index].baseline = baseline
            quantities[index].grounds.baseline = note
        }
    }

    private func baseline(
        of index: Int, in quantities: ArraySlice<Quantity>
    ) -> (Observation.Baseline, Note)? {
        let quantity = quantities[index]
        let own = periods.baselines[periods.ofSentence[quantity.sentence].baselines].filter { mention in
            !quantities.contains { $0.grounds.period.rule == .comparison && $0.grounds.period.tokens == mention.tokens }
        }
        // `nhiều hơn quý trước 148,6 nghìn`: the yardstick between the comparative and its amount.
        if let inside = own.last(where: { $0.tokens.upperBound <= quantity.tokens.lowerBound }),
            inside.tokens.lowerBound >= quantity.predicate
        {
            return resolve(inside, for: quantity)
        }
        // The comparison that follows, up to the next change that has one of its own.
        let after = own.first { $0.tokens.lowerBound >= quantity.after }
        if let after, reaches(from: index, to: after, in: quantities) { return resolve(after, for: quantity) }
        let before = own.last { $0.tokens.upperBound <= quantity.tokens.lowerBound }
        if let before, !isUsedUp(before, by: index, in: quantities) { return resolve(before, for: quantity) }
        return moved(index, in: quantities)
    }

    /// `giảm từ 713 xuống 653, tức giảm 8,4%`: the change is measured against what was moved away from.
    private func moved(_ index: Int, in quantities: ArraySlice<Quantity>) -> (Observation.Baseline, Note)? {
        guard let source = quantities[..<index].last(where: { $0.isFrom }), let from = source.period,
            from != quantities[index].period
        else { return nil }
        return (.period(from), Note(.movedFrom, source.tokens))
    }

    /// A comparison after a figure reaches back to it over list items only, not over another clause's change.
    private func reaches(from index: Int, to mention: BaselineMention, in quantities: ArraySlice<Quantity>) -> Bool {
        var previous = quantities[index]
        for next in quantities[(index + 1)...] {
            if next.tokens.lowerBound >= mention.tokens.lowerBound { break }
            let joint = previous.after
            let isListed =
                next.tokens.lowerBound - joint <= 2 || next.predicate - joint <= 2
                || (next.cue == nil && next.predicate - joint <= 8)
            guard isListed, next.measure == quantities[index].measure else { return false }
            previous = next
        }
        let gap = previous.after..<mention.tokens.lowerBound
        return !gap.contains { view.scan.tokens[$0].isSign(";") }
    }

    /// A comparison that closed an earlier figure's clause does not reach a later one; one that opens a clause or the
    /// sentence governs what follows.
    private func isUsedUp(_ mention: BaselineMention, by index: Int, in quantities: ArraySlice<Quantity>) -> Bool {
        for earlier in quantities[..<index] where earlier.measure != .level {
            let gap = earlier.after..<max(earlier.after, mention.tokens.lowerBound)
            let isCut = gap.contains { view.scan.tokens[$0].isSign(",") || view.scan.tokens[$0].isSign(";") }
            if mention.tokens.lowerBound >= earlier.after, gap.count <= 8, !isCut { return true }
        }
        return false
    }

    private func resolve(
        _ mention: BaselineMention, for quantity: Quantity
    ) -> (Observation.Baseline, Note)? {
        switch mention.expression {
        case .target: (.target, Note(.goal, mention.tokens))
        case .calendar(let expression):
            PeriodResolver.baseline(expression, of: quantity.period, publication: publication, year: nil)
                .map { (.period($0), Note(.comparison, mention.tokens)) }
        }
    }
}
