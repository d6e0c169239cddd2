import Article

/// Marks the sentences that speak of the page instead of the world: comment boxes, counters, related headlines.
struct FurnitureRules {
    let view: FieldView

    /// One flag a sentence of the scan.
    func sentences(of field: Document.Field) -> [Bool] {
        var flags = Array(repeating: false, count: view.scan.sentences.count)
        var rest = false
        for (index, sentence) in view.scan.sentences.enumerated() {
            let block = field.blocks[sentence.block]
            if rest {
                flags[index] = true
                continue
            }
            guard isLine(block), let hit = mark(sentence.tokens) else { continue }
            flags[index] = true
            // What follows related headlines at the foot of the page is more of them.
            if hit == 1, index * 2 > view.scan.sentences.count { rest = true }
        }
        return flags
    }

    private func isLine(_ block: Document.Block) -> Bool {
        if case .cell = block.kind { return false }
        return block.text.count <= 160
    }

    /// The kind of furniture a short line shows, if any: a phrase at its head, or its own bars and counters.
    private func mark(_ tokens: Range<Int>) -> Int32? {
        guard let first = tokens.first else { return nil }
        if let hit = view.scan.longest(Category.furniture, at: first) {
            let rest = tokens.upperBound - Int(hit.end)
            let next = view.token(Int(hit.end), in: tokens)
            // A line of prose may begin with the same word: `Chia sẻ dữ liệu đạt 80%`; none begins with an arrow.
            if view.scan.tokens[first].kind == .sign { return hit.entry.value }
            if next == nil || next?.kind != .word || rest <= 4 { return hit.entry.value }
        }
        // `12 bình luận`, `2.417 lượt xem`: a counter alone on its line.
        if view.scan.tokens[first].kind == .number, tokens.count <= 5,
            let hit = view.scan.longest(Category.furniture, at: first + 1), Int(hit.end) == tokens.upperBound
        {
            return hit.entry.value
        }
        var phrases = 0
        var index = tokens.lowerBound
        while index < tokens.upperBound {
            if let hit = view.scan.longest(Category.furniture, at: index) {
                if hit.entry.value == FurnitureRules.anywhere { return 0 }
                phrases += 1
                index = Int(hit.end)
            } else {
                index += 1
            }
        }
        return phrases >= 2 && tokens.count <= 24 || endsInCounter(tokens) ? 0 : nil
    }

    /// The kind of a phrase that marks its line wherever it stands in it.
    private static let anywhere: Int32 = 2

    /// `Thứ Ba, 15/07/2025 | 1.204 lượt xem`, `… · 19 bình luận`: a counter behind a bar or dot closes the line.
    private func endsInCounter(_ tokens: Range<Int>) -> Bool {
        guard let hit = view.scan.longest(Category.furniture, endingAt: tokens.upperBound, notBefore: tokens.lowerBound)
        else { return false }
        let number = Int(hit.start) - 1
        guard tokens.contains(number), view.scan.tokens[number].kind == .number else { return false }
        return ["|", "·", "—", "–", "-", "•"].contains { view.sign($0, number - 1, in: tokens) }
    }
}
