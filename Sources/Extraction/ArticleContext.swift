import Article
import Catalogue
import Vietnamese

/// Of whom an article speaks as a whole, where it speaks of one province or one company.
struct ArticleContext {
    var area: String?
    var organization: String?
}

/// Gathers what a whole article is about from the places and companies it names.
struct ArticleContextReader {
    let lexicon: Lexicon
    let places: PlaceForms

    /// The names of one article, counted.
    private struct Names {
        var areas: [String: Int] = [:]
        var titleAreas: [String] = []
        var opening: String?
        var country = 0
        var local = 0
        var organizations: [String: Int] = [:]
        /// The company that is the subject of the title or the first sentence.
        var leading: String?
        var heads = 0
    }

    func read(_ document: Document, scans: [FieldScan], style: Digits.Style) -> ArticleContext {
        var names = Names()
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    let view = FieldView(
                        text: text, scan: scan, lexicon: lexicon, places: places, style: style)
                    gather(view, isTitle: field.name == .title, into: &names)
                }
            }
        }
        let area = area(names)
        return ArticleContext(area: area, organization: area == nil ? organization(names) : nil)
    }

    private func gather(_ view: FieldView, isTitle: Bool, into names: inout Names) {
        var areas = AreaMentions(view: view)
        let reader = OrganizationReader(view: view)
        for sentence in view.scan.sentences.indices {
            let organizations = reader.mentions(in: sentence)
            areas.add(sentence: sentence, organizations: organizations)
            for mention in organizations where reader.isCompany(mention) {
                let name = reader.name(mention)
                names.organizations[name, default: 0] += 1
                let start = view.scan.sentences[sentence].tokens.lowerBound
                let leads = isTitle || (sentence <= 2 && mention.tokens.lowerBound - start <= 2)
                if names.leading == nil, leads { names.leading = name }
            }
        }
        for mention in areas.mentions where !mention.isScene {
            switch mention.kind {
            case .province:
                names.areas[mention.area, default: 0] += 1
                if isTitle { names.titleAreas.append(mention.area) }
            case .district, .commune:
                let province = String(mention.area.prefix { $0 != "/" })
                names.areas[province, default: 0] += 1
                if isTitle { names.titleAreas.append(province) }
            case .homeCountry: names.country += 1
            case .region, .bloc, .country: break
            }
        }
        if isTitle { names.opening = opening(areas.mentions, view) }
        for sentence in view.scan.sentences.indices where view.scan.holds(Category.local, sentence: sentence) {
            names.local += view.scan.sentences[sentence].tokens.count { view.scan.has(Category.local, 0, at: $0) }
        }
        names.heads += reader.countOfHeads()
    }

    /// A title that opens with a place and a colon names it. Else one province must make up most of the places, and
    /// either the title or words such as `toàn tỉnh` say that the article is its own.
    private func area(_ names: Names) -> String? {
        if let opening = names.opening { return opening }
        let total = names.areas.values.reduce(0, +)
        guard let (area, most) = names.areas.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most * 5 >= total * 3
        else { return nil }
        let inTitle = names.titleAreas.contains(area) && Set(names.titleAreas).count == 1
        let evidence = names.local + (inTitle ? 2 : 0)
        return evidence >= 2 && most >= 2 && most + names.local > names.country ? area : nil
    }

    /// A company that the article opens with and keeps to.
    private func organization(_ names: Names) -> String? {
        guard let leading = names.leading else { return nil }
        let related = names.organizations.filter { leading.holds($0.key) || $0.key.holds(leading) }
        let own = related.values.reduce(0, +) + names.heads
        let others = names.organizations.values.reduce(0, +) - related.values.reduce(0, +)
        guard own >= 3, own >= others * 2 else { return nil }
        return related.keys.max { $0.utf8.count < $1.utf8.count }
    }

    private func opening(_ mentions: [AreaMention], _ view: FieldView) -> String? {
        guard let first = mentions.first, first.kind == .province, let sentence = view.scan.sentences.first,
            first.tokens.lowerBound - sentence.tokens.lowerBound <= 2,
            view.sign(":", first.tokens.upperBound, in: sentence.tokens)
        else { return nil }
        return first.area
    }
}

/// A title restates what the body says in full: its figures take period, place and status from the body's.
enum TitleContext {
    static func complete(_ readings: inout [Extractor.FieldReading], _ document: Document) {
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
            let note = Note(.bodyFigure, same.tokens, in: .body)
            readings[0].quantities[index].grounds.period = same.period == nil ? Note(.unsaid) : note
            readings[0].quantities[index].grounds.area = note
            readings[0].quantities[index].grounds.organization = same.organization == nil ? Note(.unsaid) : note
            if same.measure == quantity.measure {
                readings[0].quantities[index].status = same.status
                readings[0].quantities[index].indicator = same.indicator
                readings[0].quantities[index].grounds.status = note
                readings[0].quantities[index].grounds.indicator = note
            }
        }
    }
}
