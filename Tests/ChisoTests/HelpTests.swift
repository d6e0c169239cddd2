import Foundation
import Testing

/// What anyone meets first: help, versions, and errors of the command line and the configuration.
@Suite struct HelpTests {
    static let commands = ["demo", "extract", "publish", "run", "broker", "check"]

    @Test(arguments: commands)
    func everyCommandHasHelpWithExamples(command: String) async throws {
        for arguments in [[command, "--help"], ["help", command]] {
            let run = try await BuiltBinary.run(arguments)
            #expect(run.status == 0)
            let text = String(decoding: run.output, as: UTF8.self)
            #expect(text.contains("Examples:") && text.contains("chiso \(command)"))
            #expect(text.contains("--config <file>"))
            #expect(run.errors.isEmpty)
        }
    }

    @Test func rootHelpListsTheCommandsAndExitCodes() async throws {
        for arguments in [["--help"], ["help"], []] {
            let run = try await BuiltBinary.run(arguments)
            #expect(run.status == 0)
            let text = String(decoding: run.output, as: UTF8.self)
            for command in Self.commands { #expect(text.contains("  \(command) ")) }
            #expect(text.contains("Exit codes:"))
        }
    }

    @Test func versionNamesEverythingThatDecidesTheOutput() async throws {
        let run = try await BuiltBinary.run(["--version"])
        #expect(run.status == 0)
        #expect(run.lines.map { $0.split(separator: " ").first } == ["chiso", "extractor", "catalogue", "librdkafka"])
        #expect(run.lines.allSatisfy { $0.split(separator: " ").count == 2 })
    }

    private static let mistakes: [([String], Int32, String)] = [
        (["extrakt"], 64, "extrakt"),
        (["extract", "--formt", "html"], 64, "--formt"),
        (["extract", "--format", "pdf", "-"], 64, "'html'; see chiso extract --help"),
        (["publish"], 64, "<file>"),
        (["extract", "--set", "lanes", "-"], 64, "--set needs key=value"),
        (["broker", "--topic", "a:0"], 64, "--topic needs name or name:partitions"),
        (["check", "--timeout", "0"], 64, "--timeout needs"),
        (["extract", "--config", "/nowhere.yaml", "-"], 78, "`/nowhere.yaml`: No such file or directory"),
        (["extract", "--set", "lane=3", "-"], 78, "unknown key `lane`; did you mean `lanes`?"),
        (["extract", "--set", "mapping.body=/id", "-"], 78, "body and id are both read from \"/id\""),
        (["run", "--set", "kafka.acks=1"], 78, "`kafka.acks` cannot be set"),
        (["run", "--set", "kafka.no.such.property=1"], 78, "no.such.property"),
        (["run", "--set", "kafka.session.timeout.ms=soon"], 78, "session.timeout.ms"),
        (["check", "-b", "127.0.0.1:1", "--timeout", "1"], 69, "cannot reach Kafka at 127.0.0.1:1"),
    ]

    /// One line on stderr, nothing on stdout, and the documented status.
    @Test(arguments: mistakes)
    func mistakesCostOneLine(arguments: [String], status: Int32, part: String) async throws {
        let run = try await BuiltBinary.run(arguments)
        #expect(run.status == status)
        #expect(run.errorLines.count == 1)
        #expect(run.errorLines.first?.hasPrefix("chiso: ") == true)
        #expect(run.errors.contains(part))
        if status != 69 { #expect(run.output.isEmpty) }
    }

    @Test func secretsStayOutOfEverything() async throws {
        let folder = try TemporaryFolder()
        let secret = "hunter2-never-shown"
        let file = try folder.write("password", secret + "\n")
        let run = try await BuiltBinary.run(
            ["check", "-b", "127.0.0.1:1", "--timeout", "1", "--set", "log.level=trace"],
            environment: [
                "CHISO_KAFKA_SASL_PASSWORD_FILE": file, "CHISO_KAFKA_SASL_USERNAME": "reader",
                "CHISO_KAFKA_SASL_MECHANISM": "PLAIN", "CHISO_KAFKA_SECURITY_PROTOCOL": "sasl_plaintext",
            ])
        #expect(run.status == 69)
        #expect(!run.errors.contains(secret) && !String(decoding: run.output, as: UTF8.self).contains(secret))
        let wrong = try await BuiltBinary.run(
            ["run", "--set", "kafka.ssl.key.pem=\(secret)", "--set", "kafka.security.protocol=ssl"])
        #expect(wrong.status == 78)
        #expect(!wrong.errors.contains(secret))
    }
}
