import Vietnamese

/// Cuts the noun phrases around a figure out of its sentence, as lists of tokens.
struct NounPhrases {
    let view: FieldView
    /// Token ranges that are no part of a name: periods and places, with the preposition before them.
    let asides: [Range<Int>]
    let organizations: [Range<Int>]
    /// The places of the sentence.
    let places: [Range<Int>]

    func isAside(_ token: Int) -> Bool { asides.contains { $0.contains(token) } }

    /// The text of tokens, one space between those that are spaced in the article.
    func text(_ tokens: [Int]) -> String {
        var bytes: [UInt8] = []
        var previous = tokens.first ?? 0
        for index in tokens {
            let token = view.scan.tokens[index]
            if !bytes.isEmpty, token.traits.contains(.spaced) || index > previous + 1 { bytes.append(0x20) }
            bytes.append(contentsOf: view.text[token.range])
            previous = index
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
