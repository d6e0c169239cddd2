import Foundation
import Kafka
import Testing

/// Runs blocking work on a thread of its own, so that tests that wait for a broker run side by side.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// An embedded broker with clients that suit it.
struct TestCluster: Sendable {
    let broker: EmbeddedBroker
    var client: ClientConfiguration { ClientConfiguration(bootstrapServers: broker.bootstrapServers) }

    init(brokers: Int = 1, topics: [String: Int] = ["articles": 4]) throws {
        broker = try EmbeddedBroker(brokers: brokers)
        for (name, partitions) in topics { try broker.createTopic(name, partitions: partitions) }
    }

    func producer(_ change: (inout ProducerConfiguration) -> Void = { _ in }) throws -> Producer {
        var configuration = ProducerConfiguration(client: client)
        configuration.linger = .zero
        change(&configuration)
        return try Producer(configuration)
    }

    func consumer(
        _ group: String = "readers", _ change: (inout ConsumerConfiguration) -> Void = { _ in },
        onRebalance: @escaping Consumer.RebalanceHook = { _, _ in }
    ) throws -> Consumer {
        var configuration = ConsumerConfiguration(client: client, groupID: group)
        configuration.fetchWait = .milliseconds(10)
        configuration.sessionTimeout = .seconds(6)
        change(&configuration)
        return try Consumer(configuration, onRebalance: onRebalance)
    }

    /// Produces records and waits until each is in the log.
    func publish(_ records: [OutgoingRecord]) throws {
        let producer = try producer()
        for (index, record) in records.enumerated() { try producer.produce(record, id: UInt64(index)) }
        var failures: [DeliveryReport] = []
        let done = producer.close(timeout: .seconds(10)) { events in
            failures += events.deliveries.filter { $0.error != nil }
        }
        try #require(done)
        try #require(failures.isEmpty, "\(failures)")
    }

    /// Publishes `count` values `0`, `1`, … to one partition.
    func publishNumbers(_ count: Int, topic: String = "articles", partition: Int32 = 0) throws {
        try publish(
            (0..<count).map { OutgoingRecord(topic: topic, partition: partition, key: nil, value: bytes("\($0)")) })
    }
}

/// A record as it was read, copied.
struct Seen: Sendable, Equatable {
    var key: [UInt8]?
    var value: [UInt8]?
    var partition: Int32
    var offset: Int64

    init(_ record: Record) {
        key = copy(record.key)
        value = copy(record.value)
        partition = record.partition
        offset = record.offset
    }

    var text: String { String(decoding: value ?? [], as: UTF8.self) }
}

func copy(_ span: Span<UInt8>?) -> [UInt8]? {
    guard let span else { return nil }
    return span.withUnsafeBufferPointer { Array($0) }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Polls until `isDone`, or fails after the timeout.
func poll(
    _ consumer: Consumer, within timeout: Duration = .seconds(20), until isDone: () -> Bool,
    _ body: (RecordBatch) throws -> Void = { _ in }
) throws {
    let deadline = ContinuousClock.now + timeout
    while !isDone() {
        try #require(ContinuousClock.now < deadline, "nothing more came in time")
        if let batch = try consumer.poll(timeout: .milliseconds(50)) { try body(batch) }
    }
}

/// Reads so many records.
func read(_ count: Int, from consumer: Consumer) throws -> [Seen] {
    var seen: [Seen] = []
    try poll(consumer, until: { seen.count >= count }) { seen += $0.map { Seen($0) } }
    return seen
}

/// Collects delivery reports until there are so many.
func reports(_ count: Int, from producer: Producer, within timeout: Duration = .seconds(15)) throws -> [DeliveryReport]
{
    let deadline = ContinuousClock.now + timeout
    var reports: [DeliveryReport] = []
    while reports.count < count {
        try #require(ContinuousClock.now < deadline, "no more reports came in time")
        reports += try producer.poll(timeout: .milliseconds(50)).deliveries
    }
    return reports
}
