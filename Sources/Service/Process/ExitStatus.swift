/// How a command ends, for the scripts and systems that start it; after BSD's `sysexits.h` where that has a word.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    /// `diff` found differences.
    case differences = 1
    /// The command line is wrong.
    case usage = 64
    /// Some input was rejected; the rest was processed.
    case inputRejected = 65
    /// Kafka, or a file that is not input, cannot be reached.
    case unavailable = 69
    /// Fenced by a newer worker, or an error that nothing mends.
    case fatal = 70
    /// The grace of a stop ran out and work in hand was given up.
    case graceExceeded = 75
    /// The configuration is wrong.
    case configuration = 78
    /// A second SIGINT.
    case interrupted = 130
    /// A second SIGTERM.
    case terminated = 143
}

/// What ends a command early: one line for stderr, with the fix, and the status to exit with.
public struct CommandFailure: Error, Sendable, CustomStringConvertible {
    public let status: ExitStatus
    /// One line, naming the fix.
    public let description: String

    /// A reason to stop.
    public init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
