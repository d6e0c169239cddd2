public import Article
public import Catalogue
public import Events
public import Extraction
import Observation

/// What turns raw messages into output. Lanes ask for nothing else.
public protocol MessageProcessor: Sendable {
    /// Gives a message its fate and encodes its output into a slot, which is cleared before.
    /// - Parameters:
    ///   - message: borrowed for the length of the call.
    ///   - time: now, in milliseconds since 1970; only dead letters carry it.
    mutating func process(_ message: RawMessage, time: Int64, into slot: inout OutputSlot)
}

/// The whole way of a record: decode, read, extract, enrich, flag, encode.
///
/// A pure function of the message, the lexicons and the catalogue: the same message and versions give the same bytes.
/// No message makes it throw or trap; what cannot be processed has a dead letter for its fate. A processor reuses its
/// arrays from message to message, so each lane has one of its own; a copy costs little.
public struct Processor<Encoder: EventEncoder>: MessageProcessor {
    /// The versions that output is stamped with.
    public let versions: Versions
    let settings: ProcessorSettings
    let catalogue: Catalogue
    private var extractor: Extractor
    private let writer: ArticleWriter<Encoder>

    /// A processor over lexicons and a catalogue, loaded once and shared by all lanes.
    public init(
        lexicon: Lexicon, catalogue: Catalogue, encoder: Encoder, settings: ProcessorSettings = ProcessorSettings()
    ) {
        self.settings = settings
        self.catalogue = catalogue
        extractor = Extractor(lexicon: lexicon, limits: settings.extraction)
        writer = ArticleWriter(encoder: encoder, source: settings.source)
        versions = Versions(extractor: extractor.version, catalogue: catalogue.version)
    }

    /// Gives a message its fate; see `MessageProcessor`.
    public mutating func process(_ message: RawMessage, time: Int64, into slot: inout OutputSlot) {
        slot.clear()
        do throws(Refusal) {
            let reading = try read(message)
            slot.articleID = reading.context.id
            switch reading {
            case .article(let article):
                slot.warnings = article.warnings
                try checkSize(article)
                writer.write(article.context, article.drafts, to: &slot.records)
                slot.fate = .events(count: slot.records.records.count - 1)
            case .deletion(let context):
                writer.write(context, [], to: &slot.records)
                slot.fate = .deletion
            }
        } catch {
            slot.refuse(message, error, time: time, maximumBytes: settings.recordBytes)
        }
    }

    /// What a message says, not yet encoded: for those who want the document beside its observations.
    /// - Parameters:
    ///   - message: borrowed for the length of the call.
    ///   - explains: Whether the reading shall carry the reasons for each field.
    public mutating func read(_ message: RawMessage, explains: Bool = false) throws(Refusal) -> Reading {
        let incoming: Incoming
        do { incoming = try settings.reader.read(message) } catch { throw Refusal(error, articleID: nil) }
        switch incoming {
        case .article(let article, let warnings):
            return .article(try understand(article, warnings, message, explains: explains))
        case .deletion(let id):
            return .deletion(
                ArticleContext(
                    deleted: id, versions: versions, recordTimestamp: message.timestamp,
                    traceparent: message.traceparent))
        }
    }

    private mutating func understand(
        _ article: RawArticle, _ warnings: ReadWarnings, _ message: RawMessage, explains: Bool
    ) throws(Refusal) -> ArticleReading {
        let document: Document
        do { document = try settings.reader.document(article) } catch { throw Refusal(error, articleID: article.id) }
        let published = article.publicationDate
        let observations: [Observation]
        var explanation: Explanation?
        do {
            if explains {
                (observations, explanation) = try extractor.explain(document, publication: published)
            } else {
                observations = try extractor.extract(document, publication: published)
            }
        } catch {
            throw Refusal(.extract, error.code, error.description, articleID: article.id)
        }
        let context = ArticleContext(
            article, versions: versions, recordTimestamp: message.timestamp, traceparent: message.traceparent)
        let drafts = try drafts(observations, document, published: published, articleID: article.id)
        return ArticleReading(
            context: context, document: document, drafts: drafts, warnings: warnings, explanation: explanation)
    }
}
