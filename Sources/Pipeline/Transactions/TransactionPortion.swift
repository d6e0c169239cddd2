import Kafka

/// What one transaction carries: neighbouring slots of a segment, less those of partitions that are not ours any more,
/// and the offsets behind them.
struct TransactionPortion: Sendable, Equatable {
    /// The slots to be sent, in order.
    let slots: [Int]
    /// The slots whose partitions left: their next owner processes them.
    let dropped: [Int]
    /// The offset after the last record of each partition.
    let offsets: [TopicPartitionOffset]

    /// - Parameters:
    ///   - range: which slots.
    ///   - place: where a slot's record stands.
    ///   - isHeld: whether a partition is still owned, in the same term as when the record was polled.
    init(_ range: Range<Int>, place: (Int) -> TopicPartitionOffset, isHeld: (TopicPartition) -> Bool) {
        var (slots, dropped): ([Int], [Int]) = ([], [])
        var next: [TopicPartition: Int64] = [:]
        for slot in range {
            let record = place(slot)
            guard isHeld(record.topicPartition) else {
                dropped.append(slot)
                continue
            }
            slots.append(slot)
            next[record.topicPartition] = max(next[record.topicPartition] ?? 0, record.offset + 1)
        }
        (self.slots, self.dropped) = (slots, dropped)
        offsets = next.map { TopicPartitionOffset($0.key, $0.value) }
            .sorted { $0.topicPartition < $1.topicPartition }
    }

    /// Whether the group's committed offsets show that the transaction was committed.
    ///
    /// All of it was or nothing, so one partition tells; no other member can have committed those that are ours.
    /// - Returns: nil if none of its partitions is ours any more, so that nothing is left to be done.
    func isCommitted(by committed: [TopicPartition: Int64?], isHeld: (TopicPartition) -> Bool) -> Bool? {
        let own = offsets.filter { isHeld($0.topicPartition) }
        guard let first = own.first else { return nil }
        return ((committed[first.topicPartition] ?? nil) ?? -1) >= first.offset
    }
}
