import Events
import Testing

@Suite struct DeadLetterTests {
    private func original(
        key: String? = "vi-1", value: [UInt8]? = Array("{".utf8), headers: [DeadLetter.Header] = []
    ) -> DeadLetter.Original {
        DeadLetter.Original(
            topic: "articles.raw", partition: 3, offset: 42, timestamp: 1000, key: key.map { Array($0.utf8) },
            value: value, headers: headers)
    }

    private let reason = DeadLetter.Reason(stage: "decode", error: "truncated_json", message: "ends\nearly")

    private func header(_ letter: DeadLetter, _ name: String) -> String? {
        let all = letter.headers.filter { $0.name == name }
        #expect(all.count <= 1)
        return all.first?.value.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func theRecordIsUntouchedAndTheReasonInTheHeaders() {
        let traced = DeadLetter.Header(name: "traceparent", value: Array("00-1-2-01".utf8))
        let null = DeadLetter.Header(name: "empty", value: nil)
        let letter = DeadLetter(
            original(headers: [traced, null, traced]), reason: reason, id: "vi-1", time: 0, attempt: 1)
        #expect(letter.key == Array("vi-1".utf8) && letter.value == Array("{".utf8) && letter.timestamp == 1000)
        #expect(Array(letter.headers.prefix(3)) == [traced, null, traced])
        let expected = [
            "id": "vi-1", "dlq-stage": "decode", "dlq-error": "truncated_json", "dlq-message": "ends early",
            "dlq-topic": "articles.raw", "dlq-partition": "3", "dlq-offset": "42",
            "dlq-time": "1970-01-01T00:00:00.000Z", "dlq-attempt": "1",
        ]
        for (name, value) in expected { #expect(header(letter, name) == value) }
        #expect(letter.headers.count == 3 + expected.count && !letter.isTruncated)
    }

    @Test func nullAndEmptyStayApart() {
        let none = DeadLetter(original(key: nil, value: nil), reason: reason, id: nil, time: 0, attempt: 1)
        #expect(none.key == nil && none.value == nil && header(none, "id") == nil)
        let empty = DeadLetter(original(key: "", value: []), reason: reason, id: nil, time: 0, attempt: 1)
        #expect(empty.key == [] && empty.value == [])
    }

    @Test func anEarlierFailureGivesWay() {
        let first = DeadLetter(
            original(headers: [DeadLetter.Header(name: "id", value: Array("own".utf8))]), reason: reason, id: "vi-1",
            time: 0, attempt: 1)
        let attempt = DeadLetter.attempt(after: first.headers)
        let second = DeadLetter(
            original(headers: first.headers), reason: reason, id: "vi-1", time: 5, attempt: attempt)
        #expect(header(second, "dlq-attempt") == "2" && header(second, "id") == "own")
        #expect(header(second, "dlq-time") == "1970-01-01T00:00:00.005Z")
        #expect(DeadLetter.attempt(after: []) == 1)
        for odd in ["", "x", "-1", "0", "99999999999999999999"] {
            #expect(DeadLetter.attempt(after: [.init(name: "dlq-attempt", value: Array(odd.utf8))]) == 1)
        }
    }

    @Test func onlyWhatIsTooLargeIsCut() {
        let value = [UInt8](repeating: 7, count: 200_000)
        let whole = DeadLetter(original(value: value), reason: reason, id: nil, time: 0, attempt: 1)
        #expect(whole.value == value && header(whole, "dlq-truncated") == nil)
        let fits = DeadLetter(
            original(value: value), reason: reason, id: nil, time: 0, attempt: 1, maximumBytes: 1_000_000)
        #expect(fits.value == value && !fits.isTruncated)
        let cut = DeadLetter(
            original(value: value), reason: reason, id: nil, time: 0, attempt: 1, maximumBytes: 150_000)
        #expect(cut.value == Array(value.prefix(65_536)) && header(cut, "dlq-truncated") == "true" && cut.isTruncated)
    }

    @Test(arguments: [0, 500, 2000, 20_000, 70_000, 150_000])
    func theLimitHolds(limit: Int) {
        let headers = (0..<20).map { DeadLetter.Header(name: "h\($0)", value: [UInt8](repeating: 1, count: 1000)) }
        let letter = DeadLetter(
            original(
                key: String(repeating: "k", count: 3000), value: [UInt8](repeating: 7, count: 200_000),
                headers: headers),
            reason: reason, id: "vi-1", time: 0, attempt: 1, maximumBytes: limit)
        let size = letter.headers.reduce((letter.key?.count ?? 0) + (letter.value?.count ?? 0)) {
            $0 + $1.name.utf8.count + ($1.value?.count ?? 0)
        }
        // The reason alone takes some hundreds of bytes: below that no limit can be kept.
        #expect(size <= max(limit, 500))
        #expect(letter.isTruncated && letter.value != nil)
        for name in ["dlq-stage", "dlq-error", "dlq-message", "dlq-offset"] { #expect(header(letter, name) != nil) }
    }

    @Test func longMessagesAreCutBetweenCharacters() throws {
        for lead in 0..<4 {
            let text = String(repeating: "x", count: lead) + String(repeating: "ế😀", count: 1000)
            let letter = DeadLetter(
                original(), reason: DeadLetter.Reason(stage: "s", error: "e", message: text), id: text, time: 0,
                attempt: 1)
            for name in ["dlq-message", "id"] {
                let bytes = try #require(letter.headers.first { $0.name == name }?.value)
                #expect((1020...1024).contains(bytes.count))
                let whole = try #require(String(validating: bytes, as: UTF8.self))
                #expect(text.utf8.starts(with: whole.utf8))
            }
        }
    }
}
