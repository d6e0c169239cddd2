import Article
import Foundation
import Observation
import Testing

@testable import Extraction

/// How much of the shipped gold is found, and read right at its core. The floors only rise.
@Suite struct GoldTests {
    struct File: Decodable {
        let article: Item
        let observations: [Gold]

        struct Item: Decodable {
            let title: String
            let body: String
            let publishedAt: String?
            let contentType: String?
        }

        struct Gold: Decodable {
            let `in`: String
            let start: Int
            let end: Int
            let value: Double
            let valueUpper: Double?
            let ofTotal: Double?
            let unit: String
            let measure: String
            let optional: Bool
        }
    }

    @Test func detectAndCore() throws {
        var (found, missed, extra, core) = (0, 0, 0, 0)
        for url in try Fixtures.gold() {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let file = try decoder.decode(File.self, from: Data(contentsOf: url))
            let article = RawArticle(
                id: url.lastPathComponent, title: Array(file.article.title.utf8), body: Array(file.article.body.utf8),
                publishedAt: file.article.publishedAt,
                contentType: file.article.contentType.flatMap(RawArticle.ContentType.init) ?? .plain)
            let document = try ArticleReader().document(article)
            var extractor = Extractor(lexicon: try TestReader.lexicon.get())
            var events = try extractor.extract(document, publication: article.publicationDate).map {
                (
                    field: document.fields[$0.place.field].name.rawValue,
                    range: document.fields[$0.place.field].scalarRange(ofText: $0.place.surface), observation: $0
                )
            }
            for gold in file.observations {
                let index = events.firstIndex { $0.field == gold.in && $0.range.overlaps(gold.start..<gold.end) }
                guard let index else {
                    if !gold.optional { missed += 1 }
                    continue
                }
                let event = events.remove(at: index).observation
                guard !gold.optional else { continue }
                found += 1
                if isSameCore(gold, event) { core += 1 }
            }
            extra += events.count
        }
        func f1(_ right: Int) -> Double { 2 * Double(right) / Double(2 * found + missed + extra) }
        #expect(f1(found) >= 0.97, "detect F1 \(f1(found)): missed \(missed), extra \(extra)")
        #expect(f1(core) >= 0.96, "core F1 \(f1(core))")
    }

    private func isSameCore(_ gold: File.Gold, _ event: Observation) -> Bool {
        func same(_ a: Double?, _ b: FixedDecimal?) -> Bool {
            guard let a, let b else { return a == nil && b == nil }
            return abs(a - b.approximate) <= 1e-9 * max(1, abs(a))
        }
        return same(gold.value, event.value) && same(gold.valueUpper, event.upper)
            && same(gold.ofTotal, event.total) && gold.unit == event.unit && gold.measure == event.measure.rawValue
    }
}
