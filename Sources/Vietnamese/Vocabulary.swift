/// The number of a word that some lexicon knows; 0 is every other word.
public typealias WordID = UInt32

/// Words to small integers: lower case, one spelling of tone marks. Built once at start-up, then only read.
public struct Vocabulary: Sendable {
    /// Open addressing, a power of two long; 0 is empty.
    private var slots: [WordID]
    private var starts: [UInt32] = [0, 0]
    private var hashes: [UInt64] = [0]
    private var storage: [UInt8] = []
    /// The length of its longest word in bytes.
    private(set) var longest = 0

    /// A vocabulary without words.
    public init() { slots = Array(repeating: 0, count: 1 << 12) }

    /// How many words it knows.
    public var count: Int { hashes.count - 1 }

    /// The number of a word, given its folded bytes; 0 where unknown.
    @inline(__always)
    func id(ofFolded bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> WordID {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let word = slots[slot]
            if word == 0 { return 0 }
            if hashes[Int(word)] == hash, equal(word, bytes) { return word }
            slot = (slot + 1) & mask
        }
    }

    /// The number of a word as written, adding it where new.
    public mutating func intern(_ word: some StringProtocol) -> WordID {
        let folded = Vocabulary.fold(word)
        let hash = folded.withUnsafeBufferPointer(Vocabulary.hash)
        let known = folded.withUnsafeBufferPointer { id(ofFolded: $0, hash: hash) }
        if known != 0 { return known }
        if hashes.count * 2 > slots.count { grow() }
        let word = WordID(hashes.count)
        storage.append(contentsOf: folded)
        longest = max(longest, folded.count)
        starts.append(UInt32(storage.count))
        hashes.append(hash)
        insert(word)
        return word
    }

    /// The number of a word as written; 0 where unknown.
    public func find(_ word: some StringProtocol) -> WordID {
        let folded = Vocabulary.fold(word)
        return folded.withUnsafeBufferPointer { id(ofFolded: $0, hash: Vocabulary.hash($0)) }
    }

    /// FNV-1a, 64 bits, with its high bits mixed into those that choose the slot.
    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ hash >> 29
    }

    /// Lower case and the newer tone marks, the form in which words are compared.
    static func fold(_ word: some StringProtocol) -> [UInt8] {
        var scalars = word.unicodeScalars.map { Letters.lowercase($0.value) }
        if scalars.count >= 2 {
            let afterQ = scalars.count >= 3 && scalars[scalars.count - 3] == 0x71
            if let (first, second) = Letters.newerToneMark(
                scalars[scalars.count - 2], scalars[scalars.count - 1], afterQ: afterQ)
            {
                scalars[scalars.count - 2] = first
                scalars[scalars.count - 1] = second
            }
        }
        var bytes: [UInt8] = []
        for scalar in scalars { Letters.append(scalar, to: &bytes) }
        return bytes
    }

    @inline(__always)
    private func equal(_ word: WordID, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[Int(word)])
        guard Int(starts[Int(word) + 1]) - start == bytes.count else { return false }
        for offset in 0..<bytes.count where storage[start + offset] != bytes[offset] { return false }
        return true
    }

    private mutating func insert(_ word: WordID) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hashes[Int(word)]) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = word
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for word in 1..<hashes.count { insert(WordID(word)) }
    }
}
