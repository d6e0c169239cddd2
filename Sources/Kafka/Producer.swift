import CRdKafka

/// An idempotent producer.
///
/// Its methods may be called from any thread. Somebody must `poll` while records are under way: delivery reports hold
/// their place in the queue until they are taken, and a full queue refuses records.
public final class Producer: Sendable {
    let slot: HandleSlot

    /// Makes a producer; it connects in the background.
    public init(_ configuration: ProducerConfiguration) throws(KafkaError) {
        let native = try NativeConfiguration(configuration.nativeProperties())
        native.with { rd_kafka_conf_set_events($0, ClientEvent.common | RD_KAFKA_EVENT_DR) }
        let client = try native.makeClient(RD_KAFKA_PRODUCER)
        rd_kafka_set_log_queue(client, nil)
        slot = HandleSlot(ClientHandle(client))
    }

    /// Queues a record; its bytes are copied before this returns, and it never blocks.
    ///
    /// - Parameters:
    ///   - topic: where to.
    ///   - partition: nil lets the partitioner choose by the key.
    ///   - key: nil for null.
    ///   - value: nil for null (a tombstone).
    ///   - headers: in order.
    ///   - timestamp: milliseconds since 1970 (UTC); nil for now.
    ///   - id: handed back in the delivery report.
    /// - Throws: `queueFull` (poll and try again), `messageTooLarge`, `unknownPartition`, what the brokers last said
    ///   against the topic (`topicAuthorization`), or the producer's fatal error. A record that was refused gets no
    ///   delivery report.
    public func produce(
        topic: String, partition: Int32? = nil, key: Span<UInt8>?, value: Span<UInt8>?, headers: [RecordHeader] = [],
        timestamp: Int64? = nil, id: UInt64 = 0
    ) throws(KafkaError) {
        let handle = try slot.get()
        let topicHandle = try handle.topic(topic)
        let keyBytes = NativeBytes(key)
        let valueBytes = NativeBytes(value)
        let opaque = UnsafeMutableRawPointer(bitPattern: UInt(id))
        let partition = partition ?? RD_KAFKA_PARTITION_UA
        if headers.isEmpty && timestamp == nil {
            let outcome = rd_kafka_produce(
                topicHandle.raw, partition, RD_KAFKA_MSG_F_COPY, valueBytes.start, valueBytes.count, keyBytes.start,
                keyBytes.count, opaque)
            if outcome != 0 { throw KafkaError(rd_kafka_last_error(), "produce to \(topic)") }
            return
        }
        var parts = RecordParts(topic: topicHandle.raw, partition: partition, opaque: opaque)
        parts.add(key: keyBytes, value: valueBytes)
        if let timestamp { parts.add(timestamp: timestamp) }
        let headerList = parts.add(headers: headers)
        if let error = rd_kafka_produceva(handle.client.raw, parts.units, parts.units.count) {
            // Only a record that was accepted takes its headers over.
            if let headerList { rd_kafka_headers_destroy(headerList) }
            throw KafkaError(consuming: error, "produce to \(topic)")
        }
    }

    /// Queues a record that owns its bytes; see `produce(topic:partition:key:value:headers:timestamp:id:)`.
    public func produce(_ record: OutgoingRecord, id: UInt64 = 0) throws(KafkaError) {
        try produce(
            topic: record.topic, partition: record.partition, key: record.key?.span, value: record.value?.span,
            headers: record.headers, timestamp: record.timestamp, id: id)
    }

    /// Records queued, under way, or reported and not yet polled.
    public var pendingCount: Int {
        guard let handle = try? slot.get() else { return 0 }
        return Int(rd_kafka_outq_len(handle.client.raw))
    }

    /// Why the producer is of no use any more, if so: close it and make another.
    public var fatalError: KafkaError? { (try? slot.get())?.fatalError }
}
