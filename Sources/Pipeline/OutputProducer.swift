import Kafka
import Synchronization

/// The producer of a worker, which may have to be replaced while others poll it.
final class OutputProducer: Sendable {
    private struct Held: Sendable {
        var producer: Producer
        var configuration: ProducerConfiguration
    }

    private let held: Mutex<Held>

    init(_ configuration: ProducerConfiguration) throws(KafkaError) {
        held = Mutex(Held(producer: try Producer(configuration), configuration: configuration))
    }

    var current: Producer { held.withLock { $0.producer } }

    /// Whether its records are sent in transactions.
    var isTransactional: Bool { held.withLock { $0.configuration.transactionalID != nil } }

    /// Closes the producer and makes another of the same configuration. What the old one still held is given up.
    func renew() throws(KafkaError) { try replace(with: held.withLock { $0.configuration }) }

    /// Closes the producer and makes another.
    func replace(with configuration: ProducerConfiguration) throws(KafkaError) {
        let old = current
        try? old.purge()
        // Whoever polls meanwhile shall find the new one when the old one is closed.
        let new = try Producer(configuration)
        held.withLock { $0 = Held(producer: new, configuration: configuration) }
        // A fenced or broken producer has nothing to flush.
        old.close(timeout: .milliseconds(100))
    }
}
