import TestSupport
import Testing

@testable import Pipeline

@Suite struct WorkerLifeTests {
    typealias Life = WorkerLife

    /// The shortest way into each state.
    static let ways: [Life.State: [Life.Event]] = [
        .idle: [], .starting: [.start], .running: [.start, .connected], .draining: [.start, .connected, .stop],
        .abandoning: [.start, .connected, .stop, .stop], .closing: [.start, .connected, .stop, .drained],
        .stopped: [.start, .connected, .stop, .drained, .closed],
    ]

    static let events: [Life.Event] = [
        .start, .connected, .stop, .finished, .drained, .expired, .failed(.fatal), .closed,
    ]

    /// Everything that changes something: all other pairs change nothing.
    static let table: [Life.State: [Life.Event: (Life.State, Life.Action, ExitReason?)]] = [
        .idle: [.start: (.starting, .connect, nil), .stop: (.stopped, .report, .drained)],
        .starting: [
            .connected: (.running, .consume, nil), .stop: (.closing, .close, .drained),
            .failed(.fatal): (.closing, .close, .fatal),
        ],
        .running: [
            .stop: (.draining, .drain, nil), .finished: (.draining, .drain, nil),
            .failed(.fatal): (.abandoning, .abandon, .fatal),
        ],
        .draining: [
            .drained: (.closing, .close, .drained), .stop: (.abandoning, .abandon, .graceExceeded),
            .expired: (.abandoning, .abandon, .graceExceeded), .failed(.fatal): (.abandoning, .abandon, .fatal),
        ],
        .abandoning: [
            .drained: (.closing, .close, .graceExceeded), .expired: (.closing, .close, .graceExceeded),
        ],
        .closing: [.closed: (.stopped, .report, .drained)],
        .stopped: [:],
    ]

    @Test("every pair of state and event", arguments: Life.State.allCases)
    func everyPair(_ state: Life.State) throws {
        for event in Self.events {
            var life = Life()
            for step in try #require(Self.ways[state]) { _ = life.handle(step) }
            #expect(life.state == state)
            let before = life.exit
            let action = life.handle(event)
            let expected = Self.table[state]?[event] ?? (state, .none, before)
            #expect(life.state == expected.0, "\(state) + \(event)")
            #expect(action == expected.1, "\(state) + \(event)")
            #expect(life.exit == expected.2, "\(state) + \(event)")
        }
    }

    @Test("the first cause stands, whatever comes after")
    func firstCause() {
        var life = Life()
        for event in [Life.Event.start, .connected, .failed(.unavailable), .failed(.fatal), .stop, .drained, .closed] {
            _ = life.handle(event)
        }
        #expect(life.state == .stopped)
        #expect(life.exit == .unavailable)
    }

    @Test("any order of events ends in a known state, and once stopped it stays so")
    func walks() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            var life = Life()
            var stopped = false
            for _ in 0..<30 {
                let action = life.handle(Self.events[random.next(below: Self.events.count)])
                if stopped { #expect(action == .none) }
                stopped = stopped || life.state == .stopped
                #expect(!stopped || life.state == .stopped)
                if life.state == .stopped { #expect(life.exit != nil) }
            }
        }
    }

    @Test(
        "exit codes",
        arguments: [
            (ExitReason.drained, Int32(0)), (.graceExceeded, 75), (.fatal, 70), (.unavailable, 69),
        ])
    func codes(_ reason: ExitReason, _ code: Int32) {
        #expect(reason.code == code)
    }
}
