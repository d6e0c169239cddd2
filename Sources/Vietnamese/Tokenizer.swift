/// Text to tokens: one pass over the bytes, no allocation but the growth of its reused arrays.
public struct Tokenizer: Sendable {
    private let vocabulary: Vocabulary
    /// Where a word is folded; as long as the longest word that any lexicon knows, and a little more.
    private var scratch: [UInt8]
    private var cache = WordCache.empty

    /// A tokenizer of its own for each thread; the vocabulary is shared.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        scratch = Array(repeating: 0, count: vocabulary.longest + 8)
    }

    /// Appends the tokens of a stretch of valid UTF-8. Invalid bytes make odd tokens, never a trap, and no token
    /// reaches past the stretch.
    public mutating func tokenize(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into tokens: inout [Token]
    ) {
        scratch.withUnsafeMutableBufferPointer { scratch in
            cache.withUnsafeMutableBufferPointer { cache in
                let words = WordReader(vocabulary: vocabulary, scratch: scratch, cache: cache)
                Tokenizer.tokenize(text, range, words, into: &tokens)
            }
        }
    }

    private static func tokenize(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ words: WordReader, into tokens: inout [Token]
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
            if (byte | 0x20) &- 0x61 < 26 {
                let token = words.read(text, from: index, limit: end, traits: traits)
                tokens.append(token)
                index = Int(token.end)
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
                let token = words.read(text, from: index, limit: end, traits: traits)
                tokens.append(token)
                index = Int(token.end)
            } else {
                let stop = min(index + length, end)
                tokens.append(
                    Token(start: Int32(index), end: Int32(stop), word: scalar, kind: .sign, traits: traits))
                index = stop
            }
            traits = []
        }
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
