import Foundation
import Testing

/// What anyone meets first: help, versions, and errors of the command line and the configuration.
@Suite struct HelpTests {
    static let commands = ["demo", "extract", "publish", "run", "broker", "check", "dead-letters"]

    @Test(arguments: commands)
    func everyCommandHasHelpWithExamples(command: String) async throws {
        for arguments in [[command, "--help"], ["help", command]] {
            let run = try await BuiltBinary.run(arguments)
            #expect(run.status == 0)
            let text = String(decoding: run.output, as: UTF8.self)
            #expect(text.contains("Examples:") && text.contains("chiso \(command)"))
            // What dead-letters has are commands of its own.
            #expect(text.contains("--config <file>") || command == "dead-letters")
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

    /// Every way to give a secret, every command that takes it, right and wrong: what is printed never has it in it.
    @Test(arguments: ["environment", "file", "flag", "yaml", "stray", "colon"])
    func secretsStayOutOfEverything(way: String) async throws {
        let folder = try TemporaryFolder()
        let secret = "hunter2-\(UUID().uuidString)"
        let file = try folder.write("password", secret + "\n")
        let yaml = try folder.write("chiso.yaml", "kafka:\n  sasl.password: \(secret)\n  sasl.username: an\n")
        var environment = [
            "CHISO_KAFKA_SASL_USERNAME": "reader", "CHISO_KAFKA_SASL_MECHANISM": "PLAIN",
            "CHISO_KAFKA_SECURITY_PROTOCOL": "sasl_plaintext", "CHISO_KAFKA_DEBUG": "all",
            "CHISO_LOG_LEVEL": "trace", "CHISO_KAFKA_SOCKET_CONNECTION_SETUP_TIMEOUT_MS": "1000",
        ]
        var given: [String] = []
        switch way {
        case "environment": environment["CHISO_KAFKA_SASL_PASSWORD"] = secret
        case "file": environment["CHISO_KAFKA_SASL_PASSWORD_FILE"] = file
        case "flag": given = ["--set", "kafka.sasl.password=\(secret)"]
        case "yaml": given = ["--config", yaml]
        case "stray": given = ["kafka.sasl.password=\(secret)"]
        default: given = ["--set", "kafka.sasl.password:\(secret)"]
        }
        let commands = [
            ["check", "-b", "127.0.0.1:1", "--timeout", "1"],
            ["dead-letters", "list", "-b", "127.0.0.1:1", "--limit", "x"],
            ["publish", "-b", "127.0.0.1:1", "/nowhere"], ["extract", "/nowhere"], ["broker", "--topic", "a:0"],
            ["run", "-b", "127.0.0.1:1", "--set", "lanes=x"], ["check", "--help"], ["run", "--set", "kafka.no.such=1"],
            ["run", "--set", "kafka.ssl.key.pem=\(secret)", "--set", "kafka.security.protocol=ssl"],
            [
                "check", "--set", "kafka.ssl.keystore.location=/dev/null", "--set",
                "kafka.ssl.keystore.password=\(secret)",
            ],
        ]
        for command in commands {
            let run = try await BuiltBinary.run(command + given, environment: environment)
            #expect(command.contains("--help") || run.status != 0, "\(command)")
            #expect(!run.errors.contains(secret), "\(command)")
            #expect(!String(decoding: run.output, as: UTF8.self).contains(secret), "\(command)")
        }
        guard !["stray", "colon"].contains(way) else { return }
        // A worker that tries to log in, with all of librdkafka's own log.
        let worker = try RunningBinary(["run", "-b", "127.0.0.1:1"] + given, environment: environment)
        try await worker.awaitError(containing: "FAIL", never: secret)
        worker.signal(SIGKILL)
    }
}
