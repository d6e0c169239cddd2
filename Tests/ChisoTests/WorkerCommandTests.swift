import Foundation
import Testing

/// Broker, worker and foreign clients in processes of their own, over the real protocol.
@Suite(.serialized) struct WorkerCommandTests {
    private static let topics = ["articles.raw", "indicators.events", "indicators.articles", "articles.dead-letter"]

    private func article(_ id: String, _ body: String = "Kim ngạch xuất khẩu năm 2024 đạt 405,5 tỷ USD.") -> [String:
        Any]
    {
        ["key": id, "value": #"{"id":"\#(id)","body":"\#(body)","published_at":"2025-01-06"}"#]
    }

    private func validate(_ objects: [[String: Any]], against schema: String) async throws {
        let lines = try objects.reduce(into: Data()) { lines, object in
            lines += try JSONSerialization.data(withJSONObject: object) + Data("\n".utf8)
        }
        let run = try await BuiltBinary.run(
            BuiltBinary.python,
            [
                BuiltBinary.fixtures.appendingPathComponent("peers/validate.py").path,
                BuiltBinary.project.appendingPathComponent("schemas/\(schema)").path,
            ], input: lines)
        #expect(run.status == 0, "\(run.errors.prefix(2_000))")
        #expect(run.lines == ["\(objects.count)"])
    }

    @Test func otherClientsProduceArticlesAndReadEvents() async throws {
        let broker = try RunningBinary(["broker"])
        let servers = try await broker.line()
        let client = PythonClient(servers: servers)
        let traced = article("t1").merging([
            "headers": [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]]
        ]) { $1 }
        let bare: [String: Any] = [
            "key": "bare", "value": "Tỷ lệ hồ sơ trực tuyến đạt 45%.", "headers": [["content-type", "text/plain"]],
        ]
        let bad: [[String: Any]] = [
            ["key": "bad1", "value": ["base64": "e/8="], "headers": [["trace", "x"]]],
            ["key": "bad2", "value": "{\"id\":"],
            ["key": "bad3", "value": #"{"id":"bad3"}"#], ["key": "bad4", "value": ""], ["key": "bad5", "value": "42"],
            ["key": "bad6", "value": "[", "repeat": 10_000],
        ]
        let good = (0..<12).map { article("a\($0)") }
        try await client.produce(good + bad + [["key": "a0", "value": NSNull()], bare, traced], to: "articles.raw")

        let worker = try RunningBinary(["run", "-b", servers, "--set", "kafka.fetch.wait.max.ms=50"])
        let events = try await client.consume(["indicators.events"], until: 14)
        let manifests = try await client.consume(["indicators.articles"], until: 15)
        let letters = try await client.consume(["articles.dead-letter"], until: bad.count)
        worker.signal(SIGTERM)
        #expect(await worker.status() == 0)

        let raw = try await client.consume(["articles.raw"], until: good.count + bad.count + 3)
        let partitions = Dictionary(raw.map { ($0.key ?? "", $0.partition) }) { first, _ in first }
        for event in events {
            let object = try event.object()
            let id = try #require(event.key)
            #expect(object["article_id"] as? String == id && event.partition == partitions[id])
            let headers = event.headersByName
            #expect(headers["ce_id"] == "\(object["event_id"] ?? "")/\(object["run_id"] ?? "")")
            #expect(headers["ce_subject"] == object["series_id"] as? String)
            #expect(headers["ce_specversion"] == "1.0" && headers["content-type"] == "application/json")
            #expect(Set(["ce_source", "ce_type", "ce_time"]).isSubset(of: headers.keys))
            #expect((headers["traceparent"] != nil) == (id == "t1"))
        }
        try await validate(try events.map { try $0.object() }, against: "indicator-event.schema.json")

        for manifest in manifests {
            let object = try manifest.object()
            let id = try #require(object["article_id"] as? String)
            #expect(manifest.key == "\(id)#\(object["content_hash"] ?? "")" && manifest.partition == partitions[id])
        }
        try await validate(try manifests.map { try $0.object() }, against: "article-manifest.schema.json")
        let deleted = try manifests.filter { try $0.object()["deleted"] as? Bool == true }
        #expect(deleted.map { try? $0.object()["article_id"] as? String } == ["a0"])

        let sent = Dictionary(
            uniqueKeysWithValues: raw.filter { $0.key?.hasPrefix("bad") == true }.map { ($0.key, $0) })
        #expect(Set(letters.map(\.key)) == Set(sent.keys))
        for letter in letters {
            let original = try #require(sent[letter.key])
            #expect(letter.value == original.value && letter.timestamp == original.timestamp)
            #expect(letter.headersByName["dlq-offset"] == "\(original.offset)")
            #expect(letter.headersByName["dlq-partition"] == "\(original.partition)")
        }
        #expect(letters.first { $0.key == "bad1" }?.headersByName["trace"] == "x")
        try await validate(letters.map(\.headersByName), against: "dead-letter-headers.schema.json")

        let kcat = try await BuiltBinary.shell(
            "kcat -b \(servers) -X fetch.wait.max.ms=50 -C -t indicators.events -e -q -f '%k %p\\n' | sort")
        #expect(kcat.lines == events.map { "\($0.key ?? "") \($0.partition)" }.sorted())
        broker.signal(SIGINT)
        #expect(await broker.status() == 0)
    }

    @Test func nothingIsLostWhenTheWorkerIsKilled() async throws {
        let broker = try RunningBinary(["broker"])
        let servers = try await broker.line()
        let client = PythonClient(servers: servers)
        let ids = (0..<600).map { "k\($0)" }
        try await client.produce(ids.map { article($0) }, to: "articles.raw")
        let arguments = [
            "run", "-b", servers, "--set", "kafka.fetch.wait.max.ms=50", "--set", "batch.records=8", "--set",
            "kafka.session.timeout.ms=6000",
        ]
        let first = try RunningBinary(arguments)
        _ = try await client.consume(["indicators.articles"], until: 1)
        first.signal(SIGKILL)
        #expect(await first.status() == -SIGKILL)
        let second = try RunningBinary(arguments)
        var count = ids.count
        var seen: Set<String> = []
        // Duplicates are allowed, so the number of records to wait for is known only by looking.
        while seen.count < ids.count, count < ids.count * 3 {
            let manifests = try await client.consume(["indicators.articles"], until: count)
            seen = Set(manifests.compactMap(\.key).compactMap { $0.split(separator: "#").first.map(String.init) })
            count += 1
        }
        #expect(seen == Set(ids))
        let events = try await client.consume(["indicators.events"], until: ids.count)
        #expect(events.count >= ids.count)
        second.signal(SIGINT)
        #expect(await second.status() == 0)
    }

    @Test func aSecondSignalEndsTheProcessAtOnce() async throws {
        let broker = try RunningBinary(["broker"])
        let servers = try await broker.line()
        let worker = try RunningBinary(["run", "-b", servers])
        try await worker.awaitError(containing: "worker starts")
        worker.signal(SIGTERM)
        worker.signal(SIGINT)
        #expect([130, 143].contains(await worker.status()))
    }

    @Test func articlesArePublishedAndTheClusterChecked() async throws {
        let folder = try TemporaryFolder()
        let address = folder.file("address")
        let broker = try RunningBinary([
            "broker", "--address-file", address.path, "--topic", "articles.raw:3", "--topic", "indicators.events:1",
        ])
        let servers = try await broker.line()
        #expect(try String(contentsOf: address, encoding: .utf8) == servers + "\n")

        let missing = try await BuiltBinary.run(["check", "-b", servers])
        #expect(missing.status == 69)
        #expect(missing.errors == "chiso: create the topics indicators.articles, articles.dead-letter\n")

        let lines = "\(try line(article("p1")))\nnothing\n\(try line(article("p2")))\n"
        let file = try folder.write("news.jsonl", lines)
        let page = try folder.write("page.html", "<p>Tỷ lệ đạt 45%</p>")
        let publish = try await BuiltBinary.run(["publish", "-b", servers, file, page])
        #expect(publish.status == 65)
        #expect(publish.errorLines.count == 2 && publish.errors.hasPrefix("\(file):2: "))
        #expect(publish.errors.contains("published 3 articles"))
        let records = try await PythonClient(servers: servers).consume(["articles.raw"], until: 3)
        let byKey = Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0) })
        #expect(byKey["p1"]?.value == .text(try line(article("p1"))))
        #expect(byKey["p2"]?.headersByName == ["content-type": "application/json"])
        #expect(byKey["page"]?.headersByName == ["content-type": "text/html", "id": "page"])

        let names = ["--set", "topics.articles=articles.raw", "--set", "topics.dead_letter=indicators.events"]
        let check = try await BuiltBinary.run(["check", "-b", servers] + names)
        #expect(check.status == 0, "\(check.errors)")
        #expect(check.lines.contains { $0.contains("articles.raw: 3 partitions, 1 replicas, 3 records") })
    }

    private func line(_ record: [String: Any]) throws -> String { try #require(record["value"] as? String) }

    @Test func demoDoesTheWholeJob() async throws {
        let demo = try await BuiltBinary.run(["demo"], environment: ["COLUMNS": "200"])
        #expect(demo.status == 0, "\(demo.errors)")
        for number in 1...18 {
            let id = number < 10 ? "d0\(number)" : "d\(number)"
            #expect(demo.lines.contains { $0.hasPrefix(id + " ") }, "\(id)")
        }
        #expect(demo.lines.contains { $0.hasSuffix("events of 18 articles, read back from indicators.events.") })
        #expect(demo.errorLines.allSatisfy { $0.hasPrefix("demo: ") }, "\(demo.errors)")
    }
}
