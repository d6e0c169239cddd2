import Vietnamese

/// What names are made of in one sentence: its tokens with all that the choice of names asks of them, looked up once for
/// all its figures.
struct SentenceWords {
    /// A token as names see it.
    struct Item {
        /// Hash of a word, whatever its capitals; 0 for numbers and signs.
        var hash: UInt64
        /// Its number in the lore.
        var number: Int32
        var facts: Facts
        /// The cue it is part of, from 1; 0 none.
        var cue: UInt8
    }

    /// What is true of a token, a bit each.
    struct Facts: OptionSet {
        let rawValue: UInt32

        static let aside = Facts(rawValue: 1 << 0)
        static let organization = Facts(rawValue: 1 << 1)
        static let place = Facts(rawValue: 1 << 2)
        static let capital = Facts(rawValue: 1 << 3)
        static let allCapitals = Facts(rawValue: 1 << 4)
        static let compound = Facts(rawValue: 1 << 5)
        static let cueWord = Facts(rawValue: 1 << 6)
        static let measure = Facts(rawValue: 1 << 7)
        static let number = Facts(rawValue: 1 << 24)
        static let sign = Facts(rawValue: 1 << 25)
        static let comma = Facts(rawValue: 1 << 26)
        static let semicolon = Facts(rawValue: 1 << 27)
        static let opening = Facts(rawValue: 1 << 28)
        static let closing = Facts(rawValue: 1 << 29)
        /// `và`.
        static let and = Facts(rawValue: 1 << 30)

        static func word(_ kind: WordClass) -> Facts {
            Facts(rawValue: 1 << UInt32(8 + (SentenceWords.classes.firstIndex(of: kind) ?? 0)))
        }
    }

    /// The word classes that matter to names.
    static let classes: [WordClass] = [
        .aux, .edge, .stop, .verb, .cut, .says, .pronoun, .actor, .generic, .has, .preposition, .classifier, .head,
        .index, .rate, .mean,
    ]
    static let titles =
        ["aside", "organization", "place", "capital", "capitals", "compound", "cueword", "measure"]
        + classes.map { "\($0)" }

    /// The token that `items` begin at.
    let first: Int
    private(set) var items: [Item] = []
    /// How many tokens stand between a token and the number before it, and the one after it; up to 60, and where there is
    /// none.
    private(set) var sinceNumber: [UInt8] = []
    private(set) var untilNumber: [UInt8] = []
    /// The hashes of the sentence before.
    let before: Set<UInt64>

    init(_ phrases: NounPhrases, _ limits: Range<Int>, sentence: Int) {
        let view = phrases.view
        first = limits.lowerBound
        var before: Set<UInt64> = []
        if sentence > 0 {
            for index in view.scan.sentences[sentence - 1].tokens where view.scan.tokens[index].kind == .word {
                before.insert(SentenceWords.hash(view, view.scan.tokens[index]))
            }
        }
        self.before = before
        items.reserveCapacity(limits.count)
        for index in limits {
            let token = view.scan.tokens[index]
            var facts: Facts = []
            var hash: UInt64 = 0
            switch token.kind {
            case .word:
                hash = SentenceWords.hash(view, token)
                if token.word == view.words.và { facts.insert(.and) }
            case .number: facts.insert(.number)
            case .sign:
                facts.insert(.sign)
                if token.isSign(",") { facts.insert(.comma) }
                if token.isSign(";") || token.isSign(":") { facts.insert(.semicolon) }
                if token.isSign("(") { facts.insert(.opening) }
                if token.isSign(")") { facts.insert(.closing) }
            }
            if phrases.isAside(index) { facts.insert(.aside) }
            if token.traits.contains(.capital) { facts.insert(.capital) }
            if token.traits.contains(.allCapitals) { facts.insert(.allCapitals) }
            if phrases.isCueWord(index) { facts.insert(.cueWord) }
            items.append(
                Item(hash: hash, number: hash == 0 ? -1 : view.lexicon.lore.number(hash), facts: facts, cue: 0))
        }
        sinceNumber = SentenceWords.distances(items, items.indices)
        untilNumber = SentenceWords.distances(items, items.indices.reversed())
        for range in phrases.organizations { mark(range, .organization) }
        for range in phrases.places { mark(range, .place) }
        for index in limits {
            if let end = view.phrase(.compound, at: index) { mark(index..<end, .compound) }
            if let hit = view.scan.longest(Category.measure, at: index) { mark(index..<Int(hit.end), .measure) }
            for kind in SentenceWords.classes {
                if let end = view.phrase(kind, at: index) { mark(index..<end, .word(kind)) }
            }
            if let found = view.scan.cue(at: index) {
                for token in index..<min(found.end, limits.upperBound) where items[token - first].cue == 0 {
                    items[token - first].cue = UInt8(found.cue.rawValue + 1)
                }
            }
        }
    }

    private static func distances(_ items: [Item], _ way: some Sequence<Int>) -> [UInt8] {
        var distances = [UInt8](repeating: 60, count: items.count)
        var distance: UInt8 = 60
        for index in way {
            distances[index] = distance
            let isNumber = items[index].facts.contains(.number) && !items[index].facts.contains(.aside)
            distance = isNumber ? 0 : min(60, distance + 1)
        }
        return distances
    }

    private mutating func mark(_ range: Range<Int>, _ fact: Facts) {
        let range = range.clamped(to: first..<first + items.count)
        for index in range { items[index - first].facts.insert(fact) }
    }

    private static func hash(_ view: FieldView, _ token: Token) -> UInt64 {
        NameWords.all(UnsafeBufferPointer(rebasing: view.text[token.range])).first ?? 0
    }
}
