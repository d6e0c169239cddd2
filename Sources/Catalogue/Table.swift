/// A data file of tab-separated columns: a header line, then one row a line. Lines that begin with `#` are remarks.
/// No quoting: a cell holds any character but tab and line feed.
struct Table {
    /// Cells in the order asked for.
    let rows: [[String]]

    /// Reads a file, taking the named columns in the given order.
    /// - Throws: `CatalogueError` with code `malformedFile`, naming the line.
    init(_ bytes: [UInt8], name: String, columns: [String]) throws(CatalogueError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CatalogueError(.malformedFile, "\(name) is not UTF-8: save it as UTF-8")
        }
        var order: [Int]?
        var width = 0
        var rows: [[String]] = []
        var number = 0
        // A carriage return and a line feed are one character to a `String`, so lines are cut from the scalars.
        for slice in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            var line = Substring(slice)
            if line.unicodeScalars.last == "\r" { line = Substring(slice.dropLast()) }
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let order else {
                order = try Self.order(of: columns, in: cells, name: name)
                width = cells.count
                continue
            }
            guard cells.count == width else {
                throw CatalogueError(
                    .malformedFile,
                    "\(name) line \(number) has \(cells.count) columns, its header \(width): even the tabs out")
            }
            rows.append(order.map { cells[$0] })
        }
        guard order != nil else {
            throw CatalogueError(.malformedFile, "\(name) is empty: its first line names the columns")
        }
        self.rows = rows
    }

    private static func order(
        of columns: [String], in header: [String], name: String
    ) throws(CatalogueError) -> [Int] {
        var order: [Int] = []
        for column in columns {
            guard let index = header.firstIndex(of: column) else {
                throw CatalogueError(.malformedFile, "\(name) has no column \(column): add it to the first line")
            }
            order.append(index)
        }
        return order
    }
}

extension String {
    /// The parts of a cell that holds several values, joined by ` | `.
    var cellParts: [String] {
        split(separator: "|").map { part in
            let head = part.drop { $0 == " " }
            return String(head.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }
}
