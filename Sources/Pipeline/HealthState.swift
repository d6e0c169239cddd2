/// What a worker says of its own health.
public struct WorkerHealth: Sendable, Equatable {
    /// Why it is stalled and should be started anew, in one line; nil while it is alive.
    public let stall: String?
    /// Why it cannot work now, in one line; nil while it has joined its group and brokers are reachable.
    public let unready: String?

    /// Whether it is not stalled.
    public var isAlive: Bool { stall == nil }
    /// Whether it has joined its group and brokers are reachable. A member without partitions is ready.
    public var isReady: Bool { unready == nil }
}

/// Decides on a worker's health and what is new of it, as a value.
struct HealthState: Sendable {
    /// What is looked at.
    struct Observation: Sendable, Equatable {
        var life = WorkerLife.State.running
        /// Whether the group has let it in, with partitions or without.
        var hasJoined = true
        /// For how long brokers have been out of reach; nil if they are not.
        var unreachable: Duration?
        /// What a client said of it last.
        var connectionError: String?
        var watchdog = Watchdog.Observation()
    }

    /// What an operator hears of once, when it begins.
    enum News: Sendable, Equatable {
        case joined
        case stalled(String)
        case recovered
        case brokersUnreachable(String?)
        case brokersBack(after: Duration)
    }

    private var watchdog: Watchdog
    private var hasJoined = false
    private var isStalled = false
    private var unreachableSince: ContinuousClock.Instant?

    init(stallAfter: Duration) { watchdog = Watchdog(stallAfter: stallAfter) }

    /// Takes an observation.
    mutating func observe(
        _ seen: Observation, at now: ContinuousClock.Instant
    ) -> (health: WorkerHealth, news: [News]) {
        var observation = seen.watchdog
        observation.isRunning = seen.life == .running
        observation.hasBrokers = seen.unreachable == nil
        let stall = watchdog.observe(observation, at: now).reason
        return (WorkerHealth(stall: stall, unready: Self.unready(seen)), news(seen, stall, now))
    }

    private mutating func news(_ seen: Observation, _ stall: String?, _ now: ContinuousClock.Instant) -> [News] {
        var news: [News] = []
        if seen.hasJoined, !hasJoined { news.append(.joined) }
        hasJoined = seen.hasJoined
        if let unreachable = seen.unreachable {
            if unreachableSince == nil {
                unreachableSince = now - unreachable
                news.append(.brokersUnreachable(seen.connectionError))
            }
        } else if let since = unreachableSince {
            unreachableSince = nil
            news.append(.brokersBack(after: now - since))
        }
        if let stall, !isStalled { news.append(.stalled(stall)) }
        if stall == nil, isStalled { news.append(.recovered) }
        isStalled = stall != nil
        return news
    }

    private static func unready(_ seen: Observation) -> String? {
        switch seen.life {
        case .idle, .starting: return "starting: the brokers have not described the topics yet"
        case .draining: return "draining: finishing what is in hand"
        case .abandoning, .closing: return "closing"
        case .stopped: return "stopped"
        case .running: break
        }
        if let unreachable = seen.unreachable {
            let cause = seen.connectionError.map { ": \($0)" } ?? ""
            return "brokers unreachable for \(unreachable.components.seconds) s\(cause)"
        }
        return seen.hasJoined ? nil : "joining the group"
    }
}
