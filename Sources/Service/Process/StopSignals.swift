import Dispatch
import Glibc
import Synchronization

/// Turns SIGTERM and SIGINT into a request to stop; the second one ends the process at once.
///
/// Keep it alive for as long as signals shall be heard. Nothing runs on the signal's own stack: the system hands the
/// signals to a queue.
public final class StopSignals {
    /// Yields the number of the first signal that arrives, then ends.
    public let requests: AsyncStream<Int32>

    private let sources: [any DispatchSourceSignal]

    /// Starts to listen.
    public init() {
        let queue = DispatchQueue(label: "chiso.signals")
        let (requests, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingOldest(1))
        let seen = SeenSignal()
        let listening = DispatchSemaphore(value: 0)
        self.requests = requests
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Buffers and destructors may be what hangs: a second signal leaves without them.
                if seen.before() { _exit(128 + number) }
                continuation.yield(number)
                continuation.finish()
            }
            source.setRegistrationHandler { listening.signal() }
            source.activate()
            return source
        }
        // Until a source listens, its signal is lost: nobody may hear of the start before.
        for _ in sources { listening.wait() }
    }

    deinit { for source in sources { source.cancel() } }
}

private final class SeenSignal: Sendable {
    private let seen = Atomic(false)

    /// Whether this was called before.
    func before() -> Bool { seen.exchange(true, ordering: .relaxed) }
}
