/// What a worker tells whoever keeps its log. Never an article's text or a secret.
public struct WorkerLog: Sendable {
    /// How much it matters.
    public enum Level: String, Sendable {
        case debug, info, warning, error
    }

    /// How much it matters.
    public let level: Level
    /// One line, always the same for the same kind of happening.
    public let message: String
    /// Names and values that go with it.
    public let fields: [(name: String, value: String)]

    init(_ level: Level, _ message: String, _ fields: [(name: String, value: String)] = []) {
        self.level = level
        self.message = message
        self.fields = fields
    }
}

/// Takes the log. Called from any of the worker's threads; must not block for long.
public typealias WorkerLogHandler = @Sendable (WorkerLog) -> Void
