import Kafka
import Testing

@testable import Pipeline

@Suite struct BrokerReachabilityTests {
    private static let start = ContinuousClock.now
    private typealias Event = BrokerReachability.Event

    /// For how many seconds brokers have been out of reach, at a time after events at their times; nil if they are not.
    private func unreachable(_ events: [(Int, BrokerReachability.Event)], at seconds: Int) -> Int64? {
        var reachability = BrokerReachability()
        for (time, event) in events { reachability.note(event, at: Self.start + .seconds(time)) }
        let now = Self.start + .seconds(seconds)
        return reachability.unreachableSince(at: now).map { (now - $0).components.seconds }
    }

    @Test("nothing seen is no outage")
    func nothing() {
        #expect(unreachable([], at: 1000) == nil)
        #expect(BrokerReachability().isWorthAsking)
    }

    @Test("a loss of all connections counts when it stands for three seconds", arguments: [true, false])
    func allDown(isConsumer: Bool) {
        let client = isConsumer ? BrokerReachability.Client.consumer : .producer
        #expect(unreachable([(0, .allDown(client))], at: 2) == nil)
        #expect(unreachable([(0, .allDown(client))], at: 3) == 3)
        #expect(unreachable([(0, .allDown(client)), (5, .allDown(client))], at: 6) == 6)
    }

    @Test(
        "what a client's account of its connections does after it lost them all, and of itself",
        arguments: BrokerReachability.Connections.allCases)
    func accounts(connections: BrokerReachability.Connections) {
        for client in BrokerReachability.Client.allCases {
            let isDown = connections == .failing
            #expect(unreachable([(0, .connections(client, connections))], at: 10) == (isDown ? 10 : nil))
            #expect(
                unreachable([(0, .allDown(client)), (2, .connections(client, connections))], at: 10)
                    == (isDown ? 10 : nil))
            let other: BrokerReachability.Client = client == .consumer ? .producer : .consumer
            #expect(unreachable([(0, .allDown(client)), (2, .connections(other, connections))], at: 10) == 10)
        }
    }

    @Test("questions that nobody answers for fifteen seconds are an outage; an answer ends it")
    func questions() {
        #expect(unreachable([(0, .asked)], at: 14) == nil)
        #expect(unreachable([(0, .asked)], at: 15) == 15)
        #expect(unreachable([(0, .asked), (2, .unanswered), (3, .asked)], at: 20) == 20)
        #expect(unreachable([(0, .asked), (2, .answered), (3, .asked)], at: 17) == nil)
        #expect(unreachable([(0, .asked), (20, .answered)], at: 21) == nil)
    }

    @Test("an answer shows the consumer's connections to be up, and the producer's where it gives no account")
    func answers() {
        #expect(unreachable([(0, .allDown(.consumer)), (1, .answered)], at: 10) == nil)
        #expect(unreachable([(0, .allDown(.producer)), (1, .answered)], at: 10) == nil)
        let hasAccounts: (Int, Event) = (0, .connections(.consumer, .up))
        #expect(unreachable([hasAccounts, (0, .allDown(.producer)), (1, .answered)], at: 10) == 10)
        #expect(unreachable([hasAccounts, (0, .allDown(.consumer)), (1, .answered)], at: 10) == nil)
    }

    @Test("brokers are not asked while the consumer knows of none, unless asking is the only way to learn")
    func asking() {
        var reachability = BrokerReachability()
        reachability.note(.allDown(.consumer), at: Self.start)
        #expect(reachability.isWorthAsking)
        reachability.note(.connections(.consumer, .failing), at: Self.start)
        #expect(!reachability.isWorthAsking)
        reachability.note(.connections(.consumer, .up), at: Self.start)
        #expect(reachability.isWorthAsking)
        reachability.note(.allDown(.producer), at: Self.start)
        #expect(reachability.isWorthAsking)
    }

    @Test(
        "the states of connections taken together",
        arguments: [
            ([], BrokerReachability.Connections.idle), (["INIT"], .idle), (["INIT", "UP"], .up), (["DOWN"], .failing),
            (["INIT", "TRY_CONNECT"], .failing), (["DOWN", "UPDATE"], .up), (["AUTH_REQ", "CONNECT"], .failing),
        ])
    func states(states: [String], expected: BrokerReachability.Connections) {
        let brokers = states.map { state in
            var broker = ClientStatistics.Broker()
            broker.state = state
            return broker
        }
        #expect(BrokerReachability.Connections(brokers) == expected)
    }
}
