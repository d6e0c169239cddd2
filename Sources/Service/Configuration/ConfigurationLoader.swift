import Kafka

/// Lays the sources over each other: defaults < YAML file < environment < flags.
public struct ConfigurationLoader: Sendable {
    private var configuration = Configuration()
    private var problems: [String] = []

    /// The largest configuration or secret file that is read, in bytes.
    private static let largestFile = 1 << 20

    /// The configuration the sources add up to.
    /// - Parameters:
    ///   - file: The YAML file named on the command line; without it `CHISO_CONFIG` names one, or there is none.
    ///   - environment: All variables; those that do not begin with `CHISO_` are ignored.
    ///   - flags: Keys with their texts, and how the flag is called (`--set`, `--bootstrap-servers`).
    /// - Throws: Everything that is wrong, one line each.
    public static func load(
        file: String? = nil, environment: [String: String] = [:],
        flags: [(key: String, value: String, flag: String)] = []
    ) throws(ConfigurationFailure) -> Configuration {
        var loader = ConfigurationLoader()
        let named = environment[EnvironmentSource.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        if let path = file ?? named {
            loader.collect { () throws(ConfigurationFailure) in
                try YAMLSource.entries(of: try text(ofFile: path, for: "configuration"), named: path)
            }
        }
        loader.collect { () throws(ConfigurationFailure) in try EnvironmentSource.entries(of: environment) }
        for (key, value, flag) in flags {
            loader.apply(ConfigurationEntry(key: key, value: .text(value), origin: flag))
        }
        guard loader.problems.isEmpty else { throw ConfigurationFailure(loader.problems) }
        return loader.configuration
    }

    private mutating func collect(_ source: () throws(ConfigurationFailure) -> [ConfigurationEntry]) {
        do {
            for entry in try source() { apply(entry) }
        } catch {
            problems += error.problems
        }
    }

    private mutating func apply(_ entry: ConfigurationEntry) {
        if let setting = Setting.byKey[entry.key] {
            switch entry.value {
            case .none: break
            case .text(let text):
                if !setting.assign(text, &configuration) {
                    problem(entry, "`\(entry.name)` must be \(setting.type), not `\(ConfigurationLoader.cut(text))`")
                }
            case .list: problem(entry, "`\(entry.name)` must be \(setting.type), not a list")
            case .emptySection: problem(entry, "`\(entry.name)` must be \(setting.type), not a section")
            }
        } else if entry.key.hasPrefix("kafka."), entry.key.utf8.count > 6 {
            applyKafka(entry, property: String(entry.key.dropFirst(6)))
        } else if Setting.sections.contains(entry.key[...]) {
            if entry.value != .none && entry.value != .emptySection {
                problem(entry, "`\(entry.key)` is a section: put its keys below it, indented")
            }
        } else if let leaf = Setting.all.first(where: { entry.key.hasPrefix($0.key + ".") }) {
            problem(entry, "`\(leaf.key)` must be \(leaf.type), not a section")
        } else {
            let known = Setting.all.map(\.key) + ["kafka.bootstrap.servers"]
            let nearest = NearestName.of(entry.key, among: known) ?? ""
            problem(entry, "unknown key `\(entry.key)`; did you mean `\(nearest)`?")
        }
    }

    private mutating func applyKafka(_ entry: ConfigurationEntry, property: String) {
        if let reason = RefusedProperty.reason(for: property) {
            problem(entry, "`\(entry.name)` cannot be set: \(reason)")
            return
        }
        let text: String
        switch entry.value {
        case .none: return
        case .emptySection:
            problem(entry, "`\(entry.name)` needs a value")
            return
        case .list(let items): text = items.joined(separator: ",")
        case .text(let value): text = value
        }
        let isFile = property.hasSuffix(".file") || property.hasSuffix("_file")
        let secret = isFile ? String(property.dropLast(5)) : ""
        if property == "group.id" {
            configuration.groupID = text
        } else if KafkaProperties.isSecret(secret) {
            do {
                let file = try SecretFile.read(text, for: entry.name)
                set(secret, file.content)
                configuration.warnings += file.warnings.map { "\(entry.origin): \($0)" }
            } catch {
                problems += error.problems.map { "\(entry.origin): \($0)" }
            }
        } else {
            set(property, text)
        }
    }

    private mutating func set(_ property: String, _ value: String) {
        if KafkaProperties.isSecret(property) {
            SecretMask.remember(value)
        } else {
            SecretMask.remember(address: value)
        }
        configuration.kafka[property] = value
    }

    private mutating func problem(_ entry: ConfigurationEntry, _ text: String) {
        problems.append("\(entry.origin): \(text)")
    }

    static func text(ofFile path: String, for purpose: String) throws(ConfigurationFailure) -> String {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path, limit: largestFile)
        } catch {
            throw ConfigurationFailure(["cannot read the file of `\(purpose)`: \(error)"])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationFailure(["cannot read the file of `\(purpose)`: `\(path)` is not UTF-8"])
        }
        return text
    }

    /// A value in a message, short and on one line.
    private static func cut(_ text: String) -> String {
        let line = text.prefix(60).map { $0.isNewline ? " " : $0 }
        return String(line) + (line.count < text.count ? "…" : "")
    }
}
