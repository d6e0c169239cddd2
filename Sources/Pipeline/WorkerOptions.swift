public import Kafka

/// How a worker works.
public struct WorkerOptions: Sendable {
    /// The names of the topics.
    public struct Topics: Sendable, Equatable {
        /// Raw articles are read from here.
        public var raw = "articles.raw"
        /// Indicator events go here.
        public var events = "indicators.events"
        /// Article manifests go here.
        public var manifests = "indicators.articles"
        /// What cannot be processed or published goes here.
        public var deadLetters = "articles.dead-letter"

        /// The standard names.
        public init() {}
    }

    /// How often and how long a record that failed for a passing reason is sent again.
    public struct Retry: Sendable, Equatable {
        /// Sendings of one segment, the first included.
        public var attempts = 10
        /// The pause after the first failure; it doubles with each, and up to half of it is left off at random.
        public var pause = Duration.milliseconds(200)
        /// The longest pause.
        public var longestPause = Duration.seconds(10)
        /// From the first sending on; after that the worker ends as `unavailable`, and nothing is lost.
        public var deadline = Duration.seconds(600)

        /// The defaults.
        public init() {}

        /// The pause after so many failures (from 1).
        /// - Parameter random: from 0 to 1.
        func pause(after failures: Int, random: Double) -> Duration {
            let whole = min(longestPause, pause * (1 << min(max(failures - 1, 0), 20)))
            return whole * (1 - random / 2)
        }
    }

    /// What the worker promises when it is stopped halfway.
    public enum Delivery: Sendable, Equatable {
        /// Nothing is lost; after a crash some output comes twice, with the same ids.
        case atLeastOnce
        /// Readers of committed records see each output once. The id is the producer's, unique and stable; brokers that
        /// cannot do it (the embedded one) get `atLeastOnce`.
        case exactlyOnce(transactionalID: String)
    }

    /// When to stop by itself.
    public enum End: Sendable, Equatable {
        /// Never.
        case never
        /// When the partitions it owns are read up to where they ended at the start.
        case whenCaughtUp
        /// After so many records.
        case afterRecords(Int)
    }

    /// How raw articles are read. The worker sets what `end` needs.
    public var consumer: ConsumerConfiguration
    /// How output is written; compressed with zstd unless changed.
    public var producer: ProducerConfiguration
    /// The names of the topics.
    public var topics = Topics()
    /// Threads that process articles; at least one.
    public var lanes: Int
    /// The records of one batch, the unit of publishing and committing.
    public var batchRecords = 512
    /// Ends a batch once passed; it may exceed this by 31 records.
    public var batchBytes = 8 << 20
    /// Batches between polling and delivery.
    public var queuedBatches = 4
    /// Bytes of raw records in them; one batch always fits.
    public var queuedBytes = 24 << 20
    /// Bytes of encoded output not yet delivered; past it, lanes wait for the publisher, which sends parts of batches.
    public var outputBytes = 16 << 20
    /// How long the stages may be full before the consumer pauses, which costs it what it has fetched ahead.
    public var patience = Duration.seconds(5)
    /// How long work on revoked partitions may take before they go unfinished.
    public var revocationGrace = Duration.seconds(20)
    /// How long a stop may take before work in hand is given up.
    public var grace = Duration.seconds(25)
    /// How long the brokers may take to tell of the topics at the start.
    public var startTimeout = Duration.seconds(30)
    /// How long there may be work and nothing completed before the worker calls itself stalled.
    public var stallAfter = Duration.seconds(300)
    /// How often librdkafka gives its statistics, by which the worker knows of its connections.
    public var statisticsInterval = Duration.seconds(2)
    /// How often the output topics' partitions are counted anew.
    public var metadataInterval = Duration.seconds(300)
    /// What the worker promises.
    public var delivery = Delivery.atLeastOnce
    /// Whether transactions are tried on the embedded broker too, which answers their requests and no more: for tests.
    var transactsWithEmbedded = false
    /// What happens to records that could not be sent.
    public var retry = Retry()
    /// When to stop by itself.
    public var end = End.never
    /// Marks what lanes have in hand, so that a record that ends the process is found out; nil for no marks.
    public var crashWatch: CrashWatch?

    /// The defaults.
    /// - Parameters:
    ///   - client: brokers and passed-through properties, for consumer and producer alike.
    ///   - groupID: the consumer group.
    ///   - lanes: threads that process articles.
    public init(client: ClientConfiguration, groupID: String, lanes: Int) {
        consumer = ConsumerConfiguration(client: client, groupID: groupID)
        producer = ProducerConfiguration(client: client)
        producer.compression = .zstd
        // librdkafka's own queues, which stand beside `queuedBytes` and `outputBytes`: all together must stay far under
        // 200 MB, whatever the lag. So much is some seconds' work of lanes, longer than a fetcher's pause.
        consumer.queuedKibibytes = 32 << 10
        consumer.fetchBytes = 8 << 20
        producer.queuedKibibytes = 32 << 10
        self.lanes = lanes
    }
}

extension WorkerOptions {
    /// The largest record the producer takes, in bytes, a passed-through property included: give it to the processor's
    /// settings too.
    public var recordBytes: Int {
        producer.client.properties["message.max.bytes"].flatMap { Int($0) } ?? producer.maximumMessageBytes
    }
}
