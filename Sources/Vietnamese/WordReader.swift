/// Reads one word: where it ends, how it is written, and its number in the vocabulary.
struct WordReader {
    let vocabulary: Vocabulary
    /// At least eight bytes longer than the longest word that the vocabulary knows.
    let scratch: UnsafeMutableBufferPointer<UInt8>
    /// One entry a slot.
    let cache: UnsafeMutableBufferPointer<WordCache.Entry>

    /// The word that begins at a letter.
    @inline(__always)
    func read(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, traits: Token.Traits
    ) -> Token {
        guard let (key, end) = WordCache.key(text, from: start, limit: limit) else {
            return fold(text, from: start, limit: limit, traits: traits)
        }
        let known = cache[key.slot]
        if known.key == key {
            return Token(
                start: Int32(start), end: Int32(end), word: known.word, kind: .word,
                traits: traits.union(known.traits))
        }
        var token = fold(text, from: start, limit: limit, traits: [])
        // They differ in invalid UTF-8 only, and such a word is not kept.
        guard token.end == Int32(end) else { return fold(text, from: start, limit: limit, traits: traits) }
        cache[key.slot] = WordCache.Entry(key: key, word: token.word, traits: token.traits)
        token.traits.formUnion(traits)
        return token
    }

    /// Reads it letter by letter.
    private func fold(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int, traits before: Token.Traits
    ) -> Token {
        var word = Folded(scratch: scratch)
        var traits = before
        var index = start
        var capitals = 0
        var letters = 0
        while index < limit {
            let (scalar, length) = Letters.scalar(in: text, at: index)
            if scalar &- 0x61 < 26 {
                letters += 1
                word.append(scalar)
                index += 1
                continue
            }
            let digit = scalar &- 0x30 < 10
            guard digit || Letters.isLetter(scalar) else { break }
            let lower = Letters.lowercase(scalar)
            if lower != scalar {
                capitals += 1
                if letters == 0 { traits.insert(.capital) }
            }
            if !digit { letters += 1 }
            word.append(lower)
            index = min(index + length, limit)
        }
        if letters >= 2, capitals == letters { traits.insert(.allCapitals) }
        word.unifyToneMark()
        return Token(start: Int32(start), end: Int32(index), word: id(of: word), kind: .word, traits: traits)
    }

    private func id(of word: Folded) -> WordID {
        guard !word.isTooLong else { return 0 }
        let bytes = UnsafeBufferPointer(rebasing: scratch[..<word.count])
        return vocabulary.id(ofFolded: bytes, hash: Vocabulary.hash(bytes))
    }

    /// The lower-case bytes of a word, as far as some word of the vocabulary might still be like it.
    private struct Folded {
        let scratch: UnsafeMutableBufferPointer<UInt8>
        var count = 0
        var isTooLong = false
        /// The last three scalars, and where the last two begin: for the tone mark of an open syllable.
        private var (third, second, last): (UInt32, UInt32, UInt32) = (0, 0, 0)
        private var (startOfSecond, startOfLast) = (0, 0)

        init(scratch: UnsafeMutableBufferPointer<UInt8>) { self.scratch = scratch }

        @inline(__always)
        mutating func append(_ scalar: UInt32) {
            guard count + 4 <= scratch.count else {
                isTooLong = true
                return
            }
            (third, second, last) = (second, last, scalar)
            (startOfSecond, startOfLast) = (startOfLast, count)
            count += Letters.write(scalar, to: scratch, at: count)
        }

        /// One spelling of `hoà` and `hòa`.
        @inline(__always)
        mutating func unifyToneMark() {
            guard last >= 0x80, second == 0x6F || second == 0x75, !isTooLong,
                let (first, final) = Letters.newerToneMark(second, last, afterQ: third == 0x71)
            else { return }
            count = startOfSecond
            count += Letters.write(first, to: scratch, at: count)
            count += Letters.write(final, to: scratch, at: count)
        }
    }
}
