/// Decides whether a worker is stalled, as a value: there is work, and nothing of it gets done for too long.
///
/// Alive are a worker that has nothing to do, one that waits for its group or for brokers, since a restart mends
/// neither, and one that is slow or paused but completes something now and then.
struct Watchdog: Sendable {
    /// What is looked at.
    struct Observation: Sendable, Equatable {
        /// Whether it is at work: neither starting nor stopping, both of which have deadlines of their own.
        var isRunning = true
        /// Whether brokers can be reached.
        var hasBrokers = true
        /// Whether the group is about to change its assignment.
        var isRebalancing = false
        /// Records polled and not yet delivered.
        var inFlight = 0
        /// Records that could be polled, as far as is known. What waits behind a leader that is gone is no work to do.
        var lag: Int64 = 0
        /// Grows whenever a record gets its fate or is delivered.
        var completed: UInt64 = 0
        /// Grows whenever the polling thread comes round.
        var polls: UInt64 = 0
    }

    /// What is to be said of the worker.
    enum Verdict: Sendable, Equatable {
        case alive
        /// Nothing gets done for so long.
        case stalled(Cause, Duration)
    }

    /// What is left undone.
    enum Cause: Sendable, Equatable {
        /// So many records are in hand.
        case inHand(Int)
        /// So many records wait in the log.
        case unread(Int64)
        /// The consumer is not polled.
        case polling
    }

    /// How long that may last.
    let stallAfter: Duration
    /// A round of the polling thread may take that long in good order: it waits for room, and for what is in hand of
    /// revoked partitions.
    static let longestRound = Duration.seconds(60)
    private var completed: UInt64 = 0
    private var polls: UInt64 = 0
    /// When something was completed, or there was nothing to complete, last.
    private var progress: ContinuousClock.Instant?
    /// When the polling thread came round, or had no need to, last.
    private var polled: ContinuousClock.Instant?

    init(stallAfter: Duration) { self.stallAfter = stallAfter }

    /// Takes an observation. Any number of them may come, in the order of their times.
    mutating func observe(_ seen: Observation, at now: ContinuousClock.Instant) -> Verdict {
        if !seen.isRunning || seen.polls != polls { polled = now }
        let hasWork = seen.inFlight > 0 || (seen.lag > 0 && !seen.isRebalancing)
        if !seen.isRunning || !seen.hasBrokers || !hasWork || seen.completed != completed { progress = now }
        (completed, polls) = (seen.completed, seen.polls)
        let (idle, unpolled) = (now - (progress ?? now), now - (polled ?? now))
        (progress, polled) = (progress ?? now, polled ?? now)
        if idle >= stallAfter { return .stalled(seen.inFlight > 0 ? .inHand(seen.inFlight) : .unread(seen.lag), idle) }
        return unpolled >= max(stallAfter, Self.longestRound) ? .stalled(.polling, unpolled) : .alive
    }
}

extension Watchdog.Verdict {
    /// Why it is stalled, in one line; nil if it is not.
    var reason: String? {
        guard case .stalled(let cause, let time) = self else { return nil }
        let seconds = time.components.seconds
        return switch cause {
        case .inHand(let count): "nothing completed for \(seconds) s with \(Self.records(Int64(count))) in hand"
        case .unread(let count): "nothing completed for \(seconds) s with \(Self.records(count)) to read"
        case .polling: "the consumer has not been polled for \(seconds) s"
        }
    }

    private static func records(_ count: Int64) -> String { count == 1 ? "1 record" : "\(count) records" }
}
