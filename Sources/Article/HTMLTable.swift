/// Where the cells of one table stand, spans counted in.
struct HTMLTable {
    let number: Int
    private var row = -1
    private var column = 0
    /// For each column, how many rows below the current one a cell above still fills.
    private var filled: [Int] = []

    /// Columns beyond these are counted, but no longer moved by the cells above them.
    private static let mostColumns = 500

    init(number: Int) { self.number = number }

    mutating func startRow() {
        row += 1
        column = 0
        for index in filled.indices where filled[index] > 0 { filled[index] -= 1 }
        while filled.last == 0 { filled.removeLast() }
    }

    mutating func startCell(_ attributes: HTMLAttributes, isHeader: Bool) -> Document.Cell {
        if row < 0 { startRow() }
        // `filled` counts the current row too, so a cell that spans no rows leaves no trace in the next.
        while column < filled.count, filled[column] > 0 { column += 1 }
        let cell = Document.Cell(
            table: number, row: row, column: column, rowSpan: attributes.rowSpan, columnSpan: attributes.columnSpan,
            isHeader: isHeader)
        let end = min(column + attributes.columnSpan, HTMLTable.mostColumns)
        if attributes.rowSpan > 1, column < end {
            if filled.count < end { filled += [Int](repeating: 0, count: end - filled.count) }
            for index in column..<end { filled[index] = attributes.rowSpan }
        }
        column += attributes.columnSpan
        return cell
    }
}
