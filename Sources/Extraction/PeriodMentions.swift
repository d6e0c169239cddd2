import Observation
import Vietnamese

/// Sorts a sentence's calendar expressions into periods that date values and baselines that changes are measured
/// against.
struct PeriodMentions {
    let view: FieldView
    var resolver: PeriodResolver
    private(set) var mentions: [PeriodMention] = []
    private(set) var baselines: [BaselineMention] = []
    /// For each sentence added so far, its mentions and its baselines.
    private(set) var ofSentence: [(mentions: Range<Int>, baselines: Range<Int>, hasFigures: Bool)] = []

    /// What days the article says it means by a period.
    private var aliases: [TimePeriod: TimePeriod] = [:]
    /// The block of the sentence added last.
    private var block = -1

    init(view: FieldView, publication: CivilDate?, title: PeriodResolver? = nil) {
        self.view = view
        resolver = PeriodResolver(publication: publication)
        if let title { resolver.adopt(title) }
    }

    /// Learns from all the field's expressions what year the article is about, and how many months it counts, before the sentences
    /// are added.
    mutating func settleYear(_ expressions: [CalendarMention], title: PeriodMention?) {
        resolver.articleYear = ArticleYear(publication: resolver.publication)
            .year(expressions, title: title?.period.finalYear)
        for mention in expressions {
            Steps.take()
            if case .months(1, let count, _) = mention.expression { resolver.note(months: count) }
        }
    }

    /// The first period that is more than a day: what a title speaks of.
    var leading: PeriodMention? {
        var leading = mentions.first { mention in
            if case .day = mention.period { return false }
            return mention.bracket == nil && mention.role != .deadline
        }
        leading?.isOfTitle = true
        return leading
    }

    /// The period that something was said of last before a sentence, among those that count; how far it looks back is
    /// bounded, as cost must be.
    func lastReference(before sentence: Int, where counts: (PeriodMention) -> Bool) -> PeriodMention? {
        mentions[..<ofSentence[sentence].mentions.lowerBound].suffix(64).last { mention in
            Steps.take()
            // `đến nay` is said of one thing; a table's figures are of a day that is named.
            if case .day(resolver.publication) = mention.period { return false }
            return mention.role != .deadline && !mention.aims && counts(mention)
        }
    }

    /// Adds the expressions of the next sentence, in the order of the text; `quantities` are those of the same sentence.
    mutating func add(
        _ expressions: ArraySlice<CalendarMention>, sentence: Int, quantities: ArraySlice<Quantity>
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let first = (mentions.count, baselines.count)
        defer { ofSentence.append((first.0..<mentions.count, first.1..<baselines.count, !quantities.isEmpty)) }
        resolver.enterSentence(newParagraph: view.scan.sentences[sentence].block != block)
        block = view.scan.sentences[sentence].block
        let aims = quantities.contains { $0.status == .target || $0.status == .forecast }
        for mention in expressions {
            resolver.looksAhead = aims || looksAhead(before: mention.tokens.lowerBound, limits)
            if isBaseline(mention, among: expressions, quantities, limits) {
                baselines.append(
                    BaselineMention(
                        expression: .calendar(mention.expression), sentence: sentence, tokens: mention.tokens,
                        isBare: isBare(mention, limits),
                        opensBracket: view.sign("(", mention.tokens.lowerBound - 1, in: limits),
                        opensSentence: mention.tokens.lowerBound - limits.lowerBound <= 1,
                        isCompared: isCompared(mention, among: expressions, quantities, limits)))
                continue
            }
            if case .samePeriod = mention.expression { continue }
            if mention.expression == .sameOfYears || isDelivery(mention, limits) { continue }
            if isSinceThen(mention, among: expressions, quantities, limits) { continue }
            if case .monthsSoFar(let count) = mention.expression, !resolver.speaks(ofMonths: count) { continue }
            let bracket = bracket(mention, limits)
            let bound = isBound(mention, quantities, limits)
            let isUpTo = isUpTo(mention, limits)
            let resolved =
                bracket != nil || bound
                ? resolver.peek(mention.expression) : resolver.resolve(mention.expression, asOf: isUpTo)
            guard let (period, inferred) = resolved.map({ (aliases[$0.period] ?? $0.period, $0.isInferred) })
            else { continue }
            define(by: period, at: mention.tokens.lowerBound, limits)
            let role = role(mention, period, quantities, limits)
            let isReport = isReport(mention, period, limits) || isOfScheme(mention, period, limits)
            let isPassing = isReport || isPassing(mention, limits) || isOfMeeting(mention, period, limits)
            if role == .asOf, !isPassing { resolver.note(moment: period) }
            if bracket == nil, !bound, !isPassing {
                resolver.note(year: period, turns: mention.tokens.lowerBound - limits.lowerBound <= 2)
            }
            mentions.append(
                PeriodMention(
                    period: period, role: role, sentence: sentence, tokens: mention.tokens,
                    isInferred: inferred, bracket: bracket,
                    bracketHoldsFigure: quantities.contains { bracket?.contains($0.tokens.lowerBound) ?? false },
                    isBound: bound, isPassing: isPassing, isNow: mention.expression == .now && isPassing,
                    isSince: isSince(mention, limits), isReport: isReport,
                    leads: mentions.count == first.0
                        && quantities.first.map { $0.tokens.lowerBound >= mention.tokens.upperBound } ?? false,
                    trails: quantities.last.map { $0.after <= mention.tokens.lowerBound } ?? false,
                    aims: isAim(mention, quantities),
                    isNearest: isNearest(mention, among: expressions, quantities)))
        }
        addTargets(sentence, limits)
        sortBaselines(from: first.1)
    }

    /// Whether no other expression stands between a mention and the first figure.
    private func isNearest(
        _ mention: CalendarMention, among expressions: ArraySlice<CalendarMention>, _ quantities: ArraySlice<Quantity>
    ) -> Bool {
        guard let first = quantities.first, mention.tokens.upperBound <= first.tokens.lowerBound else { return false }
        return !expressions.contains {
            $0.tokens.lowerBound >= mention.tokens.upperBound && $0.tokens.upperBound <= first.tokens.lowerBound
        }
    }

    /// `phấn đấu khởi công 19/12`: a goal or forecast in the same clause, though no figure is one.
    private func looksAhead(before end: Int, _ limits: Range<Int>) -> Bool {
        var index = end - 1
        while index >= limits.lowerBound, end - index < PeriodMentions.reach {
            if view.sign(",", index, in: limits) || view.sign(";", index, in: limits) { return false }
            if view.scan.hasCue(.target, at: index) || view.scan.hasCue(.forecast, at: index) { return true }
            index -= 1
        }
        return false
    }

    /// `quý I (từ ngày 15/12/2024 đến ngày 14/3/2025)`: the bracket says what days the article means by the period before
    /// it, there and wherever else it names it.
    private mutating func define(by period: TimePeriod, at start: Int, _ limits: Range<Int>) {
        guard case .days = period, view.sign("(", start - 1, in: limits), let last = mentions.last,
            last.tokens.upperBound == start - 1, last.period.lastDay >= period.firstDay,
            last.period.firstDay <= period.lastDay
        else { return }
        let named = last.period
        aliases[named] = period
        for index in mentions.indices where mentions[index].period == named { mentions[index].period = period }
    }

    /// `so với năm 2023`, `cao hơn năm trước`, `gấp đôi quý II`, `với cùng kỳ`.
    private func isBaseline(
        _ mention: CalendarMention, among expressions: ArraySlice<CalendarMention>,
        _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        switch mention.expression {
        case .samePeriod, .sameTimeOfMonth, .runBefore: return true
        default: return isCompared(mention, among: expressions, quantities, limits)
        }
    }

    /// Whether words say that something is compared with a time.
    private func isCompared(
        _ mention: CalendarMention, among expressions: ArraySlice<CalendarMention>,
        _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        var index = mention.tokens.lowerBound - 1
        // `gấp 2,2 lần năm 2024`: the multiple stands right before.
        if let before = quantities.last(where: { $0.after <= mention.tokens.lowerBound }), before.kind == .times,
            mention.tokens.lowerBound - before.after <= 3
        {
            return true
        }
        if comparesBarely(mention, limits) || isYardstick(mention, quantities, limits) { return true }
        while index >= limits.lowerBound, mention.tokens.lowerBound - index < 12 {
            if view.sign(",", index, in: limits) || view.sign(";", index, in: limits)
                || view.sign("(", index, in: limits)
            {
                break
            }
            if view.scan.hasCue(.versus, at: index) { return true }
            // `so với cùng kỳ của quý I`: the comparison has its period already.
            if expressions.contains(where: { $0.tokens.contains(index) }) { break }
            if quantities.contains(where: { $0.tokens.contains(index) }) { break }
            index -= 1
        }
        // `nhiều hơn năm 2023 là 213 triệu`: a comparative right before.
        if let cue = view.cue(endingAt: mention.tokens.lowerBound, in: limits), cue.cue == .up || cue.cue == .down,
            mention.tokens.lowerBound - cue.start >= 2
        {
            return view.lexicon.endsComparative(view.scan.tokens[mention.tokens.lowerBound - 1])
        }
        return false
    }

    /// `cùng kỳ` at the head of a clause, or after what only links clauses: nothing says that it is compared with.
    private func isBare(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        guard case .samePeriod = mention.expression else { return false }
        let before = mention.tokens.lowerBound - 1
        guard limits.contains(before), view.scan.tokens[before].kind != .sign else { return true }
        let cue = view.cue(endingAt: mention.tokens.lowerBound, in: limits)?.cue
        return (cue == nil || cue == .opener)
            && view.phrase(.edge, endingAt: mention.tokens.lowerBound, notBefore: limits.lowerBound) != nil
    }

    /// `hơn tháng trước 7,6%`, `kém năm ngoái`: the bare comparative. `hơn 9 tháng` is a hedge.
    private func comparesBarely(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        guard view.words.compares(view.word(mention.tokens.lowerBound - 1, in: limits)) else { return false }
        switch mention.expression {
        case .year, .quarter, .month, .semester, .relativeMonth, .relativeQuarter, .day, .relativeDay,
            .dayFromPublication, .samePeriod, .sameTimeOfMonth, .runBefore:
            return true
        default: return false
        }
    }

    /// `bằng 103,1% tháng 6/2024`, `bằng 80% số thu cả năm 2023`: a share of what was then.
    private func isYardstick(
        _ mention: CalendarMention, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        guard let share = quantities.last(where: { $0.after <= mention.tokens.lowerBound }), share.kind == .share,
            share.cue == .equals || share.cue == .restates, mention.tokens.lowerBound - share.after <= 6
        else { return false }
        return !(share.after..<mention.tokens.lowerBound).contains {
            view.scan.tokens[$0].kind == .sign && !view.sign("/", $0, in: limits)
        }
    }

    private mutating func sortBaselines(from first: Int) {
        baselines[first...].sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// `so với mục tiêu`, `vượt dự toán`, `vượt 16,4% dự toán`: the yardstick is a goal.
    private mutating func addTargets(_ sentence: Int, _ limits: Range<Int>) {
        for index in limits {
            guard view.scan.hasCue(.plan, at: index) || view.phrase(.yardstick, at: index) != nil else { continue }
            var back = index - 1
            while back >= limits.lowerBound, index - back < 6 {
                if view.sign(",", back, in: limits) || view.sign(";", back, in: limits) { break }
                if view.scan.hasCue(.versus, at: back) {
                    baselines.append(
                        BaselineMention(expression: .target, sentence: sentence, tokens: index..<index + 1))
                    break
                }
                back -= 1
            }
        }
    }
}
