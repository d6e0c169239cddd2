import CRdKafka
import Dispatch

extension Consumer {
    /// Leaves the group and destroys the client; from any thread but a hook's, any number of times.
    ///
    /// A poll in progress is woken and waited for. The hook is then called for the partitions to be revoked, on this
    /// thread, so that they can still be committed. Batches not yet let go delay the destruction.
    ///
    /// - Returns: whether all was done in time. If not, what is left happens in the background, and other members take
    ///   the partitions over after the session timeout at the latest.
    @discardableResult
    public func close(timeout: Duration) -> Bool {
        let deadline = ContinuousClock.now + timeout
        let left = takePollingSide(by: deadline) && leaveGroup(by: deadline)
        return slot.close(by: deadline) && left
    }

    private func takePollingSide(by deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let idle = DispatchSemaphore(value: 0)
            let phase = state.withLock { state in
                let phase = state.phase
                state.isClosing = true
                if phase == .idle { state.phase = .rebalancing } else { state.closer = idle }
                return phase
            }
            switch phase {
            case .idle, .closed: return true
            case .polling, .rebalancing: wake()
            }
            let left = deadline - .now
            guard left > .zero else { return false }
            guard idle.wait(timeout: .now() + .milliseconds(Int(left.milliseconds))) == .success else { return false }
        }
    }

    private func leaveGroup(by deadline: ContinuousClock.Instant) -> Bool {
        guard let handle = try? slot.get() else { return true }
        let client = handle.client.raw
        guard let raw = rd_kafka_queue_new(client) else { return false }
        let queue = OpaqueHandle(raw)
        inbox.setPolledQueue(queue)
        // librdkafka wants the consumer's own queue given back before it closes.
        self.queue.giveBack()
        defer {
            inbox.setPolledQueue(nil)
            rd_kafka_queue_destroy(queue.raw)
            state.withLock { $0.phase = .closed }
        }
        if let error = rd_kafka_consumer_close_queue(client, queue.raw) {
            // A fatal error: the group has already let this member go.
            rd_kafka_error_destroy(error)
            return false
        }
        while rd_kafka_consumer_closed(client) == 0, ContinuousClock.now < deadline {
            let messages = MessageBuffer(capacity: Self.chunk)
            messages.fill(from: queue, limit: Self.chunk, timeout: 20)
            answerRebalances(handle, taken: messages)
        }
        return rd_kafka_consumer_closed(client) != 0
    }
}
