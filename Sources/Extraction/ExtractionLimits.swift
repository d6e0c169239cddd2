/// What one article may cost.
public struct ExtractionLimits: Sendable, Equatable {
    /// The most observations one article may hold.
    public var observations: Int
    /// The most steps of the grammar, counted in tokens: every stage does a bounded amount of work for each.
    public var steps: Int

    public init(observations: Int = 20_000, steps: Int = 8_000_000) {
        self.observations = observations
        self.steps = steps
    }

    /// 20,000 observations, 8,000,000 steps: far above any article of 10 MiB of prose.
    public static let standard = ExtractionLimits()
}

/// An article past a limit.
public enum ExtractionError: Error, Sendable, Equatable {
    /// It holds more observations than this.
    case observations(Int)
    /// It has more tokens than this.
    case steps(Int)

    /// A stable code for dead letters.
    public var code: String {
        switch self {
        case .observations: "limit_observations"
        case .steps: "limit_steps"
        }
    }
}

extension ExtractionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .observations(let limit):
            "more than \(limit) observations in one article; raise limits.observations if it is one article"
        case .steps(let limit): "more than \(limit) words in one article; raise limits.steps if it is one article"
        }
    }
}
