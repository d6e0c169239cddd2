import CRdKafka

/// What consumers and producers have in common.
public struct ClientConfiguration: Sendable {
    /// `host:port`, several separated by commas.
    public var bootstrapServers: String
    /// The name that brokers log for this client.
    public var clientID = "chiso"
    /// How often a statistics event is emitted; zero for never.
    public var statisticsInterval: Duration = .zero
    /// Any other librdkafka property. It wins over the typed ones; those of `RefusedProperty.all` are refused.
    public var properties: [String: String] = [:]

    /// Brokers to start from, all else as the defaults are.
    public init(bootstrapServers: String) { self.bootstrapServers = bootstrapServers }

    /// Whether a property's value must never be shown: those librdkafka is known to have, and what a later version calls
    /// by a like name.
    public static func isSecret(property name: String) -> Bool {
        // The name of a file with a secret is none.
        if name.hasSuffix(".file") || name.hasSuffix("_file") { return false }
        return secrets.contains(name) || name.hasSuffix(".key.pem")
            || name.split(separator: ".").contains { $0 == "password" || $0 == "secret" || $0 == "passphrase" }
    }

    private static let secrets: Set<String> = [
        "sasl.password", "sasl.oauthbearer.config", "sasl.oauthbearer.client.secret", "ssl.key.password",
        "ssl.key.pem", "ssl.keystore.password",
    ]

    func base() -> [String: String] {
        [
            "bootstrap.servers": bootstrapServers,
            "client.id": clientID,
            "statistics.interval.ms": String(statisticsInterval.milliseconds),
        ]
    }
}

extension ClientConfiguration: CustomStringConvertible {
    /// Without any secret.
    public var description: String {
        let shown = properties.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(Self.isSecret(property: name) ? "***" : value)"
        }
        return "\(clientID)@\(bootstrapServers)\(shown.isEmpty ? "" : " \(shown.joined(separator: " "))")"
    }
}

/// librdkafka's own form of a configuration, until a client takes it over.
struct NativeConfiguration: ~Copyable {
    private let raw: OpaquePointer
    private let needsTokens: Bool

    init(_ properties: [String: String]) throws(KafkaError) {
        raw = rd_kafka_conf_new()
        needsTokens = ["sasl.mechanism", "sasl.mechanisms"].contains { properties[$0]?.uppercased() == "OAUTHBEARER" }
        var properties = properties
        let tokens = try OAuthTokens.take(from: &properties)
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            try set(name, value)
        }
        guard let tokens else { return }
        try set("sasl.oauthbearer.config", tokens)
        rd_kafka_conf_set_oauthbearer_token_refresh_cb(raw, OAuthTokens.callback)
    }

    deinit { rd_kafka_conf_destroy(raw) }

    func set(_ name: String, _ value: String) throws(KafkaError) {
        var text = [CChar](repeating: 0, count: 512)
        guard rd_kafka_conf_set(raw, name, value, &text, text.count) != RD_KAFKA_CONF_OK else { return }
        // The library quotes the value in its message, which is not for the log when it is a secret.
        let secret = ClientConfiguration.isSecret(property: name)
        let reason = secret ? "its value is refused" : String(nulTerminated: text)
        throw KafkaError(.invalidArgument, "property \(name): \(reason)")
    }

    func with(_ body: (OpaquePointer) -> Void) { body(raw) }

    /// The client, which owns the configuration from then on.
    consuming func makeClient(_ type: rd_kafka_type_t) throws(KafkaError) -> OpaquePointer {
        if needsTokens { rd_kafka_conf_enable_sasl_queue(raw, 1) }
        var text = [CChar](repeating: 0, count: 512)
        guard let client = rd_kafka_new(type, raw, &text, text.count) else {
            // A client that could not be made leaves the configuration behind.
            _ = consume self
            throw KafkaError(.invalidArgument, String(nulTerminated: text))
        }
        let isBackground = needsTokens
        discard self
        if isBackground { try serveTokensInBackground(client) }
        return client
    }
}

/// Has librdkafka fetch and renew the tokens of OAUTHBEARER on a thread of its own, where it asks somebody for them.
///
/// Without it they would be asked for on the queue that is polled for events: a client that nobody polls yet, as while
/// it asks for metadata at the start, would never log in. There is no such queue where `security.protocol` is without
/// SASL.
private func serveTokensInBackground(_ client: OpaquePointer) throws(KafkaError) {
    guard let queue = rd_kafka_queue_get_sasl(client) else { return }
    rd_kafka_queue_destroy(queue)
    guard let error = rd_kafka_sasl_background_callbacks_enable(client) else { return }
    let failure = KafkaError(consuming: error, "sasl.mechanism OAUTHBEARER")
    rd_kafka_destroy(client)
    throw failure
}

extension String {
    /// The text up to the first zero byte of a buffer that C filled.
    init(nulTerminated buffer: [CChar]) {
        self.init(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
