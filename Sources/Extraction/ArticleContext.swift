import Article
import Catalogue
import Vietnamese

/// The province an article speaks of as a whole, where it does.
struct ArticleArea {
    let lexicon: Lexicon

    /// A title that opens with a place and a colon, or a body whose places are nearly all one province's while it
    /// speaks of `toàn tỉnh` or `của tỉnh`.
    func area(of document: Document, scans: [FieldScan], style: Digits.Style) -> String? {
        var counts: [String: Int] = [:]
        var local = 0
        for (index, field) in document.fields.enumerated() {
            let found: (title: String?, mentions: [AreaMention], local: Int) =
                field.text.withUnsafeBufferPointer { text in
                    let view = FieldView(text: text, scan: scans[index], lexicon: lexicon, style: style)
                    var areas = AreaMentions(view: view)
                    for sentence in scans[index].sentences.indices { areas.add(sentence: sentence, organizations: []) }
                    let title = field.name == .title ? opening(areas.mentions, view) : nil
                    return (title, areas.mentions, localWords(view))
                }
            if let title = found.title { return title }
            local += found.local
            for mention in found.mentions where !mention.isScene {
                switch mention.kind {
                case .province: counts[mention.area, default: 0] += 1
                case .district, .commune:
                    counts[String(mention.area.prefix { $0 != "/" }), default: 0] += 1
                case .homeCountry: counts["VN", default: 0] += 1
                default: break
                }
            }
        }
        guard local >= 2, let (area, most) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            area != "VN", most * 3 >= counts.values.reduce(0, +) * 2
        else { return nil }
        return area
    }

    private func opening(_ mentions: [AreaMention], _ view: FieldView) -> String? {
        guard let first = mentions.first, first.kind == .province, let sentence = view.scan.sentences.first,
            first.tokens.lowerBound - sentence.tokens.lowerBound <= 2,
            view.sign(":", first.tokens.upperBound, in: sentence.tokens)
        else { return nil }
        return first.area
    }

    /// How often the article says `toàn tỉnh`, `của tỉnh`, `toàn thành phố`.
    private func localWords(_ view: FieldView) -> Int {
        view.scan.tokens.indices.count { view.scan.has(Category.local, 0, at: $0) }
    }
}

/// A title restates what the body says in full: its figures take period, place and status from the body's.
enum TitleContext {
    static func complete(_ readings: inout [(index: Int, quantities: [Quantity])], _ document: Document) {
        guard readings.count == 2, document.fields[readings[0].index].name == .title else { return }
        let body = readings[1].quantities
        for index in readings[0].quantities.indices.prefix(64) {
            let quantity = readings[0].quantities[index]
            guard
                let same = body.first(where: {
                    $0.value == quantity.value && $0.unit == quantity.unit && $0.upper == quantity.upper
                        && $0.measure == quantity.measure
                }) ?? body.first(where: { $0.value == quantity.value && $0.unit == quantity.unit })
            else { continue }
            readings[0].quantities[index].period = same.period
            readings[0].quantities[index].area = same.area
            readings[0].quantities[index].organization = same.organization
            if same.measure == quantity.measure {
                readings[0].quantities[index].status = same.status
                readings[0].quantities[index].indicator = same.indicator
            }
        }
    }
}
