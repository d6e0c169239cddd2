import Testing

@testable import Pipeline

@Suite struct WatchdogTests {
    private static let start = ContinuousClock.now
    private typealias Seen = Watchdog.Observation

    /// What a watchdog says after something was seen twice, so far apart.
    private func verdict(_ first: Seen, _ second: Seen, after time: Duration) -> Watchdog.Verdict {
        var watchdog = Watchdog(stallAfter: .seconds(300))
        #expect(watchdog.observe(first, at: Self.start) == .alive)
        return watchdog.observe(second, at: Self.start + time)
    }

    /// All that may be true of a worker, in every combination.
    static let everything:
        [(running: Bool, brokers: Bool, rebalancing: Bool, hand: Int, lag: Int64, done: Bool, polled: Bool)] =
            (0..<128).map { bits in
                (
                    bits & 1 == 0, bits & 2 == 0, bits & 4 == 0, bits & 8 == 0 ? 0 : 3, bits & 16 == 0 ? 0 : 5,
                    bits & 32 == 0, bits & 64 == 0
                )
            }

    @Test("what is a stall, for everything that may be true at once", arguments: everything.indices)
    func table(index: Int) {
        let row = Self.everything[index]
        let first = Seen(
            isRunning: row.running, hasBrokers: row.brokers, isRebalancing: row.rebalancing, inFlight: row.hand,
            lag: row.lag)
        var second = first
        if row.done { second.completed = 1 }
        if row.polled { second.polls = 1 }
        #expect(verdict(first, second, after: .seconds(299.9)) == .alive)
        let expected: Watchdog.Verdict =
            switch row {
            case (false, _, _, _, _, _, _): .alive
            case (true, true, _, 1..., _, false, _): .stalled(.inHand(3), .seconds(300))
            case (true, true, false, 0, 1..., false, _): .stalled(.unread(5), .seconds(300))
            case (true, _, _, _, _, _, false): .stalled(.polling, .seconds(300))
            default: .alive
            }
        #expect(verdict(first, second, after: .seconds(300)) == expected)
    }

    @Test("it is what was last completed that counts, and work that comes late has its whole time")
    func clock() {
        var watchdog = Watchdog(stallAfter: .seconds(10))
        var now = Self.start
        func see(_ seen: Seen, after seconds: Int) -> Watchdog.Verdict {
            now += .seconds(seconds)
            return watchdog.observe(seen, at: now)
        }
        var polls: UInt64 = 0
        func seen(_ inFlight: Int, _ completed: UInt64) -> Seen {
            polls += 1
            return Seen(inFlight: inFlight, completed: completed, polls: polls)
        }
        #expect(see(seen(0, 0), after: 0) == .alive)
        #expect(see(seen(0, 0), after: 1000) == .alive)
        #expect(see(seen(1, 0), after: 1) == .alive)
        #expect(see(seen(1, 0), after: 8) == .alive)
        #expect(see(seen(2, 1), after: 1) == .alive)
        #expect(see(seen(2, 1), after: 9) == .alive)
        #expect(see(seen(2, 1), after: 1) == .stalled(.inHand(2), .seconds(10)))
        #expect(see(seen(2, 1), after: 5) == .stalled(.inHand(2), .seconds(15)))
        #expect(see(seen(1, 2), after: 1) == .alive)
    }

    @Test("a round of the polling thread has a minute, however little patience there is otherwise")
    func round() {
        var watchdog = Watchdog(stallAfter: .seconds(1))
        #expect(watchdog.observe(Seen(), at: Self.start) == .alive)
        #expect(watchdog.observe(Seen(), at: Self.start + .seconds(59)) == .alive)
        #expect(watchdog.observe(Seen(), at: Self.start + .seconds(60)) == .stalled(.polling, .seconds(60)))
    }

    @Test("the reason is one line")
    func reason() {
        #expect(Watchdog.Verdict.alive.reason == nil)
        #expect(
            Watchdog.Verdict.stalled(.inHand(3), .seconds(300)).reason
                == "nothing completed for 300 s with 3 records in hand")
        #expect(
            Watchdog.Verdict.stalled(.unread(7), .seconds(301)).reason
                == "nothing completed for 301 s with 7 records to read")
        #expect(
            Watchdog.Verdict.stalled(.polling, .seconds(9)).reason == "the consumer has not been polled for 9 s")
    }
}
