/// Reads the variables that begin with `CHISO_` into entries.
///
/// A key's variable is `CHISO_` and its path in upper case, with `_` for the dots. Under `kafka` every `_` stands for
/// a dot, since no librdkafka property has an underscore: `CHISO_KAFKA_SASL_USERNAME` is `kafka.sasl.username`.
/// An empty variable counts as unset.
enum EnvironmentSource {
    /// The variable that names the configuration file; read by the commands, not a setting.
    static let fileVariable = Setting.environmentPrefix + "CONFIG"

    /// The entries, sorted by variable.
    static func entries(of environment: [String: String]) throws(ConfigurationFailure) -> [ConfigurationEntry] {
        var entries: [ConfigurationEntry] = []
        var problems: [String] = []
        let kafka = Setting.environmentPrefix + "KAFKA_"
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(Setting.environmentPrefix) && name != fileVariable && !value.isEmpty {
            if let setting = Setting.byEnvironmentName[name] {
                entries.append(
                    ConfigurationEntry(key: setting.key, value: .text(value), origin: "environment", writtenAs: name))
            } else if name.hasPrefix(kafka), name.utf8.count > kafka.utf8.count, !isServiceLink(name, value) {
                let property = name.dropFirst(kafka.count).lowercased().split(
                    separator: "_", omittingEmptySubsequences: false
                ).joined(separator: ".")
                entries.append(
                    ConfigurationEntry(
                        key: "kafka." + property, value: .text(value), origin: "environment", writtenAs: name))
            } else if !isServiceLink(name, value) {
                let nearest = NearestName.of(name, among: Setting.all.map(\.environmentName) + [fileVariable])
                problems.append("environment: unknown variable `\(name)`; did you mean `\(nearest ?? "")`?")
            }
        }
        guard problems.isEmpty else { throw ConfigurationFailure(problems) }
        return entries
    }

    /// Kubernetes gives every pod variables for the services of its name space. For one named `chiso`, or
    /// `chiso-metrics`, they begin with `CHISO_` and are nobody's configuration.
    private static func isServiceLink(_ name: String, _ value: String) -> Bool {
        let isPort = name.hasSuffix("_PORT") || name.contains("_PORT_")
        return name.hasSuffix("_SERVICE_HOST") || name.hasSuffix("_SERVICE_PORT") || name.contains("_SERVICE_PORT_")
            || isPort && (value.hasPrefix("tcp://") || value.hasPrefix("udp://") || value.hasPrefix("sctp://"))
            || isPort && ["_PROTO", "_PORT", "_ADDR"].contains { name.hasSuffix($0) }
                && ["_TCP_", "_UDP_", "_SCTP_"].contains { name.contains($0) }
    }
}
