import Testing

@testable import Vietnamese

/// Words read from their kept bytes must be what reading letter by letter makes of them.
@Suite("Words kept from before")
struct WordCacheTests {
    static let words = [
        "một", "Một", "MỘT", "hoà", "hòa", "Hoà", "quý", "thuỷ", "nghiêng", "NGHIÊNG", "VNeID", "km2", "5g", "đ", "Đ",
        "ý", "a×b", "a÷b", "Ÿ", "ŒUVRE", "năm", "nam", "xyzxyzxyzxyzxyzx", "xyzxyzxyzxyzxyzxy", "Москва", "ß", "ẞ",
        "nghiêngnghiêngnghiêng",
    ]

    /// Behind enough text a word is looked up among those kept; at the end of a text it is folded.
    @Test("a word is the same token at the end of a text and before more of it", arguments: words)
    func keptIsFolded(word: String) throws {
        var vocabulary = Vocabulary()
        for known in WordCacheTests.words { _ = vocabulary.intern(known) }
        var tokenizer = Tokenizer(vocabulary: vocabulary)
        func tokens(_ text: String) -> [Token] {
            var tokens: [Token] = []
            Array(text.utf8).withUnsafeBufferPointer {
                tokenizer.tokenize($0, 0..<word.utf8.count, into: &tokens)
            }
            return tokens
        }
        let folded = tokens(word)
        for round in 0..<2 {
            let kept = tokens(word + " " + String(repeating: ".", count: 24))
            #expect(kept.map(\.word) == folded.map(\.word), "round \(round)")
            #expect(kept.map(\.range) == folded.map(\.range), "round \(round)")
            #expect(kept.map(\.traits.rawValue) == folded.map(\.traits.rawValue), "round \(round)")
        }
    }
}
