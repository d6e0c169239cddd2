import Kafka

/// A batch on its way through the stages.
struct PolledBatch: Sendable {
    /// Borrowed from librdkafka until the last reference goes.
    let records: RecordBatch
    /// What to commit when all is delivered.
    let marks: [OffsetTracker.Mark]
    /// The partitions it has records of.
    let partitions: Set<TopicPartition>
    /// When it was polled.
    var polledAt = ContinuousClock.now
}
