import CRdKafka

extension EmbeddedBroker {
    /// A kind of request of the Kafka protocol, by its API key.
    public struct Request: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int16

        public init(rawValue: Int16) { self.rawValue = rawValue }

        /// Records to a partition.
        public static let produce = Self(rawValue: 0)
        /// Records from a partition.
        public static let fetch = Self(rawValue: 1)
        /// First and last offsets.
        public static let listOffsets = Self(rawValue: 2)
        /// Brokers, topics, leaders.
        public static let metadata = Self(rawValue: 3)
        /// A group's offsets, written.
        public static let offsetCommit = Self(rawValue: 8)
        /// A group's offsets, read.
        public static let offsetFetch = Self(rawValue: 9)
        /// Who coordinates a group or a transaction.
        public static let findCoordinator = Self(rawValue: 10)
        /// A member enters a generation of its group.
        public static let joinGroup = Self(rawValue: 11)
        /// A member is alive.
        public static let heartbeat = Self(rawValue: 12)
        /// A member goes.
        public static let leaveGroup = Self(rawValue: 13)
        /// Members learn their partitions.
        public static let syncGroup = Self(rawValue: 14)
        /// An idempotent or transactional producer gets its id.
        public static let initializeProducerID = Self(rawValue: 22)
        /// Partitions enter a transaction.
        public static let addPartitionsToTransaction = Self(rawValue: 24)
        /// A group's offsets enter a transaction.
        public static let addOffsetsToTransaction = Self(rawValue: 25)
        /// A transaction ends.
        public static let endTransaction = Self(rawValue: 26)
        /// A group's offsets, written within a transaction.
        public static let transactionalOffsetCommit = Self(rawValue: 28)
    }

    /// Answers the next requests of a kind, at whichever broker, with these errors in turn; `transport` hangs up.
    public func fail(_ request: Request, with codes: [KafkaError.Code]) throws(KafkaError) {
        let raw = codes.map(\.raw)
        try change("fail requests") { cluster in
            rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, raw.count, raw)
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Answers one broker's next request of a kind with an error (nil: none) after a delay. Goes before `fail(_:with:)`.
    public func fail(_ request: Request, on broker: Int32, with code: KafkaError.Code?, after delay: Duration = .zero)
        throws(KafkaError)
    {
        let raw = code?.raw ?? RD_KAFKA_RESP_ERR_NO_ERROR
        try change("fail requests on broker \(broker)") {
            crdkafka_mock_broker_push_request_error_rtt($0, broker, request.rawValue, raw, delay.milliseconds)
        }
    }

    /// How many of a broker's errors of a kind are still to be given out.
    public func pendingFailures(_ request: Request, on broker: Int32) throws(KafkaError) -> Int {
        var count = 0
        try change("count failures of broker \(broker)") {
            rd_kafka_mock_broker_error_stack_cnt($0, broker, request.rawValue, &count)
        }
        return count
    }

    /// Forgets the errors that `fail(_:with:)` laid up.
    public func clearFailures(_ request: Request) throws(KafkaError) {
        try change("clear failures") {
            rd_kafka_mock_clear_request_errors($0, request.rawValue)
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Makes metadata and transactions answer with an error for a topic; nil makes it sound again.
    public func fail(topic: String, with code: KafkaError.Code?) throws(KafkaError) {
        try change("fail topic \(topic)") {
            rd_kafka_mock_topic_set_error($0, topic, code?.raw ?? RD_KAFKA_RESP_ERR_NO_ERROR)
            return RD_KAFKA_RESP_ERR_NO_ERROR
        }
    }

    /// Hangs up on every client of a broker (nil: of all) and lets none in. Leaders stay where they are.
    public func stop(broker: Int32? = nil) throws(KafkaError) {
        try change("stop broker") { rd_kafka_mock_broker_set_down($0, broker ?? -1) }
    }

    /// Lets clients in again.
    public func start(broker: Int32? = nil) throws(KafkaError) {
        try change("start broker") { rd_kafka_mock_broker_set_up($0, broker ?? -1) }
    }

    /// Delays every answer of a broker (nil: of all).
    public func setRoundTrip(_ time: Duration, broker: Int32? = nil) throws(KafkaError) {
        try change("set round trip") { rd_kafka_mock_broker_set_rtt($0, broker ?? -1, time.milliseconds) }
    }

    /// Moves a partition to another leader; nil leaves it without one.
    public func moveLeader(of place: TopicPartition, to broker: Int32?) throws(KafkaError) {
        try change("move the leader of \(place)") {
            rd_kafka_mock_partition_set_leader($0, place.topic, place.partition, broker ?? -1)
        }
    }

    /// Names a follower for a partition to be read from.
    public func setFollower(of place: TopicPartition, to broker: Int32) throws(KafkaError) {
        try change("set the follower of \(place)") {
            rd_kafka_mock_partition_set_follower($0, place.topic, place.partition, broker)
        }
    }

    /// Moves a group to another coordinator, which need not exist.
    public func moveCoordinator(ofGroup group: String, to broker: Int32) throws(KafkaError) {
        try change("move the coordinator of \(group)") {
            rd_kafka_mock_coordinator_set($0, "group", group, broker)
        }
    }

    /// Moves a transactional id to another coordinator, which need not exist.
    public func moveCoordinator(ofTransactionalID id: String, to broker: Int32) throws(KafkaError) {
        try change("move the coordinator of \(id)") {
            rd_kafka_mock_coordinator_set($0, "transaction", id, broker)
        }
    }

    /// Limits the versions that are offered of a kind of request; nil withdraws it, as an old broker would.
    public func setVersions(of request: Request, to range: ClosedRange<Int16>?) throws(KafkaError) {
        try change("set versions") {
            rd_kafka_mock_set_apiversion($0, request.rawValue, range?.lowerBound ?? -1, range?.upperBound ?? -1)
        }
    }
}
