/// The words read lately, by their bytes as written: a newspaper writes few different syllables, so most words need no
/// folding. It holds a fixed number of words, and a newer one takes the place of an older.
struct WordCache: Sendable {
    /// The bytes of a short word, zeros behind them; no word holds a zero.
    struct Key: Sendable, Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        /// The longest word it takes, in bytes.
        static let longest = 16

        @inline(__always)
        var slot: Int {
            let mixed = (low ^ high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: mixed >> UInt64(64 - WordCache.bits))
        }
    }

    struct Entry: Sendable {
        var key = Key()
        var word: WordID = 0
        /// How it is written, whatever stands before it.
        var traits: Token.Traits = []
    }

    static let bits = 11

    /// Empty entries, one a slot.
    static var empty: [Entry] { Array(repeating: Entry(), count: 1 << bits) }

    /// The bytes of the word that begins at a letter, and its end; nil where it is long, stands near the end of
    /// the text or runs past the limit, or holds letters of other scripts: these are read letter by letter.
    @inline(__always)
    static func key(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
    ) -> (key: Key, end: Int)? {
        guard start + Key.longest + 3 <= text.count else { return nil }
        var index = start
        let last = start + Key.longest
        while index <= last {
            let byte = text[index]
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 {
                index += 1
            } else if byte < 0x80 {
                break
            } else if byte >= 0xC4, byte <= 0xC8 {
                // U+0100 to U+023F are letters.
                index += 2
            } else if byte == 0xC3, text[index + 1] != 0x97, text[index + 1] != 0xB7 {
                index += 2
            } else if byte == 0xE1, text[index + 1] >= 0xB8 {
                // U+1E00 to U+1FFF.
                index += 3
            } else {
                return nil
            }
        }
        let count = index - start
        guard count > 0, count <= Key.longest, index <= limit else { return nil }
        let bytes = UnsafeRawBufferPointer(text)
        var key = Key(low: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
        if count <= 8 {
            key.low &= UInt64.max >> UInt64(64 - count * 8)
        } else {
            key.high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
            key.high &= UInt64.max >> UInt64(128 - count * 8)
        }
        return (key, index)
    }
}
