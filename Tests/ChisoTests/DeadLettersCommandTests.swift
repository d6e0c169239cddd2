import Foundation
import Testing

/// `chiso dead-letters` on an embedded broker, with letters that a worker wrote.
@Suite(.serialized) struct DeadLettersCommandTests {
    private static let sentence = "Kim ngạch xuất khẩu năm 2024 đạt 405,5 tỷ USD."

    private func article(_ id: String, padding: Int = 0) -> [String: Any] {
        let body = Self.sentence + String(repeating: " Xin chào.", count: padding)
        return ["key": id, "value": #"{"id":"\#(id)","body":"\#(body)","published_at":"2025-01-06"}"#]
    }

    /// Runs a worker until so many manifests and letters are there.
    private func work(
        _ client: PythonClient, _ arguments: [String] = [], manifests: Int, letters: Int
    ) async throws {
        let worker = try RunningBinary(
            ["run", "-b", client.servers, "--set", "kafka.fetch.wait.max.ms=50", "--set", "group_id=w\(letters)"]
                + arguments)
        if manifests > 0 { _ = try await client.consume(["indicators.articles"], until: manifests) }
        if letters > 0 { _ = try await client.consume(["articles.dead-letter"], until: letters) }
        worker.signal(SIGTERM)
        #expect(await worker.status() == 0)
    }

    private func letters(_ servers: String, _ arguments: [String] = []) async throws -> [[String: Any]] {
        let run = try await BuiltBinary.run(["dead-letters", "list", "-b", servers] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func lettersAreListedShownAndRequeuedAsTheyWere() async throws {
        let broker = try RunningBinary(["broker"])
        let servers = try await broker.line()
        let client = PythonClient(servers: servers)
        let trace: [Any] = ["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]
        // Too large for the first worker and good for the second; broken for both; a bare body that its place names.
        let large = [article("large", padding: 40).merging(["headers": [trace, ["a", NSNull()], trace]]) { $1 }]
        let broken: [[String: Any]] = [["key": "broken", "value": ["base64": "e/8AAA=="], "headers": [["x", "y"]]]]
        let bare: [[String: Any]] = [
            [
                "value": Self.sentence + String(repeating: " Xin chào.", count: 40),
                "headers": [["content-type", "text/plain"]],
            ]
        ]
        try await client.produce(large + broken + bare, to: "articles.raw")
        let raw = try await client.consume(["articles.raw"], until: 3)
        try await work(client, ["--set", "limits.article_bytes=300"], manifests: 0, letters: 3)

        let all = try await letters(servers)
        #expect(
            all.count == 3
                && all.allSatisfy { $0["attempt"] as? Int == 1 && $0["source_topic"] as? String == "articles.raw" })
        let tooLarge = try await letters(servers, ["--reason", "limit_bytes", "--since", "10m ago"])
        #expect(tooLarge.count == 2)
        #expect(try await letters(servers, ["--id", "broken"]).count == 1)
        #expect(try await letters(servers, ["--until", "10m ago"]).isEmpty)
        #expect(try await letters(servers, ["--limit", "2"]).count == 2)
        let totals = try await BuiltBinary.run(["dead-letters", "list", "--totals", "-b", servers, "--format", "table"])
        #expect(totals.lines.contains { $0.contains("limit_bytes") && $0.hasSuffix(" 2") })
        let table = try await BuiltBinary.run(["dead-letters", "list", "-b", servers, "--format", "table"])
        #expect(table.lines.count == 4 && table.errors.contains("3 dead letters"))

        let place = try #require(all.first { $0["key"] as? String == "broken" })
        let at = ["-b", servers, "--partition", "\(place["partition"] ?? "")", "--offset", "\(place["offset"] ?? "")"]
        let bytes = try await BuiltBinary.run(["dead-letters", "show", "--raw"] + at)
        #expect(bytes.output == Data([0x7b, 0xff, 0, 0]) && bytes.errors.isEmpty)
        let page = try await BuiltBinary.run(["dead-letters", "show"] + at)
        #expect(page.lines.contains { $0 == "{\\xff\\u{0}\\u{0}" } && page.lines.contains { $0.hasPrefix("  error") })
        #expect(try await BuiltBinary.run(["dead-letters", "show", "--id", "nobody", "-b", servers]).status == 69)

        let requeue = ["dead-letters", "requeue", "-b", servers, "--reason", "limit_bytes"]
        #expect(try await BuiltBinary.run(requeue).status == 64)
        let dry = try await BuiltBinary.run(requeue + ["--dry-run"])
        #expect(dry.status == 0 && dry.lines.last == "would requeue 2 of 2 letters to articles.raw")
        _ = try await client.consume(["articles.raw"], until: 3)

        // Twice: the same events come twice, with the same ids.
        for _ in 0..<2 {
            let run = try await BuiltBinary.run(requeue + ["--yes"])
            #expect(run.status == 0 && run.errors.contains("requeued 2 letters"), "\(run.errors)")
            #expect(run.errors.contains("--after 0:"))
        }
        let again = try await client.consume(["articles.raw"], until: 7)
        let back = again.filter { $0.headersByName["dlq-attempt"] == "1" }
        #expect(back.count == 4)
        for record in back {
            let original = try #require(raw.first { $0.key == record.key && $0.value == record.value })
            #expect(record.timestamp == original.timestamp && record.partition == original.partition)
            let known = record.headers.filter { $0.first??.text != "dlq-attempt" }
            let place = "articles.raw/\(original.partition)/\(original.offset)"
            let added: [[PythonClient.Record.Value?]] = original.key == nil ? [[.text("id"), .text(place)]] : []
            #expect(known == original.headers + added)
        }
        try await work(client, manifests: 6, letters: 4)
        let events = try await client.consume(["indicators.events"], until: 6)
        // Read from the raw topic's start: the originals, and each twice again.
        let ids = Dictionary(grouping: events, by: { $0.headersByName["ce_id"] ?? "" }).mapValues(\.count)
        let places = Set(raw.filter { $0.key == nil }.map { "articles.raw/\($0.partition)/\($0.offset)" })
        #expect(ids.values.sorted() == [3, 3], "\(ids)")
        #expect(Set(try events.map { try $0.object()["article_id"] as? String }) == places.union(["large"]))

        // What fails again counts on, until it has had enough: the second worker's letter is the first record's own.
        let run = try await BuiltBinary.run(
            ["dead-letters", "requeue", "-b", servers, "--id", "broken", "--limit", "1", "--yes"])
        #expect(run.status == 0 && run.errors.contains("requeued 1 letters"), "\(run.errors)")
        try await work(client, manifests: 0, letters: 6)
        let attempts = try await letters(servers, ["--id", "broken"]).compactMap { $0["attempt"] as? Int }
        #expect(attempts.sorted().last == 2, "\(attempts)")
        let refused = try await BuiltBinary.run(
            ["dead-letters", "requeue", "-b", servers, "--id", "broken", "--max-attempts", "1", "--yes"])
        #expect(refused.status == 65 && refused.errors.contains("as often as --max-attempts allows"))
    }

    @Test(arguments: [
        (["dead-letters", "list", "--since", "soon"], 64, "--since needs a time"),
        (["dead-letters", "list", "--offset", "3"], 64, "--offset needs --partition"),
        (["dead-letters", "list", "--limit", "0"], 64, "--limit needs"),
        (["dead-letters", "list", "--after", "0-3"], 64, "--after needs partition:offset"),
        (["dead-letters", "requeue", "--max-attempts", "0"], 64, "--max-attempts needs"),
        (["dead-letters", "requeue", "--to", "articles.dead-letter", "--yes"], 64, "--to needs another topic"),
        (["dead-letters", "requeue"], 64, "say --yes to requeue"),
    ])
    func mistakesCostOneLine(arguments: [String], status: Int32, part: String) async throws {
        let run = try await BuiltBinary.run(arguments)
        #expect(run.status == status && run.errorLines.count == 1 && run.errors.contains(part), "\(run.errors)")
    }

    @Test(arguments: ["list", "show", "requeue"]) func everyCommandHasHelp(command: String) async throws {
        let run = try await BuiltBinary.run(["dead-letters", command, "--help"])
        let text = String(decoding: run.output, as: UTF8.self)
        #expect(run.status == 0 && text.contains("Examples:") && text.contains("--config <file>"))
    }
}
