import Article

/// What a dead letter's headers say, as far as they can be read: a topic may hold anything.
public struct DeadLetterDetails: Sendable, Equatable {
    /// Where it failed: `decode`, `publish` …; nil where the header is missing, as for all that follow.
    public var stage: String?
    /// The reason's short stable code.
    public var error: String?
    /// One line for a person.
    public var message: String?
    /// The article's id, where it was known.
    public var id: String?
    /// The topic the record was read from.
    public var topic: String?
    /// The partition it was read from.
    public var partition: Int32?
    /// Its offset there.
    public var offset: Int64?
    /// When it failed, in milliseconds since 1970.
    public var time: Int64?
    /// Which attempt failed, from 1; also 1 where nothing can be read.
    public var attempt = 1
    /// Whether some of the record was cut off.
    public var isTruncated = false

    /// Reads headers; of several with one name the last counts.
    public init(_ headers: [DeadLetter.Header]) {
        for header in headers {
            guard let value = header.value else { continue }
            switch header.name {
            case "dlq-stage": stage = Self.text(value)
            case "dlq-error": error = Self.text(value)
            case "dlq-message": message = Self.text(value)
            case "dlq-topic": topic = Self.text(value)
            case "dlq-partition": partition = Int32(Self.text(value))
            case "dlq-offset": offset = Int64(Self.text(value))
            case "dlq-time": time = Moment.milliseconds(Self.text(value))
            case "dlq-truncated": isTruncated = Self.text(value) == "true"
            case "id": id = Self.text(value)
            default: break
            }
        }
        attempt = max(1, DeadLetter.attempt(after: headers) - 1)
    }

    /// Whether it is a dead letter of a worker: it says why it failed and where it came from.
    public var isComplete: Bool { error != nil && topic != nil && partition != nil && offset != nil }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
