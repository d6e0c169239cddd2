/// White space in text: ASCII's, the no-break space, the zero-width characters, the ideographic space.
enum TextScan {
    /// The length of the white space character here, or 0.
    static func spaceLength(at index: Int, to end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return Ascii.isSpace(byte) ? 1 : 0 }
        if byte == 0xC2 { return index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard byte >= 0xE2, index + 2 < end else { return 0 }
        switch (byte, bytes[index + 1], bytes[index + 2]) {
        // U+2000 to U+200F, the line and paragraph separators, narrow spaces, the word joiner, BOM, U+3000.
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xA0), (0xEF, 0xBB, 0xBF),
            (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// The first position that is no white space.
    static func skipSpace(from start: Int, to end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var index = start
        while index < end {
            let length = spaceLength(at: index, to: end, in: bytes)
            if length == 0 { break }
            index &+= length
        }
        return index
    }

    /// The range without white space at its ends.
    static func trim(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = skipSpace(from: range.lowerBound, to: range.upperBound, in: bytes)
        var end = range.upperBound
        while end > start {
            if Ascii.isSpace(bytes[end - 1]) {
                end -= 1
                continue
            }
            guard bytes[end - 1] >= 0x80 else { break }
            let last = max(start, Scalars.start(before: end, in: bytes))
            guard spaceLength(at: last, to: end, in: bytes) == end - last else { break }
            end = last
        }
        return start..<end
    }
}
