import Article
import Extraction
import Pipeline
import Service

/// Why an article was read as it was, for a terminal: sentence by sentence with the figures marked, and below each
/// figure a line a field.
struct ExplanationText {
    private let reading: ArticleReading
    private let events: [EventView]
    private let terminal: Terminal

    init(_ reading: ArticleReading, _ events: [EventView], for terminal: Terminal) {
        self.reading = reading
        self.events = events
        self.terminal = terminal
    }

    /// The lines, the article's own first.
    var lines: [String] {
        let title = reading.context.article.map { String(decoding: $0.title, as: UTF8.self) } ?? ""
        let id = DisplayWidth.onOneLine(reading.context.id)
        var lines = [terminal.styled(title.isEmpty ? id : "\(id)  \(DisplayWidth.onOneLine(title))", .bold), ""]
        let marks = Mark.all(of: reading)
        var start = 0
        while start < marks.count {
            var end = start + 1
            while end < marks.count, marks[end].field == marks[start].field,
                marks[end].sentence == marks[start].sentence
            {
                end += 1
            }
            lines.append(sentence(marks[start..<end]))
            for mark in marks[start..<end] { lines += below(mark) }
            lines.append("")
            start = end
        }
        return lines
    }

    /// The sentence with its figures in brackets, and in colour where there is any.
    private func sentence(_ marks: ArraySlice<Mark>) -> String {
        guard let first = marks.first else { return "" }
        let text = reading.document.fields[first.field].text
        var line = ""
        var position = first.sentence.lowerBound
        for mark in marks where mark.bytes.lowerBound >= position {
            line += plain(text[position..<mark.bytes.lowerBound])
            switch mark.kind {
            case .observation: line += terminal.styled("[\(plain(text[mark.bytes]))]", .green)
            case .rejected: line += terminal.styled(plain(text[mark.bytes]), .dim)
            }
            position = mark.bytes.upperBound
        }
        return line + plain(text[position..<max(position, first.sentence.upperBound)])
    }

    private func below(_ mark: Mark) -> [String] {
        let surface = plain(reading.document.fields[mark.field].text[mark.bytes])
        switch mark.kind {
        case .rejected(let reason):
            return [terminal.styled(cut("  ✗ \(surface)  \(reason.rawValue): \(reason.meaning)"), .dim)]
        case .observation(let index, let reasons):
            guard let reasons else { return [] }
            return ["  " + terminal.styled(surface, .green)]
                + Ground.Field.allCases.compactMap { line($0, of: events[index], reasons[$0], mark.field) }
        }
    }

    private func line(_ field: Ground.Field, of event: EventView, _ ground: Ground, _ own: Int) -> String? {
        guard let value = event.text(of: field) else { return nil }
        let reason = DisplayWidth.onOneLine(ground.text(in: reading.document, of: own))
        let line = cut("    \(padded(field.rawValue, 14))\(padded(DisplayWidth.onOneLine(value), 26))  \(reason)")
        return ground.rule == .unsaid ? terminal.styled(line, .dim) : line
    }

    private func plain(_ bytes: ArraySlice<UInt8>) -> String {
        DisplayWidth.onOneLine(String(decoding: bytes, as: UTF8.self))
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// Elsewhere than on a terminal nothing is lost to a line's end.
    private func cut(_ line: String) -> String {
        terminal.isTerminal ? DisplayWidth.cut(line, to: terminal.width) : line
    }
}
