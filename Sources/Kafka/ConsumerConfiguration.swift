/// How a consumer reads.
///
/// Fixed, because guarantees rest on it: no automatic commit, no automatic offset store, cooperative-sticky assignment,
/// committed records only.
public struct ConsumerConfiguration: Sendable {
    /// Where to begin when the group has no committed offset, or that offset is gone.
    public enum OffsetReset: String, Sendable {
        /// With the oldest record.
        case earliest
        /// With records to come.
        case latest
        /// Not at all: an error event instead.
        case error
    }

    /// Brokers, client id and passed-through properties.
    public var client: ClientConfiguration
    /// The consumer group.
    public var groupID: String
    /// Makes the member static: it keeps its partitions over a restart within the session timeout.
    public var groupInstanceID: String?
    /// A member not heard of for so long loses its partitions. The broker sets limits, usually 6 s to 30 min.
    public var sessionTimeout: Duration = .seconds(45)
    /// A member that does not poll for so long leaves the group.
    public var maximumPollInterval: Duration = .seconds(300)
    /// Where to begin without a committed offset.
    public var offsetReset: OffsetReset = .earliest
    /// Whether the end of a partition is reported as an event, each time it is reached.
    public var reportsEndOfPartition = false
    /// KiB of records fetched ahead, over all partitions: the bound of the consumer's memory.
    ///
    /// librdkafka 2.0.2 stops fetching for about a second each time this queue fills: 16 MB/s were measured with 8 MiB
    /// and 200 MB/s from 128 MiB. Where memory is short, `Consumer.queryWatermarks` some twenty times a second on a
    /// thread of its own wakes the fetcher early.
    public var queuedKibibytes = 131_072
    /// Bytes that one broker may answer a fetch with, all partitions together; a larger single record comes all the
    /// same. What is under way is not counted in `queuedKibibytes`, so this is the other bound of the memory.
    public var fetchBytes = 52_428_800
    /// How long a broker holds an empty fetch back. The embedded broker sleeps this long: set it low there.
    public var fetchWait: Duration = .milliseconds(500)

    /// A member of a group, all else as the defaults are.
    public init(client: ClientConfiguration, groupID: String) {
        self.client = client
        self.groupID = groupID
    }

    /// What librdkafka is given. Throws for a refused property.
    func nativeProperties() throws(KafkaError) -> [String: String] {
        try RefusedProperty.check(client.properties)
        guard !groupID.isEmpty else { throw KafkaError(.invalidArgument, "set a group id") }
        var result = client.base()
        result["group.id"] = groupID
        result["group.instance.id"] = groupInstanceID
        result["session.timeout.ms"] = String(sessionTimeout.milliseconds)
        // A group's coordinator needs several heartbeats within a session; the library's default of 3 s is too
        // slow for the shortest sessions.
        result["heartbeat.interval.ms"] = String(min(3_000, sessionTimeout.milliseconds / 4))
        result["max.poll.interval.ms"] = String(max(maximumPollInterval, sessionTimeout).milliseconds)
        result["auto.offset.reset"] = offsetReset.rawValue
        result["enable.partition.eof"] = String(reportsEndOfPartition)
        result["queued.max.messages.kbytes"] = String(queuedKibibytes)
        result["fetch.max.bytes"] = String(fetchBytes)
        result["fetch.wait.max.ms"] = String(fetchWait.milliseconds)
        result.merge(client.properties) { _, passed in passed }
        result["enable.auto.commit"] = "false"
        result["enable.auto.offset.store"] = "false"
        result["isolation.level"] = "read_committed"
        result["partition.assignment.strategy"] = "cooperative-sticky"
        result["log.queue"] = "true"
        return result
    }
}
