/// What an operator wants to know of librdkafka's statistics; its `STATISTICS.md` says what the figures mean.
public struct ClientStatistics: Sendable, Equatable {
    /// One connection to a broker.
    public struct Broker: Sendable, Equatable {
        /// `host:port/id`, or `host:port/bootstrap`.
        public var name = ""
        /// `UP`, `DOWN`, `INIT` (no connection wanted yet), `CONNECT`, …
        public var state = ""
        /// Times a connection was tried.
        public var connects = 0.0
        /// Times a connection was lost.
        public var disconnects = 0.0
        /// Requests that could not be sent or were not answered in time, and answers that could not be read.
        public var errors = 0.0
        /// The mean time of an answer since the last statistics, in seconds; nil if there was none.
        public var roundTrip: Double?

        /// Without a name or figures.
        public init() {}
    }

    /// Brokers and the group's coordinator, sorted by name.
    public var brokers: [Broker] = []
    /// Requests sent, and their bytes.
    public var requests = 0.0
    public var requestBytes = 0.0
    /// Answers received, and their bytes.
    public var responses = 0.0
    public var responseBytes = 0.0
    /// Records sent, and their bytes with framing.
    public var recordsSent = 0.0
    public var recordBytesSent = 0.0
    /// Records received, those of aborted transactions included, and their bytes with framing.
    public var recordsReceived = 0.0
    public var recordBytesReceived = 0.0
    /// Records that the producer holds, and their bytes.
    public var queuedRecords = 0.0
    public var queuedBytes = 0.0
    /// Records fetched ahead and not yet polled, and their bytes.
    public var fetchedRecords = 0.0
    public var fetchedBytes = 0.0
    /// Rebalances that the group's member saw.
    public var rebalances = 0.0

    /// No figures.
    public init() {}

    /// Reads a statistics event; nil where it is no JSON object.
    public init?(json: String) {
        guard let root = JSONValue(json), case .object = root else { return nil }
        func number(_ name: String) -> Double { root[name]?.number ?? 0 }
        requests = number("tx")
        requestBytes = number("tx_bytes")
        responses = number("rx")
        responseBytes = number("rx_bytes")
        recordsSent = number("txmsgs")
        recordBytesSent = number("txmsg_bytes")
        recordsReceived = number("rxmsgs")
        recordBytesReceived = number("rxmsg_bytes")
        queuedRecords = number("msg_cnt")
        queuedBytes = number("msg_size")
        rebalances = root["cgrp"]?["rebalance_cnt"]?.number ?? 0
        brokers = (root["brokers"]?.members ?? [:]).values.filter { $0["source"]?.text != "internal" }
            .map(Broker.init).sorted { $0.name < $1.name }
        // A group's partitions share one queue, and each of them tells its whole length.
        for topic in (root["topics"]?.members ?? [:]).values {
            for partition in (topic["partitions"]?.members ?? [:]).values {
                fetchedRecords = max(fetchedRecords, partition["fetchq_cnt"]?.number ?? 0)
                fetchedBytes = max(fetchedBytes, partition["fetchq_size"]?.number ?? 0)
            }
        }
    }
}

extension ClientStatistics.Broker {
    init(_ value: JSONValue) {
        name = value["name"]?.text ?? ""
        state = value["state"]?.text ?? ""
        connects = value["connects"]?.number ?? 0
        disconnects = value["disconnects"]?.number ?? 0
        errors = ["txerrs", "rxerrs", "req_timeouts"].reduce(0) { $0 + (value[$1]?.number ?? 0) }
        if let times = value["rtt"], let count = times["cnt"]?.number, count > 0 {
            roundTrip = (times["avg"]?.number ?? 0) / 1e6
        }
    }
}
