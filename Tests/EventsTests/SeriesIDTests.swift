import Article
import Catalogue
import Events
import Foundation
import Observation
import Testing

@Suite struct SeriesIDTests {
    private func series(_ observation: Observation, _ enrichment: Enrichment = Enrichment()) throws -> String {
        let context = ArticleContext(exampleArticle, versions: versions, recordTimestamp: nil)
        let value = output(context, [draft(observation, enrichment)]).values(.events)[0]
        let object = try JSONSerialization.jsonObject(with: Data(value.utf8)) as? [String: Any]
        return try #require(object?["series_id"] as? String)
    }

    private func growth(_ period: TimePeriod?, _ baseline: Observation.Baseline?) -> Observation {
        Observation(
            place: examplePlace, value: 7, unit: "percent", measure: .change, direction: .up, period: period,
            baseline: baseline, indicator: "GDP")
    }

    @Test(
        arguments: [
            (TimePeriod.year(2023), TimePeriod.year(2022), "yoy"),
            (.semester(1, year: 2024), .semester(1, year: 2023), "yoy"),
            (.semester(1, year: 2024), .monthRun(from: 1, to: 6, year: 2023), "yoy"),
            (.semester(1, year: 2024), .months(fromMonth: 1, year: 2023, count: 6), "yoy"),
            (.quarter(1, year: 2024), .quarter(4, year: 2023), "previous"),
            (.month(1, year: 2024), .month(12, year: 2023), "previous"),
            (.month(2, year: 2024), .month(2, year: 2023), "yoy"), (.year(2024), .year(2022), "other"),
            (.month(2, year: 2024), .year(2023), "other"),
        ])
    func comparisonIsReadOffThePeriods(period: TimePeriod, baseline: TimePeriod, comparison: String) throws {
        #expect(try series(growth(period, .period(baseline))) == "gdp|percent|change|VN||observed|\(comparison)")
    }

    @Test func comparisonWithATargetOrNothing() throws {
        #expect(try series(growth(.year(2024), .target)).hasSuffix("|target"))
        #expect(try series(growth(.year(2024), nil)).hasSuffix("|other"))
        #expect(try series(growth(nil, .period(.year(2023)))).hasSuffix("|other"))
    }

    @Test(
        arguments: [
            (Observation.Status.actual, "observed"), (.estimate, "observed"), (.target, "target"),
            (.forecast, "forecast"),
        ])
    func statusIsItsClass(status: Observation.Status, name: String) throws {
        var rank = exampleRank
        rank.status = status
        #expect(try series(rank, exampleEnrichment).hasSuffix("||\(name)"))
    }

    @Test(
        arguments: [
            ("  Tỷ lệ\u{a0} HỘ  NGHÈO\n", "tỷ lệ hộ nghèo"), ("ĐỒNG ƠƯ ẶẴẪ Ỹ ĨŨ Ă", "đồng ơư ặẵẫ ỹ ĩũ ă"),
            ("a|b\\c", "a\\|b\\\\c"), ("ẞ ΣΑ ЖЯ", "ß σα жя"), ("×÷ÿ", "×÷ÿ"), ("", ""),
        ])
    func labelsAreNormalised(label: String, normal: String) throws {
        var rank = exampleRank
        rank.indicator = label
        let series = try series(rank)
        #expect(series.utf8.elementsEqual("\(normal)|rank|level|Bắc Kạn||observed".utf8), "\(series)")
    }

    /// Every letter of the two blocks of Latin that Vietnamese is written in, against the Unicode tables.
    @Test func lowercasingAgreesWithUnicode() throws {
        for value in Array(0xc0...0x24f) + Array(0x1e00...0x1eff) {
            let scalar = try #require(Unicode.Scalar(UInt32(value)))
            var rank = exampleRank
            rank.indicator = String(scalar)
            let lower = scalar.properties.lowercaseMapping
            let head = try series(rank).prefix { $0 != "|" }
            #expect(head.unicodeScalars.elementsEqual(lower.unicodeScalars), "U+\(String(value, radix: 16))")
        }
    }

    @Test func partsAreEscaped() throws {
        var rank = exampleRank
        rank.organization = "Bộ | \\ Ngành"
        rank.area = "A|B"
        #expect(
            try series(rank, exampleEnrichment)
                == "dti.province_rank|rank|level|A\\|B@until-2025-06|Bộ \\| \\\\ Ngành|observed")
    }
}
