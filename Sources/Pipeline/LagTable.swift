import Kafka

/// How far reading is behind the log, partition by partition, as a value.
///
/// A position is the offset after the last record polled, or that of the end of the partition where the consumer has
/// come to it: the end lies behind the control records of transactions, which no poll gives out, so an idle topic has
/// no lag. Before the first record it is the group's committed offset. The end is the last stable offset, as the leader
/// tells it. What is not known is left out.
struct LagTable: Sendable {
    private struct Place: Sendable {
        var position: Int64?
        /// Nil: not asked yet. Nil within: the group has committed none.
        var committed: Int64??
        var marks: Watermarks?
        /// Whether the leader did not answer when it was asked last.
        var isSilent = false
    }

    private var places: [TopicPartition: Place] = [:]
    /// Whether a group without a committed offset begins with the oldest record.
    private let beginsAtOldest: Bool

    init(beginsAtOldest: Bool) { self.beginsAtOldest = beginsAtOldest }

    /// The partitions owned, sorted.
    var owned: [TopicPartition] { places.keys.sorted() }

    /// Partitions that arrive.
    mutating func assign(_ partitions: [TopicPartition]) {
        for partition in partitions { places[partition] = Place() }
    }

    /// Partitions that leave, and their lag with them.
    mutating func remove(_ partitions: [TopicPartition]) {
        for partition in partitions { places[partition] = nil }
    }

    /// Notes the offsets after the last records of a poll.
    mutating func read(_ next: [TopicPartitionOffset]) {
        for offset in next { places[offset.topicPartition]?.position = offset.offset }
    }

    /// Notes that the consumer has come to the end of a partition. An end that a later record of the same poll has
    /// passed changes nothing.
    mutating func reachEnd(_ end: TopicPartitionOffset) {
        guard let place = places[end.topicPartition] else { return }
        places[end.topicPartition]?.position = max(place.position ?? 0, end.offset)
        guard let marks = place.marks, marks.high < end.offset else { return }
        places[end.topicPartition]?.marks = Watermarks(low: marks.low, high: end.offset)
    }

    /// The partitions of which neither a position nor the committed offset is known.
    var needingStart: [TopicPartition] {
        places.filter { $0.value.position == nil && $0.value.committed == nil }.keys.sorted()
    }

    /// Whether of some partition nobody has been asked yet how far it reaches.
    var hasUnknownEnds: Bool { places.values.contains { $0.marks == nil } }

    /// Notes the group's committed offsets; nil where it has none.
    mutating func setCommitted(_ offsets: [TopicPartition: Int64?]) {
        for (partition, offset) in offsets { places[partition]?.committed = .some(offset) }
    }

    /// Notes the oldest offset of a partition and its end.
    mutating func setWatermarks(_ partition: TopicPartition, _ marks: Watermarks) {
        places[partition]?.marks = marks
        places[partition]?.isSilent = false
    }

    /// Notes that a partition's leader does not answer. What was known of its end is still told.
    mutating func missAnswer(_ partition: TopicPartition) { places[partition]?.isSilent = true }

    /// Records that could be polled now: those behind leaders that answer.
    var readable: Int64 { places.values.reduce(0) { $0 + ($1.isSilent ? 0 : lag($1) ?? 0) } }

    /// Records still to be polled of each partition of which that is known.
    var lags: [TopicPartition: Int64] { places.compactMapValues(lag) }

    private func lag(_ place: Place) -> Int64? {
        guard let marks = place.marks else { return nil }
        let position: Int64
        if let read = place.position {
            position = read
        } else if let committed = place.committed {
            guard let offset = committed ?? (beginsAtOldest ? marks.low : nil) else { return nil }
            position = offset
        } else {
            return nil
        }
        // What retention has taken is not waited for.
        return max(0, marks.high - max(position, marks.low))
    }
}
