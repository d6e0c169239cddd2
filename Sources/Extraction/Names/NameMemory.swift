import Observation

/// What was named before, the newest last.
struct NameMemory {
    struct Named {
        var phrase: NamePhrase
        var unit: String
        var measure: Observation.Measure
        var sentence: Int
        var block: Int
    }

    private(set) var named: [Named] = []
    /// How many names were noted, and in how many each word is.
    private(set) var count = 0
    private(set) var uses: [UInt64: Int] = [:]

    mutating func note(_ phrase: NamePhrase, _ quantity: Quantity, block: Int) {
        count += 1
        for hash in Set(phrase.hashes) { uses[hash, default: 0] += 1 }
        if named.count >= 48 { named.removeFirst(24) }
        named.append(
            Named(
                phrase: phrase, unit: quantity.unit, measure: quantity.measure, sentence: quantity.sentence,
                block: block))
    }

    func last(where matches: (Named) -> Bool) -> NamePhrase { named.last(where: matches)?.phrase ?? NamePhrase() }

    /// Names before the last, the newest first, each once.
    func distinct(_ count: Int, before last: NamePhrase) -> [NamePhrase] {
        var found: [NamePhrase] = []
        for entry in named.reversed().prefix(16)
        where entry.phrase.text != last.text && !found.contains(where: { $0.text == entry.phrase.text }) {
            found.append(entry.phrase)
            if found.count == count { break }
        }
        return found
    }

    /// The newest longer name that begins with a noun.
    func fuller(than noun: NamePhrase) -> NamePhrase {
        let start = noun.hashes
        guard !start.isEmpty else { return NamePhrase() }
        return last { $0.phrase.hashes.count > start.count && $0.phrase.hashes.starts(with: start) }
    }
}
