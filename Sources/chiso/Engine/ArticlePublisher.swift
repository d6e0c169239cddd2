import Article
import Kafka
import Service

/// Puts raw messages on a topic and keeps count of what the brokers acknowledged.
struct ArticlePublisher {
    private let producer: Producer
    private let reader: ArticleReader
    private let topic: String
    /// Messages handed to the producer.
    private(set) var sent = 0
    /// Messages the brokers have.
    private(set) var acknowledged = 0
    /// Why the first message that failed did.
    private(set) var failure: KafkaError?
    private var failed = 0

    /// How long an acknowledgement may take.
    private static let patience = Duration.seconds(30)

    /// - Parameters:
    ///   - configuration: Brokers, mapping and limits.
    ///   - topic: Where to.
    init(_ configuration: Configuration, topic: String) throws {
        var options = ProducerConfiguration(client: configuration.client)
        options.messageTimeout = ArticlePublisher.patience
        options.maximumMessageBytes = max(options.maximumMessageBytes, configuration.limits.articleBytes + (64 << 10))
        let reader = try configuration.articleReader()
        self.producer = try Producer(options)
        self.reader = reader
        self.topic = topic
    }

    /// Whether nothing more will come through.
    var isHopeless: Bool { producer.fatalError != nil || failed > 0 && acknowledged == 0 }

    /// Publishes a message with its article's id for key, exactly as it is in the file.
    /// - Throws: `ArticleError` where it is no article, `KafkaError` where it cannot be sent.
    mutating func publish(_ message: InputMessage) throws {
        guard case .article(let article, _) = try message.withRawMessage({ try reader.read($0) }) else { return }
        var headers = [RecordHeader("content-type", message.bare?.contentType.rawValue ?? "application/json")]
        if message.bare != nil { headers.append(RecordHeader("id", article.id)) }
        let record = OutgoingRecord(
            topic: topic, key: Array(article.id.utf8), value: message.value, headers: headers)
        while true {
            do throws(KafkaError) {
                try producer.produce(record)
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
    mutating func finish(_ progress: (Int) -> Void = { _ in }) throws {
        let deadline = ContinuousClock.now + ArticlePublisher.patience
        while acknowledged + failed < sent, ContinuousClock.now < deadline {
            count(try producer.poll(timeout: .milliseconds(50)))
            progress(acknowledged)
        }
        producer.close(timeout: .zero)
        guard acknowledged < sent else { return }
        let reason = failure.map { "\($0)" } ?? "no acknowledgement came"
        throw CommandFailure(
            failure?.isFatal ?? false ? .fatal : .unavailable,
            "\(sent - acknowledged) of \(sent) articles were not acknowledged by \(topic): \(reason)")
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
