import Kafka
import Synchronization

/// What a worker notes about itself for whoever watches it. Written from its threads, read from anywhere.
final class Vitals: Sendable {
    private struct State {
        var lag: LagTable
        var reachability = BrokerReachability()
        var connectionError: String?
        var statistics: [BrokerReachability.Client: ClientStatistics] = [:]
        var hasJoined = false
        var commitsBegun: [ContinuousClock.Instant] = []
    }

    private let state: Mutex<State>
    /// How often the polling thread came round.
    private let polls = Atomic<UInt64>(0)
    /// Commits under way whose time is taken; there is hardly ever more than one.
    private static let mostCommits = 16

    init(beginsAtOldest: Bool) { state = Mutex(State(lag: LagTable(beginsAtOldest: beginsAtOldest))) }

    /// The polling thread came round.
    func notePoll() { polls.wrappingAdd(1, ordering: .relaxed) }
    var pollCount: UInt64 { polls.load(ordering: .relaxed) }

    /// Partitions came or went.
    func note(_ rebalance: Rebalance) {
        state.withLock { state in
            switch rebalance.kind {
            case .assigned:
                state.hasJoined = true
                state.lag.assign(rebalance.partitions)
            case .revoked: state.lag.remove(rebalance.partitions)
            case .lost:
                state.hasJoined = false
                state.lag.remove(rebalance.partitions)
            }
        }
    }

    /// Takes what a poll brought: records first, since an end counts unless records have passed it.
    func note(_ next: [TopicPartitionOffset], _ events: [ConsumerEvent]) {
        state.withLock { state in
            state.lag.read(next)
            for event in events {
                if case .endOfPartition(let end) = event { state.lag.reachEnd(end) }
            }
        }
    }

    /// A client could not connect, was not let in, or lost a connection.
    func noteConnectionError(_ text: String) { state.withLock { $0.connectionError = text } }

    /// What a client said last of why it cannot connect.
    var connectionError: String? { state.withLock { $0.connectionError } }

    /// A client lost its last connection.
    func noteAllDown(_ client: BrokerReachability.Client) { note(.allDown(client)) }

    /// Takes a client's statistics.
    func note(_ json: String, _ client: BrokerReachability.Client) {
        guard let statistics = ClientStatistics(json: json) else { return }
        state.withLock { state in
            state.statistics[client] = statistics
            state.reachability.note(.connections(client, .init(statistics.brokers)), at: .now)
        }
    }

    func note(_ event: BrokerReachability.Event) {
        state.withLock { state in
            state.reachability.note(event, at: .now)
            if event == .answered { state.connectionError = nil }
        }
    }

    /// A commit in the background begins.
    func commitBegins() {
        state.withLock { if $0.commitsBegun.count < Self.mostCommits { $0.commitsBegun.append(.now) } }
    }

    /// The oldest commit under way is answered.
    /// - Returns: how long it took; nil where that is not known.
    func commitEnds() -> Duration? {
        state.withLock { $0.commitsBegun.isEmpty ? nil : .now - $0.commitsBegun.removeFirst() }
    }

    /// Reads or changes the lag.
    func lag<Result: Sendable>(_ body: (inout LagTable) -> Result) -> Result { state.withLock { body(&$0.lag) } }

    var isWorthAsking: Bool { state.withLock { $0.reachability.isWorthAsking } }
    var hasJoined: Bool { state.withLock { $0.hasJoined } }

    /// For how long brokers have been out of reach; nil if they are not.
    var unreachable: Duration? {
        state.withLock { state in
            let now = ContinuousClock.now
            return state.reachability.unreachableSince(at: now).map { now - $0 }
        }
    }

    /// The statistics of each client, by its name.
    var statistics: [String: ClientStatistics] {
        state.withLock { Dictionary(uniqueKeysWithValues: $0.statistics.map { ($0.key.rawValue, $0.value) }) }
    }
}
