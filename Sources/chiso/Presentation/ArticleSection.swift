import Article
import Pipeline

/// One article of a page: the text a reader sees, block by block, with its marks.
struct ArticleSection {
    private let reading: ArticleReading
    private let events: [EventView]
    private let number: Int

    /// - Parameters:
    ///   - number: Counts the page's articles from 1; the index leads there.
    init(_ reading: ArticleReading, _ events: [EventView], number: Int) {
        self.reading = reading
        self.events = events
        self.number = number
    }

    /// What the index says of it.
    var entry: ArticlePage.Entry {
        ArticlePage.Entry(title: opening ?? reading.context.id, observations: events.count)
    }

    /// The title, or the heading that the body opens with.
    private var opening: String? {
        guard let field = reading.document.fields.first, let block = field.blocks.first else { return nil }
        switch block.kind {
        case .title, .heading: return String(decoding: field.text[block.text], as: UTF8.self)
        case .paragraph, .item, .caption, .cell: return nil
        }
    }

    /// The section.
    var html: String {
        var html = "<article id=\"a\(number)\">\n"
        var marks = Mark.all(of: reading)[...]
        for (index, field) in reading.document.fields.enumerated() {
            let own = marks.prefix { $0.field == index }
            marks = marks.dropFirst(own.count)
            if index == 0, field.name != .title { html += heading }
            html += blocks(
                of: field, MarkedText(reading.document, field: index, events, own, id: "a\(number)f\(index)"))
            if field.name == .title { html += meta }
        }
        if reading.document.fields.isEmpty { html += heading }
        let count = events.count == 1 ? "1 observation" : "\(events.count) observations"
        return html + "<p class=\"meta\" lang=\"en\">\(count)</p>\n</article>\n"
    }

    /// Where an article has neither title nor heading, it goes by its id.
    private var heading: String {
        (opening == nil ? "<h1>\(ArticlePage.escaped(reading.context.id))</h1>\n" : "") + meta
    }

    private var meta: String {
        let article = reading.context.article
        let parts = [article?.source, article?.publishedAt, opening.map { _ in reading.context.id }].compactMap { $0 }
        return parts.isEmpty ? "" : "<p class=\"meta\">\(parts.map(ArticlePage.escaped).joined(separator: " · "))</p>\n"
    }

    private func blocks(of field: Document.Field, _ marked: MarkedText) -> String {
        var html = ""
        var open: (table: Int, row: Int)?
        func close() {
            if open != nil { html += "</tr></table></div>\n" }
            open = nil
        }
        for (index, block) in field.blocks.enumerated() {
            guard case .cell(let cell) = block.kind else {
                close()
                let (start, end) = tags(of: block.kind)
                html += start + marked.html(of: block.text) + end + "\n"
                continue
            }
            if let current = open, current.table == cell.table {
                if current.row != cell.row { html += "</tr>\n<tr>" }
            } else {
                close()
                // A wide table scrolls, and what scrolls must be reached with the keyboard too.
                html += "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n<tr>"
            }
            open = (cell.table, cell.row)
            let tag = cell.isHeader ? "th" : "td"
            let rows = cell.rowSpan > 1 ? " rowspan=\"\(cell.rowSpan)\"" : ""
            let columns = cell.columnSpan > 1 ? " colspan=\"\(cell.columnSpan)\"" : ""
            // A cell of several paragraphs is as many blocks.
            let previous = index > 0 ? field.blocks[index - 1].kind : .paragraph
            let next = index + 1 < field.blocks.count ? field.blocks[index + 1].kind : .paragraph
            html += previous == block.kind ? "<br>" : "<\(tag)\(rows)\(columns)>"
            html += marked.html(of: block.text) + (next == block.kind ? "" : "</\(tag)>")
        }
        close()
        return html
    }

    private func tags(of kind: Document.Kind) -> (String, String) {
        switch kind {
        case .title: ("<h1>", "</h1>")
        case .heading(let level): ("<h\(min(6, level + 1))>", "</h\(min(6, level + 1))>")
        case .item(let depth): ("<p class=\"item\" style=\"--depth:\(min(depth, 4))\">", "</p>")
        case .caption: ("<p class=\"caption\">", "</p>")
        case .paragraph, .cell: ("<p>", "</p>")
        }
    }
}
