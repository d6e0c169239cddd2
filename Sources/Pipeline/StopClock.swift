import Synchronization

/// When a stop must be over.
final class StopClock: Sendable {
    private struct Times: Sendable {
        var workEnd: ContinuousClock.Instant
        var end: ContinuousClock.Instant
    }

    private let times = Mutex<Times?>(nil)

    /// Starts the grace of a stop; the first call counts.
    func begin(_ grace: Duration) {
        let now = ContinuousClock.now
        // Leaving the group takes a moment too.
        let reserve = min(.seconds(4), grace / 4)
        times.withLock { $0 = $0 ?? Times(workEnd: now + grace - reserve, end: now + grace) }
    }

    /// When work in hand is given up; far away while nobody wants a stop.
    var workEnd: ContinuousClock.Instant { times.withLock { $0?.workEnd } ?? .now + .seconds(86_400) }
    /// When the clients are closed, whatever they still wait for.
    var end: ContinuousClock.Instant { times.withLock { $0?.end } ?? .now + .seconds(86_400) }
}
