/// Gathers a field's blocks and their sentences in reading order, within a limit.
struct BlockCollector {
    private(set) var blocks: [Document.Block] = []
    private(set) var sentences: [Range<Int>] = []
    private let limit: Int
    private var tables = 0

    init(limit: Int) { self.limit = limit }

    /// The number of the next table.
    mutating func nextTable() -> Int {
        defer { tables += 1 }
        return tables
    }

    /// Adds a block, white space around it aside; nothing where there is nothing else.
    mutating func add(
        _ kind: Document.Kind, _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
    ) throws(ArticleError) {
        let text = TextScan.trim(range, in: bytes)
        guard !text.isEmpty else { return }
        guard blocks.count < limit else {
            throw ArticleError(.limitBlocks, stage: .read, "a field has more blocks than limits.blocks (\(limit))")
        }
        let first = sentences.count
        if case .cell = kind {
            sentences.append(text)
        } else {
            SentenceSplitter(bytes: bytes).split(text, into: &sentences)
        }
        blocks.append(Document.Block(kind: kind, text: text, sentences: first..<sentences.count))
    }
}
