import Kafka

/// What happens when partitions come and go, on the polling thread.
final class RebalanceHandler: Sendable {
    /// Offsets of the partitions owned.
    let tracker = Monitor(OffsetTracker())
    /// How far to read.
    let finish: Monitor<FinishLine>
    private let options: WorkerOptions
    private let flow: Monitor<BatchFlow<PolledBatch>>
    private let stopClock: StopClock
    private let counters: WorkerCounters
    private let log: WorkerLogHandler

    init(
        options: WorkerOptions, flow: Monitor<BatchFlow<PolledBatch>>, stopClock: StopClock,
        counters: WorkerCounters, log: @escaping WorkerLogHandler
    ) {
        finish = Monitor(FinishLine(options.end))
        self.options = options
        self.flow = flow
        self.stopClock = stopClock
        self.counters = counters
        self.log = log
    }

    func handle(_ rebalance: Rebalance, _ consumer: Consumer) {
        let partitions = rebalance.partitions
        counters.change { $0.rebalances += 1 }
        let names = partitions.map { "\($0)" }.joined(separator: " ")
        log(WorkerLog(.info, "partitions \(rebalance.kind)", [("partitions", names)]))
        switch rebalance.kind {
        case .assigned:
            tracker.update { $0.assign(partitions) }
            finish.update { $0.assign(partitions) }
        case .revoked:
            finishWork(on: partitions)
            commit(partitions, consumer)
            forget(partitions, areLost: false)
        case .lost: forget(partitions, areLost: true)
        }
    }

    private func forget(_ partitions: [TopicPartition], areLost: Bool) {
        tracker.change { $0.remove(partitions, areLost: areLost) }
        finish.update { $0.remove(partitions) }
    }

    /// Waits until nothing of these partitions is in hand any more. Lanes and publisher go on meanwhile.
    private func finishWork(on partitions: [TopicPartition]) {
        let leaving = Set(partitions)
        let deadline = ContinuousClock.now + options.revocationGrace
        var isDone: Bool?
        // In steps, because a stop may come meanwhile and bring a deadline of its own.
        while isDone == nil, ContinuousClock.now < min(deadline, stopClock.workEnd) {
            isDone = flow.wait(until: min(deadline, .now + .milliseconds(100))) { flow in
                flow.contains { !$0.partitions.isDisjoint(with: leaving) } ? nil : true
            }
        }
        let isInHand = flow.update { flow in flow.contains { !$0.partitions.isDisjoint(with: leaving) } }
        guard isInHand else { return }
        log(WorkerLog(.warning, "revoked partitions go before their work is done; their next owner repeats it"))
    }

    private func commit(_ partitions: [TopicPartition], _ consumer: Consumer) {
        let due = tracker.update { $0.takeDue(of: partitions) }
        guard !due.isEmpty else { return }
        do {
            try consumer.commit(due)
            tracker.change { $0.commit(due, succeeded: true) }
            counters.change { $0.commits += 1 }
        } catch {
            // The next owner begins at an earlier offset and repeats some work: nothing is lost.
            tracker.change { $0.commit(due, succeeded: false) }
            counters.change { $0.commitFailures += 1 }
            log(WorkerLog(.warning, "commit of revoked partitions failed", [("error", "\(error)")]))
        }
    }
}
