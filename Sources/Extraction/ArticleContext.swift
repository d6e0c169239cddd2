import Article
import Catalogue
import Observation
import Vietnamese

/// Of whom an article speaks as a whole, where it speaks of one province or one company.
struct ArticleContext {
    var area: String?
    var organization: String?
    /// It is about trade, investment or travel: other countries are Việt Nam's partners.
    var isFlow = false
    /// What the article calls its organizations.
    var names = OrganizationNames()
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
        var flows = 0
        var local = 0
        var organizations: [String: Int] = [:]
        /// The companies of the title, and the one that opens the body.
        var titleOrganizations: Set<String> = []
        var leading: String?
        var heads = 0
    }

    func read(_ document: Document, scans: [FieldScan], style: Digits.Style) -> ArticleContext {
        var names = Names()
        var forms = OrganizationNamesReader()
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    forms.gather(FieldView(text: text, scan: scan, lexicon: lexicon, places: places, style: style))
                }
            }
        }
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    let view = FieldView(
                        text: text, scan: scan, lexicon: lexicon, places: places, style: style)
                    gather(view, forms.names, isTitle: field.name == .title, into: &names)
                }
            }
        }
        let area = area(names)
        return ArticleContext(
            area: area, organization: area == nil ? organization(names, forms.names) : nil, isFlow: names.flows >= 8,
            names: forms.names)
    }

    private func gather(
        _ view: FieldView, _ forms: OrganizationNames, isTitle: Bool, into names: inout Names
    ) {
        var areas = AreaMentions(view: view)
        let reader = OrganizationReader(view: view, names: forms)
        for sentence in view.scan.sentences.indices {
            let organizations = reader.mentions(in: sentence)
            areas.add(sentence: sentence, organizations: organizations)
            for index in view.scan.sentences[sentence].tokens
            where view.scan.has(Category.scene, SceneWord.flow.rawValue, at: index) {
                names.flows += isTitle ? 8 : 1
            }
            names.heads += reader.pointers(in: sentence, beside: organizations).count { !$0.isOffice && !$0.isGeneral }
            for mention in organizations where mention.kind == .firm {
                let name = reader.name(mention)
                names.organizations[name, default: 0] += 1
                let start = view.scan.sentences[sentence].tokens.lowerBound
                if isTitle {
                    names.titleOrganizations.insert(name)
                } else if names.leading == nil, sentence <= 2, mention.tokens.lowerBound - start <= 6 {
                    names.leading = name
                }
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
    }

    /// A title that opens with a place and a colon names it. Else one province must make up most of the places, and
    /// either the title or words such as `toàn tỉnh` say that the article is its own.
    private func area(_ names: Names) -> String? {
        if let opening = names.opening { return opening }
        let total = names.areas.values.reduce(0, +)
        guard let (area, most) = names.areas.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        let titled = Set(names.titleAreas)
        // Named alone in the title, it may share the text with neighbours that it is compared with.
        guard most * 5 >= total * (titled == [area] && names.local >= 2 ? 2 : 3) else { return nil }
        let inTitle = names.titleAreas.contains(area) && Set(names.titleAreas).count == 1
        let evidence = names.local + (inTitle ? 2 : 0)
        return evidence >= 2 && most >= 2 && most + names.local > names.country ? area : nil
    }

    /// A company that the title names alone, or the body opens with, and that the article keeps to.
    private func organization(_ names: Names, _ forms: OrganizationNames) -> String? {
        guard names.titleOrganizations.count <= 1, let leading = names.titleOrganizations.first ?? names.leading
        else { return nil }
        // Its parts count with it: `VNPT Media` beside `Tập đoàn … (VNPT)`.
        let shorts = forms.fullForms.filter { $0.value == leading }.map(\.key) + [leading]
        var own = 0
        var others = 0
        for (name, count) in names.organizations {
            if shorts.contains(where: { name.holds($0) }) { own += count } else { others += count }
        }
        let isTitled = names.titleOrganizations.contains(leading)
        guard own >= (isTitled ? 2 : 3) else { return nil }
        own += isTitled ? names.heads : min(own, names.heads)
        return own >= 4 && own >= others * 2 ? leading : nil
    }

    private func opening(_ mentions: [AreaMention], _ view: FieldView) -> String? {
        guard let first = mentions.first, first.kind == .province, let sentence = view.scan.sentences.first,
            first.tokens.lowerBound - sentence.tokens.lowerBound <= 2,
            view.sign(":", first.tokens.upperBound, in: sentence.tokens)
        else { return nil }
        return first.area
    }
}

/// A title restates what the body says in full: its figures take period, place and status from the body's; those it has
/// alone are of the period that the body reports on.
enum TitleContext {
    static func complete(
        _ readings: inout [Extractor.FieldReading], _ document: Document, main: PeriodMention?
    ) {
        guard readings.count == 2, document.fields[readings[0].index].name == .title else { return }
        let body = readings[1].quantities
        for index in readings[0].quantities.indices.prefix(64) {
            let quantity = readings[0].quantities[index]
            guard
                let same = body.first(where: {
                    $0.value == quantity.value && $0.unit == quantity.unit && $0.upper == quantity.upper
                        && $0.measure == quantity.measure
                }) ?? body.first(where: { $0.value == quantity.value && $0.unit == quantity.unit }),
                isSame(quantity, same)
            else {
                if !quantity.isOwnPeriod, let main {
                    readings[0].quantities[index].period = main.period
                    readings[0].quantities[index].grounds.period = Note(
                        .mainPeriod, main.tokens, in: main.isOfTitle ? .title : .body)
                }
                continue
            }
            readings[0].quantities[index].period = same.period
            readings[0].quantities[index].area = same.area
            readings[0].quantities[index].organization = same.organization
            let note = Note(.bodyFigure, same.tokens, in: .body)
            // A title leaves `ước` out on purpose.
            let saysNothing = quantity.status == .actual && same.status == .estimate
            readings[0].quantities[index].grounds.period = same.period == nil ? Note(.unsaid) : note
            readings[0].quantities[index].grounds.area = note
            readings[0].quantities[index].grounds.organization = same.organization == nil ? Note(.unsaid) : note
            if same.measure == quantity.measure {
                if !saysNothing {
                    readings[0].quantities[index].status = same.status
                    readings[0].quantities[index].grounds.status = note
                }
                readings[0].quantities[index].indicator = same.indicator
                readings[0].quantities[index].grounds.indicator = note
            }
        }
    }

    /// A small count is only the body's where both speak of the same things: `3 cơ quan` are not `3 người`.
    private static func isSame(_ quantity: Quantity, _ other: Quantity) -> Bool {
        guard quantity.unit == "count", quantity.total == nil, quantity.value < FixedDecimal(100) else { return true }
        let words = Set(quantity.indicator.lowercased().split(separator: " "))
        return other.indicator.lowercased().split(separator: " ").contains { words.contains($0) }
    }
}
