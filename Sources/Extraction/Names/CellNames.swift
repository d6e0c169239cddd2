import Observation
import Vietnamese

/// What the headers around a table's cell say.
struct CellName {
    var header: NamePhrase
    var row: NamePhrase
    /// The header of the column of row labels.
    var column: NamePhrase
    /// The row is about a place, an organization: it tells whose figure it is, not of what.
    var isPlace: Bool
    var isOrganization: Bool
    /// Where row and column of labels stand.
    var notes: (row: Note, column: Note)
}

/// Names the figures of a table.
extension NameReader {
    /// The title of a table as a name: without its number, periods and places.
    func caption(_ sentence: Int) -> NamePhrase {
        let limits = view.scan.sentences[sentence].tokens
        var start = limits.lowerBound
        // `Bảng 1.`, `Biểu 2:`: what stands before the number's dot or colon.
        if let mark = limits.prefix(5).first(where: {
            view.scan.tokens[$0].isSign(":") || view.scan.tokens[$0].isSign(".")
        }
        ), limits.lowerBound..<mark ~= mark - 1, view.scan.tokens[mark - 1].kind == .number || mark <= start + 2 {
            start = mark + 1
        }
        let end = (start..<limits.upperBound).first {
            view.scan.tokens[$0].isSign("(") || view.scan.tokens[$0].isSign(":") || view.scan.tokens[$0].isSign(".")
        }
        return phrases.phrase(phrases.trimmed(start..<min(end ?? limits.upperBound, start + 24), limits))
    }

    /// Chooses the name of a table's figure; `quantity.indicator` holds header and row joined, its ground
    /// the header's. The part that opens the name is its ground.
    func chooseCell(
        _ quantity: inout Quantity, caption: NamePhrase, before: NamePhrase, notes: (caption: Note, before: Note)
    ) {
        guard let cell = quantity.cell else { return }
        var found: [NameCandidate] = []
        func add(_ source: NameSource, _ phrase: NamePhrase) {
            if !phrase.isEmpty { found.append(NameCandidate(source: source, phrase: phrase)) }
        }
        let row = cell.isPlace || cell.isOrganization ? NamePhrase() : cell.row
        add(.header, cell.header)
        add(.row, cell.row)
        add(.caption, caption)
        add(.before, before)
        if !cell.header.isEmpty {
            if !cell.row.isEmpty {
                add(.headerRow, cell.header.joined(cell.row))
                add(.rowHeader, cell.row.joined(cell.header))
            }
            if !caption.isEmpty {
                add(.captionHeader, caption.joined(cell.header))
                add(.headerCaption, cell.header.joined(caption))
                if !row.isEmpty {
                    add(.captionHeaderRow, caption.joined(cell.header).joined(row))
                    add(.headerRowCaption, cell.header.joined(row).joined(caption))
                }
            }
            if !before.isEmpty {
                add(.beforeHeader, before.joined(cell.header))
                add(.headerBefore, cell.header.joined(before))
            }
        }
        if !cell.row.isEmpty {
            if !cell.column.isEmpty { add(.columnRow, cell.column.joined(cell.row)) }
            if !caption.isEmpty { add(.captionRow, caption.joined(cell.row)) }
            if !before.isEmpty { add(.beforeRow, before.joined(cell.row)) }
            if !caption.measure.isEmpty { add(.captionMeasureRow, cell.row.behind(caption.measure)) }
        }
        let short = caption.firstWords(4)
        if short.text != caption.text {
            add(.captionShort, short)
            if !row.isEmpty { add(.captionShortRow, short.joined(row)) }
        }
        var pieces = NamePieces()
        pieces.right = row
        pieces.subject = cell.header
        pieces.isActor = cell.isOrganization
        pieces.verb = cell.isPlace ? cell.row : NamePhrase()
        let figure = WordFeatures.Figure(
            quantity, pieces, joint: .opens, near: (cell.isPlace ? 1 : 0) + (cell.isOrganization ? 2 : 0))
        guard let (chosen, _) = chosen(quantity, found, nil, figure) else { return }
        quantity.indicator = chosen.phrase.text
        switch chosen.source {
        case .row, .rowHeader, .captionMeasureRow: quantity.grounds.indicator = cell.notes.row
        case .columnRow: quantity.grounds.indicator = cell.notes.column
        case .caption, .captionRow, .captionHeader, .captionHeaderRow, .captionShort, .captionShortRow:
            quantity.grounds.indicator = notes.caption
        case .before, .beforeRow, .beforeHeader: quantity.grounds.indicator = notes.before
        default: break
        }
        quantity.chances.name = chosen.chance
    }
}
