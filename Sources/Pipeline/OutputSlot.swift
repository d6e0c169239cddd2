public import Article
public import Events

/// Where one record's output lands: its encoded records in one buffer, or its dead letter.
public struct OutputSlot: Sendable {
    /// What became of a record: exactly one of these.
    public enum Fate: Sendable {
        /// Nothing yet.
        case pending
        /// Its events and its manifest are in `records`.
        case events(count: Int)
        /// It withdraws an article; the manifest that says so is in `records`.
        case deletion
        /// It could not be processed.
        case deadLetter(DeadLetter, DeadLetter.Reason)
    }

    /// What became of the record.
    public internal(set) var fate = Fate.pending
    /// Events and manifest, encoded; empty for a dead letter.
    public internal(set) var records = ArticleOutput()
    /// The article's id, where decoding got so far.
    public internal(set) var articleID: String?
    /// What is odd about the record but no reason to refuse it.
    public internal(set) var warnings: ReadWarnings = []

    /// An empty slot.
    public init() {}

    /// Forgets the output and keeps the memory.
    public mutating func clear() {
        fate = .pending
        records.removeAll()
        articleID = nil
        warnings = []
    }

    /// Bytes the output holds, roughly: what a queue's bound counts.
    public var byteCount: Int {
        guard case .deadLetter(let letter, _) = fate else { return records.bytes.count }
        return (letter.key?.count ?? 0) + (letter.value?.count ?? 0)
    }
}
