/// Plain text: one line, one paragraph, as newspapers write; with the structure that plain text often has all the
/// same: lists, bold lines, tables, images. The text is the source.
struct PlainText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let lines: [Line]
    private let shape: LineShape
    private var lists = ListDepth()

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        lines = Line.all(in: bytes)
        shape = LineShape(bytes: bytes)
    }

    /// A caption is a short line right under an image.
    private static let longestCaption = 600

    mutating func read(into blocks: inout BlockCollector) throws(ArticleError) {
        var index = 0
        var isAfterImage = false
        while index < lines.count {
            let line = lines[index]
            defer { isAfterImage = !line.isEmpty && shape.isImage(line.range) }
            if line.isEmpty || shape.isImage(line.range) || LineTable.isDashes(line.range, bytes) {
                index += 1
            } else if let table = LineTable.find(at: index, in: lines, bytes) {
                try add(table, to: &blocks)
                index = table.end
            } else {
                let end = paragraphEnd(from: index)
                let range = line.range.lowerBound..<lines[end - 1].range.upperBound
                try addLine(line, range, isCaption: isAfterImage && range.count <= Self.longestCaption, to: &blocks)
                index = end
            }
        }
    }

    private func paragraphEnd(from start: Int) -> Int {
        var end = start + 1
        while end < lines.count, lines[end].pipes + lines[end].tabs == 0,
            shape.continues(lines[end - 1].range, in: lines[end].range),
            shape.itemText(lines[end].range) == nil, shape.boldText(lines[end - 1].range) == nil
        { end += 1 }
        return end
    }

    private mutating func addLine(
        _ line: Line, _ range: Range<Int>, isCaption: Bool, to blocks: inout BlockCollector
    ) throws(ArticleError) {
        if isCaption {
            try blocks.add(.caption, range, in: bytes)
        } else if let text = shape.itemText(range) {
            let depth = lists.depth(indent: line.indent)
            try blocks.add(.item(depth: depth), text..<range.upperBound, in: bytes)
            return
        } else if let text = shape.boldText(range) {
            try blocks.add(.heading(level: 6), text, in: bytes)
        } else {
            try blocks.add(.paragraph, range, in: bytes)
        }
        lists.reset()
    }

    private func add(_ table: LineTable, to blocks: inout BlockCollector) throws(ArticleError) {
        let number = blocks.nextTable()
        for (row, cells) in table.rows.enumerated() {
            for (column, range) in cells.enumerated() {
                let cell = Document.Cell(
                    table: number, row: row, column: column, isHeader: row < table.headerRows)
                // `1. Thu nội địa`, `- Lương thực`: what numbers or lists the rows is no part of their name.
                let text = column == 0 ? shape.itemText(range).map { $0..<range.upperBound } ?? range : range
                try blocks.add(.cell(cell), text, in: bytes)
            }
        }
    }
}
