import Article
import Catalogue
import Events
import Foundation
import Observation
import TestSupport
import Testing

/// Real output against the schemas, by a validator and by arithmetic that know nothing of this code: Python's.
@Suite struct SchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let environment = ProcessInfo.processInfo.environment

    /// The Python with the validator: the one that `make test` names or sets up, else whichever is on the path.
    private static let python: String = {
        let own = root.appendingPathComponent(".venv/bin/python").path
        return environment["CHISO_TEST_PYTHON"]
            ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
    }()

    /// Whether Python can validate. Where it was asked for by name, and in CI, it must.
    private static let canValidate: Bool = {
        if environment["CI"] != nil || environment["CHISO_TEST_PYTHON"] != nil { return true }
        return (try? run(["-c", "import jsonschema, rfc3339_validator"]))?.status == 0
    }()

    private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("events-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private static let needsPython: Comment = "needs python3 with jsonschema and rfc3339-validator"

    @Test(.enabled(if: canValidate, needsPython))
    func outputValidatesAndItsIdsCanBeRecomputed() throws {
        var random = SeededGenerator(seed: 2025)
        var lines: [String] = []
        for index in 0..<60 { lines += try Self.article(index, &random) }
        lines += Self.deadLetters()
        try withFolder { folder in
            let file = folder.appendingPathComponent("output.jsonl")
            try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
            let script = Self.root.appendingPathComponent("schemas/check_output.py").path
            let result = try Self.run([script, Self.root.appendingPathComponent("schemas").path, file.path])
            #expect(result.status == 0, "\(result.text)")
            #expect(result.text.contains("\(lines.count) checked"), "\(result.text)")
        }
    }

    @Test(.enabled(if: canValidate, needsPython))
    func theWorkedExampleHolds() throws {
        let readme = Self.root.appendingPathComponent("schemas/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let program = try #require(
            text.components(separatedBy: "```python\n").last?.components(separatedBy: "```").first)
        try withFolder { folder in
            let file = folder.appendingPathComponent("example.py")
            try (program + "\nprint(content_hash, event_id, run_id)\n").write(
                to: file, atomically: true, encoding: .utf8)
            let result = try Self.run([file.path])
            let context = ArticleContext(exampleArticle, versions: versions, recordTimestamp: nil)
            let event = Identity.event(article: "vi-001", field: .body, offset: 16)
            #expect(result.text == "\(context.contentHash) \(event) \(context.runID)\n")
        }
        #expect(text.contains("\(Identity.eventSpace)") && text.contains("\(Identity.runSpace)"))
    }

    /// One article's records as lines for the checker.
    private static func article(_ index: Int, _ random: inout SeededGenerator) throws -> [String] {
        let id = "báo \"\(index)\" \(random.text(upTo: 6))."
        let contexts: [ArticleContext]
        let article = RawArticle(
            id: id, title: Array(random.text(upTo: 10).utf8), body: Array(random.text(upTo: 30).utf8),
            url: index % 3 == 0 ? "https://example.vn/\(index)" : nil, source: index % 2 == 0 ? "Báo mẫu" : nil,
            publishedAt: index % 5 == 0 ? "?" : index % 4 == 0 ? nil : "2025-02-06T08:00:00+07:00",
            crawledAt: index % 2 == 0 ? "2025-02-06T03:04:05Z" : nil,
            contentType: RawArticle.ContentType.allCases[index % 3])
        contexts = [
            ArticleContext(article, versions: versions, recordTimestamp: index % 2 == 0 ? nil : 1_738_811_045_678),
            ArticleContext(deleted: id, versions: versions, recordTimestamp: 1),
        ]
        let drafts = (0..<index % 7).map { number in
            draft(randomObservation(&random), randomEnrichment(&random), number: number * 100)
        }
        var lines: [String] = []
        for (context, drafts) in [(contexts[0], drafts), (contexts[1], [])] {
            let output = output(context, drafts)
            for record in output.records {
                let kind = record.destination == .events ? "event" : "manifest"
                let source: [String: String] = [
                    "title": context.article.map { String(decoding: $0.title, as: UTF8.self) } ?? "",
                    "body": context.article.map { String(decoding: $0.body, as: UTF8.self) } ?? "",
                    "published_at": context.article?.publishedAt ?? "",
                    "content_type": (context.article?.contentType ?? .plain).rawValue,
                ]
                let json = String(decoding: try JSONEncoder().encode(source), as: UTF8.self)
                lines.append(
                    "{\"kind\":\"\(kind)\",\"article\":\(json),\"record\":\(output.text(record.value))}")
            }
        }
        return lines
    }

    private static func randomObservation(_ random: inout SeededGenerator) -> Observation {
        let measure = Observation.Measure.allCases.randomElement(using: &random) ?? .level
        let day = CivilDate(ordinal: Int.random(in: 0..<30_000, using: &random))
        let periods: [TimePeriod?] = [
            nil, .year(2024), .semester(1, year: 2023), .quarter(3, year: 2025), .month(11, year: 1999), .day(day),
            .days(from: day, count: 28), .months(fromMonth: 2, year: 2024, count: 5), .years(from: 2021, count: 5),
        ]
        let baselines: [Observation.Baseline?] = [nil, .target, .period(.year(2023)), .period(.day(day))]
        let isLevel = measure == .level
        return Observation(
            place: examplePlace,
            value: FixedDecimal(Int64.random(in: -9999...99_999_999, using: &random), exponent: -3),
            upper: Bool.random(using: &random) ? FixedDecimal(5, exponent: 12) : nil,
            total: Bool.random(using: &random) ? 193 : nil,
            unit: ["percent", "VND", "count/10000{person}"].randomElement(using: &random) ?? "count", measure: measure,
            direction: isLevel ? nil : Observation.Direction.allCases.randomElement(using: &random),
            status: Observation.Status.allCases.randomElement(using: &random) ?? .actual,
            qualifier: Observation.Qualifier.allCases.randomElement(using: &random) ?? .exact,
            period: periods.randomElement(using: &random) ?? nil,
            baseline: isLevel ? nil : baselines.randomElement(using: &random) ?? nil,
            area: ["VN", "Thanh Hóa/Sầm Sơn", "World"].randomElement(using: &random) ?? "VN",
            organization: Bool.random(using: &random) ? "Bộ " + random.text(upTo: 9) : nil,
            indicator: "chỉ số " + random.text(upTo: 12), confidence: Double.random(in: 0...1, using: &random),
            flags: Observation.Flags(rawValue: UInt32.random(in: 0..<64, using: &random)))
    }

    private static func randomEnrichment(_ random: inout SeededGenerator) -> Enrichment {
        guard Bool.random(using: &random) else { return Enrichment(areaCode: "VN", areaCodeCurrent: "VN") }
        return Enrichment(
            indicatorCode: "economy.gdp", sector: "national accounts", framework: nil, areaCode: "06",
            areaVintage: .untilJune2025, areaCodeCurrent: "19")
    }

    private static func deadLetters() -> [String] {
        let reason = DeadLetter.Reason(stage: "decode", error: "invalid_utf8", message: "byte 7 is not UTF-8")
        let original = DeadLetter.Original(
            topic: "articles.raw", partition: 0, offset: 0, timestamp: nil, key: nil,
            value: [UInt8](repeating: 0xff, count: 100_000), headers: [.init(name: "traceparent", value: [0x30])])
        return [(nil, nil), ("vi-1", 80_000)].map { (id: String?, limit: Int?) in
            let letter = DeadLetter(
                original, reason: reason, id: id, time: 1_738_811_045_678, attempt: 1, maximumBytes: limit)
            let headers = letter.headers.map { header in
                "\"\(header.name)\":\"\(String(decoding: header.value ?? [], as: UTF8.self))\""
            }
            return "{\"kind\":\"dead-letter\",\"record\":{\(headers.joined(separator: ","))}}"
        }
    }
}
