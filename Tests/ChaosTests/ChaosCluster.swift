import Foundation
import Kafka

/// The cluster of a run: an embedded one of several brokers, or the one that `KAFKA_BOOTSTRAP_SERVERS` names.
final class ChaosCluster: Sendable {
    /// Nil where the cluster cannot be told to fail.
    let embedded: EmbeddedBroker?
    let servers: String
    let topics: [ChaosPlan.Stream: String]
    let group: String
    let partitions: Int32

    /// An embedded cluster.
    init(brokers: Int32, partitions: Int32) throws {
        // As librdkafka asks of every program: clients that are killed leave their sockets in the midst of answers.
        signal(SIGPIPE, SIG_IGN)
        let broker = try EmbeddedBroker(brokers: Int(brokers))
        embedded = broker
        servers = broker.bootstrapServers
        self.partitions = partitions
        group = "chaos"
        topics = Self.names(suffix: "")
        for name in topics.values { try broker.createTopic(name, partitions: Int(partitions)) }
    }

    /// Topics and a group of their own in a cluster that is there.
    init(servers: String, partitions: Int32) throws {
        embedded = nil
        self.servers = servers
        self.partitions = partitions
        let run = String(UUID().uuidString.prefix(8)).lowercased()
        group = "chaos-\(run)"
        topics = Self.names(suffix: ".\(run)")
        try TopicMaker.make(topics.values.sorted(), partitions: partitions, servers: servers)
    }

    static let realServers = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"].flatMap {
        $0.isEmpty ? nil : $0
    }

    private static func names(suffix: String) -> [ChaosPlan.Stream: String] {
        [
            .raw: "articles.raw\(suffix)", .events: "indicators.events\(suffix)",
            .manifests: "indicators.articles\(suffix)", .deadLetters: "articles.dead-letter\(suffix)",
        ]
    }

    func topic(_ stream: ChaosPlan.Stream) -> String { topics[stream] ?? "" }
    func stream(_ topic: String) -> ChaosPlan.Stream? { topics.first { $0.value == topic }?.key }

    private var client: ClientConfiguration { ClientConfiguration(bootstrapServers: servers) }

    func producer() throws -> Producer {
        var configuration = ProducerConfiguration(client: client)
        configuration.maximumMessageBytes = 1_000_000
        configuration.linger = .milliseconds(1)
        return try Producer(configuration)
    }

    /// A reader of whole topics, from their beginning on; of a real cluster it sees what is committed.
    func reader(_ streams: [ChaosPlan.Stream], reportsEnds: Bool = false) throws -> Consumer {
        var configuration = ConsumerConfiguration(client: client, groupID: "\(group)-reader")
        configuration.fetchWait = .milliseconds(20)
        configuration.reportsEndOfPartition = reportsEnds
        let consumer = try Consumer(configuration)
        try consumer.assign(places(streams).map { TopicPartitionOffset($0, TopicPartitionOffset.beginning) })
        return consumer
    }

    func places(_ streams: [ChaosPlan.Stream]) -> [TopicPartition] {
        streams.flatMap { stream in (0..<partitions).map { TopicPartition(topic(stream), $0) } }
    }

    /// All that is in some topics, by partition and offset.
    func readAll(_ streams: [ChaosPlan.Stream]) throws -> [LoggedRecord] {
        let consumer = try reader(streams, reportsEnds: true)
        defer { consumer.close(timeout: .seconds(5)) }
        var open = Set(places(streams))
        var records: [LoggedRecord] = []
        let deadline = ContinuousClock.now + .seconds(60)
        while !open.isEmpty {
            guard ContinuousClock.now < deadline else { throw Failure("not readable to their ends: \(open.sorted())") }
            guard let batch = try consumer.poll(timeout: .milliseconds(100)) else { continue }
            records += batch.map { LoggedRecord($0) }
            for case .endOfPartition(let offset) in batch.events { open.remove(offset.topicPartition) }
        }
        return records.sorted { ($0.topic, $0.partition, $0.offset) < ($1.topic, $1.partition, $1.offset) }
    }

    /// Oldest and next offsets of the raw topic's partitions.
    func rawWatermarks() throws -> [Int32: Watermarks] {
        let consumer = try Consumer(ConsumerConfiguration(client: client, groupID: "\(group)-reader"))
        defer { consumer.close(timeout: .seconds(5)) }
        var result: [Int32: Watermarks] = [:]
        for place in places([.raw]) {
            result[place.partition] = try consumer.queryWatermarks(place, timeout: .seconds(10))
        }
        return result
    }

    /// The offsets that the workers have committed; partitions without any are left out.
    func committed() throws -> [Int32: Int64] {
        let consumer = try Consumer(ConsumerConfiguration(client: client, groupID: group))
        defer { consumer.close(timeout: .seconds(5)) }
        var result: [Int32: Int64] = [:]
        for (place, offset) in try consumer.committed(places([.raw]), timeout: .seconds(10)) {
            if let offset { result[place.partition] = offset }
        }
        return result
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
