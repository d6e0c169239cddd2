/// Why a raw message could not become an article: what a dead letter tells its reader.
public struct ArticleError: Error, Sendable, Equatable {
    /// Which step refused the message; the dead letter's `dlq-stage`.
    public enum Stage: String, Sendable {
        /// From bytes to fields.
        case decode
        /// From fields to readable text.
        case read
    }

    /// A stable reason, the dead letter's `dlq-error`. A struct, so that reasons can be added without breaking callers.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The reason as written in headers and metrics, in snake case.
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        /// The value has no bytes; a deletion has no value at all.
        public static let emptyValue = Code(rawValue: "empty_value")
        /// The value, or a key that has to serve as an id, is not UTF-8.
        public static let invalidUTF8 = Code(rawValue: "invalid_utf8")
        /// The JSON breaks a rule of RFC 8259.
        public static let invalidJSON = Code(rawValue: "invalid_json")
        /// The JSON stops before its end.
        public static let truncatedJSON = Code(rawValue: "truncated_json")
        /// The JSON is no object.
        public static let notAnObject = Code(rawValue: "not_an_object")
        /// No id, or an empty one.
        public static let missingID = Code(rawValue: "missing_id")
        /// No body.
        public static let missingBody = Code(rawValue: "missing_body")
        /// A field that must be a string is something else.
        public static let wrongType = Code(rawValue: "wrong_type")
        /// A content type that cannot be read.
        public static let unknownContentType = Code(rawValue: "unknown_content_type")
        /// `limits.article_bytes` exceeded.
        public static let limitBytes = Code(rawValue: "limit_bytes")
        /// `limits.json_depth` or `limits.html_depth` exceeded.
        public static let limitDepth = Code(rawValue: "limit_depth")
        /// `limits.html_attributes` exceeded.
        public static let limitAttributes = Code(rawValue: "limit_attributes")
        /// More different names of tags, attributes and entities than a page may have; no key of the configuration.
        public static let limitNames = Code(rawValue: "limit_names")
        /// `limits.blocks` exceeded.
        public static let limitBlocks = Code(rawValue: "limit_blocks")
        /// The HTML parser could not work, for want of memory.
        public static let parserFailed = Code(rawValue: "parser_failed")
    }

    public let stage: Stage
    public let code: Code
    /// One line, with the byte position where there is one and the fix where there is one.
    public let message: String
    /// The byte of the value at which it went wrong, from 0.
    public let position: Int?

    /// An error; the position, where given, is added to the message.
    public init(_ code: Code, stage: Stage = .decode, _ message: String, at position: Int? = nil) {
        self.stage = stage
        self.code = code
        self.message = position.map { "\(message) (byte \($0))" } ?? message
        self.position = position
    }
}

extension ArticleError: CustomStringConvertible {
    /// `decode: invalid_json: …`.
    public var description: String { "\(stage.rawValue): \(code.rawValue): \(message)" }
}
