/// How a producer writes.
///
/// Fixed, because guarantees rest on it: idempotence, and acknowledgement by all replicas in sync. The partitioner is
/// that of the Java client unless a passed-through property names another.
public struct ProducerConfiguration: Sendable {
    /// How record sets are compressed.
    public enum Compression: String, Sendable {
        case none, gzip, snappy, lz4, zstd
    }

    /// Brokers, client id and passed-through properties.
    public var client: ClientConfiguration
    /// How long a record waits for others to share its request.
    public var linger: Duration = .milliseconds(5)
    /// How record sets are compressed.
    public var compression: Compression = .none
    /// A record not acknowledged within this time has failed.
    public var messageTimeout: Duration = .seconds(120)
    /// Bytes; a larger request is refused before it is sent. The broker has a limit of its own.
    public var maximumMessageBytes = 1_000_000
    /// Records in the queue and awaiting a delivery report; when full, `produce` throws `queueFull`.
    public var queuedRecords = 100_000
    /// KiB in the queue, likewise.
    public var queuedKibibytes = 262_144

    /// Makes the producer transactional. Unique and stable: another producer of the same id fences this one.
    public var transactionalID: String?
    /// A transaction open for so long is aborted by the brokers, so that a dead producer does not hold readers back.
    public var transactionTimeout: Duration = .seconds(15)

    /// A producer with the defaults.
    public init(client: ClientConfiguration) { self.client = client }

    /// What librdkafka is given. Throws for a refused property.
    func nativeProperties() throws(KafkaError) -> [String: String] {
        try RefusedProperty.check(client.properties)
        var result = client.base()
        result["linger.ms"] = String(linger.milliseconds)
        result["compression.type"] = compression.rawValue
        result["message.timeout.ms"] = String(messageTimeout.milliseconds)
        result["message.max.bytes"] = String(maximumMessageBytes)
        result["queue.buffering.max.messages"] = String(queuedRecords)
        result["queue.buffering.max.kbytes"] = String(queuedKibibytes)
        result["partitioner"] = "murmur2_random"
        if let transactionalID {
            result["transactional.id"] = transactionalID
            result["transaction.timeout.ms"] = String(transactionTimeout.milliseconds)
        }
        result.merge(client.properties) { _, passed in passed }
        if transactionalID != nil, client.properties["message.timeout.ms"] == nil,
            let timeout = result["transaction.timeout.ms"].flatMap({ Int32($0) })
        {
            // A record must not outlive its transaction.
            result["message.timeout.ms"] = String(min(messageTimeout.milliseconds, timeout))
        }
        result["enable.idempotence"] = "true"
        result["acks"] = "all"
        result["log.queue"] = "true"
        return result
    }
}
