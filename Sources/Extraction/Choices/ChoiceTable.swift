import Observation

/// What a field of a figure may be, and what speaks for each: a row of small numbers that learned trees weigh.
struct ChoiceTable<Value: Hashable> {
    private(set) var values: [Value] = []
    /// A row of features a value.
    private(set) var rows: [UInt8] = []
    /// How many features a row has.
    let width: Int
    /// What every row begins as.
    private let blank: [UInt8]

    /// - Parameter blank: a row of which nothing is known yet.
    init(blank: [UInt8]) {
        self.blank = blank
        width = blank.count
    }

    /// The place of a value, which is added where it is new.
    mutating func place(of value: Value) -> Int {
        if let place = values.firstIndex(of: value) { return place }
        values.append(value)
        rows.append(contentsOf: blank)
        return values.count - 1
    }

    subscript(place: Int, feature: Int) -> UInt8 {
        get { rows[place * width + feature] }
        set { rows[place * width + feature] = newValue }
    }

    /// Sets features that follow one another.
    mutating func set(_ place: Int, _ first: Int, _ features: [UInt8]) {
        for (offset, value) in features.enumerated() { self[place, first + offset] = value }
    }

    /// The likeliest value, the first of equals, and how likely it is beside the others: 0 to 1. The rules' answer stands
    /// unless another is likelier by a margin, in thousandths of the log odds.
    func best(_ trees: DecisionTrees, rule: Value? = nil, margin: Int32 = 0) -> (place: Int, chance: Float)? {
        guard !trees.isEmpty else { return nil }
        let odds = trees.odds(of: values.indices.map { $0 * width }, in: rows)
        guard let most = odds.max(), var place = odds.firstIndex(of: most) else { return nil }
        if let rule = values.firstIndex(where: { $0 == rule }), most - odds[rule] < margin { place = rule }
        let chance = Odds.ratio(odds[place] - most) / odds.reduce(0) { $0 + Odds.ratio($1 - most) }
        return (place, chance)
    }
}

/// Numbers as features, kept within a byte.
enum ChoiceFeature {
    /// Not known, or not there.
    static let none: UInt8 = 255

    static func count(_ number: Int, most: Int = 60) -> UInt8 { UInt8(min(max(number, 0), most)) }

    static func flag(_ holds: Bool) -> UInt8 { holds ? 1 : 0 }

    /// A part of a whole, in two hundredths.
    static func share(_ part: Int, of whole: Int) -> UInt8 { UInt8(min(200, max(0, part) * 200 / max(1, whole))) }
}

extension FieldView {
    /// How far apart a mention and a figure are, and what stands between them: tokens, figures, commas, semicolons; then how
    /// many other mentions are nearer.
    func between(_ gap: Range<Int>, _ quantities: ArraySlice<Quantity>, order: Int) -> [UInt8] {
        var (commas, semicolons) = (0, 0)
        for index in gap.suffix(60) {
            if scan.tokens[index].isSign(",") { commas += 1 }
            if scan.tokens[index].isSign(";") { semicolons += 1 }
        }
        let numbers = quantities.count { gap.contains($0.tokens.lowerBound) }
        return [gap.count, numbers, commas, semicolons, order].map { ChoiceFeature.count($0) }
    }

    /// How many sentences of its paragraph stand before a sentence; beyond twenty, twenty.
    func sentencesBefore(_ sentence: Int) -> Int {
        var first = sentence
        while first > 0, sentence - first < 20, scan.sentences[first - 1].block == scan.sentences[sentence].block {
            first -= 1
        }
        return sentence - first
    }
}

extension Ground.Rule {
    /// As a feature.
    var number: UInt8 { UInt8(Ground.Rule.allCases.firstIndex(of: self) ?? 0) }
}

extension Observation.Status {
    /// As a feature.
    var number: UInt8 { UInt8(Observation.Status.allCases.firstIndex(of: self) ?? 0) }
}
