/// Which dead letters are meant. What is left empty lets everything pass.
public struct DeadLetterFilter: Sendable, Equatable {
    /// Reason codes, any of them.
    public var errors: Set<String> = []
    /// Stages, any of them.
    public var stages: Set<String> = []
    /// Article ids, any of them; a letter without one is known by its key.
    public var ids: Set<String> = []
    /// The earliest time of failure, in milliseconds since 1970.
    public var since: Int64?
    /// The time of failure to come before, in milliseconds since 1970.
    public var until: Int64?

    /// Everything.
    public init() {}

    /// Whether a letter is meant. One that does not say when it failed is in no span of time.
    public func matches(_ details: DeadLetterDetails, key: [UInt8]?) -> Bool {
        func isIn(_ set: Set<String>, _ value: String?) -> Bool {
            set.isEmpty || value.map { set.contains($0) } ?? false
        }
        guard isIn(errors, details.error), isIn(stages, details.stage) else { return false }
        guard ids.isEmpty || isIn(ids, details.id ?? key.map { String(decoding: $0, as: UTF8.self) }) else {
            return false
        }
        if since == nil && until == nil { return true }
        guard let time = details.time else { return false }
        return since.map { time >= $0 } ?? true && until.map { time < $0 } ?? true
    }
}
