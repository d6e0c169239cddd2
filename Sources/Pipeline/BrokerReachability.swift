import Kafka

/// Whether the brokers can be reached, as far as the two clients can tell, as a value.
///
/// librdkafka also says that all brokers are down when the only one it speaks to hangs up on an idle connection, so what
/// it says has to stand for a moment. What clears it is a connection that is up.
struct BrokerReachability: Sendable {
    /// Which of the worker's clients speaks.
    enum Client: String, Sendable, CaseIterable {
        case consumer, producer
    }

    /// What is seen.
    enum Event: Sendable, Hashable {
        /// A client lost its last connection.
        case allDown(Client)
        /// A client's own account of its connections.
        case connections(Client, Connections)
        /// A leader is asked for offsets.
        case asked
        /// It answered.
        case answered
        /// It did not answer, or could not be asked.
        case unanswered
    }

    /// A client's connections, taken together.
    enum Connections: Sendable, Hashable, CaseIterable {
        /// At least one is up.
        case up
        /// None is up and none is wanted.
        case idle
        /// None is up, and at least one is being tried.
        case failing
    }

    /// How long a loss of all connections must stand.
    static let confirmation = Duration.seconds(3)
    /// How long questions may go unanswered.
    static let patience = Duration.seconds(15)

    private var downSince: [Client: ContinuousClock.Instant] = [:]
    private var silentSince: ContinuousClock.Instant?
    private var hasAccounts = false

    mutating func note(_ event: Event, at now: ContinuousClock.Instant) {
        switch event {
        case .allDown(let client), .connections(let client, .failing):
            if case .connections = event { hasAccounts = true }
            downSince[client] = downSince[client] ?? now
        case .connections(let client, .up), .connections(let client, .idle):
            hasAccounts = true
            downSince[client] = nil
        case .asked, .unanswered: silentSince = silentSince ?? now
        case .answered:
            silentSince = nil
            downSince[.consumer] = nil
            // Where clients give no account of themselves, an answer is all there is to go by.
            if !hasAccounts { downSince[.producer] = nil }
        }
    }

    /// Whether asking makes sense: a question to a broker that is gone may hang for a minute.
    var isWorthAsking: Bool { downSince[.consumer] == nil || !hasAccounts }

    /// Since when they are out of reach; nil if they are not.
    func unreachableSince(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let down = downSince.values.filter { now - $0 >= Self.confirmation }
        let silent = silentSince.flatMap { now - $0 >= Self.patience ? $0 : nil }
        return (down + (silent.map { [$0] } ?? [])).min()
    }
}

extension BrokerReachability.Connections {
    /// What librdkafka's statistics say of the connections of one client.
    init(_ brokers: [ClientStatistics.Broker]) {
        let states = brokers.map(\.state)
        if states.contains(where: { $0 == "UP" || $0 == "UPDATE" }) {
            self = .up
        } else {
            self = states.allSatisfy { $0 == "INIT" } ? .idle : .failing
        }
    }
}
