import Foundation
import Kafka
import Testing

@testable import Pipeline

@Suite struct FaultTests {
    @Test("poison between articles: each record has one fate, and its neighbours pass")
    func poison() async throws {
        let cluster = try TestCluster()
        var raws: [Raw] = []
        var expected: [String: Int] = [:]
        for (index, poison) in Poison.all.enumerated() {
            raws.append(.article("good-\(index)", partition: 0))
            raws.append(Raw(key: poison.key == nil ? nil : "poison-\(index)", value: poison.value, partition: 0))
            expected[poison.error, default: 0] += 1
        }
        raws.append(Raw(key: "gone", value: nil, partition: 0))
        raws.append(.article("last", partition: 0))
        try cluster.publish(raws)
        let worker = try Worker(options: cluster.options(), processor: Shared.processor())
        let result = await worker.run()
        #expect(result.reason == .drained)
        let (manifests, letters) = try await onThread {
            try (cluster.read(cluster.topics.manifests), cluster.read(cluster.topics.deadLetters))
        }
        // The ledger: every offset of the raw topic has one manifest or one dead letter.
        #expect(manifests.count + letters.count == raws.count)
        #expect(Dictionary(grouping: letters) { $0.header("dlq-error") ?? "" }.mapValues(\.count) == expected)
        #expect(Set(letters.compactMap { $0.header("dlq-offset") }).count == Poison.all.count)
        #expect(letters.allSatisfy { $0.header("dlq-topic") == cluster.topics.raw })
        for letter in letters {
            let offset = try #require(letter.header("dlq-offset").flatMap { Int($0) })
            #expect(letter.value == raws[offset].value)
            #expect(letter.key == raws[offset].key.map { bytes($0) })
            #expect(letter.timestamp == 1_700_000_000_000)
        }
        let deleted = manifests.filter { $0.json["deleted"] as? Bool == true }
        #expect(deleted.map { $0.json["article_id"] as? String } == ["gone"])
        let snapshot = worker.snapshot()
        #expect(snapshot.articles == UInt64(Poison.all.count + 1))
        #expect(snapshot.deletions == 1)
        #expect(snapshot.deadLetters.mapValues { Int($0) } == expected)
        #expect(snapshot.processed == UInt64(raws.count))
        let committed = try await onThread { try cluster.committed() }
        #expect(committed == [0: Int64(raws.count)])
    }

    @Test("passing errors of the broker lose nothing and keep an article's versions in order")
    func retriable() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<200).map { .article("a-\($0 % 10)", version: $0 / 10) })
        try cluster.broker.fail(
            .produce, with: [.notEnoughReplicas, .requestTimedOut, .transport, .notLeader, .requestTimedOut])
        let worker = try Worker(
            options: cluster.options {
                $0.batchRecords = 20
                $0.producer.client.properties["retry.backoff.ms"] = "20"
            }, processor: Shared.processor())
        let result = await worker.run()
        #expect(result.reason == .drained)
        let events = try await onThread { try cluster.read(cluster.topics.events) }
        for id in 0..<10 {
            let own = events.filter { $0.keyText == "a-\(id)" }.compactMap { $0.json["value"] as? Int }
            #expect(Set(own) == Set(1...20))
            #expect(own.last == 20)
        }
        #expect(worker.snapshot().articles == 200)
    }

    @Test("output that times out is sent again from what was kept, until the broker is back")
    func resent() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<20).map { .article("a-\($0)") })
        let journal = Journal()
        let gate = Gate(0)
        let worker = try Worker(
            options: cluster.options { $0.producer.messageTimeout = .milliseconds(300) },
            processor: GatedProcessor(inner: Shared.processor(), gate: gate), log: journal.handler)
        async let running = worker.run()
        try await wait("the articles are polled") { gate.arrived > 0 }
        // Longer than a record may take, so that the producer itself gives up.
        try cluster.broker.setRoundTrip(.milliseconds(900))
        gate.open()
        try await wait("a round is repeated") { worker.snapshot().resent > 0 }
        try cluster.broker.setRoundTrip(.zero)
        let result = await running
        #expect(result.reason == .drained, "\(journal.messages)")
        let manifests = try await onThread { try cluster.read(cluster.topics.manifests) }
        #expect(Set(manifests.compactMap { $0.json["article_id"] as? String }).count == 20)
        #expect(worker.snapshot().articles == 20)
    }

    @Test("without a broker the worker ends as unavailable, and the next one finds all its work undone")
    func unavailable() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<20).map { .article("a-\($0)") })
        let gate = Gate(0)
        let worker = try Worker(
            options: cluster.options {
                $0.producer.messageTimeout = .milliseconds(300)
                $0.retry.attempts = 2
                $0.end = .never
            }, processor: GatedProcessor(inner: Shared.processor(), gate: gate))
        async let running = worker.run()
        try await wait("the articles are polled") { gate.arrived > 0 }
        try cluster.broker.stop()
        gate.open()
        let result = await running
        #expect(result.reason == .unavailable)
        #expect(result.message != nil)
        try cluster.broker.start()
        let next = try Worker(options: cluster.options(), processor: Shared.processor())
        #expect(await next.run().reason == .drained)
        #expect(next.snapshot().articles == 20)
    }

    @Test(
        "an article with an event over the producer's limit becomes a dead letter, cut to fit, and no event of it is out"
    )
    func oversizeEvent() async throws {
        let cluster = try TestCluster()
        // Every event quotes its article's title.
        let long = String(repeating: "rất nhiều chữ ", count: 2000)
        var raws = (0..<6).map { Raw.article("a-\($0)") }
        raws[3].value = bytes(#"{"id":"a-3","title":"\#(long)","body":"GDP năm 2024 tăng 7%."}"#)
        try cluster.publish(raws)
        let worker = try Worker(
            options: cluster.options { $0.producer.maximumMessageBytes = 20_000 },
            processor: Shared.processor(ProcessorSettings(recordBytes: 20_000)))
        #expect(await worker.run().reason == .drained)
        let (events, manifests, letters) = try await onThread {
            try (
                cluster.read(cluster.topics.events), cluster.read(cluster.topics.manifests),
                cluster.read(cluster.topics.deadLetters)
            )
        }
        let good: Set<String> = ["a-0", "a-1", "a-2", "a-4", "a-5"]
        #expect(Set(events.map(\.keyText)) == good)
        #expect(Set(manifests.compactMap { $0.json["article_id"] as? String }) == good)
        let letter = try #require(letters.first)
        #expect(letters.count == 1)
        #expect(letter.header("dlq-stage") == "publish")
        #expect(letter.header("dlq-error") == "message_too_large")
        #expect(letter.header("dlq-truncated") == "true")
        #expect(letter.header("id") == "a-3")
        let kept = try #require(letter.value)
        #expect(kept.count > 10_000)
        #expect(raws[3].value?.starts(with: kept) == true)
        #expect(worker.snapshot().deadLetters == ["message_too_large": 1])
    }

    @Test("what the broker refuses only in company is published")
    func refusedInCompany() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<8).map { .article("a-\($0)") })
        try cluster.broker.fail(.produce, with: [.messageTooLarge])
        let worker = try Worker(options: cluster.options(), processor: Shared.processor())
        #expect(await worker.run().reason == .drained)
        #expect(worker.snapshot().deadLetterCount == 0)
        #expect(worker.snapshot().resent > 0)
        let manifests = try await onThread { try cluster.read(cluster.topics.manifests) }
        #expect(Set(manifests.compactMap { $0.json["article_id"] as? String }) == Set((0..<8).map { "a-\($0)" }))
    }

    @Test("what the broker refuses alone becomes a dead letter, which is sent again if it is refused itself")
    func refusedAlone() async throws {
        let cluster = try TestCluster()
        try cluster.publish([.article("a")])
        // The event's set, the manifest's set, the event alone, and its dead letter.
        try cluster.broker.fail(.produce, with: Array(repeating: .messageTooLarge, count: 4))
        let worker = try Worker(options: cluster.options(), processor: Shared.processor())
        #expect(await worker.run().reason == .drained)
        let (events, manifests, letters) = try await onThread {
            try (
                cluster.read(cluster.topics.events), cluster.read(cluster.topics.manifests),
                cluster.read(cluster.topics.deadLetters)
            )
        }
        #expect(events.isEmpty)
        #expect(manifests.isEmpty)
        #expect(letters.map { $0.header("dlq-stage") } == ["publish"])
        #expect(letters.first?.header("dlq-error") == "message_too_large")
        #expect(letters.first?.value == Raw.article("a").value)
        #expect(worker.snapshot().articles == 0)
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.values.reduce(0, +) == 1)
    }

    @Test("a missing right is no article's fault: the worker ends and commits nothing")
    func unauthorized() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<4).map { .article("a-\($0)") })
        try cluster.broker.fail(.produce, with: Array(repeating: .topicAuthorization, count: 20))
        let worker = try Worker(options: cluster.options(), processor: Shared.processor())
        let result = await worker.run()
        #expect(result.reason == .unavailable)
        #expect(result.message?.contains("TOPIC_AUTHORIZATION_FAILED") == true)
        #expect(worker.snapshot().deadLetterCount == 0)
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.isEmpty)
    }

    @Test("a commit that fails is made good")
    func commitFails() async throws {
        let cluster = try TestCluster()
        try cluster.publish((0..<40).map { .article("a-\($0)") })
        // Offset metadata too large: an answer that librdkafka does not retry by itself.
        try cluster.broker.fail(.offsetCommit, with: [KafkaError.Code(rawValue: 12)])
        let worker = try Worker(options: cluster.options { $0.batchRecords = 10 }, processor: Shared.processor())
        #expect(await worker.run().reason == .drained)
        #expect(worker.snapshot().commitFailures >= 1)
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.values.reduce(0, +) == 40)
    }
}
