/// Tables written as lines: cells between pipes or tabs, or in columns kept apart by spaces.
struct LineTable {
    /// A row's cells, as ranges of the text; empty cells keep their place.
    typealias Row = [Range<Int>]

    var rows: [Row]
    /// How many rows at the top are headers: one above a rule (`|---|---|`), or those typed above the first figures.
    var headerRows: Int
    /// The first line after the table.
    var end: Int

    /// The table that starts at a line, or nil. Without a rule, two lines or more must agree in their number of cells:
    /// a single line with pipes is a paragraph.
    static func find(
        at start: Int, in lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>, escapes: Bool = false
    ) -> LineTable? {
        let separator: UInt8 = lines[start].pipes > 0 ? 0x7C : 0x09
        guard separator == 0x7C || lines[start].tabs > 0 else {
            return typed(at: start, in: lines, bytes) ?? aligned(at: start, in: lines, bytes)
        }
        let split = { cells(of: lines[$0], separator, bytes, escapes) }
        var rows = [split(start)]
        var end = start + 1
        let hasHeader =
            separator == 0x7C && end < lines.count
            && (isRule(lines[end].range, bytes) || isDashes(lines[end].range, bytes))
        if hasHeader { end += 1 }
        while end < lines.count, !lines[end].isEmpty {
            if separator == 0x7C, isRule(lines[end].range, bytes) || isDashes(lines[end].range, bytes) {
                end += 1
                continue
            }
            guard (separator == 0x7C ? lines[end].pipes : lines[end].tabs) > 0 else { break }
            let row = split(end)
            guard hasHeader || row.count == rows[0].count else { break }
            rows.append(row)
            end += 1
        }
        guard rows.count > 1, rows[0].count > 1 || hasHeader else { return nil }
        return LineTable(rows: rows, headerRows: hasHeader ? 1 : 0, end: end)
    }

    /// A table whose columns are kept apart by runs of spaces: three rows or more of as many cells, with or without
    /// lines of dashes between them.
    private static func aligned(
        at start: Int, in lines: [Line], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> LineTable? {
        let first = spacedCells(of: lines[start].range, bytes)
        guard first.count > 1 else { return nil }
        var rows = [first]
        var hasHeader = false
        var end = start + 1
        while end < lines.count, !lines[end].isEmpty {
            if isDashes(lines[end].range, bytes) {
                if rows.count == 1 { hasHeader = true }
            } else {
                let row = spacedCells(of: lines[end].range, bytes)
                guard row.count == first.count else { break }
                rows.append(row)
            }
            end += 1
        }
        return rows.count > 2 ? LineTable(rows: rows, headerRows: hasHeader ? 1 : 0, end: end) : nil
    }

    /// What two spaces and more keep apart; none where they keep nothing apart.
    static func spacedCells(of range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Row {
        var row: Row = []
        var start = range.lowerBound
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            guard bytes[index] == 0x20, bytes[index + 1] == 0x20 else {
                index += 1
                continue
            }
            row.append(start..<index)
            while index < range.upperBound, bytes[index] == 0x20 { index += 1 }
            start = index
        }
        if !row.isEmpty { row.append(start..<range.upperBound) }
        return row
    }

    static func isDashes(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        range.count > 4
            && range.allSatisfy { bytes[$0] == 0x2D || bytes[$0] == 0x3D || bytes[$0] == 0x5F || bytes[$0] == 0x20 }
    }

    private static func cells(
        of line: Line, _ separator: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ escapes: Bool
    ) -> Row {
        var range = line.range
        if separator == 0x7C {
            if bytes[range.lowerBound] == separator { range = range.lowerBound + 1..<range.upperBound }
            let isEscaped = escapes && range.count > 1 && bytes[range.upperBound - 2] == 0x5C
            if !range.isEmpty, bytes[range.upperBound - 1] == separator, !isEscaped {
                range = range.lowerBound..<range.upperBound - 1
            }
        }
        var row: Row = []
        var start = range.lowerBound
        for index in range where bytes[index] == separator {
            if escapes, index > start, bytes[index - 1] == 0x5C { continue }
            row.append(TextScan.trim(start..<index, in: bytes))
            start = index + 1
        }
        row.append(TextScan.trim(start..<range.upperBound, in: bytes))
        return row
    }

    /// Whether a line is a table's rule: dashes, colons and spaces with at least one pipe, or a plus for it.
    static func isRule(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var dashes = 0
        var pipes = 0
        for index in range {
            switch bytes[index] {
            case 0x2D: dashes += 1
            case 0x7C, 0x2B: pipes += 1
            case 0x3A, 0x20, 0x09: break
            default: return false
            }
        }
        return dashes > 0 && pipes > 0
    }
}
