import Events
import Foundation
import Service

/// Dead letters in columns, one a row.
struct LetterTable {
    private var table = TextTable([
        .init("failed"), .init("stage"), .init("error", shortest: 8), .init("id", shortest: 6, longest: 32),
        .init("place"), .init("source", shortest: 8), .init("attempt", isRightAligned: true),
        .init("bytes", isRightAligned: true), .init("message", shortest: 12),
    ])

    /// How many rows there are.
    var count: Int { table.count }

    mutating func add(_ letter: Letter) {
        let line = LetterLine(letter)
        let source = [line.sourceTopic, line.sourcePartition.map { "\($0)" }, line.sourceOffset.map { "\($0)" }]
        table.add([
            line.time.map { String($0.prefix(19)) + "Z" } ?? "", line.stage ?? "", line.error ?? "",
            line.id ?? line.key ?? "", "\(line.partition)/\(line.offset)",
            source.compactMap { $0 }.joined(separator: "/"), "\(line.attempt)", line.size.map { "\($0)" } ?? "null",
            line.message ?? "",
        ])
    }

    /// The lines, heading first.
    func lines(for terminal: Terminal) -> [String] { table.lines(for: terminal) }
}

/// A dead letter as a line of JSON. All keys are always there, null where nothing is known.
struct LetterLine: Encodable {
    let partition: Int32
    let offset: Int64
    let time: String?
    let stage: String?
    let error: String?
    let message: String?
    let id: String?
    let key: String?
    let sourceTopic: String?
    let sourcePartition: Int32?
    let sourceOffset: Int64?
    let attempt: Int
    /// Bytes of the value; nil for a deletion.
    let size: Int?
    let truncated: Bool

    init(_ letter: Letter) {
        partition = letter.place.partition
        offset = letter.offset
        time = letter.details.time.map { LetterText.time($0) }
        stage = letter.details.stage
        error = letter.details.error
        message = letter.details.message
        id = letter.details.id
        key = letter.key.map { String(decoding: $0, as: UTF8.self) }
        sourceTopic = letter.details.topic
        sourcePartition = letter.details.partition
        sourceOffset = letter.details.offset
        attempt = letter.details.attempt
        size = letter.value?.count
        truncated = letter.details.isTruncated
    }

    private enum Name: String, CodingKey {
        case partition, offset, time, stage, error, message, id, key, attempt, size, truncated
        case sourceTopic = "source_topic"
        case sourcePartition = "source_partition"
        case sourceOffset = "source_offset"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Name.self)
        try object.encode(partition, forKey: .partition)
        try object.encode(offset, forKey: .offset)
        try object.encode(time, forKey: .time)
        try object.encode(stage, forKey: .stage)
        try object.encode(error, forKey: .error)
        try object.encode(message, forKey: .message)
        try object.encode(id, forKey: .id)
        try object.encode(key, forKey: .key)
        try object.encode(sourceTopic, forKey: .sourceTopic)
        try object.encode(sourcePartition, forKey: .sourcePartition)
        try object.encode(sourceOffset, forKey: .sourceOffset)
        try object.encode(attempt, forKey: .attempt)
        try object.encode(size, forKey: .size)
        try object.encode(truncated, forKey: .truncated)
    }

    /// The line without its line feed.
    func json() throws -> [UInt8] { Array(try JSONLine.encoder().encode(self)) }
}

/// How many letters there are of each stage and reason.
struct LetterTotals {
    private struct Reason: Hashable {
        let stage: String
        let error: String
    }
    private var counts: [Reason: Int] = [:]

    mutating func add(_ details: DeadLetterDetails) {
        counts[Reason(stage: details.stage ?? "", error: details.error ?? ""), default: 0] += 1
    }

    private var sorted: [(key: Reason, value: Int)] {
        counts.sorted { ($1.value, $0.key.stage, $0.key.error) < ($0.value, $1.key.stage, $1.key.error) }
    }

    /// A row a reason, the most frequent first.
    func table(for terminal: Terminal) -> [String] {
        var table = TextTable([.init("stage"), .init("error"), .init("letters", isRightAligned: true)])
        for (reason, count) in sorted { table.add([reason.stage, reason.error, "\(count)"]) }
        return counts.isEmpty ? [] : table.lines(for: terminal)
    }

    private struct Line: Encodable {
        let stage: String
        let error: String
        let letters: Int
    }

    /// A line of JSON a reason.
    func lines() throws -> [String] {
        try sorted.map { reason, count in
            let line = Line(stage: reason.stage, error: reason.error, letters: count)
            return String(decoding: try JSONLine.encoder().encode(line), as: UTF8.self)
        }
    }
}

private enum JSONLine {
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
