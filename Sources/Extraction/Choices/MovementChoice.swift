import Observation
import Vietnamese

/// What a figure says of its indicator: how much it is, or which way and by how much it moved.
struct Movement: Hashable {
    let measure: Observation.Measure
    let direction: Observation.Direction?

    static let all = [
        Movement(measure: .level, direction: nil), Movement(measure: .change, direction: .up),
        Movement(measure: .change, direction: .down), Movement(measure: .multiple, direction: .up),
        Movement(measure: .multiple, direction: .down), Movement(measure: .change, direction: nil),
    ]

    /// As a feature.
    var number: UInt8 { UInt8(Movement.all.firstIndex(of: self) ?? Movement.all.count) }
}

extension Quantity {
    /// Its measure and direction.
    var movement: Movement { Movement(measure: measure, direction: direction) }
}

/// What speaks for a movement as that of a figure; the names are those of `choosing_movements.tsv`.
enum MovementFeature: Int, CaseIterable {
    // Who else has it.
    case isRule, isPrevious, isNext, isLastFigure, movement, figureShare, blockShare, lastMoved
    // The cues around the figure, in the order of `MovementChoice.cues`: left of it, then right.
    case leftUp, leftDown, leftNegative, leftMultiple, leftEquals, leftExceeds, leftGrowth, leftShrink, leftLevel
    case leftShare, leftContributes, leftRestates, leftVersus, leftPlan, leftRespective
    case rightUp, rightDown, rightNegative, rightMultiple, rightEquals, rightExceeds, rightGrowth, rightShrink,
        rightLevel
    case rightShare, rightContributes, rightRestates, rightVersus, rightPlan, rightRespective
    // The figure.
    case kind, unit, size, decimals, signed, negative, cue, rule, ruleMovement, total, upper, from, order, figures
    case predicate, inBlock, block, amount, bracketed, capital, item
    // The figure before: what it is, whether it is given in the same unit, what stands between.
    case previousMovement, previousUnit, previousDistance, previousCommas, previousSemicolons, previousAnd,
        previousVersus
    // The change said last: how many figures ago, in the same unit, in this sentence.
    case movedBack, movedUnit, movedSentence

    static let names = allCases.map { "\($0)" }
}

/// Chooses whether a figure is a level or a movement: the rules' answer is one of the choices, and how often the rules are
/// right in such a place is learned from annotated articles. So a list goes on as it began, whatever stands between.
struct MovementChoice {
    let view: FieldView
    private let isItem: Set<Int>
    private var tally = AnswerTally<Movement>()
    /// The figures before by the rules, the last last.
    private var before: [(movement: Movement, unit: String, sentence: Int)] = []

    static let cues: [Cue] = [
        .up, .down, .negative, .multiple, .equals, .exceeds, .growth, .shrink, .level, .share, .contributes, .restates,
        .versus, .plan, .respective,
    ]
    /// How many figures back a change is looked for.
    private static let reach = 12

    init(view: FieldView, items: Set<Int>) { (self.view, isItem) = (view, items) }

    /// Settles the movements of the next sentence's figures, which have the rules' answers.
    mutating func settle(_ quantities: inout ArraySlice<Quantity>, sentence: Int) {
        tally.enter(block: view.scan.sentences[sentence].block)
        let answers = quantities
        for index in answers.indices {
            let table = table(of: index, in: answers, sentence)
            let best = table.best(view.lexicon.choosingMovements)
            let answer = answers[index].movement
            view.weighed?(
                WeighedFigure(
                    of: .movement, field: view.field, surface: answers[index].surface,
                    words: table.values.map(\.description), rows: table.rows, names: [], chosen: answer.description))
            before.append((answer, answers[index].unit, sentence))
            tally.count(answer)
            guard let best else { continue }
            quantities[index].chances.measure = Double(best.chance)
            let movement = table.values[best.place]
            guard movement != answer else { continue }
            quantities[index].measure = movement.measure
            quantities[index].direction = movement.direction
            quantities[index].noteMeasure(Note(.learned))
        }
        if before.count > 64 { before.removeFirst(before.count - 32) }
    }

    private func table(
        of index: Int, in quantities: ArraySlice<Quantity>, _ sentence: Int
    ) -> ChoiceTable<Movement> {
        let quantity = quantities[index]
        var table = ChoiceTable<Movement>(blank: shared(quantity, index, quantities, sentence))
        let previous = index > quantities.startIndex ? quantities[index - 1].movement : nil
        let next = index + 1 < quantities.endIndex ? quantities[index + 1].movement : nil
        let moved = before.suffix(MovementChoice.reach).last { $0.movement.measure != .level }?.movement
        let isTimes = quantity.kind == .times
        for movement in Movement.all
        where movement == quantity.movement || ((movement.measure == .multiple) == isTimes && movement.direction != nil)
            || movement.measure == .level
        {
            let place = table.place(of: movement)
            let values: [(MovementFeature, UInt8)] = [
                (.isRule, ChoiceFeature.flag(movement == quantity.movement)),
                (.isPrevious, ChoiceFeature.flag(movement == previous)),
                (.isNext, ChoiceFeature.flag(movement == next)),
                (.isLastFigure, ChoiceFeature.flag(movement == tally.last)),
                (.movement, movement.number),
                (.figureShare, tally.shareOfField(movement)),
                (.blockShare, tally.shareOfBlock(movement)),
                (.lastMoved, ChoiceFeature.flag(movement == moved)),
            ]
            for (feature, value) in values { table[place, feature.rawValue] = value }
        }
        return table
    }

    /// A row of what holds whichever movement the figure is.
    private func shared(
        _ quantity: Quantity, _ index: Int, _ quantities: ArraySlice<Quantity>, _ sentence: Int
    ) -> [UInt8] {
        var row = [UInt8](repeating: 0, count: MovementFeature.allCases.count)
        func set(_ feature: MovementFeature, _ value: UInt8) { row[feature.rawValue] = value }
        let limits = view.scan.sentences[sentence].tokens
        let start = quantity.tokens.lowerBound
        let distances = CueDistances(view: view, cues: MovementChoice.cues).features(quantity, limits)
        for (offset, value) in distances.enumerated() { row[MovementFeature.leftUp.rawValue + offset] = value }
        set(.kind, UInt8(WordFeatures.kinds.firstIndex(of: quantity.kind) ?? 0))
        set(.unit, UInt8(WordFeatures.units.firstIndex(of: quantity.unit) ?? WordFeatures.units.count))
        set(.size, UInt8(WordFeatures.size(quantity.value)))
        set(.decimals, ChoiceFeature.count(-quantity.value.exponent))
        set(.signed, ChoiceFeature.flag(quantity.isSigned))
        set(.negative, ChoiceFeature.flag(quantity.isNegative))
        set(.cue, quantity.cue.map { UInt8($0.rawValue + 1) } ?? 0)
        set(.rule, quantity.grounds.measure.rule.number)
        set(.ruleMovement, quantity.movement.number)
        set(.total, ChoiceFeature.flag(quantity.total != nil))
        set(.upper, ChoiceFeature.flag(quantity.upper != nil))
        set(.from, ChoiceFeature.flag(quantity.isFrom))
        set(.order, ChoiceFeature.count(index - quantities.startIndex))
        set(.figures, ChoiceFeature.count(quantities.count))
        set(.predicate, ChoiceFeature.count(start - quantity.predicate))
        set(.inBlock, ChoiceFeature.count(view.sentencesBefore(sentence)))
        set(.block, ChoiceFeature.flag(isItem.contains(tally.block)))
        set(.amount, ChoiceFeature.flag(view.word(start - 1, in: limits) == view.lexicon.amount))
        set(.bracketed, ChoiceFeature.flag(view.sign("(", start - 1, in: limits)))
        set(.capital, ChoiceFeature.flag(view.token(start - 1, in: limits)?.traits.contains(.capital) ?? false))
        set(.item, ChoiceFeature.flag(view.listJoint(start - 1, in: limits)))
        let previous = index > quantities.startIndex ? quantities[index - 1] : nil
        set(.previousMovement, previous?.movement.number ?? ChoiceFeature.none)
        set(.previousUnit, ChoiceFeature.flag(previous?.unit == quantity.unit))
        let gap = previous.map { $0.after..<max($0.after, start) } ?? 0..<0
        let between = view.between(gap, [], order: 0)
        set(.previousDistance, previous == nil ? ChoiceFeature.none : between[0])
        set(.previousCommas, between[2])
        set(.previousSemicolons, between[3])
        set(.previousAnd, ChoiceFeature.flag(gap.suffix(60).contains { view.word($0, in: limits) == view.words.và }))
        set(.previousVersus, ChoiceFeature.flag(gap.suffix(60).contains { view.scan.hasCue(.versus, at: $0) }))
        let recent = before.suffix(MovementChoice.reach)
        if let moved = recent.lastIndex(where: { $0.movement.measure != .level }) {
            set(.movedBack, ChoiceFeature.count(recent.endIndex - moved))
            set(.movedUnit, ChoiceFeature.flag(recent[moved].unit == quantity.unit))
            set(.movedSentence, ChoiceFeature.count(sentence - recent[moved].sentence))
        } else {
            set(.movedBack, ChoiceFeature.none)
        }
        return row
    }
}

extension Movement: CustomStringConvertible {
    var description: String { direction.map { "\(measure.rawValue) \($0.rawValue)" } ?? measure.rawValue }
}
