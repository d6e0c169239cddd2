/// The records of one or more articles, encoded into one buffer that can be used again.
///
/// Keys, values and header values are ranges of `bytes`: hand them to the producer as they are.
public struct ArticleOutput: Sendable {
    /// Which output topic a record is for.
    public enum Destination: Sendable {
        case events, manifests
    }

    /// One record to be published.
    public struct Record: Sendable {
        public let destination: Destination
        public let key: Range<Int>
        public let value: Range<Int>
        /// The bytes of the article id, whose partition the record takes: of events it is the key itself.
        public let partitionKey: Range<Int>
        /// Indices of `headers`: the record's own, then those it shares with its article's other records.
        let ownHeaders: Range<Int>
        let sharedHeaders: Range<Int>
    }

    /// One header: a name and a range of `bytes`.
    public struct Header: Sendable {
        public let name: StaticString
        public let value: Range<Int>
    }

    /// All records' keys, values and header values.
    public internal(set) var bytes: [UInt8] = []
    /// In order: an article's events, then its manifest.
    public internal(set) var records: [Record] = []
    var headers: [Header] = []
    var series: [UInt8] = []
    var scratch: [UInt8] = []

    public init() {}

    /// Forgets all records and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        headers.removeAll(keepingCapacity: true)
    }

    /// The headers of a record, in order.
    public func headers(of record: Record) -> [Header] {
        Array(headers[record.ownHeaders]) + headers[record.sharedHeaders]
    }

    /// Calls a closure for every header of a record, in order, without allocating.
    public func forEachHeader(of record: Record, _ body: (StaticString, ArraySlice<UInt8>) throws -> Void) rethrows {
        for header in headers[record.ownHeaders] { try body(header.name, bytes[header.value]) }
        for header in headers[record.sharedHeaders] { try body(header.name, bytes[header.value]) }
    }

    /// Writes to the end of the buffer and says where.
    mutating func write(_ body: (inout [UInt8]) -> Void) -> Range<Int> {
        let start = bytes.count
        body(&bytes)
        return start..<bytes.count
    }

    mutating func addHeader(_ name: StaticString, _ body: (inout [UInt8]) -> Void) {
        let value = write(body)
        headers.append(Header(name: name, value: value))
    }
}
