import Kafka

/// Which records of a segment are delivered and which are not: one round of sending, as a value.
///
/// Every record gets an id when it is sent, and its report closes it. A round begins anew for every segment and every
/// resending, and reports of earlier rounds no longer count, so nothing here outlives a batch.
struct DeliveryLedger: Sendable {
    /// A record that is not in the log.
    struct Failure: Sendable, Equatable {
        /// The slot's index in the segment.
        let slot: Int
        /// The record's index in the slot.
        let record: Int
        let error: KafkaError
    }

    private enum Fate: Sendable {
        case sent, delivered, failed
    }

    private var round: UInt64 = 0
    private var records: [(slot: Int32, record: Int32, fate: Fate)] = []
    /// Records sent and not yet reported.
    private(set) var outstanding = 0
    /// Records that failed in this round, in no order.
    private(set) var failures: [Failure] = []
    /// Records delivered in this round.
    private(set) var delivered = 0

    /// Begins a round.
    mutating func begin() {
        // 32 bits of rounds: after 2^32 of them no report of the first can still be under way.
        round = (round + 1) & 0xffff_ffff
        records.removeAll(keepingCapacity: true)
        failures.removeAll(keepingCapacity: true)
        (outstanding, delivered) = (0, 0)
    }

    /// Notes a record down before it is handed to the producer, whose report may come at once.
    /// - Returns: the id to hand over with it.
    mutating func send(slot: Int, record: Int) -> UInt64 {
        records.append((Int32(clamping: slot), Int32(clamping: record), .sent))
        outstanding += 1
        return round << 32 | UInt64(records.count - 1)
    }

    /// Takes a report, or the producer's refusal to take a record.
    /// - Returns: whether it closed a record of this round.
    @discardableResult
    mutating func close(_ id: UInt64, _ error: KafkaError?) -> Bool {
        let index = Int(id & 0xffff_ffff)
        guard id >> 32 == round, index < records.count, records[index].fate == .sent else { return false }
        outstanding -= 1
        if let error {
            records[index].fate = .failed
            failures.append(
                Failure(slot: Int(records[index].slot), record: Int(records[index].record), error: error))
        } else {
            records[index].fate = .delivered
            delivered += 1
        }
        return true
    }

    /// Takes back a record that the producer had no room for: it is sent again later, under another id.
    mutating func withdraw(_ id: UInt64) {
        let index = Int(id & 0xffff_ffff)
        guard id >> 32 == round, index == records.count - 1, records[index].fate == .sent else { return }
        outstanding -= 1
        records.removeLast()
    }
}
