import Synchronization

/// Keeps a fault that repeats itself from filling the log.
final class LimitedLog: Sendable {
    private let limiter: Mutex<LogLimiter>
    private let output: WorkerLogHandler

    init(_ output: @escaping WorkerLogHandler, _ limiter: LogLimiter = LogLimiter()) {
        self.output = output
        self.limiter = Mutex(limiter)
    }

    /// Where the worker's log goes.
    var handler: WorkerLogHandler { { self.write($0) } }

    private func write(_ entry: WorkerLog) {
        // Nobody is told of these but who asks for all of them.
        guard entry.level != .debug else { return output(entry) }
        let (omissions, passes) = limiter.withLock { limiter in
            let omissions = limiter.due(at: .now)
            return (omissions, limiter.admit(entry.kind, at: .now))
        }
        tell(omissions)
        if passes { output(entry) }
    }

    /// Tells what was left out in periods that are over.
    /// - Parameter all: what was left out until now, too.
    func flush(all: Bool = false) { tell(limiter.withLock { $0.due(at: .now, all: all) }) }

    private func tell(_ omissions: [LogLimiter.Omission]) {
        for omission in omissions {
            output(
                WorkerLog(
                    .info, "lines like one before were left out",
                    [("count", "\(omission.count)"), ("line", omission.key)]))
        }
    }
}

extension WorkerLog {
    /// What lines have in common that tell of the same kind of happening: the message, or where librdkafka's words are
    /// the message, the part of it that speaks.
    var kind: String {
        guard let facility = fields.first(where: { $0.name == "facility" }) else { return message }
        let client = fields.first { $0.name == "client" }
        return "librdkafka \(facility.value) of the \(client?.value ?? "client")"
    }
}
