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
        /// The period the field as a whole reports on.
        var main: PeriodMention?
    }

    /// Reads the field; `mainPeriod` and `area` are what the rest of the article says of itself.
    ///
    /// - Throws: `ExtractionError` when it holds more quantities than the limit.
    func read(_ article: ArticleContext) throws(ExtractionError) -> Reading {
        var reading = Reading(
            periods: PeriodMentions(view: view, publication: publication, title: title?.resolver),
            areas: AreaMentions(view: view, home: view.places.province(article.province), publication: publication))
        let furniture = FurnitureRules(view: view).sentences(of: field)
        let tableReader = TableReader(
            view: view, field: field, publication: publication, article: article)
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
        let organizations = OrganizationReader(view: view, names: article.names)
        var mentions: [[OrganizationMention]] = []
        mentions.reserveCapacity(view.scan.sentences.count)
        var lead = ListLead(view: view)
        var movements = MovementChoice(view: view, items: items)
        for sentence in view.scan.sentences.indices {
            let first = found.quantities.count
            let firstCalendar = found.calendar.count
            if furniture[sentence] || inTable[sentence] {
                if explains { skip(sentence, inTable[sentence] ? .tableLabel : .furniture, &found) }
                runs.append(first..<first)
                calendars.append(firstCalendar..<firstCalendar)
                reading.areas.skip()
                mentions.append([])
                continue
            }
            finder.find(sentence, into: &found)
            if found.quantities.count > limit { throw .observations(limit) }
            measure(&found, from: first, sentence, found.calendar[firstCalendar...])
            if first < found.quantities.count { movements.settle(&found.quantities[first...], sentence: sentence) }
            let limits = view.scan.sentences[sentence].tokens
            switch field.blocks[view.scan.sentences[sentence].block].kind {
            case .item: lead.settle(&found.quantities[first...], limits)
            case .heading: lead.pass(limits, isHeading: true)
            default: lead.pass(limits, isHeading: false)
            }
            runs.append(first..<found.quantities.count)
            calendars.append(firstCalendar..<found.calendar.count)
            mentions.append(organizations.mentions(in: sentence))
            reading.areas.add(sentence: sentence, organizations: mentions[sentence])
        }
        reading.periods.settleYear(found.calendar, title: title?.leading)
        for sentence in view.scan.sentences.indices {
            reading.periods.add(
                found.calendar[calendars[sentence]], sentence: sentence, quantities: found.quantities[runs[sentence]])
        }
        let dated = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($0.offset, $0.element.count) })
        let periods = PeriodAttribution(
            view: view, periods: reading.periods, items: items, dated: dated, title: title?.leading)
        reading.main = periods.main
        attribute(&found.quantities, runs, calendars, found.calendar, mentions, reading, article, periods)
        nameByNext(&found.quantities)
        reading.quantities = found.quantities.filter { !$0.indicator.isEmpty }
        if explains { rejectNameless(&found) }
        let prose = Prose(quantities: reading.quantities, isOutlook: outlook(reading.quantities))
        for table in tables where table.isFigured {
            readTable(table, tableReader, article, periods, prose, into: &reading)
        }
        if reading.quantities.count > limit { throw .observations(limit) }
        if !tables.isEmpty { reading.quantities.sort { $0.surface.lowerBound < $1.surface.lowerBound } }
        reading.rejected = found.rejected
        if explains { drop(&reading.rejected, takenBy: reading.quantities) }
        return reading
    }

    /// The figures outside tables, in the order of the text.
    private struct Prose {
        let quantities: [Quantity]
        /// The article is one of forecasts.
        let isOutlook: Bool

        /// The figures nearest before a token, so many that any unit in use is among them.
        func before(_ token: Int) -> ArraySlice<Quantity> {
            var (low, high) = (0, quantities.count)
            while low < high {
                let middle = (low + high) / 2
                if quantities[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
            }
            return quantities[..<low].suffix(64)
        }
    }

    /// A table's figures: what its headers leave unsaid comes from its title, the text before it, and the article.
    private func readTable(
        _ table: TableReader.Table, _ reader: TableReader, _ article: ArticleContext, _ periods: PeriodAttribution,
        _ prose: Prose, into reading: inout Reading
    ) {
        let first = table.cells.first?.sentence ?? 0
        let context =
            table.caption.flatMap { reading.periods.mentions[reading.periods.ofSentence[$0].mentions].last }
            ?? periods.context(beforeTable: first)
        let names = NameReader(
            view: view, asides: captionAsides(table, reading), organizations: [], places: [], memory: NameMemory(),
            article: article.words)
        let caption = table.caption.map { names.caption($0) } ?? NamePhrase()
        let captionNote = Note(.tableTitle, table.caption.map { view.scan.sentences[$0].tokens } ?? 0..<0)
        let start = view.scan.sentences[first].tokens.lowerBound
        let earlier = prose.before(start)
        let forecasts = prose.isOutlook
        let titleArea = table.caption.flatMap { self.captionArea($0, reading) }
        let compared = table.caption.flatMap { yardstick(of: $0, reading.periods) }
        for var quantity in reader.read(table) {
            let before = earlier.last { $0.unit == quantity.unit }
            names.chooseCell(
                &quantity, caption: caption,
                before: before.map { names.phrase(of: $0.indicator) } ?? NamePhrase(),
                notes: (captionNote, Note(.antecedent, before?.tokens ?? 0..<0)))
            guard !quantity.indicator.isEmpty else { continue }
            if quantity.period == nil, let context {
                quantity.period =
                    quantity.status == .target && context.period.isPartOfYear
                    ? .year(context.period.finalYear) : context.period
                let rule: Ground.Rule =
                    context.sentence == table.caption && !context.isOfTitle ? .tableTitle : .mainPeriod
                quantity.grounds.period = Note(rule, context.tokens, in: context.isOfTitle ? .title : .own)
            }
            if quantity.area.isEmpty, let own = titleArea {
                quantity.area = own.area
                quantity.grounds.area = Note(.tableTitle, own.tokens)
            } else if quantity.area.isEmpty {
                quantity.area = article.area ?? "VN"
                quantity.grounds.area = Note(article.area == nil ? .unsaid : .article)
            }
            if quantity.measure != .level, quantity.comparison == nil, quantity.baseline == nil, let compared {
                quantity.comparison = compared.expression
                quantity.grounds.baseline = Note(.tableTitle, compared.tokens)
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
            settleStatus(&quantity, isForecast: forecasts)
            reading.quantities.append(quantity)
        }
    }

    /// The one place of the country that a table's title names.
    private func captionArea(_ caption: Int, _ reading: Reading) -> AreaMention? {
        let own = reading.areas.mentions[reading.areas.ofSentence[caption]].filter {
            !$0.isScene && $0.kind != .country && $0.kind != .bloc
        }
        guard let first = own.first, own.allSatisfy({ $0.area == first.area }) else { return nil }
        return first
    }

    /// `IIP 10 tháng so với cùng kỳ`: what a table's title compares its changes with.
    private func yardstick(
        of caption: Int, _ periods: PeriodMentions
    ) -> (expression: CalendarExpression, tokens: Range<Int>)? {
        guard let mention = periods.baselines[periods.ofSentence[caption].baselines].first(where: { $0.isCompared }),
            case .calendar(let expression) = mention.expression
        else { return nil }
        return (expression, mention.tokens)
    }

    /// The periods and places that a table's title names.
    private func captionAsides(_ table: TableReader.Table, _ reading: Reading) -> [Range<Int>] {
        guard let caption = table.caption else { return [] }
        let calendar = CalendarReader(words: view.words)
        let limits = view.scan.sentences[caption].tokens
        var ranges: [Range<Int>] = reading.areas.mentions[reading.areas.ofSentence[caption]].map(\.tokens)
        var index = limits.lowerBound
        while index < limits.upperBound {
            if let mention = calendar.read(view.text, view.scan.tokens, at: index, limit: limits.upperBound) {
                ranges.append(mention.tokens)
                index = mention.tokens.upperBound
            } else {
                index += 1
            }
        }
        return ranges
    }

    /// Measures the quantities of a sentence and drops those that turn out to be none.
    private func measure(
        _ found: inout QuantityFinder.Found, from first: Int, _ sentence: Int, _ calendar: ArraySlice<CalendarMention>
    ) {
        let limits = view.scan.sentences[sentence].tokens
        let reader = MeasureReader(view: view, calendar: calendar)
        var previous: Quantity?
        var index = first
        while index < found.quantities.count {
            if reader.read(&found.quantities[index], after: previous, limits) {
                previous = found.quantities[index]
                index += 1
            } else {
                let none = found.quantities.remove(at: index)
                found.rejected.append(RejectedNumber(tokens: none.tokens, reason: .nothingMeasured))
            }
        }
        StatusReader(view: view, calendar: calendar).read(&found.quantities[first...], limits)
        let block = view.scan.sentences[sentence].block
        let earlier = found.quantities[..<first].last.flatMap {
            view.scan.sentences[$0.sentence].block == block ? $0 : nil
        }
        Coordination(view: view, calendar: calendar).complete(&found.quantities[first...], after: earlier, limits)
    }

    private func attribute(
        _ quantities: inout [Quantity], _ runs: [Range<Int>], _ calendars: [Range<Int>],
        _ calendar: [CalendarMention], _ mentions: [[OrganizationMention]], _ reading: Reading,
        _ article: ArticleContext, _ periods: PeriodAttribution
    ) {
        let areas = AreaAttribution(view: view, areas: reading.areas, article: article.area, isFlow: article.isFlow)
        var organizations = OrganizationAttribution(
            reader: OrganizationReader(view: view, names: article.names), article: article)
        var areaChoice = AreaChoice(view: view, areas: reading.areas, article: article, items: items)
        var memory = NameMemory()
        // An article of forecasts goes on forecasting where it does not say so each time.
        let forecasts = outlook(quantities)
        settlePeriods(&quantities, runs, periods)
        var rates = RunningRates()
        var previous: Quantity?
        var block = -1
        for sentence in view.scan.sentences.indices {
            let places = reading.areas.mentions[reading.areas.ofSentence[sentence]]
            let isHeading = isHeading(sentence)
            if runs[sentence].isEmpty {
                var none = quantities[0..<0]
                organizations.attribute(
                    &none, sentence: sentence, mentions: mentions[sentence], areas: places, isHeading: isHeading)
                continue
            }
            let limits = view.scan.sentences[sentence].tokens
            if view.scan.sentences[sentence].block != block {
                rates = RunningRates()
                block = view.scan.sentences[sentence].block
            }
            let run = runs[sentence]
            // A slice of its own: each stage would copy one that the array still holds.
            var own = quantities[run]
            periods.attributeBaselines(&own)
            areas.attribute(&own, sentence: sentence, limits)
            organizations.attribute(
                &own, sentence: sentence, mentions: mentions[sentence], areas: places, isHeading: isHeading)
            areaChoice.settle(&own, sentence: sentence, organizations: mentions[sentence])
            let asides = Asides(view: view).ranges(
                calendar: calendar[calendars[sentence]],
                areas: places, limits)
            var names = NameReader(
                view: view, asides: asides, organizations: mentions[sentence], places: places.map(\.tokens),
                memory: consume memory, article: article.words)
            names.name(&own, limits)
            memory = names.memory
            for index in run { rates.settle(&own[index]) }
            // What has only now turned out to be a change has its yardstick to find yet.
            periods.attributeBaselines(&own)
            for index in run {
                settleStatus(&own[index], after: previous, isForecast: rates.isForecast || forecasts)
                previous = own[index]
            }
            quantities[run] = own
        }
        var statuses = StatusChoice(view: view, publication: publication, items: items, isHeading: isHeading)
        for sentence in runs.indices where !runs[sentence].isEmpty {
            var own = quantities[runs[sentence]]
            statuses.settle(&own, sentence: sentence)
            quantities[runs[sentence]] = own
        }
    }

    /// The period of each figure by rules, then by what is learned of how far the rules can be trusted.
    private func settlePeriods(_ quantities: inout [Quantity], _ runs: [Range<Int>], _ periods: PeriodAttribution) {
        for run in runs where !run.isEmpty {
            var own = quantities[run]
            periods.attribute(&own)
            quantities[run] = own
        }
        let choice = PeriodChoice(periods, quantities, items: items)
        for run in runs where !run.isEmpty {
            var own = quantities[run]
            choice.settle(&own, after: run.lowerBound > 0 ? quantities[run.lowerBound - 1] : nil)
            quantities[run] = own
        }
    }

    private func isHeading(_ sentence: Int) -> Bool {
        guard case .heading = field.blocks[view.scan.sentences[sentence].block].kind else { return false }
        return true
    }
}
