/// The partition that Kafka's own producers choose for a key, so that one may produce with another key and still keep
/// the records of a key together: `toPositive(murmur2(key)) % partitions`, as in the Java client.
public enum Partitioner {
    /// The partition of a key in a topic of `partitions` (at least 1) partitions.
    public static func partition(forKey key: Span<UInt8>, partitions: Int32) -> Int32 {
        precondition(partitions > 0, "a topic has at least one partition")
        return Int32(truncatingIfNeeded: murmur2(key) & 0x7fff_ffff) % partitions
    }

    /// Murmur2 in 32 bits with Kafka's seed, over the bytes of a key.
    public static func murmur2(_ key: Span<UInt8>) -> UInt32 {
        let multiplier: UInt32 = 0x5bd1_e995
        var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: key.count)
        var index = 0
        while index + 4 <= key.count {
            var word = UInt32(key[index]) | UInt32(key[index + 1]) << 8
            word |= UInt32(key[index + 2]) << 16 | UInt32(key[index + 3]) << 24
            word &*= multiplier
            word ^= word >> 24
            word &*= multiplier
            hash &*= multiplier
            hash ^= word
            index += 4
        }
        if index < key.count {
            var shift: UInt32 = 0
            while index < key.count {
                hash ^= UInt32(key[index]) << shift
                shift += 8
                index += 1
            }
            hash &*= multiplier
        }
        hash ^= hash >> 13
        hash &*= multiplier
        hash ^= hash >> 15
        return hash
    }
}
