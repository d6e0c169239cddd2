import Observation
import Vietnamese

/// What changes and multiples are measured against.
extension PeriodAttribution {
    /// Sets what the changes and multiples of one sentence are measured against, where that is not known yet.
    func attributeBaselines(_ quantities: inout ArraySlice<Quantity>) {
        for index in quantities.indices where quantities[index].measure != .level && quantities[index].baseline == nil {
            guard let (baseline, note) = baseline(of: index, in: quantities) ?? carried(to: index, in: quantities)
            else { continue }
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
            from != quantities[index].period, source.grounds.period.rule == .beside
        else { return nil }
        return (.period(from), Note(.movedFrom, source.tokens))
    }

    /// `cải thiện 4 bậc so với năm 2023, từ vị trí 57 lên 53`: the value moved away from is of the time compared with, and
    /// of the year before where only a year is spoken of.
    func attributeOrigins(_ quantities: inout ArraySlice<Quantity>) {
        for index in quantities.indices where quantities[index].isFrom {
            let quantity = quantities[index]
            guard quantity.grounds.period.rule != .beside, quantity.grounds.period.rule != .comparison,
                let period = quantity.period
            else { continue }
            let own = periods.baselines[periods.ofSentence[quantity.sentence].baselines]
            if let mention = own.first(where: { $0.isCompared }), case .calendar = mention.expression {
                guard case (.period(let former), let note)? = resolve(mention, for: quantity) else { continue }
                quantities[index].period = former
                quantities[index].grounds.period = note
            } else if case .year(let year) = period, quantity.status == .actual {
                quantities[index].period = .year(year - 1)
                quantities[index].grounds.period = Note(.movedFrom, quantity.tokens)
            }
        }
    }

    /// A comparison after a figure reaches back to it over list items only, not over another clause's change.
    private func reaches(from index: Int, to mention: BaselineMention, in quantities: ArraySlice<Quantity>) -> Bool {
        var previous = quantities[index]
        for next in quantities[(index + 1)...] {
            if next.tokens.lowerBound >= mention.tokens.lowerBound { break }
            let joint = previous.after
            let isListed =
                next.tokens.lowerBound - joint <= 2 || next.predicate - joint <= 2
                || (next.cue == nil && next.predicate - joint <= 8) || goesOn(next, after: previous)
            guard isListed, next.measure == quantities[index].measure,
                !passesYardstick(next) || passesYardstick(quantities[index])
            else { return false }
            previous = next
        }
        let gap = stretch(previous.after, mention.tokens.lowerBound)
        return !gap.contains { view.scan.tokens[$0].isSign(";") }
            && !belongs(mention, after: previous, in: quantities[(index + 1)...])
    }

    /// `đàn trâu giảm 1,5%, đàn bò tăng 2,3% và đàn lợn tăng 5,8% so với cùng kỳ`: another name that moved too.
    private func goesOn(_ next: Quantity, after previous: Quantity) -> Bool {
        guard next.measure == .change, previous.measure == .change, moves(next),
            next.predicate - previous.after <= PeriodAttribution.longestName
        else { return false }
        let gap = stretch(previous.after, next.predicate)
        // `thêm 61 ca, giảm 47% so với hôm trước`: no other name, so the same thing said otherwise.
        guard let last = gap.last, view.scan.tokens[last].kind != .sign else { return false }
        return isPlainJoint(gap)
    }

    /// The tokens from one to another; none where the second comes first.
    private func stretch(_ start: Int, _ end: Int) -> Range<Int> { start..<max(start, end) }

    /// A name behind a comma or `và`, without another comparison, bracket or connective that sets it against the first.
    private func isPlainJoint(_ gap: Range<Int>) -> Bool {
        gap.allSatisfy { index in
            let token = view.scan.tokens[index]
            guard token.kind != .sign || token.isSign(",") || token.isSign("-") || token.isSign("–") else {
                return false
            }
            if token.word == view.words.khi { return false }
            guard let cue = view.scan.cue(at: index)?.cue else { return true }
            return cue != .versus && cue != .opener && cue != .target && cue != .forecast
        }
    }

    /// No name of a list's item is longer.
    private static let longestName = 12

    /// Whether a figure moved by itself, not past a yardstick of its own (`cao hơn mức chung`).
    private func moves(_ quantity: Quantity) -> Bool {
        (quantity.cue == .up || quantity.cue == .down) && !passesYardstick(quantity)
    }

    /// `thấp hơn 2 điểm phần trăm`: what is compared there is compared there only.
    private func passesYardstick(_ quantity: Quantity) -> Bool {
        stretch(quantity.predicate, quantity.tokens.lowerBound).contains {
            view.lexicon.endsComparative(view.scan.tokens[$0])
        }
    }

    /// `tăng 4% và so với cùng kỳ tăng 3,9%`: what opens a clause of its own is that clause's.
    private func belongs(
        _ mention: BaselineMention, after previous: Quantity, in rest: ArraySlice<Quantity>
    ) -> Bool {
        guard let next = rest.first(where: { $0.tokens.lowerBound >= mention.tokens.upperBound }),
            next.measure != .level, next.predicate >= mention.tokens.upperBound,
            next.predicate - mention.tokens.upperBound <= 1,
            let versus = stretch(previous.after, mention.tokens.lowerBound).first(where: {
                view.scan.hasCue(.versus, at: $0)
            })
        else { return false }
        let before = versus - 1
        return before >= previous.after
            && (view.scan.tokens[before].kind == .sign || view.scan.tokens[before].word == view.words.và)
    }

    /// `tăng 39,8% so với cùng kỳ năm trước; tổng vốn tăng 33,6%`: what moves on in the same sentence and time is measured
    /// by the same yardstick.
    private func carried(to index: Int, in quantities: ArraySlice<Quantity>) -> (Observation.Baseline, Note)? {
        let quantity = quantities[index]
        guard quantity.measure == .change, moves(quantity),
            let last = quantities[..<index].last(where: { $0.measure != .level }),
            let baseline = last.baseline, last.grounds.baseline.rule != .movedFrom, baseline != .target,
            last.period == quantity.period, last.status == quantity.status,
            !stretch(last.after, quantity.predicate).contains(where: { view.scan.cue(at: $0)?.cue == .opener })
        else { return nil }
        return (baseline, Note(.previousFigure, last.tokens))
    }

    /// A comparison that closed an earlier figure's clause does not reach a later one; one that opens a clause or the
    /// sentence governs what follows.
    private func isUsedUp(_ mention: BaselineMention, by index: Int, in quantities: ArraySlice<Quantity>) -> Bool {
        let quantity = quantities[index]
        if quantity.predicate >= mention.tokens.upperBound, quantity.predicate - mention.tokens.upperBound <= 1 {
            return false
        }
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
            (edge(mention, expression, of: quantity)
                ?? PeriodResolver.baseline(expression, of: quantity.period, publication: publication, year: nil))
                .map { (.period(former($0, expression, of: quantity)), Note(.comparison, mention.tokens)) }
        }
    }

    /// `so với đầu năm` is January's, `so với cuối năm` the end of the year before.
    private func edge(
        _ mention: BaselineMention, _ expression: CalendarExpression, of quantity: Quantity
    ) -> TimePeriod? {
        guard case .year(.unsaid) = expression, let year = quantity.period?.finalYear ?? publication?.year else {
            return nil
        }
        let first = view.scan.tokens[mention.tokens.lowerBound].word
        if first == view.words.đầu { return .month(1, year: year) }
        return first == view.words.cuối ? .year(year - 1) : nil
    }

    /// What a fact is measured against was before it: `quý I/2025 … so với quý IV` is of the year before.
    private func former(
        _ baseline: TimePeriod, _ expression: CalendarExpression, of quantity: Quantity
    ) -> TimePeriod {
        switch expression {
        case .month(_, .unsaid), .quarter(_, .unsaid), .semester(_, .unsaid), .months(_, _, .unsaid): break
        default: return baseline
        }
        let bound = quantity.status == .forecast || quantity.status == .target ? publication : quantity.period?.lastDay
        guard let bound, baseline.lastDay > bound else { return baseline }
        return baseline.yearsBack(1)
    }
}
