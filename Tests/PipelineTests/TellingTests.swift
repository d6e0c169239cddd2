import Testing

@testable import Pipeline

@Suite struct TellingTests {
    @Test("what is told of a record: where it stands and why it is refused or odd, never what it says")
    func entries() throws {
        var processor = try Shared.processor()
        func told(_ value: String, key: String) -> WorkerLog? {
            var slot = OutputSlot()
            process(bytes(value), key: bytes(key), with: &processor, into: &slot)
            return slot.entry(at: "articles.raw/3/42")
        }
        let refused = try #require(told(#"{"id":"secret","body":"secret"#, key: "secret"))
        #expect(refused.level == .warning)
        #expect(refused.fields.map(\.name) == ["record", "stage", "error"])
        #expect(refused.fields.map(\.value) == ["articles.raw/3/42", "decode", "truncated_json"])
        let odd = try #require(told(#"{"id":"secret","body":"GDP tăng 7%"}"#, key: "other"))
        #expect(odd.level == .warning && odd.message.contains("key"))
        #expect(odd.fields.map(\.value) == ["articles.raw/3/42"])
        #expect(told(#"{"id":"a","body":"GDP tăng 7%"}"#, key: "a") == nil)
    }
}
