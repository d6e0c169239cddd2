import Foundation
import Testing

@testable import Article

@Suite struct GoldTests {
    @Test func thereAreArticles() { #expect(Gold.files.count >= 18) }

    /// Every figure that a reader is to find must stand inside a block, at the place that gold names.
    @Test func everySurfaceStandsInABlock() throws {
        for (name, data) in Gold.files {
            let file = try JSONDecoder().decode(Gold.File.self, from: data)
            let envelope = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let message = try JSONSerialization.data(withJSONObject: try #require(envelope["article"]))
            guard case .article(let article, let warnings) = try read(bytes: Array(message)) else {
                Issue.record("\(name) is no article")
                continue
            }
            #expect(warnings.isEmpty && article.publicationDate != nil)
            let document = try ArticleReader().document(article)
            for field in document.fields { field.checkInvariants(name) }
            for observation in file.observations where !observation.optional {
                let field = try #require(document.fields.first { $0.name.rawValue == observation.in })
                let isInside = field.blocks.contains { block in
                    field.sentences[block.sentences].contains { sentence in
                        let range = field.scalarRange(ofText: sentence)
                        return range.lowerBound <= observation.start && observation.end <= range.upperBound
                    }
                }
                #expect(isInside, "\(name): \(observation.surface)")
                let scalars = String(decoding: field.source, as: UTF8.self).unicodeScalars
                let surface = String(
                    String.UnicodeScalarView(
                        scalars.dropFirst(observation.start).prefix(
                            observation.end - observation.start)))
                #expect(surface == observation.surface)
            }
        }
    }
}
