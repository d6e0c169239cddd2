import Observation
import Vietnamese

/// What speaks for and against a name: weights of features, learned from annotated articles, as a table.
///
/// A feature is a template with up to three values (`source.kind.measure  right.count.level`), each a small number, so
/// that a weight is found by arithmetic. Words at the edges of a name have weights of their own.
struct NameModel: Sendable {
    private var weights: [Float]
    /// Weights of words by place in the name: at its head, at its end, anywhere.
    private var firstWords: [UInt64: Float] = [:]
    private var lastWords: [UInt64: Float] = [:]
    private var anyWords: [UInt64: Float] = [:]

    /// A model that knows nothing: every name is as good as the grammar's first choice.
    init() { weights = Array(repeating: 0, count: NameFeatures.count) }

    /// Takes over a weight as the table writes it: template or word kind, values or word, weight.
    mutating func read(_ template: String, _ values: String, _ weight: Float) -> Bool {
        let word = NameWords.hash(values[...])
        switch template {
        case "first": firstWords[word] = weight
        case "last": lastWords[word] = weight
        case "in": anyWords[word] = weight
        default:
            guard let feature = NameFeatures.index(template, values) else { return false }
            weights[feature] = weight
        }
        return true
    }
    func score(_ features: NameFeatures) -> Float {
        var sum: Float = 0
        for feature in features.indices { sum += weights[feature] }
        let words = features.words
        if let first = words.first, let weight = firstWords[first] { sum += weight }
        if let last = words.last, let weight = lastWords[last] { sum += weight }
        for (index, word) in words.enumerated() where !words[..<index].contains(word) {
            if let weight = anyWords[word] { sum += weight }
        }
        return sum
    }
}

/// The features of one name for one figure.
struct NameFeatures {
    private(set) var indices: [Int] = []
    /// All words and signs of the name.
    let words: [UInt64]

    /// How a figure hangs together with the one before it in its sentence.
    enum Joint: Int, CaseIterable {
        /// It is the first of its sentence.
        case opens
        case comma, and, bracket, semicolon, other
    }

    /// What the name is looked at with.
    struct Setting {
        var kind: Quantity.Kind
        var measure: Observation.Measure
        var cue: Cue?
        var hasTotal: Bool
        var joint: Joint
        var needs: NamePhrase.Measures
        var isRightEmpty: Bool
        var isSubjectEmpty: Bool
        var isActor: Bool
        var hasVerb: Bool
        /// The name of the figure before it in its sentence.
        var sibling: String
        var sameUnit: Bool
        var rule: String
        var pieces: NamePieces
        /// Words of the clause left and right of the figure, and of the sentence before.
        var leftWords: [UInt64]
        var rightWords: [UInt64]
        var earlierWords: [UInt64]
        /// A place, an organization stands left of the predicate in its clause.
        var left: Int
    }

    private static let kinds: [Quantity.Kind] = [
        .count, .share, .point, .rank, .times, .currency, .physical, .duration,
    ]
    private static let measures: [Observation.Measure] = [.level, .change, .multiple]
    private static let sources = NameSource.allCases.count
    private static let heads = NamePhrase.Head.allCases.count
    private static let tails = NamePhrase.Tail.allCases.count
    private static let cues = Cue.allCases.count + 1
    private static let joints = Joint.allCases.count

    /// The templates with the number of values of each part.
    static let templates: [(name: String, sizes: [Int])] = [
        ("source.kind.measure", [sources, 8, 3]),
        ("source.cue", [sources, cues]),
        ("source.words", [sources, 8]),
        ("kind.head.measure", [8, heads, 3]),
        ("source.rule.kind", [sources, 2, 8]),
        ("source.joint", [sources, joints]),
        ("joint.sibling.measure", [joints, 4, 3]),
        ("source.tail", [sources, tails]),
        ("source.holds", [sources, 8]),
        ("source.around", [sources, 16]),
        ("source.head", [sources, heads]),
        ("source.total", [sources, 2]),
        ("kind.words", [8, 8]),
        ("kind.tail", [8, tails]),
        ("kind.holds", [8, 8]),
        ("source.joint.kind", [sources, joints, 8]),
        ("source.subjecthead", [sources, heads]),
        ("source.righthead", [sources, heads]),
        ("kind.hasright.righthead", [8, 2, heads]),
        ("kind.hassubject.subjecthead", [8, 2, heads]),
        ("cue.hasright.hassubject", [cues, 2, 2]),
        ("kind.hasmeasured.measure", [8, 3, 3]),
        ("source.distance", [sources, 5]),
        ("source.used", [sources, 4]),
        ("source.left.measure", [sources, 4, 3]),
        ("kind.used.left", [8, 4, 4]),
        ("source.own", [sources, 5]),
        ("source.leftcover", [sources, 6]),
        ("kind.leftcover.measure", [8, 6, 3]),
        ("kind.rightcover.measure", [8, 6, 3]),
        ("source.earliershare", [sources, 5]),
        ("kind.own.words", [8, 5, 8]),
        ("cue.leftcover.rightcover", [cues, 6, 6]),
        ("source.known", [sources, 2]),
        ("kind.known.measure", [8, 2, 3]),
    ]

    private static let bases: [Int] = templates.reduce(into: [0]) { bases, template in
        bases.append(bases[bases.count - 1] + template.sizes.reduce(1, *))
    }

    private static let partNames: [String: [String]] = [
        "source": NameSource.allCases.map { "\($0)" },
        "kind": kinds.map { "\($0)" },
        "measure": measures.map { "\($0)" },
        "cue": ["none"] + Cue.allCases.map { "\($0)" },
        "head": NamePhrase.Head.allCases.map { "\($0)" },
        "tail": NamePhrase.Tail.allCases.map { "\($0)" },
        "joint": Joint.allCases.map { "\($0)" },
    ]

    /// What each part of a template may be: names, or small numbers.
    static func parts(of template: Int) -> [[String]] {
        let (name, sizes) = templates[template]
        return zip(name.split(separator: "."), sizes).map { part, size in
            partNames[String(part)] ?? (0..<size).map(String.init)
        }
    }

    /// The feature of a template by the names of its values: `right.count.level`.
    static func index(_ template: String, _ values: String) -> Int? {
        guard let number = templates.firstIndex(where: { $0.name == template }) else { return nil }
        let names = parts(of: number)
        let values = values.split(separator: ".").map(String.init)
        guard values.count == names.count else { return nil }
        var index = 0
        for (value, part) in zip(values, names) {
            guard let position = part.firstIndex(of: value) else { return nil }
            index = index * part.count + position
        }
        return bases[number] + index
    }

    /// The number of features.
    static var count: Int { bases[templates.count] }

    private mutating func add(_ template: Int, _ a: Int, _ b: Int, _ c: Int = 0) {
        let sizes = NameFeatures.templates[template].sizes
        indices.append(NameFeatures.bases[template] + (a * sizes[1] + b) * (sizes.count > 2 ? sizes[2] : 1) + c)
    }

    /// How many of some words stand among others: 0 none, 4 all.
    private static func share(_ words: [UInt64], of others: [UInt64]) -> Int {
        guard !words.isEmpty else { return 0 }
        let count = words.count { others.contains($0) }
        if count == 0 { return 0 }
        if count == words.count { return 4 }
        return 1 + count * 3 / words.count
    }

    init(_ phrase: NamePhrase, _ source: NameSource, _ setting: Setting, distance: Int, used: Int, isKnown: Bool) {
        words = NameWords.all(phrase.text)
        let kind = NameFeatures.kinds.firstIndex(of: setting.kind) ?? 0
        let measure = NameFeatures.measures.firstIndex(of: setting.measure) ?? 0
        let cue = setting.cue.map { Int($0.rawValue) + 1 } ?? 0
        let length = [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6][min(phrase.words, 11)] + (phrase.words > 14 ? 1 : 0)
        var head = phrase.head
        if head == .measure, !phrase.measures.isEmpty, phrase.measures.isDisjoint(with: setting.needs) { head = .unfit }
        let isSibling = phrase.text == setting.sibling
        let sibling = setting.sibling.isEmpty ? 0 : isSibling ? (setting.sameUnit ? 3 : 2) : (setting.sameUnit ? 1 : 0)
        let around =
            (setting.isRightEmpty ? 1 : 0) + (setting.isSubjectEmpty ? 2 : 0) + (setting.isActor ? 4 : 0)
            + (setting.hasVerb ? 8 : 0)
        let s = source.rawValue
        add(0, s, kind, measure)
        add(1, s, cue)
        add(2, s, length)
        add(3, kind, head.rawValue, measure)
        add(4, s, phrase.text == setting.rule ? 1 : 0, kind)
        add(5, s, setting.joint.rawValue)
        add(6, setting.joint.rawValue, sibling, measure)
        add(7, s, phrase.tail.rawValue)
        add(8, s, phrase.holds.rawValue)
        add(9, s, around)
        add(10, s, head.rawValue)
        add(11, s, setting.hasTotal ? 1 : 0)
        add(12, kind, length)
        add(13, kind, phrase.tail.rawValue)
        add(14, kind, phrase.holds.rawValue)
        add(15, s, setting.joint.rawValue, kind)
        let pieces = setting.pieces
        let hasRight = !pieces.right.isEmpty && phrase.text.holds(pieces.right.text) ? 1 : 0
        let hasSubject = !pieces.subject.isEmpty && phrase.text.holds(pieces.subject.text) ? 1 : 0
        let hasMeasured = pieces.measured.isEmpty ? 0 : phrase.text.holds(pieces.measured.text) ? 2 : 1
        add(16, s, pieces.subject.head.rawValue)
        add(17, s, pieces.right.head.rawValue)
        add(18, kind, hasRight, pieces.right.head.rawValue)
        add(19, kind, hasSubject, pieces.subject.head.rawValue)
        add(20, cue, hasRight, hasSubject)
        add(21, kind, hasMeasured, measure)
        add(22, s, min(distance, 4))
        add(23, s, min(used, 3))
        add(24, s, setting.left, measure)
        add(25, kind, min(used, 3), setting.left)
        let telling = NameWords.telling(words)
        let own = NameFeatures.share(telling, of: setting.leftWords + setting.rightWords)
        let leftCover = setting.leftWords.isEmpty ? 5 : NameFeatures.share(setting.leftWords, of: telling)
        let rightCover = setting.rightWords.isEmpty ? 5 : NameFeatures.share(setting.rightWords, of: telling)
        add(26, s, own)
        add(27, s, leftCover)
        add(28, kind, leftCover, measure)
        add(29, kind, rightCover, measure)
        add(30, s, NameFeatures.share(telling, of: setting.earlierWords))
        add(31, kind, own, length)
        add(32, cue, leftCover, rightCover)
        add(33, s, isKnown ? 1 : 0)
        add(34, kind, isKnown ? 1 : 0, measure)
    }
}

/// Names as lists of words, for comparing and weighing them.
enum NameWords {
    /// FNV-1a of a word in lower case.
    static func hash(_ word: Substring) -> UInt64 {
        word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The words and signs of a name, in order.
    static func all(_ name: String) -> [UInt64] {
        let folded = name.lowercased()
        var words: [UInt64] = []
        var start = folded.startIndex
        var index = start
        func flush(_ end: String.Index) {
            if start < end { words.append(hash(folded[start..<end])) }
        }
        while index < folded.endIndex {
            let next = folded.index(after: index)
            let character = folded[index]
            if !character.isLetter, !character.isNumber, character != "_" {
                flush(index)
                if !character.isWhitespace { words.append(hash(folded[index..<next])) }
                start = next
            }
            index = next
        }
        flush(folded.endIndex)
        return words
    }

    /// How much two names share: F1 over their words, those that every name may hold left out.
    static func overlap(_ left: [UInt64], _ right: [UInt64]) -> Float {
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        var rest = right
        var shared = 0
        for word in left {
            if let index = rest.firstIndex(of: word) {
                rest.swapAt(index, rest.count - 1)
                rest.removeLast()
                shared += 1
            }
        }
        return 2 * Float(shared) / Float(left.count + right.count)
    }

    /// The words of a name that tell it from others.
    static func telling(_ words: [UInt64]) -> [UInt64] {
        let kept = words.filter { !common.contains($0) }
        return kept.isEmpty ? words : kept
    }

    private static let common = Set(
        ("của các và được đã đang cho trong là với số lượng tỷ lệ tỉ mức đạt có tổng những một trên từ tại về theo so ở vào"
            .split(separator: " ") + [",", "(", ")", "-", "/", "\"", ".", "“", "”", "&"]).map { hash($0[...]) })
}
