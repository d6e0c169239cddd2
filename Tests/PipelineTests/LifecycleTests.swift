import Foundation
import Kafka
import Testing

@testable import Pipeline

@Suite struct LifecycleTests {
    /// How many manifests each article has.
    private func manifests(_ cluster: TestCluster) async throws -> [String: Int] {
        let outputs = try await onThread { try cluster.read(cluster.topics.manifests) }
        return outputs.reduce(into: [:]) { $0[$1.json["article_id"] as? String ?? "", default: 0] += 1 }
    }

    @Test("a stop in mid-stream finishes what is in hand and commits it; the next worker does the rest, nothing twice")
    func stopAndRestart() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<300).map { .article("a-\($0)") })
        let gate = Gate(100)
        let first = try Worker(
            options: cluster.options {
                $0.end = .never
                $0.batchRecords = 16
            }, processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = first.run()
        try await wait("the lanes are at work") { gate.arrived > 100 }
        first.stop()
        gate.open()
        #expect(await running == WorkerResult(reason: .drained, message: nil))
        let before = first.snapshot()
        #expect(before.articles == before.consumed)
        #expect(before.articles < 300)
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.values.reduce(0, +) == Int64(before.articles))
        let second = try Worker(options: cluster.options(), processor: Shared.processor())
        #expect(await second.run().reason == .drained)
        #expect(try await manifests(cluster) == Dictionary(uniqueKeysWithValues: (0..<300).map { ("a-\($0)", 1) }))
    }

    @Test("a second stop gives up at once; the next worker repeats what was in hand, and nothing is missing")
    func stopTwice() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<60).map { .article("a-\($0)") })
        let gate = Gate(20)
        let first = try Worker(
            options: cluster.options {
                $0.end = .never
                $0.batchRecords = 8
            }, processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = first.run()
        try await wait("the lanes are at work") { gate.arrived > 20 }
        let start = ContinuousClock.now
        first.stop()
        first.stop()
        #expect(await running.reason == .graceExceeded)
        #expect(ContinuousClock.now - start < .seconds(8))
        gate.open()
        let second = try Worker(options: cluster.options(), processor: Shared.processor())
        #expect(await second.run().reason == .drained)
        let counts = try await manifests(cluster)
        #expect(Set(counts.keys) == Set((0..<60).map { "a-\($0)" }))
    }

    @Test("a stop whose grace runs out says so")
    func graceExceeded() async throws {
        let cluster = try TestCluster()
        try cluster.publish([.article("a")])
        let gate = Gate(0)
        let worker = try Worker(
            options: cluster.options { $0.grace = .seconds(2) },
            processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = worker.run()
        try await wait("a lane is at work") { gate.arrived > 0 }
        let start = ContinuousClock.now
        worker.stop()
        #expect(await running.reason == .graceExceeded)
        #expect(ContinuousClock.now - start < .seconds(7))
        gate.open()
    }

    @Test("a stop before the run, and one before the first assignment", arguments: [true, false])
    func earlyStop(beforeRun: Bool) async throws {
        let cluster = try TestCluster()
        let worker = try Worker(options: cluster.options { $0.end = .never }, processor: Shared.processor())
        if beforeRun { worker.stop() }
        async let running = worker.run()
        if !beforeRun {
            try await wait("it has begun") { worker.life.update { $0.state == .running } }
            worker.stop()
        }
        #expect(await running.reason == .drained)
    }

    @Test("brokers that are not there end the start as unavailable")
    func noBroker() async throws {
        var options = WorkerOptions(
            client: ClientConfiguration(bootstrapServers: "127.0.0.1:1"), groupID: "g", lanes: 1)
        options.startTimeout = .seconds(1)
        options.grace = .seconds(3)
        let worker = try Worker(options: options, processor: Shared.processor())
        let result = await worker.run()
        #expect(result.reason == .unavailable)
        #expect(result.message != nil)
    }

    @Test("it ends after so many records")
    func afterRecords() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<30).map { .article("a-\($0)") })
        let worker = try Worker(
            options: cluster.options { $0.end = .afterRecords(7) }, processor: Shared.processor())
        #expect(await worker.run().reason == .drained)
        #expect(worker.snapshot().articles == 7)
    }

    @Test("a second worker takes partitions over in mid-stream, and between them nothing is missing")
    func rebalance() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<400).map { .article("a-\($0)") })
        let gate = Gate(100)
        let options = cluster.options {
            $0.end = .never
            $0.batchRecords = 10
        }
        let first = try Worker(
            options: options, processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        let second = try Worker(options: options, processor: Shared.processor())
        async let one = first.run()
        try await wait("the first is at work") { gate.arrived > 100 }
        async let two = second.run()
        gate.open()
        try await wait("both own partitions") {
            first.snapshot().assignedPartitions > 0 && second.snapshot().assignedPartitions > 0
        }
        try cluster.publish((400..<600).map { .article("a-\($0)") })
        try await wait("both have worked, and the group has read everything") {
            let all = [first.snapshot(), second.snapshot()]
            // Ends of partitions are some seconds old: where no more than that is known, nothing waits.
            return all.reduce(0) { $0 + $1.consumed } >= 600
                && all.allSatisfy { $0.articles > 0 } && all.reduce(0) { $0 + $1.lag.count } == TestCluster.partitions
                && all.allSatisfy { $0.lag.values.allSatisfy { $0 == 0 } }
        }
        first.stop()
        #expect(await one.reason == .drained)
        second.stop()
        #expect(await two.reason == .drained)
        let counts = try await manifests(cluster)
        #expect(Set((0..<600).map { "a-\($0)" }).subtracting(counts.keys) == [])
        // Partitions are handed over with their work done, so little is done twice.
        #expect(counts.values.count { $0 > 1 } < 100)
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.values.reduce(0, +) == 600)
    }

    @Test("full stages pause the consumer, which stays in its group; nothing is lost when they flow again")
    func backPressure() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<60).map { .article("a-\($0)") })
        let gate = Gate(0)
        let worker = try Worker(
            options: cluster.options {
                $0.batchRecords = 4
                $0.queuedBatches = 2
                $0.patience = .milliseconds(50)
                $0.consumer.maximumPollInterval = .seconds(6)
            }, processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = worker.run()
        try await wait("it pauses") { worker.snapshot().pauses > 0 }
        // The group must not miss it for longer than it may go without polling.
        try await Task.sleep(for: .seconds(7))
        let held = worker.snapshot()
        #expect(held.inFlight <= 12)
        #expect(held.rebalances == 1)
        #expect(held.pauses == 1)
        gate.open()
        #expect(await running.reason == .drained)
        #expect(worker.snapshot().articles == 60)
        let counts = try await manifests(cluster)
        #expect(counts == Dictionary(uniqueKeysWithValues: (0..<60).map { ("a-\($0)", 1) }))
    }

    @Test("output past its bound goes out in parts, and all of it arrives in order")
    func outputBound() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<100).map { .article("a", version: $0) })
        let worker = try Worker(
            options: cluster.options {
                $0.outputBytes = 10_000
                $0.lanes = 4
            }, processor: Shared.processor())
        #expect(await worker.run().reason == .drained)
        let events = try await onThread { try cluster.read(cluster.topics.events) }
        #expect(events.compactMap { $0.json["value"] as? Int } == Array(1...100))
    }
}
