/// What one article may cost. Past a limit the message is an error that names it.
public struct ArticleLimits: Sendable, Equatable {
    /// The most bytes a message's value may have: `limits.article_bytes`.
    public var articleBytes: Int
    /// How deep JSON may nest: `limits.json_depth`, at most 512.
    public var jsonDepth: Int
    /// How deep HTML elements may nest: `limits.html_depth`, at most 4,096.
    public var htmlDepth: Int
    /// How many attributes one HTML tag may have: `limits.html_attributes`, at most 1,000.
    public var htmlAttributes: Int
    /// How many different names (of tags, attributes and entities) an HTML page may have, at most
    /// 20,000; not configurable. A page of a newspaper has some hundred.
    public var htmlNames: Int
    /// How many blocks (paragraphs, items, table cells) a field may have: `limits.blocks`.
    public var blocks: Int

    /// Limits; those whose cost grows faster than their number are capped as their descriptions say.
    public init(
        articleBytes: Int = 10 << 20, jsonDepth: Int = 64, htmlDepth: Int = 512, htmlAttributes: Int = 256,
        htmlNames: Int = 5000, blocks: Int = 200_000
    ) {
        self.articleBytes = max(1, articleBytes)
        self.jsonDepth = min(max(1, jsonDepth), 512)
        self.htmlDepth = min(max(1, htmlDepth), 4096)
        self.htmlAttributes = min(max(1, htmlAttributes), 1000)
        self.htmlNames = min(max(1, htmlNames), 20_000)
        self.blocks = max(1, blocks)
    }

    /// The limits where the configuration says nothing.
    public static let standard = ArticleLimits()
}
