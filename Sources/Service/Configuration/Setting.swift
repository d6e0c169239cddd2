/// The one declaration of a configuration key, from which loading, the check for unknown keys, the environment's
/// names and the reference are derived.
public struct Setting: Sendable {
    /// The key's path in the file: `limits.article_bytes`.
    public let key: String
    /// What may be written: `a whole number from 1 to 64`.
    public let type: String
    /// The default as it would be written.
    public let standard: String
    /// One sentence for the reference.
    public let help: String
    /// Sets the value a text stands for; false where it stands for none.
    let assign: @Sendable (String, inout Configuration) -> Bool

    /// The variable that sets it: `CHISO_LIMITS_ARTICLE_BYTES`.
    public var environmentName: String { Setting.environmentPrefix + Setting.environmentSuffix(key) }

    /// What every variable's name begins with.
    public static let environmentPrefix = "CHISO_"

    init<Value>(
        _ key: String, _ path: WritableKeyPath<Configuration, Value> & Sendable, _ type: ValueType<Value>,
        _ help: String
    ) {
        self.key = key
        self.type = type.name
        self.standard = type.write(Configuration()[keyPath: path])
        self.help = help
        self.assign = { text, configuration in
            guard let value = type.read(text) else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    /// Upper case, with `_` for the dots: `limits.article_bytes` → `LIMITS_ARTICLE_BYTES`.
    static func environmentSuffix(_ key: String) -> String {
        String(decoding: key.uppercased().utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }
}

extension Setting {
    /// Every key but the properties under `kafka`, in the order of the reference.
    public static let all: [Setting] = [
        Setting("topics.raw", \.topics.raw, .topic, "The topic raw articles are read from."),
        Setting("topics.events", \.topics.events, .topic, "The topic indicator events go to."),
        Setting("topics.articles", \.topics.articles, .topic, "The compacted topic article manifests go to."),
        Setting("topics.dead_letter", \.topics.deadLetter, .topic, "The topic of what could not be processed."),
        Setting("group_id", \.groupID, .text, "The consumer group the workers share."),
        Setting("lanes", \.lanes, .whole(0...256), "Threads that process articles; 0 stands for one a core."),
        Setting("delivery", \.delivery, .choice, "What the worker promises when it is stopped halfway."),
        Setting(
            "worker_name", \.workerName, .optionalText,
            "The worker's own name, unique in its group and stable over restarts; empty stands for the host's name."),
        Setting(
            "static_membership", \.staticMembership, .flag,
            "Whether the worker keeps its partitions over a restart within the session timeout."),
        Setting(
            "shutdown_grace", \.shutdownGrace, .time(.seconds(1)...(.seconds(3600))),
            "How long a stop may take before work in hand is given up."),
        Setting(
            "state_dir", \.stateDirectory, .folder,
            "A folder of this worker alone: a record that ends the process twice becomes a dead letter."),
        Setting("batch.records", \.batch.records, .whole(1...16_384), "Records polled and committed together."),
        Setting(
            "batch.bytes", \.batch.bytes, .bytes((64 << 10)...(256 << 20)), "Their bytes, if that is reached first."),
        Setting(
            "limits.article_bytes", \.limits.articleBytes, .bytes(1...(256 << 20)),
            "The largest raw article; a larger one is a dead letter."),
        Setting("limits.json_depth", \.limits.jsonDepth, .whole(2...512), "Levels of JSON in one record."),
        Setting("limits.html_depth", \.limits.htmlDepth, .whole(8...4_096), "Levels of HTML elements in one field."),
        Setting(
            "limits.html_attributes", \.limits.htmlAttributes, .whole(8...1_000), "Attributes of one HTML tag."),
        Setting(
            "limits.blocks", \.limits.blocks, .whole(1...10_000_000), "Paragraphs, items and cells in one field."),
        Setting("limits.observations", \.limits.observations, .whole(1...1_000_000), "Observations in one article."),
        Setting(
            "limits.steps", \.limits.steps, .whole(1_000...1_000_000_000_000),
            "Elementary steps of extraction over one article."),
        Setting("mapping.id", \.mapping.id, .pointer, "Where a raw article keeps its id."),
        Setting("mapping.body", \.mapping.body, .pointer, "Where it keeps its body."),
        Setting("mapping.title", \.mapping.title, .pointer, "Where it keeps its title."),
        Setting("mapping.url", \.mapping.url, .pointer, "Where it keeps its address."),
        Setting("mapping.source", \.mapping.source, .pointer, "Where it keeps its publisher."),
        Setting("mapping.author", \.mapping.author, .pointer, "Where it keeps its author."),
        Setting("mapping.published_at", \.mapping.publishedAt, .pointer, "Where it keeps its date of publication."),
        Setting("mapping.crawled_at", \.mapping.crawledAt, .pointer, "Where it keeps the time it was crawled."),
        Setting("mapping.content_type", \.mapping.contentType, .pointer, "Where it says how the body is marked up."),
        Setting("mapping.language", \.mapping.language, .pointer, "Where it keeps its language."),
        Setting("log.level", \.log.level, .choice, "How much is logged."),
        Setting(
            "http.listen", \.http.listen, .listenAddress,
            "Where health and metrics are served; port 0 takes a free one."),
        Setting(
            "health.stall_after", \.health.stallAfter, .time(.seconds(1)...(.seconds(86_400))),
            "How long there may be work and nothing completed before liveness fails."),
    ]

    static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })
    static let byEnvironmentName = Dictionary(uniqueKeysWithValues: all.map { ($0.environmentName, $0) })
    /// The names of the sections: `limits`, `topics`, and `kafka` with its free properties.
    static let sections = Set(all.filter { $0.key.contains(".") }.map { $0.key.prefix { $0 != "." } } + ["kafka"])
}
