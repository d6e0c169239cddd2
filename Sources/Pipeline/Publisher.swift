import Events
import Kafka

/// Publishes segments, one after the other, with a promise of its own.
protocol SegmentPublisher: Sendable {
    typealias Segment = BatchFlow<PolledBatch>.Segment

    /// Sends a segment and waits until all of it is in the log for good, or never will be. Slots whose records are
    /// refused for good become dead letters.
    mutating func publish(_ segment: inout Segment) -> PublishOutcome
    /// Counts the partitions of the output topics anew.
    mutating func refresh()
    /// Lets go of what is open when no more segments come.
    func close()
}

/// How a segment came out.
enum PublishOutcome: Sendable, Equatable {
    case delivered
    /// The worker gives up what it holds.
    case abandoned
    /// It cannot be delivered.
    case failed(ExitReason, String)
}

/// Publishes at least once: sends segments, one after the other, and stays with each until all of it is in the log.
///
/// The next segment is sent only then: so an article never overtakes an earlier version of itself, whatever has to be
/// sent again, and a batch needs no bookkeeping once it is done. Lanes work on meanwhile.
struct Publisher: SegmentPublisher {
    var outbox: Outbox
    let ledger: Monitor<DeliveryLedger>
    let retry: WorkerOptions.Retry
    /// The largest record the producer takes, in bytes.
    let recordBytes: Int
    let counters: WorkerCounters
    let log: WorkerLogHandler
    /// Waits so long, or until the worker gives up what it holds; says whether it does.
    let isAbandoned: @Sendable (Duration) -> Bool
    /// Counts the partitions of the output topics anew.
    let recount: @Sendable (inout Outbox) -> Void
    /// Milliseconds since 1970.
    let now: @Sendable () -> Int64

    /// How long to look after reports before looking whether the worker gives up.
    static let tick = Duration.milliseconds(100)

    /// Sends a segment and waits until every record is in the log. Slots whose records are refused for good become
    /// dead letters.
    mutating func publish(_ segment: inout Segment) -> PublishOutcome {
        let deadline = ContinuousClock.now + retry.deadline
        refuseOversize(&segment)
        var parts = segment.slots.indices.map { ResendPlan.Part(slot: $0, firstRecord: 0) }
        var isCareful = false
        var failures = 0
        while true {
            let round = isCareful ? sendOneByOne(&segment, parts, deadline) : sendTogether(segment, parts, deadline)
            guard round == .delivered else { return round }
            let failed = ledger.update { $0.failures }
            if failed.isEmpty { return .delivered }
            let plan = ResendPlan(
                failures: failed, recordCounts: segment.slots.map(Outbox.recordCount),
                articleIDs: segment.slots.map(\.articleID))
            if let stop = plan.stop { return .failed(stop.reason, "\(stop.error)") }
            failures += 1
            if let end = pause(after: failures, deadline, failed[0].error) { return end }
            (parts, isCareful) = (plan.parts, plan.isCareful)
            let again = parts.reduce(0) { $0 + Outbox.recordCount(segment.slots[$1.slot]) - $1.firstRecord }
            counters.change { $0.resent += UInt64(again) }
        }
    }

    mutating func refresh() { recount(&outbox) }

    func close() {}

    /// Makes dead letters of articles of which the producer would refuse a record, before any of their events is out.
    func refuseOversize(_ segment: inout Segment) {
        for index in segment.slots.indices {
            let size = Outbox.largestRecord(segment.slots[index])
            guard size > recordBytes else { continue }
            refuse(
                &segment, index, "message_too_large",
                "a record of \(size) bytes is over the producer's \(recordBytes): raise message.max.bytes")
        }
    }

    /// Waits before another round.
    /// - Returns: how the segment came out, if there is to be none.
    private mutating func pause(
        after failures: Int, _ deadline: ContinuousClock.Instant, _ error: KafkaError
    ) -> PublishOutcome? {
        guard failures < retry.attempts, ContinuousClock.now < deadline else {
            return .failed(.unavailable, "output could not be delivered in \(failures) attempts: \(error)")
        }
        let pause = retry.pause(after: failures, random: .random(in: 0...1))
        log(
            WorkerLog(
                .warning, "output is sent again", [("attempt", "\(failures + 1)"), ("after", "\(error)")]))
        if isAbandoned(pause) { return .abandoned }
        refresh()
        return nil
    }

    /// Sends all parts at once and waits for all reports.
    private func sendTogether(
        _ segment: Segment, _ parts: [ResendPlan.Part], _ deadline: ContinuousClock.Instant
    ) -> PublishOutcome {
        ledger.update { $0.begin() }
        for part in parts {
            records: for record in part.firstRecord..<Outbox.recordCount(segment.slots[part.slot]) {
                switch send(segment.slots[part.slot], part.slot, record, deadline) {
                case .sent: continue
                // What follows in the slot must not stand in the log without it.
                case .refused: break records
                case .abandoned: return .abandoned
                }
            }
        }
        return awaitReports()
    }

    /// Sends record by record, so that what is refused is known, and makes dead letters of its articles.
    private mutating func sendOneByOne(
        _ segment: inout Segment, _ parts: [ResendPlan.Part], _ deadline: ContinuousClock.Instant
    ) -> PublishOutcome {
        for part in parts {
            var record = part.firstRecord
            var failures = 0
            var letterLimits = Self.letterLimits[...]
            while record < Outbox.recordCount(segment.slots[part.slot]) {
                ledger.update { $0.begin() }
                if send(segment.slots[part.slot], part.slot, record, deadline) == .abandoned { return .abandoned }
                let outcome = awaitReports()
                guard outcome == .delivered else { return outcome }
                guard let error = ledger.update({ $0.failures.first?.error }) else {
                    record += 1
                    continue
                }
                switch PublishVerdict(error) {
                case .stop(let reason): return .failed(reason, "\(error)")
                case .retry:
                    failures += 1
                    if let end = pause(after: failures, deadline, error) { return end }
                case .refused:
                    record = 0
                    guard shrink(&segment, part.slot, error, &letterLimits) else {
                        return .failed(.unavailable, "the dead-letter topic refuses a record: \(error)")
                    }
                }
            }
        }
        ledger.update { $0.begin() }
        return .delivered
    }

    /// The sizes to which a dead letter is cut when its topic refuses it: what is kept by contract, then ever less.
    static let letterLimits = [DeadLetter.keptBytes + 16_384, 16_384, 4096]

    /// Makes a dead letter of a refused article, or a smaller one of a refused dead letter.
    /// - Returns: false if nothing smaller is left to try.
    func shrink(
        _ segment: inout Segment, _ slot: Int, _ error: KafkaError, _ limits: inout ArraySlice<Int>
    ) -> Bool {
        guard case .deadLetter(_, let reason) = segment.slots[slot].fate else {
            refuse(&segment, slot, error.code == .messageTooLarge ? "message_too_large" : "refused", "\(error)")
            return true
        }
        guard error.code == .messageTooLarge, let limit = limits.popFirst() else { return false }
        refuse(&segment, slot, reason, limit)
        return true
    }

    private func refuse(_ segment: inout Segment, _ slot: Int, _ code: String, _ message: String) {
        let reason = DeadLetter.Reason(stage: Refusal.Stage.publish.rawValue, error: code, message: message)
        refuse(&segment, slot, reason, recordBytes)
        log(
            WorkerLog(
                .warning, "an article cannot be published and becomes a dead letter",
                [("article", segment.slots[slot].articleID ?? ""), ("reason", message)]))
    }

    private func refuse(_ segment: inout Segment, _ slot: Int, _ reason: DeadLetter.Reason, _ limit: Int) {
        let record = segment.payload.records[segment.start + slot]
        let time = now()
        record.withRawMessage { message in
            segment.slots[slot].refuse(message, Refusal(reason), time: time, maximumBytes: limit)
        }
    }

    enum Sending {
        case sent, refused, abandoned
    }

    /// Hands one record to the producer; waits while its queue is full.
    func send(
        _ slot: OutputSlot, _ index: Int, _ record: Int, _ deadline: ContinuousClock.Instant
    ) -> Sending {
        while true {
            let id = ledger.update { $0.send(slot: index, record: record) }
            do {
                try outbox.send(slot, record, id: id)
                return .sent
            } catch {
                guard error.code == .queueFull, ContinuousClock.now < deadline else {
                    ledger.update { _ = $0.close(id, error) }
                    return .refused
                }
                ledger.update { $0.withdraw(id) }
                // The queue empties as reports are taken, each of which is such a change.
                let before = ledger.update { $0.outstanding }
                _ = ledger.wait(until: .now + Self.tick) { $0.outstanding < before ? true : nil }
                if isAbandoned(.zero) { return .abandoned }
            }
        }
    }

    private func awaitReports() -> PublishOutcome {
        while ledger.wait(until: .now + Self.tick, { $0.outstanding == 0 ? true : nil }) == nil {
            if isAbandoned(.zero) { return .abandoned }
        }
        return .delivered
    }
}
