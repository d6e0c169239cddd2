import Article

/// A field's text with the events that stand in it, found again through the way back to the source.
struct MarkedField {
    private let field: Document.Field
    /// Ascending and not overlapping, in scalars of the field's source.
    private let events: [EventView]

    init(_ field: Document.Field, _ events: [EventView]) {
        self.field = field
        var kept: [EventView] = []
        for event in events.sorted(by: { $0.startOffset < $1.startOffset }) {
            if event.startOffset >= kept.last?.endOffset ?? 0 { kept.append(event) }
        }
        self.events = kept
    }

    /// The HTML of a stretch of the field's text.
    func html(of range: Range<Int>) -> String {
        var html = ""
        var open: EventView?
        var cursor = ScalarCursor(source: field.source)
        var position = range.lowerBound
        for scalar in String(decoding: field.text[range], as: UTF8.self).unicodeScalars {
            let width = UTF8.width(scalar)
            let source = field.sourceRange(ofText: position..<position + width)
            let offset = cursor.scalarOffset(ofSource: source.lowerBound)
            position += width
            if let event = open, offset >= event.endOffset {
                html += MarkedField.card(event) + "</mark>"
                open = nil
            }
            if open == nil, let event = event(at: offset) {
                html += "<mark class=\"\(ArticlePage.escaped("\(event.measure) \(event.status)"))\" tabindex=\"0\">"
                open = event
            }
            ArticlePage.append(scalar, to: &html)
        }
        if let open { html += MarkedField.card(open) + "</mark>" }
        return html
    }

    private func event(at offset: Int) -> EventView? {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].endOffset > offset { high = middle } else { low = middle + 1 }
        }
        return low < events.count && events[low].startOffset <= offset ? events[low] : nil
    }

    /// The fields of an event, those with something to say.
    private static func card(_ event: EventView) -> String {
        let rows: [(String, String?)] = [
            ("value", event.quantity), ("measure", event.movement), ("indicator", event.indicator),
            ("code", event.indicatorCode), ("period", event.timePeriod), ("baseline", event.baseline),
            ("area", event.refArea), ("organization", event.organization), ("status", event.status),
            ("qualifier", event.qualifier == "exact" ? nil : event.qualifier),
            ("flags", event.flags.isEmpty ? nil : event.flags.joined(separator: ", ")),
            ("confidence", "\(event.confidence)"),
        ]
        var html = "<span class=\"card\" role=\"tooltip\">"
        for case (let name, let value?) in rows {
            html += "<b lang=\"en\">\(name)</b><i>\(ArticlePage.escaped(value))</i>"
        }
        return html + "</span>"
    }
}
