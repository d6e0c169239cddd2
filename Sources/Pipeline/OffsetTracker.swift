import Kafka

/// Which offsets may be committed, and which are: one number a partition, as a value.
///
/// Batches are delivered whole and in order, so the offset after a partition's last record in the newest delivered
/// batch ends the contiguous prefix. A partition that leaves takes its number along, and batches polled before it left
/// no longer count, even if it comes back.
struct OffsetTracker: Sendable {
    /// A partition's offset, with the term of ownership in which it was polled.
    struct Mark: Sendable, Hashable {
        let offset: TopicPartitionOffset
        let term: UInt64
    }

    private struct Place: Sendable {
        let term: UInt64
        /// After the last delivered record.
        var delivered: Int64?
        /// In a commit under way.
        var committing: Int64?
        var committed: Int64?
    }

    private var places: [TopicPartition: Place] = [:]
    private var term: UInt64 = 0
    /// Where the group stands, as far as its members are told.
    private(set) var calm = Calm.steady

    /// Whether commits may be made in the background.
    ///
    /// While a member waits to be let into the next generation its commits wait too, and are then answered with
    /// `ILLEGAL_GENERATION`, upon which librdkafka before 2.10 gives up its whole assignment.
    enum Calm: Sendable {
        case steady
        /// Partitions were taken away. The rest of this assignment follows at once, then another joining.
        case revoked
        /// The member joins again: the next assignment ends it.
        case joining
    }

    /// The partitions owned now.
    var owned: Set<TopicPartition> { Set(places.keys) }

    /// Partitions that arrive.
    mutating func assign(_ partitions: [TopicPartition]) {
        term += 1
        calm = calm == .revoked ? .joining : .steady
        for partition in partitions { places[partition] = Place(term: term) }
    }

    /// Partitions that leave.
    mutating func remove(_ partitions: [TopicPartition], areLost: Bool) {
        calm = areLost ? .joining : .revoked
        for partition in partitions { places[partition] = nil }
    }

    /// Marks the end of a polled batch. Partitions that are not owned are left out.
    func mark(_ offsets: [TopicPartitionOffset]) -> [Mark] {
        offsets.compactMap { offset in
            places[offset.topicPartition].map { Mark(offset: offset, term: $0.term) }
        }
    }

    /// Notes that a batch is delivered.
    mutating func deliver(_ marks: [Mark]) {
        for mark in marks {
            guard let place = places[mark.offset.topicPartition], place.term == mark.term else { continue }
            places[mark.offset.topicPartition]?.delivered = max(place.delivered ?? 0, mark.offset.offset)
        }
    }

    /// Whether a mark's partition is still owned, in the same term.
    func holds(_ mark: Mark) -> Bool { places[mark.offset.topicPartition]?.term == mark.term }

    /// Notes offsets that a transaction committed with what is behind them.
    /// - Parameter marks: of the batch, which know the terms.
    mutating func complete(_ marks: [Mark], _ offsets: [TopicPartitionOffset]) {
        let next = Dictionary(offsets.map { ($0.topicPartition, $0.offset) }, uniquingKeysWith: max)
        for mark in marks where holds(mark) {
            let partition = mark.offset.topicPartition
            guard let place = places[partition], let offset = next[partition] else { continue }
            places[partition]?.delivered = max(place.delivered ?? 0, offset)
            places[partition]?.committed = max(place.committed ?? 0, offset)
        }
    }

    /// What to commit now: all that is delivered and not committed, of partitions with no commit under way. It counts
    /// as being committed from then on.
    ///
    /// One commit a partition at a time: librdkafka sends one that failed for a passing reason again by itself, and an
    /// older offset would then take the place of a newer one that passed meanwhile.
    /// - Parameter partitions: only these, for a last commit: made even in a rebalance, and with what is being
    ///   committed, since that answer may come too late.
    mutating func takeDue(of partitions: [TopicPartition]? = nil) -> [TopicPartitionOffset] {
        var due: [TopicPartitionOffset] = []
        if calm != .steady && partitions == nil { return due }
        for partition in partitions ?? Array(places.keys) {
            guard let place = places[partition], let delivered = place.delivered else { continue }
            if partitions == nil && place.committing != nil { continue }
            guard delivered > place.committed ?? -1 else { continue }
            places[partition]?.committing = delivered
            due.append(TopicPartitionOffset(partition, delivered))
        }
        return due.sorted { $0.topicPartition < $1.topicPartition }
    }

    /// Takes the outcome of a commit. What failed is due again.
    mutating func commit(_ offsets: [TopicPartitionOffset], succeeded: Bool) {
        for offset in offsets {
            guard let place = places[offset.topicPartition], let committing = place.committing else { continue }
            if succeeded {
                places[offset.topicPartition]?.committed = max(place.committed ?? -1, offset.offset)
            }
            // A newer commit may be under way for which this is not the answer.
            if offset.offset >= committing { places[offset.topicPartition]?.committing = nil }
        }
    }

    /// Notes that a commit was refused because of a rebalance.
    mutating func meetRebalance() {
        if calm == .steady { calm = .joining }
    }

    /// Ends a wait for an assignment that must have come by now.
    mutating func settle() { calm = .steady }

    /// Whether everything delivered is committed.
    var isSettled: Bool { places.values.allSatisfy { ($0.delivered ?? -1) <= ($0.committed ?? -1) } }
}
