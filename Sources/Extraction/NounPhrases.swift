import Vietnamese

/// Cuts the noun phrases around a figure out of its sentence.
struct NounPhrases {
    let view: FieldView
    /// Token ranges that are no part of a name: periods and places, with the preposition before them.
    let asides: [Range<Int>]

    // MARK: Left

    /// The subject of a figure's predicate: what stands between the clause's beginning and the predicate.
    func subject(of quantity: Quantity, floor: Int, _ limits: Range<Int>) -> String {
        let end = quantity.predicate
        var start = end
        while start > floor {
            let token = view.scan.tokens[start - 1]
            if token.kind == .sign, token.word != 0x2C, token.word != 0x2F, token.word != 0x2D, token.word != 0x22,
                token.word != 0x201C, token.word != 0x201D, token.word != 0x29, token.word != 0x28, token.word != 0x26
            {
                break
            }
            start -= 1
        }
        start = afterOpenBracket(start, end)
        return text(core(start..<end, limits))
    }

    /// The words of a sentence up to its first verb of level or movement.
    func subjectOfSentence(_ limits: Range<Int>) -> [Int] {
        let end = limits.dropFirst().first { index in
            view.scan.cue(at: index).map { [.level, .up, .down, .share, .rank].contains($0.cue) } ?? false
                || view.scan.tokens[index].isSign(",") || view.scan.tokens[index].isSign(":")
        }
        return trimmed(limits.lowerBound..<(end ?? limits.upperBound), limits)
    }

    /// Where no clause names it: what its sentence opens with, up to a colon or the figure's clause.
    func opening(before quantity: Quantity, _ limits: Range<Int>) -> String {
        let colon = (limits.lowerBound..<quantity.predicate).first { view.scan.tokens[$0].isSign(":") }
        let end = colon ?? quantity.predicate
        let whole = trimmed(limits.lowerBound..<min(end, limits.lowerBound + 16), limits)
        return text(whole)
    }

    /// An unclosed bracket begins a clause of its own.
    private func afterOpenBracket(_ start: Int, _ end: Int) -> Int {
        var depth = 0
        var index = end
        while index > start {
            index -= 1
            if view.scan.tokens[index].isSign(")") { depth += 1 }
            if view.scan.tokens[index].isSign("(") {
                if depth == 0 { return index + 1 }
                depth -= 1
            }
        }
        return start
    }

    /// Drops adverbial segments before the last comma, unless they are items of a list that names one thing.
    private func core(_ range: Range<Int>, _ limits: Range<Int>) -> [Int] {
        var segments: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where view.scan.tokens[index].isSign(",") {
            segments.append(start..<index)
            start = index + 1
        }
        segments.append(start..<range.upperBound)
        var first = segments.count - 1
        while first >= 0, trimmed(segments[first], limits).isEmpty { first -= 1 }
        guard first >= 0 else { return [] }
        let last = first
        while first > 0, isListItem(segments[first - 1], limits), startsPlain(segments[first], limits) { first -= 1 }
        return trimmed(segments[first].lowerBound..<segments[last].upperBound, limits)
    }

    /// A short run of words without cues or connectives.
    private func isListItem(_ range: Range<Int>, _ limits: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 6 else { return false }
        return range.allSatisfy { index in
            view.scan.tokens[index].kind == .word && !isAside(index)
                && view.scan.longest(Category.cue, at: index) == nil
                && view.wordClass(index, in: limits)?.kind != .edge
        }
    }

    /// Whether a segment goes on as a name: no connective, period or place at its head.
    private func startsPlain(_ range: Range<Int>, _ limits: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        return view.wordClass(first, in: limits)?.kind != .edge && !isAside(first)
            && view.scan.longest(Category.cue, at: first) == nil
    }

    /// The tokens of a phrase without asides, connectives at its head and auxiliaries at its end.
    private func trimmed(_ range: Range<Int>, _ limits: Range<Int>) -> [Int] {
        var kept = range.filter { !isAside($0) }
        while let first = kept.first {
            let token = view.scan.tokens[first]
            if token.kind == .sign, token.word != 0x22, token.word != 0x201C {
                kept.removeFirst()
            } else if let found = view.wordClass(first, in: limits), found.kind == .edge || found.kind == .aux {
                kept.removeAll { $0 < found.end }
            } else if let cue = view.scan.cue(at: first), [.target, .opener, .level, .holds, .estimate].contains(cue.cue)
            {
                kept.removeAll { $0 < cue.end }
            } else {
                break
            }
        }
        while let last = kept.last {
            let token = view.scan.tokens[last]
            if token.kind == .sign, token.word != 0x29, token.word != 0x22, token.word != 0x201D {
                kept.removeLast()
            } else if token.kind == .word, let hit = longestTail(kept, limits) {
                kept.removeAll { $0 >= hit }
            } else {
                break
            }
        }
        return kept
    }

    /// Where the auxiliary or connective that closes a phrase begins, if one does.
    private func longestTail(_ kept: [Int], _ limits: Range<Int>) -> Int? {
        guard let last = kept.last, kept.count > 1 else { return nil }
        if let hit = view.scan.longest(Category.word, endingAt: last + 1, notBefore: kept[0] + 1),
            hit.entry.value == WordClass.aux.rawValue || hit.entry.value == WordClass.edge.rawValue
        {
            return Int(hit.start)
        }
        return nil
    }

    // MARK: Right

    /// The counted or shared noun after a figure, up to what ends it.
    func right(of quantity: Quantity, ceiling: Int, _ limits: Range<Int>) -> String {
        var end = quantity.after
        while end < min(ceiling, limits.upperBound) {
            let token = view.scan.tokens[end]
            if isAside(end) { break }
            if token.kind == .sign {
                if token.isSign(","), continuesList(end, from: quantity.after, ceiling, limits) {
                    end += 1
                    continue
                }
                if token.isSign("-") || token.isSign("/") || token.isSign("\"") || token.isSign("&") {
                    end += 1
                    continue
                }
                break
            }
            if token.kind == .number, !token.isGlued { break }
            if end > quantity.after, let found = view.wordClass(end, in: limits), found.kind == .stop { break }
            if end == quantity.after, let found = view.wordClass(end, in: limits),
                found.kind == .stop || (found.kind == .edge && quantity.kind != .share)
            {
                break
            }
            end += 1
        }
        return text(trimmed(quantity.after..<end, limits))
    }

    /// `bộ, ngành`, `sân bay, bến cảng, cửa khẩu`: a comma inside a name follows a short noun and precedes a word that
    /// is neither connective nor verb of its own.
    private func continuesList(_ comma: Int, from start: Int, _ ceiling: Int, _ limits: Range<Int>) -> Bool {
        guard comma - start <= 3, comma > start, comma + 1 < min(ceiling, limits.upperBound) else { return false }
        let next = view.scan.tokens[comma + 1]
        guard next.kind == .word, !isAside(comma + 1) else { return false }
        return view.wordClass(comma + 1, in: limits) == nil && view.scan.longest(Category.cue, at: comma + 1) == nil
    }

    /// `về chỉ số chuyển đổi số`: the field of a rank.
    func field(of quantity: Quantity, _ limits: Range<Int>) -> String {
        var index = quantity.after
        while index < limits.upperBound, index - quantity.after < 12 {
            if view.sign(",", index, in: limits) || view.sign(";", index, in: limits) { return "" }
            if view.word(index, in: limits) == view.lexicon.about {
                var end = index + 1
                while end < limits.upperBound, !isAside(end), view.scan.tokens[end].kind == .word
                    || view.sign("(", end, in: limits) || view.sign(")", end, in: limits)
                {
                    if view.wordClass(end, in: limits)?.kind == .stop { break }
                    end += 1
                }
                return text(trimmed(index + 1..<end, limits))
            }
            index += 1
        }
        return ""
    }

    /// The verb right before a count that has the counted things as its object.
    func verb(before end: Int, floor: Int, _ limits: Range<Int>) -> String {
        guard let hit = view.scan.longest(Category.word, endingAt: end, notBefore: max(floor, limits.lowerBound)),
            hit.entry.value == WordClass.verb.rawValue
        else { return "" }
        return text(Array(Int(hit.start)..<Int(hit.end)))
    }

    // MARK: Words of growth and share

    /// A subject without the growth noun at its head; `tăng trưởng kinh tế` is a name of its own.
    func withoutGrowth(_ subject: String) -> String {
        for head in NounPhrases.growthHeads where subject.lowercased().hasPrefix(head) {
            let rest = subject.dropFirst(head.count)
            let name = rest.hasPrefix(" của ") ? rest.dropFirst(5) : rest.dropFirst()
            if name.isEmpty { return "" }
            return name.lowercased() == "kinh tế" ? "tăng trưởng kinh tế" : String(name)
        }
        return subject
    }

    /// A subject without `tỷ trọng` or `tỷ lệ` at its head.
    func withoutShare(_ subject: String) -> String {
        for head in ["tỷ trọng ", "tỉ trọng ", "tỷ lệ ", "tỉ lệ "] where subject.lowercased().hasPrefix(head) {
            return String(subject.dropFirst(head.count))
        }
        return subject
    }

    private static let growthHeads = [
        "tốc độ tăng trưởng", "tốc độ tăng", "tỷ lệ tăng trưởng", "tỷ lệ tăng", "mức tăng trưởng", "mức tăng",
        "nhịp tăng", "đà tăng", "tăng trưởng", "tốc độ giảm", "mức giảm", "tỷ lệ giảm",
    ]

    /// A header's name: its tokens without asides and empty brackets.
    func header(_ limits: Range<Int>) -> String {
        var kept = limits.filter { !isAside($0) }
        kept = kept.filter { index in
            guard view.scan.tokens[index].kind == .sign else { return true }
            return view.sign(",", index, in: limits) || view.sign("-", index, in: limits)
                || view.sign("&", index, in: limits)
        }
        while let last = kept.last, view.scan.tokens[last].kind == .sign { kept.removeLast() }
        while let first = kept.first, view.scan.tokens[first].kind == .sign { kept.removeFirst() }
        return text(kept)
    }

    // MARK: Text

    private func isAside(_ token: Int) -> Bool { asides.contains { $0.contains(token) } }

    /// The text of tokens, one space between those that are spaced in the article.
    func text(_ tokens: [Int]) -> String {
        var bytes: [UInt8] = []
        for index in tokens {
            let token = view.scan.tokens[index]
            if !bytes.isEmpty, token.traits.contains(.spaced) { bytes.append(0x20) }
            bytes.append(contentsOf: view.text[token.range])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
