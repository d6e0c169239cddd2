import Foundation
import Kafka
import Synchronization
import Testing

/// Raised once, seen by all.
final class Flag: Sendable {
    private let value = Atomic(false)
    var isUp: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
}

/// What the members of a group saw, in one order.
final class Journal: Sendable {
    struct Entry: Sendable {
        var member: String
        var kind: Rebalance.Kind
        var partitions: Set<Int32>
    }

    private let state = Mutex<
        (entries: [Entry], owners: [String: Set<Int32>], processed: [Int32: Int64], refused: Set<Int32>)
    >(
        ([], [:], [:], []))

    func hook(_ member: String) -> Consumer.RebalanceHook {
        { rebalance, consumer in
            let partitions = Set(rebalance.partitions.map(\.partition))
            let done = self.state.withLock { state -> [TopicPartitionOffset] in
                state.entries.append(Entry(member: member, kind: rebalance.kind, partitions: partitions))
                switch rebalance.kind {
                case .assigned: state.owners[member, default: []].formUnion(partitions)
                case .revoked, .lost: state.owners[member, default: []].subtract(partitions)
                }
                guard rebalance.kind == .revoked else { return [] }
                return partitions.compactMap { partition in
                    state.processed[partition].map { TopicPartitionOffset("articles", partition, $0 + 1) }
                }
            }
            do {
                try consumer.commit(done)
            } catch let error as KafkaError where error.code == .rebalanceInProgress {
                // The broker's right while the next rebalance has begun; the next owner then reads them again.
                self.state.withLock { $0.refused.formUnion(partitions) }
            } catch {
                Issue.record("commit in the hook: \(error)")
            }
        }
    }

    /// Notes a record; false if it was not the next of its partition, nor the first one of those read again because
    /// the broker refused their commit.
    func process(_ record: Record) -> Bool {
        state.withLock { state in
            let next = (state.processed[record.partition] ?? -1) + 1
            let isNext =
                record.offset == next || record.offset < next && state.refused.remove(record.partition) != nil
            state.processed[record.partition] = record.offset
            return isNext
        }
    }

    func owned(by member: String) -> Set<Int32> { state.withLock { $0.owners[member] ?? [] } }
    var processedCount: Int64 { state.withLock { $0.processed.values.reduce(0) { $0 + $1 + 1 } } }
    var entries: [Entry] { state.withLock { $0.entries } }
}

@Suite struct GroupTests {
    /// Polls on a thread of its own until told to stop, then closes; says whether it closed in time.
    static func run(_ consumer: Consumer, _ journal: Journal, until stop: @escaping @Sendable () -> Bool) async throws
        -> Bool
    {
        try await onThread {
            let deadline = ContinuousClock.now + .seconds(40)
            while !stop() {
                try #require(ContinuousClock.now < deadline, "the group did not come to rest: \(journal.entries)")
                guard let batch = try consumer.poll(maximumRecords: 10, timeout: .milliseconds(50)) else { continue }
                for record in batch {
                    #expect(journal.process(record), "\(record.topicPartition)/\(record.offset) out of turn")
                }
            }
            return consumer.close(timeout: .seconds(15))
        }
    }

    @Test(
        "a second member takes partitions over after the first has committed them, none skipped, none read again unless a commit was refused"
    )
    func handOver() async throws {
        let cluster = try TestCluster()
        let journal = Journal()
        for partition in 0..<4 { try cluster.publishNumbers(50, partition: Int32(partition)) }
        let first = try cluster.consumer(onRebalance: journal.hook("first"))
        let second = try cluster.consumer(onRebalance: journal.hook("second"))
        try first.subscribe(["articles"])
        let (stopFirst, stopSecond) = (Flag(), Flag())
        async let one = Self.run(first, journal, until: { stopFirst.isUp })
        try await onThread {
            try wait("the first member owns all") { journal.owned(by: "first").count == 4 }
            try second.subscribe(["articles"])
        }
        async let two = Self.run(second, journal, until: { stopSecond.isUp })
        try await onThread {
            try wait("both own a half") {
                journal.owned(by: "first").count == 2 && journal.owned(by: "second").count == 2
            }
            for partition in 0..<4 { try cluster.publishNumbers(50, partition: Int32(partition)) }
            try wait("all are read") { journal.processedCount == 400 }
        }
        stopFirst.raise()
        #expect(try await one)
        // A member that leaves while the group settles may have its last commit refused, so one after the other.
        try await onThread { try wait("the second owns all") { journal.owned(by: "second").count == 4 } }
        stopSecond.raise()
        #expect(try await two)
        #expect(journal.owned(by: "first").isEmpty)
        #expect(journal.owned(by: "second").isEmpty)
        #expect(!journal.entries.contains { $0.kind == .lost })
        let checker = try cluster.consumer()
        let places = (0..<4).map { TopicPartition("articles", Int32($0)) }
        let committed = try checker.committed(places, timeout: .seconds(5))
        #expect(committed.values.allSatisfy { $0 == 100 }, "\(committed)")
        #expect(checker.close(timeout: .seconds(5)))
    }

    @Test("a member that its group forgot loses its partitions, hears of it, and joins again")
    func lost() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let journal = Journal()
            let consumer = try cluster.consumer(onRebalance: journal.hook("only"))
            try consumer.subscribe(["articles"])
            try poll(consumer, until: { journal.owned(by: "only").count == 4 })
            try cluster.broker.fail(.heartbeat, with: [.unknownMember])
            try poll(consumer, until: { journal.entries.count == 3 })
            #expect(journal.entries.map(\.kind) == [.assigned, .lost, .assigned])
            #expect(journal.entries.allSatisfy { $0.partitions == [0, 1, 2, 3] })
            #expect(consumer.close(timeout: .seconds(10)))
        }
    }

    @Test("partitions that were lost during a pause flow again when they come back after it")
    func pausedAndLost() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(5)
            let journal = Journal()
            let consumer = try cluster.consumer(onRebalance: journal.hook("only"))
            try consumer.pause()
            try consumer.subscribe(["articles"])
            try poll(consumer, until: { journal.owned(by: "only").count == 4 })
            try cluster.broker.fail(.heartbeat, with: [.unknownMember])
            try poll(consumer, until: { journal.entries.count == 2 })
            #expect(try consumer.assignment().isEmpty)
            try consumer.resume()
            #expect(try read(5, from: consumer).count == 5)
            #expect(journal.entries.map(\.kind) == [.assigned, .lost, .assigned])
            #expect(consumer.close(timeout: .seconds(10)))
        }
    }

    @Test("partitions that arrive during a pause are paused too")
    func pausedOnArrival() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(5)
            let journal = Journal()
            let consumer = try cluster.consumer(onRebalance: journal.hook("only"))
            try consumer.pause()
            try consumer.subscribe(["articles"])
            try poll(consumer, until: { journal.owned(by: "only").count == 4 }) { _ in
                Issue.record("a paused consumer gives no records")
            }
            #expect(try consumer.poll(timeout: .milliseconds(300)) == nil)
            try consumer.resume()
            #expect(try read(5, from: consumer).count == 5)
            #expect(consumer.close(timeout: .seconds(10)))
            #expect(journal.entries.map(\.kind) == [.assigned, .revoked])
        }
    }
}

/// Waits for something to become true, or fails.
func wait(_ what: String, within timeout: Duration = .seconds(30), _ isTrue: () -> Bool) throws {
    let deadline = ContinuousClock.now + timeout
    while !isTrue() {
        try #require(ContinuousClock.now < deadline, "in vain: \(what)")
        Thread.sleep(forTimeInterval: 0.01)
    }
}
