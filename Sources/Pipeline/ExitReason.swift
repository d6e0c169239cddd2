/// Why a worker ended. The command makes exit codes of it.
public enum ExitReason: Sendable, Hashable {
    /// Everything in hand was finished, committed, and the group left.
    case drained
    /// The grace of a stop ran out, or a second stop came: work in hand was given up, to be done again.
    case graceExceeded
    /// Fenced by another instance, or an error that nothing mends.
    case fatal
    /// Kafka, or a topic or right the worker needs, could not be had.
    case unavailable

    /// The exit code of a command that ends for this reason.
    public var code: Int32 {
        switch self {
        case .drained: 0
        case .graceExceeded: 75
        case .fatal: 70
        case .unavailable: 69
        }
    }
}

/// How a worker's run came out.
public struct WorkerResult: Sendable, Equatable {
    /// Why it ended.
    public let reason: ExitReason
    /// One line naming the cause and the fix; nil where all went well.
    public let message: String?
}
