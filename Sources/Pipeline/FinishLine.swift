import Kafka

/// When a worker that shall not run for ever has read enough.
struct FinishLine: Sendable {
    private let end: WorkerOptions.End
    /// The offset after the last record there was at the start, of each partition of the raw topic.
    private var targets: [TopicPartition: Int64] = [:]
    private var owned: Set<TopicPartition> = []
    private var reached: Set<TopicPartition> = []
    private var hasJoined = false
    private var records = 0

    init(_ end: WorkerOptions.End) { self.end = end }

    /// Sets how far to read.
    mutating func setTargets(_ targets: [TopicPartition: Int64]) { self.targets = targets }

    /// Partitions that arrive; perhaps none, when the group has more members than partitions.
    mutating func assign(_ partitions: [TopicPartition]) {
        hasJoined = true
        owned.formUnion(partitions)
        reached.subtract(partitions)
        for partition in partitions where (targets[partition] ?? 0) == 0 { reached.insert(partition) }
    }

    /// Partitions that leave.
    mutating func remove(_ partitions: [TopicPartition]) {
        owned.subtract(partitions)
        reached.subtract(partitions)
    }

    /// Notes how far a poll came: the offset after a record, or that of the end of a partition.
    mutating func pass(_ offset: TopicPartitionOffset) {
        if offset.offset >= targets[offset.topicPartition] ?? 0 { reached.insert(offset.topicPartition) }
    }

    /// Counts polled records.
    mutating func count(_ records: Int) { self.records += records }

    /// How many records may still be polled; nil for any number.
    var room: Int? {
        guard case .afterRecords(let limit) = end else { return nil }
        return max(0, limit - records)
    }

    /// Whether it is time to stop.
    var isReached: Bool {
        switch end {
        case .never: false
        case .afterRecords: room == 0
        case .whenCaughtUp: hasJoined && owned.isSubset(of: reached)
        }
    }
}
