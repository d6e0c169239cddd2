/// Articles as one self-contained page, each observation marked and its fields shown on hover, focus or tap.
///
/// Everything that comes from an article is escaped, and the page's own policy forbids scripts and any loading, so an
/// article cannot run anything in its reader's browser.
enum ArticlePage {
    /// What the index says of an article.
    struct Entry {
        let title: String
        let observations: Int
    }

    /// The page up to its first article: legend, and an index where there are several.
    static func head(_ entries: [Entry], explains: Bool) -> String {
        let title = entries.count == 1 ? "\(entries[0].title) – Chỉ Số" : "Chỉ Số: \(entries.count) articles"
        return """
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(escaped(title))</title>
            <style>
            \(ArticlePageStyle.sheet)
            </style>
            </head>
            <body>
            <aside class="legend" lang="en" aria-label="Legend">
            <p><span class="level">level</span> <span class="change">change</span>
            <span class="multiple">multiple</span> <span class="level estimate">estimate</span>
            <span class="level target">target</span> <span class="level forecast">forecast</span>\
            \(explains ? " <span class=\"rejected\">no observation</span>" : "")</p>
            <p>Point at a mark, tap it, or move to it with the Tab key to see its fields.</p>
            </aside>
            \(index(entries))
            """
    }

    /// What closes the page.
    static let foot = "</body>\n</html>\n"

    private static func index(_ entries: [Entry]) -> String {
        guard entries.count > 1 else { return "" }
        var html = "<nav aria-label=\"Articles\">\n<ol>\n"
        for (index, entry) in entries.enumerated() {
            html +=
                "<li><a href=\"#a\(index + 1)\">\(escaped(entry.title))</a> <small>\(entry.observations)</small></li>\n"
        }
        return html + "</ol>\n</nav>\n"
    }

    /// A text that means only itself, in an element and in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
            // Marks of direction would turn the text around them.
            case _ where (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
