/// Names as lists of words, for comparing and weighing them.
enum NameWords {
    /// FNV-1a of a word in lower case.
    static func hash(_ word: Substring) -> UInt64 {
        word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The words and signs of a name, in order.
    static func all(_ name: String) -> [UInt64] {
        let folded = name.lowercased()
        var words: [UInt64] = []
        var start = folded.startIndex
        var index = start
        func flush(_ end: String.Index) {
            if start < end { words.append(hash(folded[start..<end])) }
        }
        while index < folded.endIndex {
            let next = folded.index(after: index)
            let character = folded[index]
            if !character.isLetter, !character.isNumber, character != "_" {
                flush(index)
                if !character.isWhitespace { words.append(hash(folded[index..<next])) }
                start = next
            }
            index = next
        }
        flush(folded.endIndex)
        return words
    }

    /// How much two names share: F1 over their words, those that every name may hold left out.
    static func overlap(_ left: [UInt64], _ right: [UInt64]) -> Float {
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        var rest = right
        var shared = 0
        for word in left {
            if let index = rest.firstIndex(of: word) {
                rest.swapAt(index, rest.count - 1)
                rest.removeLast()
                shared += 1
            }
        }
        return 2 * Float(shared) / Float(left.count + right.count)
    }

    /// The words of a name that tell it from others.
    static func telling(_ words: [UInt64]) -> [UInt64] {
        let kept = words.filter { !common.contains($0) }
        return kept.isEmpty ? words : kept
    }

    private static let common = Set(
        ("của các và được đã đang cho trong là với số lượng tỷ lệ tỉ mức đạt có tổng những một trên từ tại về theo so ở vào"
            .split(separator: " ") + [",", "(", ")", "-", "/", "\"", ".", "“", "”", "&"]).map { hash($0[...]) })
}
