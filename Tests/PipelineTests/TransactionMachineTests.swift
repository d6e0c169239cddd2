import TestSupport
import Testing

@testable import Pipeline

private typealias Machine = TransactionMachine

extension TransactionMachine.Event {
    /// Every event there is.
    static let all: [Self] =
        [.begin, .registered, .begun, .delivered, .handedIn, .committed, .aborted, .found(true), .found(false)]
        + TransactionFailure.allCases.map { .failed($0) }
}

@Suite("Transactions as a value") struct TransactionMachineTests {
    /// What is to be done, and where the machine is then. Every pair that is not here changes nothing.
    private static let table: [Machine.State: [(Machine.Event, Machine.State, Machine.Action)]] = [
        .fresh: [
            (.begin, .fresh, .register), (.registered, .ready, .begin),
            (.failed(.passing), .fresh, .register), (.failed(.group), .fresh, .register),
            (.failed(.abortable), .fresh, .renew), (.failed(.refused), .fresh, .renew),
            (.failed(.broken), .fresh, .renew),
        ],
        .ready: [
            (.begin, .ready, .begin), (.begun, .open, .send),
            (.failed(.passing), .ready, .begin), (.failed(.group), .ready, .begin),
            (.failed(.abortable), .fresh, .renew), (.failed(.refused), .fresh, .renew),
            (.failed(.broken), .fresh, .renew),
        ],
        .open: [
            (.delivered, .closing, .handIn),
            (.failed(.passing), .aborting, .abort), (.failed(.group), .aborting, .abort),
            (.failed(.abortable), .aborting, .abort), (.failed(.refused), .aborting, .abort),
            (.failed(.broken), .fresh, .renew),
        ],
        .closing: [
            (.handedIn, .committing, .commit),
            (.failed(.passing), .closing, .handIn), (.failed(.group), .aborting, .abort),
            (.failed(.abortable), .aborting, .abort), (.failed(.refused), .aborting, .abort),
            (.failed(.broken), .fresh, .renew),
        ],
        .committing: [
            (.committed, .ready, .committed), (.failed(.passing), .committing, .commit),
            (.failed(.group), .unsure, .renew), (.failed(.abortable), .unsure, .renew),
            (.failed(.refused), .unsure, .renew), (.failed(.broken), .unsure, .renew),
        ],
        .aborting: [
            (.aborted, .ready, .begin),
            (.failed(.passing), .aborting, .abort), (.failed(.group), .aborting, .abort),
            (.failed(.abortable), .fresh, .renew), (.failed(.refused), .fresh, .renew),
            (.failed(.broken), .fresh, .renew),
        ],
        .unsure: [
            (.registered, .looking, .look),
            (.failed(.passing), .unsure, .register), (.failed(.group), .unsure, .register),
            (.failed(.abortable), .unsure, .renew), (.failed(.refused), .unsure, .renew),
            (.failed(.broken), .unsure, .renew),
        ],
        .looking: [
            (.found(true), .ready, .committed), (.found(false), .ready, .begin),
            (.failed(.passing), .looking, .look), (.failed(.group), .looking, .look),
            (.failed(.abortable), .looking, .look), (.failed(.refused), .looking, .look),
            (.failed(.broken), .looking, .look),
        ],
        .ended: [],
    ]

    @Test("every pair of state and event", arguments: TransactionMachine.State.allCases)
    func everyPair(state: TransactionMachine.State) throws {
        let rows = try #require(Self.table[state])
        for event in Machine.Event.all {
            var machine = Machine(state: state)
            let action = machine.handle(event)
            let row = rows.first { $0.0 == event } ?? (event, state, .none)
            #expect(action == row.2, "\(state), \(event)")
            #expect(machine.state == row.1, "\(state), \(event)")
        }
    }

    @Test("the way of a portion that meets no failure")
    func plain() {
        var machine = Machine()
        let events: [Machine.Event] = [.begin, .registered, .begun, .delivered, .handedIn, .committed, .begin, .begun]
        let actions = events.map { machine.handle($0) }
        #expect(actions == [.register, .begin, .send, .handIn, .commit, .committed, .begin, .send])
    }

    @Test("a refused record is told when its transaction is aborted, by this producer or the next")
    func refused() {
        var machine = Machine(state: .open)
        #expect([.failed(.refused), .aborted].map { machine.handle($0) } == [.abort, .refused])
        machine = Machine(state: .open)
        let events: [Machine.Event] = [.failed(.refused), .failed(.broken), .registered, .begin, .begun]
        #expect(events.map { machine.handle($0) } == [.abort, .renew, .refused, .begin, .send])
    }

    @Test("an unknown outcome is looked up behind a new producer, before anything is sent again")
    func unknownOutcome() {
        var machine = Machine(.init(commits: 2), state: .committing)
        let events: [Machine.Event] = [.failed(.passing), .failed(.passing), .registered, .found(false), .begun]
        #expect(events.map { machine.handle($0) } == [.commit, .renew, .look, .begin, .send])
    }

    @Test("what passes is tried so often, and counted anew after a commit")
    func attempts() {
        var machine = Machine(.init(attempts: 3), state: .open)
        for _ in 0..<2 {
            #expect(
                [.failed(.abortable), .aborted, .begun].map { machine.handle($0) } == [.abort, .begin, .send])
        }
        #expect(machine.failures == 2)
        var other = machine
        #expect(other.handle(.failed(.abortable)) == .stop(.unavailable))
        #expect(other.state == .ended)
        #expect([.delivered, .handedIn, .committed].map { machine.handle($0) } == [.handIn, .commit, .committed])
        #expect(machine.failures == 0)
    }

    @Test("a group that takes its time does not end the worker")
    func patience() {
        var machine = Machine(.init(attempts: 2), state: .closing)
        for _ in 0..<100 {
            let events: [Machine.Event] = [.failed(.group), .aborted, .begun, .delivered]
            #expect(events.map { machine.handle($0) } == [.abort, .begin, .send, .handIn])
        }
    }

    @Test("a producer that is fenced again and again ends the worker as fatal")
    func renewals() {
        var machine = Machine(.init(renewals: 2), state: .open)
        for _ in 0..<2 {
            #expect([.failed(.broken), .registered, .begun].map { machine.handle($0) } == [.renew, .begin, .send])
        }
        #expect(machine.handle(.failed(.broken)) == .stop(.fatal))
    }

    @Test("two workers of one name, that commit and fence each other in turn, do not do so for ever")
    func fight() {
        var machine = Machine(.init(renewals: 5, calm: 20), state: .ready)
        let commit: [Machine.Event] = [.begin, .begun, .delivered, .handedIn, .committed]
        var fences = 0
        while machine.state != .ended, fences < 100 {
            for event in commit { _ = machine.handle(event) }
            _ = machine.handle(.begin)
            _ = machine.handle(.begun)
            fences += 1
            if machine.handle(.failed(.broken)) == .renew { _ = machine.handle(.registered) }
        }
        #expect(fences == 6)
        // Twenty commits in a row, and it may be fenced anew.
        machine = Machine(.init(renewals: 1, calm: 20), state: .open)
        #expect([.failed(.broken), .registered].map { machine.handle($0) } == [.renew, .begin])
        for _ in 0..<20 { for event in commit { _ = machine.handle(event) } }
        #expect([.begin, .begun, .failed(.broken)].map { machine.handle($0) } == [.begin, .send, .renew])
    }

    /// A broker as simple as can be, which fails at random: whatever happens, each portion is committed exactly once,
    /// unless the machine stops.
    @Test("no order of failures commits a portion twice or not at all", arguments: 0..<200 as Range<UInt64>)
    func conservation(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var machine = Machine(.init(attempts: 1000, commits: 3, renewals: 1000))
        for _ in 0..<20 {
            var commits = 0
            var isOpen = false
            var action = machine.handle(.begin)
            var steps = 0
            while action != .committed, steps < 10_000 {
                steps += 1
                let fails = Int.random(in: 0..<3, using: &random) == 0
                let failure = TransactionFailure.allCases.filter { $0 != .refused }.randomElement(using: &random)
                let failed = Machine.Event.failed(failure ?? .passing)
                switch action {
                case .register, .renew:
                    isOpen = false
                    action = machine.handle(fails ? failed : .registered)
                case .begin:
                    #expect(!isOpen, "a transaction in a transaction")
                    if !fails { isOpen = true }
                    action = machine.handle(fails ? failed : .begun)
                case .send: action = machine.handle(fails ? failed : .delivered)
                case .handIn: action = machine.handle(fails ? failed : .handedIn)
                case .commit:
                    // The answer may be lost either way, and an answered commit is repeated harmlessly.
                    if isOpen, Bool.random(using: &random) {
                        commits += 1
                        isOpen = false
                    }
                    action = machine.handle(!fails && !isOpen ? .committed : failed)
                case .abort:
                    if !fails { isOpen = false }
                    action = machine.handle(fails ? failed : .aborted)
                case .look: action = machine.handle(fails ? failed : .found(commits > 0))
                case .none, .refused, .stop, .committed:
                    Issue.record("\(action) in \(machine.state), seed \(seed)")
                    return
                }
            }
            #expect(commits == 1, "seed \(seed)")
        }
    }
}
