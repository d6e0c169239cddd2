/// A record to be produced, owning its bytes. `Producer.produce` also takes borrowed bytes without one of these.
public struct OutgoingRecord: Sendable {
    /// The topic to write to.
    public var topic: String
    /// The partition; nil lets the partitioner choose by the key.
    public var partition: Int32?
    /// The key; nil for null.
    public var key: [UInt8]?
    /// The value; nil for null (a tombstone).
    public var value: [UInt8]?
    /// The headers, in order.
    public var headers: [RecordHeader]
    /// Milliseconds since 1970 (UTC); nil for the time of producing.
    public var timestamp: Int64?

    /// A record of these parts.
    public init(
        topic: String, partition: Int32? = nil, key: [UInt8]?, value: [UInt8]?, headers: [RecordHeader] = [],
        timestamp: Int64? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.timestamp = timestamp
    }
}
