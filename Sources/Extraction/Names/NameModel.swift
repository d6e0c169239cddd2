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
        let word = NameWords.all(values).first ?? 0
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
    /// How much speaks for a name.
    func score(_ phrase: NamePhrase, _ source: NameSource, _ setting: NameFeatures.Setting, _ name: NameFeatures.Name)
        -> Float
    {
        var sum: Float = 0
        weights.withUnsafeBufferPointer { weights in
            NameFeatures.forEach(phrase, source, setting, name) { sum += weights[$0] }
        }
        let words = phrase.hashes
        if let first = words.first, let weight = firstWords[first] { sum += weight }
        if let last = words.last, let weight = lastWords[last] { sum += weight }
        for (index, word) in words.enumerated() where !words[..<index].contains(word) {
            if let weight = anyWords[word] { sum += weight }
        }
        return sum
    }
}
