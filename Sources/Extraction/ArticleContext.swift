import Article
import Catalogue
import Observation
import Vietnamese

/// Of whom an article speaks as a whole, where it speaks of one place or one company.
struct ArticleContext {
    /// A province, a district or commune, or a region.
    var area: String?
    /// The province that it is or belongs to.
    var province: String? { area.map { String($0.prefix { $0 != "/" }) } }
    var organization: String?
    /// The ministry or agency whose own affairs it reports.
    var office: String?
    /// The places it names, counted.
    var places = ArticlePlaces()
    /// It is about trade, investment or travel: other countries are Việt Nam's partners.
    var isFlow = false
    /// What the article calls its organizations.
    var names = OrganizationNames()
    /// Its words.
    var words = ArticleWords()
}

/// Gathers what a whole article is about from the places and companies it names.
struct ArticleContextReader {
    let lexicon: Lexicon
    let places: PlaceForms

    /// The names of one article, counted.
    private struct Names {
        var places = ArticlePlaces()
        var flows = 0
        var organizations: [String: Int] = [:]
        /// The companies of the title, and the one that opens the body.
        var titleOrganizations: Set<String> = []
        var leading: String?
        /// How often each is only the one who says or forecasts something.
        var sayings: [String: Int] = [:]
        var heads = 0
        /// The offices named, the one that opens the title, and what points back to each kind of head.
        var offices: [String: (head: WordID, count: Int)] = [:]
        var leadingOffice: String?
        var pointers: [WordID: Int] = [:]
    }

    func read(
        _ document: Document, scans: [FieldScan], style: Digits.Style, publication: CivilDate?
    ) -> ArticleContext {
        var names = Names()
        var forms = OrganizationNamesReader()
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    forms.gather(FieldView(text: text, scan: scan, lexicon: lexicon, places: places, style: style))
                }
            }
        }
        forms.settle(lexicon)
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    let view = FieldView(
                        text: text, scan: scan, lexicon: lexicon, places: places, style: style)
                    gather(view, forms.names, publication, isTitle: field.name == .title, into: &names)
                }
            }
        }
        let area = names.places.area
        let organization = area == nil || !names.places.speaksLocally ? organization(names, forms.names) : nil
        return ArticleContext(
            area: area, organization: organization,
            office: area == nil && organization == nil ? office(names) : nil, places: names.places,
            isFlow: names.flows >= 8, names: forms.names, words: ArticleWords(document))
    }

    private func gather(
        _ view: FieldView, _ forms: OrganizationNames, _ publication: CivilDate?, isTitle: Bool,
        into names: inout Names
    ) {
        var areas = AreaMentions(view: view, home: view.places.province(names.places.titled), publication: publication)
        let reader = OrganizationReader(view: view, names: forms)
        for sentence in view.scan.sentences.indices {
            let organizations = reader.mentions(in: sentence)
            areas.add(sentence: sentence, organizations: organizations)
            for index in view.scan.sentences[sentence].tokens
            where view.scan.has(Category.scene, SceneWord.flow.rawValue, at: index) {
                names.flows += isTitle ? 8 : 1
            }
            let pointers = reader.pointers(in: sentence, beside: organizations)
            names.heads += pointers.count { !$0.isOffice && !$0.isGeneral }
            for pointer in pointers where pointer.isOffice { names.pointers[pointer.head, default: 0] += 1 }
            for mention in organizations where mention.kind == .office {
                let name = reader.name(mention)
                let head = view.scan.tokens[mention.tokens.lowerBound].word
                names.offices[name, default: (head, 0)].count += 1
                if isTitle {
                    names.leadingOffice = names.leadingOffice ?? name
                } else if !isTitle, names.leadingOffice == nil, sentence <= 2 {
                    names.leadingOffice = name
                }
            }
            for mention in organizations where mention.kind == .firm {
                let name = reader.name(mention)
                names.organizations[name, default: 0] += 1
                if view.says(mention.tokens.upperBound, view.scan.sentences[sentence].tokens) {
                    names.sayings[name, default: 0] += 1
                }
                let start = view.scan.sentences[sentence].tokens.lowerBound
                if isTitle {
                    names.titleOrganizations.insert(name)
                } else if names.leading == nil, sentence <= 2, mention.tokens.lowerBound - start <= 6 {
                    names.leading = name
                }
            }
        }
        names.places.add(areas, view, isTitle: isTitle)
    }

    /// A company that the title names alone, or the body opens with, and that the article keeps to.
    private func organization(_ names: Names, _ forms: OrganizationNames) -> String? {
        guard names.titleOrganizations.count <= 1, let leading = names.titleOrganizations.first ?? names.leading
        else { return nil }
        // What a bank says of the country is not its own.
        guard (names.sayings[leading] ?? 0) * 2 < names.organizations[leading] ?? 0 else { return nil }
        // Its parts count with it: `VNPT Media` beside `Tập đoàn … (VNPT)`.
        let shorts = forms.fullForms.filter { $0.value == leading }.map(\.key) + [leading]
        var own = 0
        var others = 0
        for (name, count) in names.organizations {
            if shorts.contains(where: { name.holds($0) }) { own += count } else { others += count }
        }
        let isTitled = names.titleOrganizations.contains(leading)
        guard own >= (isTitled ? 2 : 3) else { return nil }
        // Nobody else is named: `chúng tôi` need not be.
        if isTitled, others == 0, names.leading == leading || names.organizations.count == 1 { return leading }
        own += isTitled ? names.heads : min(own, names.heads)
        return own >= 4 && own >= others * 2 ? leading : nil
    }

    /// A ministry that the article begins with and keeps pointing back to: `Bộ`, `Cục`.
    private func office(_ names: Names) -> String? {
        guard let leading = names.leadingOffice, let (head, count) = names.offices[leading] else { return nil }
        let others = names.offices.filter { $0.value.head == head && $0.key != leading }.map(\.value.count).max() ?? 0
        let pointers = names.pointers[head] ?? 0
        return pointers >= 2 && count + pointers >= 4 && count + pointers > others * 2 ? leading : nil
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
            readings[0].quantities[index].chances.period = same.chances.period
            readings[0].quantities[index].chances.area = same.chances.area
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
                readings[0].quantities[index].chances.name = same.chances.name
                readings[0].quantities[index].grounds.indicator = note
            }
        }
    }

    /// A small count is only the body's where both speak of the same things: `3 cơ quan` are not `3 người`.
    private static func isSame(_ quantity: Quantity, _ other: Quantity) -> Bool {
        guard quantity.unit == "count", quantity.total == nil, quantity.value < FixedDecimal(100) else { return true }
        let words = Set(NameWords.telling(NameWords.all(quantity.indicator)))
        let others = Set(NameWords.telling(NameWords.all(other.indicator)))
        // From an overlap (F1) of 0.6 on two names say the same.
        return words.intersection(others).count * 10 >= 3 * (words.count + others.count)
    }
}
