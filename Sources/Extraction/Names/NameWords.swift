import Catalogue

/// Names as lists of words, for comparing and weighing them.
enum NameWords {
    /// The words of a name in order, each as a hash that knows no capitals and one spelling of tone marks.
    static func all(_ name: String) -> [UInt64] {
        var name = name
        return name.withUTF8(all)
    }

    static func all(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        var words: [UInt64] = []
        var scanner = WordScanner(bytes)
        while let word = scanner.next() { words.append(word) }
        return words
    }

    /// One number for a list of words.
    static func key(_ words: [UInt64]) -> UInt64 {
        words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01B3 }
    }

    /// How much two names share: F1 over their words.
    static func overlap(_ left: [UInt64], _ right: [UInt64]) -> Float {
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        // Words of the right that a word of the left has taken already; names have few words.
        var taken: UInt64 = 0
        var shared = 0
        for word in left {
            for (index, other) in right.enumerated() where word == other && taken & 1 << UInt64(index & 63) == 0 {
                taken |= 1 << UInt64(index & 63)
                shared += 1
                break
            }
        }
        return 2 * Float(shared) / Float(left.count + right.count)
    }

    /// Whether a word tells no name from another.
    static func isCommon(_ word: UInt64) -> Bool { common.contains(word) }

    /// The words of a name that tell it from others.
    static func telling(_ words: [UInt64]) -> [UInt64] {
        let kept = words.filter { !common.contains($0) }
        return kept.isEmpty ? words : kept
    }

    private static let common = Set(
        all(
            "các của và được đã đang cho trong là với số lượng tỷ lệ mức đạt có tổng những một trên từ tại về theo so ở vào"
        ))
}
