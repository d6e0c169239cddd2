import Dispatch
import Foundation

/// The threads of a worker, by name, and the waiting for their end.
struct WorkerThreads: Sendable {
    private let group = DispatchGroup()
    /// Readers of nested markup recurse; this is what a program's first thread has.
    private static let stackBytes = 8 << 20

    /// Starts a thread.
    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let group = group
        group.enter()
        let thread = Thread {
            body()
            group.leave()
        }
        thread.name = name
        thread.stackSize = Self.stackBytes
        thread.start()
    }

    /// Waits until all have ended, or the deadline passes; says whether they have.
    func join(until deadline: ContinuousClock.Instant) -> Bool {
        group.wait(timeout: .now() + max(.zero, deadline - .now).dispatchInterval) == .success
    }
}
