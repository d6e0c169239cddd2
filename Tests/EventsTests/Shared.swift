import Article
import Catalogue
import Events
import Observation
import TestSupport

let versions = Versions(extractor: "1.0.0", catalogue: "2026.1+0123456789ab")

/// The article of the worked example in `schemas/README.md`.
let exampleArticle = RawArticle(
    id: "vi-001", title: Array("Kinh tế số Bắc Kạn".utf8),
    body: Array("Bắc Kạn xếp thứ 58 về chuyển đổi số.".utf8), url: "https://example.vn/1", source: "Báo mẫu",
    publishedAt: "2025-02-06", crawledAt: "2025-02-06T03:04:05.678Z")

let examplePlace = Observation.Place(field: 0, surface: 0..<1, number: 0, sentence: 0..<1)

/// A draft whose surface and sentence are what is given.
func draft(
    _ observation: Observation, _ enrichment: Enrichment = Enrichment(), field: Document.FieldName = .body,
    number: Int = 16, surface: String = "thứ 58", sentence: String = "Bắc Kạn xếp thứ 58 về chuyển đổi số."
) -> EventDraft {
    EventDraft(
        observation: observation, enrichment: enrichment,
        source: EventSource(
            field: field, start: number, end: number + surface.unicodeScalars.count, number: number,
            surface: Array(surface.utf8)[...], sentence: Array(sentence.utf8)[...]))
}

/// The observation of the worked example.
let exampleRank = Observation(
    place: examplePlace, value: 58, unit: "rank", measure: .level, period: .year(2024), area: "Bắc Kạn",
    indicator: "Chỉ số Chuyển đổi số cấp tỉnh", confidence: 0.9)

let exampleEnrichment = Enrichment(
    indicatorCode: "dti.province_rank", sector: "digital transformation", framework: "DTI", areaCode: "06",
    areaVintage: .untilJune2025, areaCodeCurrent: "19")

/// What one article publishes, in a buffer of its own.
func output(_ context: ArticleContext, _ drafts: [EventDraft]) -> ArticleOutput {
    var output = ArticleOutput()
    ArticleWriter(encoder: JSONEventEncoder()).write(context, drafts, to: &output)
    return output
}

extension ArticleOutput {
    /// A stretch of the buffer as text.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The values of the records for a destination.
    func values(_ destination: Destination) -> [String] {
        records.filter { $0.destination == destination }.map { text($0.value) }
    }
}

extension SeededGenerator {
    /// Text of letters, quotes, controls, separators and scalars of every length.
    mutating func text(upTo length: Int) -> String {
        let odd: [Unicode.Scalar] = [
            "\"", "\\", "/", "\u{0}", "\u{8}", "\t", "\n", "\u{c}", "\r", "\u{1f}", "\u{7f}", "\u{80}", "ế", "Đ",
            "\u{301}", "\u{2028}", "\u{2029}", "\u{feff}", "\u{fffd}", "\u{ffff}", "😀", "\u{10ffff}", "|", "a", " ",
        ]
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            scalars.append(odd.randomElement(using: &self) ?? "x")
        }
        return String(scalars)
    }
}
