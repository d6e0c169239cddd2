import Catalogue

/// What annotated articles teach of words: how often a word beside a figure is part of its name (`priors.tsv`), and
/// what figures have been called (`labels.tsv`, and the catalogue's own names).
struct NameLore: Sendable {
    /// What a figure is given in: a label names figures of some of these.
    struct Kinds: OptionSet {
        let rawValue: UInt8

        static let names = ["percent", "count", "rank", "point", "times", "currency", "other", "change"]
        static let change = Kinds(rawValue: 1 << 7)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init?(name: String) {
            guard let bit = Kinds.names.firstIndex(of: name) else { return nil }
            rawValue = 1 << UInt8(bit)
        }

        /// The kind of a unit's code.
        init(unit: String) {
            let name =
                switch unit {
                case "percent", "count", "rank", "point", "times": unit
                case "VND", "USD", "EUR": "currency"
                default: "other"
                }
            self = Kinds(name: name) ?? []
        }
    }

    /// Where a word stands by its figure, and what the figure is: in each a word is more or less often part of the name.
    enum Context: Int, CaseIterable {
        case left, right, elsewhere
        case count, share, currency, other, change

        /// What a figure is.
        init(of quantity: Quantity) {
            switch (quantity.measure, quantity.kind) {
            case (.change, _), (.multiple, _): self = .change
            case (_, .count): self = .count
            case (_, .share): self = .share
            case (_, .currency): self = .currency
            default: self = .other
            }
        }
    }

    /// A name that some figure has been given.
    struct Label {
        let text: String
        /// Its telling words, each once.
        let words: [Int32]
        var kinds: Kinds
        /// In how many articles.
        var articles: Int
        /// The catalogue calls an indicator so.
        var isCatalogued = false
        /// The summed weight of its words.
        var weight: Float = 0
        /// Its rarest word, one of the two it is listed under.
        var rarest: Int32 = -1
    }

    /// A label most of whose words are at hand.
    struct Match {
        let label: Int
        /// The share of its weight that is at hand, up to 1.
        let cover: Float
    }

    private(set) var labels: [Label] = []
    private var numbers: [UInt64: Int32] = [:]
    private var shares: [UInt8] = []
    /// The same by context, the contexts of one word after those of another.
    private var sharesByContext: [UInt8] = []
    private var sightings: [UInt8] = []
    private var weights: [Float] = []
    /// By word: the labels of which it is one of the two rarest words.
    private var postings: [[Int32]] = []
    /// By two words' numbers: in how many articles a label has them side by side.
    private var pairs: [UInt64: UInt16] = [:]
    /// By word: in how many articles a label has it.
    private var uses: [UInt16] = []
    private var places: [[Int32]: Int] = [:]

    /// The least share of a label's weight that makes a match.
    private static let least: Float = 0.7
    /// What is assumed of a word nobody has seen, in parts of `whole`.
    static let unseen: UInt8 = 40
    /// The scale of shares.
    static let whole = 200

    /// The number of a word; -1 for one that nothing is known of.
    func number(_ word: UInt64) -> Int32 { numbers[word] ?? -1 }

    /// How often the word, where it stands beside a figure, is part of its name: parts of `whole`.
    func share(_ number: Int32) -> UInt8 { number < 0 ? NameLore.unseen : shares[Int(number)] }

    /// The same in one context.
    func share(_ number: Int32, _ context: Context) -> UInt8 {
        number < 0 ? NameLore.unseen : sharesByContext[Int(number) * Context.allCases.count + context.rawValue]
    }

    /// How often it was seen, up to 250.
    func seen(_ number: Int32) -> UInt8 { number < 0 ? 0 : sightings[Int(number)] }

    /// In how many articles a label has two words side by side, up to 30.
    func pair(_ left: Int32, _ right: Int32) -> UInt8 { UInt8(min(30, together(left, right))) }

    private func together(_ left: Int32, _ right: Int32) -> UInt16 {
        left < 0 || right < 0 ? 0 : pairs[NameLore.key(left, right)] ?? 0
    }

    /// Whether two words side by side are one word of two syllables, such as `hộ tịch`: labels rarely have one of them
    /// without the other.
    func isOneWord(_ left: Int32, _ right: Int32) -> Bool {
        let both = together(left, right)
        return both >= 5 && Int(both) * 10 >= 9 * Int(min(uses[Int(left)], uses[Int(right)]))
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    private mutating func learn(_ word: UInt64) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(shares.count)
        numbers[word] = number
        shares.append(NameLore.unseen)
        sharesByContext += repeatElement(NameLore.unseen, count: Context.allCases.count)
        sightings.append(0)
        uses.append(0)
        return number
    }

    /// Takes over a line of `priors.tsv`.
    mutating func read(word: String, share: UInt8, seen: UInt8, byContext: [UInt8]) -> Bool {
        let words = NameWords.all(word)
        guard words.count == 1, byContext.count == Context.allCases.count else { return false }
        let number = Int(learn(words[0]))
        shares[number] = share
        sightings[number] = seen
        let start = number * Context.allCases.count
        sharesByContext.replaceSubrange(start..<start + byContext.count, with: byContext)
        return true
    }

    /// Takes over a label.
    mutating func read(label: String, kinds: Kinds, articles: Int, isCatalogued: Bool = false) {
        let all = NameWords.all(label)
        let inOrder = all.map { learn($0) }
        for (left, right) in zip(inOrder, inOrder.dropFirst()) {
            let key = NameLore.key(left, right)
            pairs[key] = UInt16(min(Int(UInt16.max), Int(pairs[key] ?? 0) + articles))
        }
        let words = Set(NameWords.telling(all).map { learn($0) }).sorted()
        guard !words.isEmpty else { return }
        if let place = places[words] {
            labels[place].kinds.formUnion(kinds)
            labels[place].articles += articles
            if isCatalogued, !labels[place].isCatalogued {
                labels[place] = Label(
                    text: label, words: words, kinds: labels[place].kinds, articles: labels[place].articles,
                    isCatalogued: true)
            }
        } else {
            places[words] = labels.count
            labels.append(
                Label(text: label, words: words, kinds: kinds, articles: articles, isCatalogued: isCatalogued))
        }
        for word in Set(inOrder) { uses[Int(word)] = UInt16(min(Int(UInt16.max), Int(uses[Int(word)]) + articles)) }
    }

    /// Weighs words by how few labels hold them, and lists the labels by their rarest words.
    mutating func freeze() {
        var counts = [Int](repeating: 0, count: shares.count)
        for label in labels { for word in label.words { counts[Int(word)] += 1 } }
        weights = counts.map { 1 / NameLore.logarithm($0 + 2) }
        postings = Array(repeating: [], count: shares.count)
        for index in labels.indices {
            let words = labels[index].words
            labels[index].weight = words.reduce(0) { $0 + weights[Int($1)] }
            let rare = words.sorted { (counts[Int($0)], $0) < (counts[Int($1)], $1) }
            labels[index].rarest = rare[0]
            for word in rare.prefix(2) { postings[Int(word)].append(Int32(index)) }
        }
        places = [:]
    }

    /// The binary logarithm by halving: enough for weights, and the same on every machine.
    private static func logarithm(_ count: Int) -> Float {
        var ratio = Float(count)
        var log: Float = 0
        while ratio >= 2 {
            ratio /= 2
            log += 1
        }
        return log + (ratio - 1)
    }

    /// The labels that words at hand nearly or wholly spell.
    func matches(_ words: [Int32]) -> [Match] {
        var isHere = [Bool](repeating: false, count: shares.count)
        for word in words where word >= 0 { isHere[Int(word)] = true }
        var found: [Match] = []
        for word in words where word >= 0 {
            for posting in postings[Int(word)] {
                let label = labels[Int(posting)]
                // Where both words it is listed under are here, the rarer one looks at it.
                if label.rarest != word, isHere[Int(label.rarest)] { continue }
                var weight: Float = 0
                for own in label.words where isHere[Int(own)] { weight += weights[Int(own)] }
                let cover = min(1, weight / label.weight)
                if cover >= NameLore.least { found.append(Match(label: Int(posting), cover: cover)) }
            }
        }
        return found
    }
}
