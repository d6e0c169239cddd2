import CRdKafka

/// Who a consumer is in its group at one moment: what a transaction hands in with its offsets, so that the group's
/// coordinator refuses those of a member that is none any more.
public final class GroupMetadata: Sendable {
    private let raw: OpaqueHandle
    /// The generation of the group that the member is in; negative while it is in none, nil if librdkafka does not say.
    public let generation: Int32?
    /// The name that the coordinator gave the member; empty while it has none, nil if librdkafka does not say.
    public let memberID: String?

    init(consuming raw: OpaquePointer) {
        self.raw = OpaqueHandle(raw)
        let identity = GroupMetadata.identity(in: GroupMetadata.serialized(raw))
        (generation, memberID) = (identity?.generation, identity?.memberID)
    }

    deinit { rd_kafka_consumer_group_metadata_destroy(raw.raw) }

    /// Whether the coordinator will check the offsets against the group. It takes those of nobody in particular
    /// unchecked, so they must never be handed in.
    public var isMember: Bool {
        guard let generation, let memberID else { return true }
        return generation >= 0 && !memberID.isEmpty
    }

    func with<Result>(_ body: (OpaquePointer) -> Result) -> Result { body(raw.raw) }

    private static func serialized(_ raw: OpaquePointer) -> [UInt8] {
        var buffer: UnsafeMutableRawPointer?
        var size = 0
        if let error = rd_kafka_consumer_group_metadata_write(raw, &buffer, &size) {
            rd_kafka_error_destroy(error)
            return []
        }
        guard let buffer else { return [] }
        defer { rd_kafka_mem_free(nil, buffer) }
        return Array(UnsafeRawBufferPointer(start: buffer, count: size))
    }

    /// Reads generation and member id from the serialized form, which librdkafka 2.0.2 has no other way to tell: a mark,
    /// the generation in the machine's order, then the group's and the member's names, each ended by a zero byte.
    static func identity(in bytes: [UInt8]) -> (generation: Int32, memberID: String)? {
        let mark = Array("CGMDv2:".utf8)
        guard bytes.starts(with: mark), bytes.count >= mark.count + 4 else { return nil }
        let generation = bytes[mark.count..<mark.count + 4].withUnsafeBytes { $0.loadUnaligned(as: Int32.self) }
        let names = bytes[(mark.count + 4)...].split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        guard names.count > 2 else { return nil }
        return (generation, String(decoding: names[1], as: UTF8.self))
    }
}

extension Consumer {
    /// Who the consumer is in its group now. Take it right before the offsets of a transaction are handed in.
    public func groupMetadata() throws(KafkaError) -> GroupMetadata {
        let handle = try slot.get()
        guard let raw = rd_kafka_consumer_group_metadata(handle.client.raw) else {
            throw KafkaError(.state, "the consumer is in no group")
        }
        return GroupMetadata(consuming: raw)
    }
}
