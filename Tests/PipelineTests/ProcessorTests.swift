import Article
import Events
import Extraction
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Messages that must come to nothing but a dead letter, each with its stage and reason.
struct Poison: Sendable, CustomTestStringConvertible {
    var name: String
    var value: [UInt8]?
    var key: [UInt8]? = bytes("poison")
    var stage = "decode"
    var error: String
    var testDescription: String { name }

    static let all: [Poison] = [
        Poison(name: "no bytes", value: [], error: "empty_value"),
        Poison(
            name: "invalid UTF-8", value: bytes(#"{"id":"a","body":""#) + [0xff] + bytes(#""}"#), error: "invalid_utf8"),
        Poison(name: "truncated", value: bytes(#"{"id":"a","body":"Năm 2024"#), error: "truncated_json"),
        Poison(name: "no body", value: bytes(#"{"id":"a","title":"GDP"}"#), error: "missing_body"),
        Poison(name: "no id", value: bytes(#"{"body":"GDP"}"#), error: "missing_id"),
        Poison(name: "a bare number", value: bytes("42"), error: "not_an_object"),
        Poison(name: "a string for an object", value: bytes(#""GDP""#), error: "not_an_object"),
        Poison(name: "a number for a body", value: bytes(#"{"id":"a","body":7}"#), error: "wrong_type"),
        Poison(
            name: "10,000 levels",
            value: bytes(
                #"{"id":"a","x":"# + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
                    + #","body":"GDP"}"#), error: "limit_depth"),
        Poison(
            name: "10,000 levels without an end", value: bytes(String(repeating: "[", count: 10_000)),
            error: "limit_depth"),
        Poison(
            name: "an unknown content type", value: bytes(#"{"id":"a","body":"b","content_type":"image/png"}"#),
            error: "unknown_content_type"),
        Poison(
            name: "600 nested elements",
            value: bytes(
                #"{"id":"a","content_type":"text/html","body":""# + String(repeating: "<div>", count: 600) + #"x"}"#),
            stage: "read", error: "limit_depth"),
        Poison(name: "a tombstone without a key", value: nil, key: nil, error: "missing_id"),
    ]
}

@Suite struct ProcessorTests {
    @Test("poison has one fate: a dead letter that says where and why", arguments: Poison.all)
    func poison(_ poison: Poison) throws {
        var processor = try Shared.processor()
        var slot = OutputSlot()
        process(poison.value, key: poison.key, headers: [("h", bytes("1"))], with: &processor, into: &slot)
        guard case .deadLetter(let letter, let reason) = slot.fate else {
            Issue.record("not a dead letter but \(slot.fate)")
            return
        }
        #expect(reason.stage == poison.stage)
        #expect(reason.error == poison.error, "\(reason.message)")
        #expect(letter.value == poison.value)
        #expect(letter.key == poison.key)
        #expect(letter.timestamp == 1_700_000_000_000)
        #expect(letter.headers.first == DeadLetter.Header(name: "h", value: bytes("1")))
        func header(_ name: String) -> String? {
            letter.headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(header("dlq-stage") == poison.stage)
        #expect(header("dlq-error") == poison.error)
        #expect(header("dlq-topic") == "articles.raw")
        #expect(header("dlq-partition") == "3")
        #expect(header("dlq-offset") == "42")
        #expect(header("dlq-time") == "2025-06-15T15:06:40.000Z")
        #expect(header("dlq-attempt") == "1")
        #expect(slot.records.records.isEmpty)
    }

    @Test("a body of 20 MB is refused by its size, and its dead letter is cut to what the producer takes")
    func oversize() throws {
        var processor = try Shared.processor(ProcessorSettings(recordBytes: 1_000_000))
        var slot = OutputSlot()
        let body = [UInt8](repeating: UInt8(ascii: "7"), count: 20_000_000)
        process(bytes(#"{"id":"a","body":""#) + body + bytes(#""}"#), with: &processor, into: &slot)
        guard case .deadLetter(let letter, let reason) = slot.fate else {
            Issue.record("not a dead letter but \(slot.fate)")
            return
        }
        #expect(reason.error == "limit_bytes")
        #expect(letter.value?.count == DeadLetter.keptBytes)
        #expect(letter.isTruncated)
        #expect(slot.byteCount < 100_000)
    }

    @Test("a tombstone gives a manifest that says deleted")
    func tombstone() throws {
        var processor = try Shared.processor()
        var slot = OutputSlot()
        process(nil, key: bytes("a-1"), with: &processor, into: &slot)
        guard case .deletion = slot.fate else {
            Issue.record("not a deletion but \(slot.fate)")
            return
        }
        let record = try #require(slot.records.records.first)
        #expect(slot.records.records.count == 1)
        #expect(record.destination == .manifests)
        let json = try object(slot.records.bytes[record.value])
        #expect(json["deleted"] as? Bool == true)
        #expect(json["article_id"] as? String == "a-1")
    }

    @Test("every sample gives events whose surface is what stands between their offsets")
    func surfaces() throws {
        var processor = try Shared.processor()
        var slot = OutputSlot()
        #expect(Gold.samples.count == 18)
        for sample in Gold.samples {
            process(sample.message, key: bytes(sample.id), with: &processor, into: &slot)
            guard case .events(let count) = slot.fate else {
                Issue.record("\(sample.id): not events but \(slot.fate)")
                continue
            }
            #expect(slot.warnings.isEmpty)
            #expect(count == slot.records.records.count { $0.destination == .events })
            let article = try object(sample.message[...])
            for record in slot.records.records where record.destination == .events {
                let event = try object(slot.records.bytes[record.value])
                let name = try #require(event["field"] as? String)
                let field = try #require(article[name] as? String)
                let scalars = Array(field.precomposedStringWithCanonicalMapping.unicodeScalars)
                let start = try #require(event["start_offset"] as? Int)
                let end = try #require(event["end_offset"] as? Int)
                #expect(String(String.UnicodeScalarView(scalars[start..<end])) == event["surface"] as? String)
            }
        }
    }

    @Test("the same message gives the same bytes, whatever was processed before and by whichever copy")
    func deterministic() throws {
        var first = try Shared.processor()
        var second = first
        var (one, other) = (OutputSlot(), OutputSlot())
        for sample in Gold.samples.reversed() { process(sample.message, with: &second, into: &other) }
        for sample in Gold.samples {
            process(sample.message, with: &first, into: &one)
            process(sample.message, with: &second, into: &other)
            #expect(one.records.bytes == other.records.bytes)
            #expect(!one.records.bytes.isEmpty)
        }
    }

    @Test("an article whose events would outgrow the memory for them is refused before they are encoded")
    func outputLimit() throws {
        var processor = try Shared.processor(ProcessorSettings(outputBytes: 100_000))
        var slot = OutputSlot()
        let sentence = (1...2000).map { "tăng \($0)%" }.joined(separator: ", ")
        let message = bytes(#"{"id":"a","title":"GDP tăng 5%","body":"GDP \#(sentence)."}"#)
        process(message, with: &processor, into: &slot)
        guard case .deadLetter(_, let reason) = slot.fate else {
            Issue.record("not a dead letter but \(slot.fate)")
            return
        }
        #expect(reason.stage == "encode")
        #expect(reason.error == "limit_output")
        #expect(slot.articleID == "a")
    }

    @Test("an article past the observations' limit is refused with that limit's name")
    func observationLimit() throws {
        var processor = try Shared.processor(ProcessorSettings(extraction: ExtractionLimits(observations: 3)))
        var slot = OutputSlot()
        let sentence = (1...20).map { "tăng \($0)%" }.joined(separator: ", ")
        process(bytes(#"{"id":"a","body":"GDP \#(sentence)."}"#), with: &processor, into: &slot)
        guard case .deadLetter(_, let reason) = slot.fate else {
            Issue.record("not a dead letter but \(slot.fate)")
            return
        }
        #expect(reason.stage == "extract")
        #expect(reason.error == "limit_observations")
    }

    @Test("a traceparent is handed on; a key that is not the id is noted")
    func headersAndKey() throws {
        var processor = try Shared.processor()
        var slot = OutputSlot()
        let trace = bytes("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        process(
            bytes(#"{"id":"a","body":"GDP năm 2024 tăng 7%."}"#), key: bytes("b"),
            headers: [("x", nil), ("traceparent", trace)], with: &processor, into: &slot)
        #expect(slot.warnings == .keyDiffersFromID)
        #expect(slot.records.records.count == 2)
        for record in slot.records.records {
            let header = slot.records.headers(of: record).last
            #expect(header.map { "\($0.name)" } == "traceparent")
            #expect(header.map { Array(slot.records.bytes[$0.value]) } == trace)
        }
    }

    @Test("mangled samples never trap and always have a fate")
    func fuzz() throws {
        var random = SeededGenerator(seed: 7)
        var processor = try Shared.processor()
        var slot = OutputSlot()
        for round in 0..<300 {
            var message = Gold.samples[round % Gold.samples.count].message
            for _ in 0..<random.next(below: 12) {
                let index = random.next(below: message.count)
                switch random.next(below: 3) {
                case 0: message[index] = UInt8(random.next(below: 256))
                case 1: message.removeSubrange(index..<min(message.count, index + random.next(below: 40)))
                default: message.insert(contentsOf: message[index...].prefix(random.next(below: 200)), at: index)
                }
                if message.isEmpty { break }
            }
            process(message, with: &processor, into: &slot)
            if case .pending = slot.fate { Issue.record("round \(round) has no fate") }
        }
    }

    private func object(_ bytes: ArraySlice<UInt8>) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(bytes))
        return try #require(object as? [String: Any])
    }
}

extension SeededGenerator {
    mutating func next(below limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
}
