public import Article
public import Extraction

/// How articles are read, and what one may cost.
public struct ProcessorSettings: Sendable {
    /// Decoding and reading, with their limits.
    public var reader: ArticleReader
    /// The limits of extraction.
    public var extraction: ExtractionLimits
    /// The most bytes the encoded records of one article may take, by a careful estimate made before encoding: each
    /// event quotes its sentence and its article's title, so a short article can grow large.
    public var outputBytes: Int
    /// The largest record the producer takes (`message.max.bytes`), in bytes: a larger dead letter is cut to fit. Nil
    /// for no limit.
    public var recordBytes: Int?
    /// The CloudEvents source of all output, a URI reference; the same for all workers.
    public var source: String

    /// Settings; those left out are what a worker uses where nothing is configured.
    public init(
        reader: ArticleReader = ArticleReader(), extraction: ExtractionLimits = .standard, outputBytes: Int = 64 << 20,
        recordBytes: Int? = nil, source: String = "urn:chiso"
    ) {
        self.reader = reader
        self.extraction = extraction
        self.outputBytes = outputBytes
        self.recordBytes = recordBytes
        self.source = source
    }
}
