import Events
import Kafka
import Service

/// Puts the records of dead letters on a topic and keeps count of what the brokers acknowledged.
struct LetterPublisher {
    private let producer: Producer
    private let topic: String
    private let partitions: Int32
    private var sent = 0
    private var failed = 0
    private var failure: KafkaError?
    /// Records the brokers have.
    private(set) var acknowledged = 0

    /// How long an acknowledgement may take.
    private static let patience = Duration.seconds(30)

    init(_ configuration: Configuration, topic: String) throws {
        var options = ProducerConfiguration(client: configuration.client)
        options.messageTimeout = Self.patience
        // The broker has taken these records before, whatever its limit is.
        options.maximumMessageBytes = 1_000_000_000
        options.compression = .zstd
        // Records are large: a smaller queue is enough, and bounds the memory.
        options.queuedKibibytes = 32_768
        producer = try Producer(options)
        self.topic = topic
        let metadata = try producer.metadata(topic: topic, timeout: Self.patience).topic(topic)
        if let error = metadata?.error, error.code != .unknownTopicOrPartition { throw error }
        guard let metadata, metadata.partitionCount > 0 else {
            throw CommandFailure(
                .unavailable, "the topic \(topic) does not exist: create it, or name another with --to")
        }
        partitions = metadata.partitionCount
    }

    /// Whether nothing more will come through.
    var isHopeless: Bool { producer.fatalError != nil || failed > 0 && acknowledged == 0 }

    /// Sends a letter's record as it was. Back on its own topic it goes to its own partition, where its publisher puts
    /// the article's later versions too; elsewhere the key decides.
    mutating func publish(_ letter: Letter) throws {
        let isHome = letter.details.topic == topic
        let partition = letter.details.partition.flatMap { isHome && (0..<partitions).contains($0) ? $0 : nil }
        let headers = Requeue.headers(letter.headers, key: letter.key).map { RecordHeader($0.name, $0.value) }
        while true {
            do throws(KafkaError) {
                try producer.produce(
                    topic: topic, partition: partition, key: letter.key?.span, value: letter.value?.span,
                    headers: headers, timestamp: letter.timestamp)
                break
            } catch {
                guard error.code == .queueFull else { throw error }
            }
            count(try producer.poll(timeout: .milliseconds(100)))
        }
        sent += 1
        count(try producer.poll())
    }

    /// Waits until everything is acknowledged or has failed.
    mutating func finish(_ progress: (Int) -> Void) throws {
        // Every record gets its report within the message timeout; the rest is for the last answer's way.
        let deadline = ContinuousClock.now + Self.patience + .seconds(5)
        while acknowledged + failed < sent, ContinuousClock.now < deadline {
            count(try producer.poll(timeout: .milliseconds(50)))
            progress(acknowledged)
        }
        producer.close(timeout: .zero)
        guard acknowledged < sent else { return }
        let reason = failure.map { "\($0)" } ?? "no acknowledgement came"
        throw CommandFailure(
            failure?.isFatal ?? false ? .fatal : .unavailable,
            "\(sent - acknowledged) of \(sent) records were not acknowledged by \(topic): \(reason); "
                + "requeue again: what came through twice gives the same event ids")
    }

    private mutating func count(_ events: ProducerEvents) {
        for report in events.deliveries {
            if let error = report.error {
                failed += 1
                failure = failure ?? error
            } else {
                acknowledged += 1
            }
        }
    }
}
