import Observation
import Vietnamese

/// What speaks for a status as that of a figure; the names are those of `choosing_statuses.tsv`.
enum StatusFeature: Int, CaseIterable {
    // Who else has it.
    case isRule, isPrevious, isNext, isLastFigure, status, figureShare, blockShare
    // The cues around the figure, in the order of `StatusChoice.cues`: left of it, then right.
    case leftEstimate, leftTarget, leftForecast, leftAssigned, leftMay, leftPlan, leftLevel, leftUp, leftDown, leftHolds
    case rightEstimate, rightTarget, rightForecast, rightAssigned, rightMay, rightPlan, rightLevel, rightUp, rightDown
    case rightHolds
    // Its time: how long before the article it ends and begins, what it is, whether it is the figure's own.
    case ends, begins, grain, own, rulePeriod
    // The figure.
    case kind, measure, cue, qualifier, rule, ruleStatus, baseline, order, figures, sentence, inBlock, block, heading
    case previousStatus, previousDistance, previousCommas, previousSemicolons, aspects, moreAspects, past, commands
    case deadline, reports, says, cells

    static let names = allCases.map { "\($0)" }
}

/// Chooses whether a figure is a fact, an estimate, a goal or a forecast: the rules' answer is one of the choices, and how
/// often the rules are right in such a place is learned from annotated articles.
struct StatusChoice {
    let view: FieldView
    let publication: CivilDate?
    private let isItem: Set<Int>
    private let isHeading: (Int) -> Bool
    private var tally = AnswerTally<Observation.Status>()

    static let cues: [Cue] = [.estimate, .target, .forecast, .assigned, .may, .plan, .level, .up, .down, .holds]

    init(view: FieldView, publication: CivilDate?, items: Set<Int>, isHeading: @escaping (Int) -> Bool) {
        (self.view, self.publication, isItem, self.isHeading) = (view, publication, items, isHeading)
    }

    /// Settles the statuses of the next sentence's figures, which have the rules' answers.
    mutating func settle(_ quantities: inout ArraySlice<Quantity>, sentence: Int) {
        tally.enter(block: view.scan.sentences[sentence].block)
        let answers = quantities
        for index in answers.indices {
            let table = table(of: index, in: answers, sentence)
            let best = table.best(view.lexicon.choosingStatuses)
            view.weighed?(
                WeighedFigure(
                    of: .status, field: view.field, surface: answers[index].surface,
                    words: table.values.map(\.rawValue), rows: table.rows, names: [],
                    chosen: answers[index].status.rawValue))
            // Most of what speaks for a status is the time of its figure: without one the rules' words stand.
            guard let best, answers[index].period != nil else { continue }
            quantities[index].chances.status = Double(best.chance)
            let status = table.values[best.place]
            guard status != answers[index].status else { continue }
            quantities[index].status = status
            quantities[index].grounds.status = Note(.learned)
        }
        for quantity in answers { tally.count(quantity.status) }
    }

    private func table(
        of index: Int, in quantities: ArraySlice<Quantity>, _ sentence: Int
    ) -> ChoiceTable<Observation.Status> {
        let quantity = quantities[index]
        let shared = shared(quantity, index, quantities, sentence)
        var table = ChoiceTable<Observation.Status>(blank: shared)
        let previous = index > quantities.startIndex ? quantities[index - 1].status : nil
        let next = index + 1 < quantities.endIndex ? quantities[index + 1].status : nil
        for status in Observation.Status.allCases {
            let place = table.place(of: status)
            let values: [(StatusFeature, UInt8)] = [
                (.isRule, ChoiceFeature.flag(status == quantity.status)),
                (.isPrevious, ChoiceFeature.flag(status == previous)),
                (.isNext, ChoiceFeature.flag(status == next)),
                (.isLastFigure, ChoiceFeature.flag(status == tally.last)),
                (.status, status.number),
                (.figureShare, tally.shareOfField(status)),
                (.blockShare, tally.shareOfBlock(status)),
            ]
            for (feature, value) in values { table[place, feature.rawValue] = value }
        }
        return table
    }

    /// A row of what holds whichever status the figure has.
    private func shared(
        _ quantity: Quantity, _ index: Int, _ quantities: ArraySlice<Quantity>, _ sentence: Int
    ) -> [UInt8] {
        var row = [UInt8](repeating: 0, count: StatusFeature.allCases.count)
        func set(_ feature: StatusFeature, _ value: UInt8) { row[feature.rawValue] = value }
        let limits = view.scan.sentences[sentence].tokens
        let distances = CueDistances(view: view, cues: StatusChoice.cues).features(quantity, limits)
        for (offset, value) in distances.enumerated() { row[StatusFeature.leftEstimate.rawValue + offset] = value }
        set(.ends, quantity.period.map { PeriodChoice.age($0.lastDay, publication) } ?? ChoiceFeature.none)
        set(.begins, quantity.period.map { PeriodChoice.age($0.firstDay, publication) } ?? ChoiceFeature.none)
        set(.grain, quantity.period.map(PeriodChoice.grain) ?? ChoiceFeature.none)
        set(.own, ChoiceFeature.flag(quantity.isOwnPeriod))
        set(.rulePeriod, quantity.grounds.period.rule.number)
        set(.kind, UInt8(WordFeatures.kinds.firstIndex(of: quantity.kind) ?? 0))
        set(.measure, UInt8(WordFeatures.measures.firstIndex(of: quantity.measure) ?? 0))
        set(.cue, quantity.cue.map { UInt8($0.rawValue + 1) } ?? 0)
        set(.qualifier, UInt8(Observation.Qualifier.allCases.firstIndex(of: quantity.qualifier) ?? 0))
        set(.rule, quantity.grounds.status.rule.number)
        set(.ruleStatus, quantity.status.number)
        set(.baseline, quantity.baseline.map { $0 == .target ? 2 : 1 } ?? 0)
        set(.order, ChoiceFeature.count(index - quantities.startIndex))
        set(.figures, ChoiceFeature.count(quantities.count))
        set(.sentence, ChoiceFeature.count(sentence))
        set(.inBlock, ChoiceFeature.count(view.sentencesBefore(sentence)))
        set(.block, ChoiceFeature.flag(isItem.contains(tally.block)))
        set(.heading, ChoiceFeature.flag(isHeading(sentence)))
        let previous = index > quantities.startIndex ? quantities[index - 1] : nil
        set(.previousStatus, previous?.status.number ?? ChoiceFeature.none)
        let gap = previous.map { view.between($0.after..<max($0.after, quantity.tokens.lowerBound), [], order: 0) }
        set(.previousDistance, gap?[0] ?? ChoiceFeature.none)
        set(.previousCommas, gap?[2] ?? ChoiceFeature.none)
        set(.previousSemicolons, gap?[3] ?? ChoiceFeature.none)
        let (aspects, more) = view.aspects(quantity, limits)
        set(.aspects, aspects)
        set(.moreAspects, more)
        for token in max(limits.lowerBound, quantity.tokens.lowerBound - 40)..<quantity.tokens.lowerBound {
            if view.phrase(.past, at: token) != nil { set(.past, 1) }
            if view.phrase(.commands, at: token) != nil { set(.commands, 1) }
            if view.phrase(.deadline, at: token) != nil { set(.deadline, 1) }
            if view.phrase(.reports, at: token) != nil { set(.reports, 1) }
            if view.phrase(.says, at: token) != nil { set(.says, 1) }
        }
        return row
    }
}
