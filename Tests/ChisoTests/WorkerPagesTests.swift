import Testing

@testable import Pipeline
@testable import Service
@testable import chiso

@Suite struct WorkerPagesTests {
    private func text(_ answer: HTTPAnswer) -> String {
        "\(answer.status) \(answer.contentType) " + String(decoding: answer.body, as: UTF8.self)
    }

    @Test(
        "liveness",
        arguments: [
            (nil, "200 application/json {\"status\":\"alive\"}\n"),
            ("so \"it\" is", "503 application/json {\"status\":\"stalled\",\"reason\":\"so \\\"it\\\" is\"}\n"),
        ])
    func alive(stall: String?, expected: String) {
        // Readiness is another page's business.
        for unready in [nil, "draining"] {
            #expect(text(WorkerPages.alive(WorkerHealth(stall: stall, unready: unready))) == expected)
        }
    }

    @Test(
        "readiness",
        arguments: [
            (nil, "200 application/json {\"status\":\"ready\",\"partitions\":0}\n"),
            ("a\nb", "503 application/json {\"status\":\"not ready\",\"reason\":\"a b\"}\n"),
        ])
    func ready(unready: String?, expected: String) {
        for stall in [nil, "stalled"] {
            let answer = WorkerPages.ready(WorkerHealth(stall: stall, unready: unready), partitions: 0)
            #expect(text(answer) == expected)
        }
    }

    @Test("every metric has help and type, and its name and labels are what the format allows")
    func names() {
        var counts = WorkerSnapshot()
        counts.deadLetters = ["b": 2, "a": 1]
        counts.lag = ["articles.raw/10": 3, "articles.raw/2": 1]
        var text = MetricsText()
        text.write(counts, isAlive: false, isReady: true)
        let lines = text.text.split(separator: "\n")
        #expect(lines.contains("chiso_stalled 1") && lines.contains("chiso_ready 1"))
        #expect(lines.contains("chiso_dead_letters_total{reason=\"a\"} 1"))
        #expect(lines.contains("chiso_consumer_lag{topic=\"articles.raw\",partition=\"10\"} 3"))
        let typed = Set(lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] })
        let helped = lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ")[2] }
        #expect(Set(helped) == typed && helped.count == typed.count)
        for line in lines where !line.hasPrefix("#") {
            let name = line.prefix { $0 != "{" && $0 != " " }
            #expect(typed.contains { name == $0 || name.hasPrefix($0 + "_") }, "\(line)")
            #expect(name.hasPrefix("chiso_"))
        }
        for name in [
            "chiso_articles_consumed_total", "chiso_articles_processed_total", "chiso_events_published_total",
            "chiso_dead_letters_total", "chiso_stage_duration_seconds", "chiso_consumer_lag",
            "chiso_assigned_partitions", "chiso_transaction_duration_seconds", "chiso_in_flight_articles",
        ] {
            #expect(typed.contains(name[...]), "\(name)")
        }
    }
}
