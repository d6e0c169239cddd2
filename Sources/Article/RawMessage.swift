/// A record of the raw topic as the reader needs it. It borrows the record's memory: use it only while that lives.
public struct RawMessage {
    public var topic: String
    public var partition: Int32
    public var offset: Int64
    /// Milliseconds since 1970, where the record has a timestamp.
    public var timestamp: Int64?
    /// Nil where the record has no key.
    public var key: UnsafeRawBufferPointer?
    /// Nil for a tombstone, which is something else than a value of no bytes.
    public var value: UnsafeRawBufferPointer?
    public var headers: [Header]

    /// A header; its value is nil where the record's header is null.
    public struct Header {
        public var name: String
        public var value: UnsafeRawBufferPointer?

        public init(name: String, value: UnsafeRawBufferPointer?) {
            self.name = name
            self.value = value
        }
    }

    public init(
        topic: String, partition: Int32 = 0, offset: Int64 = 0, timestamp: Int64? = nil,
        key: UnsafeRawBufferPointer? = nil, value: UnsafeRawBufferPointer?, headers: [Header] = []
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The value of the last header of this name that has one; names are compared without regard to ASCII case.
    func header(_ name: StaticString) -> UnsafeRawBufferPointer? {
        for header in headers.reversed() {
            guard let value = header.value, header.name.utf8.count == name.utf8CodeUnitCount else { continue }
            let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            if zip(header.name.utf8, wanted).allSatisfy({ Ascii.lowered($0) == $1 }) { return value }
        }
        return nil
    }
}

/// What a raw message turned out to be.
public enum Incoming: Sendable, Equatable {
    /// An article, with what is odd about it but no reason to refuse it.
    case article(RawArticle, ReadWarnings)
    /// A tombstone: the article of this id is withdrawn.
    case deletion(id: String)
}

/// What is odd about a message that was read all the same; each is counted.
public struct ReadWarnings: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The record's key is not the article's id, so order is not promised.
    public static let keyDiffersFromID = ReadWarnings(rawValue: 1)
    /// `published_at` or `crawled_at` is there but cannot be read; it counts as absent.
    public static let unreadableDate = ReadWarnings(rawValue: 2)

    /// One line for each, for the log.
    public var messages: [String] {
        var lines: [String] = []
        if contains(.keyDiffersFromID) { lines.append("the record's key differs from the article's id") }
        if contains(.unreadableDate) { lines.append("published_at or crawled_at is no RFC 3339 date and was ignored") }
        return lines
    }
}
