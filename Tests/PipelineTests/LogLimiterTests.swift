import Synchronization
import Testing

@testable import Pipeline

@Suite struct LogLimiterTests {
    private static let start = ContinuousClock.now

    @Test("so many lines a period pass, and the count of the others is told when it is over")
    func limit() {
        var limiter = LogLimiter(limit: 3, period: .seconds(60))
        func admit(_ key: String, _ seconds: Int) -> Bool { limiter.admit(key, at: Self.start + .seconds(seconds)) }
        func due(_ seconds: Int) -> [LogLimiter.Omission] { limiter.due(at: Self.start + .seconds(seconds)) }
        #expect((0..<5).map { admit("a", $0) } == [true, true, true, false, false])
        #expect(admit("b", 50))
        #expect(due(59) == [])
        #expect(due(60) == [.init(key: "a", count: 2)])
        #expect(due(61) == [])
        #expect(admit("a", 61))
        // The period of b began later, and nothing of it was left out.
        #expect(due(110) == [])
        #expect((0..<3).map { admit("a", 110 + $0) } == [true, true, false])
        let rest = limiter.due(at: Self.start + .seconds(113), all: true)
        #expect(rest == [.init(key: "a", count: 1)])
    }

    @Test("messages without end share one place")
    func bound() {
        var limiter = LogLimiter(limit: 1, period: .seconds(60))
        let passed = (0..<2000).count { limiter.admit("\($0)", at: Self.start) }
        #expect(passed == 501)
        let omissions = limiter.due(at: Self.start + .seconds(60))
        #expect(omissions == [.init(key: "", count: 1499)])
        let passesAgain = limiter.admit("1999", at: Self.start + .seconds(60))
        #expect(passesAgain)
    }

    @Test("a log tells of a fault that repeats itself ten times a minute, then how often it did")
    func log() {
        let journal = Journal()
        let limited = LimitedLog(journal.handler)
        for attempt in 0..<25 { limited.handler(WorkerLog(.warning, "again", [("attempt", "\(attempt)")])) }
        limited.handler(WorkerLog(.error, "the end"))
        #expect(journal.messages.count == 11)
        limited.flush()
        #expect(journal.messages.count == 11)
        limited.flush(all: true)
        #expect(journal.messages.last?.contains("left out") == true)
        #expect(journal.messages.last?.contains("count=15") == true)
        #expect(journal.messages.last?.contains("line=again") == true)
    }

    @Test("librdkafka's lines, in which addresses and times differ, are told apart by who speaks")
    func kinds() {
        let line = WorkerLog(.warning, "connect to 1.2.3.4", [("client", "consumer"), ("facility", "FAIL")])
        #expect(line.kind == "librdkafka FAIL of the consumer")
        #expect(WorkerLog(.info, "joined").kind == "joined")
    }
}
