/// One indicator event: an observation with its identity, its place and its article.
public struct IndicatorEvent: Sendable {
    /// The version of the payload's shape; its second number grows with every field added.
    public static let schemaVersion: StaticString = "1.0"

    public let id: Identifier
    /// The identity of the time series, UTF-8.
    public let seriesID: [UInt8]
    public let draft: EventDraft
    public let article: ArticleContext
}

/// Which events of an article count: the one record a reader needs beside the events.
public struct ArticleManifest: Sendable {
    public let article: ArticleContext
    /// In the order of the events.
    public let eventIDs: [Identifier]
    public let counts: Counts

    /// Whether the article was withdrawn.
    public var isDeleted: Bool { article.article == nil }

    /// What the article's events are.
    public struct Counts: Sendable, Equatable {
        public var events = 0
        public var levels = 0
        public var changes = 0
        public var multiples = 0
        /// Events with an indicator code.
        public var coded = 0
        /// Events with at least one flag.
        public var flagged = 0

        mutating func add(_ draft: EventDraft) {
            events += 1
            switch draft.observation.measure {
            case .level: levels += 1
            case .change: changes += 1
            case .multiple: multiples += 1
            }
            if draft.enrichment.indicatorCode != nil { coded += 1 }
            if !draft.observation.flags.isEmpty { flagged += 1 }
        }
    }
}
