import CRdKafka

/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The topic's name.
    public let topic: String
    /// The partition's number, from 0.
    public let partition: Int32

    /// The partition of that topic.
    public init(_ topic: String, _ partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// By topic, then by partition.
    public static func < (left: Self, right: Self) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    /// `topic/partition`.
    public var description: String { "\(topic)/\(partition)" }
}

/// An offset in a partition.
///
/// Committing it means that every record *before* it is done with; assigning it means that reading starts there.
public struct TopicPartitionOffset: Sendable, Hashable, CustomStringConvertible {
    /// The partition.
    public let topicPartition: TopicPartition
    /// The offset of the next record to read, or one of the logical offsets below.
    public let offset: Int64

    /// The oldest record there is.
    public static let beginning = Int64(RD_KAFKA_OFFSET_BEGINNING)
    /// After the newest record there is.
    public static let end = Int64(RD_KAFKA_OFFSET_END)
    /// The group's committed offset.
    public static let committed = Int64(RD_KAFKA_OFFSET_STORED)

    /// That offset of that partition.
    public init(_ topicPartition: TopicPartition, _ offset: Int64) {
        self.topicPartition = topicPartition
        self.offset = offset
    }

    /// That offset of that partition of that topic.
    public init(_ topic: String, _ partition: Int32, _ offset: Int64) {
        self.init(TopicPartition(topic, partition), offset)
    }

    /// `topic/partition/offset`.
    public var description: String { "\(topicPartition)/\(offset)" }
}
