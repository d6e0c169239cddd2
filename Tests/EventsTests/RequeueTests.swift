import Article
import Events
import TestSupport
import Testing

/// A record that fails, becomes a letter and is put back is the record it was.
@Suite struct RequeueTests {
    typealias Header = DeadLetter.Header

    private func letter(
        _ headers: [Header], key: [UInt8]? = Array("k".utf8), id: String? = "vi-1", attempt: Int = 1
    ) -> DeadLetter {
        DeadLetter(
            DeadLetter.Original(
                topic: "articles.raw", partition: 3, offset: 42, timestamp: 7, key: key, value: [1, 0, 255],
                headers: headers),
            reason: DeadLetter.Reason(stage: "decode", error: "invalid_json", message: "m"), id: id, time: 5,
            attempt: attempt)
    }

    private func header(_ name: String, _ value: String?) -> Header {
        Header(name: name, value: value.map { Array($0.utf8) })
    }

    private static let originals: [[Header]] = {
        func header(_ name: String, _ value: String?) -> Header {
            Header(name: name, value: value.map { Array($0.utf8) })
        }
        return [
            [], [header("id", "own")], [header("a", "1"), header("id", "own")], [header("id", nil)],
            [header("id", "x"), header("id", "y")], [header("a", nil), header("a", ""), header("a", nil)],
            [header("content-type", "text/plain"), header("ID", "upper")], [Header(name: "b", value: [0xff, 0])],
        ]
    }()

    @Test(arguments: originals, [nil, "vi-1", "own"])
    func headersComeBackAsTheyWere(headers: [Header], id: String?) {
        var record = headers
        for attempt in 1...4 {
            let letter = letter(record, id: id, attempt: DeadLetter.attempt(after: record))
            #expect(letter.headers.last { $0.name == "dlq-attempt" }?.value == Array("\(attempt)".utf8))
            record = Requeue.headers(letter.headers, key: letter.key)
            #expect(record == headers + [header("dlq-attempt", "\(attempt)")])
        }
    }

    @Test func randomHeadersComeBackAsTheyWere() {
        var random = SeededGenerator(seed: 20_250_701)
        let names = ["id", "ID", "trace", "content-type", "", "dlq", "dlq_x", "e"]
        for _ in 0..<2000 {
            let headers = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Header(
                    name: names.randomElement(using: &random) ?? "",
                    value: Bool.random(using: &random)
                        ? nil
                        : (0..<Int.random(in: 0...3, using: &random)).map { _ in .random(in: 0...255, using: &random) })
            }
            let letter = letter(headers, id: Bool.random(using: &random) ? "vi-1" : nil)
            #expect(Requeue.headers(letter.headers, key: letter.key).dropLast() == headers[...])
        }
    }

    /// A bare body without key and id is called by its place, which a requeue changes.
    @Test func whatIsCalledByItsPlaceKeepsThatName() throws {
        let bare = [header("content-type", " Text/HTML; charset=utf-8")]
        let place = header("id", "articles.raw/3/42")
        for (key, id) in [(nil, nil), ([], nil), (nil, "articles.raw/3/42")] as [([UInt8]?, String?)] {
            let first = letter(bare, key: key, id: id)
            let record = Requeue.headers(first.headers, key: key)
            #expect(record == bare + [place, header("dlq-attempt", "1")])
            // From then on it is the record's own.
            let again = DeadLetter(
                DeadLetter.Original(
                    topic: "articles.raw", partition: 0, offset: 99, timestamp: 7, key: key, value: [1],
                    headers: record),
                reason: DeadLetter.Reason(stage: "s", error: "e", message: ""), id: "articles.raw/3/42", time: 5,
                attempt: 2)
            #expect(Requeue.headers(again.headers, key: key) == bare + [place, header("dlq-attempt", "2")])
        }
        let json = [header("content-type", "application/json")]
        #expect(Requeue.headers(letter(json, key: nil, id: nil).headers, key: nil).count == 2)
        #expect(Requeue.headers(letter(bare, key: [65], id: nil).headers, key: [65]).count == 2)
    }

    @Test func lettersThatStay() {
        func refusal(_ change: (inout DeadLetterDetails) -> Void, _ most: Int = 5) -> Requeue.Refusal? {
            var details = DeadLetterDetails(letter([]).headers)
            change(&details)
            return Requeue.refusal(details, maximumAttempts: most)
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.attempt = 4 } == nil)
        #expect(refusal { $0.attempt = 5 } == .attempts)
        #expect(refusal({ $0.attempt = 1 }, 1) == .attempts)
        #expect(refusal { $0.isTruncated = true } == .truncated)
        #expect(refusal { $0.topic = nil } == .foreign)
        #expect(refusal { $0.offset = nil } == .foreign)
        #expect(Requeue.refusal(DeadLetterDetails([]), maximumAttempts: 5) == .foreign)
    }

    @Test func detailsAreReadFromHeaders() {
        let details = DeadLetterDetails(letter([header("id", "own")], attempt: 3).headers)
        #expect(details.stage == "decode" && details.error == "invalid_json" && details.message == "m")
        #expect(details.topic == "articles.raw" && details.partition == 3 && details.offset == 42)
        #expect(details.time == 5 && details.attempt == 3 && details.id == "own" && !details.isTruncated)
        let odd = DeadLetterDetails([
            header("dlq-partition", "x"), header("dlq-time", "soon"), header("dlq-attempt", "-3"),
            Header(name: "dlq-error", value: [0xff]),
        ])
        #expect(odd.partition == nil && odd.time == nil && odd.attempt == 1 && odd.error == "\u{fffd}")
    }
}

@Suite struct DeadLetterFilterTests {
    private let details: DeadLetterDetails = {
        var details = DeadLetterDetails([])
        (details.stage, details.error, details.id, details.time) = ("decode", "invalid_json", "vi-1", 1000)
        return details
    }()

    @Test(arguments: [
        (DeadLetterFilter(), true), (filter { $0.errors = ["invalid_json", "x"] }, true),
        (filter { $0.errors = ["x"] }, false), (filter { $0.stages = ["decode"] }, true),
        (filter { $0.stages = ["publish"] }, false), (filter { $0.ids = ["vi-1"] }, true),
        (filter { $0.ids = ["key"] }, false), (filter { $0.since = 1000 }, true), (filter { $0.since = 1001 }, false),
        (filter { $0.until = 1001 }, true), (filter { $0.until = 1000 }, false),
        (filter { ($0.errors, $0.stages) = (["invalid_json"], ["publish"]) }, false),
    ])
    func everyConditionHolds(filter: DeadLetterFilter, expected: Bool) {
        #expect(filter.matches(details, key: Array("key".utf8)) == expected)
    }

    @Test func whatIsMissingIsInNoSet() {
        let nothing = DeadLetterDetails([])
        for each in [filter { $0.errors = ["x"] }, filter { $0.since = 0 }, filter { $0.until = .max }] {
            #expect(!each.matches(nothing, key: nil))
        }
        #expect(filter { $0.ids = ["key"] }.matches(nothing, key: Array("key".utf8)))
        #expect(!filter { $0.ids = ["key"] }.matches(nothing, key: nil))
    }
}

private func filter(_ change: (inout DeadLetterFilter) -> Void) -> DeadLetterFilter {
    var filter = DeadLetterFilter()
    change(&filter)
    return filter
}
