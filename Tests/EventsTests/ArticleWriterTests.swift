import Article
import Events
import Observation
import Testing

@Suite struct ArticleWriterTests {
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    private func headers(_ output: ArticleOutput, _ index: Int) -> [String: String] {
        var all: [String: String] = [:]
        output.forEachHeader(of: output.records[index]) { name, value in
            all["\(name)"] = String(decoding: value, as: UTF8.self)
        }
        #expect(all.count == output.headers(of: output.records[index]).count)
        return all
    }

    @Test func recordsCarryKeysAndCloudEvents() {
        let context = ArticleContext(
            exampleArticle, versions: versions, recordTimestamp: 1_738_811_045_678, traceparent: Array(trace.utf8))
        let output = output(context, [draft(exampleRank, exampleEnrichment)])
        #expect(output.records.map(\.destination) == [.events, .manifests])
        #expect(output.text(output.records[0].key) == "vi-001")
        #expect(output.text(output.records[0].partitionKey) == "vi-001")
        #expect(
            output.text(output.records[1].key)
                == "vi-001#e33b803baf1d1c7307d809aa386c636005ca238601129a73c47977ae7a693ff5")
        #expect(output.text(output.records[1].partitionKey) == "vi-001")
        let shared = [
            "ce_specversion": "1.0", "ce_source": "urn:chiso", "ce_time": "2025-02-06T03:04:05.678Z",
            "content-type": "application/json", "traceparent": trace,
        ]
        let event = [
            "ce_id": "e1807b53-9b13-5811-b0ca-44e74fb1d25d/393e2586-db9d-5b57-86d2-1235e59134e4",
            "ce_type": "chiso.indicator-event.v1",
            "ce_subject": "dti.province_rank|rank|level|Bắc Kạn@until-2025-06||observed",
        ]
        #expect(headers(output, 0) == shared.merging(event) { $1 })
        let manifest = [
            "ce_id": "393e2586-db9d-5b57-86d2-1235e59134e4", "ce_type": "chiso.article-manifest.v1",
            "ce_subject": "vi-001",
        ]
        #expect(headers(output, 1) == shared.merging(manifest) { $1 })
    }

    @Test func whatIsUnknownHasNoHeader() {
        let context = ArticleContext(exampleArticle, versions: versions, recordTimestamp: nil)
        let names = headers(output(context, [draft(exampleRank)]), 0).keys
        #expect(!names.contains("ce_time") && !names.contains("traceparent"))
    }

    @Test func eventsStandInReadingOrderAndOnePerNumber() {
        let context = ArticleContext(exampleArticle, versions: versions, recordTimestamp: nil)
        var other = exampleRank
        other.value = 59
        let output = output(
            context,
            [
                draft(exampleRank, number: 30), draft(exampleRank, number: 16), draft(other, number: 30),
                draft(exampleRank, field: .title, number: 16), draft(exampleRank, number: 5),
            ])
        let events = output.values(.events)
        let places = events.map { $0.contains("\"field\":\"title\"") ? "title" : "body" }
        #expect(places == ["title", "body", "body", "body"])
        #expect(events[3].contains("\"value\":58") && events[3].contains("\"start_offset\":30"))
        #expect(Set(events.map { $0.prefix(80) }).count == 4)
        #expect(output.values(.manifests)[0].contains("\"counts\":{\"events\":4,"))
    }

    @Test func aWithdrawnArticleHasAManifestAndNoEvents() {
        let context = ArticleContext(deleted: "vi-001", versions: versions, recordTimestamp: 99)
        let output = output(context, [])
        let value = output.values(.manifests)
        #expect(output.records.count == 1)
        #expect(value[0].contains("\"event_ids\":[],\"deleted\":true"))
        #expect(value[0].contains("\"article_version\":99"))
        #expect(output.text(output.records[0].key) == "vi-001#\(context.contentHash)")
    }

    @Test func anArticleWithoutFiguresStillHasItsManifest() {
        let output = output(ArticleContext(exampleArticle, versions: versions, recordTimestamp: nil), [])
        #expect(output.values(.manifests)[0].contains("\"event_ids\":[],\"deleted\":false"))
    }

    @Test(
        arguments: [
            (nil, nil, 0), (nil, 55, 55), ("2025-02-06T03:04:05.678Z", 55, 1_738_811_045_678), ("?", 55, 55),
            (nil, -1, 0),
        ] as [(String?, Int64?, Int64)])
    func theVersionIsTheCrawlMoment(crawled: String?, record: Int64?, version: Int64) {
        var article = exampleArticle
        article.crawledAt = crawled
        #expect(ArticleContext(article, versions: versions, recordTimestamp: record).version == version)
    }

    @Test func sourcesAreSlicesOfTheDocument() throws {
        let text = Array("Tỉnh xếp thứ 58 năm 2024. Hết.".utf8)
        let surface = Array("Tỉnh xếp ".utf8).count..<Array("Tỉnh xếp thứ 58".utf8).count
        let sentence = 0..<Array("Tỉnh xếp thứ 58 năm 2024.".utf8).count
        let field = Document.Field(
            name: .body, source: text, text: text, offsets: OffsetMap(source: text), blocks: [],
            sentences: [sentence])
        let place = Observation.Place(field: 0, surface: surface, number: surface.upperBound - 2, sentence: sentence)
        let source = EventSource(place, in: field)
        #expect((source.start, source.end, source.number) == (9, 15, 13))
        #expect(String(decoding: source.surface, as: UTF8.self) == "thứ 58")
        #expect(String(decoding: source.sentence, as: UTF8.self) == "Tỉnh xếp thứ 58 năm 2024.")
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_709_164_799_999, "2024-02-28T23:59:59.999Z"), (Int64.max, "9999-12-31T23:59:59.999Z"),
            (Int64.min, "0001-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func timestampsAreRFC3339(milliseconds: Int64, text: String) {
        var bytes: [UInt8] = []
        Timestamp.append(milliseconds, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
