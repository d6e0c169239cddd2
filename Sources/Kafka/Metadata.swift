import CRdKafka

/// What a cluster says of itself.
public struct ClusterMetadata: Sendable {
    /// The brokers: `host:port` by id.
    public let brokers: [Int32: String]
    /// The topics, sorted by name.
    public let topics: [TopicMetadata]

    /// The topic of that name, if it was described.
    public func topic(_ name: String) -> TopicMetadata? { topics.first { $0.name == name } }
}

/// What a cluster says of a topic.
public struct TopicMetadata: Sendable {
    /// Its name.
    public let name: String
    /// The leader's broker id of each partition, by partition; -1 where there is none.
    public let leaders: [Int32: Int32]
    /// How many replicas each partition has; the least of them.
    public let replicationFactor: Int
    /// Why it cannot be used, for instance because it does not exist.
    public let error: KafkaError?

    /// How many partitions it has.
    public var partitionCount: Int32 { Int32(clamping: leaders.count) }
}

extension ClientHandle {
    func metadata(topic: String?, timeout: Duration) throws(KafkaError) -> ClusterMetadata {
        var raw: UnsafePointer<rd_kafka_metadata>?
        let handle = try topic.map { name throws(KafkaError) in try self.topic(name) }
        let code = rd_kafka_metadata(client.raw, topic == nil ? 1 : 0, handle?.raw, &raw, timeout.milliseconds)
        try KafkaError.check(code, topic.map { "metadata of \($0)" } ?? "metadata")
        guard let raw else { return ClusterMetadata(brokers: [:], topics: []) }
        defer { rd_kafka_metadata_destroy(raw) }
        var brokers: [Int32: String] = [:]
        for index in 0..<Int(raw.pointee.broker_cnt) {
            let broker = raw.pointee.brokers[index]
            brokers[broker.id] = "\(String(cString: broker.host)):\(broker.port)"
        }
        let topics = (0..<Int(raw.pointee.topic_cnt)).map { TopicMetadata(raw.pointee.topics[$0]) }
        return ClusterMetadata(brokers: brokers, topics: topics.sorted { $0.name < $1.name })
    }
}

extension TopicMetadata {
    init(_ raw: rd_kafka_metadata_topic) {
        name = String(cString: raw.topic)
        error = raw.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(raw.err, "topic \(name)")
        var leaders: [Int32: Int32] = [:]
        var replicas = Int.max
        for index in 0..<Int(raw.partition_cnt) {
            let partition = raw.partitions[index]
            leaders[partition.id] = partition.leader
            replicas = min(replicas, Int(partition.replica_cnt))
        }
        self.leaders = leaders
        replicationFactor = leaders.isEmpty ? 0 : replicas
    }
}

extension Producer {
    /// Asks a broker about all topics, or about one, which brokers that allow it then create.
    public func metadata(topic: String? = nil, timeout: Duration) throws(KafkaError) -> ClusterMetadata {
        try slot.get().metadata(topic: topic, timeout: timeout)
    }
}

extension Consumer {
    /// Asks a broker about all topics, or about one.
    public func metadata(topic: String? = nil, timeout: Duration) throws(KafkaError) -> ClusterMetadata {
        try slot.get().metadata(topic: topic, timeout: timeout)
    }
}

extension Consumer {
    /// Asks for the cluster's id; nil if none could be had in time.
    public func clusterID(timeout: Duration) throws(KafkaError) -> String? {
        let handle = try slot.get()
        guard let text = rd_kafka_clusterid(handle.client.raw, timeout.milliseconds) else { return nil }
        defer { rd_kafka_mem_free(handle.client.raw, text) }
        return String(cString: text)
    }
}
