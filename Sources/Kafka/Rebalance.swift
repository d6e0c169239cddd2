import CRdKafka
import Synchronization

/// A change of the partitions that a consumer owns.
public struct Rebalance: Sendable, Hashable {
    /// What happens to the partitions.
    public enum Kind: Sendable {
        /// They are the consumer's from now on; records follow with the next poll.
        case assigned
        /// They go to another member once the hook returns: finish and commit what is in hand.
        case revoked
        /// They already belong to another member: drop what is in hand, a commit would fail.
        case lost
    }

    /// What happens to the partitions.
    public let kind: Kind
    /// The partitions concerned. With cooperative assignment the others stay as they are.
    public let partitions: [TopicPartition]
}

/// Rebalances that librdkafka announced during a poll and the consumer has not yet answered.
///
/// The callback, which runs inside librdkafka's own poll, only notes them down and ends that poll. The consumer answers
/// when it has returned: so that user code never runs on top of C frames, and that records already taken out of the
/// queue are known when their partition goes.
final class RebalanceInbox: Sendable {
    struct Announcement: Sendable {
        let code: KafkaError.Code
        let isLost: Bool
        let partitions: PartitionList
    }

    private struct State {
        var announcements: [Announcement] = []
        var polled: OpaqueHandle?
        var isJoining = false
    }

    private let state = Mutex(State())

    /// Notes that the consumer joins a group.
    func noteSubscription() { state.withLock { $0.isJoining = true } }

    /// librdkafka before 2.3 ends the process when a member that never had an assignment is destroyed (its issue 4312).
    var mayDestroy: Bool { rd_kafka_version() >= 0x0203_0000 || !state.withLock { $0.isJoining } }

    /// Names the queue whose poll an announcement ends.
    func setPolledQueue(_ queue: OpaqueHandle?) { state.withLock { $0.polled = queue } }

    var isEmpty: Bool { state.withLock { $0.announcements.isEmpty } }

    func takeFirst() -> Announcement? {
        state.withLock { $0.announcements.isEmpty ? nil : $0.announcements.removeFirst() }
    }

    private func note(_ announcement: Announcement) {
        let queue = state.withLock { state in
            if announcement.code.raw == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS { state.isJoining = false }
            state.announcements.append(announcement)
            return state.polled
        }
        if let queue { rd_kafka_queue_yield(queue.raw) }
    }

    /// The callback: `opaque` is the inbox, which its consumer's handle keeps until the client is destroyed.
    static let callback:
        @convention(c) (
            OpaquePointer?, rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?,
            UnsafeMutableRawPointer?
        ) -> Void = { client, code, partitions, opaque in
            guard let client, let opaque, let partitions else { return }
            let inbox = Unmanaged<RebalanceInbox>.fromOpaque(opaque).takeUnretainedValue()
            let isLost = rd_kafka_assignment_lost(client) != 0
            inbox.note(
                Announcement(
                    code: KafkaError.Code(code), isLost: isLost, partitions: PartitionList(copying: partitions)))
        }
}
