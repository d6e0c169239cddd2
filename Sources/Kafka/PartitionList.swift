import CRdKafka

/// An owned list of partitions in librdkafka's form.
final class PartitionList: Sendable {
    private let list: ForeignPointer<rd_kafka_topic_partition_list_t>

    init(_ partitions: [TopicPartition]) {
        list = ForeignPointer(rd_kafka_topic_partition_list_new(Int32(clamping: partitions.count)))
        for each in partitions { rd_kafka_topic_partition_list_add(list.raw, each.topic, each.partition) }
    }

    init(_ offsets: [TopicPartitionOffset]) {
        list = ForeignPointer(rd_kafka_topic_partition_list_new(Int32(clamping: offsets.count)))
        for each in offsets {
            let added = rd_kafka_topic_partition_list_add(
                list.raw, each.topicPartition.topic, each.topicPartition.partition)
            added?.pointee.offset = each.offset
        }
    }

    /// A list of topics, as subscriptions take them.
    init(topics: [String]) {
        list = ForeignPointer(rd_kafka_topic_partition_list_new(Int32(clamping: topics.count)))
        for topic in topics { rd_kafka_topic_partition_list_add(list.raw, topic, RD_KAFKA_PARTITION_UA) }
    }

    /// A copy of a list that librdkafka keeps.
    init(copying other: UnsafePointer<rd_kafka_topic_partition_list_t>) {
        list = ForeignPointer(rd_kafka_topic_partition_list_copy(other))
    }

    /// Takes the list over.
    init(consuming other: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
        list = ForeignPointer(other)
    }

    deinit { rd_kafka_topic_partition_list_destroy(list.raw) }

    /// Lends the list for a call.
    func with<Result>(_ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Result) -> Result {
        body(list.raw)
    }

    var partitions: [TopicPartition] { Self.elements(of: list.raw).map(\.topicPartition) }

    var offsets: [TopicPartitionOffset] { Self.elements(of: list.raw) }

    /// The first error of a single partition, where the call as a whole may have succeeded.
    func checkEach(_ context: @autoclosure () -> String) throws(KafkaError) {
        for index in 0..<Int(list.raw.pointee.cnt) {
            let element = list.raw.pointee.elems[index]
            if element.err != RD_KAFKA_RESP_ERR_NO_ERROR {
                let name = TopicPartition(String(cString: element.topic), element.partition)
                throw KafkaError(element.err, "\(context()) of \(name)")
            }
        }
    }

    /// The elements of a list that someone else owns.
    static func elements(of list: UnsafePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartitionOffset] {
        (0..<Int(list.pointee.cnt)).map { index in
            let element = list.pointee.elems[index]
            return TopicPartitionOffset(String(cString: element.topic), element.partition, element.offset)
        }
    }
}
