import CXML2

/// Runs libxml2's HTML parser over a source and tells `HTMLText` what it finds, with its place in the source.
///
/// No tree is built. The parser says where it stands when it hands text over; `HTMLChunk` finds from that where the
/// text came from.
final class HTMLParser {
    private let source: UnsafeBufferPointer<UInt8>
    private var context: htmlParserCtxtPtr?
    private var output: HTMLText
    private var failure: ArticleError?
    /// Where the last text ended; none yet to come starts before. Tags do not move it: the parser puts in tags that
    /// are not there when it has read the text after them.
    private var cursor = 0
    /// How much of the next text to pass over: it was read with what came before it.
    private var ignored = 0

    private init(_ source: UnsafeBufferPointer<UInt8>, _ output: HTMLText) {
        self.source = source
        self.output = output
    }

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Reads a page. The source must be UTF-8 without control characters (`HTMLSource`), and within
    /// limits (`HTMLScan`).
    static func read(
        _ source: UnsafeBufferPointer<UInt8>, limits: ArticleLimits, keepsFurniture: Bool
    ) throws(ArticleError) -> HTMLText {
        let parser = HTMLParser(
            source, HTMLText(source: source, limits: limits, keepsFurniture: keepsFurniture))
        try parser.run()
        return parser.output
    }

    private func run() throws(ArticleError) {
        let noMemory = ArticleError(.parserFailed, stage: .read, "the HTML parser could not get memory")
        guard HTMLParser.isReady, let count = Int32(exactly: source.count),
            let context = source.withMemoryRebound(
                to: CChar.self, { htmlCreateMemoryParserCtxt($0.baseAddress, count) })
        else { throw noMemory }
        defer { htmlFreeParserCtxt(context) }
        self.context = context
        defer { self.context = nil }
        let options = [
            HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET, HTML_PARSE_IGNORE_ENC,
        ]
        htmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(truncatingIfNeeded: $1.rawValue) })
        context.pointee.charset = Int32(truncatingIfNeeded: XML_CHAR_ENCODING_UTF8.rawValue)
        context.pointee.sax.pointee = HTMLParser.handlers()
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        htmlParseDocument(context)
        if failure == nil, context.pointee.errNo == Int32(truncatingIfNeeded: XML_ERR_NO_MEMORY.rawValue) {
            failure = noMemory
        }
        if failure == nil { attempt { text throws(ArticleError) in try text.endBlock() } }
        if let failure { throw failure }
    }

    private static func handlers() -> xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.startElement = { HTMLParser.from($0)?.startElement($1, $2) }
        handlers.endElement = { data, _ in HTMLParser.from(data)?.endElement() }
        handlers.characters = { HTMLParser.from($0)?.characters($1, $2) }
        handlers.ignorableWhitespace = { HTMLParser.from($0)?.characters($1, $2) }
        return handlers
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> HTMLParser? {
        data.map { Unmanaged<HTMLParser>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How far the parser has read.
    private var position: Int {
        guard let input = context?.pointee.input?.pointee, let base = input.base, let current = input.cur
        else { return source.count }
        return min(source.count, Int(clamping: input.consumed) + (current - base))
    }

    /// Does a step unless one has failed; one that fails ends the parsing.
    private func attempt(_ step: (inout HTMLText) throws(ArticleError) -> Void) {
        guard failure == nil else { return }
        do throws(ArticleError) { try step(&output) } catch {
            failure = error
            if let context { xmlStopParser(context) }
        }
    }

    private func startElement(
        _ name: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard let name else { return }
        attempt { text throws(ArticleError) in
            let attributes = HTMLAttributes(attributes)
            guard attributes.count <= text.limits.htmlAttributes else { throw HTMLScan.tooManyAttributes(text.limits) }
            try text.start(String(cString: name), attributes)
        }
    }

    private func endElement() {
        attempt { text throws(ArticleError) in try text.end() }
    }

    private func characters(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        guard failure == nil, let bytes, count > 0 else { return }
        let skipped = min(ignored, Int(count))
        ignored = 0
        let text = UnsafeBufferPointer(start: bytes + skipped, count: Int(count) - skipped)
        guard !text.isEmpty else { return }
        let chunk = HTMLChunk.locate(text, in: source, from: cursor, to: position)
        cursor = max(cursor, chunk.source.upperBound)
        switch chunk.origin {
        case .exact: output.text(exact: chunk.source)
        case .entity(let scalar): output.text(scalar, for: chunk.source)
        case .openEntity(let scalar, let nameLength):
            output.text(scalar, for: chunk.source)
            ignored = nameLength
        case .unknown: output.text(Array(text), for: chunk.source)
        }
    }
}
