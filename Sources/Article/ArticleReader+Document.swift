extension ArticleReader {
    /// Makes an article readable: markup out, entities decoded, blocks and sentences found.
    /// Throws an `ArticleError` of stage `read` where a limit is passed.
    public func document(_ article: RawArticle) throws(ArticleError) -> Document {
        var fields: [Document.Field] = []
        if !article.title.isEmpty {
            fields.append(
                try plain(.title, article.title) { bytes, blocks throws(ArticleError) in
                    // A title is one block, whatever it looks like.
                    try blocks.add(.title, bytes.indices, in: bytes)
                })
        }
        if !article.body.isEmpty {
            switch article.contentType {
            case .plain:
                fields.append(
                    try plain(.body, article.body) { bytes, blocks throws(ArticleError) in
                        var text = PlainText(bytes)
                        try text.read(into: &blocks)
                    })
            case .markdown: fields.append(try built(article.body, ArticleReader.markdown))
            case .html: fields.append(try built(article.body, html))
            }
        }
        return Document(fields: fields)
    }

    /// A field whose text is its source.
    private func plain(
        _ name: Document.FieldName, _ source: [UInt8],
        _ read: (UnsafeBufferPointer<UInt8>, inout BlockCollector) throws(ArticleError) -> Void
    ) throws(ArticleError) -> Document.Field {
        let blocks = try source.withBytes { bytes throws(ArticleError) in
            var blocks = BlockCollector(limit: limits.blocks)
            try read(bytes, &blocks)
            return blocks
        }
        return Document.Field(
            name: name, source: source, text: source, offsets: OffsetMap(source: source), blocks: blocks.blocks,
            sentences: blocks.sentences)
    }

    /// A body whose text is put together from its source.
    private func built(
        _ source: [UInt8],
        _ build: (UnsafeBufferPointer<UInt8>) throws(ArticleError) -> (TextBuilder, [TextBuilder.Piece])
    ) throws(ArticleError) -> Document.Field {
        let (builder, pieces) = try source.withBytes(build)
        let text = builder.text
        let blocks = try text.withBytes { bytes throws(ArticleError) in
            var blocks = BlockCollector(limit: limits.blocks)
            for piece in pieces { try blocks.add(piece.kind, piece.range, in: bytes) }
            return blocks
        }
        return Document.Field(
            name: .body, source: source, text: text, offsets: OffsetMap(source: source, runs: builder.runs),
            blocks: blocks.blocks, sentences: blocks.sentences)
    }

    private static func markdown(_ source: UnsafeBufferPointer<UInt8>) -> (TextBuilder, [TextBuilder.Piece]) {
        var markdown = Markdown(source)
        markdown.read()
        return (markdown.builder, markdown.pieces)
    }

    private func html(
        _ source: UnsafeBufferPointer<UInt8>
    ) throws(ArticleError) -> (TextBuilder, [TextBuilder.Piece]) {
        let parse = { (bytes: UnsafeBufferPointer<UInt8>) throws(ArticleError) -> HTMLText in
            try HTMLScan.check(bytes, limits)
            let text = try HTMLParser.read(bytes, limits: limits, keepsFurniture: false)
            return text.droppedTooMuch ? try HTMLParser.read(bytes, limits: limits, keepsFurniture: true) : text
        }
        let text =
            if let cleaned = HTMLSource.cleaned(source) { try cleaned.withBytes(parse) } else { try parse(source) }
        return (text.builder, text.pieces)
    }
}

extension Array where Element == UInt8 {
    /// `withUnsafeBufferPointer`, which does not pass typed errors on.
    func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(ArticleError) -> Result
    ) throws(ArticleError) -> Result {
        let result: Swift.Result<Result, ArticleError> = withUnsafeBufferPointer { bytes in
            do throws(ArticleError) { return .success(try body(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
