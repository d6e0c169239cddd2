import Kafka

/// librdkafka's properties as they were configured.
///
/// Passwords and keys are among them, so it prints names only and never shows a secret in a dump.
public struct KafkaProperties: Sendable, Equatable {
    /// The values by property name, secrets included: for librdkafka alone, never for a log.
    public private(set) var revealed: [String: String]

    /// Properties by name.
    public init(_ properties: [String: String] = [:]) { revealed = properties }

    /// A property's value; secrets included.
    public subscript(name: String) -> String? {
        get { revealed[name] }
        set { revealed[name] = newValue }
    }

    /// Name and value of each, sorted by name, with secrets as `***`.
    public var shown: [(name: String, value: String)] {
        revealed.sorted { $0.key < $1.key }
            .map { ($0.key, KafkaProperties.isSecret($0.key) ? "***" : $0.value) }
    }

    /// Whether a property's value must never be printed: those librdkafka is known to have, and what a later version
    /// calls by a like name.
    public static func isSecret(_ name: String) -> Bool {
        ClientConfiguration.isSecret(property: name)
    }
}

extension KafkaProperties: CustomStringConvertible, CustomReflectable {
    /// `name=value` pairs, secrets as `***`.
    public var description: String { shown.map { "\($0.name)=\($0.value)" }.joined(separator: " ") }

    /// A dump shows no more than the description.
    public var customMirror: Mirror {
        Mirror(self, children: shown.map { (label: $0.name, value: $0.value as Any) }, displayStyle: .struct)
    }
}
