import Testing

@testable import Vietnamese

@Suite struct VocabularyTests {
    @Test func numbersWordsFromOne() {
        var vocabulary = Vocabulary()
        #expect(vocabulary.find("tỷ") == 0)
        #expect(vocabulary.intern("tỷ") == 1)
        #expect(vocabulary.intern("TỶ") == 1)
        #expect(vocabulary.intern("tỉ") == 2, "another spelling is another word")
        #expect(vocabulary.find("Tỷ") == 1 && vocabulary.find("tý") == 0 && vocabulary.count == 2)
        #expect(vocabulary.intern("Đồng") == vocabulary.intern("đồng"))
    }

    /// Past several growths every word keeps its number, and tokens find it.
    @Test func growsWithoutForgetting() {
        var vocabulary = Vocabulary()
        let words = (0..<20_000).map { "w\($0)x" }
        let ids = words.map { vocabulary.intern($0) }
        #expect(Set(ids).count == words.count && vocabulary.count == words.count)
        #expect(words.map { vocabulary.find($0) } == ids)
        #expect(Reading(words.joined(separator: " "), vocabulary: vocabulary).tokens.map(\.word) == ids)
        #expect(vocabulary.find("w20000x") == 0)
    }
}
