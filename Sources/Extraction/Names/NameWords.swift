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
