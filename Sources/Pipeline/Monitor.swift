import Dispatch
import Synchronization

/// A value under a lock, with threads that wait for it to become what they need.
///
/// For dedicated threads only: waiting blocks. Unlike a condition variable it needs no unsafe code, and its deadlines
/// run on the monotonic clock.
final class Monitor<State: Sendable>: Sendable {
    private struct Guarded: Sendable {
        var state: State
        var waiters: [DispatchSemaphore] = []
    }

    private let guarded: Mutex<Guarded>

    init(_ state: State) { guarded = Mutex(Guarded(state: state)) }

    /// Reads or changes the value without waking anyone.
    func update<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        guarded.withLock { body(&$0.state) }
    }

    /// Changes the value and lets every waiting thread look at it again.
    func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, waiters) = guarded.withLock { guarded in
            let result = body(&guarded.state)
            let waiters = guarded.waiters
            guarded.waiters = []
            return (result, waiters)
        }
        for waiter in waiters { waiter.signal() }
        return result
    }

    /// Changes the value, and wakes the waiting threads only if the change says so.
    func changeQuietly(_ body: (inout State) -> Bool) {
        if update(body) { change { _ in } }
    }

    /// Waits until `body` gives something, or the deadline passes.
    ///
    /// `body` runs under the lock, after each change.
    /// - Returns: nil when the deadline passed.
    func wait<Result: Sendable>(
        until deadline: ContinuousClock.Instant? = nil, _ body: (inout State) -> Result?
    ) -> Result? {
        let bell = DispatchSemaphore(value: 0)
        while true {
            let result = guarded.withLock { guarded -> Result? in
                if let result = body(&guarded.state) { return result }
                guarded.waiters.append(bell)
                return nil
            }
            if let result { return result }
            guard let deadline else {
                bell.wait()
                continue
            }
            let left = deadline - .now
            if left > .zero, bell.wait(timeout: .now() + left.dispatchInterval) == .success { continue }
            guarded.withLock { $0.waiters.removeAll { $0 === bell } }
            return update(body)
        }
    }
}

extension Duration {
    /// For Dispatch; at most a day.
    var dispatchInterval: DispatchTimeInterval {
        let bounded = min(self, .seconds(86_400))
        let (seconds, attoseconds) = bounded.components
        return .nanoseconds(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }
}
