/// What must be put right in a page before libxml2 sees it, so that its time and memory stay bounded.
enum HTMLSource {
    /// The same bytes with tabs for the characters that HTML does not allow (U+0000 among them, at which the parser
    /// would stop) and with document types made processing instructions, which end at the next `>` without
    /// exceptions; nil where there is nothing to change. Positions stay what they are, and a tab is never kept as it is
    /// in text.
    static func cleaned(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var cleaned: [UInt8]?
        func replace(_ range: Range<Int>, with byte: UInt8) {
            if cleaned == nil { cleaned = Array(source) }
            for index in range { cleaned?[index] = byte }
        }
        for (index, byte) in source.enumerated() where byte < 0x22 || byte == 0xEF {
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20: continue
            case 0x21:
                guard index > 0, source[index - 1] == 0x3C, index + 1 < source.count,
                    Ascii.isLetter(source[index + 1])
                else { continue }
                replace(index..<index + 1, with: 0x3F)
            case 0xEF:
                // U+FFFE, U+FFFF.
                guard index + 2 < source.count, source[index + 1] == 0xBF, source[index + 2] >= 0xBE else { continue }
                replace(index..<index + 3, with: 0x09)
            default: replace(index..<index + 1, with: 0x09)
            }
        }
        return cleaned
    }
}
