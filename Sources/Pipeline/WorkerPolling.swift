import Kafka

extension Worker {
    /// Fills batches until the worker stops.
    func poll() {
        while life.update({ $0.state == .running }) {
            vitals.notePoll()
            guard makeRoom() else { continue }
            let room = rebalancing.finish.update { $0.room }
            do {
                let batch = try consumer.poll(
                    maximumRecords: min(options.batchRecords, room ?? .max), maximumBytes: options.batchBytes,
                    timeout: .milliseconds(100))
                if let batch { take(batch) }
            } catch {
                fail(error.isFatal ? .fatal : .unavailable, "\(error)")
            }
            if rebalancing.finish.update({ $0.isReached }) { _ = life.change { $0.handle(.finished) } }
        }
    }

    /// Waits for room in the stages. After some time without any the consumer pauses, and goes on polling lest its
    /// group think it dead.
    /// - Returns: whether there is room.
    private func makeRoom() -> Bool {
        let patience = consumer.isPaused ? Duration.milliseconds(50) : options.patience
        let life = life
        let hasRoom = flow.wait(until: .now + patience) { flow -> Bool? in
            if flow.hasRoom { return true }
            return life.update { $0.state == .running } ? nil : false
        }
        if let hasRoom {
            guard hasRoom else { return false }
            if consumer.isPaused { setPaused(false) }
            return true
        }
        if !consumer.isPaused {
            setPaused(true)
            counters.change { $0.pauses += 1 }
        }
        do {
            if let batch = try consumer.poll(maximumRecords: options.batchRecords, timeout: .zero) { take(batch) }
        } catch {
            fail(error.isFatal ? .fatal : .unavailable, "\(error)")
        }
        return false
    }

    private func setPaused(_ paused: Bool) {
        do {
            if paused { try consumer.pause() } else { try consumer.resume() }
        } catch {
            fail(.fatal, "\(error)")
        }
    }

    /// Hands a batch to the lanes.
    private func take(_ batch: RecordBatch) {
        let next = batch.nextOffsets
        vitals.note(next, batch.events)
        for event in batch.events { handle(event) }
        guard batch.count > 0 else { return }
        options.crashWatch?.polled(batch)
        let marks = rebalancing.tracker.update { $0.mark(next) }
        rebalancing.finish.update { finish in
            finish.count(batch.count)
            for offset in next { finish.pass(offset) }
        }
        counters.change { counts in
            counts.consumed += UInt64(batch.count)
            counts.consumedBytes += UInt64(batch.byteCount)
        }
        let polled = PolledBatch(records: batch, marks: marks, partitions: Set(next.map(\.topicPartition)))
        flow.change { $0.put(polled, count: batch.count, bytes: batch.byteCount) }
    }

    private func handle(_ event: ConsumerEvent) {
        switch event {
        case .endOfPartition(let offset): rebalancing.finish.update { $0.pass(offset) }
        case .error(let error, let partition):
            switch error.code {
            case _ where error.isFatal: fail(.fatal, "\(error)")
            case .topicAuthorization, .groupAuthorization: fail(.unavailable, "\(error)")
            default:
                log(
                    WorkerLog(
                        .warning, "reading failed",
                        [("partition", partition.map { "\($0)" } ?? "all"), ("error", "\(error)")]))
            }
        }
    }
}
