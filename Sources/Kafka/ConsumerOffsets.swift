import CRdKafka

/// The oldest offset of a partition and the one after its newest.
public struct Watermarks: Sendable, Hashable {
    /// The offset of the oldest record there is.
    public let low: Int64
    /// The offset of the record to come; for a reader of committed records, that of the first open transaction.
    public let high: Int64

    /// These offsets.
    public init(low: Int64, high: Int64) {
        self.low = low
        self.high = high
    }
}

/// How far a consumer has read a partition that it owns.
public struct PartitionProgress: Sendable, Hashable {
    /// The partition.
    public let topicPartition: TopicPartition
    /// The offset after the last record handed out; nil before the first.
    public let position: Int64?
    /// As of the last fetch; nil before the first.
    public let watermarks: Watermarks?

    /// Records still to be read; nil while unknown.
    public var lag: Int64? {
        guard let position, let watermarks else { return nil }
        return max(0, watermarks.high - position)
    }
}

extension Consumer {
    /// Commits these offsets and waits for the coordinator's answer. An offset is that of the next record to read.
    public func commit(_ offsets: [TopicPartitionOffset]) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        let handle = try slot.get()
        let list = PartitionList(offsets)
        try KafkaError.check(list.with { rd_kafka_commit(handle.client.raw, $0, 0) }, "commit")
        try list.checkEach("commit")
    }

    /// Commits these offsets in the background; the outcome comes as an event.
    public func commitAsynchronously(_ offsets: [TopicPartitionOffset]) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        let handle = try slot.get()
        let list = PartitionList(offsets)
        let code = list.with { rd_kafka_commit_queue(handle.client.raw, $0, handle.mainQueue.raw, nil, nil) }
        try KafkaError.check(code, "commit")
    }

    /// The partitions that the consumer owns now, sorted.
    public func assignment() throws(KafkaError) -> [TopicPartition] {
        let handle = try slot.get()
        var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        try KafkaError.check(rd_kafka_assignment(handle.client.raw, &list), "assignment")
        guard let list else { return [] }
        return PartitionList(consuming: list).partitions.sorted()
    }

    /// The group's committed offsets; nil where it has committed none.
    public func committed(_ partitions: [TopicPartition], timeout: Duration) throws(KafkaError)
        -> [TopicPartition: Int64?]
    {
        let handle = try slot.get()
        let list = PartitionList(partitions)
        let code = list.with { rd_kafka_committed(handle.client.raw, $0, timeout.milliseconds) }
        try KafkaError.check(code, "committed offsets")
        try list.checkEach("committed offset")
        return known(list)
    }

    /// The offsets after the last records handed out; nil where there was none since the assignment.
    public func position(_ partitions: [TopicPartition]) throws(KafkaError) -> [TopicPartition: Int64?] {
        let handle = try slot.get()
        let list = PartitionList(partitions)
        try KafkaError.check(list.with { rd_kafka_position(handle.client.raw, $0) }, "position")
        return known(list)
    }

    /// The watermarks as of the last fetch, without asking a broker; nil before the first.
    public func watermarks(_ place: TopicPartition) throws(KafkaError) -> Watermarks? {
        let handle = try slot.get()
        var (low, high) = (Int64(0), Int64(0))
        let code = rd_kafka_get_watermark_offsets(handle.client.raw, place.topic, place.partition, &low, &high)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, low >= 0, high >= 0 else { return nil }
        return Watermarks(low: low, high: high)
    }

    /// Asks the partition's leader for its watermarks. Blocks; meant for a side thread.
    public func queryWatermarks(_ place: TopicPartition, timeout: Duration) throws(KafkaError) -> Watermarks {
        let handle = try slot.get()
        var (low, high) = (Int64(0), Int64(0))
        let code = rd_kafka_query_watermark_offsets(
            handle.client.raw, place.topic, place.partition, &low, &high, timeout.milliseconds)
        try KafkaError.check(code, "watermarks of \(place)")
        return Watermarks(low: low, high: high)
    }

    /// Position, watermarks and lag of every owned partition, without asking a broker.
    public func progress() throws(KafkaError) -> [PartitionProgress] {
        let owned = try assignment()
        let positions = try position(owned)
        var result: [PartitionProgress] = []
        for place in owned {
            let position = positions[place] ?? nil
            result.append(
                PartitionProgress(topicPartition: place, position: position, watermarks: try watermarks(place)))
        }
        return result
    }

    private func known(_ list: PartitionList) -> [TopicPartition: Int64?] {
        var result: [TopicPartition: Int64?] = [:]
        for each in list.offsets {
            result.updateValue(each.offset >= 0 ? each.offset : nil, forKey: each.topicPartition)
        }
        return result
    }
}
