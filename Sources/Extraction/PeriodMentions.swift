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
    private(set) var ofSentence: [(mentions: Range<Int>, baselines: Range<Int>)] = []

    init(view: FieldView, publication: CivilDate?, title: PeriodResolver? = nil) {
        self.view = view
        resolver = PeriodResolver(publication: publication)
        if let title { resolver.adopt(title) }
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

    /// Adds the expressions of the next sentence, in the order of the text; `quantities` are those of the same sentence.
    mutating func add(
        _ expressions: ArraySlice<CalendarMention>, sentence: Int, quantities: ArraySlice<Quantity>
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let first = (mentions.count, baselines.count)
        defer { ofSentence.append((first.0..<mentions.count, first.1..<baselines.count)) }
        for mention in expressions {
            if isBaseline(mention, among: expressions, quantities, limits) {
                baselines.append(
                    BaselineMention(
                        expression: .calendar(mention.expression), sentence: sentence, tokens: mention.tokens))
                continue
            }
            if case .samePeriod = mention.expression { continue }
            if case .monthsSoFar(let count) = mention.expression, !resolver.speaks(ofMonths: count) { continue }
            let bracket = bracket(mention, limits)
            let bound = isBound(mention, quantities, limits)
            let resolved =
                bracket != nil || bound ? resolver.peek(mention.expression) : resolver.resolve(mention.expression)
            guard let (period, inferred) = resolved else { continue }
            mentions.append(
                PeriodMention(
                    period: period, role: role(mention, period, limits), sentence: sentence, tokens: mention.tokens,
                    isInferred: inferred, bracket: bracket,
                    bracketHoldsFigure: quantities.contains { bracket?.contains($0.tokens.lowerBound) ?? false },
                    isBound: bound))
        }
        addTargets(sentence, limits)
        sortBaselines(from: first.1)
    }

    /// `31,7 của năm 2023`: tied by `của` to the figure right before.
    private func isBound(
        _ mention: CalendarMention, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        let before = mention.tokens.lowerBound - 1
        return view.word(before, in: limits) == view.words.của && quantities.contains { $0.after == before }
    }

    /// The bracket that a mention opens, up to its end: `(năm 2019, trước dịch, là 27.100 tỷ đồng)`.
    private func bracket(_ mention: CalendarMention, _ limits: Range<Int>) -> Range<Int>? {
        let open = mention.tokens.lowerBound - 1
        guard view.sign("(", open, in: limits) else { return nil }
        let close = (mention.tokens.upperBound..<limits.upperBound).first { view.sign(")", $0, in: limits) }
        return open..<(close ?? limits.upperBound)
    }

    /// `so với năm 2023`, `cao hơn năm trước`, `gấp đôi quý II`, `với cùng kỳ`.
    private func isBaseline(
        _ mention: CalendarMention, among expressions: ArraySlice<CalendarMention>,
        _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        if case .samePeriod = mention.expression { return true }
        var index = mention.tokens.lowerBound - 1
        // `gấp 2,2 lần năm 2024`: the multiple stands right before.
        if let before = quantities.last(where: { $0.after <= mention.tokens.lowerBound }), before.kind == .times,
            mention.tokens.lowerBound - before.after <= 3
        {
            return true
        }
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

    private mutating func sortBaselines(from first: Int) {
        baselines[first...].sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// `so với mục tiêu`, `vượt dự toán`, `vượt 16,4% dự toán`: the yardstick is a goal.
    private mutating func addTargets(_ sentence: Int, _ limits: Range<Int>) {
        for index in limits {
            guard view.scan.hasCue(.plan, at: index) else { continue }
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

    private func role(
        _ mention: CalendarMention, _ period: TimePeriod, _ limits: Range<Int>
    ) -> PeriodMention.Role {
        if mention.expression == .now || mention.expression == .thisMoment { return .asOf }
        var index = mention.tokens.lowerBound - 1
        var steps = 0
        while index >= limits.lowerBound, steps < 4 {
            let word = view.word(index, in: limits)
            if word == 0 { break }
            if word == view.words.đến || word == view.words.tới || word == view.words.trước {
                guard let publication = resolver.publication else { return .asOf }
                return period.lastDay > publication || word == view.words.trước ? .deadline : .asOf
            }
            index -= 1
            steps += 1
        }
        return .reference
    }
}
