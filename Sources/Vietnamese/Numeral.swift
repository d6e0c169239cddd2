import Observation

/// A number as read from the text, its scale words applied.
public struct Numeral: Sendable, Equatable {
    public var value: FixedDecimal
    /// Token indices, scale words included.
    public var tokens: Range<Int>
    /// The power of ten of its scale words: `triệu` 6, `nghìn tỷ` 12; 0 without.
    public var scale: Int
    /// Written in words from its first one on.
    public var isWords: Bool
    /// A part of a whole in percent: `một nửa`, `hai phần ba`.
    public var isFraction: Bool
    /// The bytes end inside the last token (`1tr5`), or with it.
    public var isCompact: Bool

    public init(
        value: FixedDecimal, tokens: Range<Int>, scale: Int, isWords: Bool, isFraction: Bool = false,
        isCompact: Bool = false
    ) {
        self.value = value
        self.tokens = tokens
        self.scale = scale
        self.isWords = isWords
        self.isFraction = isFraction
        self.isCompact = isCompact
    }
}

/// Reads numerals from tokens: digits with scale words (`12,3 nghìn tỷ`, `2 tỷ 300 triệu`, `3 triệu rưỡi`, `1tr5`) and
/// number words of every size (`hai mươi mốt`, `trăm linh năm`, `nghìn rưỡi`, `ba phần tư`).
public struct NumeralReader: Sendable {
    let words: GrammarWords

    public init(words: GrammarWords) { self.words = words }

    /// The numeral that begins at a token, or nil.
    public func read(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], at start: Int, limit: Int, style: Digits.Style
    ) -> Numeral? {
        let token = tokens[start]
        switch token.kind {
        case .number:
            guard let digits = Digits.read(text, token.range, style: style) else { return nil }
            return scaled(digits, text, tokens, from: start, after: start + 1, limit: limit, style: style)
        case .word:
            guard token.word != 0, token.word < words.ceiling else { return nil }
            return inWords(tokens, from: start, limit: limit)
        case .sign: return nil
        }
    }

    // MARK: Digits and their scale

    private func scaled(
        _ digits: FixedDecimal, _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], from start: Int,
        after: Int, limit: Int, style: Digits.Style
    ) -> Numeral {
        if let compact = compactScale(text, tokens, at: after, limit: limit) {
            let value = digits.scaled(byPowerOfTen: compact.power).adding(compact.rest)
            return Numeral(
                value: value ?? digits, tokens: start..<after + 1, scale: compact.power, isWords: false,
                isCompact: true)
        }
        var (power, next) = scale(tokens, at: after, limit: limit)
        var value = digits.scaled(byPowerOfTen: power)
        guard power > 0 else {
            return Numeral(value: digits, tokens: start..<after, scale: 0, isWords: false)
        }
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
        return Numeral(value: value, tokens: start..<next, scale: power, isWords: false)
    }

    /// The scale words at a token, multiplied: `nghìn tỷ` is 12. `tỷ lệ`, `tỷ trọng`, `tỷ giá`, `tỷ suất`, `tỷ số`
    /// are no scales.
    public func scale(_ tokens: [Token], at start: Int, limit: Int) -> (power: Int, end: Int) {
        var power = 0
        var index = start
        while index < limit, index - start < 3, tokens[index].kind == .word, tokens[index].word != 0,
            tokens[index].word < words.ceiling, let more = words.scales[tokens[index].word]
        {
            if index + 1 < limit, isRatioNoun(tokens[index].word, tokens[index + 1].word) { break }
            power += more
            index += 1
        }
        return (power, index)
    }

    private func isRatioNoun(_ word: WordID, _ next: WordID) -> Bool {
        (word == words.tỷ || word == words.tỉ) && next != 0
            && (next == words.lệ || next == words.trọng || next == words.suất || next == words.số
                || next == words.giá)
    }

    /// `100k`, `5tr`, `1tr5`, `2t3`: a glued letter or two, and the next digit place.
    private func compactScale(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], at index: Int, limit: Int
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
        return (power, FixedDecimal(rest, exponent: power - places))
    }

    // MARK: Words

    private func inWords(_ tokens: [Token], from start: Int, limit: Int) -> Numeral? {
        if let fraction = fraction(tokens, from: start, limit: limit) { return fraction }
        var total: FixedDecimal = 0
        var index = start
        var lastPower = Int.max
        var scaleOfLast = 0
        while index < limit {
            guard let part = belowThousand(tokens, from: index, limit: limit, first: index == start) else { break }
            var next = part.end
            let (power, end) = scale(tokens, at: next, limit: limit)
            // A part without scale closes the number; it must be smaller than what stands before it.
            guard power < lastPower, power > 0 || index == start || lastPower > 0 else { break }
            guard let sum = total.adding(FixedDecimal(part.value, exponent: power)) else { return nil }
            total = sum
            next = end
            index = next
            scaleOfLast = max(scaleOfLast, power)
            lastPower = power
            if power == 0 { break }
            if index < limit, tokens[index].word == words.rưỡi {
                total = total.adding(FixedDecimal(5, exponent: power - 1)) ?? total
                index += 1
                break
            }
        }
        guard index > start else { return nil }
        return Numeral(value: total, tokens: start..<index, scale: scaleOfLast, isWords: true)
    }

    /// `ba trăm hai mươi mốt`, `trăm linh năm`, `mười lăm`, `tám`; a bare `trăm`, `nghìn`, `triệu` counts one where
    /// it begins the number.
    private func belowThousand(
        _ tokens: [Token], from start: Int, limit: Int, first: Bool
    ) -> (value: Int64, end: Int)? {
        func word(_ index: Int) -> WordID { index < limit && tokens[index].kind == .word ? tokens[index].word : 0 }
        func unit(_ index: Int) -> Int64? {
            let id = word(index)
            return id != 0 && id < words.ceiling ? words.units[id] : nil
        }
        var index = start
        var value: Int64 = 0
        if let hundreds = unit(index), word(index + 1) == words.trăm {
            value = hundreds * 100
            index += 2
        } else if first, word(index) == words.trăm {
            value = 100
            index += 1
        }
        let hasHundreds = index > start
        if hasHundreds, word(index) == words.rưỡi { return (value + 50, index + 1) }
        if word(index) == words.linh || word(index) == words.lẻ, hasHundreds, let ones = unit(index + 1) {
            return (value + ones, index + 2)
        }
        if word(index) == words.mười {
            value += 10
            index += 1
            if let ones = unit(index), ones > 0 {
                value += ones
                index += 1
            }
            return (value, index)
        }
        if let tens = unit(index) {
            if word(index + 1) == words.mươi {
                value += tens * 10
                index += 2
                if let ones = unit(index), ones > 0 {
                    value += ones
                    index += 1
                }
                return (value, index)
            }
            if !hasHundreds { return (tens, index + 1) }
            // `hai trăm ba` is colloquial for 230 before a scale; a plain digit after hundreds is left alone.
        }
        if hasHundreds { return (value, index) }
        if first, words.scales[word(index)] != nil, word(index + 1) == words.rưỡi || word(index + 1) == words.linh {
            return (1, index)
        }
        return nil
    }

    /// `một nửa`, `hai phần ba`, `một phần tư`.
    private func fraction(_ tokens: [Token], from start: Int, limit: Int) -> Numeral? {
        func word(_ index: Int) -> WordID { index < limit && tokens[index].kind == .word ? tokens[index].word : 0 }
        if word(start) == words.một, word(start + 1) == words.nửa {
            return Numeral(value: 50, tokens: start..<start + 2, scale: 0, isWords: true, isFraction: true)
        }
        guard let upper = words.units[word(start)], word(start + 1) == words.phần else { return nil }
        let lower: Int64
        switch word(start + 2) {
        case words.mười: lower = 10
        case let id: lower = words.units[id] ?? 0
        }
        guard lower > 1, upper > 0, upper < lower else { return nil }
        // Twelve digits are more than any newspaper means by a third.
        let percent = FixedDecimal(upper * 100_000_000_000_000 / lower, exponent: -12)
        return Numeral(value: percent, tokens: start..<start + 3, scale: 0, isWords: true, isFraction: true)
    }
}
