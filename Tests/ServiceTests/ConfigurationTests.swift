import Foundation
import Kafka
import Testing

@testable import Service

/// A file that is gone when the test is.
private final class TemporaryFile {
    let path: String

    init(_ text: String, name: String = "chiso.yaml") throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent(name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        path = file.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a YAML text loads as, and what is wrong with it; the file's folder is cut from the messages.
private func load(
    _ yaml: String? = nil, _ environment: [String: String] = [:], flags: [(String, String)] = []
) throws -> Result<Configuration, ConfigurationFailure> {
    let file = try yaml.map { try TemporaryFile($0) }
    do throws(ConfigurationFailure) {
        return .success(
            try ConfigurationLoader.load(
                file: file?.path, environment: environment, flags: flags.map { ($0.0, $0.1, "--set") }))
    } catch {
        let folder = file.map { String($0.path.dropLast("chiso.yaml".count)) } ?? "\u{0}"
        return .failure(ConfigurationFailure(error.problems.map { $0.replacingOccurrences(of: folder, with: "") }))
    }
}

private func problems(
    _ yaml: String? = nil, _ environment: [String: String] = [:], flags: [(String, String)] = []
) throws -> [String] {
    switch try load(yaml, environment, flags: flags) {
    case .success: []
    case .failure(let failure): failure.problems
    }
}

@Suite struct ConfigurationTests {
    @Test func defaultsStandWhereNothingIsSaid() throws {
        #expect(try load().get() == Configuration())
        #expect(try load("").get() == Configuration())
        #expect(try load("# nothing\n").get() == Configuration())
        #expect(try load("lanes:\nkafka:\ntopics: {}\ngroup_id: ~\n").get() == Configuration())
    }

    /// Every key, from every source, and each source over the one before it.
    @Test(arguments: Setting.all.indices.filter { !["delivery", "static_membership"].contains(Setting.all[$0].key) })
    func laterSourcesWin(index: Int) throws {
        let setting = Setting.all[index]
        let samples = try #require(Self.samples(of: setting), "no samples for \(setting.type)")
        let yaml = "\(setting.key): \(samples[0])"
        func text(_ configuration: Configuration) -> String { String(describing: configuration) }

        var expected = (0...2).map { _ in Configuration() }
        for i in 0...2 { #expect(setting.assign(samples[i], &expected[i])) }
        #expect(Set(expected.map(text)).count == 3, "the samples must differ")

        let environment = [setting.environmentName: samples[1]]
        #expect(try load(yaml).get() == expected[0])
        #expect(try load(yaml, environment).get() == expected[1])
        #expect(try load(yaml, environment, flags: [(setting.key, samples[2])]).get() == expected[2])
        #expect(try load(nil, environment).get() == expected[1])
        #expect(try load(nested(setting.key, samples[0])).get() == expected[0])
    }

    private func nested(_ key: String, _ value: String) -> String {
        let parts = key.split(separator: ".")
        return parts.count == 2 ? "\(parts[0]):\n  \(parts[1]): \(value)\n" : "\(key): \(value)\n"
    }

    private static func samples(of setting: Setting) -> [String]? {
        switch setting.type {
        case let type where type.hasPrefix("a whole number from 1000 "): return ["2000", "3000", "4000"]
        case let type where type.hasPrefix("a whole number"): return ["11", "12", "13"]
        case let type where type.hasPrefix("a size"): return ["1MiB", "2MiB", "3145728"]
        case let type where type.hasPrefix("a time"): return ["5s", "6500ms", "2m"]
        case let type where type.hasPrefix("an address"): return ["0.0.0.0:80", "off", "[::1]:0"]
        case let type where type.hasPrefix("a topic"): return ["a", "b.c", "d-e_f"]
        case let type where type.hasPrefix("a JSON Pointer"): return ["/a", "/data/content", "/a~1b/~0/0"]
        case let type where type.hasPrefix("`trace`"): return ["debug", "warning", "error"]
        case "a folder": return ["/var/lib/chiso", "state", "./a b"]
        case "a text", "a text, which may be empty": return ["one", "two", "three"]
        default: return nil
        }
    }

    @Test(arguments: [
        ("lanes: four", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not `four`"),
        ("lanes: 257", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not `257`"),
        ("lanes: -1", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not `-1`"),
        ("lanes: 1.5", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not `1.5`"),
        ("\n\nlanes: [1]", "chiso.yaml:3: `lanes` must be a whole number from 0 to 256, not a list"),
        ("lanes: {}", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not a section"),
        ("lanes: {a: 1}", "chiso.yaml:1: `lanes` must be a whole number from 0 to 256, not a section"),
        ("topics: articles", "chiso.yaml:1: `topics` is a section: put its keys below it, indented"),
        (
            "topics:\n  raw: a b",
            "chiso.yaml:2: `topics.raw` must be a topic name (1 to 249 letters, digits, `.`, `_` or `-`), not `a b`"
        ),
        (
            "mapping:\n  body: data.content",
            "chiso.yaml:2: `mapping.body` must be a JSON Pointer such as `/data/content`, not `data.content`"
        ),
        (
            "mapping.body: /a~2",
            "chiso.yaml:1: `mapping.body` must be a JSON Pointer such as `/data/content`, not `/a~2`"
        ),
        (
            "limits:\n  article_bytes: 10MB",
            "chiso.yaml:2: `limits.article_bytes` must be a size such as `10MiB`, from 1 to 256MiB, not `10MB`"
        ),
        (
            "limits.article_bytes: 9223372036854775807GiB",
            "chiso.yaml:1: `limits.article_bytes` must be a size such as `10MiB`, from 1 to 256MiB, "
                + "not `9223372036854775807GiB`"
        ),
        (
            "shutdown_grace: 25",
            "chiso.yaml:1: `shutdown_grace` must be a time such as `25s` or `500ms`, from 1s to 1h, not `25`"
        ),
        (
            "delivery: exactly-twice",
            "chiso.yaml:1: `delivery` must be `exactly-once` or `at-least-once`, not `exactly-twice`"
        ),
        ("- a\n- b", "chiso.yaml:1: expected keys, as in `group_id: chiso`"),
        ("lanes: 1\nlanes: 2", "chiso.yaml:1: `lanes` is given twice; keep one"),
        ("a: b: c", "chiso.yaml:1: not valid YAML: mapping values are not allowed in this context"),
    ])
    func wrongValuesNameKeyFileAndLine(yaml: String, expected: String) throws {
        #expect(try problems(yaml) == [expected])
    }

    @Test(arguments: [
        ("lane: 4", "lane", "lanes"),
        ("group.id: x", "group.id", "group_id"),
        ("topic:\n  raw: x", "topic.raw", "topics.raw"),
        ("topics:\n  dead-letters: x", "topics.dead-letters", "topics.dead_letter"),
        ("article_bytes: 5", "article_bytes", "limits.article_bytes"),
        ("limits:\n  articlebytes: 5", "limits.articlebytes", "limits.article_bytes"),
        ("bootstrap.servers: x", "bootstrap.servers", "kafka.bootstrap.servers"),
        ("log:\n  lvl: x", "log.lvl", "log.level"),
    ])
    func unknownKeysNameTheNearest(yaml: String, key: String, nearest: String) throws {
        let line = yaml.contains("\n") ? 2 : 1
        #expect(try problems(yaml) == ["chiso.yaml:\(line): unknown key `\(key)`; did you mean `\(nearest)`?"])
    }

    @Test func allProblemsAreToldAtOnce() throws {
        let found = try problems("lanes: x\nlane: 1\nkafka:\n  acks: 1\n", ["CHISO_LANES": "y"], flags: [("z", "1")])
        #expect(found.count == 5)
    }

    @Test(arguments: RefusedProperty.all)
    func propertiesTheGuaranteesRestOnAreRefused(property: RefusedProperty) throws {
        let (name, reason) = (property.name, property.reason)
        #expect(try problems("kafka:\n  \(name): all") == ["chiso.yaml:2: `kafka.\(name)` cannot be set: \(reason)"])
        let nested = name.split(separator: ".").joined(separator: ": {") + ": x"
        let braces = String(repeating: "}", count: name.split(separator: ".").count - 1)
        #expect(try problems("kafka: {\(nested)\(braces)}").count == 1)
        let variable = "CHISO_KAFKA_" + name.uppercased().replacingOccurrences(of: ".", with: "_")
        #expect(try problems(nil, [variable: "x"]) == ["environment: `\(variable)` cannot be set: \(reason)"])
        #expect(try problems(flags: [("kafka." + name, "x")]) == ["--set: `kafka.\(name)` cannot be set: \(reason)"])
    }

    @Test func otherPropertiesPassThrough() throws {
        let yaml = """
            kafka:
              bootstrap.servers: [a:9092, b:9092]
              fetch:
                wait.max.ms: 50
              client.id: "chiso"
              linger.ms: ~
              group.id: readers
            """
        let configuration = try load(yaml, ["CHISO_KAFKA_SECURITY_PROTOCOL": "ssl"]).get()
        #expect(
            configuration.kafka.revealed == [
                "bootstrap.servers": "a:9092,b:9092", "fetch.wait.max.ms": "50", "client.id": "chiso",
                "security.protocol": "ssl",
            ])
        #expect(configuration.groupID == "readers")
    }

    @Test func fileCanBeNamedByTheEnvironment() throws {
        let file = try TemporaryFile("lanes: 3")
        #expect(try ConfigurationLoader.load(environment: ["CHISO_CONFIG": file.path]).lanes == 3)
        #expect(try ConfigurationLoader.load(environment: ["CHISO_CONFIG": ""]).lanes == 0)
        let missing = try problems(nil, ["CHISO_CONFIG": "/nowhere/chiso.yaml"])
        #expect(
            missing == [
                "cannot read the file of `configuration`: `/nowhere/chiso.yaml`: No such file or directory"
            ])
    }

    @Test func unknownVariablesAreErrorsButServiceLinksAreNot() throws {
        #expect(
            try problems(nil, ["CHISO_LIMITS_STEP": "5"]) == [
                "environment: unknown variable `CHISO_LIMITS_STEP`; did you mean `CHISO_LIMITS_STEPS`?"
            ])
        #expect(try problems(nil, ["CHISOX": "1", "OTHER": "2", "CHISO_LANES": ""]).isEmpty)
        let links = [
            "CHISO_SERVICE_HOST": "10.0.0.1", "CHISO_SERVICE_PORT": "80", "CHISO_SERVICE_PORT_HTTP": "80",
            "CHISO_PORT": "tcp://10.0.0.1:80", "CHISO_PORT_80_TCP": "tcp://10.0.0.1:80",
            "CHISO_PORT_80_TCP_PROTO": "tcp", "CHISO_PORT_80_TCP_PORT": "80", "CHISO_PORT_80_TCP_ADDR": "10.0.0.1",
            "CHISO_KAFKA_SERVICE_HOST": "10.0.0.2", "CHISO_KAFKA_PORT_9092_TCP_ADDR": "10.0.0.2",
        ]
        #expect(try load(nil, links).get() == Configuration())
        #expect(try problems(nil, ["CHISO_PORT": "8080"]).count == 1)
    }
}

@Suite struct SecretTests {
    private static let secret = "hunter2-never-shown"

    @Test func secretsComeFromFiles() throws {
        let file = try TemporaryFile(Self.secret + "\n", name: "password")
        let fromYAML = try load("kafka:\n  sasl.password.file: \(file.path)").get()
        #expect(fromYAML.kafka.revealed["sasl.password"] == Self.secret)
        let fromEnvironment = try load(nil, ["CHISO_KAFKA_SASL_PASSWORD_FILE": file.path]).get()
        #expect(fromEnvironment.kafka.revealed["sasl.password"] == Self.secret)
        #expect(fromEnvironment.kafka.revealed["sasl.password.file"] == nil)
        #expect(
            try problems("kafka:\n  sasl.password.file: /nowhere/password") == [
                "chiso.yaml:2: cannot read the file of `kafka.sasl.password.file`: `/nowhere/password`: "
                    + "No such file or directory"
            ])
    }

    /// However a secret is given, and whatever else is wrong, no message and no dump shows it.
    @Test(arguments: [
        "sasl.password", "ssl.key.password", "ssl.keystore.password", "ssl.key.pem", "sasl.oauthbearer.client.secret",
        "sasl.oauthbearer.config",
    ])
    func secretsAreNeverShown(name: String) throws {
        let configuration = try load("kafka:\n  \(name): \(Self.secret)").get()
        #expect(configuration.kafka.revealed[name] == Self.secret)
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains(Self.secret))
            #expect(text.contains("***"))
        }
        let broken = [
            "kafka:\n  \(name): \(Self.secret)\n  acks: 1\nlanes: x\n", "kafka:\n  \(name): {\(Self.secret)\n",
            "kafka:\n  \(name): \(Self.secret): x\n", "kafka:\n  \(name): \(Self.secret)\n  \(name): \(Self.secret)\n",
            "kafka:\n \(name): \"\(Self.secret)\n", "kafk:\n  \(name): \(Self.secret)\n",
        ]
        for yaml in broken {
            let found = try problems(yaml)
            #expect(!found.isEmpty)
            #expect(!found.joined().contains(Self.secret))
        }
    }
}
