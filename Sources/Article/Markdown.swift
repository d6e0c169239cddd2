/// Markdown, line by line: headings, lists, quotations, tables, paragraphs; fenced code, images and rules out.
///
/// A line goes on in the next where that starts with a small letter, or where both are short enough to have been
/// wrapped, unless it ends a sentence: crawlers write a paragraph on a line and forget the empty line between.
struct Markdown {
    private let source: UnsafeBufferPointer<UInt8>
    private let lines: [Line]
    private let shape: LineShape
    private(set) var builder: TextBuilder
    private(set) var pieces: [TextBuilder.Piece] = []
    private var lists = ListDepth()
    private var tables = 0
    /// The kind of the block in hand, which the next line may continue.
    private var open: Document.Kind?
    /// Its last line.
    private var last = 0..<0

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        lines = Line.all(in: source)
        shape = LineShape(bytes: source)
        builder = TextBuilder(source: source)
    }

    mutating func read() {
        var index = 0
        var isAfterImage = false
        while index < lines.count {
            let line = lines[index]
            let isImage = !line.isEmpty && shape.isImage(line.range)
            defer { isAfterImage = isImage }
            if line.isEmpty || isImage || isDefinition(line.range) {
                close()
                index += 1
            } else if let fence = fence(line.range) {
                close()
                index = endOfCode(after: index, fence)
            } else if let table = LineTable.find(at: index, in: lines, source, escapes: true) {
                add(table)
                index = table.end
            } else if isRule(line.range) {
                underline(line.range)
                index += 1
            } else {
                add(line, isCaption: isAfterImage)
                index += 1
            }
        }
        close()
    }

    private mutating func close() {
        if let kind = open, let piece = builder.endBlock(kind) { pieces.append(piece) }
        open = nil
    }

    private mutating func add(_ line: Line, isCaption: Bool) {
        let range = withoutQuoteMarks(line.range)
        guard !range.isEmpty else { return close() }
        if let (level, text) = heading(range) {
            start(.heading(level: level), text)
            close()
        } else if let text = shape.itemText(range) {
            start(.item(depth: lists.depth(indent: line.indent)), text..<range.upperBound)
        } else if let text = shape.boldText(range) {
            start(.heading(level: 6), text)
            close()
        } else if isCaption {
            start(.caption, range)
            close()
        } else if open != nil, builder.hasText, continues(in: range) {
            // What parts the lines, quotation marks included, reads as a space.
            builder.addSpace(last.upperBound..<range.lowerBound)
            MarkdownInline(range, in: source).render(into: &builder)
        } else {
            lists.reset()
            start(.paragraph, range)
        }
        last = range
        if endsSentence(range) || endsHard(line.range) { close() }
    }

    /// Lines wrapped at up to 120 characters have at most about so many bytes, and no less than half a line's.
    private static let wrapped = 60...180

    private func continues(in next: Range<Int>) -> Bool {
        Scalars.isLower(Scalars.decode(source, at: next.lowerBound).scalar)
            || (Self.wrapped.contains(last.count) && next.count <= Self.wrapped.upperBound)
    }

    private mutating func start(_ kind: Document.Kind, _ text: Range<Int>) {
        close()
        open = kind
        MarkdownInline(text, in: source).render(into: &builder)
    }

    private mutating func add(_ table: LineTable) {
        close()
        for (row, cells) in table.rows.enumerated() {
            for (column, range) in cells.enumerated() {
                let cell = Document.Cell(
                    table: tables, row: row, column: column, isHeader: row < table.headerRows)
                start(.cell(cell), range)
            }
        }
        close()
        tables += 1
    }

    /// A line of `=` or `-` under a line of text makes it a heading; else it is a rule.
    private mutating func underline(_ range: Range<Int>) {
        if open == .paragraph, source[range.lowerBound] == 0x3D || source[range.lowerBound] == 0x2D {
            open = .heading(level: source[range.lowerBound] == 0x3D ? 1 : 2)
        }
        close()
    }

    /// Three or more of `-`, `*`, `_` or `=`, with spaces between at most.
    private func isRule(_ range: Range<Int>) -> Bool {
        let mark = source[range.lowerBound]
        guard [0x2D, 0x2A, 0x5F, 0x3D].contains(mark) else { return false }
        let marks = source[range].reduce(0) { $1 == mark ? $0 + 1 : Ascii.isSpace($1) ? $0 : Int.min / 2 }
        return marks >= 3
    }

    private func heading(_ range: Range<Int>) -> (level: Int, text: Range<Int>)? {
        let marks = source[range].prefix { $0 == 0x23 }.count
        guard (1...6).contains(marks), marks == range.count || Ascii.isSpace(source[range.lowerBound + marks])
        else { return nil }
        var end = range.upperBound
        while end > range.lowerBound + marks, source[end - 1] == 0x23 { end -= 1 }
        return (marks, range.lowerBound + marks..<end)
    }

    private func withoutQuoteMarks(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, source[start] == 0x3E {
            start = TextScan.skipSpace(from: start + 1, to: range.upperBound, in: source)
        }
        return start..<range.upperBound
    }

    /// The mark of a fence (three or more backticks or tildes), or nil.
    private func fence(_ range: Range<Int>) -> UInt8? {
        let mark = source[range.lowerBound]
        guard mark == 0x60 || mark == 0x7E else { return nil }
        let count = source[range].prefix { $0 == mark }.count
        return count >= 3 && !source[range].dropFirst(count).contains(0x60) ? mark : nil
    }

    private func endOfCode(after start: Int, _ mark: UInt8) -> Int {
        var index = start + 1
        while index < lines.count {
            let range = lines[index].range
            index += 1
            if range.count >= 3, source[range].allSatisfy({ $0 == mark }) { break }
        }
        return index
    }

    /// `[name]: address`.
    private func isDefinition(_ range: Range<Int>) -> Bool {
        guard source[range.lowerBound] == 0x5B, let close = source[range].firstIndex(of: 0x5D) else { return false }
        return close + 2 < range.upperBound && source[close + 1] == 0x3A && Ascii.isSpace(source[close + 2])
    }

    /// Whether a line ends with a mark that ends a sentence, quotes and emphasis after it aside.
    private func endsSentence(_ range: Range<Int>) -> Bool {
        var end = range.upperBound
        while end > range.lowerBound, [0x22, 0x27, 0x29, 0x5D, 0x2A, 0x5F].contains(source[end - 1]) { end -= 1 }
        guard end > range.lowerBound else { return false }
        switch source[end - 1] {
        case 0x21, 0x2E, 0x3A, 0x3B, 0x3F: return true
        // … ”
        case 0x9D, 0xA6: return end - 3 >= range.lowerBound && source[end - 3] == 0xE2 && source[end - 2] == 0x80
        default: return false
        }
    }

    /// A hard break: a backslash, or two spaces after the line.
    private func endsHard(_ range: Range<Int>) -> Bool {
        if source[range.upperBound - 1] == 0x5C { return true }
        return range.upperBound + 1 < source.count && source[range.upperBound] == 0x20
            && source[range.upperBound + 1] == 0x20
    }
}
