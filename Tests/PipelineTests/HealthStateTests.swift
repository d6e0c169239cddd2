import Testing

@testable import Pipeline

@Suite struct HealthStateTests {
    private static let start = ContinuousClock.now

    @Test("ready is a worker at work that has joined and reaches brokers", arguments: WorkerLife.State.allCases)
    func readiness(life: WorkerLife.State) {
        for hasJoined in [false, true] {
            for unreachable in [nil, Duration.seconds(12)] {
                var state = HealthState(stallAfter: .seconds(300))
                let seen = HealthState.Observation(life: life, hasJoined: hasJoined, unreachable: unreachable)
                let health = state.observe(seen, at: Self.start).health
                #expect(health.isReady == (life == .running && hasJoined && unreachable == nil))
                #expect(health.isReady == (health.unready == nil))
                #expect(health.isAlive)
            }
        }
    }

    @Test(
        "why it is not ready",
        arguments: [
            (WorkerLife.State.idle, true, nil, "starting: the brokers have not described the topics yet"),
            (.starting, false, Duration.seconds(20), "starting: the brokers have not described the topics yet"),
            (.running, false, nil, "joining the group"), (.running, true, .seconds(12), "brokers unreachable for 12 s"),
            (.running, false, .seconds(12), "brokers unreachable for 12 s"),
            (.draining, true, .seconds(12), "draining: finishing what is in hand"), (.abandoning, true, nil, "closing"),
            (.closing, true, nil, "closing"), (.stopped, true, nil, "stopped"),
        ])
    func reasons(life: WorkerLife.State, hasJoined: Bool, unreachable: Duration?, reason: String) {
        var state = HealthState(stallAfter: .seconds(300))
        let seen = HealthState.Observation(life: life, hasJoined: hasJoined, unreachable: unreachable)
        #expect(state.observe(seen, at: Self.start).health.unready == reason)
    }

    @Test("why brokers are out of reach is told where a client has said so, and only then")
    func causes() {
        var state = HealthState(stallAfter: .seconds(300))
        var seen = HealthState.Observation(unreachable: .seconds(12), connectionError: "SSL handshake failed")
        let unready = state.observe(seen, at: Self.start).health.unready
        #expect(unready == "brokers unreachable for 12 s: SSL handshake failed")
        seen.unreachable = nil
        #expect(state.observe(seen, at: Self.start).health.isReady)
    }

    @Test("news is told once, when it begins")
    func news() {
        var state = HealthState(stallAfter: .seconds(10))
        var seen = HealthState.Observation(life: .starting, hasJoined: false)
        func tell(_ seconds: Int) -> [HealthState.News] {
            seen.watchdog.polls += 1
            return state.observe(seen, at: Self.start + .seconds(seconds)).news
        }
        #expect(tell(0) == [])
        seen.life = .running
        seen.hasJoined = true
        #expect(tell(1) == [.joined])
        seen.watchdog = .init(inFlight: 4, completed: 1, polls: 10)
        #expect(tell(2) == [])
        #expect(tell(11) == [])
        #expect(tell(12) == [.stalled("nothing completed for 10 s with 4 records in hand")])
        #expect(tell(13) == [])
        seen.watchdog = .init(inFlight: 3, completed: 2, polls: 20)
        #expect(tell(14) == [.recovered])
        seen.unreachable = .seconds(3)
        seen.connectionError = "Connection refused"
        #expect(tell(20) == [.brokersUnreachable("Connection refused")])
        seen.unreachable = .seconds(40)
        #expect(tell(57) == [])
        seen.unreachable = nil
        seen.hasJoined = false
        #expect(tell(60) == [.brokersBack(after: .seconds(43))])
        seen.hasJoined = true
        #expect(tell(61) == [.joined])
    }

    @Test("while brokers are out of reach no worker counts as stalled, and its time begins anew when they are back")
    func outage() {
        var state = HealthState(stallAfter: .seconds(10))
        var seen = HealthState.Observation(watchdog: .init(inFlight: 4))
        func isAlive(_ seconds: Int) -> Bool {
            seen.watchdog.polls += 1
            return state.observe(seen, at: Self.start + .seconds(seconds)).health.isAlive
        }
        #expect(isAlive(0))
        seen.unreachable = .seconds(3)
        #expect(isAlive(9))
        #expect(isAlive(600))
        seen.unreachable = nil
        #expect(isAlive(609))
        #expect(!isAlive(610))
    }
}
