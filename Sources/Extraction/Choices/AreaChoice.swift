import Catalogue
import Vietnamese

/// Chooses the place of each figure among those that its article names: the rules' answer is one of the choices, and how
/// often the rules are right in such a place is learned from annotated articles.
struct AreaChoice {
    let view: FieldView
    let areas: AreaMentions
    let article: ArticleContext
    private let isItem: Set<Int>
    private let ofArticle: [(AreaFeature, UInt8)]
    private var mentions: [String: Int] = [:]
    /// Where the figures of the sentences so far are by the rules.
    private var tally = AnswerTally<String>()

    private typealias Feature = AreaFeature
    private typealias Table = ChoiceTable<String>

    /// By how much a place must be likelier than the rules' answer, as in `learn_choices.py`: the annotated articles have
    /// more provinces that speak of themselves than newspapers have.
    private static let margin: Int32 = 750
    /// How many mentions left and right of a figure, and before its sentence, are looked at.
    private static let reach = (side: 8, before: 16)

    init(view: FieldView, areas: AreaMentions, article: ArticleContext, items: Set<Int>) {
        (self.view, self.areas, self.article, isItem) = (view, areas, article, items)
        ofArticle = AreaChoice.features(of: article)
        for mention in areas.mentions { mentions[mention.area, default: 0] += 1 }
    }

    /// Settles where the figures of the next sentence are, which have the rules' answers.
    mutating func settle(
        _ quantities: inout ArraySlice<Quantity>, sentence: Int, organizations: [OrganizationMention]
    ) {
        tally.enter(block: view.scan.sentences[sentence].block)
        let answers = quantities
        for index in answers.indices {
            let table = table(of: index, in: answers, sentence, organizations)
            let best = table.best(
                view.lexicon.choosingAreas, rule: answers[index].area, margin: AreaChoice.margin)
            view.weighed?(
                WeighedFigure(
                    of: .area, field: view.field, surface: answers[index].surface, words: table.values,
                    rows: table.rows, names: [], chosen: answers[index].area))
            guard let best, !isNational(answers[index]) else { continue }
            quantities[index].chances.area = Double(best.chance)
            let area = table.values[best.place]
            guard area != answers[index].area else { continue }
            quantities[index].area = area
            quantities[index].grounds.area = note(area, sentence)
        }
        for quantity in answers { tally.count(quantity.area) }
    }

    /// The sentence says that it speaks of the country: `61/63 tỉnh, thành phố`, `GDP`, `cả nước`.
    private func isNational(_ quantity: Quantity) -> Bool {
        let ground = quantity.grounds.area
        return quantity.area == "VN" && !ground.tokens.isEmpty && ground.rule != .article && ground.rule != .paragraph
    }

    /// Where the place stands that was chosen over the rules' answer.
    private func note(_ area: String, _ sentence: Int) -> Note {
        let range = areas.ofSentence[sentence]
        if let own = areas.mentions[range].first(where: { $0.area == area }) { return Note(.sentence, own.tokens) }
        if let before = areas.mentions[..<range.lowerBound].suffix(AreaChoice.reach.before).last(where: {
            $0.area == area
        }) {
            return Note(.antecedent, before.tokens)
        }
        return area == "VN" ? Note(.unsaid) : Note(.article)
    }

    // MARK: Features

    /// What holds of all figures of the article.
    private static func features(of article: ArticleContext) -> [(Feature, UInt8)] {
        let words = article.places.ownWords
        let weight = article.places.dominant.map { article.places.weight(of: $0) }
        return [
            (.ownWords, ChoiceFeature.count(words.province)), (.partWords, ChoiceFeature.count(words.part)),
            (.regionWords, ChoiceFeature.count(words.region)),
            (.countryWords, ChoiceFeature.count(article.places.country)),
            (.dominantWeight, weight.map { ChoiceFeature.share($0.mentions, of: $0.of) } ?? ChoiceFeature.none),
            (.dominantTitled, ChoiceFeature.flag(article.places.dominant.map(article.places.isTitled) ?? false)),
        ]
    }

    private func table(
        of index: Int, in quantities: ArraySlice<Quantity>, _ sentence: Int, _ organizations: [OrganizationMention]
    ) -> ChoiceTable<String> {
        let quantity = quantities[index]
        var table = Table(blank: Feature.blank)
        func mark(_ area: String, _ feature: Feature) { table[table.place(of: area), feature.rawValue] = 1 }
        mark(quantity.area, .isRule)
        mark("VN", .isCountry)
        if index > quantities.startIndex { mark(quantities[index - 1].area, .isPrevious) }
        if index + 1 < quantities.endIndex { mark(quantities[index + 1].area, .isNext) }
        if let last = tally.last { mark(last, .isLastFigure) }
        if let area = article.area { mark(area, .isArticle) }
        if let area = article.places.dominant { mark(area, .isDominant) }
        addSentence(quantity, quantities, sentence, organizations, &table)
        addBefore(sentence, &table)
        describe(quantity, index, quantities, sentence, &table)
        return table
    }

    private func addSentence(
        _ quantity: Quantity, _ quantities: ArraySlice<Quantity>, _ sentence: Int,
        _ organizations: [OrganizationMention], _ table: inout Table
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let own = areas.mentions[areas.ofSentence[sentence]]
        let left = own.filter { $0.tokens.upperBound <= quantity.tokens.lowerBound }.suffix(AreaChoice.reach.side)
        let right = own.filter { $0.tokens.lowerBound >= quantity.after }.prefix(AreaChoice.reach.side)
        for (order, mention) in left.reversed().enumerated() {
            let place = table.place(of: mention.area)
            guard table[place, Feature.left.rawValue] == ChoiceFeature.none else { continue }
            let gap = mention.tokens.upperBound..<quantity.tokens.lowerBound
            table.set(place, Feature.left.rawValue, view.between(gap, quantities, order: order))
            describe(mention, place, limits, &table)
            let between = organizations.count { gap.contains($0.tokens.lowerBound) }
            table[place, Feature.organizationsBetween.rawValue] = ChoiceFeature.count(between)
            table[place, Feature.predicate.rawValue] = ChoiceFeature.count(
                quantity.predicate - mention.tokens.upperBound)
        }
        for (order, mention) in right.enumerated() {
            let place = table.place(of: mention.area)
            guard table[place, Feature.right.rawValue] == ChoiceFeature.none else { continue }
            let gap = quantity.after..<mention.tokens.lowerBound
            table.set(place, Feature.right.rawValue, view.between(gap, quantities, order: order))
            if table[place, Feature.right.rawValue] < table[place, Feature.left.rawValue] {
                describe(mention, place, limits, &table)
            }
        }
    }

    private func describe(_ mention: AreaMention, _ place: Int, _ limits: Range<Int>, _ table: inout Table) {
        let type = view.scan.longest(
            Category.placeType, endingAt: mention.tokens.lowerBound, notBefore: limits.lowerBound)
        let start = type.map { Int($0.start) } ?? mention.tokens.lowerBound
        let owned = view.role(.whose, endingAt: start, notBefore: limits.lowerBound) != nil
        let seated = view.lexicon.seats.contains(view.word(start - 1, in: limits))
        let values: [(Feature, UInt8)] = [
            (.mention, mention.kind.number), (.scene, ChoiceFeature.flag(mention.isScene)),
            (.ruled, ChoiceFeature.flag(mention.isRuled)),
            (.opensSentence, ChoiceFeature.flag(start - limits.lowerBound <= 1)),
            (.opensClause, ChoiceFeature.flag(start > limits.lowerBound && view.listJoint(start - 1, in: limits))),
            (.owned, ChoiceFeature.flag(owned)), (.seated, ChoiceFeature.flag(seated)),
            (.bracketed, ChoiceFeature.flag(view.sign("(", start - 1, in: limits))),
        ]
        for (feature, value) in values { table[place, feature.rawValue] = value }
    }

    private func addBefore(_ sentence: Int, _ table: inout Table) {
        var order = 0
        for mention in areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(AreaChoice.reach.before)
            .reversed()
        {
            Steps.take()
            let place = table.place(of: mention.area)
            guard table[place, Feature.blocksBack.rawValue] == ChoiceFeature.none else { continue }
            let other = view.scan.sentences[mention.sentence]
            if other.block == tally.block {
                table[place, Feature.sentencesBack.rawValue] = ChoiceFeature.count(sentence - mention.sentence)
            }
            let opens = mention.tokens.lowerBound - other.tokens.lowerBound <= 2
            let values: [(Feature, UInt8)] = [
                (.blocksBack, ChoiceFeature.count(tally.block - other.block)), (.backOrder, ChoiceFeature.count(order)),
                (.backMention, mention.kind.number), (.backScene, ChoiceFeature.flag(mention.isScene)),
                (.backOpens, ChoiceFeature.flag(opens)),
            ]
            for (feature, value) in values { table[place, feature.rawValue] = value }
            order += 1
        }
    }

    private func describe(
        _ quantity: Quantity, _ index: Int, _ quantities: ArraySlice<Quantity>, _ sentence: Int, _ table: inout Table
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let own = areas.mentions[areas.ofSentence[sentence]]
        let isNational = (limits.lowerBound..<min(limits.upperBound, quantity.after + 2)).contains {
            view.role(.nation, at: $0) != nil || view.role(.scope, at: $0) != nil
        }
        let isLocal = (limits.lowerBound..<quantity.tokens.lowerBound).contains {
            view.local(.local, at: $0) || view.isLocalSubject($0, in: limits)
        }
        let depth = article.area.map { $0.contains("/") ? 2 : view.places.province($0) == nil ? 3 : 1 } ?? 0
        let shared: [(Feature, UInt8)] =
            [
                (.kind, UInt8(WordFeatures.kinds.firstIndex(of: quantity.kind) ?? 0)),
                (.measure, UInt8(WordFeatures.measures.firstIndex(of: quantity.measure) ?? 0)),
                (.status, quantity.status.number), (.cue, quantity.cue.map { UInt8($0.rawValue + 1) } ?? 0),
                (.rule, quantity.grounds.area.rule.number), (.total, ChoiceFeature.flag(quantity.total != nil)),
                (.order, ChoiceFeature.count(index - quantities.startIndex)),
                (.figures, ChoiceFeature.count(quantities.count)), (.places, ChoiceFeature.count(own.count)),
                (.abroad, ChoiceFeature.count(own.count { $0.kind == .country || $0.kind == .bloc })),
                (.sentence, ChoiceFeature.count(sentence)),
                (.inBlock, ChoiceFeature.count(view.sentencesBefore(sentence))),
                (.block, ChoiceFeature.flag(isItem.contains(tally.block))),
                (.choices, ChoiceFeature.count(table.values.count)),
                (.organization, ChoiceFeature.flag(quantity.organization != nil)),
                (.isFlow, ChoiceFeature.flag(article.isFlow)), (.articleDepth, UInt8(depth)),
                (.nation, ChoiceFeature.flag(isNational)), (.local, ChoiceFeature.flag(isLocal)),
            ] + ofArticle
        for (place, area) in table.values.enumerated() {
            let count = mentions[area] ?? 0
            let weight = article.places.weight(of: area)
            let values: [(Feature, UInt8)] = [
                (.mentions, ChoiceFeature.count(count)),
                (.mentionShare, ChoiceFeature.share(count, of: areas.mentions.count)),
                (.figureShare, tally.shareOfField(area)),
                (.blockShare, tally.shareOfBlock(area)),
                (.inArticle, ChoiceFeature.flag(article.area.map { area.hasPrefix($0 + "/") } ?? false)),
                (.aroundArticle, ChoiceFeature.flag(article.area?.hasPrefix(area + "/") ?? false)),
                (.weight, ChoiceFeature.share(weight.mentions, of: weight.of)),
                (.isTitled, ChoiceFeature.flag(article.places.isTitled(area))),
                (.leads, ChoiceFeature.flag(article.places.leads(area))),
                (.level, area == "VN" ? 0 : area.contains("/") ? 3 : view.places.province(area) != nil ? 2 : 1),
            ]
            for (feature, value) in values + shared { table[place, feature.rawValue] = value }
        }
    }
}

extension Place.Kind {
    /// As a feature.
    fileprivate var number: UInt8 {
        switch self {
        case .homeCountry: 0
        case .region: 1
        case .province: 2
        case .district: 3
        case .commune: 4
        case .bloc: 5
        case .country: 6
        }
    }
}
