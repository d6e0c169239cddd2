import Article
import Observation
import Vietnamese

/// Reads the figures of tables: the value from the cell, scale, unit and measure from the column's header, the names
/// from header and row.
struct TableReader {
    let view: FieldView
    let field: Document.Field
    let publication: CivilDate?
    let article: ArticleContext

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
        var headers: [Int: Range<Int>] = [:]
        for cell in table.cells where cell.place.row < table.headerRows {
            headers[cell.place.column] = view.scan.sentences[cell.sentence].tokens
        }
        let places = RowPlaces(
            view: view, home: view.places.province(article.province), publication: publication,
            isAbroad: comparesCountries(table))
        var quantities: [Quantity] = []
        var rowStart = 0
        let cells = table.cells
        while rowStart < cells.count {
            var rowEnd = rowStart
            while rowEnd < cells.count, cells[rowEnd].place.row == cells[rowStart].place.row { rowEnd += 1 }
            if cells[rowStart].place.row >= table.headerRows {
                quantities += row(cells[rowStart..<rowEnd], columns, headers, places)
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
        // A unit said once for the table, in its title, a line by itself, or over the rows' labels.
        let corner = columns[0]?.unit.flatMap { [.currency, .physical, .share].contains($0.kind) ? $0 : nil }
        let given = caption?.unit ?? unitLine(above: table, reader)
        for column in columns.keys where columns[column]?.unit == nil {
            // `(thuê bao, %)`: a title may give the shares' unit alone.
            if (given ?? corner)?.kind == .share, holdsSums(column, table) { continue }
            columns[column]?.unit = given ?? corner
            if let caption { columns[column]?.unitNote = Note(.tableTitle, caption.cell) }
        }
        settle(&columns, table, isForecast: isForecast(table))
        // `Giải ngân của một số bộ (ước đến 31/7)`.
        if let title = table.caption, hasCue(.estimate, inTitle: title) {
            for column in columns.keys where columns[column]?.status == nil { columns[column]?.status = .estimate }
        }
        // A column of changes is of what the level column left of it holds.
        // So is its period; and what the label column's header names is the whole table's: `Chỉ tiêu 2026`.
        var level = TableHeader()
        var period: TimePeriod?
        var earlier: TimePeriod?
        // The period of the level column right before.
        var beside: TimePeriod?
        for column in columns.keys.sorted() {
            if columns[column]?.isChange ?? false, columns[column]?.comparison == nil {
                columns[column]?.base = earlier
            }
            if let own = columns[column]?.period, let last = period, own != last {
                earlier = own.lastDay < last.lastDay ? own : last
            }
            let isChange = columns[column]?.isChange ?? false
            if columns[column]?.period == nil { columns[column]?.period = isChange ? beside ?? period : period }
            if !isChange { beside = columns[column]?.period }
            // `Kế hoạch năm 2025` dates the plan and how it differs, not what has been done of it.
            if column == 0 || columns[column]?.status != .target && !isChange { period = columns[column]?.period }
            if let header = columns[column] { goOn(&columns[column], header, after: level) }
            if columns[column]?.isChange ?? false, columns[column]?.name.isEmpty ?? false {
                columns[column]?.phrase = level.phrase
                columns[column]?.nameNote = level.nameNote
            } else if let header = columns[column], !header.name.isEmpty, !header.isNumbering {
                level = header
            }
        }
        return columns
    }

    /// Whether rows that name other countries speak of them: not where Việt Nam's trade with them is counted.
    private func comparesCountries(_ table: Table) -> Bool {
        var sentences = table.cells.prefix { $0.place.row < table.headerRows }.map(\.sentence)
        if let caption = table.caption { sentences.append(caption) }
        let tokens = sentences.flatMap { view.scan.sentences[$0].tokens }
        if tokens.contains(where: { view.scan.has(Category.scene, SceneWord.flow.rawValue, at: $0) }) { return false }
        if tokens.contains(where: { view.scan.has(Category.scene, SceneWord.macro.rawValue, at: $0) }) { return true }
        return !article.isFlow
    }

    /// What the cells say of their column: percents with a sign are changes, no share has one.
    private func settle(_ columns: inout [Int: TableHeader], _ table: Table, isForecast: Bool) {
        for cell in table.cells where cell.place.row >= table.headerRows {
            let limits = view.scan.sentences[cell.sentence].tokens
            guard limits.count > 1, isSign(limits.lowerBound, limits), var header = columns[cell.place.column],
                !header.isChange,
                // No level is printed with a plus.
                header.unit?.kind == .share || view.sign("%", limits.upperBound - 1, in: limits)
                    || view.sign("+", limits.lowerBound, in: limits)
            else { continue }
            header.isChange = true
            columns[cell.place.column] = header
        }
        for column in columns.keys {
            if columns[column]?.isCompared ?? false, isIndex(column, table) {
                columns[column]?.isChange = false
                columns[column]?.isShare = true
            }
            if isForecast, columns[column]?.status == nil { columns[column]?.status = .forecast }
            guard columns[column]?.unit == nil else { continue }
            // `So quý II`, `Thị phần`: growth and shares go without their sign.
            let isPercent = columns[column]?.isShare ?? false || columns[column]?.isChange ?? false
            if isPercent, !(columns[column]?.isShift ?? false), !holdsSums(column, table) {
                columns[column]?.unit = TableHeader.Unit(power: 0, code: "percent", kind: .share)
                if let cell = columns[column]?.cell { columns[column]?.unitNote = Note(.tableHeader, cell) }
            } else if columns[column]?.isPoint ?? false {
                columns[column]?.unit = TableHeader.Unit(power: 0, code: "point", kind: .point)
                if let cell = columns[column]?.cell { columns[column]?.unitNote = Note(.tableHeader, cell) }
            }
        }
    }

    /// `So với cùng kỳ (%)` over 105,2; 97,8; 231,5: percents of the base, not by how much it moved.
    private func isIndex(_ column: Int, _ table: Table) -> Bool {
        var greatest = FixedDecimal(0)
        var count = 0
        for cell in table.cells where cell.place.column == column && cell.place.row >= table.headerRows {
            guard let figure = figure(cell) else { continue }
            let limits = view.scan.sentences[cell.sentence].tokens
            if isSign(limits.lowerBound, limits) || figure.value < FixedDecimal(50) { return false }
            greatest = max(greatest, figure.value)
            count += 1
        }
        return count >= 3 && greatest >= FixedDecimal(90)
    }

    private func isSign(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.dash(index, in: limits) || view.sign("+", index, in: limits) || view.sign("−", index, in: limits)
    }

    /// Whether a column holds a figure too great, or a whole one, for a percentage: `+1.250`.
    private func holdsSums(_ column: Int, _ table: Table) -> Bool {
        var hasDecimals = false
        for cell in table.cells where cell.place.column == column && cell.place.row >= table.headerRows {
            guard let figure = figure(cell) else { continue }
            if figure.value > 1_000 { return true }
            if figure.value.exponent < 0 { hasDecimals = true }
        }
        return !hasDecimals
    }

    /// `Dự báo tăng trưởng của các tổ chức`: the table's title.
    private func isForecast(_ table: Table) -> Bool {
        table.caption.map { hasCue(.forecast, inTitle: $0) } ?? false
    }

    private func hasCue(_ cue: Cue, inTitle sentence: Int) -> Bool {
        let limits = view.scan.sentences[sentence].tokens
        return limits.count <= 20 && limits.contains { view.scan.hasCue(cue, at: $0) }
    }

    private func row(
        _ cells: ArraySlice<Cell>, _ columns: [Int: TableHeader], _ headers: [Int: Range<Int>],
        _ places: RowPlaces
    ) -> [Quantity] {
        let reader = TableHeaderReader(view: view, publication: publication)
        guard
            let label = cells.first(where: {
                !isFigure($0) && !(columns[$0.place.column]?.isNumbering ?? false)
                    && !view.scan.sentences[$0.sentence].tokens.isEmpty
            })
        else { return [] }
        let labelTokens = view.scan.sentences[label.sentence].tokens
        let row = reader.read(labelTokens)
        let texts = cells.filter { !isFigure($0) && !(columns[$0.place.column]?.isNumbering ?? false) }
        let isPlace = places.area(label.sentence) != nil
        // `Hòa Lạc 2 | Viettel | 30`: what the row is about may be said in a cell of its own.
        let area = texts.lazy.compactMap { places.area($0.sentence) }.first
        let owner = texts.lazy.compactMap { cell in
            reader.organization(
                cell.sentence, under: cell.place.column == label.place.column ? headers[cell.place.column] : nil,
                self.article.names
            ).map {
                (name: $0, cell: cell)
            }
        }.first
        let organization = isPlace ? nil : owner?.name
        let isOrganization = !isPlace && owner?.cell.place.column == label.place.column
        let labelColumn = columns[label.place.column] ?? TableHeader()
        // `Tinh bột mì | nghìn tấn | 214,6`: a unit of the row's own.
        let given = cells.first { columns[$0.place.column]?.isUnit ?? false }
            .flatMap { reader.read(view.scan.sentences[$0.sentence].tokens) }
        var quantities: [Quantity] = []
        for cell in cells where cell.place.column != label.place.column {
            guard var quantity = figure(cell), let header = columns[cell.place.column] ?? TableHeader.empty,
                !header.isNumbering, !header.isUnit, !header.isDay || quantity.total == nil,
                // `Hạng` over the first column numbers the rows.
                cell.place.column > 0 || !(header.isRank || header.unit?.kind == .rank) || header.cell.count > 2
            else { continue }
            if let unit = header.unit {
                apply(unit, header.unitNote, to: &quantity)
            } else if !header.isChange, let given, let unit = given.unit {
                apply(unit, Note(.tableRow, given.cell), to: &quantity)
            } else if let unit = row.unit {
                apply(unit, Note(.tableRow, row.cell), to: &quantity)
            }
            if quantity.kind == .count, quantity.unit == "count", quantity.value.exponent < 0, quantity.scale == 0,
                quantity.value < FixedDecimal(1_000), !header.isChange, !row.isChange
            {
                // An index has no unit: `Chỉ số | 0,8241`.
                quantity.kind = .point
                quantity.unit = "point"
                quantity.grounds.unit = Note(.bareScore)
            }
            let byHeader = Note(.tableHeader, header.cell)
            let byRow = Note(.tableRow, row.cell)
            if header.isRank, quantity.kind == .count, quantity.value.whole != nil {
                quantity.kind = .rank
                quantity.unit = "rank"
                quantity.grounds.unit = byHeader
            }
            // `Tốc độ tăng GRDP (%)`, `GDP 2026 (%)`.
            let isGrowth = quantity.kind == .share && (row.isChange || header.isAcronym)
            quantity.measure = header.isChange || isGrowth ? .change : .level
            if let qualifier = header.qualifier, quantity.measure == .level {
                quantity.qualifier = qualifier
                quantity.grounds.qualifier = byHeader
            }
            if let status = header.status ?? row.status {
                quantity.status = status
                quantity.grounds.status = header.status == nil ? byRow : byHeader
            }
            if quantity.measure == .change {
                quantity.direction = quantity.isNegative || header.isDecline || row.isDecline ? .down : .up
                quantity.comparison = header.comparison
                quantity.baseline = header.base.map { .period($0) }
                quantity.noteMeasure(header.isChange || header.isAcronym ? byHeader : byRow)
                if !header.isDecline, row.isDecline { quantity.grounds.direction = byRow }
                if quantity.isNegative {
                    let sign = quantity.tokens.lowerBound
                    quantity.grounds.direction = Note(.sign, sign..<sign + 1)
                }
                if header.comparison != nil || header.base != nil { quantity.grounds.baseline = byHeader }
            } else if quantity.isNegative {
                quantity.value = quantity.value.negated
            }
            quantity.period = header.period ?? row.period
            if quantity.period != nil { quantity.grounds.period = header.period == nil ? byRow : byHeader }
            quantity.area = area ?? ""
            if area != nil { quantity.grounds.area = byRow }
            quantity.organization = organization
            if organization != nil { quantity.grounds.organization = byRow }
            let subject = !isPlace && !isOrganization ? row.name : ""
            quantity.indicator = name(header.name, subject, fallback: labelColumn.name)
            quantity.grounds.indicator =
                !header.name.isEmpty ? header.nameNote : subject.isEmpty ? labelColumn.nameNote : byRow
            quantity.cell = CellName(
                header: header.phrase, row: row.phrase, column: labelColumn.phrase,
                isPlace: isPlace, isOrganization: isOrganization, notes: (byRow, labelColumn.nameNote))
            quantities.append(quantity)
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

    private func isBooked(_ limits: Range<Int>) -> Bool {
        // `(1)`, `(2)` number columns.
        limits.count > 2 && view.sign("(", limits.lowerBound, in: limits)
            && view.sign(")", limits.upperBound - 1, in: limits)
            && view.plainNumber(limits.lowerBound + 1, in: limits).map { $0 >= 20 } ?? true
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
            before == 0 || view.dash(limits.lowerBound, in: limits) || isBooked(limits)
                || view.sign("+", limits.lowerBound, in: limits) || view.sign("−", limits.lowerBound, in: limits)
        else { return nil }
        var found = QuantityFinder.Found()
        QuantityFinder(view: view, isCell: true).find(cell.sentence, into: &found)
        guard found.quantities.count == 1, var quantity = found.quantities.first, found.calendar.isEmpty,
            quantity.after == limits.upperBound || quantity.after + 1 == limits.upperBound
        else { return nil }
        // `(6,1)`: below zero, as accountants write.
        if before == 1 { quantity.isNegative = !view.sign("+", limits.lowerBound, in: limits) }
        quantity.surface = sentence.text
        quantity.tokens = limits
        quantity.isCell = true
        quantity.isOwnName = true
        quantity.isOwnPeriod = true
        return quantity
    }
}
