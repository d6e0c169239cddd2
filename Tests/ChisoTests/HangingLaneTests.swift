import Article
import Events
import Foundation
import Kafka
import Testing

@testable import Pipeline
@testable import Service
@testable import chiso

/// A processor that hangs in every article until it is let go, as an endless loop would.
private struct HangingProcessor: MessageProcessor {
    let hangs: DispatchSemaphore

    mutating func process(_ message: RawMessage, time: Int64, into slot: inout OutputSlot) {
        slot.clear()
        hangs.wait()
        hangs.signal()
        slot.refuse(message, Refusal(.extract, "hung", "it hung"), time: time, maximumBytes: nil)
    }
}

@Suite struct HangingLaneTests {
    private func page(_ address: ListenAddress, _ path: String) async throws -> String {
        let run = try await BuiltBinary.run(
            "/usr/bin/env", ["curl", "-s", "-m", "20", "-w", "%{http_code}", "http://\(address)\(path)"])
        return String(decoding: run.output, as: UTF8.self)
    }

    private func wait(_ what: String, _ isTrue: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !isTrue() {
            try #require(ContinuousClock.now < deadline, "in vain: \(what)")
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    @Test("a lane that hangs fails liveness, which says why, and passes again once it goes on")
    func liveness() async throws {
        let broker = try EmbeddedBroker()
        for topic in Configuration.Topics().all { try broker.createTopic(topic, partitions: 1) }
        let client = ClientConfiguration(bootstrapServers: broker.bootstrapServers)
        let producer = try Producer(ProducerConfiguration(client: client))
        try producer.produce(OutgoingRecord(topic: "articles.raw", key: Array("a".utf8), value: Array("x".utf8)))
        #expect(producer.close(timeout: .seconds(10)))

        var options = WorkerOptions(client: client, groupID: "g", lanes: 1)
        options.consumer.fetchWait = .milliseconds(10)
        options.stallAfter = .seconds(1)
        let hangs = DispatchSemaphore(value: 0)
        let worker = try Worker(options: options, processor: HangingProcessor(hangs: hangs))
        let versions = Versions(extractor: "e", catalogue: "c")
        let server = try #require(
            try await WorkerPages(worker, versions).serve(on: ListenAddress(host: "127.0.0.1", port: 0)))
        #expect(try await page(server.address, "/healthz") == "{\"status\":\"alive\"}\n200")
        async let running = worker.run()
        try await wait("liveness fails") { try await page(server.address, "/healthz").hasSuffix("503") }
        let stalled = try await page(server.address, "/healthz")
        #expect(stalled.hasPrefix("{\"status\":\"stalled\",\"reason\":\"nothing completed for "))
        #expect(stalled.hasSuffix(" s with 1 record in hand\"}\n503"))
        #expect(try await page(server.address, "/metrics").contains("\nchiso_stalled 1\n"))
        hangs.signal()
        try await wait("liveness passes") { try await page(server.address, "/healthz").hasSuffix("200") }
        try await wait("the record has its fate") {
            try await page(server.address, "/metrics").contains("\nchiso_dead_letters_total{reason=\"hung\"} 1\n")
        }
        worker.stop()
        #expect(await running.reason == .drained)
        await server.stop(within: .seconds(5))
        broker.close()
    }
}
