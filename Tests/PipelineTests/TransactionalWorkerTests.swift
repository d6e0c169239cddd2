import Kafka
import Testing

@testable import Pipeline

/// Transactions against the embedded broker, which answers their requests but neither isolates them nor keeps their
/// offsets: so these tests show that nothing is lost and the worker goes on, not that readers see each output once.
@Suite("Workers with transactions") struct TransactionalWorkerTests {
    private func options(
        _ cluster: TestCluster, _ change: (inout WorkerOptions) -> Void = { _ in }
    ) -> WorkerOptions {
        cluster.options {
            $0.delivery = .exactlyOnce(transactionalID: "workers-one")
            $0.transactsWithEmbedded = true
            $0.batchRecords = 20
            $0.producer.client.properties["retry.backoff.ms"] = "20"
            change(&$0)
        }
    }

    private func run(_ cluster: TestCluster, _ worker: Worker, articles: Int) async throws {
        let result = await worker.run()
        #expect(result == WorkerResult(reason: .drained, message: nil))
        let manifests = try await onThread { try cluster.read(cluster.topics.manifests) }
        let ids = Set(manifests.compactMap { $0.json["article_id"] as? String })
        #expect(ids == Set((0..<articles).map { "a-\($0)" }))
    }

    @Test("output and offsets go in transactions")
    func plain() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<200).map { .article("a-\($0)") })
        let worker = try Worker(options: options(cluster), processor: Shared.processor())
        try await run(cluster, worker, articles: 200)
        let counts = worker.snapshot()
        #expect(counts.articles == 200)
        #expect(counts.transactions.count >= 10)
        #expect(counts.transactionsAborted == 0)
        // Nothing is committed beside the transactions.
        #expect(counts.commits == 0)
        #expect(try await onThread { try cluster.committed() }.isEmpty)
    }

    @Test("on the embedded broker a worker does without them and says so")
    func embedded() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<40).map { .article("a-\($0)") })
        let journal = Journal()
        let worker = try Worker(
            options: options(cluster) { $0.transactsWithEmbedded = false }, processor: Shared.processor(),
            log: journal.handler)
        try await run(cluster, worker, articles: 40)
        #expect(worker.snapshot().transactions.count == 0)
        #expect(journal.messages.contains { $0.hasPrefix("delivery is at least once") })
        #expect(try await onThread { try cluster.committed() }.values.reduce(0, +) == 40)
    }

    @Test(
        "a transaction that fails is aborted and sent again, whatever failed",
        arguments: [
            (EmbeddedBroker.Request.addPartitionsToTransaction, KafkaError.Code.notCoordinator),
            (.addPartitionsToTransaction, .invalidProducerEpoch),
            (.addOffsetsToTransaction, .notCoordinator),
            (.transactionalOffsetCommit, .illegalGeneration), (.transactionalOffsetCommit, .unknownMember),
            (.transactionalOffsetCommit, .notCoordinator),
            (.endTransaction, .notCoordinator), (.endTransaction, .invalidProducerEpoch),
            (.produce, .notLeader), (.produce, .messageTooLarge), (.initializeProducerID, .notCoordinator),
        ])
    func faults(request: EmbeddedBroker.Request, code: KafkaError.Code) async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<100).map { .article("a-\($0)") })
        try cluster.broker.fail(request, with: [code])
        let worker = try Worker(options: options(cluster), processor: Shared.processor())
        try await run(cluster, worker, articles: 100)
        #expect(try cluster.broker.pendingFailures(request, on: 1) == 0)
        #expect(worker.snapshot().deadLetterCount == 0)
    }

    @Test("an article whose record is refused for good is found by halving, and its neighbours pass")
    func bisection() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<16).map { .article("a-\($0)", partition: 0) })
        // All are refused until one is alone: 16, 8, 4, 2, 1.
        try cluster.broker.fail(.produce, with: Array(repeating: .invalidRecord, count: 5))
        let worker = try Worker(
            options: options(cluster) {
                $0.lanes = 1
                $0.producer.linger = .milliseconds(50)
            }, processor: Shared.processor())
        let result = await worker.run()
        #expect(result == WorkerResult(reason: .drained, message: nil))
        let counts = worker.snapshot()
        #expect(counts.articles + counts.deadLetterCount == 16)
        let letters = try await onThread { try cluster.read(cluster.topics.deadLetters) }
        #expect(letters.count <= 1)
        #expect(letters.allSatisfy { $0.header("dlq-stage") == "publish" })
    }

    @Test("an instance of the same name takes over: the older one ends by itself, as fatal")
    func fencing() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<100).map { .article("a-\($0)") })
        try cluster.broker.fail(
            .addPartitionsToTransaction, with: Array(repeating: .invalidProducerEpoch, count: 20))
        let worker = try Worker(options: options(cluster), processor: Shared.processor())
        let result = await worker.run()
        #expect(result.reason == .fatal)
        #expect(worker.snapshot().producersRenewed == 5)
        #expect(result.message?.contains("worker_name") == true)
    }
}
