import Observation

/// Reads numerals from tokens: digits with scale words (`12,3 nghìn tỷ`, `2 tỷ 300 triệu`, `3 triệu rưỡi`, `1tr5`) and
/// number words of every size (`hai mươi mốt`, `trăm linh năm`, `nghìn rưỡi`, `ba phần tư`).
public struct NumeralReader: Sendable {
    let words: GrammarWords

    /// A reader; the words must be of the vocabulary that the tokens were made with.
    public init(words: GrammarWords) { self.words = words }

    /// The numeral that begins at a token and ends before `limit`, or nil.
    public func read(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, at start: Int, limit: Int, style: Digits.Style
    ) -> Numeral? {
        guard start < limit else { return nil }
        let token = tokens[start]
        switch token.kind {
        case .number:
            if let (digits, end) = spacedGroups(text, tokens, from: start, limit: limit) {
                return scaled(digits, text, tokens, start..<end, limit: limit, style: style)
            }
            guard let digits = Digits.read(text, token.range, style: style) else { return nil }
            return scaled(digits, text, tokens, start..<start + 1, limit: limit, style: style)
        case .word:
            guard token.word != 0, token.word < words.ceiling else { return nil }
            return WordNumeral(tokens: tokens, limit: limit, words: words, reader: self).read(at: start)
        case .sign: return nil
        }
    }

    /// The scale words at a token, multiplied: `nghìn tỷ` is 12. `tỷ lệ`, `tỷ trọng`, `tỷ phú`, `triệu chứng` and
    /// their like are no scales.
    public func scale(_ tokens: Run<Token>, at start: Int, limit: Int) -> (power: Int, end: Int) {
        var power = 0
        var index = start
        while index < limit, index - start < 3, tokens[index].kind == .word, tokens[index].word != 0,
            tokens[index].word < words.ceiling, let more = words.scale(tokens[index].word)
        {
            if beginsOtherWord(tokens, at: index, limit: limit) { break }
            power += more
            index += 1
        }
        return (power, index)
    }

    /// Words that only look like a scale: `tỷ lệ`, `tỷ phú`, `triệu phú`, `triệu hồi`, `triệu chứng`; but not the
    /// `tỷ giá trị` and `triệu chứng chỉ` that are counted, nor a name in capitals.
    private func beginsOtherWord(_ tokens: Run<Token>, at index: Int, limit: Int) -> Bool {
        func word(_ index: Int) -> WordID { index < limit && tokens[index].kind == .word ? tokens[index].word : 0 }
        let next = word(index + 1)
        guard next != 0 else { return false }
        if tokens[index + 1].traits.contains(.capital), !tokens[index].traits.contains(.capital) { return false }
        switch tokens[index].word {
        case words.tỷ, words.tỉ:
            return next == words.lệ || next == words.trọng || next == words.suất || next == words.số
                || next == words.phú || (next == words.giá && word(index + 2) != words.trị)
        case words.triệu:
            return next == words.phú || next == words.hồi
                || (next == words.chứng && !words.isCertificate(word(index + 2)))
        default: return false
        }
    }

    // MARK: Digits and their scale

    private func scaled(
        _ digits: FixedDecimal, _ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, _ range: Range<Int>,
        limit: Int, style: Digits.Style
    ) -> Numeral {
        let (start, after) = (range.lowerBound, range.upperBound)
        if let compact = compactScale(text, tokens, at: after, limit: limit),
            compact.rest == .zero || digits.exponent >= 0
        {
            let value = digits.scaled(byPowerOfTen: compact.power)
            return Numeral(
                value: value.adding(compact.rest) ?? value, tokens: start..<after + 1, scale: compact.power,
                isWords: false, isCompact: true)
        }
        var (power, next) = scale(tokens, at: after, limit: limit)
        guard power > 0 else { return Numeral(value: digits, tokens: start..<after, scale: 0, isWords: false) }
        let largest = power
        var value = digits.scaled(byPowerOfTen: power)
        if next < limit, tokens[next].word == words.rưỡi, tokens[next].kind == .word {
            value = value.adding(FixedDecimal(5, exponent: power - 1)) ?? value
            next += 1
        } else {
            // `2 tỷ 300 triệu`: each further part has a smaller scale.
            while next + 1 < limit, tokens[next].kind == .number, tokens[next].traits.contains(.spaced) {
                let (smaller, end) = scale(tokens, at: next + 1, limit: limit)
                guard smaller > 0, smaller < power, let part = Digits.read(text, tokens[next].range, style: style),
                    part < FixedDecimal(1, exponent: power - smaller),
                    let sum = value.adding(part.scaled(byPowerOfTen: smaller))
                else { break }
                value = sum
                power = smaller
                next = end
            }
        }
        return Numeral(value: value, tokens: start..<next, scale: largest, isWords: false)
    }

    /// `1 234 567`, `12 345,6 tỷ`: thousands kept apart by single spaces. A row of figures looks alike, so one group must
    /// be followed by a word, and the groups by no further number.
    private func spacedGroups(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, from start: Int, limit: Int
    ) -> (FixedDecimal, end: Int)? {
        let first = tokens[start].range
        guard first.count <= 3, text[first.lowerBound] != 0x30,
            var value = Digits.whole(text, first, digits: 3),
            start == 0 || tokens[start - 1].kind != .number
        else { return nil }
        var end = start + 1
        var decimals: FixedDecimal = 0
        while end < limit, end - start < 5, tokens[end].kind == .number, isOneSpace(text, tokens, before: end) {
            let range = tokens[end].range
            guard range.count >= 3, let group = Digits.whole(text, range.lowerBound..<range.lowerBound + 3, digits: 3)
            else { return nil }
            value = value * 1000 + group
            end += 1
            if range.count > 3 {
                guard let whole = Digits.read(text, range, style: .vietnamese), whole.exponent < 0,
                    let part = whole.adding(FixedDecimal(Int64(-group)))
                else { return nil }
                decimals = part
                break
            }
        }
        guard end > start + 1, end == limit || tokens[end].kind != .number else { return nil }
        guard end > start + 2 || (end < limit && tokens[end].kind == .word) || decimals != .zero else { return nil }
        return FixedDecimal(Int64(value)).adding(decimals).map { ($0, end) }
    }

    /// Whether just one space, breaking or not, stands before a token.
    private func isOneSpace(_ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, before index: Int) -> Bool {
        let gap = Int(tokens[index - 1].end)..<Int(tokens[index].start)
        switch gap.count {
        case 1: return text[gap.lowerBound] == 0x20
        // No-break, thin and narrow no-break space.
        case 2, 3:
            return Letters.isSpace(Letters.scalar(in: text, at: gap.lowerBound).0)
                && Letters.scalar(in: text, at: gap.lowerBound).1 == gap.count
        default: return false
        }
    }

    /// `100k`, `5tr`, `1tr5`, `2t3`: a glued letter or two, and the next digit places.
    private func compactScale(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, at index: Int, limit: Int
    ) -> (power: Int, rest: FixedDecimal)? {
        guard index < limit, tokens[index].kind == .word, tokens[index].isGlued else { return nil }
        let range = tokens[index].range
        guard range.count <= 5 else { return nil }
        var letters = 0
        while letters < range.count, text[range.lowerBound + letters] &- 0x30 >= 10 { letters += 1 }
        let first = text[range.lowerBound] | 0x20
        let power: Int
        switch (letters, first) {
        case (1, UInt8(ascii: "k")): power = 3
        case (1, UInt8(ascii: "t")) where range.count > 1: power = 9
        case (2, UInt8(ascii: "t")) where text[range.lowerBound + 1] | 0x20 == UInt8(ascii: "r"): power = 6
        default: return nil
        }
        var rest: Int64 = 0
        var places = 0
        for offset in letters..<range.count {
            let digit = text[range.lowerBound + offset] &- 0x30
            guard digit < 10 else { return nil }
            rest = rest * 10 + Int64(digit)
            places += 1
        }
        // More digits than the scale has places are a code, not a price: `5k2025`.
        return places <= power ? (power, FixedDecimal(rest, exponent: power - places)) : nil
    }
}
