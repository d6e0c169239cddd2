import Dispatch
import Glibc
import Kafka
import Synchronization

/// Raised when a thread that has no queue of its own shall end.
final class Ending: Sendable {
    private let value = Atomic(false)
    private let bell = DispatchSemaphore(value: 0)
    var isReached: Bool { value.load(ordering: .acquiring) }
    func reach() {
        value.store(true, ordering: .releasing)
        bell.signal()
    }
    /// Waits so long, or until it is reached.
    func wait(for time: Duration) {
        if bell.wait(timeout: .now() + time.dispatchInterval) == .success { bell.signal() }
    }
}

extension Worker {
    /// A lane: takes records one by one, the oldest first, until no more will come.
    func runLane(_ lane: Int) {
        var processor = processor
        while let task = nextTask() {
            let start = ContinuousClock.now
            let record = task.payload.records[task.index]
            let slot = record.withRawMessage { message in
                var slot = OutputSlot()
                guard let watch = options.crashWatch else {
                    processor.process(message, time: Self.now(), into: &slot)
                    return slot
                }
                return watch.run(record, lane: lane) {
                    #if DEBUG
                        TestTrap.spring(message.key)
                    #endif
                    processor.process(message, time: Self.now(), into: &slot)
                    return slot
                } refuse: { refusal in
                    slot.refuse(message, refusal, time: Self.now(), maximumBytes: options.recordBytes)
                    return slot
                }
            }
            counters.processed(slot, nanoseconds: (ContinuousClock.now - start).nanoseconds)
            tell(slot, of: task.payload.records[task.index])
            flow.changeQuietly { $0.complete(task.batch, task.index, slot) }
        }
    }

    private func nextTask() -> BatchFlow<PolledBatch>.Task? {
        let found = flow.wait { flow -> BatchFlow<PolledBatch>.Task?? in
            if let task = flow.take() { return .some(task) }
            return flow.isExhausted ? .some(nil) : nil
        }
        return found ?? nil
    }

    /// The publisher: sends batches in order until no more will come.
    func runPublisher(_ outbox: Outbox) {
        var publisher = makePublisher(outbox)
        defer { publisher.close() }
        var counted = ContinuousClock.now
        while var segment = nextSegment() {
            if ContinuousClock.now - counted > options.metadataInterval {
                publisher.refresh()
                counted = .now
            }
            let start = ContinuousClock.now
            switch publisher.publish(&segment) {
            case .delivered:
                let time = (ContinuousClock.now - start).nanoseconds
                counters.delivered(segment.slots, nanoseconds: time)
                if segment.isLast { batchDelivered(segment.payload) }
                segment.slots = []
                flow.change { [segment] in $0.release(segment) }
            case .abandoned: return
            case .failed(let reason, let message): return fail(reason, message)
            }
        }
    }

    private func nextSegment() -> BatchFlow<PolledBatch>.Segment? {
        let found = flow.wait { flow -> BatchFlow<PolledBatch>.Segment?? in
            if let segment = flow.takeSegment() { return .some(segment) }
            return flow.isClosed && flow.isEmpty ? .some(nil) : nil
        }
        return found ?? nil
    }

    private func makePublisher(_ outbox: Outbox) -> any SegmentPublisher {
        let log = log
        let publisher = Publisher(
            outbox: outbox, ledger: ledger, retry: options.retry, recordBytes: options.recordBytes,
            counters: counters, log: log, isAbandoned: { self.isAbandoned(within: $0) },
            recount: { outbox in
                do { try outbox.countPartitions(timeout: .seconds(5)) } catch {
                    log(WorkerLog(.warning, "partitions could not be counted anew", [("error", "\(error)")]))
                }
            },
            now: Self.now)
        guard output.isTransactional else { return publisher }
        return TransactionalPublisher(
            base: publisher, producer: output, consumer: consumer, tracker: rebalancing.tracker)
    }

    private func batchDelivered(_ batch: PolledBatch) {
        counters.change { counts in
            counts.batches += 1
            counts.stages.queue.observe(.now - batch.polledAt)
        }
        rebalancing.tracker.update { $0.deliver(batch.marks) }
        commitDue()
    }

    /// Commits in the background what is delivered and not yet committed.
    func commitDue() {
        let due = rebalancing.tracker.update { $0.takeDue() }
        guard !due.isEmpty else { return }
        vitals.commitBegins()
        do { try consumer.commitAsynchronously(due) } catch { noteCommit(due, error) }
    }

    func noteCommit(_ offsets: [TopicPartitionOffset], _ error: KafkaError?) {
        rebalancing.tracker.change { tracker in
            tracker.commit(offsets, succeeded: error == nil)
            if error?.code == .rebalanceInProgress { tracker.meetRebalance() }
        }
        let time = vitals.commitEnds()
        counters.change { counts in
            if error == nil { counts.commits += 1 } else { counts.commitFailures += 1 }
            if let time { counts.stages.commit.observe(time) }
        }
        if let error { log(WorkerLog(.warning, "commit failed; it is tried again", [("error", "\(error)")])) }
    }

    /// Milliseconds since 1970.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension Duration {
    var nanoseconds: UInt64 {
        UInt64(clamping: components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000)
    }
}
