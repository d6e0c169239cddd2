import CRdKafka

/// What a client has to say beside records and delivery reports.
public enum ClientEvent: Sendable {
    /// A failure that concerns no single record: all brokers down, authentication refused, fenced, …
    case error(KafkaError)
    /// A line of librdkafka's log.
    case log(LogLine)
    /// librdkafka's statistics, a JSON document.
    case statistics(String)
    /// The outcome of an asynchronous commit.
    case committed([TopicPartitionOffset], KafkaError?)

    /// A line of librdkafka's log.
    public struct LogLine: Sendable, Hashable {
        /// The level of syslog: 0 emergency to 7 debug.
        public let level: Int
        /// What part of the library speaks, for instance `FAIL`.
        public let facility: String
        /// The text.
        public let message: String
    }

    /// Reads an event of the main queue. Nil if it is of no interest.
    init?(_ event: OpaquePointer) {
        switch rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_ERROR:
            let text = rd_kafka_event_error_string(event).map { String(cString: $0) } ?? ""
            let fatal = rd_kafka_event_error_is_fatal(event) != 0
            let code = KafkaError.Code(rd_kafka_event_error(event))
            self = .error(KafkaError(code, text, isFatal: fatal))
        case RD_KAFKA_EVENT_LOG:
            var facility: UnsafePointer<CChar>?
            var text: UnsafePointer<CChar>?
            var level: Int32 = 0
            guard rd_kafka_event_log(event, &facility, &text, &level) == 0, let facility, let text else { return nil }
            self = .log(
                LogLine(level: Int(level), facility: String(cString: facility), message: String(cString: text)))
        case RD_KAFKA_EVENT_STATS:
            guard let text = rd_kafka_event_stats(event) else { return nil }
            self = .statistics(String(cString: text))
        case RD_KAFKA_EVENT_OFFSET_COMMIT:
            let code = rd_kafka_event_error(event)
            let list = rd_kafka_event_topic_partition_list(event)
            let offsets = list.map { PartitionList.elements(of: $0) } ?? []
            let error = code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(code, "commit")
            self = .committed(offsets, error)
        default: return nil
        }
    }

    /// The events that both kinds of client ask for.
    static let common = RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_STATS
}
