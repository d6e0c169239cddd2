import CRdKafka
import Synchronization

/// A consumer's own queue, which must be given back before the consumer closes, whoever comes first.
final class ConsumerQueue: Sendable {
    private let queue: Mutex<OpaqueHandle?>

    init(_ raw: OpaquePointer?) { queue = Mutex(raw.map { OpaqueHandle($0) }) }

    /// The queue, to be used by whoever holds the polling side.
    func get() -> OpaqueHandle? { queue.withLock { $0 } }

    /// Ends the poll that waits, or the next one at once.
    func wake() {
        queue.withLock { if let queue = $0 { rd_kafka_queue_yield(queue.raw) } }
    }

    /// Drops the reference; harmless the second time.
    func giveBack() {
        queue.withLock { held in
            if let queue = held { rd_kafka_queue_destroy(queue.raw) }
            held = nil
        }
    }
}
