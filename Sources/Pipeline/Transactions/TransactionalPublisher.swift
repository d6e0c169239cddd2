import Kafka

/// Publishes segments in transactions: output and consumed offsets together, or not at all.
///
/// It does what `TransactionMachine` says and tells it how that went. A segment is one transaction, unless it holds a
/// record that the brokers refuse: then it is halved until that record's article is alone and becomes a dead letter. Each
/// part is committed with the offsets behind it, so order and the contiguous prefix stay.
struct TransactionalPublisher: SegmentPublisher {
    var base: Publisher
    let producer: OutputProducer
    let consumer: Consumer
    let tracker: Monitor<OffsetTracker>
    private var machine: TransactionMachine
    /// What went wrong last, for the line that ends the worker.
    private var lastError = ""

    /// How long one call to the brokers may take before it is made again.
    private static let patience = Duration.seconds(5)
    /// How long to wait for the group to settle, each time.
    private static let groupPause = Duration.milliseconds(200)

    init(base: Publisher, producer: OutputProducer, consumer: Consumer, tracker: Monitor<OffsetTracker>) {
        (self.base, self.producer, self.consumer, self.tracker) = (base, producer, consumer, tracker)
        machine = TransactionMachine(.init(attempts: base.retry.attempts))
    }

    mutating func refresh() { base.refresh() }

    mutating func publish(_ segment: inout Segment) -> PublishOutcome {
        base.refuseOversize(&segment)
        var parts = [0..<segment.slots.count]
        var limits = Publisher.letterLimits[...]
        var isCareful = false
        while let part = parts.popLast() {
            switch commit(segment, part, isCareful) {
            case .committed(let portion):
                // Their next owner processes them.
                for slot in portion.dropped { segment.slots[slot] = OutputSlot() }
                (limits, isCareful) = (Publisher.letterLimits[...], false)
            case .refused(let error) where part.count > 1:
                base.log(WorkerLog(.debug, "a batch is halved to find a refused record", [("error", "\(error)")]))
                let middle = part.lowerBound + part.count / 2
                parts += [middle..<part.upperBound, part.lowerBound..<middle]
            case .refused where !isCareful:
                // Brokers refuse sets of records for their size: each may pass by itself.
                isCareful = true
                parts.append(part)
            case .refused(let error):
                guard base.shrink(&segment, part.lowerBound, error, &limits) else {
                    return .failed(.unavailable, "the dead-letter topic refuses a record: \(error)")
                }
                parts.append(part)
            case .ended(let outcome): return outcome
            }
        }
        return .delivered
    }

    /// Aborts a transaction that is still open, so that readers need not wait for its timeout.
    func close() {
        switch machine.state {
        case .open, .closing, .aborting: try? producer.current.abortTransaction(timeout: .seconds(1))
        case .fresh, .ready, .committing, .unsure, .looking, .ended: break
        }
    }

    private enum Result {
        case committed(TransactionPortion)
        /// With the error that told.
        case refused(KafkaError)
        case ended(PublishOutcome)
    }

    /// Takes one part of a segment through the machine.
    /// - Parameter isCareful: whether each record is sent by itself.
    private mutating func commit(_ segment: Segment, _ part: Range<Int>, _ isCareful: Bool) -> Result {
        let start = ContinuousClock.now
        let deadline = start + base.retry.deadline
        var portion = held(part, of: segment)
        var refusal = KafkaError(.invalidRecord, "a record is refused")
        var action = machine.handle(.begin)
        while !base.isAbandoned(.zero) {
            switch action {
            case .committed:
                tracker.change { [portion] in $0.complete(segment.payload.marks, portion.offsets) }
                base.counters.change { $0.transactions.observe(ContinuousClock.now - start) }
                return .committed(portion)
            case .refused: return .refused(refusal)
            case .stop(let reason): return .ended(.failed(reason, reproach(reason)))
            case .none: return .ended(.failed(.fatal, "a transaction can neither go on nor end: \(lastError)"))
            case .begin:
                portion = held(part, of: segment)
                // Nothing of it is ours any more.
                if portion.slots.isEmpty { return .committed(portion) }
            default: break
            }
            do {
                if action == .send {
                    try send(portion, segment, deadline, isCareful)
                    action = machine.handle(.delivered)
                } else {
                    action = machine.handle(try perform(action, portion, segment))
                }
            } catch {
                if base.isAbandoned(.zero) { break }
                if TransactionFailure(error) == .refused { refusal = error }
                action = judge(error, deadline)
                if base.isAbandoned(pause(before: action, after: error)) { break }
            }
        }
        return .ended(.abandoned)
    }

    /// Does what the machine says, but sending, and tells what came of it.
    private mutating func perform(
        _ action: TransactionMachine.Action, _ portion: TransactionPortion, _ segment: Segment
    ) throws(KafkaError) -> TransactionMachine.Event {
        switch action {
        case .begin:
            try producer.current.beginTransaction()
            return .begun
        case .handIn:
            // First who we are, then what is ours: a rebalance in between makes the coordinator refuse the first.
            let group = try consumer.groupMetadata()
            guard group.isMember else { throw KafkaError(.unknownMember, "the member is in no group now") }
            try checkHeld(portion, segment)
            try producer.current.sendOffsets(portion.offsets, of: group, timeout: Self.patience)
            return .handedIn
        case .commit:
            try producer.current.commitTransaction(timeout: Self.patience)
            return .committed
        case .abort:
            try producer.current.abortTransaction(timeout: Self.patience)
            return .aborted
        case .look:
            let places = portion.offsets.map(\.topicPartition)
            let committed = try consumer.committed(places, timeout: Self.patience)
            // Where nothing is ours any more, nothing is left to be done either.
            return .found(portion.isCommitted(by: committed) { holds($0, segment) } ?? true)
        case .renew:
            try producer.renew()
            base.outbox.producer = producer.current
            base.counters.change { $0.producersRenewed += 1 }
            fallthrough
        case .register, .none, .send, .committed, .refused, .stop:
            try producer.current.initTransactions(timeout: Self.patience)
            return .registered
        }
    }

    /// Asks the machine what to do about a failure.
    private mutating func judge(_ error: KafkaError, _ deadline: ContinuousClock.Instant) -> TransactionMachine.Action {
        lastError = "\(error)"
        if let reason = TransactionFailure.stop(error) { return machine.end(reason) }
        let state = machine.state
        let action = machine.handle(.failed(TransactionFailure(error)))
        if case .stop = action { return action }
        guard ContinuousClock.now < deadline else { return machine.end(.unavailable) }
        if action == .abort { base.counters.change { $0.transactionsAborted += 1 } }
        base.log(
            WorkerLog(
                TransactionFailure(error) == .group ? .info : .warning, "a transaction goes on after a failure",
                [("while", "\(state)"), ("next", "\(action)"), ("error", lastError)]))
        return action
    }

    private func reproach(_ reason: ExitReason) -> String {
        let hint = reason == .fatal ? "; give every worker of the group a worker_name of its own" : ""
        return "output cannot be committed: \(lastError)\(hint)"
    }

    /// Only what is tried again unchanged has to wait.
    private func pause(before action: TransactionMachine.Action, after error: KafkaError) -> Duration {
        switch (action, TransactionFailure(error)) {
        case (.stop, _), (_, .refused), (.abort, .abortable): .zero
        case (_, .group): Self.groupPause
        default: base.retry.pause(after: max(1, machine.failures), random: .random(in: 0...1))
        }
    }

    /// Sends the records and waits until all are acknowledged.
    /// - Throws: the gravest failure, or that partitions left.
    private func send(
        _ portion: TransactionPortion, _ segment: Segment, _ deadline: ContinuousClock.Instant, _ isCareful: Bool
    ) throws(KafkaError) {
        base.ledger.update { $0.begin() }
        sending: for slot in portion.slots {
            for record in 0..<Outbox.recordCount(segment.slots[slot]) {
                let sent = base.send(segment.slots[slot], slot, record, deadline)
                if sent != .sent { break sending }
                if isCareful { try awaitReports(portion, segment) }
            }
        }
        try awaitReports(portion, segment)
    }

    private func awaitReports(_ portion: TransactionPortion, _ segment: Segment) throws(KafkaError) {
        while base.ledger.wait(until: .now + Publisher.tick, { $0.outstanding == 0 ? true : nil }) == nil {
            if base.isAbandoned(.zero) { throw KafkaError(.timedOut, "given up") }
            try checkHeld(portion, segment)
        }
        let errors = base.ledger.update { $0.failures.map(\.error) }
        guard !errors.isEmpty else { return }
        let gravest = TransactionFailure(ofRecords: errors)
        throw errors.first { TransactionFailure.stop($0) != nil } ?? errors.first { TransactionFailure($0) == gravest }
            ?? errors[0]
    }

    private func held(_ part: Range<Int>, of segment: Segment) -> TransactionPortion {
        let owned = Set(segment.payload.marks.map(\.offset.topicPartition).filter { holds($0, segment) })
        return TransactionPortion(
            part,
            place: { slot in
                let record = segment.payload.records[segment.start + slot]
                return TopicPartitionOffset(record.topicPartition, record.offset)
            }, isHeld: { owned.contains($0) })
    }

    /// Whether a partition is still owned, and was all the time since the segment was polled.
    private func holds(_ partition: TopicPartition, _ segment: Segment) -> Bool {
        guard let mark = segment.payload.marks.first(where: { $0.offset.topicPartition == partition }) else {
            return false
        }
        return tracker.update { $0.holds(mark) }
    }

    private func checkHeld(_ portion: TransactionPortion, _ segment: Segment) throws(KafkaError) {
        guard portion.offsets.allSatisfy({ holds($0.topicPartition, segment) }) else {
            throw KafkaError(.rebalanceInProgress, "partitions left while their records were being published")
        }
    }
}
