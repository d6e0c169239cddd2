import Article
import Extraction

/// A field's text with its marks, each of which holds a card with what is known of it.
struct MarkedText {
    private let document: Document
    private let field: Int
    private let events: [EventView]
    /// Ascending, and not overlapping: numbers whose surfaces overlap share a place.
    private let places: [(bytes: Range<Int>, marks: [Mark])]
    /// What the cards' ids begin with, so that they are unique in the page.
    private let id: String

    /// - Parameters:
    ///   - marks: Those of the field, ascending.
    ///   - id: What the cards' ids begin with.
    init(_ document: Document, field: Int, _ events: [EventView], _ marks: ArraySlice<Mark>, id: String) {
        self.document = document
        self.field = field
        self.events = events
        self.id = id
        var places: [(bytes: Range<Int>, marks: [Mark])] = []
        for mark in marks {
            if let last = places.last, mark.bytes.lowerBound < last.bytes.upperBound {
                let end = max(last.bytes.upperBound, mark.bytes.upperBound)
                places[places.count - 1] = (last.bytes.lowerBound..<end, last.marks + [mark])
            } else {
                places.append((mark.bytes, [mark]))
            }
        }
        self.places = places
    }

    /// The HTML of a stretch of the field's text.
    func html(of range: Range<Int>) -> String {
        var html = ""
        var position = range.lowerBound
        var index = firstPlace(after: position)
        while index < places.count, places[index].bytes.lowerBound < range.upperBound {
            let bytes = places[index].bytes.clamped(to: range)
            html += text(position..<bytes.lowerBound) + mark(index, text(bytes))
            position = bytes.upperBound
            index += 1
        }
        return html + text(position..<range.upperBound)
    }

    private func firstPlace(after position: Int) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].bytes.upperBound > position { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func text(_ bytes: Range<Int>) -> String {
        ArticlePage.escaped(String(decoding: document.fields[field].text[bytes], as: UTF8.self))
    }

    /// A mark can be pointed at, tapped and tabbed to; its card is its description.
    private func mark(_ index: Int, _ text: String) -> String {
        let card = "\(id)m\(index)"
        var html = ""
        var kind = "rejected"
        for mark in places[index].marks {
            switch mark.kind {
            case .observation(let event, let reasons):
                kind = ArticlePage.escaped("\(events[event].measure) \(events[event].status)")
                html += rows(of: events[event], reasons)
            case .rejected(let reason):
                html += row("none", reason.rawValue, reason.meaning)
            }
        }
        let tag = kind == "rejected" ? "span" : "mark"
        return "<\(tag) class=\"\(kind)\" tabindex=\"0\" aria-describedby=\"\(card)\">\(text)"
            + "<span class=\"card\" id=\"\(card)\" role=\"tooltip\">\(html)</span></\(tag)>"
    }

    /// The fields of an event, those with something to say.
    private func rows(of event: EventView, _ reasons: Explanation.Reasons?) -> String {
        func reason(_ field: Ground.Field) -> String? { reasons?[field].text(in: document, of: self.field) }
        let rows: [(String, String?, String?)] = [
            ("value", event.quantity, reason(.value)), ("unit", reasons.map { _ in event.unit }, reason(.unit)),
            ("measure", event.measure, reason(.measure)), ("direction", event.direction, reason(.direction)),
            ("indicator", event.indicator, reason(.indicator)), ("code", event.indicatorCode, nil),
            ("period", event.timePeriod, reason(.period)), ("baseline", event.baseline, reason(.baseline)),
            ("area", event.refArea, reason(.area)), ("organization", event.organization, reason(.organization)),
            ("status", event.status, reason(.status)), ("qualifier", event.qualifier, reason(.qualifier)),
            ("flags", event.flags.isEmpty ? nil : event.flags.joined(separator: ", "), nil),
            ("confidence", "\(event.confidence)", nil),
        ]
        return rows.map { name, value, reason in value.map { row(name, $0, reason) } ?? "" }.joined()
    }

    private func row(_ name: String, _ value: String, _ reason: String?) -> String {
        let reason = reason.map { " <small lang=\"en\">\(ArticlePage.escaped($0))</small>" } ?? ""
        return "<b lang=\"en\">\(name)</b><i>\(ArticlePage.escaped(value))\(reason)</i>"
    }
}
