import CRdKafka

/// A header of a record. Names may repeat; a value may be null.
public struct RecordHeader: Sendable, Hashable {
    /// The name, which Kafka requires to be UTF-8.
    public var name: String
    /// The value, nil if null.
    public var value: [UInt8]?

    /// A header with bytes.
    public init(_ name: String, _ value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// A header with text.
    public init(_ name: String, _ value: String) { self.init(name, Array(value.utf8)) }
}

/// A record as it was read.
///
/// Key, value and headers lie in librdkafka's memory. A record holds its batch, and the compiler ties every span to its
/// record, so neither can outlive the memory; but a record that is kept pins the whole batch. Copy what must stay.
public struct Record: Sendable {
    private let batch: RecordBatch
    private let message: ForeignPointer<rd_kafka_message_t>

    init(batch: RecordBatch, message: ForeignPointer<rd_kafka_message_t>) {
        self.batch = batch
        self.message = message
    }

    /// The topic it was read from.
    public var topic: String { batch.topicName(of: message.raw.pointee.rkt) }

    /// The partition it was read from.
    public var partition: Int32 { message.raw.pointee.partition }

    /// Topic and partition.
    public var topicPartition: TopicPartition { TopicPartition(topic, partition) }

    /// Its offset in the partition.
    public var offset: Int64 { message.raw.pointee.offset }

    /// Milliseconds since 1970 (UTC), set by the producer or the broker; nil if the record has none.
    public var timestamp: Int64? {
        let value = rd_kafka_message_timestamp(message.raw, nil)
        return value < 0 ? nil : value
    }

    /// The key; nil if null, which is not the same as empty.
    public var key: Span<UInt8>? {
        @_lifetime(borrow self)
        get {
            guard let start = message.raw.pointee.key else { return nil }
            return bytes(UnsafeRawPointer(start), message.raw.pointee.key_len)
        }
    }

    /// The value; nil if null (a tombstone), which is not the same as empty.
    public var value: Span<UInt8>? {
        @_lifetime(borrow self)
        get {
            guard let start = message.raw.pointee.payload else { return nil }
            return bytes(UnsafeRawPointer(start), message.raw.pointee.len)
        }
    }

    /// The key in memory of its own, to keep after the batch.
    public var keyCopy: [UInt8]? { key.copied }

    /// The value in memory of its own, to keep after the batch.
    public var valueCopy: [UInt8]? { value.copied }

    /// The value of the last header of that name; nil if there is none or it is null.
    @_lifetime(borrow self)
    public func header(_ name: String) -> Span<UInt8>? {
        guard let list = batch.headers(of: message) else { return nil }
        var value: UnsafeRawPointer?
        var size = 0
        guard rd_kafka_header_get_last(list, name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let value else {
            return nil
        }
        return bytes(value, size)
    }

    /// All headers in order, copied. Headers are parsed when first asked for.
    public var headers: [RecordHeader] {
        guard let list = batch.headers(of: message) else { return [] }
        let count = rd_kafka_header_cnt(list)
        var result: [RecordHeader] = []
        result.reserveCapacity(count)
        for index in 0..<count {
            var name: UnsafePointer<CChar>?
            var value: UnsafeRawPointer?
            var size = 0
            let code = rd_kafka_header_get_all(list, index, &name, &value, &size)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let name else { break }
            let bytes = value.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: size)) }
            result.append(RecordHeader(String(cString: name), bytes))
        }
        return result
    }

    @_lifetime(borrow self)
    private func bytes(_ start: UnsafeRawPointer, _ count: Int) -> Span<UInt8> {
        let buffer = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
        return _overrideLifetime(Span(_unsafeElements: buffer), borrowing: self)
    }
}

extension Optional where Wrapped == Span<UInt8> {
    /// The bytes in memory of their own.
    fileprivate var copied: [UInt8]? {
        guard let self else { return nil }
        return self.withUnsafeBufferPointer { [UInt8]($0) }
    }
}
