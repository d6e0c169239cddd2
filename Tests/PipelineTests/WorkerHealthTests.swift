import Foundation
import Kafka
import Testing

@testable import Pipeline

@Suite struct WorkerHealthTests {
    private func lag(_ worker: Worker) -> Int64 { worker.snapshot().lag.values.reduce(0, +) }

    @Test("a lane that hangs in an article is a stall that is told and recovered from; an idle worker is alive")
    func stall() async throws {
        let cluster = try TestCluster()
        let gate = Gate(0)
        let journal = Journal()
        let worker = try Worker(
            options: cluster.options {
                $0.end = .never
                $0.stallAfter = .seconds(2)
            }, processor: GatedProcessor(inner: Shared.processor(), gate: gate), log: journal.handler)
        #expect(worker.health().unready == "starting: the brokers have not described the topics yet")
        async let running = worker.run()
        try await wait("it is ready") { worker.health().isReady }
        // Idle for longer than a stall would take.
        try await Task.sleep(for: .seconds(3))
        #expect(worker.health() == WorkerHealth(stall: nil, unready: nil))
        try cluster.publish((0..<3).map { .article("a-\($0)") })
        try await wait("it is stalled") { !worker.health().isAlive }
        let stall = try #require(worker.health().stall)
        #expect(stall.hasPrefix("nothing completed for ") && stall.hasSuffix(" s with 3 records in hand"))
        #expect(worker.health().isReady)
        try await wait("that is told") { journal.messages.contains { $0.hasPrefix("stalled: liveness fails") } }
        gate.open()
        try await wait("it has recovered") { worker.health().isAlive && worker.snapshot().articles == 3 }
        try await wait("that is told") { journal.messages.contains { $0.hasPrefix("recovered") } }
        #expect(journal.messages.count { $0.hasPrefix("stalled") } == 1)
        #expect(journal.messages.count { $0.hasPrefix("joined the group") } == 1)
        worker.stop()
        #expect(await running.reason == .drained)
        #expect(worker.health().unready == "stopped")
        let stages = worker.snapshot().stages
        #expect(stages.process.count == 3)
        #expect(stages.process.sum > 4)
        for stage in stages.byName { #expect(stage.durations.count > 0, "\(stage.name)") }
    }

    @Test("when all brokers are gone it is not ready and no less alive; it is ready again when they are back")
    func outage() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<20).map { .article("a-\($0)") })
        let journal = Journal()
        let worker = try Worker(
            options: cluster.options {
                $0.end = .never
                $0.stallAfter = .seconds(2)
                $0.producer.client.properties["reconnect.backoff.max.ms"] = "1000"
                $0.consumer.client.properties["reconnect.backoff.max.ms"] = "1000"
            }, processor: Shared.processor(), log: journal.handler)
        async let running = worker.run()
        try await wait("it is ready and done") { worker.health().isReady && worker.snapshot().articles == 20 }
        func told(_ what: String) -> Int { journal.messages.count { $0.hasPrefix(what) } }
        for outage in 1...2 {
            try cluster.broker.stop()
            // A slow machine may lose its partitions before, which is a reason too.
            try await wait("brokers are what is missing") {
                worker.health().unready?.hasPrefix("brokers unreachable for ") ?? false
            }
            #expect(worker.health().isAlive)
            try await wait("that is told") { told("brokers cannot be reached") == outage }
            try cluster.broker.start()
            try await wait("it is ready again") { worker.health().isReady }
            try await wait("that is told too") { told("brokers can be reached again") == outage }
        }
        try cluster.publish([.article("later")])
        try await wait("it works on") { worker.snapshot().articles == 21 }
        worker.stop()
        #expect(await running.reason == .drained)
        #expect(told("brokers cannot be reached") == 2)
        #expect(told("brokers can be reached again") == 2)
    }

    @Test("lag is known before the first record, sinks to nothing, and goes along with a partition that leaves")
    func lagOverRebalance() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<40).map { .article("a-\($0)", partition: Int32($0 % 4)) })
        let gate = Gate(0)
        func options() -> WorkerOptions {
            cluster.options {
                $0.end = .never
                $0.batchRecords = 4
                $0.queuedBatches = 1
                $0.patience = .seconds(60)
            }
        }
        let first = try Worker(options: options(), processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = first.run()
        try await wait("lags are known") { first.snapshot().lag.count == 4 }
        try await wait("all but what is in hand waits") { lag(first) == Int64(40 - first.snapshot().inFlight) }
        #expect(first.snapshot().inFlight > 0 && first.snapshot().inFlightBytes > 0)
        gate.open()
        try await wait("all is read") { first.snapshot().articles == 40 && lag(first) == 0 }
        let second = try Worker(options: options(), processor: Shared.processor())
        async let runningToo = second.run()
        try await wait("the partitions are shared out", within: .seconds(60)) {
            first.snapshot().lag.count == 2 && second.snapshot().lag.count == 2
        }
        #expect(Set(first.snapshot().lag.keys).union(second.snapshot().lag.keys).count == 4)
        // The second has read nothing yet: where the group stands is enough.
        #expect(second.snapshot().consumed == 0 && lag(second) == 0)
        #expect(second.health().isReady)
        first.stop()
        #expect(await running.reason == .drained)
        #expect(first.snapshot().lag.isEmpty)
        second.stop()
        #expect(await runningToo.reason == .drained)
    }

    @Test("a member for which no partition is left is ready")
    func withoutPartitions() async throws {
        let cluster = try TestCluster()
        let workers = try (0..<2).map { _ in
            try Worker(
                options: cluster.options {
                    $0.end = .never
                    $0.topics.raw = "narrow"
                }, processor: Shared.processor())
        }
        try cluster.broker.createTopic("narrow", partitions: 1)
        async let first = workers[0].run()
        try await wait("the first is ready") { workers[0].health().isReady }
        async let second = workers[1].run()
        try await wait("both are ready", within: .seconds(60)) { workers.allSatisfy { $0.health().isReady } }
        #expect(workers.map { $0.snapshot().assignedPartitions }.sorted() == [0, 1])
        for worker in workers { worker.stop() }
        #expect(await first.reason == .drained)
        #expect(await second.reason == .drained)
    }
}
