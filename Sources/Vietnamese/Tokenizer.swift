/// Text to tokens: one pass over the bytes, no allocation but the growth of its reused arrays.
public struct Tokenizer: Sendable {
    private let vocabulary: Vocabulary
    private var folded: [UInt8] = []

    /// A tokenizer of its own for each thread; the vocabulary is shared.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        folded.reserveCapacity(256)
    }

    /// Appends the tokens of a stretch of valid UTF-8. Invalid bytes make odd tokens, never a trap, and no token
    /// reaches past the stretch.
    public mutating func tokenize(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into tokens: inout [Token]
    ) {
        var index = range.lowerBound
        let end = range.upperBound
        var traits: Token.Traits = [.spaced, .sentenceStart]
        while index < end {
            let byte = text[index]
            if byte <= 0x20 {
                traits.insert(.spaced)
                index += 1
                continue
            }
            if byte &- 0x30 < 10 {
                let stop = Tokenizer.endOfNumber(text, from: index, limit: end)
                tokens.append(
                    Token(start: Int32(index), end: Int32(stop), word: 0, kind: .number, traits: traits))
                index = stop
                traits = []
                continue
            }
            let (scalar, length) = Letters.scalar(in: text, at: index)
            if Letters.isSpace(scalar) {
                traits.insert(.spaced)
                index += length
                continue
            }
            if Letters.isLetter(scalar) {
                index = word(text, from: index, limit: end, traits: traits, into: &tokens)
            } else {
                let stop = min(index + length, end)
                tokens.append(
                    Token(start: Int32(index), end: Int32(stop), word: scalar, kind: .sign, traits: traits))
                index = stop
            }
            traits = []
        }
    }

    private mutating func word(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, traits: Token.Traits,
        into tokens: inout [Token]
    ) -> Int {
        folded.removeAll(keepingCapacity: true)
        var index = start
        var traits = traits
        var capitals = 0
        var letters = 0
        // The last three folded scalars, for the tone mark of an open syllable.
        var (third, second, last): (UInt32, UInt32, UInt32) = (0, 0, 0)
        while index < limit {
            let (scalar, length) = Letters.scalar(in: text, at: index)
            let digit = scalar &- 0x30 < 10
            guard digit || Letters.isLetter(scalar) else { break }
            let lower = Letters.lowercase(scalar)
            if lower != scalar {
                capitals += 1
                if letters == 0 { traits.insert(.capital) }
            }
            if !digit { letters += 1 }
            Letters.append(lower, to: &folded)
            (third, second, last) = (second, last, lower)
            index = min(index + length, limit)
        }
        if letters >= 2, capitals == letters { traits.insert(.allCapitals) }
        if let (first, final) = Letters.newerToneMark(second, last, afterQ: third == 0x71) {
            replaceEnding(first, final)
        }
        let id = folded.withUnsafeBufferPointer { vocabulary.id(ofFolded: $0, hash: Vocabulary.hash($0)) }
        tokens.append(Token(start: Int32(start), end: Int32(index), word: id, kind: .word, traits: traits))
        return index
    }

    /// Replaces the last two scalars of the folded word.
    private mutating func replaceEnding(_ first: UInt32, _ second: UInt32) {
        var removed = 0
        while removed < 2, let byte = folded.popLast() {
            if byte & 0xC0 != 0x80 { removed += 1 }
        }
        Letters.append(first, to: &folded)
        Letters.append(second, to: &folded)
    }

    /// Digits, and single dots or commas between digits.
    private static func endOfNumber(_ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit {
            let byte = text[index]
            if byte &- 0x30 < 10 {
                index += 1
            } else if byte == 0x2E || byte == 0x2C, index + 1 < limit, text[index + 1] &- 0x30 < 10 {
                index += 2
            } else {
                break
            }
        }
        return index
    }
}
