import Article
import Catalogue
import Observation
import Vietnamese

/// Reads a document's observations: a pure function of the document, the publication date and the lexicons.
///
/// One extractor serves one lane: it reuses its arrays from article to article.
public struct Extractor: Sendable {
    /// The version of the rules in code; the lexicons' fingerprint follows it in `version`.
    public static let rules = "0.1.0"

    private let lexicon: Lexicon
    private let places: PlaceForms
    private var tokenizer: Tokenizer
    private(set) var scans: [FieldScan] = []

    private let limits: ExtractionLimits

    public init(lexicon: Lexicon, limits: ExtractionLimits = .standard) {
        self.lexicon = lexicon
        self.limits = limits
        places = PlaceForms(lexicon.gazetteer)
        tokenizer = Tokenizer(vocabulary: lexicon.vocabulary)
    }

    /// The version of rules and lexicons together: the same version reads the same text the same way.
    public var version: String { lexicon.version }

    /// The observations of a document, in the order of its fields and text.
    ///
    /// - Parameters:
    ///   - publication: the day the article came out; relative periods are read from it.
    ///   - weighed: is shown how every figure's name is chosen.
    /// - Throws: `ExtractionError` when the article is past a limit.
    public mutating func extract(
        _ document: Document, publication: CivilDate?, weighed: ((WeighedFigure) -> Void)? = nil
    ) throws(ExtractionError) -> [Observation] {
        let readings = try read(document, publication: publication, explains: false, weighed: weighed)
        return observations(readings, publication: publication)
    }

    /// What one field of a document says.
    struct FieldReading {
        /// Index of the field.
        let index: Int
        var quantities: [Quantity]
        let rejected: [RejectedNumber]
    }

    /// Reads all fields. Numbers that nothing looks at are gathered only where the reading is to be explained.
    mutating func read(
        _ document: Document, publication: CivilDate?, explains: Bool, weighed: ((WeighedFigure) -> Void)? = nil
    ) throws(ExtractionError) -> [FieldReading] {
        try scan(document)
        let style = digitStyle(of: document)
        var readings: [FieldReading] = []
        let context = ArticleContextReader(lexicon: lexicon, places: places).read(
            document, scans: scans, style: style, publication: publication)
        var title: PeriodMentions?
        var main: PeriodMention?
        for (index, field) in document.fields.enumerated() {
            let reading = field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    Result { () throws(ExtractionError) in
                        let view = FieldView(
                            text: text, scan: scan, lexicon: lexicon, places: places, style: style, field: index,
                            weighed: weighed)
                        let reader = FieldReader(
                            view: view, field: field, publication: publication, limit: limits.observations,
                            title: title, explains: explains)
                        return try reader.read(context)
                    }
                }
            }
            let read = try reading.get()
            if field.name == .title { title = read.periods }
            main = read.main
            readings.append(FieldReading(index: index, quantities: read.quantities, rejected: read.rejected))
        }
        TitleContext.complete(&readings, document, main: main)
        return readings
    }

    /// What was read, as observations.
    func observations(_ readings: [FieldReading], publication: CivilDate?) -> [Observation] {
        var observations: [Observation] = []
        for reading in readings {
            for quantity in reading.quantities {
                observations.append(observation(quantity, field: reading.index, publication: publication))
            }
        }
        return observations
    }

    private mutating func scan(_ document: Document) throws(ExtractionError) {
        var tokens = 0
        while scans.count < document.fields.count { scans.append(FieldScan()) }
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer {
                scans[index].scan(field, text: $0, tokenizer: &tokenizer, book: lexicon.book)
            }
            tokens += scans[index].tokens.count
            if tokens > limits.steps { throw .steps(limits.steps) }
        }
    }

    /// The article's own habit: which sign groups thousands where the shape of a number proves it.
    private func digitStyle(of document: Document) -> Digits.Style {
        var balance = 0
        for (index, field) in document.fields.enumerated() {
            field.text.withUnsafeBufferPointer { text in
                scans[index].withLent { scan in
                    for place in 0..<scan.tokens.count where scan.tokens[place].kind == .number {
                        if isOther(scan, place) { continue }
                        switch Digits.evidence(text, scan.tokens[place].range) {
                        case .vietnamese: balance += 1
                        case .english: balance -= 1
                        case nil: break
                        }
                    }
                }
            }
        }
        return balance < 0 ? .english : .vietnamese
    }

    /// `0.05S`, `phiên bản 4.2`, `ngày 6.2`: part of a name or a day, so no evidence of how this article writes fractions.
    private func isOther(_ scan: FieldScan.Lent, _ place: Int) -> Bool {
        let tokens = scan.tokens
        if scan.longest(Category.name, endingAt: place, notBefore: 0) != nil { return true }
        if place + 1 < tokens.count, tokens[place + 1].kind == .word, tokens[place + 1].isGlued,
            tokens[place + 1].traits.contains(.capital)
        {
            return true
        }
        guard place > 0, tokens[place - 1].kind == .word else { return false }
        return lexicon.words.precedesDay(tokens[place - 1].word)
            && !(place + 1 < tokens.count && (tokens[place + 1].isSign("%") || tokens[place + 1].kind == .word))
    }

    private func observation(_ quantity: Quantity, field: Int, publication: CivilDate?) -> Observation {
        var flags = quantity.flags
        if publication == nil { flags.insert(.noPublicationDate) }
        return Observation(
            place: .init(
                field: field, surface: quantity.surface, number: quantity.number,
                sentence: scans[field].sentences[quantity.sentence].text),
            value: quantity.value, upper: quantity.upper, total: quantity.total, unit: quantity.unit,
            measure: quantity.measure, direction: quantity.direction, status: quantity.status,
            qualifier: quantity.qualifier, period: quantity.period, baseline: quantity.baseline,
            area: lexicon.gazetteer.name(of: quantity.area, on: publication),
            organization: quantity.organization, indicator: quantity.indicator,
            confidence: lexicon.confidence.of(quantity),
            flags: flags)
    }
}
