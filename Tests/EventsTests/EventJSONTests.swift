import Article
import Catalogue
import Events
import Foundation
import Observation
import TestSupport
import Testing

@Suite struct EventJSONTests {
    let context = ArticleContext(
        exampleArticle, versions: versions, recordTimestamp: 1_738_811_045_678,
        traceparent: Array("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".utf8))

    @Test func anEventToTheByte() throws {
        let record = output(context, [draft(exampleRank, exampleEnrichment)])
        let expected = """
            {"schema_version":"1.0","event_id":"e1807b53-9b13-5811-b0ca-44e74fb1d25d",\
            "run_id":"393e2586-db9d-5b57-86d2-1235e59134e4",\
            "series_id":"dti.province_rank|rank|level|Bắc Kạn@until-2025-06||observed",\
            "indicator":"Chỉ số Chuyển đổi số cấp tỉnh","indicator_code":"dti.province_rank",\
            "sector":"digital transformation","framework":"DTI",\
            "value":58,"value_upper":null,"of_total":null,"unit":"rank","measure":"level","direction":null,\
            "status":"actual","qualifier":"exact",\
            "time_period":"2024","period_start":"2024-01-01","period_end":"2024-12-31","baseline":null,\
            "ref_area":"Bắc Kạn","ref_area_code":"06","ref_area_vintage":"until-2025-06",\
            "ref_area_code_current":"19","organization":null,\
            "field":"body","start_offset":16,"end_offset":22,"surface":"thứ 58",\
            "sentence":"Bắc Kạn xếp thứ 58 về chuyển đổi số.",\
            "article_id":"vi-001","article_version":1738811045678,"article_url":"https://example.vn/1",\
            "article_title":"Kinh tế số Bắc Kạn","source":"Báo mẫu","published_at":"2025-02-06",\
            "content_hash":"e33b803baf1d1c7307d809aa386c636005ca238601129a73c47977ae7a693ff5",\
            "confidence":0.9,"flags":[],"extractor_version":"1.0.0","catalogue_version":"2026.1+0123456789ab"}
            """
        #expect(record.values(.events) == [expected])
    }

    @Test func aManifestToTheByte() {
        let manifest = output(context, [draft(exampleRank, exampleEnrichment)])
        let expected = """
            {"schema_version":"1.0","article_id":"vi-001","article_version":1738811045678,\
            "content_hash":"e33b803baf1d1c7307d809aa386c636005ca238601129a73c47977ae7a693ff5",\
            "run_id":"393e2586-db9d-5b57-86d2-1235e59134e4","extractor_version":"1.0.0",\
            "catalogue_version":"2026.1+0123456789ab","event_ids":["e1807b53-9b13-5811-b0ca-44e74fb1d25d"],\
            "deleted":false,\
            "counts":{"events":1,"levels":1,"changes":0,"multiples":0,"coded":1,"flagged":0}}
            """
        #expect(manifest.values(.manifests) == [expected])
    }

    @Test func flagsAreSorted() {
        var rank = exampleRank
        rank.flags = [.yearInferred, .noPublicationDate, .totalMismatch]
        let event = output(context, [draft(rank)]).values(.events)
        #expect(event[0].contains("\"flags\":[\"no_publication_date\",\"total_mismatch\",\"year_inferred\"]"))
    }

    @Test(
        arguments: [
            (0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.8765, "0.877"), (-1.0, "0"), (7.0, "1"), (Double.nan, "0"),
            (Double.infinity, "1"),
        ])
    func confidenceIsInThousandths(confidence: Double, written: String) {
        var rank = exampleRank
        rank.confidence = confidence
        #expect(output(context, [draft(rank)]).values(.events)[0].contains("\"confidence\":\(written),"))
    }

    @Test(
        arguments: [
            TimePeriod.year(2024), .semester(2, year: 2024), .quarter(4, year: 2024), .month(4, year: 2024),
            .years(from: 2021, count: 5), .months(fromMonth: 1, year: 2024, count: 4), .month(12, year: 987),
        ])
    func periodsAreThoseOfTheDomain(period: TimePeriod) {
        var rank = exampleRank
        rank.period = period
        rank.measure = .change
        rank.baseline = .period(period.yearsBack(1))
        let event = output(context, [draft(rank)]).values(.events)[0]
        #expect(
            event.contains(
                "\"time_period\":\"\(period)\",\"period_start\":\"\(period.firstDay)\","
                    + "\"period_end\":\"\(period.lastDay)\",\"baseline\":\"\(period.yearsBack(1))\""))
    }

    @Test func withoutAPeriodItsDaysAreNull() {
        var rank = exampleRank
        rank.period = nil
        rank.baseline = .target
        let event = output(context, [draft(rank)]).values(.events)[0]
        #expect(
            event.contains("\"time_period\":null,\"period_start\":null,\"period_end\":null,\"baseline\":\"target\""))
    }

    @Test func aDateThatCannotBeReadIsNull() {
        var article = exampleArticle
        article.publishedAt = "hôm qua"
        let context = ArticleContext(article, versions: versions, recordTimestamp: nil)
        #expect(output(context, [draft(exampleRank)]).values(.events)[0].contains("\"published_at\":null"))
    }

    @Test func anyTextComesBackAsItWas() throws {
        var random = SeededGenerator(seed: 42)
        // Foundation drops U+FEFF from the front of strings; the check against Python has it.
        func text(_ length: Int) -> String {
            let scalars = random.text(upTo: length).unicodeScalars.filter { $0 != "\u{feff}" }
            return String(String.UnicodeScalarView(scalars))
        }
        for _ in 0..<300 {
            var rank = exampleRank
            rank.indicator = text(20)
            rank.organization = text(20)
            rank.area = text(20)
            let surface = text(40)
            var article = exampleArticle
            article.id = text(20)
            article.title = Array(text(40).utf8)
            let context = ArticleContext(article, versions: versions, recordTimestamp: nil)
            let output = output(context, [draft(rank, surface: surface, sentence: surface)])
            for record in output.records {
                let value = try JSONSerialization.jsonObject(with: Data(output.bytes[record.value]))
                let object = try #require(value as? [String: Any])
                #expect(same(object["article_id"], article.id))
                guard record.destination == .events else { continue }
                #expect(same(object["indicator"], rank.indicator))
                #expect(same(object["organization"], rank.organization))
                #expect(same(object["ref_area"], rank.area))
                #expect(same(object["surface"], surface) && same(object["sentence"], surface))
                let title = String(decoding: article.title, as: UTF8.self)
                #expect(title.isEmpty ? object["article_title"] is NSNull : same(object["article_title"], title))
            }
        }
    }

    /// Swift compares strings by canonical equivalence; bytes tell whether anything was changed.
    private func same(_ value: Any?, _ text: String?) -> Bool {
        guard let value = value as? String, let text else { return false }
        return value.utf8.elementsEqual(text.utf8)
    }

    @Test func theSameInputGivesTheSameBytes() {
        let drafts = (0..<50).map { index in
            draft(exampleRank, exampleEnrichment, number: index * 10)
        }
        let first = output(context, drafts)
        var second = ArticleOutput()
        let writer = ArticleWriter(encoder: JSONEventEncoder())
        writer.write(ArticleContext(deleted: "other", versions: versions, recordTimestamp: 1), [], to: &second)
        second.removeAll()
        writer.write(context, drafts.reversed(), to: &second)
        #expect(first.bytes == second.bytes)
        #expect(first.records.map(\.value) == second.records.map(\.value))
    }
}
