import Testing

@testable import Vietnamese

@Suite struct PhraseBookTests {
    private struct Shelf {
        var vocabulary = Vocabulary()
        var book = PhraseBook()

        mutating func add(_ phrase: String, _ value: Int32, category: UInt8 = 1) {
            let symbols = phrase.split(separator: " ").map { part -> PhraseBook.Symbol in
                if let scalar = part.unicodeScalars.first, part.unicodeScalars.count == 1,
                    !Letters.isLetter(scalar.value)
                {
                    return .sign(scalar)
                }
                return .word(vocabulary.intern(part))
            }
            book.add(symbols, .init(category: category, value: value))
        }

        func hits(_ text: String, at start: Int = 0, limit: Int? = nil) -> [[Int32]] {
            let tokens = Reading(text, vocabulary: vocabulary).tokens
            var hits: [PhraseBook.Hit] = []
            tokens.withUnsafeBufferPointer {
                book.appendHits(Run($0), at: start, limit: limit ?? tokens.count, into: &hits)
            }
            return hits.map { [$0.start, $0.end, $0.entry.value] }
        }
    }

    private func shelf() -> Shelf {
        var shelf = Shelf()
        for (index, phrase) in ["tỷ", "tỷ lệ", "tỷ lệ hộ nghèo", "tỷ trọng", "TP . Hồ Chí Minh", "%", "lệ phí"]
            .enumerated()
        {
            shelf.add(phrase, Int32(index))
        }
        shelf.book.freeze()
        return shelf
    }

    @Test func findsEveryPhraseShortestFirst() {
        let shelf = shelf()
        #expect(shelf.hits("Tỷ lệ hộ nghèo giảm") == [[0, 1, 0], [0, 2, 1], [0, 4, 2]])
        #expect(shelf.hits("tỷ lệ hộ khá") == [[0, 1, 0], [0, 2, 1]], "a shared prefix is no hit")
        #expect(shelf.hits("tỷ lệ phí", at: 1) == [[1, 3, 6]])
        #expect(shelf.hits("tỷ lệ hộ nghèo", limit: 2) == [[0, 1, 0], [0, 2, 1]], "no look beyond the limit")
        #expect(shelf.hits("TP. Hồ Chí Minh") == [[0, 5, 4]])
        #expect(shelf.hits("45%", at: 1) == [[1, 2, 5]])
        #expect(shelf.hits("45%").isEmpty, "numbers are of no phrase")
        #expect(shelf.hits("khác").isEmpty)
        #expect(shelf.hits("tỷ", at: 1).isEmpty)
    }

    @Test func onePhraseMayMeanSeveralThings() {
        var shelf = shelf()
        shelf.add("tỷ", 7, category: 2)
        shelf.add("tỷ", 7, category: 2)
        shelf.book.add([], .init(category: 1, value: 9))
        #expect(shelf.hits("tỷ") == [[0, 1, 0]], "found only once laid out")
        shelf.book.freeze()
        #expect(shelf.hits("tỷ") == [[0, 1, 0], [0, 1, 7]])
    }

    /// Past many growths every phrase is found, and nothing else.
    @Test func manyPhrases() {
        var shelf = Shelf()
        let count: Int32 = 12_000
        for value in 0..<count { shelf.add("a\(value % 113) b\(value / 113) c", value) }
        shelf.book.freeze()
        for value in stride(from: 0, to: count, by: 7) {
            #expect(shelf.hits("a\(value % 113) b\(value / 113) c") == [[0, 3, value]])
            #expect(shelf.hits("a\(value % 113) b\(value / 113) b").isEmpty)
        }
    }
}
