/// A line of plain text or Markdown, white space at its ends left out.
struct Line {
    var range: Range<Int>
    /// How many bytes of white space stood before it.
    var indent: Int
    var pipes: Int
    var tabs: Int

    var isEmpty: Bool { range.isEmpty }

    /// All lines; LF, CR and both together end one.
    static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(bytes.count / 96 + 4)
        var start = 0
        var pipes = 0
        var tabs = 0
        func end(_ index: Int) {
            let range = TextScan.trim(start..<index, in: bytes)
            if tabs > 0 { tabs = bytes[range].reduce(0) { $1 == 0x09 ? $0 + 1 : $0 } }
            lines.append(Line(range: range, indent: range.lowerBound - start, pipes: pipes, tabs: tabs))
            pipes = 0
            tabs = 0
        }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte > 0x0D, byte != 0x7C { continue }
            switch byte {
            case 0x0A, 0x0D:
                if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D, start == index {
                    start = index + 1
                    continue
                }
                end(index)
                start = index + 1
            case 0x7C: pipes += 1
            case 0x09: tabs += 1
            default: break
            }
        }
        end(bytes.count)
        return lines
    }
}

/// What a line is by its looks.
struct LineShape {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The text inside a line that is bold as a whole (`**Thuế: ra quân**`), or nil.
    func boldText(_ range: Range<Int>) -> Range<Int>? {
        guard range.count > 4, isPair(range.lowerBound), isPair(range.upperBound - 2) else { return nil }
        let inner = range.lowerBound + 2..<range.upperBound - 2
        for index in inner.dropLast() where isPair(index) { return nil }
        return TextScan.trim(inner, in: bytes).isEmpty ? nil : inner
    }

    private func isPair(_ index: Int) -> Bool { bytes[index] == 0x2A && bytes[index + 1] == 0x2A }

    /// Whether a line is a Markdown image and nothing else.
    func isImage(_ range: Range<Int>) -> Bool {
        guard range.count > 4, bytes[range.lowerBound] == 0x21, bytes[range.lowerBound + 1] == 0x5B,
            bytes[range.upperBound - 1] == 0x29
        else { return false }
        let rest = bytes[range.lowerBound + 2..<range.upperBound - 1]
        guard let bracket = rest.firstIndex(of: 0x5D), bracket + 1 < rest.endIndex, bytes[bracket + 1] == 0x28
        else { return false }
        return !rest[bracket...].contains(0x29)
    }

    /// Where the text of a list item starts, or nil for a line that has no marker.
    func itemText(_ range: Range<Int>) -> Int? {
        guard let end = bulletEnd(range) ?? numberingEnd(range) else { return nil }
        let text = TextScan.skipSpace(from: end, to: range.upperBound, in: bytes)
        return text < range.upperBound && text > end ? text : nil
    }

    private func bulletEnd(_ range: Range<Int>) -> Int? {
        let start = range.lowerBound
        guard start < range.upperBound else { return nil }
        switch bytes[start] {
        case 0x2D, 0x2A, 0x2B: return start + 1
        // ·
        case 0xC2 where start + 1 < range.upperBound && bytes[start + 1] == 0xB7: return start + 2
        case 0xE2 where start + 2 < range.upperBound:
            switch (bytes[start + 1], bytes[start + 2]) {
            // – — • ‣, ∙ ⁃, ■ to ◿, ✓ to ✔, ➢ and other arrows of that row.
            case (0x80, 0x93), (0x80, 0x94), (0x80, 0xA2), (0x80, 0xA3), (0x81, 0x83), (0x88, 0x99), (0x96, 0xA0...),
                (0x97, _), (0x9C, 0x93...0x94), (0x9E, 0x94...):
                return start + 3
            default: return nil
            }
        default: return nil
        }
    }

    /// `1.` `12)` `(3)` `1.2.` `a)` `b.` `đ)` `IV.`; a number that is more than that (`2024.`, `1.5`) is none.
    private func numberingEnd(_ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let isBracketed = index < range.upperBound && bytes[index] == 0x28
        if isBracketed { index += 1 }
        let start = index
        var digits = 0
        var parts = 0
        func close(_ index: Int, _ dot: Bool) -> Int? {
            guard index < range.upperBound else { return nil }
            return bytes[index] == 0x29 || (dot && !isBracketed && bytes[index] == 0x2E) ? index + 1 : nil
        }
        while index < range.upperBound, parts < 4 {
            digits = 0
            while index < range.upperBound, Ascii.isDigit(bytes[index]), digits < 3 {
                index += 1
                digits += 1
            }
            guard (1...2).contains(digits) else { break }
            parts += 1
            let follows = index + 1 < range.upperBound && bytes[index] == 0x2E && Ascii.isDigit(bytes[index + 1])
            guard follows else { return close(index, true) }
            index += 1
        }
        guard parts == 0, digits == 0, index < range.upperBound else { return nil }
        let (scalar, length) = Scalars.decode(bytes, at: index)
        if Ascii.isLower(bytes[index]) || scalar == 0x111 { return close(index + length, true) }
        while index < range.upperBound, index - start < 4, [0x49, 0x56, 0x58].contains(bytes[index]) { index += 1 }
        return index > start ? close(index, true) : nil
    }

    /// Whether a line obviously goes on in the next: it ends without a mark, and the next starts with a small letter.
    func continues(_ line: Range<Int>, in next: Range<Int>) -> Bool {
        guard !line.isEmpty, !next.isEmpty, Scalars.isLower(Scalars.decode(bytes, at: next.lowerBound).scalar)
        else { return false }
        var end = line.upperBound
        while end > line.lowerBound, [0x22, 0x27, 0x29, 0x5D].contains(bytes[end - 1]) { end -= 1 }
        guard end > line.lowerBound else { return false }
        switch bytes[end - 1] {
        case 0x2E, 0x21, 0x3F, 0x3A, 0x3B: return false
        // …, “ and their row.
        case 0x80...0xBF: return !(end - 3 >= line.lowerBound && bytes[end - 3] == 0xE2 && bytes[end - 2] == 0x80)
        default: return true
        }
    }
}

/// How deep list items stand, by their indent.
struct ListDepth {
    private var indents: [Int] = []

    mutating func depth(indent: Int) -> Int {
        while let last = indents.last, last > indent { indents.removeLast() }
        if indents.last != indent { indents.append(indent) }
        return indents.count - 1
    }

    mutating func reset() { indents.removeAll(keepingCapacity: true) }
}
