import CRdKafka

/// What went wrong in librdkafka or at the broker, with what may be done about it.
///
/// The three flags decide the treatment; nothing else should look at codes to tell whether to go on.
public struct KafkaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// librdkafka's code: negative for errors of the client itself, positive for the broker's.
    public let code: Code
    /// One line, in librdkafka's words or ours.
    public let message: String
    /// The same operation may succeed later, unchanged.
    public let isRetriable: Bool
    /// The transaction in hand cannot be committed and must be aborted; the producer itself is sound.
    public let isAbortable: Bool
    /// The client is of no use any more and must be closed: fenced by another instance, or out of sequence.
    public let isFatal: Bool

    /// An error with a text of one's own; retriable as the code says.
    public init(_ code: Code, _ message: String, isAbortable: Bool = false, isFatal: Bool = false) {
        self.code = code
        self.message = message
        self.isRetriable = code.isRetriable && !isFatal
        self.isAbortable = isAbortable
        self.isFatal = isFatal
    }

    /// The error of a bare code, with the library's text and what the caller was doing.
    init(_ raw: rd_kafka_resp_err_t, _ context: String = "") {
        let text = String(cString: rd_kafka_err2str(raw))
        self.init(Code(raw), context.isEmpty ? text : "\(context): \(text)")
    }

    /// Takes over an error object, with the flags that librdkafka set.
    init(consuming raw: OpaquePointer, _ context: String = "") {
        code = Code(rd_kafka_error_code(raw))
        let text = String(cString: rd_kafka_error_string(raw))
        message = context.isEmpty ? text : "\(context): \(text)"
        isFatal = rd_kafka_error_is_fatal(raw) != 0
        isAbortable = rd_kafka_error_txn_requires_abort(raw) != 0
        isRetriable = rd_kafka_error_is_retriable(raw) != 0 || (code.isRetriable && !isFatal && !isAbortable)
        rd_kafka_error_destroy(raw)
    }

    /// Throws unless the code says that all is well.
    static func check(_ raw: rd_kafka_resp_err_t, _ context: @autoclosure () -> String = "") throws(KafkaError) {
        guard raw == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(raw, context()) }
    }

    /// Throws the error object if there is one.
    static func check(_ raw: OpaquePointer?, _ context: @autoclosure () -> String = "") throws(KafkaError) {
        if let raw { throw KafkaError(consuming: raw, context()) }
    }

    /// Name and message: `MSG_SIZE_TOO_LARGE: Broker: Message size too large`.
    public var description: String { "\(code.name): \(message)" }
}

extension KafkaError {
    /// A librdkafka error code. Compare with the static members; any other code is welcome too.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        public let rawValue: Int32

        public init(rawValue: Int32) { self.rawValue = rawValue }

        init(_ raw: rd_kafka_resp_err_t) { rawValue = raw.rawValue }

        var raw: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue: rawValue) }

        /// librdkafka's name for the code, for instance `_QUEUE_FULL` or `TOPIC_AUTHORIZATION_FAILED`.
        public var name: String { String(cString: rd_kafka_err2name(raw)) }

        public var description: String { name }
    }
}
