import Foundation
import Kafka
import Synchronization
import Testing

@testable import Pipeline

/// Runs blocking work on a thread of its own, so that tests that wait for a broker run side by side.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// A raw record to be published.
struct Raw: Sendable {
    var key: String?
    var value: [UInt8]?
    var headers: [RecordHeader] = []
    var partition: Int32?

    /// An article of one sentence with one figure.
    static func article(_ id: String, version: Int = 0, partition: Int32? = nil) -> Raw {
        let text = "Năm 2024, GDP của Việt Nam tăng \(version + 1)% so với năm 2023."
        return Raw(
            key: id, value: bytes(#"{"id":"\#(id)","body":"\#(text)","published_at":"2025-01-06"}"#),
            partition: partition)
    }
}

/// A record of an output topic.
struct Output: Sendable {
    var topic: String
    var partition: Int32
    var offset: Int64
    var key: [UInt8]?
    var value: [UInt8]?
    var timestamp: Int64?
    var headers: [RecordHeader]

    var keyText: String { String(decoding: key ?? [], as: UTF8.self) }
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(value ?? []))) as? [String: Any] ?? [:]
    }

    func header(_ name: String) -> String? {
        headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// An embedded broker with the four topics.
final class TestCluster: Sendable {
    let broker: EmbeddedBroker
    let topics = WorkerOptions.Topics()
    static let partitions = 4

    init() throws {
        broker = try EmbeddedBroker()
        for topic in [topics.raw, topics.events, topics.manifests, topics.deadLetters] {
            try broker.createTopic(topic, partitions: Self.partitions)
        }
    }

    var client: ClientConfiguration { ClientConfiguration(bootstrapServers: broker.bootstrapServers) }

    /// Options that suit the embedded broker, stopping when all that is there is read.
    func options(_ change: (inout WorkerOptions) -> Void = { _ in }) -> WorkerOptions {
        var options = WorkerOptions(client: client, groupID: "workers", lanes: 2)
        options.consumer.fetchWait = .milliseconds(10)
        options.consumer.sessionTimeout = .seconds(6)
        options.producer.linger = .milliseconds(1)
        options.end = .whenCaughtUp
        // Only a bound: what tests the grace sets its own.
        options.grace = .seconds(60)
        options.retry.pause = .milliseconds(20)
        change(&options)
        return options
    }

    func publish(_ records: [Raw]) throws {
        var configuration = ProducerConfiguration(client: client)
        configuration.maximumMessageBytes = 30_000_000
        configuration.linger = .zero
        let producer = try Producer(configuration)
        for record in records {
            try producer.produce(
                OutgoingRecord(
                    topic: topics.raw, partition: record.partition, key: record.key.map { bytes($0) },
                    value: record.value, headers: record.headers, timestamp: 1_700_000_000_000))
        }
        var failures: [DeliveryReport] = []
        try #require(producer.close(timeout: .seconds(10)) { failures += $0.deliveries.filter { $0.error != nil } })
        try #require(failures.isEmpty, "\(failures)")
    }

    /// Everything in a topic, by partition and offset.
    func read(_ topic: String) throws -> [Output] {
        var configuration = ConsumerConfiguration(client: client, groupID: "checker")
        configuration.fetchWait = .milliseconds(10)
        configuration.reportsEndOfPartition = true
        let consumer = try Consumer(configuration)
        try consumer.assign(
            (0..<Self.partitions).map { TopicPartitionOffset(topic, Int32($0), TopicPartitionOffset.beginning) })
        var ended: Set<TopicPartition> = []
        var outputs: [Output] = []
        let deadline = ContinuousClock.now + .seconds(20)
        while ended.count < Self.partitions {
            try #require(ContinuousClock.now < deadline, "\(topic) could not be read to its end")
            guard let batch = try consumer.poll(timeout: .milliseconds(100)) else { continue }
            for event in batch.events {
                if case .endOfPartition(let offset) = event { ended.insert(offset.topicPartition) }
            }
            for record in batch {
                outputs.append(
                    Output(
                        topic: topic, partition: record.partition, offset: record.offset, key: record.keyCopy,
                        value: record.valueCopy, timestamp: record.timestamp, headers: record.headers))
            }
        }
        consumer.close(timeout: .seconds(5))
        return outputs.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    /// The offsets that the workers' group has committed, of partitions that have any.
    func committed() throws -> [Int32: Int64] {
        let consumer = try Consumer(ConsumerConfiguration(client: client, groupID: "workers"))
        let places = (0..<Self.partitions).map { TopicPartition(topics.raw, Int32($0)) }
        var result: [Int32: Int64] = [:]
        for (place, offset) in try consumer.committed(places, timeout: .seconds(5)) {
            if let offset { result[place.partition] = offset }
        }
        consumer.close(timeout: .seconds(5))
        return result
    }
}

/// What a worker logged.
final class Journal: Sendable {
    private let entries = Mutex<[WorkerLog]>([])
    var handler: WorkerLogHandler { { entry in self.entries.withLock { $0.append(entry) } } }
    var messages: [String] { entries.withLock { $0.map { "\($0.message) \($0.fields.map { "\($0)=\($1)" })" } } }
}

/// Waits for something to become true, or fails.
func wait(_ what: String, within timeout: Duration = .seconds(30), _ isTrue: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + timeout
    while try !isTrue() {
        try #require(ContinuousClock.now < deadline, "in vain: \(what)")
        try await Task.sleep(for: .milliseconds(10))
    }
}
