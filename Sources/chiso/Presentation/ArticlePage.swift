import Article

/// Articles as one self-contained page, each observation marked and its fields shown on hover or focus.
///
/// Everything that comes from an article is escaped, and the page's own policy forbids scripts and any loading, so an
/// article cannot run anything in its reader's browser.
enum ArticlePage {
    /// The page up to its first article.
    static let head = """
        <!DOCTYPE html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Chỉ Số: observations</title>
        <style>
        \(ArticlePageStyle.sheet)
        </style>
        </head>
        <body>
        <p class="legend" lang="en"><span class="level">level</span> <span class="change">change</span>
        <span class="multiple">multiple</span> <span class="level estimate">estimate</span>
        <span class="level target">target</span> <span class="level forecast">forecast</span>
        Point at a mark, tap it or move to it with the Tab key to see its fields.</p>

        """

    /// What closes the page.
    static let foot = "</body>\n</html>\n"

    /// One article with its marks.
    static func section(_ article: RawArticle, _ document: Document, _ events: [EventView]) -> String {
        var html = "<article>\n"
        let meta = [article.source, article.publishedAt, article.id].compactMap { $0 }.map(escaped)
        for field in document.fields {
            let marked = MarkedField(field, events.filter { $0.field == field.name.rawValue })
            html += blocks(of: field, marked)
            if field.name == .title { html += "<p class=\"meta\">\(meta.joined(separator: " · "))</p>\n" }
        }
        if document.fields.first?.name != .title {
            html += "<p class=\"meta\">\(meta.joined(separator: " · "))</p>\n"
        }
        let count = events.count == 1 ? "1 observation" : "\(events.count) observations"
        return html + "<p class=\"meta\" lang=\"en\">\(count)</p>\n</article>\n"
    }

    private static func blocks(of field: Document.Field, _ marked: MarkedField) -> String {
        var html = ""
        var open: (table: Int, row: Int)?
        for block in field.blocks {
            guard case .cell(let cell) = block.kind else {
                if open != nil { html += "</tr></table></div>\n" }
                open = nil
                let (start, end) = tags(of: block.kind)
                html += start + marked.html(of: block.text) + end + "\n"
                continue
            }
            if let current = open, current.table == cell.table {
                if current.row != cell.row { html += "</tr>\n<tr>" }
            } else {
                if open != nil { html += "</tr></table></div>\n" }
                html += "<div class=\"table\"><table>\n<tr>"
            }
            open = (cell.table, cell.row)
            let tag = cell.isHeader ? "th" : "td"
            let rows = cell.rowSpan > 1 ? " rowspan=\"\(cell.rowSpan)\"" : ""
            let columns = cell.columnSpan > 1 ? " colspan=\"\(cell.columnSpan)\"" : ""
            html += "<\(tag)\(rows)\(columns)>\(marked.html(of: block.text))</\(tag)>"
        }
        return open == nil ? html : html + "</tr></table></div>\n"
    }

    private static func tags(of kind: Document.Kind) -> (String, String) {
        switch kind {
        case .title: ("<h1>", "</h1>")
        case .heading(let level): ("<h\(min(6, level + 1))>", "</h\(min(6, level + 1))>")
        case .item(let depth): ("<p class=\"item\" style=\"--depth:\(depth)\">", "</p>")
        case .caption: ("<p class=\"caption\">", "</p>")
        case .paragraph, .cell: ("<p>", "</p>")
        }
    }

    /// A text that means only itself, in an element and in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    static func append(_ scalar: Unicode.Scalar, to html: inout String) {
        switch scalar {
        case "&": html += "&amp;"
        case "<": html += "&lt;"
        case ">": html += "&gt;"
        case "\"": html += "&quot;"
        case "'": html += "&#39;"
        case "\n", "\t": html.unicodeScalars.append(scalar)
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): html += "\u{FFFD}"
        default: html.unicodeScalars.append(scalar)
        }
    }
}
