import CRdKafka
import Dispatch
import Synchronization

/// The owner of a librdkafka client and of all that must go before it.
///
/// Calls in progress and batches not yet let go hold a reference, so the client is destroyed after the last of them
/// and never under their feet. Destroying blocks until librdkafka's threads have ended, which faults can delay for
/// ever, so it happens on a thread of its own; `destroyed` tells a closer that it is over.
final class ClientHandle: Sendable {
    let client: OpaqueHandle
    let mainQueue: OpaqueHandle
    let destroyed = DispatchSemaphore(value: 0)
    private let topics = Mutex<[String: OpaqueHandle]>([:])
    private let mayDestroy: @Sendable () -> Bool
    private let beforeDestroying: @Sendable () -> Void
    private let afterDestroying: @Sendable () -> Void

    /// Takes the client over.
    ///
    /// - Parameters:
    ///   - mayDestroy: asked last; a client that may not be destroyed is left to the end of the process.
    ///   - beforeDestroying: frees what hangs on the client.
    ///   - afterDestroying: frees what the client's callbacks may touch until the end.
    init(
        _ client: OpaquePointer, mayDestroy: @escaping @Sendable () -> Bool = { true },
        beforeDestroying: @escaping @Sendable () -> Void = {},
        afterDestroying: @escaping @Sendable () -> Void = {}
    ) {
        self.client = OpaqueHandle(client)
        mainQueue = OpaqueHandle(rd_kafka_queue_get_main(client))
        self.mayDestroy = mayDestroy
        self.beforeDestroying = beforeDestroying
        self.afterDestroying = afterDestroying
    }

    deinit {
        let (client, mainQueue, destroyed) = (client, mainQueue, destroyed)
        let (before, after) = (beforeDestroying, afterDestroying)
        let handles = topics.withLock { Array($0.values) }
        guard mayDestroy() else {
            // What its callbacks touch has to outlive it.
            _ = Unmanaged.passRetained(Keepsake(after))
            destroyed.signal()
            return
        }
        DispatchQueue.global().async {
            before()
            for topic in handles { rd_kafka_topic_destroy(topic.raw) }
            rd_kafka_queue_destroy(mainQueue.raw)
            rd_kafka_destroy_flags(client.raw, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
            after()
            destroyed.signal()
        }
    }

    /// The handle of a topic, made at its first use and kept.
    func topic(_ name: String) throws(KafkaError) -> OpaqueHandle {
        let known = topics.withLock { known -> OpaqueHandle? in
            if let topic = known[name] { return topic }
            guard let raw = rd_kafka_topic_new(client.raw, name, nil) else { return nil }
            let topic = OpaqueHandle(raw)
            known[name] = topic
            return topic
        }
        guard let known else { throw KafkaError(rd_kafka_last_error(), "topic \(name)") }
        return known
    }

    /// Why the client is of no use any more, if so.
    var fatalError: KafkaError? {
        var text = [CChar](repeating: 0, count: 512)
        let code = rd_kafka_fatal_error(client.raw, &text, text.count)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return KafkaError(KafkaError.Code(code), String(nulTerminated: text), isFatal: true)
    }
}

/// Holds what must never be freed.
private final class Keepsake: Sendable {
    private let kept: @Sendable () -> Void
    init(_ kept: @escaping @Sendable () -> Void) { self.kept = kept }
}

/// The place from which a client hands out its handle until it is closed.
final class HandleSlot: Sendable {
    private let slot: Mutex<ClientHandle?>

    init(_ handle: ClientHandle) { slot = Mutex(handle) }

    /// The handle, kept alive by the caller for the length of its call. Throws when closed.
    func get() throws(KafkaError) -> ClientHandle {
        guard let handle = slot.withLock({ $0 }) else { throw KafkaError(.closed, "the client is closed") }
        return handle
    }

    /// Empties the slot and waits until the client is destroyed or the time is up.
    ///
    /// - Returns: whether it is destroyed. If not, a call or a batch still holds it, or librdkafka hangs; it will be
    ///   destroyed when they let go.
    func close(by deadline: ContinuousClock.Instant) -> Bool {
        guard let destroyed = take() else { return true }
        let left = max(.zero, deadline - .now)
        return destroyed.wait(timeout: .now() + .milliseconds(Int(left.milliseconds))) == .success
    }

    private func take() -> DispatchSemaphore? {
        slot.withLock { held in
            let destroyed = held?.destroyed
            held = nil
            return destroyed
        }
    }
}
