import ArgumentParser
import Kafka
import Service

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say now what would fail later: configuration, brokers, topics.",
        discussion: """
            Loads the configuration and the lexicons, connects, and looks for the four topics without creating any. \
            Exits 0 if the worker could start, 69 if Kafka or a topic is missing, 78 if the configuration is wrong.

            Examples:
              chiso check --config chiso.yaml
              chiso check --bootstrap-servers kafka:9092 --timeout 30
            """)

    @Option(name: .long, help: ArgumentHelp("How long the brokers may take to answer.", valueName: "seconds"))
    var timeout: Int = 10

    @OptionGroup var options: KafkaOptions

    func validate() throws {
        guard (1...3_600).contains(timeout) else { throw ValidationError("--timeout needs 1 to 3600 seconds") }
    }

    func run() throws {
        let configuration = try options.load()
        var output = OutputFile()
        defer { output.flush() }
        let versions = try configuration.processor().versions
        output.write("configuration  right\n")
        output.write("extractor      \(versions.extractor), catalogue \(versions.catalogue)\n")
        output.write("librdkafka     \(Kafka.libraryVersion)\n")
        output.flush()
        // Both clients, since each refuses properties of its own.
        let producer = try Producer(ProducerConfiguration(client: configuration.client))
        defer { producer.close(timeout: .zero) }
        let consumer = try Consumer(ConsumerConfiguration(client: configuration.client, groupID: configuration.groupID))
        defer { _ = consumer.close(timeout: .seconds(1)) }
        let metadata = try connect(consumer, configuration)
        let brokers = metadata.brokers.sorted { $0.key < $1.key }.map { "\($0.value) (\($0.key))" }
        output.write("brokers        \(brokers.joined(separator: ", "))\n")
        var missing: [String] = []
        for name in configuration.topics.all {
            guard let topic = metadata.topic(name), topic.error == nil else {
                let reason =
                    metadata.topic(name)?.error.map { "\($0)" }
                    ?? "does not exist, or the right to describe it is missing"
                output.write("topic          \(name): \(reason)\n")
                missing.append(name)
                continue
            }
            output.write("topic          \(name): \(describe(topic, consumer))\n")
        }
        guard missing.isEmpty else {
            throw CommandFailure(
                .unavailable, "create the topic\(missing.count == 1 ? "" : "s") \(missing.joined(separator: ", "))")
        }
    }

    private func connect(_ consumer: Consumer, _ configuration: Configuration) throws -> ClusterMetadata {
        do {
            return try consumer.metadata(timeout: .seconds(timeout))
        } catch {
            // The reason, such as a refused connection or login, comes as an event of its own.
            let reasons = ((try? consumer.events(timeout: .milliseconds(100))) ?? []).compactMap { event in
                if case .error(let error) = event { error.message } else { nil }
            }
            let servers = configuration.kafka["bootstrap.servers"] ?? ""
            let reason = reasons.first ?? error.message
            // An answer that is no Kafka's, or a refusal, says that the way to log in is wrong rather than the address.
            let isRefused = ["SSL", "SASL", "AUTH_REQ", "security.protocol"].contains { reason.contains($0) }
            let keys = isRefused ? "are kafka.security.protocol, sasl.* and ssl.*" : "is kafka.bootstrap.servers"
            throw CommandFailure(.unavailable, "cannot reach Kafka at \(servers): \(reason); \(keys) right?")
        }
    }

    private func describe(_ topic: TopicMetadata, _ consumer: Consumer) -> String {
        var records: Int64? = 0
        for partition in topic.leaders.keys.sorted().prefix(Check.mostPartitions) {
            let marks = try? consumer.queryWatermarks(TopicPartition(topic.name, partition), timeout: .seconds(timeout))
            records = marks.flatMap { marks in records.map { $0 + marks.high - marks.low } }
        }
        let more = topic.leaders.count > Check.mostPartitions ? "at least " : ""
        let size = records.map { "\(more)\($0) records" } ?? "size unknown"
        return "\(topic.partitionCount) partitions, \(topic.replicationFactor) replicas, \(size)"
    }

    /// Each partition's size is a request of its own.
    private static let mostPartitions = 200
}
