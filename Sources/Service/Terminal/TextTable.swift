/// Rows of texts in columns that fit a terminal.
public struct TextTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        let title: String
        let isRightAligned: Bool
        /// The fewest columns of the terminal it is cut to when space is short; nil: never cut.
        let shortest: Int?
        /// The most columns of the terminal it takes, so that one long cell does not push all others aside.
        let longest: Int

        /// A column.
        /// - Parameters:
        ///   - title: Its heading.
        ///   - isRightAligned: For figures.
        ///   - shortest: How far it may be cut, in terminal columns; never, where absent.
        ///   - longest: The most it takes where there is room.
        public init(_ title: String, isRightAligned: Bool = false, shortest: Int? = nil, longest: Int = .max) {
            self.title = title
            self.isRightAligned = isRightAligned
            self.shortest = shortest
            self.longest = longest
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// An empty table.
    public init(_ columns: [Column]) { self.columns = columns }

    /// How many rows there are.
    public var count: Int { rows.count }

    /// Adds a row; what is missing at its end is empty.
    public mutating func add(_ row: [String]) {
        rows.append(columns.indices.map { $0 < row.count ? DisplayWidth.onOneLine(row[$0]) : "" })
    }

    /// The lines of the table, heading first, none wider than the terminal where its columns can be cut so far.
    public func lines(for terminal: Terminal) -> [String] {
        let widths = fitted(to: terminal.width)
        let heading = line(columns.map(\.title), widths)
        return [terminal.styled(heading, .bold)] + rows.map { line($0, widths) }
    }

    private static let gap = 2

    private func fitted(to total: Int) -> [Int] {
        var widths = columns.indices.map { index in
            let widest = rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index])) }
            return min(widest, columns[index].longest)
        }
        let available = total - TextTable.gap * (columns.count - 1)
        // Take from the widest column that may still be cut, until everything fits or nothing gives.
        while widths.reduce(0, +) > available {
            let cuttable = widths.indices.filter { index in columns[index].shortest.map { widths[index] > $0 } ?? false
            }
            guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let cell = DisplayWidth.cut(cell, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
            let isLast = index == cells.count - 1
            text += columns[index].isRightAligned ? padding + cell : cell + (isLast ? "" : padding)
            if !isLast { text += String(repeating: " ", count: TextTable.gap) }
        }
        return text
    }
}
