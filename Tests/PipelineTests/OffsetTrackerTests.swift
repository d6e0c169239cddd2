import Kafka
import TestSupport
import Testing

@testable import Pipeline

@Suite struct OffsetTrackerTests {
    private let places = (0..<3).map { TopicPartition("raw", Int32($0)) }
    private func at(_ partition: Int, _ offset: Int64) -> TopicPartitionOffset {
        TopicPartitionOffset(places[partition], offset)
    }

    @Test("what is delivered is due once, until its commit fails")
    func due() {
        var tracker = OffsetTracker()
        tracker.assign(places)
        let marks = tracker.mark([at(0, 10), at(1, 5)])
        #expect(tracker.takeDue().isEmpty)
        tracker.deliver(marks)
        #expect(!tracker.isSettled)
        #expect(tracker.takeDue() == [at(0, 10), at(1, 5)])
        #expect(tracker.takeDue().isEmpty)
        tracker.commit([at(0, 10), at(1, 5)], succeeded: false)
        #expect(tracker.takeDue() == [at(0, 10), at(1, 5)])
        tracker.commit([at(0, 10), at(1, 5)], succeeded: true)
        #expect(tracker.takeDue().isEmpty)
        #expect(tracker.isSettled)
    }

    @Test("a partition's next commit waits for the answer to the one before, which may be sent again after it")
    func oneAtATime() {
        var tracker = OffsetTracker()
        tracker.assign([places[0], places[1]])
        tracker.deliver(tracker.mark([at(0, 10)]))
        #expect(tracker.takeDue() == [at(0, 10)])
        tracker.deliver(tracker.mark([at(0, 20), at(1, 5)]))
        #expect(tracker.takeDue() == [at(1, 5)])
        tracker.commit([at(0, 10)], succeeded: true)
        #expect(!tracker.isSettled)
        #expect(tracker.takeDue() == [at(0, 20)])
        tracker.commit([at(0, 20)], succeeded: false)
        #expect(tracker.takeDue() == [at(0, 20)])
    }

    @Test("a partition that leaves takes what was polled of it along, even if it returns")
    func terms() {
        var tracker = OffsetTracker()
        tracker.assign([places[0], places[1]])
        let old = tracker.mark([at(0, 10), at(1, 10)])
        tracker.remove([places[0]], areLost: true)
        tracker.assign([places[0]])
        tracker.deliver(old)
        #expect(tracker.takeDue() == [at(1, 10)])
        tracker.deliver(tracker.mark([at(0, 7)]))
        #expect(tracker.takeDue() == [at(0, 7)])
        #expect(tracker.mark([at(2, 1)]).isEmpty)
    }

    @Test("what a transaction committed is neither due nor unsettled, and counts only for partitions still held")
    func transactions() {
        var tracker = OffsetTracker()
        tracker.assign([places[0], places[1]])
        let marks = tracker.mark([at(0, 10), at(1, 10)])
        tracker.complete(marks, [at(0, 5)])
        #expect(tracker.isSettled)
        tracker.complete(marks, [at(0, 10), at(1, 10)])
        tracker.deliver(marks)
        #expect(tracker.takeDue().isEmpty)
        #expect(marks.allSatisfy { tracker.holds($0) })
        tracker.remove([places[0]], areLost: true)
        tracker.assign([places[0]])
        #expect(marks.map { tracker.holds($0) } == [false, true])
        tracker.complete(marks, [at(0, 20)])
        tracker.deliver(tracker.mark([at(0, 7)]))
        #expect(tracker.takeDue() == [at(0, 7)])
    }

    /// What may happen to a membership, and how calm it is before and after.
    private static let transitions:
        [(String, @Sendable (inout OffsetTracker, [TopicPartition]) -> Void, [OffsetTracker.Calm])] =
            [
                // After:                                                        steady    revoked   joining
                ("assigned", { $0.assign($1) }, [.steady, .joining, .steady]),
                ("revoked", { $0.remove($1, areLost: false) }, [.revoked, .revoked, .revoked]),
                ("lost", { $0.remove($1, areLost: true) }, [.joining, .joining, .joining]),
                ("commit met a rebalance", { tracker, _ in tracker.meetRebalance() }, [.joining, .revoked, .joining]),
                ("settled", { tracker, _ in tracker.settle() }, [.steady, .steady, .steady]),
            ]

    @Test("every state of a membership and everything that may happen to it")
    func membership() {
        let ways: [(OffsetTracker.Calm, (inout OffsetTracker) -> Void)] = [
            (.steady, { _ in }), (.revoked, { $0.remove([], areLost: false) }), (.joining, { $0.meetRebalance() }),
        ]
        for (name, event, after) in Self.transitions {
            for (state, (calm, way)) in ways.enumerated() {
                var tracker = OffsetTracker()
                tracker.assign([places[0], places[1]])
                tracker.deliver(tracker.mark([at(0, 5)]))
                way(&tracker)
                #expect(tracker.calm == calm)
                event(&tracker, [places[1]])
                #expect(tracker.calm == after[state], "\(name) while \(calm)")
                // Commits in the background rest unless all is calm; a last commit is always made.
                var other = tracker
                #expect(tracker.takeDue().isEmpty == (tracker.calm != .steady), "\(name) while \(calm)")
                #expect(other.takeDue(of: [places[0]]) == [at(0, 5)], "\(name) while \(calm)")
            }
        }
    }

    @Test("for partitions that leave, what is being committed is repeated")
    func leaving() {
        var tracker = OffsetTracker()
        tracker.assign(places)
        tracker.deliver(tracker.mark([at(0, 10), at(1, 10)]))
        #expect(tracker.takeDue().count == 2)
        #expect(tracker.takeDue(of: [places[0], places[2]]) == [at(0, 10)])
        tracker.commit([at(0, 10)], succeeded: true)
        #expect(tracker.takeDue(of: [places[0]]).isEmpty)
    }

    @Test("random lives: never a commit past what was delivered in this term, nor of what is not owned")
    func random() {
        var random = SeededGenerator(seed: 5)
        var checked = 0
        for _ in 0..<100 {
            var tracker = OffsetTracker()
            var delivered: [TopicPartition: Int64] = [:]
            var polled: [TopicPartition: Int64] = [:]
            var queue: [[OffsetTracker.Mark]] = []
            var commits: [[TopicPartitionOffset]] = []
            for _ in 0..<120 {
                let place = places[random.next(below: 3)]
                switch random.next(below: 6) {
                case 0 where !tracker.owned.contains(place):
                    tracker.assign([place])
                case 1 where tracker.owned.contains(place) && random.next(below: 3) == 0:
                    tracker.remove([place], areLost: true)
                    delivered[place] = nil
                    queue = queue.map { $0.filter { $0.offset.topicPartition != place } }
                case 2:
                    guard tracker.owned.contains(place) else { continue }
                    polled[place, default: 0] += Int64(1 + random.next(below: 5))
                    queue.append(tracker.mark([TopicPartitionOffset(place, polled[place] ?? 0)]))
                case 3 where !queue.isEmpty:
                    let marks = queue.removeFirst()
                    tracker.deliver(marks)
                    for mark in marks { delivered[mark.offset.topicPartition] = mark.offset.offset }
                case 4:
                    let due = tracker.takeDue()
                    for offset in due { #expect(delivered[offset.topicPartition] == offset.offset) }
                    checked += due.count
                    if !due.isEmpty { commits.append(due) }
                default:
                    guard !commits.isEmpty else { continue }
                    tracker.commit(commits.removeFirst(), succeeded: random.next(below: 2) == 0)
                }
            }
            while !commits.isEmpty { tracker.commit(commits.removeFirst(), succeeded: false) }
            for offset in tracker.takeDue() { #expect(delivered[offset.topicPartition] == offset.offset) }
        }
        #expect(checked > 100)
    }
}

@Suite struct FinishLineTests {
    private let places = (0..<2).map { TopicPartition("raw", Int32($0)) }

    @Test("caught up: when every owned partition is read to where it ended, empty ones at once")
    func caughtUp() {
        var line = FinishLine(.whenCaughtUp)
        line.setTargets([places[0]: 10, places[1]: 0])
        #expect(!line.isReached)
        line.assign(places)
        #expect(!line.isReached)
        line.pass(TopicPartitionOffset(places[0], 9))
        #expect(!line.isReached)
        line.pass(TopicPartitionOffset(places[0], 10))
        #expect(line.isReached)
        line.remove([places[0]])
        line.assign([places[0]])
        #expect(!line.isReached)
        line.remove([places[0]])
        #expect(line.isReached)
        #expect(line.room == nil)
    }

    @Test("a member that gets no partitions is done")
    func nothingAssigned() {
        var line = FinishLine(.whenCaughtUp)
        line.setTargets([places[0]: 10])
        line.assign([])
        #expect(line.isReached)
    }

    @Test("after so many records; never")
    func others() {
        var line = FinishLine(.afterRecords(5))
        line.count(3)
        #expect(line.room == 2)
        #expect(!line.isReached)
        line.count(2)
        #expect(line.isReached)
        var never = FinishLine(.never)
        never.assign(places)
        #expect(!never.isReached)
    }
}

extension OffsetTrackerTests {
    @Test("background commits wait from a revocation to the end of the joining that follows it")
    func calm() {
        let place = TopicPartition("raw", 0)
        var tracker = OffsetTracker()
        tracker.assign([place])
        tracker.deliver(tracker.mark([TopicPartitionOffset(place, 3)]))
        tracker.remove([TopicPartition("raw", 1)], areLost: false)
        #expect(tracker.takeDue().isEmpty)
        // The rest of the assignment that took it away.
        tracker.assign([])
        #expect(tracker.calm == .joining)
        #expect(tracker.takeDue().isEmpty)
        // What the joining brought.
        tracker.assign([])
        #expect(tracker.takeDue().map(\.offset) == [3])
    }

    @Test("a commit refused for a rebalance waits for its end; a partition's last commit does not")
    func refused() {
        let place = TopicPartition("raw", 0)
        var tracker = OffsetTracker()
        tracker.assign([place])
        tracker.deliver(tracker.mark([TopicPartitionOffset(place, 3)]))
        let due = tracker.takeDue()
        tracker.commit(due, succeeded: false)
        tracker.meetRebalance()
        #expect(tracker.takeDue().isEmpty)
        #expect(tracker.takeDue(of: [place]) == due)
        tracker.commit(due, succeeded: false)
        tracker.assign([])
        #expect(tracker.takeDue() == due)
        tracker.remove([TopicPartition("raw", 1)], areLost: true)
        #expect(tracker.calm == .joining)
        tracker.settle()
        #expect(tracker.calm == .steady)
    }
}
