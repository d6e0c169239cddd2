/// Tables whose columns are kept apart by spaces alone, as statistical offices type them: what stands above or below
/// one another belongs together, so a header may leave cells empty or take several lines.
extension LineTable {
    /// A table of aligned columns that starts at a line: some lines of headers, then two rows or more that begin with
    /// a name and hold as many cells, one of them a figure. Lines of dashes may stand anywhere.
    static func typed(at start: Int, in lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>) -> LineTable? {
        guard let head = head(at: start, in: lines, bytes), let second = nextRow(head.first + 1, in: lines, bytes),
            isBody(second.line, bytes), let width = AlignedLine(lines[head.first], bytes)?.cells.count,
            AlignedLine(second.line, bytes)?.cells.count == width,
            // What has more parts than there are columns heads no columns.
            head.headers.allSatisfy({ $0.cells.count <= width })
        else { return nil }
        var body: [AlignedLine] = []
        var end = head.first
        while end < lines.count, !lines[end].isEmpty {
            if !isDashes(lines[end].range, bytes) {
                guard let line = AlignedLine(lines[end], bytes), line.cells.count <= width else { break }
                body.append(line)
            }
            end += 1
        }
        var columns = AlignedColumns(count: width)
        for line in body where line.cells.count == width { columns.widen(by: line) }
        let rows = (head.headers + body).map { columns.row(of: $0, bytes) }
        return LineTable(rows: rows, headerRows: head.headers.count, end: end)
    }

    /// The lines of headers at the top and the first row under them; nil where none or too many come first.
    private static func head(
        at start: Int, in lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (headers: [AlignedLine], first: Int)? {
        var headers: [AlignedLine] = []
        var index = start
        while index < lines.count, !lines[index].isEmpty, index - start < mostHeaderLines {
            if !isDashes(lines[index].range, bytes) {
                guard let line = AlignedLine(lines[index], bytes) else { return nil }
                if isBody(lines[index], bytes) { return headers.isEmpty ? nil : (headers, index) }
                headers.append(line)
            }
            index += 1
        }
        return nil
    }

    private static let mostHeaderLines = 6

    private static func nextRow(
        _ start: Int, in lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (line: Line, index: Int)? {
        var index = start
        while index < lines.count, index - start < 3, isDashes(lines[index].range, bytes) { index += 1 }
        return index < lines.count && !lines[index].isEmpty ? (lines[index], index) : nil
    }

    /// Whether a line begins with a name and has a figure behind it.
    private static func isBody(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let line = AlignedLine(line, bytes), let label = line.cells.first,
            label.bytes.contains(where: { Ascii.isLower(bytes[$0] | 0x20) || bytes[$0] >= 0x80 })
        else { return false }
        return line.cells.dropFirst().contains { isFigure($0.bytes, bytes) }
    }

    /// Digits with their separators and signs, but no bare year, which heads a column.
    private static func isFigure(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        for index in range {
            switch bytes[index] {
            case 0x30...0x39: digits += 1
            case 0x2B, 0x2C, 0x2D, 0x2E, 0x25, 0x28, 0x29: break
            // −, –
            case 0xE2, 0x80, 0x88, 0x92, 0x93: break
            default: return false
            }
        }
        let isYear =
            digits == 4 && range.count == 4 && (bytes[range.lowerBound] == 0x31 || bytes[range.lowerBound] == 0x32)
        return digits > 0 && !isYear
    }
}

/// A line cut where two spaces and more stand, each cell with its place counted in characters.
struct AlignedLine {
    struct Cell {
        let bytes: Range<Int>
        let columns: Range<Int>
    }

    let cells: [Cell]

    /// Nil for a line of one cell.
    init?(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) {
        let row = LineTable.spacedCells(of: line.range, bytes)
        guard row.count > 1 else { return nil }
        var position = line.range.lowerBound
        var column = line.indent
        var cells: [Cell] = []
        for cell in row {
            for index in position..<cell.lowerBound where bytes[index] & 0xC0 != 0x80 { column += 1 }
            let first = column
            for index in cell where bytes[index] & 0xC0 != 0x80 { column += 1 }
            cells.append(Cell(bytes: cell, columns: first..<column))
            position = cell.upperBound
        }
        self.cells = cells
    }
}

/// From where to where the cells of each column reach.
private struct AlignedColumns {
    private var reach: [Range<Int>?]

    init(count: Int) { reach = Array(repeating: nil, count: count) }

    mutating func widen(by line: AlignedLine) {
        for (index, cell) in line.cells.enumerated() {
            let old = reach[index] ?? cell.columns
            reach[index] =
                min(old.lowerBound, cell.columns.lowerBound)..<max(old.upperBound, cell.columns.upperBound)
        }
    }

    /// A line's cells in their columns; those it leaves empty keep their place.
    func row(of line: AlignedLine, _ bytes: UnsafeBufferPointer<UInt8>) -> LineTable.Row {
        var row: LineTable.Row = Array(repeating: 0..<0, count: reach.count)
        let isWhole = line.cells.count == reach.count
        var next = 0
        for (index, cell) in line.cells.enumerated() {
            let left = line.cells.count - index - 1
            let column = isWhole ? index : min(nearest(cell.columns, from: next), reach.count - 1 - left)
            row[column] = cell.bytes
            next = column + 1
        }
        return row
    }

    /// The column that lies under or over most of a cell, else the nearest one.
    private func nearest(_ cell: Range<Int>, from first: Int) -> Int {
        var best = (column: first, distance: Int.max)
        for column in first..<max(first + 1, reach.count) {
            guard column < reach.count, let own = reach[column] else { continue }
            let overlap = min(own.upperBound, cell.upperBound) - max(own.lowerBound, cell.lowerBound)
            if -overlap < best.distance { best = (column, -overlap) }
        }
        return best.column
    }
}
