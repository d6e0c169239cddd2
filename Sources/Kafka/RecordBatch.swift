import CRdKafka
import Synchronization

/// The records of one poll, in the order of each partition, and what the consumer had to say between them.
///
/// Records borrow librdkafka's memory, which returns to it when the last reference to the batch or one of its records
/// goes. Any number of threads may read a batch at the same time.
public final class RecordBatch: Sendable {
    /// How many records it holds; may be 0 if there are events.
    public let count: Int
    /// Bytes of keys and values together.
    public let byteCount: Int
    /// Ends of partitions reached and errors of partitions, in order.
    public let events: [ConsumerEvent]
    private let messages: ForeignPointer<UnsafeMutablePointer<rd_kafka_message_t>?>
    private let topics: [(handle: OpaqueHandle, name: String)]
    /// librdkafka parses headers when first asked, in place.
    private let headerLock = Mutex<Void>(())
    /// Messages must go before their client.
    private let handle: ClientHandle

    /// Takes the messages over, and the array that holds them.
    init(
        _ messages: UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>, count: Int,
        events: [ConsumerEvent], handle: ClientHandle
    ) {
        var bytes = 0
        var topics: [(handle: OpaqueHandle, name: String)] = []
        for index in 0..<count {
            guard let message = messages[index]?.pointee else { continue }
            bytes += message.len + message.key_len
            guard let topic = message.rkt, !topics.contains(where: { $0.handle.raw == topic }) else { continue }
            topics.append((OpaqueHandle(topic), String(cString: rd_kafka_topic_name(topic))))
        }
        self.messages = ForeignPointer(messages)
        self.count = count
        self.events = events
        self.handle = handle
        self.topics = topics
        byteCount = bytes
    }

    deinit {
        for index in 0..<count { rd_kafka_message_destroy(messages.raw[index]) }
        messages.raw.deallocate()
    }

    /// The record at an index from 0; traps outside of the batch.
    public subscript(index: Int) -> Record {
        precondition(index >= 0 && index < count, "no record \(index) in a batch of \(count)")
        guard let message = messages.raw[index] else { preconditionFailure("a batch holds whole messages") }
        return Record(batch: self, message: ForeignPointer(message))
    }

    /// For each partition in the batch, the offset after its last record: what to commit when all are done.
    public var nextOffsets: [TopicPartitionOffset] {
        var next: [TopicPartition: Int64] = [:]
        for record in self { next[record.topicPartition] = record.offset + 1 }
        return next.map { TopicPartitionOffset($0.key, $0.value) }.sorted { $0.topicPartition < $1.topicPartition }
    }

    func topicName(of topic: OpaquePointer?) -> String {
        topics.first { $0.handle.raw == topic }?.name ?? ""
    }

    func headers(of message: ForeignPointer<rd_kafka_message_t>) -> OpaquePointer? {
        let list = headerLock.withLock { _ -> OpaqueHandle? in
            var list: OpaquePointer?
            let code = rd_kafka_message_headers(message.raw, &list)
            return code == RD_KAFKA_RESP_ERR_NO_ERROR ? list.map { OpaqueHandle($0) } : nil
        }
        return list?.raw
    }
}

extension RecordBatch: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
}

/// What a consumer meets between records.
public enum ConsumerEvent: Sendable {
    /// All there was has been read; the offset is that of the record to come.
    case endOfPartition(TopicPartitionOffset)
    /// A partition (nil: the consumer as a whole) cannot be read, or not for now.
    case error(KafkaError, TopicPartition?)

    /// Reads a message that carries an error.
    init(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
        let topic = message.pointee.rkt.map { String(cString: rd_kafka_topic_name($0)) }
        let place = topic.map { TopicPartition($0, message.pointee.partition) }
        if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF, let place {
            self = .endOfPartition(TopicPartitionOffset(place, message.pointee.offset))
            return
        }
        let text = rd_kafka_message_errstr(message).map { String(cString: $0) } ?? ""
        self = .error(KafkaError(KafkaError.Code(message.pointee.err), text), place)
    }
}
