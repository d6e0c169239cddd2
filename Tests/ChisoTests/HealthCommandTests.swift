import Foundation
import Kafka
import Testing

/// The pages of `chiso run`, as probes and scrapers see them.
@Suite(.serialized) struct HealthCommandTests {
    private struct Metrics: Decodable {
        struct Family: Decodable {
            let type: String
            let samples: [Sample]
        }

        struct Sample: Decodable {
            let name: String
            let labels: [String: String]
            let value: Double

            init(from decoder: any Decoder) throws {
                var parts = try decoder.unkeyedContainer()
                name = try parts.decode(String.self)
                labels = try parts.decode([String: String].self)
                value = try parts.decode(Double.self)
            }
        }

        let contentType: String
        let families: [String: Family]

        func value(_ family: String, _ labels: [String: String] = [:], suffix: String = "") -> Double? {
            families[family]?.samples.first {
                $0.labels.merging(labels) { _, wanted in wanted } == $0.labels && $0.name.hasSuffix(suffix)
            }?.value
        }
    }

    /// What an independent reader makes of the metrics.
    private func scrape(_ address: String) async throws -> Metrics {
        let run = try await BuiltBinary.run(
            BuiltBinary.python, [BuiltBinary.fixtures.appendingPathComponent("peers/metrics.py").path, address])
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Metrics.self, from: run.output)
    }

    /// Status and body of a page.
    private func page(_ address: String, _ path: String) async throws -> (status: String, body: String) {
        let run = try await BuiltBinary.run(
            "/usr/bin/env", ["curl", "-s", "-m", "20", "-w", "%{http_code}", "http://\(address)\(path)"])
        let text = String(decoding: run.output, as: UTF8.self)
        return (String(text.suffix(3)), String(text.dropLast(3)))
    }

    private func wait(
        _ what: String, within time: Duration = .seconds(60), _ isTrue: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + time
        while try await !isTrue() {
            try #require(ContinuousClock.now < deadline, "in vain: \(what)")
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func listening(_ worker: RunningBinary) async throws -> String {
        let line = try await worker.errorLine(containing: " listening http=")
        return try #require(line.split(separator: "http=").last.map(String.init))
    }

    private static let secret = "hunter2-never-shown"

    @Test func probesAndScrapersSeeWhatTheWorkerDoes() async throws {
        let broker = try EmbeddedBroker()
        for topic in ["articles.raw", "indicators.events", "indicators.articles", "articles.dead-letter"] {
            try broker.createTopic(topic, partitions: 3)
        }
        let servers = broker.bootstrapServers
        let articles: [[String: Any]] = (0..<30).map { number in
            let body = "Kim ngạch xuất khẩu năm 2024 đạt 405,5 tỷ USD."
            return ["key": "a\(number)", "value": #"{"id":"a\#(number)","body":"\#(body)"}"#]
        }
        let bad: [[String: Any]] = [["key": "b", "value": "["], ["key": "c", "value": ""]]
        try await PythonClient(servers: servers).produce(articles + bad, to: "articles.raw")
        let worker = try RunningBinary([
            "run", "-b", servers, "--http", "127.0.0.1:0", "--set", "kafka.fetch.wait.max.ms=50", "--set",
            "kafka.reconnect.backoff.max.ms=1000", "--set", "kafka.sasl.password=\(Self.secret)",
        ])
        let address = try await listening(worker)
        #expect(try await page(address, "/healthz") == ("200", #"{"status":"alive"}"# + "\n"))
        try await wait("it is ready") { try await page(address, "/readyz").status == "200" }
        try await wait("all is done") {
            let metrics = try await scrape(address)
            return metrics.value("chiso_in_flight_articles") == 0 && metrics.value("chiso_commits") ?? 0 > 0
                && metrics.value("chiso_articles_consumed") == 32
                && metrics.families["chiso_consumer_lag"]?.samples.count == 3
        }
        #expect(try await page(address, "/readyz").body == #"{"status":"ready","partitions":3}"# + "\n")

        let metrics = try await scrape(address)
        #expect(metrics.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(metrics.value("chiso_articles_processed", suffix: "_total") == 32)
        #expect(metrics.value("chiso_articles_published") == 30)
        #expect(metrics.value("chiso_events_published") == 30)
        #expect(metrics.value("chiso_dead_letters", ["reason": "truncated_json"]) == 1)
        #expect(metrics.families["chiso_dead_letters"]?.samples.count { $0.name.hasSuffix("_total") } == 2)
        #expect(metrics.families["chiso_stage_duration_seconds"]?.type == "histogram")
        for (stage, count) in [("process", 32.0), ("queue", nil), ("publish", nil), ("commit", nil)] {
            let counted = metrics.value("chiso_stage_duration_seconds", ["stage": stage], suffix: "_count") ?? 0
            #expect(count.map { counted == $0 } ?? (counted > 0), "\(stage)")
        }
        #expect(metrics.value("chiso_transaction_duration_seconds", suffix: "_count") != nil)
        for partition in 0..<3 {
            #expect(
                metrics.value("chiso_consumer_lag", ["topic": "articles.raw", "partition": "\(partition)"]) == 0)
        }
        #expect(metrics.value("chiso_assigned_partitions") == 3)
        #expect(metrics.value("chiso_build_info", ["version": "0.1.0"]) == 1)
        #expect(metrics.value("process_resident_memory_bytes") ?? 0 > 1e6)
        #expect(abs((metrics.value("process_start_time_seconds") ?? 0) - Date().timeIntervalSince1970) < 600)
        try await wait("librdkafka's own figures are there") {
            let metrics = try await scrape(address)
            return metrics.value("chiso_kafka_records_received", ["client": "consumer"]) ?? 0 >= 32
                && metrics.value("chiso_kafka_records_sent", ["client": "producer"]) ?? 0 >= 62
                && metrics.value("chiso_kafka_broker_up", ["client": "consumer"]) != nil
        }

        for _ in 0..<2 {
            try broker.stop()
            try await wait("brokers are what is missing") {
                let page = try await page(address, "/readyz")
                return page.status == "503"
                    && page.body.hasPrefix(#"{"status":"not ready","reason":"brokers unreachable for "#)
            }
            #expect(try await page(address, "/healthz").status == "200")
            #expect(try await scrape(address).value("chiso_ready") == 0)
            try broker.start()
            try await wait("it is ready again") { try await page(address, "/readyz").status == "200" }
        }
        for path in ["/healthz", "/readyz", "/metrics", "/"] {
            #expect(try await !page(address, path).body.contains(Self.secret))
        }
        worker.signal(SIGTERM)
        #expect(await worker.status() == 0)
        #expect(try await page(address, "/healthz").status == "000")
        broker.close()
    }

    @Test func theDefaultPortGivesWayToAFreeOne() async throws {
        let broker = try EmbeddedBroker()
        // Whoever has the port, one of the two cannot.
        let workers = try (0..<2).map { _ in
            try RunningBinary(["run", "-b", broker.bootstrapServers, "--http", "127.0.0.1:8080"])
        }
        var addresses: Set<String> = []
        for worker in workers { addresses.insert(try await listening(worker)) }
        #expect(addresses.count == 2)
        for worker in workers {
            worker.signal(SIGINT)
            #expect(await worker.status() == 0)
        }
        broker.close()
    }

    @Test func anAddressInUseEndsTheWorkerWithItsKey() async throws {
        let broker = try EmbeddedBroker()
        let first = try RunningBinary(["run", "-b", broker.bootstrapServers, "--http", "127.0.0.1:0"])
        let address = try await listening(first)
        let second = try await BuiltBinary.run(["run", "-b", broker.bootstrapServers, "--http", address])
        #expect(second.status == 69)
        #expect(
            second.errorLines.last
                == "chiso: cannot listen on \(address): Address already in use; set http.listen (or --http) to "
                + "another address, to port 0 or to off")
        let wrong = try await BuiltBinary.run(["run", "--http", "8080"])
        #expect(wrong.status == 78)
        #expect(wrong.errors.hasPrefix("chiso: --http: `http.listen` must be an address such as "))
        first.signal(SIGINT)
        #expect(await first.status() == 0)
        broker.close()
    }
}
