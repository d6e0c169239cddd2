import Article
import Observation
import Vietnamese

/// Reads the figures of tables: the value from the cell, scale, unit and measure from the column's header, the names
/// from header and row.
struct TableReader {
    let view: FieldView
    let field: Document.Field
    let publication: CivilDate?

    /// A table cell and the sentence that holds its text.
    struct Cell {
        let place: Document.Cell
        let sentence: Int
    }

    /// A table of the field.
    struct Table {
        var cells: [Cell] = []
        /// The sentence right before the table, its title where it has one.
        var caption: Int?
        var headerRows = 0
        /// It has a header and figures under it; anything else is read as text.
        var isFigured = false
    }

    /// The field's tables, each with its cells in reading order.
    func tables() -> [Table] {
        var tables: [Table] = []
        var number = -1
        for sentence in view.scan.sentences.indices {
            guard case .cell(let place) = field.blocks[view.scan.sentences[sentence].block].kind else { continue }
            if place.table != number {
                number = place.table
                tables.append(Table(caption: caption(before: sentence)))
            }
            tables[tables.count - 1].cells.append(Cell(place: place, sentence: sentence))
        }
        for index in tables.indices {
            tables[index].headerRows = headerRows(tables[index])
            tables[index].isFigured =
                tables[index].headerRows > 0
                && tables[index].cells.contains { $0.place.row >= tables[index].headerRows && isFigure($0) }
        }
        return tables
    }

    /// A short line before a table is its title.
    private func caption(before sentence: Int) -> Int? {
        guard sentence > 0 else { return nil }
        let previous = view.scan.sentences[sentence - 1]
        if case .cell = field.blocks[previous.block].kind { return nil }
        return field.blocks[previous.block].text.count <= 240 ? sentence - 1 : nil
    }

    /// Rows at the top without a figure; years in them are headers too.
    private func headerRows(_ table: Table) -> Int {
        var start = 0
        for row in 0..<TableReader.mostHeaderRows {
            let cells = table.cells[start...].prefix { $0.place.row == row }
            guard !cells.isEmpty else { return row }
            let isHeader = cells.allSatisfy { $0.place.isHeader } || (row == 0 && cells.allSatisfy { !isFigure($0) })
            guard isHeader else { return row }
            start = cells.endIndex
        }
        return TableReader.mostHeaderRows
    }

    /// Headers nest a few rows deep; what claims more is no header.
    private static let mostHeaderRows = 6

    /// Whether a cell holds one number and nothing else but its unit; a bare year is a header.
    func isFigure(_ cell: Cell) -> Bool { figure(cell) != nil }

    /// The figures of one table, labelled and measured; periods and areas as far as the table itself says.
    func read(_ table: Table) -> [Quantity] {
        let columns = columns(of: table)
        var quantities: [Quantity] = []
        var rowStart = 0
        let cells = table.cells
        while rowStart < cells.count {
            var rowEnd = rowStart
            while rowEnd < cells.count, cells[rowEnd].place.row == cells[rowStart].place.row { rowEnd += 1 }
            if cells[rowStart].place.row >= table.headerRows {
                quantities += row(cells[rowStart..<rowEnd], columns)
            }
            rowStart = rowEnd
        }
        return quantities
    }

    private func columns(of table: Table) -> [Int: TableHeader] {
        var columns: [Int: TableHeader] = [:]
        let reader = TableHeaderReader(view: view, publication: publication)
        let caption = table.caption.map { reader.read(view.scan.sentences[$0].tokens) }
        for cell in table.cells where cell.place.row < table.headerRows {
            let header = reader.read(view.scan.sentences[cell.sentence].tokens)
            for column in cell.place.column..<cell.place.column + max(1, min(cell.place.columnSpan, 64)) {
                columns[column] = columns[column].map { $0.joined(with: header) } ?? header
            }
        }
        // A unit said once for the table, in its title.
        for column in columns.keys where columns[column]?.unit == nil {
            columns[column]?.unit = caption?.unit
            if let caption { columns[column]?.unitNote = Note(.tableTitle, caption.cell) }
        }
        // A column of changes is of what the level column left of it holds.
        var level = TableHeader()
        for column in columns.keys.sorted() {
            if columns[column]?.isChange ?? false, columns[column]?.name.isEmpty ?? false {
                columns[column]?.name = level.name
                columns[column]?.nameNote = level.nameNote
            } else if let header = columns[column], !header.name.isEmpty, !header.isNumbering {
                level = header
            }
        }
        return columns
    }

    private func row(_ cells: ArraySlice<Cell>, _ columns: [Int: TableHeader]) -> [Quantity] {
        let reader = TableHeaderReader(view: view, publication: publication)
        guard
            let label = cells.first(where: {
                !isFigure($0) && !(columns[$0.place.column]?.isNumbering ?? false)
                    && !view.scan.sentences[$0.sentence].tokens.isEmpty
            })
        else { return [] }
        let labelTokens = view.scan.sentences[label.sentence].tokens
        let row = reader.read(labelTokens)
        let area = reader.area(labelTokens)
        let organization = area == nil ? reader.organization(labelTokens) : nil
        let labelColumn = columns[label.place.column] ?? TableHeader()
        var quantities: [Quantity] = []
        for cell in cells where cell.place.column != label.place.column {
            guard var quantity = figure(cell), let header = columns[cell.place.column] ?? TableHeader.empty,
                !header.isNumbering
            else { continue }
            if let unit = header.unit {
                apply(unit, header.unitNote, to: &quantity)
            } else if let unit = row.unit {
                apply(unit, Note(.tableRow, row.cell), to: &quantity)
            }
            let byHeader = Note(.tableHeader, header.cell)
            if header.isRank, quantity.kind == .count, quantity.value.whole != nil {
                quantity.kind = .rank
                quantity.unit = "rank"
                quantity.grounds.unit = byHeader
            }
            quantity.measure = header.isChange ? .change : .level
            if header.isChange {
                quantity.direction = quantity.isNegative || header.isDecline ? .down : .up
                quantity.comparison = header.comparison
                quantity.noteMeasure(byHeader)
                if quantity.isNegative {
                    let sign = quantity.tokens.lowerBound
                    quantity.grounds.direction = Note(.sign, sign..<sign + 1)
                }
                quantity.grounds.baseline = header.comparison == nil ? Note(.unsaid) : byHeader
            } else if quantity.isNegative {
                quantity.value = quantity.value.negated
            }
            quantity.period = header.period ?? row.period
            let byRow = Note(.tableRow, row.cell)
            if quantity.period != nil { quantity.grounds.period = header.period == nil ? byRow : byHeader }
            quantity.area = area ?? ""
            if area != nil { quantity.grounds.area = byRow }
            quantity.organization = organization
            if organization != nil { quantity.grounds.organization = byRow }
            let subject = area == nil && organization == nil ? row.name : ""
            quantity.indicator = name(header.name, subject, fallback: labelColumn.name)
            quantity.grounds.indicator =
                !header.name.isEmpty ? header.nameNote : subject.isEmpty ? labelColumn.nameNote : byRow
            if !quantity.indicator.isEmpty { quantities.append(quantity) }
        }
        return quantities
    }

    private func name(_ header: String, _ row: String, fallback: String) -> String {
        switch (header.isEmpty, row.isEmpty) {
        case (false, false): "\(header) \(row)"
        case (false, true): header
        case (true, false): row
        case (true, true): fallback
        }
    }

    private func apply(_ unit: TableHeader.Unit, _ note: Note, to quantity: inout Quantity) {
        guard quantity.unit == "count", quantity.scale == 0 else { return }
        quantity.grounds.unit = note
        if unit.power != 0 { quantity.grounds.value = note }
        quantity.value = quantity.value.scaled(byPowerOfTen: unit.power)
        quantity.upper = quantity.upper?.scaled(byPowerOfTen: unit.power)
        quantity.unit = unit.code
        quantity.kind = unit.kind
    }

    /// The one figure of a cell, its surface the cell's text.
    private func figure(_ cell: Cell) -> Quantity? {
        let sentence = view.scan.sentences[cell.sentence]
        let limits = sentence.tokens
        guard !limits.isEmpty, limits.count <= 8,
            let index = limits.first(where: { view.scan.tokens[$0].kind == .number })
        else { return nil }
        let before = index - limits.lowerBound
        guard before <= 1,
            before == 0 || view.dash(limits.lowerBound, in: limits)
                || view.sign("+", limits.lowerBound, in: limits) || view.sign("−", limits.lowerBound, in: limits)
        else { return nil }
        var found = QuantityFinder.Found()
        QuantityFinder(view: view, isCell: true).find(cell.sentence, into: &found)
        guard found.quantities.count == 1, var quantity = found.quantities.first, found.calendar.isEmpty,
            quantity.after == limits.upperBound || quantity.after + 1 == limits.upperBound
        else { return nil }
        if before == 1 { quantity.isNegative = !view.sign("+", limits.lowerBound, in: limits) }
        quantity.surface = sentence.text
        quantity.tokens = limits
        quantity.isCell = true
        quantity.isOwnName = true
        quantity.isOwnPeriod = true
        return quantity
    }
}
