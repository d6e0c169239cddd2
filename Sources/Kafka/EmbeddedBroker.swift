import CRdKafka

/// A Kafka cluster inside this process, for demonstrations and tests: librdkafka's mock cluster.
///
/// It speaks the real protocol over loopback, to any client in any process. It is not a Kafka to trust with data:
/// - it keeps 5 MiB or 100,000 record sets a partition, in memory, and drops the oldest silently;
/// - an empty fetch sleeps its whole `fetch.wait.max.ms`: set `fetchWait` low; one record set a partition a fetch;
/// - transactions are accepted, but open and aborted records are visible, offsets sent to a transaction are dropped and
///   old producers are not fenced: it cannot prove exactly-once. Nor does it drop repeated sets by their sequence;
/// - no look-up of offsets by time, no administration, no compaction, no authentication, no encryption;
/// - the first member of a group waits 3 s, and sessions under 4 s never join; all members of a group must use the same
///   assignment strategy, or the process aborts;
/// - topics that are asked for come into being, with 4 partitions unless created before.
public final class EmbeddedBroker: Sendable {
    private let slot: HandleSlot
    private let cluster: OpaqueHandle
    /// Where clients connect: `host:port`, several separated by commas.
    public let bootstrapServers: String

    /// Starts a cluster of so many brokers, with ids from 1, on free ports.
    public init(brokers: Int = 1) throws(KafkaError) {
        let native = try NativeConfiguration(["client.id": "embedded-broker"])
        // Nobody reads this client's log.
        native.with { rd_kafka_conf_set_log_cb($0, nil) }
        let client = try native.makeClient(RD_KAFKA_PRODUCER)
        guard let raw = rd_kafka_mock_cluster_new(client, Int32(clamping: max(1, brokers))) else {
            _ = ClientHandle(client)
            throw KafkaError(.state, "the embedded broker cannot listen on the loopback interface")
        }
        let cluster = OpaqueHandle(raw)
        self.cluster = cluster
        bootstrapServers = String(cString: rd_kafka_mock_cluster_bootstraps(raw))
        slot = HandleSlot(ClientHandle(client, beforeDestroying: { rd_kafka_mock_cluster_destroy(cluster.raw) }))
    }

    /// Whether a cluster of this id is an embedded one, of this or another process.
    public static func isEmbedded(clusterID: String) -> Bool { clusterID.hasPrefix("mockCluster") }

    /// Creates a topic.
    public func createTopic(_ name: String, partitions: Int = 4, replicationFactor: Int = 1) throws(KafkaError) {
        try change("create topic \(name)") {
            rd_kafka_mock_topic_create($0, name, Int32(clamping: partitions), Int32(clamping: replicationFactor))
        }
    }

    /// Stops every broker and frees what they kept.
    ///
    /// - Returns: whether it was done within the time.
    @discardableResult
    public func close(timeout: Duration = .seconds(5)) -> Bool {
        slot.close(by: .now + timeout)
    }

    /// Does something to the cluster while it is open.
    func change(_ what: @autoclosure () -> String, _ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
        let handle = try slot.get()
        let code = withExtendedLifetime(handle) { body(cluster.raw) }
        try KafkaError.check(code, what())
    }
}
