import CRdKafka

/// What became of a record handed to a producer. Every record accepted by `produce` gets exactly one.
public struct DeliveryReport: Sendable, Hashable {
    /// The number given to `produce`.
    public let id: UInt64
    /// The partition it went to; -1 if it failed before one was chosen.
    public let partition: Int32
    /// Its offset; nil if it failed or the broker did not say.
    public let offset: Int64?
    /// Why it failed; nil if it is in the log.
    public let error: KafkaError?
    /// Whether a failed record may be in the log after all: it was sent, and no answer came.
    public let mayBePersisted: Bool

    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        id = UInt64(UInt(bitPattern: message.pointee._private))
        partition = message.pointee.partition
        guard message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR else {
            offset = message.pointee.offset < 0 ? nil : message.pointee.offset
            error = nil
            mayBePersisted = true
            return
        }
        offset = nil
        let topic = message.pointee.rkt.map { String(cString: rd_kafka_topic_name($0)) } ?? ""
        error = KafkaError(message.pointee.err, "delivery to \(topic)/\(partition)")
        mayBePersisted = rd_kafka_message_status(message) != RD_KAFKA_MSG_STATUS_NOT_PERSISTED
    }
}

/// What a poll of a producer brought.
public struct ProducerEvents: Sendable {
    /// Delivery reports, in the order of each partition.
    public var deliveries: [DeliveryReport] = []
    /// Everything else.
    public var others: [ClientEvent] = []

    /// Whether nothing came.
    public var isEmpty: Bool { deliveries.isEmpty && others.isEmpty }
}
