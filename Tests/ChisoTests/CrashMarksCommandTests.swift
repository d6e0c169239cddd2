import Foundation
import Testing

/// Records that end the process, with processes that really end.
@Suite struct CrashMarksCommandTests {
    @Test func exactlyWhatEndsTheProcessTwiceBecomesADeadLetter() async throws {
        // One partition, so that the two are never in hand together: each costs exactly two lives.
        let broker = try RunningBinary([
            "broker", "--topic", "articles.raw:1", "--topic", "indicators.events:1", "--topic", "indicators.articles:1",
            "--topic", "articles.dead-letter:1",
        ])
        let servers = try await broker.line()
        let client = PythonClient(servers: servers)
        let folder = try TemporaryFolder()
        let poison: Set<String> = ["c60", "c130"]
        let ids = (0..<200).map { "c\($0)" }
        try await client.produce(
            ids.map { ["key": $0, "value": #"{"id":"\#($0)","body":"Tỷ lệ đạt 45%.","published_at":"2025-01-06"}"#] },
            to: "articles.raw")
        let arguments = [
            "run", "-b", servers, "--state-dir", folder.file("state").path, "--set", "lanes=2", "--set",
            "batch.records=16", "--set", "kafka.fetch.wait.max.ms=20", "--set", "kafka.session.timeout.ms=6000",
        ]
        let traps = ["TEST_CHISO_TRAP_KEYS": poison.joined(separator: ",")]
        for life in 1...4 {
            let worker = try RunningBinary(arguments, environment: traps)
            #expect(await worker.status() == -SIGILL, "life \(life)")
        }
        let last = try RunningBinary(arguments, environment: traps)
        try await last.awaitError(containing: "each is run alone")
        let second = try await BuiltBinary.run(arguments)
        #expect(second.status == 78 && second.errors.contains("in use by another worker"), "\(second.errors)")
        _ = try await client.consume(["articles.dead-letter"], until: poison.count)
        // Duplicates are allowed, so the number of manifests to wait for is known only by looking.
        var seen: Set<String> = []
        var count = ids.count - poison.count
        while seen.count < ids.count - poison.count, count < 3 * ids.count {
            let manifests = try await client.consume(["indicators.articles"], until: count)
            seen = Set(manifests.compactMap(\.key).compactMap { $0.split(separator: "#").first.map(String.init) })
            count += 1
        }
        last.signal(SIGTERM)
        #expect(await last.status() == 0)
        #expect(seen == Set(ids).subtracting(poison))

        let list = try await BuiltBinary.run(["dead-letters", "list", "-b", servers])
        let letters = try list.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(Set(letters.compactMap { $0["key"] as? String }) == poison)
        #expect(letters.allSatisfy { $0["error"] as? String == "crash" && $0["stage"] as? String == "process" })
    }
}
