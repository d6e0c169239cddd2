import Observation

/// The features of one word for one figure: a small number each. What they are called stands in `names`, which
/// `naming.tsv` and those who learn from the features go by.
enum WordFeatures {
    /// Not known: the word stands elsewhere.
    static let none: UInt8 = 255

    /// Where the groups of features begin.
    static let sources = 0
    static let clause = NameSource.allCases.count
    static let leftDistance = clause
    static let rightDistance = clause + 1
    /// How many of the names hold it; its share, the title, the article and the sentence follow.
    static let held = clause + 2
    static let left = clause + clauseTitles.count
    static let right = left + betweenTitles.count
    static let facts = right + betweenTitles.count
    static let side = around + aroundTitles.count - 1
    static let around = facts + SentenceWords.titles.count
    static let lore = around + aroundTitles.count
    static let figure = lore + loreTitles.count
    static let memory = figure + figureTitles.count
    static let again = memory + memoryTitles.count
    static let count = again + againTitles.count

    static let names: [String] =
        NameSource.allCases.map { "in.\($0)" } + clauseTitles + betweenTitles.map { "left.\($0)" }
        + betweenTitles.map { "right.\($0)" } + SentenceWords.titles.map { "is.\($0)" } + aroundTitles
        + loreTitles.map { "lore.\($0)" } + figureTitles.map { "figure.\($0)" }
        + memoryTitles.map { "memory.\($0)" } + againTitles.map { "again.\($0)" }

    /// How far it stands left and right of the figure, in how many of the names it is, and where else it stands.
    private static let clauseTitles = [
        "distance.left", "distance.right", "names", "names.share", "title", "article", "sentence.before",
        "sentence.length",
    ]
    /// What stands between it and the figure.
    private static let betweenTitles = [
        "commas", "semicolons", "numbers", "cues", "verbs", "brackets", "ands", "asides",
    ]
    /// What it is part of and what its neighbours are.
    private static let aroundTitles = [
        "cue", "before.sign", "before.cue", "before.verb", "before.has", "before.head", "before.edge", "after.sign",
        "after.cue", "after.verb", "opens", "position", "to.figure", "since.number", "until.number", "side",
    ]
    private static let loreTitles = [
        "share", "seen", "share.side", "share.figure", "share.before", "share.after", "pair.before", "pair.after",
        "label", "label.articles",
        "label.unit", "label.unit.whole",
    ]
    private static let figureTitles = [
        "kind", "measure", "cue", "joint", "around", "total", "subject", "right", "near", "cell", "unit", "size",
        "status", "qualifier",
    ]

    /// What was named before: see `NameWordTable`.
    private static let memoryTitles = ["names", "share", "last", "previous"]

    /// What the first look at all words says of one of them, see `NameWordTable.lookAgain`.
    private static let againTitles = [
        "chance", "with", "without", "gain", "rank", "expected", "most", "before", "after", "before.second",
        "after.second", "share",
    ]

    static let kinds: [Quantity.Kind] = [.count, .share, .point, .rank, .times, .currency, .physical, .duration]
    /// The units that are common enough to tell by themselves what is measured.
    static let units = [
        "count", "percent", "percentage_point", "point", "rank", "times", "VND", "USD", "EUR", "har", "t", "kg",
        "t/har",
        "VND/kg", "VND/t", "USD/t", "VND/mo", "VND/{person}", "VND/{person}/mo", "km", "m", "m2", "km2", "m3", "MW",
        "kW.h", "Mbit/s", "d", "h", "min", "s", "mo", "a", "USD/{person}", "VND/m2", "mm", "L", "Cel",
    ]

    /// The power of ten of a value, from 20; 0 for nothing.
    static func size(_ value: FixedDecimal) -> Int {
        var (digits, power) = (value.magnitude.coefficient, value.exponent)
        guard digits > 0 else { return 0 }
        while digits >= 10 {
            digits /= 10
            power += 1
        }
        return min(max(20 + power, 1), 60)
    }

    static let measures: [Observation.Measure] = [.level, .change, .multiple]

    /// How a figure hangs together with the one before it in its sentence.
    enum Joint: Int {
        /// It is the first of its sentence.
        case opens
        case comma, and, bracket, semicolon, other
    }

    /// What all words of a figure share.
    struct Figure {
        let values: [UInt8]
        let kind: NameLore.Kinds
        let context: NameLore.Context

        /// - Parameter near: a place (1), an organization (2) stands left of the predicate in its clause.
        init(_ quantity: Quantity, _ pieces: NamePieces, joint: Joint, near: Int) {
            let around =
                (pieces.right.isEmpty ? 1 : 0) + (pieces.subject.isEmpty ? 2 : 0) + (pieces.isActor ? 4 : 0)
                + (pieces.verb.isEmpty ? 0 : 8)
            let numbers = [
                WordFeatures.kinds.firstIndex(of: quantity.kind) ?? 0,
                WordFeatures.measures.firstIndex(of: quantity.measure) ?? 0,
                quantity.cue.map { Int($0.rawValue) + 1 } ?? 0, joint.rawValue, around, quantity.total == nil ? 0 : 1,
                pieces.subject.head.rawValue, pieces.right.head.rawValue, near, quantity.isCell ? 1 : 0,
                WordFeatures.units.firstIndex(of: quantity.unit) ?? WordFeatures.units.count,
                WordFeatures.size(quantity.value), Int(quantity.status.number),
                Observation.Qualifier.allCases.firstIndex(of: quantity.qualifier) ?? 0,
            ]
            values = numbers.map { UInt8($0) }
            kind = quantity.measure == .level ? NameLore.Kinds(unit: quantity.unit) : .change
            context = NameLore.Context(of: quantity)
        }
    }
}
