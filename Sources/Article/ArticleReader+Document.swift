extension ArticleReader {
    /// Makes an article readable: markup out, entities decoded, blocks and sentences found.
    /// Throws an `ArticleError` of stage `read` where a limit is passed.
    public func document(_ article: RawArticle) throws(ArticleError) -> Document {
        var fields: [Document.Field] = []
        if !article.title.isEmpty { fields.append(try plain(.title, article.title)) }
        if !article.body.isEmpty {
            switch article.contentType {
            case .plain: fields.append(try plain(.body, article.body))
            case .markdown: fields.append(try plain(.body, article.body))
            case .html: fields.append(try plain(.body, article.body))
            }
        }
        return Document(fields: fields)
    }

    /// A field whose text is its source. A title is one block, whatever it looks like.
    private func plain(_ name: Document.FieldName, _ source: [UInt8]) throws(ArticleError) -> Document.Field {
        var blocks = BlockCollector(limit: limits.blocks)
        var failure: ArticleError?
        source.withUnsafeBufferPointer { bytes in
            do throws(ArticleError) {
                if name == .title {
                    try blocks.add(.title, bytes.indices, in: bytes)
                } else {
                    var text = PlainText(bytes)
                    try text.read(into: &blocks)
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        return Document.Field(
            name: name, source: source, text: source, offsets: OffsetMap(source: source), blocks: blocks.blocks,
            sentences: blocks.sentences)
    }
}
