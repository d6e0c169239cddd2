/// Turns raw messages into articles, and articles into documents. A pure function of the message and the settings.
public struct ArticleReader: Sendable {
    public let mapping: FieldMapping
    public let limits: ArticleLimits

    public init(mapping: FieldMapping = .standard, limits: ArticleLimits = .standard) {
        self.mapping = mapping
        self.limits = limits
    }

    /// Decodes a message: a JSON object, a bare body where the header `content-type` says so, or a tombstone.
    /// Throws an `ArticleError` of stage `decode`.
    public func read(_ message: RawMessage) throws(ArticleError) -> Incoming {
        let bareType = message.header("content-type").flatMap { ContentTypeName.parse($0.bindMemory(to: UInt8.self)) }
        guard let value = message.value else {
            return .deletion(id: try deletionID(message, isBare: bareType != nil))
        }
        guard value.count <= limits.articleBytes else {
            throw ArticleError(
                .limitBytes, "the message has \(value.count) bytes; limits.article_bytes is \(limits.articleBytes)")
        }
        guard !value.isEmpty else {
            throw ArticleError(.emptyValue, "the message's value has no bytes; a deletion has a null value")
        }
        var bytes = value.bindMemory(to: UInt8.self)
        if let position = UTF8Check.firstError(in: bytes) {
            throw ArticleError(.invalidUTF8, "the message is not UTF-8", at: position)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) }
        if let bareType { return try bareBody(message, bytes, bareType) }
        return try envelope(message, bytes)
    }

    private func envelope(
        _ message: RawMessage, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(ArticleError) -> Incoming {
        var envelope = EnvelopeReader(bytes, mapping: mapping, maximumDepth: limits.jsonDepth)
        try envelope.read()
        guard let id = try envelope.string(of: .id), !id.isEmpty else {
            throw ArticleError(.missingID, "the article has no id")
        }
        guard let body = try envelope.bytes(of: .body) else {
            throw ArticleError(.missingBody, "the article has no body")
        }
        let publishedAt = try envelope.date(of: .publishedAt)
        let crawledAt = try envelope.date(of: .crawledAt)
        let article = RawArticle(
            id: id, title: NFC.normalised(try envelope.bytes(of: .title) ?? []), body: NFC.normalised(body),
            url: try envelope.string(of: .url), source: try envelope.string(of: .source),
            author: try envelope.string(of: .author), publishedAt: publishedAt.text, crawledAt: crawledAt.text,
            contentType: try contentType(envelope.string(of: .contentType)),
            language: try envelope.string(of: .language))
        var warnings = self.warnings(article, message)
        if publishedAt.isUnreadable || crawledAt.isUnreadable { warnings.insert(.unreadableDate) }
        return .article(article, warnings)
    }

    private func contentType(_ name: String?) throws(ArticleError) -> RawArticle.ContentType {
        guard var name, !name.isEmpty else { return .plain }
        guard let type = name.withUTF8({ ContentTypeName.parse($0) }) else {
            throw ArticleError(
                .unknownContentType,
                "content_type \(name.prefix(80).debugDescription) is none of text/plain, text/markdown, text/html")
        }
        return type
    }

    private func bareBody(
        _ message: RawMessage, _ bytes: UnsafeBufferPointer<UInt8>, _ contentType: RawArticle.ContentType
    ) throws(ArticleError) -> Incoming {
        let text = { (name: StaticString) throws(ArticleError) -> String? in
            try message.header(name).map { header throws(ArticleError) in
                try ArticleReader.text(header, "header \(name)")
            }
        }
        let article = RawArticle(
            id: try bareID(message), title: NFC.normalised(Array(try text("title")?.utf8 ?? "".utf8)),
            body: NFC.normalised(Array(bytes)), url: try text("url"), source: try text("source"),
            author: try text("author"), publishedAt: try text("published_at"), crawledAt: try text("crawled_at"),
            contentType: contentType, language: try text("language"))
        return .article(article, warnings(article, message))
    }

    /// The header `id`, else the key, else where the record stands.
    private func bareID(_ message: RawMessage) throws(ArticleError) -> String {
        if let id = message.header("id"), !id.isEmpty { return try ArticleReader.text(id, "header id") }
        if let key = message.key, !key.isEmpty { return try ArticleReader.text(key, "key") }
        return "\(message.topic)/\(message.partition)/\(message.offset)"
    }

    private func deletionID(_ message: RawMessage, isBare: Bool) throws(ArticleError) -> String {
        if isBare { return try bareID(message) }
        guard let key = message.key, !key.isEmpty else {
            throw ArticleError(.missingID, "a record without key and value names no article to delete")
        }
        return try ArticleReader.text(key, "key")
    }

    private static func text(
        _ bytes: UnsafeRawBufferPointer, _ name: @autoclosure () -> String
    ) throws(ArticleError) -> String {
        let bytes = bytes.bindMemory(to: UInt8.self)
        if let position = UTF8Check.firstError(in: bytes) {
            throw ArticleError(.invalidUTF8, "the record's \(name()) is not UTF-8", at: position)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func warnings(_ article: RawArticle, _ message: RawMessage) -> ReadWarnings {
        var warnings: ReadWarnings = []
        if let key = message.key, !key.elementsEqual(article.id.utf8) { warnings.insert(.keyDiffersFromID) }
        let dates = [article.publishedAt, article.crawledAt]
        if dates.contains(where: { $0.map { Timestamp($0) == nil } ?? false }) { warnings.insert(.unreadableDate) }
        return warnings
    }
}

/// Names of content types as they come: any case, parameters after a semicolon.
enum ContentTypeName {
    static func parse(_ name: UnsafeBufferPointer<UInt8>) -> RawArticle.ContentType? {
        let essence = name.prefix { $0 != 0x3B }.filter { !Ascii.isSpace($0) }.map(Ascii.lowered)
        return RawArticle.ContentType.allCases.first { $0.rawValue.utf8.elementsEqual(essence) }
    }
}
