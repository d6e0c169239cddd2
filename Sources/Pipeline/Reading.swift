public import Article
public import Events
public import Extraction

/// What a raw message turned out to say, before it is encoded.
public enum Reading: Sendable {
    /// An article with its observations in reading order.
    case article(ArticleReading)
    /// A withdrawn article.
    case deletion(ArticleContext)

    /// The identity and versions that all its output shares.
    public var context: ArticleContext {
        switch self {
        case .article(let reading): reading.context
        case .deletion(let context): context
        }
    }
}

/// An article, readable and understood.
public struct ArticleReading: Sendable {
    /// The article with its identity and versions.
    public let context: ArticleContext
    /// Its text, with the way back to the source.
    public let document: Document
    /// Its observations, enriched, in reading order.
    public let drafts: [EventDraft]
    /// What is odd about the message but no reason to refuse it.
    public let warnings: ReadWarnings
    /// Why it was read so, where that was asked for: its observations are those of `drafts`, in the same order.
    public let explanation: Explanation?
}

/// Why a raw message came to nothing.
public struct Refusal: Error, Sendable, Equatable {
    /// Stage, stable code and one line for a person, as the dead letter's headers have them.
    public let reason: DeadLetter.Reason
    /// The article's id, where decoding got so far.
    public let articleID: String?

    init(_ stage: Stage, _ error: String, _ message: String, articleID: String? = nil) {
        reason = DeadLetter.Reason(stage: stage.rawValue, error: error, message: message)
        self.articleID = articleID
    }

    init(_ error: ArticleError, articleID: String?) {
        reason = DeadLetter.Reason(
            stage: error.stage.rawValue, error: error.code.rawValue, message: error.message)
        self.articleID = articleID
    }

    /// The steps that can refuse a message beside decoding and reading, which name themselves.
    enum Stage: String {
        case extract, enrich, encode, publish
    }
}

extension Refusal: CustomStringConvertible {
    /// `decode: invalid_json: …`.
    public var description: String { "\(reason.stage): \(reason.error): \(reason.message)" }
}

extension Refusal {
    /// A refusal decided elsewhere, for a reason it has already.
    init(_ reason: DeadLetter.Reason) {
        self.reason = reason
        articleID = nil
    }
}
