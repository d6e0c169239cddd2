import Kafka

/// A raw record that a plan puts in, with what must become of it.
struct ChaosInput: Sendable, Equatable {
    /// What must become of a record, as far as it is known without reading it.
    enum Fate: Sendable, Equatable {
        /// Events with just these values, in this order, as they are written in JSON.
        case events(values: [String])
        /// A manifest that withdraws the article.
        case deletion
        /// A dead letter.
        case deadLetter(stage: String, error: String)
    }

    /// Limits that a worker under test is run with, so that short records go over them.
    static let articleBytes = 100_000
    static let recordBytes = 20_000

    /// Counts from 0; stands in the header `input`.
    var number: Int
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [RecordHeader]
    /// Where a record without a key goes; others go where their key says.
    var partition: Int32?
    var fate: Fate

    /// Milliseconds since 1970: given, so that a record that is produced twice is the same record.
    var timestamp: Int64 { 1_750_000_000_000 + Int64(number) * 1000 }

    static let numberHeader = "input"
}

/// The kinds of records that no worker can process, and one that it can process but no producer publish.
enum Poison: CaseIterable {
    case empty, brokenJSON, invalidUTF8, deep, deepMarkup, long, noID, noBody, unknownType, keylessTombstone
    case refusedEvent, refusedEventOfLongRecord

    func value(id: String) -> [UInt8]? {
        switch self {
        case .empty: []
        case .brokenJSON: Array(#"{"id":"\#(id)","body":"Năm 2024"#.utf8)
        case .invalidUTF8: Array(#"{"id":"\#(id)","body":""#.utf8) + [0xff, 0xfe] + Array(#""}"#.utf8)
        case .deep: Array(String(repeating: "[", count: 5_000).utf8)
        case .deepMarkup:
            Array(
                (#"{"id":"\#(id)","content_type":"text/html","body":""# + String(repeating: "<div>", count: 600)
                    + #"x"}"#).utf8)
        case .long: article(id, title: "", body: String(repeating: "dài ", count: ChaosInput.articleBytes / 4))
        case .noID: Array(#"{"body":"GDP năm 2024 tăng 7%."}"#.utf8)
        case .noBody: Array(#"{"id":"\#(id)","title":"GDP"}"#.utf8)
        case .unknownType: Array(#"{"id":"\#(id)","body":"b","content_type":"image/png"}"#.utf8)
        case .keylessTombstone: nil
        // Every event quotes its article's title: the record fits, its event does not.
        case .refusedEvent:
            article(id, title: String(repeating: "t", count: 18_900), body: "GDP năm 2024 tăng 7%.")
        case .refusedEventOfLongRecord:
            article(id, title: String(repeating: "t", count: 30_000), body: "GDP năm 2024 tăng 7%.")
        }
    }

    var fate: ChaosInput.Fate {
        switch self {
        case .empty: .deadLetter(stage: "decode", error: "empty_value")
        case .brokenJSON: .deadLetter(stage: "decode", error: "truncated_json")
        case .invalidUTF8: .deadLetter(stage: "decode", error: "invalid_utf8")
        case .deep: .deadLetter(stage: "decode", error: "limit_depth")
        case .deepMarkup: .deadLetter(stage: "read", error: "limit_depth")
        case .long: .deadLetter(stage: "decode", error: "limit_bytes")
        case .noID, .keylessTombstone: .deadLetter(stage: "decode", error: "missing_id")
        case .noBody: .deadLetter(stage: "decode", error: "missing_body")
        case .unknownType: .deadLetter(stage: "decode", error: "unknown_content_type")
        case .refusedEvent, .refusedEventOfLongRecord:
            .deadLetter(stage: "publish", error: "message_too_large")
        }
    }

    var hasKey: Bool { self != .keylessTombstone }

    private func article(_ id: String, title: String, body: String) -> [UInt8] {
        Array(#"{"id":"\#(id)","title":"\#(title)","body":"\#(body)","published_at":"2025-01-06"}"#.utf8)
    }
}
