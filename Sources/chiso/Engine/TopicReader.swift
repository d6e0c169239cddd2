import Kafka
import Service

/// Reads a whole topic, as far as it went when it was asked.
struct TopicReader {
    private let client: ClientConfiguration

    /// How long the brokers may take.
    private static let patience = Duration.seconds(30)

    init(_ client: ClientConfiguration) { self.client = client }

    /// The values of all records, in the order of each partition; tombstones are left out.
    func values(of topic: String) throws -> [[UInt8]] {
        // No group is joined: the id is what librdkafka wants to see.
        let consumer = try Consumer(ConsumerConfiguration(client: client, groupID: "chiso-reader"))
        defer { _ = consumer.close(timeout: .seconds(5)) }
        guard let metadata = try consumer.metadata(topic: topic, timeout: TopicReader.patience).topic(topic),
            metadata.partitionCount > 0
        else { throw CommandFailure(.unavailable, "the topic \(topic) does not exist: create it") }
        var ends: [TopicPartition: Int64] = [:]
        for partition in 0..<metadata.partitionCount {
            let place = TopicPartition(topic, partition)
            let marks = try consumer.queryWatermarks(place, timeout: TopicReader.patience)
            if marks.high > marks.low { ends[place] = marks.high }
        }
        try consumer.assign(ends.keys.sorted().map { TopicPartitionOffset($0, TopicPartitionOffset.beginning) })
        var values: [[UInt8]] = []
        let deadline = ContinuousClock.now + TopicReader.patience
        while !ends.isEmpty {
            guard ContinuousClock.now < deadline else {
                throw CommandFailure(.unavailable, "\(topic) could not be read in \(TopicReader.patience)")
            }
            guard let batch = try consumer.poll(timeout: .milliseconds(100)) else { continue }
            for record in batch {
                guard let end = ends[record.topicPartition] else { continue }
                if let value = record.value { values.append(value.withUnsafeBufferPointer { Array($0) }) }
                if record.offset >= end - 1 { ends[record.topicPartition] = nil }
            }
        }
        return values
    }
}
