/// The text of a stretch of Markdown: emphasis, code marks, links' addresses, images and tags out, entities decoded.
///
/// Marks are paired first, in linear time; one without its partner is text.
struct MarkdownInline {
    let source: UnsafeBufferPointer<UInt8>
    private let range: Range<Int>
    /// What is left out or replaced, by where it starts.
    private var cuts: [Cut] = []

    private struct Cut {
        var start: Int
        var end: Int
        /// What stands for it, if anything.
        var scalar: UInt32?
    }

    /// A run of `*`, `_` or `~`.
    private struct Mark {
        var start: Int
        var count: Int
    }

    init(_ range: Range<Int>, in source: UnsafeBufferPointer<UInt8>) {
        self.range = range
        self.source = source
        find()
    }

    /// Adds the text to the block in hand.
    func render(into builder: inout TextBuilder) {
        var index = range.lowerBound
        for cut in cuts where cut.start >= index {
            builder.append(exact: index..<cut.start)
            if let scalar = cut.scalar { builder.append(scalar, for: cut.start..<cut.end) }
            index = cut.end
        }
        if index < range.upperBound { builder.append(exact: index..<range.upperBound) }
    }

    private mutating func find() {
        var openers: [UInt8: [Mark]] = [:]
        var brackets: [Int] = []
        // Each becomes false when a search has reached the end in vain, so that no search is repeated.
        var hasTagEnd = true
        var hasAddressEnd = true
        var hasCodeEnd = [true, true, true, true]
        var index = range.lowerBound
        while index < range.upperBound {
            switch source[index] {
            case 0x5C where index + 1 < range.upperBound && isPunctuation(source[index + 1]):
                cut(index..<index + 1)
                index += 2
            case 0x2A, 0x5F, 0x7E: index = mark(index, &openers)
            case 0x60: index = code(index, &hasCodeEnd)
            case 0x5B:
                brackets.append(index)
                index += 1
            case 0x5D: index = link(index, &brackets, &hasAddressEnd)
            case 0x3C: index = tag(index, &hasTagEnd)
            case 0x26: index = entity(index)
            default: index += 1
            }
        }
        cuts.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
    }

    private mutating func cut(_ range: Range<Int>, scalar: UInt32? = nil) {
        cuts.append(Cut(start: range.lowerBound, end: range.upperBound, scalar: scalar))
    }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !Ascii.isDigit(byte) && !Ascii.isLetter(byte)
    }

    private mutating func mark(_ start: Int, _ openers: inout [UInt8: [Mark]]) -> Int {
        let byte = source[start]
        var end = start
        while end < range.upperBound, source[end] == byte { end += 1 }
        let count = end - start
        guard count <= 3, byte != 0x7E || count == 2 else { return end }
        let before = start > range.lowerBound ? source[start - 1] : 0x20
        let after = end < range.upperBound ? source[end] : 0x20
        // Within a word, `_` is a letter like others.
        let isWordMark = byte == 0x5F
        let canOpen = !Ascii.isSpace(after) && !(isWordMark && isWordByte(before))
        let canClose = !Ascii.isSpace(before) && !(isWordMark && isWordByte(after))
        let kind = byte &+ UInt8(count)
        if canClose, let opener = openers[kind]?.popLast() {
            cut(opener.start..<opener.start + count)
            cut(start..<end)
        } else if canOpen {
            openers[kind, default: []].append(Mark(start: start, count: count))
        }
        return end
    }

    private func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || Ascii.isLetter(byte) || Ascii.isDigit(byte) }

    private mutating func code(_ start: Int, _ hasEnd: inout [Bool]) -> Int {
        var end = start
        while end < range.upperBound, source[end] == 0x60 { end += 1 }
        let count = end - start
        guard count < hasEnd.count, hasEnd[count] else { return end }
        var index = end
        while index < range.upperBound {
            guard source[index] == 0x60 else {
                index += 1
                continue
            }
            let close = index
            while index < range.upperBound, source[index] == 0x60 { index += 1 }
            if index - close == count {
                cut(start..<end)
                cut(close..<index)
                return index
            }
        }
        hasEnd[count] = false
        return end
    }

    /// At a `]`: a link keeps its text, an image nothing.
    private mutating func link(_ close: Int, _ brackets: inout [Int], _ hasEnd: inout Bool) -> Int {
        guard let open = brackets.popLast(), hasEnd, close + 1 < range.upperBound else { return close + 1 }
        let closing: UInt8
        switch source[close + 1] {
        case 0x28: closing = 0x29
        case 0x5B: closing = 0x5D
        default: return close + 1
        }
        var depth = 0
        var end = close + 1
        while end < range.upperBound {
            if source[end] == source[close + 1] { depth += 1 }
            if source[end] == closing { depth -= 1 }
            end += source[end] == 0x5C ? 2 : 1
            if depth == 0 { break }
        }
        guard depth == 0, end <= range.upperBound else {
            hasEnd = false
            return close + 1
        }
        if open > range.lowerBound, source[open - 1] == 0x21 {
            cut(open - 1..<end)
        } else {
            cut(open..<open + 1)
            cut(close..<end)
        }
        return end
    }

    private mutating func tag(_ start: Int, _ hasEnd: inout Bool) -> Int {
        guard hasEnd, start + 1 < range.upperBound else { return start + 1 }
        let next = source[start + 1]
        guard Ascii.isLetter(next) || next == 0x2F || next == 0x21 else { return start + 1 }
        guard let end = source[start..<range.upperBound].firstIndex(of: 0x3E) else {
            hasEnd = false
            return start + 1
        }
        let isBreak = end - start > 2 && Ascii.lowered(next) == 0x62 && Ascii.lowered(source[start + 2]) == 0x72
        cut(start..<end + 1, scalar: isBreak ? 0x20 : nil)
        return end + 1
    }

    private mutating func entity(_ start: Int) -> Int {
        guard let (scalar, end) = HTMLEntity.read(at: start, to: range.upperBound, in: source) else { return start + 1 }
        cut(start..<end, scalar: scalar)
        return end
    }
}
