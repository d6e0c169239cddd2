/// What the commands are told: where Kafka is, what the topics are called, how far an article may go.
///
/// Its standing values are the defaults; `ConfigurationLoader` lays a YAML file, the environment and flags over them.
/// Every key is declared once, in `Setting.all`.
public struct Configuration: Sendable, Equatable {
    /// librdkafka's properties, `bootstrap.servers` among them.
    public var kafka = KafkaProperties(["bootstrap.servers": "localhost:9092"])
    public var topics = Topics()
    /// The consumer group of the workers.
    public var groupID = "chiso"
    /// Threads that process articles; 0 stands for one a core.
    public var lanes = 0
    /// What a worker is called: unique and stable, since with the group it names the worker's transactions. Empty stands
    /// for the host's name.
    public var workerName = ""
    public var delivery = Delivery.exactlyOnce
    /// Whether a worker keeps its partitions over a restart within the session timeout, by its name.
    public var staticMembership = false
    /// How long a stop may take before work in hand is given up.
    public var shutdownGrace = Duration.seconds(25)
    public var http = HTTP()
    public var health = Health()
    public var batch = Batch()
    public var limits = Limits()
    public var mapping = Mapping()
    /// A folder of this worker alone, where it marks what it has in hand; empty for none.
    public var stateDirectory = ""
    public var log = Log()
    /// What is odd about the sources but no reason to refuse them, one line each.
    public var warnings: [String] = []

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// The names of the topics.
    public struct Topics: Sendable, Equatable {
        /// Raw articles come in here.
        public var raw = "articles.raw"
        /// Indicator events go out here.
        public var events = "indicators.events"
        /// Article manifests go out here; compacted.
        public var articles = "indicators.articles"
        /// What cannot be processed goes here.
        public var deadLetter = "articles.dead-letter"

        /// The defaults.
        public init() {}

        /// All four, in the order a record passes them.
        public var all: [String] { [raw, events, articles, deadLetter] }
    }

    /// What a worker promises.
    public enum Delivery: String, Sendable, CaseIterable {
        /// A reader of committed records sees each article's events once, whatever fails.
        case exactlyOnce = "exactly-once"
        /// Nothing is lost; after a crash some events come twice, with the same ids.
        case atLeastOnce = "at-least-once"
    }

    /// How much is polled, processed, published and committed together: whichever bound is met first.
    public struct Batch: Sendable, Equatable {
        public var records = 512
        public var bytes = 8 << 20

        /// The defaults.
        public init() {}
    }

    /// How far one article may go before it is a dead letter.
    public struct Limits: Sendable, Equatable {
        /// The bytes of a raw record's value.
        public var articleBytes = 10 << 20
        /// Levels of JSON arrays and objects in one record.
        public var jsonDepth = 64
        /// Levels of HTML elements in one field.
        public var htmlDepth = 512
        /// Attributes of one HTML tag.
        public var htmlAttributes = 1_000
        /// Paragraphs, items and table cells in one field.
        public var blocks = 200_000
        /// Observations in one article.
        public var observations = 20_000
        /// Elementary steps of extraction over one article.
        public var steps = 8_000_000

        /// The defaults.
        public init() {}
    }

    /// Where a raw article's fields stand in its JSON object, as JSON Pointers (RFC 6901).
    public struct Mapping: Sendable, Equatable {
        public var id = "/id"
        public var body = "/body"
        public var title = "/title"
        public var url = "/url"
        public var source = "/source"
        public var author = "/author"
        public var publishedAt = "/published_at"
        public var crawledAt = "/crawled_at"
        public var contentType = "/content_type"
        public var language = "/language"

        /// The defaults.
        public init() {}
    }

    /// What is logged.
    public struct Log: Sendable, Equatable {
        public var level = LogLevel.info

        /// The defaults.
        public init() {}
    }

    /// The pages for probes and scrapers.
    public struct HTTP: Sendable, Equatable {
        /// Where they are served; nil for nowhere.
        public var listen: ListenAddress? = ListenAddress(host: "127.0.0.1", port: 8080)

        /// The defaults.
        public init() {}
    }

    /// When a worker counts as broken.
    public struct Health: Sendable, Equatable {
        /// How long there may be work and nothing completed.
        public var stallAfter = Duration.seconds(300)

        /// The defaults.
        public init() {}
    }

    /// How much is logged; each level includes those after it.
    public enum LogLevel: String, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }
}
