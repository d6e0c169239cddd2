/// How long something took, many times over: counts in fixed buckets, as a value.
public struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds of the buckets, in nanoseconds, each included; one more bucket takes what is longer.
    static let bounds: [UInt64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000,
        250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000, 30_000_000_000,
        60_000_000_000,
    ]
    /// The same, in seconds.
    public static let boundsInSeconds = bounds.map { Double($0) / 1e9 }

    /// Observations in each bucket alone, the last for those above all bounds.
    public private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    private var nanoseconds: UInt64 = 0

    /// Nothing observed.
    public init() {}

    /// All observations.
    public var count: UInt64 { counts.reduce(0, +) }
    /// All their time, in seconds.
    public var sum: Double { Double(nanoseconds) / 1e9 }

    /// Adds one; a negative time counts as none.
    public mutating func observe(_ duration: Duration) { observe(nanoseconds: duration.nanoseconds) }

    /// Adds one.
    mutating func observe(nanoseconds: UInt64) {
        var (low, high) = (0, Self.bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if nanoseconds <= Self.bounds[middle] { high = middle } else { low = middle + 1 }
        }
        counts[low] += 1
        self.nanoseconds &+= nanoseconds
    }
}

/// How long records spend where.
public struct StageDurations: Sendable, Equatable {
    /// One article in a lane.
    public var process = DurationHistogram()
    /// One segment of a batch, from its first sending to its last delivery.
    public var publish = DurationHistogram()
    /// A commit in the background, until the group has answered.
    public var commit = DurationHistogram()
    /// A batch, from poll to delivery.
    public var queue = DurationHistogram()

    /// Each with the name it has among the metrics.
    public var byName: [(name: String, durations: DurationHistogram)] {
        [("queue", queue), ("process", process), ("publish", publish), ("commit", commit)]
    }
}
