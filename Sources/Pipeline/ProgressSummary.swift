/// How a worker gets on, in one line a minute, as a value.
struct ProgressSummary: Sendable {
    private let interval: Duration
    private var last: (snapshot: WorkerSnapshot, time: ContinuousClock.Instant)?

    init(interval: Duration = .seconds(60)) { self.interval = interval }

    /// The line, if it is time for one.
    mutating func take(_ snapshot: WorkerSnapshot, at now: ContinuousClock.Instant) -> WorkerLog? {
        guard let (before, time) = last else {
            last = (snapshot, now)
            return nil
        }
        guard now - time >= interval else { return nil }
        last = (snapshot, now)
        var fields = [
            ("consumed", "\(snapshot.consumed - before.consumed)"),
            ("articles", "\(snapshot.articles - before.articles)"), ("events", "\(snapshot.events - before.events)"),
            ("dead_letters", "\(snapshot.deadLetterCount - before.deadLetterCount)"),
            ("seconds", "\((now - time).components.seconds)"), ("in_flight", "\(snapshot.inFlight)"),
            ("partitions", "\(snapshot.assignedPartitions)"), ("lag", "\(snapshot.lag.values.reduce(0, +))"),
        ]
        // By name where equal, so that the line does not waver.
        let worst = snapshot.lag.max { ($0.value, $1.key) < ($1.value, $0.key) }
        if let worst, worst.value > 0 { fields.append(("worst_partition", "\(worst.key):\(worst.value)")) }
        return WorkerLog(.info, "progress", fields)
    }
}
