import Foundation
import Kafka
import Testing

@testable import Pipeline

@Suite struct WorkerTests {
    @Test("the samples go through: events, then the manifest that names them, each where its key belongs")
    func happyPath() async throws {
        let cluster = try TestCluster()
        try cluster.publish(Gold.samples.map { Raw(key: $0.id, value: $0.message) })
        let journal = Journal()
        let worker = try Worker(options: cluster.options(), processor: Shared.processor(), log: journal.handler)
        let result = await worker.run()
        #expect(result == WorkerResult(reason: .drained, message: nil), "\(journal.messages)")
        let snapshot = worker.snapshot()
        #expect(snapshot.consumed == 18)
        #expect(snapshot.articles == 18)
        #expect(snapshot.inFlight == 0)
        #expect(snapshot.events > 100)
        let (events, manifests, letters) = try await onThread {
            try (
                cluster.read(cluster.topics.events), cluster.read(cluster.topics.manifests),
                cluster.read(cluster.topics.deadLetters)
            )
        }
        #expect(letters.isEmpty)
        #expect(manifests.count == 18)
        #expect(events.count == Int(snapshot.events))
        for manifest in manifests {
            let id = try #require(manifest.json["article_id"] as? String)
            let own = events.filter { $0.keyText == id }
            #expect(own.compactMap { $0.json["event_id"] as? String } == manifest.json["event_ids"] as? [String])
            let home = Partitioner.partition(forKey: bytes(id).span, partitions: Int32(TestCluster.partitions))
            #expect(manifest.partition == home)
            #expect(own.allSatisfy { $0.partition == home })
            #expect(manifest.keyText.hasPrefix("\(id)#"))
            #expect(own.allSatisfy { $0.header("ce_type") == "chiso.indicator-event.v1" })
        }
        let committed = try await onThread { try cluster.committed() }
        #expect(committed.values.reduce(0, +) == 18)
    }
}
