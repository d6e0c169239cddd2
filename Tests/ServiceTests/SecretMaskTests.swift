import Foundation
import Kafka
import Logging
import TestSupport
import Testing

@testable import Service

/// What is secret stays so, however it was given and whoever prints it.
@Suite struct SecretMaskTests {
    /// A secret that no other test knows, with characters that configuration files, logs and shells treat specially.
    private static func secret(_ random: inout SeededGenerator) -> String {
        let letters = Array("abcXYZ0189=:#\"'\\{}[],&*!|>%@`$ ̣ế😀\t")
        let middle = (0..<Int.random(in: 8...24, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "x"
        }
        return "S" + String(middle) + String(UInt64.random(in: 0 ... .max, using: &random), radix: 36) + "E"
    }

    private static let names = [
        "sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem", "sasl.oauthbearer.config",
        "sasl.oauthbearer.client.secret",
    ]

    /// Given by file, environment or flag: no log line of any logger shows it, whatever quotes it.
    @Test(arguments: 0..<20) func nothingThatIsPrintedShowsASecret(seed: UInt64) throws {
        var random = SeededGenerator(seed: 0x5EC0 + seed)
        for name in Self.names {
            let secret = Self.secret(&random)
            let folder = FileManager.default.temporaryDirectory.appending(path: "chiso-secret-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "secret").path
            try (secret + (Bool.random(using: &random) ? "\n" : "\r\n")).write(
                toFile: file, atomically: true, encoding: .utf8)
            let variable = "CHISO_KAFKA_" + name.uppercased().replacingOccurrences(of: ".", with: "_")
            let configuration =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: try ConfigurationLoader.load(environment: [variable: secret])
                case 1: try ConfigurationLoader.load(environment: [variable + "_FILE": file])
                case 2: try ConfigurationLoader.load(flags: [("kafka." + name, secret, "--set")])
                default: try ConfigurationLoader.load(flags: [("kafka." + name + "_file", file, "--set")])
                }
            #expect(configuration.kafka[name] == secret)
            let lines = [
                SecretMask.masked("sasl: \(secret) was refused"), SecretMask.masked(secret + secret),
                LogLine.text(
                    .debug, "conf \(secret)", ["value": "\(secret)", "kafka": "\(configuration.kafka)"], at: "t"),
            ]
            for line in lines { #expect(!line.contains(secret) && line.contains("***")) }
            // Escaped in the log it would read differently, and be no less known.
            #expect(!lines[2].contains(secret.replacingOccurrences(of: "\"", with: "\\\"")))
        }
    }

    @Test func aKeyIsMaskedLineByLine() {
        let line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ"
        SecretMask.remember("-----BEGIN PRIVATE KEY-----\n\(line)\n-----END PRIVATE KEY-----\n")
        #expect(SecretMask.masked("key \(line)!") == "key ***!")
        #expect(SecretMask.masked("-----BEGIN PRIVATE KEY-----") == "-----BEGIN PRIVATE KEY-----")
    }

    @Test(arguments: [
        ["--set", "kafka.sasl.password=arg-one-8231"], ["kafka.sasl.password=arg-one-8231"],
        ["--set=kafka.sasl.password=arg-one-8231"], ["--set", "kafka.sasl.password", "arg-one-8231"],
        ["--set", "kafka.sasl.password:arg-one-8231"],
    ])
    func argumentsAreKnownBeforeTheyAreRead(arguments: [String]) {
        SecretMask.remember(arguments: arguments)
        #expect(!SecretMask.masked("unexpected argument `arg-one-8231`").contains("arg-one"))
    }

    @Test func addressesKeepTheirPasswords() throws {
        _ = try ConfigurationLoader.load(flags: [
            ("kafka.sasl.oauthbearer.token.endpoint.url", "https://me:addr-pass-77@host/token", "--set")
        ])
        #expect(SecretMask.masked("GET https://me:addr-pass-77@host/token") == "GET https://me:***@host/token")
    }

    @Test func filesOfSecretsAreTakenAsTheyAre() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "chiso-secret-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "s").path
        for (text, secret) in [("abcd", "abcd"), ("abcd\n", "abcd"), ("abcd\r\n", "abcd"), ("ab\ncd\n\n", "ab\ncd\n")] {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try SecretFile.read(path, for: "k").content == secret)
        }
        chmod(path, 0o600)
        #expect(try SecretFile.read(path, for: "k").warnings.isEmpty)
        chmod(path, 0o644)
        #expect(
            try SecretFile.read(path, for: "k").warnings == [
                "the file of `k` can be read by everyone: chmod o-rwx \(path)"
            ])
        for empty in ["", "\n"] {
            try empty.write(toFile: path, atomically: true, encoding: .utf8)
            let failure = #expect(throws: ConfigurationFailure.self) { try SecretFile.read(path, for: "k") }
            #expect(failure?.problems.count == 1 && failure?.description.contains("is empty") == true)
        }
    }
}
