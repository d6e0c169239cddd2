import Observation
import Vietnamese

/// Chooses the time of each figure among the periods that its article names: the rules' answer is one of them, and how
/// often the rules are right in such a place is learned from annotated articles.
struct PeriodChoice {
    let attribution: PeriodAttribution
    private let isItem: Set<Int>
    /// How many mentions of the field each period has, and how many figures of the field and of each paragraph by the
    /// rules.
    private var mentions: [TimePeriod: Int] = [:]
    private var figures: [TimePeriod: Int] = [:]
    private var ofBlocks: [Int: [TimePeriod: Int]] = [:]
    private var count = 0

    private var view: FieldView { attribution.view }
    private var periods: PeriodMentions { attribution.periods }

    /// By how much a period must be likelier than the rules' answer, as in `learn_choices.py`.
    private static let margin: Int32 = 250
    /// How many mentions left and right of a figure, and before its sentence, are looked at.
    private static let reach = (side: 8, before: 24)

    /// - Parameter quantities: the figures of the field with the rules' answers.
    init(_ attribution: PeriodAttribution, _ quantities: [Quantity], items: Set<Int>) {
        self.attribution = attribution
        isItem = items
        for mention in attribution.periods.mentions { mentions[mention.period, default: 0] += 1 }
        for quantity in quantities {
            guard let period = quantity.period else { continue }
            count += 1
            figures[period, default: 0] += 1
            let block = attribution.view.scan.sentences[quantity.sentence].block
            ofBlocks[block, default: [:]][period, default: 0] += 1
        }
    }

    /// Settles the periods of one sentence's figures, which have the rules' answers.
    ///
    /// - Parameter last: the figure before the sentence.
    func settle(_ quantities: inout ArraySlice<Quantity>, after last: Quantity?) {
        let rules = quantities
        for index in quantities.indices {
            let table = table(of: index, in: rules, after: last)
            let best = table.best(
                view.lexicon.choosingPeriods, rule: rules[index].period, margin: PeriodChoice.margin)
            view.weighed?(
                WeighedFigure(
                    of: .period, field: view.field, surface: rules[index].surface,
                    words: table.values.map { "\($0)" }, rows: table.rows, names: [],
                    chosen: rules[index].period.map { "\($0)" } ?? ""))
            // What rules cannot date, such as a bare `8 tháng`, is not dated by what stands elsewhere.
            guard let best, let rule = rules[index].period, !isGoal(rules[index], rule) else { continue }
            quantities[index].chances.period = Double(best.chance)
            let period = table.values[best.place]
            guard period != rules[index].period else { continue }
            quantities[index].period = period
            quantities[index].grounds.period = note(period, of: rules[index])
            quantities[index].flags.remove(.yearInferred)
        }
    }

    /// The rules made a whole year of the months that a goal stands beside: no mention is of that year.
    private func isGoal(_ quantity: Quantity, _ period: TimePeriod) -> Bool {
        guard quantity.status == .target, case .year = period else { return false }
        switch quantity.grounds.period.rule {
        case .paragraph, .mainPeriod, .moment: return mentions[period] == nil
        default: return false
        }
    }

    /// Where the period stands that was chosen over the rules' answer.
    private func note(_ period: TimePeriod, of quantity: Quantity) -> Note {
        let own = periods.mentions[periods.ofSentence[quantity.sentence].mentions]
        if let mention = own.first(where: { $0.period == period }) { return Note(.sentence, mention.tokens) }
        let before = periods.mentions[..<periods.ofSentence[quantity.sentence].mentions.lowerBound]
        if let mention = before.suffix(PeriodChoice.reach.before).last(where: { $0.period == period }) {
            return Note(.antecedent, mention.tokens)
        }
        return Note(.article)
    }

    // MARK: Features

    private typealias Table = ChoiceTable<TimePeriod>

    private func table(of index: Int, in quantities: ArraySlice<Quantity>, after last: Quantity?) -> ChoiceTable<
        TimePeriod
    > {
        let quantity = quantities[index]
        var table = Table(blank: PeriodFeature.blank)
        func mark(_ period: TimePeriod?, _ feature: PeriodFeature) {
            guard let period else { return }
            table[table.place(of: period), feature.rawValue] = 1
        }
        mark(quantity.period, .isRule)
        if index > quantities.startIndex { mark(quantities[index - 1].period, .isPrevious) }
        if index + 1 < quantities.endIndex { mark(quantities[index + 1].period, .isNext) }
        mark(last?.period, .isLastFigure)
        mark(attribution.main?.period, .isMain)
        mark(attribution.title?.period, .isTitle)
        mark(attribution.moment(before: quantity)?.period, .isMoment)
        mark(attribution.moments.first?.period, .isFirstMoment)
        mark(attribution.publication.map { .day($0) }, .isPublication)
        mark((attribution.main?.period.finalYear ?? attribution.publication?.year).map { .year($0) }, .isMainYear)
        addSentence(quantity, quantities, &table)
        addBefore(quantity, &table)
        describe(quantity, index, quantities, &table)
        return table
    }

    /// The mentions of the figure's own sentence.
    private func addSentence(_ quantity: Quantity, _ quantities: ArraySlice<Quantity>, _ table: inout Table) {
        let own = periods.mentions[periods.ofSentence[quantity.sentence].mentions]
        let left = own.filter { $0.tokens.upperBound <= quantity.tokens.lowerBound }.suffix(PeriodChoice.reach.side)
        let right = own.filter { $0.tokens.lowerBound >= quantity.after }.prefix(PeriodChoice.reach.side)
        for (order, mention) in left.reversed().enumerated() {
            let place = table.place(of: mention.period)
            guard table[place, PeriodFeature.left.rawValue] == ChoiceFeature.none else { continue }
            let gap = mention.tokens.upperBound..<quantity.tokens.lowerBound
            table.set(place, PeriodFeature.left.rawValue, view.between(gap, quantities, order: order))
            describe(mention, place, &table)
        }
        for (order, mention) in right.enumerated() {
            let place = table.place(of: mention.period)
            guard table[place, PeriodFeature.right.rawValue] == ChoiceFeature.none else { continue }
            let gap = quantity.after..<mention.tokens.lowerBound
            table.set(place, PeriodFeature.right.rawValue, view.between(gap, quantities, order: order))
            let isNearer =
                table[place, PeriodFeature.right.rawValue] < table[place, PeriodFeature.left.rawValue]
            if isNearer { describe(mention, place, &table) }
        }
        for mention in periods.baselines[periods.ofSentence[quantity.sentence].baselines].prefix(
            PeriodChoice.reach.side)
        {
            guard case .calendar(let expression) = mention.expression,
                let period = PeriodResolver.baseline(
                    expression, of: quantity.period, publication: attribution.publication, year: nil)
            else { continue }
            let place = table.place(of: period)
            let isLeft = mention.tokens.upperBound <= quantity.tokens.lowerBound
            let distance =
                isLeft
                ? quantity.tokens.lowerBound - mention.tokens.upperBound : mention.tokens.lowerBound - quantity.after
            let feature = (isLeft ? PeriodFeature.comparedLeft : .comparedRight).rawValue
            table[place, feature] = min(table[place, feature], ChoiceFeature.count(distance))
        }
    }

    private func describe(_ mention: PeriodMention, _ place: Int, _ table: inout Table) {
        table[place, PeriodFeature.role.rawValue] = PeriodChoice.role(mention)
        let flags: [(PeriodFeature, Bool)] = [
            (.passing, mention.isPassing), (.report, mention.isReport), (.bracket, mention.bracket != nil),
            (.bound, mention.isBound), (.since, mention.isSince), (.aims, mention.aims), (.leads, mention.leads),
            (.trails, mention.trails), (.now, mention.isNow), (.inferred, mention.isInferred),
            (.nearest, mention.isNearest),
        ]
        for (feature, holds) in flags { table[place, feature.rawValue] = ChoiceFeature.flag(holds) }
    }

    private static func role(_ mention: PeriodMention) -> UInt8 {
        switch mention.role {
        case .reference: 0
        case .asOf: 1
        case .deadline: 2
        }
    }

    /// The mentions of sentences before.
    private func addBefore(_ quantity: Quantity, _ table: inout Table) {
        let before = periods.mentions[..<periods.ofSentence[quantity.sentence].mentions.lowerBound]
        let block = view.scan.sentences[quantity.sentence].block
        var order = 0
        for mention in before.suffix(PeriodChoice.reach.before).reversed() {
            Steps.take()
            let place = table.place(of: mention.period)
            guard table[place, PeriodFeature.blocksBack.rawValue] == ChoiceFeature.none else { continue }
            let other = view.scan.sentences[mention.sentence].block
            if other == block {
                table[place, PeriodFeature.sentencesBack.rawValue] = ChoiceFeature.count(
                    quantity.sentence - mention.sentence)
            }
            let values: [(PeriodFeature, UInt8)] = [
                (.blocksBack, ChoiceFeature.count(block - other)), (.backOrder, ChoiceFeature.count(order)),
                (.backRole, PeriodChoice.role(mention)),
                (.backPassing, ChoiceFeature.flag(mention.isPassing || mention.isReport)),
                (.backBracket, ChoiceFeature.flag(mention.bracket != nil || mention.isBound)),
                (.backAims, ChoiceFeature.flag(mention.aims)), (.backLeads, ChoiceFeature.flag(mention.leads)),
                (.backTrails, ChoiceFeature.flag(mention.trails)), (.backNow, ChoiceFeature.flag(mention.isNow)),
            ]
            for (feature, value) in values { table[place, feature.rawValue] = value }
            order += 1
        }
    }

    /// What holds of each period wherever it stands, and of the figure whichever it has.
    private func describe(
        _ quantity: Quantity, _ index: Int, _ quantities: ArraySlice<Quantity>, _ table: inout Table
    ) {
        let block = view.scan.sentences[quantity.sentence].block
        let ofBlock = ofBlocks[block] ?? [:]
        let inBlock = ofBlock.values.reduce(0, +)
        let shared = shared(quantity, index, quantities, choices: table.values.count)
        for (place, period) in table.values.enumerated() {
            let values: [(PeriodFeature, UInt8)] = [
                (.mentions, ChoiceFeature.count(mentions[period] ?? 0)),
                (.mentionShare, ChoiceFeature.share(mentions[period] ?? 0, of: periods.mentions.count)),
                (.figureShare, ChoiceFeature.share(figures[period] ?? 0, of: count)),
                (.blockShare, ChoiceFeature.share(ofBlock[period] ?? 0, of: inBlock)),
                (.grain, PeriodChoice.grain(period)), (.length, PeriodChoice.length(period)),
                (.age, PeriodChoice.age(period.lastDay, attribution.publication)),
                (.begins, PeriodChoice.age(period.firstDay, attribution.publication)),
                (.toMain, PeriodChoice.relation(period, attribution.main?.period)),
                (.toRule, PeriodChoice.relation(period, quantity.period)),
            ]
            for (feature, value) in values + shared { table[place, feature.rawValue] = value }
        }
    }

    private func shared(
        _ quantity: Quantity, _ index: Int, _ quantities: ArraySlice<Quantity>, choices: Int
    ) -> [(PeriodFeature, UInt8)] {
        let sentence = view.scan.sentences[quantity.sentence]
        let own = periods.ofSentence[quantity.sentence]
        let (aspects, more) = view.aspects(quantity, sentence.tokens)
        return [
            (.kind, UInt8(WordFeatures.kinds.firstIndex(of: quantity.kind) ?? 0)),
            (.measure, UInt8(WordFeatures.measures.firstIndex(of: quantity.measure) ?? 0)),
            (.status, quantity.status.number),
            (.qualifier, UInt8(Observation.Qualifier.allCases.firstIndex(of: quantity.qualifier) ?? 0)),
            (.cue, quantity.cue.map { UInt8($0.rawValue + 1) } ?? 0),
            (.rule, quantity.grounds.period.rule.number),
            (.own, ChoiceFeature.flag(quantity.isOwnPeriod)), (.total, ChoiceFeature.flag(quantity.total != nil)),
            (.aside, ChoiceFeature.flag(quantity.isAside)), (.from, ChoiceFeature.flag(quantity.isFrom)),
            (.order, ChoiceFeature.count(index - quantities.startIndex)),
            (.figures, ChoiceFeature.count(quantities.count)),
            (.sentenceMentions, ChoiceFeature.count(own.mentions.count)),
            (.sentenceBaselines, ChoiceFeature.count(own.baselines.count)),
            (.sentence, ChoiceFeature.count(quantity.sentence)),
            (.inBlock, ChoiceFeature.count(view.sentencesBefore(quantity.sentence))),
            (.block, isItem.contains(sentence.block) ? 1 : 0), (.choices, ChoiceFeature.count(choices)),
            (.mainGrain, attribution.main.map { PeriodChoice.grain($0.period) } ?? ChoiceFeature.none),
            (
                .ruleAge,
                quantity.period.map { PeriodChoice.age($0.lastDay, attribution.publication) } ?? ChoiceFeature.none
            ),
            (.aspects, aspects), (.moreAspects, more),
        ]
    }

    static func grain(_ period: TimePeriod) -> UInt8 {
        switch period {
        case .day: 0
        case .days: 1
        case .month: 2
        case .quarter: 3
        case .semester: 4
        case .months(1, _, _): 5
        case .months: 6
        case .year: 7
        case .years: 8
        }
    }

    static func length(_ period: TimePeriod) -> UInt8 {
        ChoiceFeature.count((period.lastDay.ordinal - period.firstDay.ordinal) / 10, most: 250)
    }

    /// How long before the article came out a day was, in tens of days from 100, by hundreds from far off.
    static func age(_ day: CivilDate, _ publication: CivilDate?) -> UInt8 {
        guard let publication else { return ChoiceFeature.none }
        let days = publication.ordinal - day.ordinal
        let tens = days >= 0 ? (days + 9) / 10 : (days - 9) / 10
        return UInt8(min(max(100 + tens, 0), 240))
    }

    /// Equal, within, around, before, after, overlapping.
    static func relation(_ period: TimePeriod, _ other: TimePeriod?) -> UInt8 {
        guard let other else { return ChoiceFeature.none }
        let (first, last) = (period.firstDay, period.lastDay)
        if first == other.firstDay, last == other.lastDay { return 0 }
        if other.firstDay <= first, last <= other.lastDay { return 1 }
        if first <= other.firstDay, other.lastDay <= last { return 2 }
        if last < other.firstDay { return period == other.yearsBack(1) ? 6 : 3 }
        return first > other.lastDay ? 4 : 5
    }
}
