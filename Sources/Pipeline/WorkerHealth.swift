import Kafka

extension Worker {
    /// How it is now. From any thread; asks no broker.
    public func health() -> WorkerHealth {
        let observation = observation()
        return healthState.withLock { state in
            let (health, news) = state.value.observe(observation, at: .now)
            state.news += news
            return health
        }
    }

    /// What librdkafka says of itself, by client (`consumer`, `producer`), as of some seconds ago.
    public func kafkaStatistics() -> [String: ClientStatistics] { vitals.statistics }

    private func observation() -> HealthState.Observation {
        let counts = counters.current
        let records = flow.update { $0.recordCount }
        return HealthState.Observation(
            life: life.update { $0.state }, hasJoined: vitals.hasJoined, unreachable: vitals.unreachable,
            connectionError: vitals.connectionError,
            watchdog: Watchdog.Observation(
                isRebalancing: rebalancing.tracker.update { $0.calm != .steady }, inFlight: records,
                lag: vitals.lag { $0.readable },
                completed: counts.processed + counts.articles + counts.deletions + counts.deadLetterCount,
                polls: vitals.pollCount))
    }

    /// Looks after its own health, and tells what is new of it and how it gets on. Called about once a second.
    func lookAfter(_ summary: inout ProgressSummary) {
        _ = health()
        let news = healthState.withLock { state -> [HealthState.News] in
            defer { state.news = [] }
            return state.news
        }
        for event in news { log(event.entry) }
        if let entry = summary.take(snapshot(), at: .now) { log(entry) }
        limitedLog.flush()
    }
}

/// The state of a worker's health, with what nobody has been told yet.
struct WatchedHealth: Sendable {
    var value: HealthState
    var news: [HealthState.News] = []
}

extension HealthState.News {
    /// The line for the log.
    var entry: WorkerLog {
        switch self {
        case .joined: WorkerLog(.info, "joined the group")
        case .stalled(let reason): WorkerLog(.error, "stalled: liveness fails", [("reason", reason)])
        case .recovered: WorkerLog(.warning, "recovered: work is being completed again")
        case .brokersUnreachable(let error):
            WorkerLog(.warning, "brokers cannot be reached", error.map { [("error", $0)] } ?? [])
        case .brokersBack(let time):
            WorkerLog(.info, "brokers can be reached again", [("after_seconds", "\(time.components.seconds)")])
        }
    }
}
