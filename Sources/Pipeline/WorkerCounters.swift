import Synchronization

/// What a worker has done so far, and what it has in hand.
public struct WorkerSnapshot: Sendable, Equatable {
    /// Records polled.
    public var consumed: UInt64 = 0
    /// Their bytes.
    public var consumedBytes: UInt64 = 0
    /// Records that have their fate.
    public var processed: UInt64 = 0
    /// Time that lanes spent on them, in nanoseconds, all lanes together.
    public var processingNanoseconds: UInt64 = 0
    /// Articles whose events and manifest are delivered.
    public var articles: UInt64 = 0
    /// Withdrawn articles whose manifest is delivered.
    public var deletions: UInt64 = 0
    /// Events delivered.
    public var events: UInt64 = 0
    /// Dead letters delivered, by reason code.
    public var deadLetters: [String: UInt64] = [:]
    /// Records whose key is not their article's id.
    public var keyMismatches: UInt64 = 0
    /// Records with a date that could not be read.
    public var unreadableDates: UInt64 = 0
    /// Time from the first sending of each segment to its last delivery, in nanoseconds.
    public var publishingNanoseconds: UInt64 = 0
    /// Batches delivered whole.
    public var batches: UInt64 = 0
    /// Output records sent again after a failure.
    public var resent: UInt64 = 0
    /// Commits that the group took.
    public var commits: UInt64 = 0
    /// Commits that failed; what they held is committed later or read again.
    public var commitFailures: UInt64 = 0
    /// Transactions aborted; what they held was sent again.
    public var transactionsAborted: UInt64 = 0
    /// Producers given up and made anew.
    public var producersRenewed: UInt64 = 0
    /// Times the consumer paused because the stages were full.
    public var pauses: UInt64 = 0
    /// Changes of the assignment.
    public var rebalances: UInt64 = 0
    /// Partitions owned now.
    public var assignedPartitions = 0
    /// How long records spend where.
    public var stages = StageDurations()
    /// From the beginning of each committed part of a batch until its transaction's outcome is known; empty where there
    /// are none.
    public var transactions = DurationHistogram()
    /// Records between polling and delivery now.
    public var inFlight = 0
    /// Their bytes as they were polled.
    public var inFlightBytes = 0
    /// Records still to be polled, by topic and partition (`articles.raw/3`); partitions of unknown lag are left out.
    public var lag: [String: Int64] = [:]

    /// Dead letters of all reasons.
    public var deadLetterCount: UInt64 { deadLetters.values.reduce(0, +) }
}

/// The counters behind a snapshot. Every thread adds to them, once a batch or a record.
final class WorkerCounters: Sendable {
    private let snapshot = Mutex(WorkerSnapshot())
    /// Reasons come from code, but a bound costs nothing.
    private static let mostReasons = 100

    func change(_ body: (inout WorkerSnapshot) -> Void) {
        snapshot.withLock { body(&$0) }
    }

    var current: WorkerSnapshot { snapshot.withLock { $0 } }

    /// Counts what a delivered segment held.
    func delivered(_ slots: [OutputSlot], nanoseconds: UInt64) {
        snapshot.withLock { counts in
            counts.publishingNanoseconds += nanoseconds
            counts.stages.publish.observe(nanoseconds: nanoseconds)
            for slot in slots {
                switch slot.fate {
                case .pending: break
                case .events(let count):
                    counts.articles += 1
                    counts.events += UInt64(count)
                case .deletion: counts.deletions += 1
                case .deadLetter(_, let reason):
                    let isKnown = counts.deadLetters[reason.error] != nil
                    let name = isKnown || counts.deadLetters.count < Self.mostReasons ? reason.error : "other"
                    counts.deadLetters[name, default: 0] += 1
                }
            }
        }
    }

    /// Counts a record that has its fate.
    func processed(_ slot: OutputSlot, nanoseconds: UInt64) {
        snapshot.withLock { counts in
            counts.processed += 1
            counts.processingNanoseconds += nanoseconds
            counts.stages.process.observe(nanoseconds: nanoseconds)
            if slot.warnings.contains(.keyDiffersFromID) { counts.keyMismatches += 1 }
            if slot.warnings.contains(.unreadableDate) { counts.unreadableDates += 1 }
        }
    }
}
