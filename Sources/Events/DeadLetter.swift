/// What could not be processed or published: the record as it came, with the reason in its headers.
public struct DeadLetter: Sendable, Equatable {
    /// A record header; a null value is nil.
    public struct Header: Sendable, Equatable {
        public let name: String
        public let value: [UInt8]?

        public init(name: String, value: [UInt8]?) {
            self.name = name
            self.value = value
        }
    }

    /// The record that failed, untouched.
    public struct Original: Sendable {
        public var topic: String
        public var partition: Int32
        public var offset: Int64
        /// Milliseconds since 1970, where the record has a timestamp.
        public var timestamp: Int64?
        public var key: [UInt8]?
        public var value: [UInt8]?
        public var headers: [Header]

        public init(
            topic: String, partition: Int32, offset: Int64, timestamp: Int64?, key: [UInt8]?, value: [UInt8]?,
            headers: [Header] = []
        ) {
            self.topic = topic
            self.partition = partition
            self.offset = offset
            self.timestamp = timestamp
            self.key = key
            self.value = value
            self.headers = headers
        }
    }

    /// Why it failed.
    public struct Reason: Sendable, Equatable {
        /// Where: `decode`, `read`, `extract`, `encode`, `publish` …
        public var stage: String
        /// A short stable code: `invalid_utf8`, `article_too_large` …
        public var error: String
        /// One line for a person; cut at 1,024 bytes.
        public var message: String

        public init(stage: String, error: String, message: String) {
            self.stage = stage
            self.error = error
            self.message = message
        }
    }

    /// How much of an oversize value is kept, in bytes.
    public static let keptBytes = 65_536
    private static let longestText = 1024
    /// What a record costs beside its key, value and headers, and a header beside its name and value: Kafka's batch
    /// and length fields, taken generously.
    private static let recordOverhead = 256
    private static let headerOverhead = 10

    public let key: [UInt8]?
    public let value: [UInt8]?
    public let headers: [Header]
    /// The original's, in milliseconds since 1970.
    public let timestamp: Int64?
    /// Whether something was cut off to fit the broker.
    public let isTruncated: Bool

    /// Wraps a record.
    ///
    /// `dlq-` headers of an earlier failure give way to the new ones; all other headers stay as they are. Where the
    /// record has an `id` header of its own, none is added.
    /// - Parameters:
    ///   - id: the article's id, where it is known.
    ///   - time: the moment of failure in milliseconds since 1970.
    ///   - attempt: counts from 1.
    ///   - maximumBytes: what the broker takes for one record, or nil for no limit. A larger record keeps the first
    ///     64 KiB of its value, or what fits; if even its headers are too large, they are left out, then the key.
    public init(
        _ original: Original, reason: Reason, id: String?, time: Int64, attempt: Int, maximumBytes: Int? = nil
    ) {
        var own = Self.ownHeaders(original, reason: reason, time: time, attempt: attempt)
        var kept = original.headers.filter { !$0.name.hasPrefix("dlq-") }
        if let id, !kept.contains(where: { $0.name == "id" }) {
            // Behind a `dlq-` header, where no original header stands: so it can be told from the record's own.
            own.append(Header(name: "id", value: Self.bounded(id)))
        }
        timestamp = original.timestamp
        let limit = maximumBytes ?? .max
        let size = Self.size(key: original.key, headers: kept + own) + (original.value?.count ?? 0)
        guard size > limit else {
            (key, value, headers, isTruncated) = (original.key, original.value, kept + own, false)
            return
        }
        own.append(Header(name: "dlq-truncated", value: Array("true".utf8)))
        var key = original.key
        if Self.size(key: key, headers: kept + own) > limit { kept = [] }
        if Self.size(key: key, headers: own) > limit { key = nil }
        let room = max(0, limit - Self.size(key: key, headers: kept + own))
        self.key = key
        value = original.value.map { Array($0.prefix(min(Self.keptBytes, room))) }
        headers = kept + own
        isTruncated = true
    }

    /// The number of the attempt that failed: one more than the record's last `dlq-attempt`, or 1.
    public static func attempt(after headers: [Header]) -> Int {
        guard let value = headers.last(where: { $0.name == "dlq-attempt" })?.value,
            let last = Int(String(decoding: value, as: UTF8.self)), (1..<1_000_000).contains(last)
        else { return 1 }
        return last + 1
    }

    private static func ownHeaders(
        _ original: Original, reason: Reason, time: Int64, attempt: Int
    ) -> [Header] {
        var moment: [UInt8] = []
        Timestamp.append(time, to: &moment)
        return [
            Header(name: "dlq-stage", value: bounded(reason.stage)),
            Header(name: "dlq-error", value: bounded(reason.error)),
            Header(name: "dlq-message", value: bounded(oneLine(reason.message))),
            Header(name: "dlq-topic", value: bounded(original.topic)),
            Header(name: "dlq-partition", value: Array(String(original.partition).utf8)),
            Header(name: "dlq-offset", value: Array(String(original.offset).utf8)),
            Header(name: "dlq-time", value: moment),
            Header(name: "dlq-attempt", value: Array(String(attempt).utf8)),
        ]
    }

    private static func size(key: [UInt8]?, headers: [Header]) -> Int {
        headers.reduce(recordOverhead + (key?.count ?? 0)) {
            $0 + $1.name.utf8.count + ($1.value?.count ?? 0) + headerOverhead
        }
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    }

    /// At most 1,024 bytes of UTF-8, cut between scalars.
    private static func bounded(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8.prefix(longestText + 1))
        guard bytes.count > longestText else { return bytes }
        bytes.removeLast()
        // Back to the last scalar's first byte, and that goes too unless it was whole.
        let start = bytes.lastIndex { $0 & 0xc0 != 0x80 } ?? 0
        if String(validating: bytes[start...], as: UTF8.self) == nil { bytes.removeSubrange(start...) }
        return bytes
    }
}
