import Observation
import Vietnamese

/// Gives each quantity the period it speaks of and, for changes, the period it is measured against.
struct PeriodAttribution {
    let view: FieldView
    private let periods: PeriodMentions
    let publication: CivilDate?
    /// The period of the article as a whole: the one most of its sentences speak of.
    let main: PeriodMention?
    /// The days as of which the article's totals stand, in the order of the text.
    let moments: [PeriodMention]
    /// The blocks that are items of a list.
    let items: Set<Int>

    init(view: FieldView, periods: PeriodMentions, items: Set<Int>, dated: [Int: Int], title: PeriodMention?) {
        self.view = view
        self.periods = periods
        publication = periods.resolver.publication
        main = PeriodAttribution.mainPeriod(
            periods.mentions, dated: dated, title: title, publication: periods.resolver.publication)
        moments = periods.mentions.filter { mention in
            if case .day = mention.period { return mention.role == .asOf && mention.bracket == nil }
            return false
        }
        self.items = items
    }

    /// Sets the periods of the quantities of one sentence, then their baselines.
    func attribute(_ quantities: inout ArraySlice<Quantity>) {
        for index in quantities.indices where quantities[index].period == nil {
            let floor = index > quantities.startIndex ? quantities[index - 1].after : 0
            let ceiling = index + 1 < quantities.endIndex ? quantities[index + 1].tokens.lowerBound : Int.max
            // `giảm từ 713 của năm 2020 xuống 653`: a period between the two is that of the value moved away from.
            let isMoved = index > quantities.startIndex && quantities[index - 1].isFrom
            let source = isMoved ? floor..<quantities[index].tokens.lowerBound : 0..<0
            if let (period, note) = attached(index, in: quantities, floor) {
                quantities[index].period = period
                quantities[index].grounds.period = note
                quantities[index].isOwnPeriod = index == quantities.startIndex || quantities[index - 1].isOwnPeriod
                continue
            }
            guard let (mention, rule) = period(of: quantities[index], floor, ceiling, not: source) else { continue }
            quantities[index].period = mention.period
            quantities[index].grounds.period = Note(rule, mention.tokens, in: mention.isOfTitle ? .title : .own)
            quantities[index].isOwnPeriod =
                mention.sentence == quantities[index].sentence && rule != .moment && !mention.isOfTitle
            if mention.isInferred { quantities[index].flags.insert(.yearInferred) }
        }
        attributeLists(&quantities)
        for index in quantities.indices where quantities[index].measure != .level && quantities[index].baseline == nil {
            guard let (baseline, note) = baseline(of: index, in: quantities) else { continue }
            quantities[index].baseline = baseline
            quantities[index].grounds.baseline = note
        }
    }

    private func mentions(of sentence: Int) -> ArraySlice<PeriodMention> {
        periods.mentions[periods.ofSentence[sentence].mentions]
    }

    /// How many mentions back a paragraph is searched: more than any prose holds, so that cost stays bounded.
    private static let lookBack = 64

    // MARK: The period

    private func period(
        of quantity: Quantity, _ floor: Int, _ ceiling: Int, not source: Range<Int>
    ) -> (PeriodMention, Ground.Rule)? {
        let own = mentions(of: quantity.sentence).filter {
            !source.contains($0.tokens.lowerBound) && !isElsewhere($0, quantity)
        }
        // In the figure's own stretch: after the figure before it, up to the next one; the nearest on the left first,
        // unless one follows closer without a comma between.
        let left = own.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && $0.tokens.lowerBound >= floor }
        let right = own.first {
            $0.tokens.lowerBound >= quantity.after && $0.tokens.upperBound <= ceiling
                && !breaks(quantity.after, $0.tokens.lowerBound)
        }
        if let right, right.tokens.lowerBound - quantity.after < 4 || (left == nil && dates(right, quantity)) {
            return (right, .beside)
        }
        if let left { return (left, .beside) }
        // Then the sentence: what was said last before the figure, else what it says at all.
        if let earlier = own.last(where: { $0.tokens.upperBound <= quantity.tokens.lowerBound }) {
            return (earlier, .sentence)
        }
        if let only = own.first, own.count == 1, only.role != .deadline || quantity.status == .target,
            ceiling == Int.max || !isClaimed(only, after: quantity, ceiling)
        {
            return (only, .sentence)
        }
        return inherited(quantity)
    }

    /// A change or share that hangs on the figure before it speaks of the same time; a value that `khi` ties to a
    /// comparison speaks of the time compared with.
    private func attached(
        _ index: Int, in quantities: ArraySlice<Quantity>, _ floor: Int
    ) -> (TimePeriod, Note)? {
        let quantity = quantities[index]
        let stretch = floor..<max(floor, quantity.tokens.lowerBound)
        for mention in periods.baselines[periods.ofSentence[quantity.sentence].baselines]
        where mention.tokens.lowerBound >= floor && mention.tokens.upperBound <= quantity.tokens.lowerBound {
            let after = mention.tokens.upperBound..<min(mention.tokens.upperBound + 2, quantity.tokens.lowerBound)
            guard after.contains(where: { view.scan.tokens[$0].word == view.words.khi }) else { continue }
            guard case .calendar(let expression) = mention.expression else { continue }
            let previous = index > quantities.startIndex ? quantities[index - 1].period : nil
            return PeriodResolver.baseline(expression, of: previous, publication: publication, year: nil)
                .map { ($0, Note(.comparison, mention.tokens)) }
        }
        guard index > quantities.startIndex, let period = quantities[index - 1].period,
            !quantities[index - 1].isFrom
        else { return nil }
        let hasOwn = mentions(of: quantity.sentence).contains { stretch.contains($0.tokens.lowerBound) }
        guard !hasOwn, stretch.count <= 12, !stretch.contains(where: { view.scan.tokens[$0].isSign(";") }) else {
            return nil
        }
        let isTied =
            quantity.measure != .level || quantity.cue == .restates || quantity.cue == .share
            || quantity.cue == .contributes
            || tiedToComparison(quantities[index - 1])
        return isTied && !follows(quantity) ? (period, Note(.previousFigure, quantities[index - 1].tokens)) : nil
    }

    /// Whether a figure's own period follows it closely.
    private func follows(_ quantity: Quantity) -> Bool {
        mentions(of: quantity.sentence).contains {
            $0.tokens.lowerBound >= quantity.after && $0.tokens.lowerBound - quantity.after < 4
        }
    }

    /// `92,04% với hơn 91,1 triệu người`: what follows a value of another time shares that time.
    private func tiedToComparison(_ previous: Quantity) -> Bool {
        periods.baselines[periods.ofSentence[previous.sentence].baselines].contains {
            $0.tokens.upperBound <= previous.tokens.lowerBound && previous.tokens.lowerBound - $0.tokens.upperBound < 8
        }
    }

    /// `quý I, quý II và quý III lần lượt là 5,98%, 7,25% và 7,43%`: one by one.
    private func attributeLists(_ quantities: inout ArraySlice<Quantity>) {
        guard let sentence = quantities.first?.sentence else { return }
        let limits = view.scan.sentences[sentence].tokens
        let own = Array(mentions(of: sentence))
        guard own.count >= 2 else { return }
        let lists = RespectiveLists(view: view)
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard let list = lists.names(own.map(\.tokens), before: start, count: run.count, limits) else { continue }
            for (quantity, mention) in zip(run, list) {
                quantities[quantity].period = own[mention].period
                quantities[quantity].grounds.period = Note(.list, own[mention].tokens)
            }
        }
    }

    /// A period before a later figure of the sentence is that figure's: `…, trong khi năm 2023 xuất siêu 28,4 tỷ`.
    private func isClaimed(_ mention: PeriodMention, after quantity: Quantity, _ ceiling: Int) -> Bool {
        mention.tokens.lowerBound >= quantity.after && mention.tokens.upperBound <= ceiling
    }

    /// From the sentences before in the same paragraph, else from the article.
    private func inherited(_ quantity: Quantity) -> (PeriodMention, Ground.Rule)? {
        // A list's items also hang on the paragraph that introduces them.
        var block = view.scan.sentences[quantity.sentence].block
        let isItem = items.contains(block)
        while items.contains(block), block > 0 { block -= 1 }
        let before = periods.mentions[..<periods.ofSentence[quantity.sentence].mentions.lowerBound]
        for mention in before.suffix(PeriodAttribution.lookBack).reversed() {
            let other = view.scan.sentences[mention.sentence].block
            guard other == block || (isItem && other > block) else { break }
            if mention.bracket == nil, !mention.isBound, !isIncidental(mention),
                mention.role != .deadline || quantity.status == .target
            {
                return (mention, .paragraph)
            }
        }
        let stands =
            quantity.measure == .level && (quantity.kind == .count || quantity.kind == .share)
            && quantity.status != .target
        let earlier = moments.last { $0.tokens.lowerBound < quantity.tokens.lowerBound }
        if stands, let moment = earlier ?? moments.first {
            return (
                PeriodMention(
                    period: moment.period, role: .asOf, sentence: quantity.sentence, tokens: moment.tokens), .moment
            )
        }
        return main.map { ($0, .mainPeriod) }
    }

    /// The day of some event dates no figure of later sentences.
    private func isIncidental(_ mention: PeriodMention) -> Bool {
        if case .day = mention.period { return mention.role == .reference }
        return false
    }

    /// `30 phút (năm 2024)`: a period that opens a bracket dates what stands inside, and the figure right before.
    private func isElsewhere(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        if mention.isBound { return quantity.after + 1 != mention.tokens.lowerBound }
        guard let bracket = mention.bracket else { return false }
        if mention.bracketHoldsFigure { return !bracket.contains(quantity.tokens.lowerBound) }
        return !bracket.contains(quantity.tokens.lowerBound) && bracket.lowerBound > quantity.after + 2
            || quantity.tokens.lowerBound >= bracket.upperBound
    }

    /// A later period dates a figure where a preposition ties it: `trong`, `vào`, `đến`; a bare day further on is that
    /// of something else.
    private func dates(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard case .day = mention.period else { return true }
        return mention.role != .reference
    }

    /// A semicolon, or a comma with a verb behind it, keeps a later period from reaching back.
    private func breaks(_ from: Int, _ to: Int) -> Bool {
        guard from < to else { return false }
        return (from..<to).contains { view.scan.tokens[$0].isSign(";") || view.scan.tokens[$0].isSign(",") }
    }

    /// The period that most figures of the article stand beside, the title's counted for more; the first of equals.
    private static func mainPeriod(
        _ mentions: [PeriodMention], dated: [Int: Int], title: PeriodMention?, publication: CivilDate?
    ) -> PeriodMention? {
        var counts: [TimePeriod: Int] = [:]
        for mention in mentions where mention.role != .deadline && mention.bracket == nil && !mention.isBound {
            // A day dates an event, a bare year (`Tết 2026`) often only names one.
            if case .day = mention.period { continue }
            if mention.tokens.count == 1 { continue }
            // What has hardly begun is what the article looks forward to, not what it reports.
            if let publication, mention.period.firstDay.adding(days: 31) > publication, case .year = mention.period {
                continue
            }
            let lead = mention.sentence < leadSentences ? leadWeight : 0
            counts[mention.period, default: 0] += 1 + lead + (dated[mention.sentence] ?? 0)
        }
        if let title { counts[title.period, default: 0] += titleWeight }
        guard let most = counts.values.max() else { return nil }
        if let title, counts[title.period] == most { return title }
        // Of equals, the narrower one: `Tết Dương lịch 2026, từ ngày 1/1 đến ngày 4/1`.
        let equals = mentions.filter { counts[$0.period] == most && $0.role != .deadline }
        return equals.first { if case .year = $0.period { false } else { true } } ?? equals.first
    }

    /// How many figures' worth a period in the title is, and one in the article's first sentences.
    private static let titleWeight = 8
    private static let leadWeight = 2
    private static let leadSentences = 3

    // MARK: The baseline

    private func baseline(
        of index: Int, in quantities: ArraySlice<Quantity>
    ) -> (Observation.Baseline, Note)? {
        let quantity = quantities[index]
        let own = periods.baselines[periods.ofSentence[quantity.sentence].baselines]
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
