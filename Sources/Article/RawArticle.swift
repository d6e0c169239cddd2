/// A raw article as it came off the wire: decoded, validated UTF-8, NFC-normalised, nothing understood yet.
public struct RawArticle: Sendable, Equatable {
    /// The publisher's or crawler's id; never empty.
    public var id: String
    /// NFC-normalised UTF-8; empty where absent.
    public var title: [UInt8]
    /// NFC-normalised UTF-8, markup included.
    public var body: [UInt8]
    public var url: String?
    public var source: String?
    public var author: String?
    /// As sent (an RFC 3339 date or date-time, or whatever came); `publicationDate` is its reading.
    public var publishedAt: String?
    public var crawledAt: String?
    /// `text/plain` unless said otherwise.
    public var contentType: ContentType
    public var language: String?

    public init(
        id: String, title: [UInt8] = [], body: [UInt8], url: String? = nil, source: String? = nil,
        author: String? = nil, publishedAt: String? = nil, crawledAt: String? = nil,
        contentType: ContentType = .plain, language: String? = nil
    ) {
        self.id = id
        self.title = title
        self.body = body
        self.url = url
        self.source = source
        self.author = author
        self.publishedAt = publishedAt
        self.crawledAt = crawledAt
        self.contentType = contentType
        self.language = language
    }

    /// How a body is marked up.
    public enum ContentType: String, Sendable, CaseIterable {
        case plain = "text/plain"
        case markdown = "text/markdown"
        case html = "text/html"
    }
}
