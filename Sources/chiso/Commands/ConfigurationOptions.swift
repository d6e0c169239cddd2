import ArgumentParser
import Foundation
import Service

/// The options every command has.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The YAML file of the configuration (or CHISO_CONFIG).", valueName: "file"))
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Set one key over file and environment, as in --set limits.article_bytes=5MiB; repeatable.",
            valueName: "key=value"))
    var set: [String] = []

    /// The configuration, with more flags laid over it.
    func load(_ flags: [(key: String, value: String, flag: String)] = []) throws -> Configuration {
        var all = try set.map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                // What follows the key may be a secret.
                let key = pair.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
                throw CommandFailure(.usage, "--set needs key=value, not `\(key)\(key.count < pair.count ? "…" : "")`")
            }
            return (key: parts[0], value: parts[1], flag: "--set")
        }
        all += flags
        let configuration = try ConfigurationLoader.load(
            file: config, environment: ProcessInfo.processInfo.environment, flags: all)
        for warning in configuration.warnings { StandardError.line("chiso: warning: \(warning)") }
        return configuration
    }
}

/// The options of the commands that speak to Kafka.
struct KafkaOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The brokers to start from (kafka.bootstrap.servers).", valueName: "host:port,…"))
    var bootstrapServers: String?

    /// The configuration, with more flags laid over it.
    func load(_ flags: [(key: String, value: String, flag: String)] = []) throws -> Configuration {
        let servers = bootstrapServers.map { ("kafka.bootstrap.servers", $0, "--bootstrap-servers") }
        return try configuration.load(flags + (servers.map { [$0] } ?? []))
    }
}

extension Terminal {
    /// Standard output, and whether a person reads it.
    static var output: Terminal { Terminal(descriptor: 1, environment: ProcessInfo.processInfo.environment) }
    /// Standard error, where progress is shown.
    static var error: Terminal { Terminal(descriptor: 2, environment: ProcessInfo.processInfo.environment) }
}
