import Foundation
import Testing

/// A real cluster that asks for a login, where the environment names one.
enum SecureCluster {
    static let servers = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"]
    static let properties: [(name: String, value: String)] =
        (ProcessInfo.processInfo.environment["KAFKA_PROPERTIES"] ?? "").split(separator: ";").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    static let secrets = ["sasl.password", "ssl.key.password"]
    static let isThere = servers != nil && !properties.isEmpty
}

/// Logging in to a real cluster, which the embedded broker cannot ask for: `KAFKA_BOOTSTRAP_SERVERS` names it, and
/// `KAFKA_PROPERTIES` holds librdkafka's properties for it, as in `security.protocol=sasl_ssl;sasl.mechanism=PLAIN;…`.
@Suite(.enabled(if: SecureCluster.isThere)) struct SecureClusterTests {
    private func check(_ properties: [(name: String, value: String)]) async throws -> BuiltBinary.Finished {
        let flags = properties.flatMap { ["--set", "kafka.\($0.name)=\($0.value)"] }
        return try await BuiltBinary.run(
            [
                "check", "-b", SecureCluster.servers ?? "", "--timeout", "8", "--set", "log.level=trace", "--set",
                "kafka.debug=all",
            ]
                + flags)
    }

    private func isLoggedIn(_ run: BuiltBinary.Finished) -> Bool { run.lines.contains { $0.hasPrefix("brokers ") } }

    private func expectNoSecret(_ run: BuiltBinary.Finished) {
        for property in SecureCluster.properties where SecureCluster.secrets.contains(property.name) {
            #expect(!run.errors.contains(property.value))
            #expect(!String(decoding: run.output, as: UTF8.self).contains(property.value))
        }
    }

    @Test func theRightPropertiesLogIn() async throws {
        let run = try await check(SecureCluster.properties)
        #expect(isLoggedIn(run), "\(run.errors)")
        expectNoSecret(run)
    }

    @Test func secretsFromFilesLogIn() async throws {
        let folder = try TemporaryFolder()
        let properties = try SecureCluster.properties.map { property in
            guard SecureCluster.secrets.contains(property.name) else { return property }
            return (property.name + "_file", try folder.write(property.name, property.value + "\n"))
        }
        #expect(isLoggedIn(try await check(properties)))
    }

    /// One wrong or missing property at a time: 69 or 78, and a line that does not show what is secret.
    @Test(arguments: SecureCluster.properties.map(\.name))
    func nothingElseLogsIn(name: String) async throws {
        let others = SecureCluster.properties.filter { $0.name != name }
        for properties in [others, others + [(name, "wrong-\(UUID().uuidString)")]] {
            let run = try await check(properties)
            #expect(!isLoggedIn(run) && [69, 78].contains(run.status))
            expectNoSecret(run)
        }
    }
}
