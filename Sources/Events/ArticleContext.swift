public import Article

/// What all events of one article share. Build it once an article: it hashes the content.
public struct ArticleContext: Sendable {
    public let id: String
    /// The crawl moment, else the record's timestamp, else 0; milliseconds since 1970.
    public let version: Int64
    /// Nil for a withdrawn article.
    public let article: RawArticle?
    public let contentHash: ContentHash
    public let runID: Identifier
    public let versions: Versions
    /// The raw record's timestamp in milliseconds since 1970, where it has one.
    public let recordTimestamp: Int64?
    /// The raw record's `traceparent` header, handed on.
    public let traceparent: [UInt8]?
    /// As sent, or nil where it cannot be read.
    let publishedAt: String?

    /// The context of an article.
    public init(_ article: RawArticle, versions: Versions, recordTimestamp: Int64?, traceparent: [UInt8]? = nil) {
        id = article.id
        version = max(0, article.version(recordTimestamp: recordTimestamp))
        self.article = article
        contentHash = ContentHash(of: article)
        runID = Identity.run(article: article.id, contentHash: contentHash, versions: versions)
        self.versions = versions
        self.recordTimestamp = recordTimestamp
        self.traceparent = traceparent
        var dated = article
        dated.crawledAt = nil
        publishedAt = dated.publicationDate == nil ? nil : article.publishedAt
    }

    /// The context of a withdrawn article. Its content is empty and its content type the default, and so is hashed.
    public init(
        deleted id: String, versions: Versions, recordTimestamp: Int64?, traceparent: [UInt8]? = nil
    ) {
        let nothing = RawArticle(id: id, body: [])
        self.id = id
        version = max(0, recordTimestamp ?? 0)
        article = nil
        contentHash = ContentHash(of: nothing)
        runID = Identity.run(article: id, contentHash: contentHash, versions: versions)
        self.versions = versions
        self.recordTimestamp = recordTimestamp
        self.traceparent = traceparent
        publishedAt = nil
    }
}
