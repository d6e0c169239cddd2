import Article
import Observation
import Vietnamese

/// Reads one field: finds its quantities sentence by sentence, then gives each its measure, status, period, area,
/// organization and name.
struct FieldReader {
    let view: FieldView
    let field: Document.Field
    let publication: CivilDate?
    /// The most quantities a field may hold.
    let limit: Int
    /// The periods of the title, where this is the body.
    let title: PeriodMentions?
    /// Whether numbers are wanted that nothing looks at, with the reason.
    let explains: Bool

    /// The blocks that are items of a list.
    private var items: Set<Int> {
        Set(
            field.blocks.indices.filter { index in
                if case .item = field.blocks[index].kind { true } else { false }
            })
    }

    /// What a field says.
    struct Reading {
        var quantities: [Quantity] = []
        var rejected: [RejectedNumber] = []
        var periods: PeriodMentions
        var areas: AreaMentions
    }

    /// Reads the field; `mainPeriod` and `area` are what the rest of the article says of itself.
    ///
    /// - Throws: `ExtractionError` when it holds more quantities than the limit.
    func read(_ article: ArticleContext) throws(ExtractionError) -> Reading {
        var reading = Reading(
            periods: PeriodMentions(view: view, publication: publication, title: title?.resolver),
            areas: AreaMentions(view: view))
        let furniture = FurnitureRules(view: view).sentences(of: field)
        let tableReader = TableReader(view: view, field: field, publication: publication)
        let tables = tableReader.tables()
        var inTable = Array(repeating: false, count: view.scan.sentences.count)
        for table in tables {
            for cell in table.cells where table.isFigured || view.scan.sentences[cell.sentence].tokens.count <= 12 {
                inTable[cell.sentence] = true
            }
        }
        let finder = QuantityFinder(view: view)
        var runs: [Range<Int>] = []
        var calendars: [Range<Int>] = []
        var found = QuantityFinder.Found()
        for sentence in view.scan.sentences.indices {
            let first = found.quantities.count
            let firstCalendar = found.calendar.count
            if furniture[sentence] || inTable[sentence] {
                if explains { skip(sentence, inTable[sentence] ? .tableLabel : .furniture, &found) }
                runs.append(first..<first)
                calendars.append(firstCalendar..<firstCalendar)
                reading.areas.skip()
                continue
            }
            finder.find(sentence, into: &found)
            if found.quantities.count > limit { throw .observations(limit) }
            measure(&found, from: first, sentence, found.calendar[firstCalendar...])
            runs.append(first..<found.quantities.count)
            calendars.append(firstCalendar..<found.calendar.count)
            reading.areas.add(
                sentence: sentence, organizations: OrganizationReader(view: view).mentions(in: sentence))
        }
        for sentence in view.scan.sentences.indices {
            reading.periods.add(
                found.calendar[calendars[sentence]], sentence: sentence, quantities: found.quantities[runs[sentence]])
        }
        let dated = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($0.offset, $0.element.count) })
        let periods = PeriodAttribution(
            view: view, periods: reading.periods, items: items, dated: dated, title: title?.leading)
        attribute(&found.quantities, runs, calendars, found.calendar, reading, article, periods)
        reading.quantities = found.quantities.filter { !$0.indicator.isEmpty }
        if explains { rejectNameless(&found) }
        for table in tables where table.isFigured { readTable(table, tableReader, article, periods, into: &reading) }
        if reading.quantities.count > limit { throw .observations(limit) }
        if !tables.isEmpty { reading.quantities.sort { $0.surface.lowerBound < $1.surface.lowerBound } }
        reading.rejected = found.rejected
        if explains { drop(&reading.rejected, takenBy: reading.quantities) }
        return reading
    }

    /// The organization each sentence's figures belong to: its own subject, or the paragraph's where it points back.
    private func organizationSubjects(
        _ calendars: [Range<Int>], _ calendar: [CalendarMention]
    ) -> [(name: String?, note: Note)?] {
        let organizations = OrganizationReader(view: view)
        var subjects: [(name: String?, note: Note)?] = []
        var last: (name: String, tokens: Range<Int>, block: Int)?
        for sentence in view.scan.sentences.indices {
            let block = view.scan.sentences[sentence].block
            if let subject = organizations.subject(of: sentence, calendar: calendar[calendars[sentence]]) {
                let name = organizations.name(subject)
                last = (name, subject.tokens, block)
                subjects.append((name, Note(.sentenceSubject, subject.tokens)))
            } else if let last, last.block == block, organizations.pointsBack(sentence) {
                subjects.append((last.name, Note(.pointsBack, last.tokens)))
            } else {
                subjects.append(nil)
            }
        }
        return subjects
    }

    /// The index or ranking named last, in the sentence itself or some sentences before.
    private func indexName(before sentence: Int, _ phrases: NounPhrases) -> String? {
        for earlier in stride(from: sentence, through: max(0, sentence - 8), by: -1) {
            let limits = view.scan.sentences[earlier].tokens
            for token in limits {
                if let name = phrases.indexName(at: token, limits) { return phrases.text(name) }
            }
        }
        return nil
    }

    /// What a figure without any name of its own is about: what the sentence before speaks of, or its own opens with.
    private func heading(of quantity: Quantity, in sentence: Int) -> String {
        let phrases = NounPhrases(view: view, asides: [], organizations: [], places: [])
        if quantity.kind == .rank || quantity.kind == .point, let index = indexName(before: sentence, phrases) {
            return index
        }
        if sentence > 0 {
            let tokens = view.scan.sentences[sentence - 1].tokens
            let subject = phrases.subjectOfSentence(
                tokens.lowerBound..<min(tokens.upperBound, tokens.lowerBound + 14))
            if !subject.isEmpty { return phrases.text(subject) }
        }
        let start = view.scan.sentences[sentence].tokens.lowerBound
        func words(before end: Int) -> String {
            phrases.text((start..<max(start, min(end, start + 14))).filter { view.scan.tokens[$0].kind == .word })
        }
        let subject = words(before: quantity.predicate)
        return subject.isEmpty ? words(before: quantity.tokens.lowerBound) : subject
    }

    /// A table's figures: what its headers leave unsaid comes from its title, the text before it, and the article.
    private func readTable(
        _ table: TableReader.Table, _ reader: TableReader, _ article: ArticleContext, _ periods: PeriodAttribution,
        into reading: inout Reading
    ) {
        let first = table.cells.first?.sentence ?? 0
        let context =
            table.caption.flatMap { caption in reading.periods.mentions.last { $0.sentence == caption } }
            ?? reading.periods.mentions.last { $0.sentence < first && $0.role == .reference } ?? periods.main
        for var quantity in reader.read(table) {
            if quantity.period == nil, let context {
                quantity.period = context.period
                let rule: Ground.Rule = context.sentence == table.caption ? .tableTitle : .mainPeriod
                quantity.grounds.period = Note(rule, context.tokens, in: context.isOfTitle ? .title : .own)
            }
            if quantity.area.isEmpty {
                quantity.area = article.area ?? "VN"
                quantity.grounds.area = Note(article.area == nil ? .unsaid : .article)
            }
            if quantity.measure != .level, let comparison = quantity.comparison {
                quantity.baseline = PeriodResolver.baseline(
                    comparison, of: quantity.period, publication: publication, year: nil
                ).map { .period($0) }
            }
            if quantity.organization == nil, let owner = article.organization {
                quantity.organization = owner
                quantity.grounds.organization = Note(.article)
            }
            settleStatus(&quantity)
            reading.quantities.append(quantity)
        }
    }

    /// Measures the quantities of a sentence and drops those that turn out to be none.
    private func measure(
        _ found: inout QuantityFinder.Found, from first: Int, _ sentence: Int, _ calendar: ArraySlice<CalendarMention>
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let reader = MeasureReader(view: view, calendar: calendar)
        var previous = limits.lowerBound
        var index = first
        while index < found.quantities.count {
            if reader.read(&found.quantities[index], previous: previous, limits) {
                previous = found.quantities[index].after
                index += 1
            } else {
                let none = found.quantities.remove(at: index)
                found.rejected.append(RejectedNumber(tokens: none.tokens, reason: .nothingMeasured))
            }
        }
        StatusReader(view: view).read(&found.quantities[first...], limits)
        Coordination(view: view).complete(&found.quantities[first...], limits)
    }

    private func attribute(
        _ quantities: inout [Quantity], _ runs: [Range<Int>], _ calendars: [Range<Int>],
        _ calendar: [CalendarMention], _ reading: Reading, _ article: ArticleContext, _ periods: PeriodAttribution
    ) {
        let owner: (name: String?, note: Note) = (article.organization, Note(.article))
        let areas = AreaAttribution(view: view, areas: reading.areas, article: article.area)
        let organizations = OrganizationReader(view: view)
        let subjects = organizationSubjects(calendars, calendar)
        var antecedents = LabelReader.Antecedents()
        var rates = RunningRates()
        var block = -1
        for sentence in view.scan.sentences.indices where !runs[sentence].isEmpty {
            let limits = view.scan.sentences[sentence].tokens
            if view.scan.sentences[sentence].block != block {
                antecedents.last = ""
                rates = RunningRates()
                block = view.scan.sentences[sentence].block
            }
            let run = runs[sentence]
            // A slice of its own: each stage would copy one that the array still holds.
            var own = quantities[run]
            periods.attribute(&own)
            areas.attribute(&own, sentence: sentence, limits)
            let subject = subjects[sentence] ?? owner
            organizations.attribute(&own, sentence: sentence, subject: subject.name, limits)
            for index in run { noteOrganization(&own[index], subject) }
            let asides = Asides(view: view).ranges(
                calendar: calendar[calendars[sentence]],
                areas: reading.areas.mentions[reading.areas.ofSentence[sentence]], limits)
            var labels = LabelReader(
                view: view, asides: asides, organizations: organizations.mentions(in: sentence),
                places: reading.areas.mentions[reading.areas.ofSentence[sentence]].map(\.tokens),
                antecedents: antecedents)
            antecedents = labels.label(&own, limits)
            for index in run where own[index].indicator.isEmpty && own[index].isNamed {
                own[index].indicator = heading(of: own[index], in: sentence)
                own[index].grounds.indicator = Note(.opening)
            }
            for index in run {
                rates.settle(&own[index])
                settleStatus(&own[index], isForecast: rates.isForecast)
            }
            quantities[run] = own
        }
    }

    /// `đã hoàn thành 19/79 nhiệm vụ năm 2024`: whatever the period, it has happened.
    private func isPast(_ quantity: Quantity) -> Bool {
        let start = view.scan.sentences[quantity.sentence].tokens.lowerBound
        return (max(start, quantity.tokens.lowerBound - 12)..<quantity.tokens.lowerBound).contains {
            view.phrase(.past, at: $0) != nil
        }
    }

    /// A run of years that has begun, such as a school year, may well be reported on.
    private func isUnderWay(_ period: TimePeriod, _ publication: CivilDate) -> Bool {
        if case .years = period { return period.firstDay <= publication }
        return false
    }

    /// A period that ends so many days after the article came out cannot be reported on yet.
    private static let unfinished = 183

    /// A value of a time that has not come is no fact: a goal, unless somebody forecasts it.
    private func settleStatus(_ quantity: inout Quantity, isForecast: Bool = false) {
        guard quantity.status == .actual, let publication, let period = quantity.period,
            period.lastDay.ordinal - publication.ordinal > FieldReader.unfinished, !isUnderWay(period, publication),
            !isPast(quantity)
        else { return }
        quantity.status = isForecast ? .forecast : .target
        quantity.grounds.status = Note(
            .futurePeriod, quantity.grounds.period.tokens, in: quantity.grounds.period.place)
    }
}
