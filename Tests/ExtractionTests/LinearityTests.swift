import Article
import Foundation
import Testing
import Vietnamese

@testable import Extraction

#if DEBUG
    /// What a text costs grows with its length and no faster: counted in steps of the grammar, so that the machine's other
    /// work changes nothing.
    @Suite(.serialized) struct LinearityTests {
        /// One piece again and again: in one sentence, in sentences of one paragraph, in paragraphs, in a list, in tables.
        static let pieces = [
            "1 ", "(", "“", "5% ", "1.2.", "1-", "| 1 ", "tháng 5, ", "Hà Nội ", "Bộ Tài chính, ", "tăng ", "từ 1 đến ",
            "hai ", "35 độ nhiệt ", "15 người trên ", "quận 1, ", "lần lượt 1, 2 và ",
            "Tính đến ngày 30/6/2024, tỉnh có 5 xã. ",
        ]
        static let articles = [
            "Tính đến ngày 30/6/2024, tỉnh có 5 xã.\n\n", "- Hà Nội đạt 45%, Đà Nẵng 52%.\n",
            "| Tỉnh | Tỷ lệ (%) |\n|---|---|\n| Hà Nội | 5 |\n\nNăm 2024, tỉnh có 5 xã.\n\n",
        ]

        @Test("ten times the text takes ten times the steps", arguments: pieces + articles)
        func linear(piece: String) async throws {
            let once = try Self.steps(piece, bytes: 2_000)
            await Task.yield()
            let tenfold = try Self.steps(piece, bytes: 20_000)
            // The last sentence of the first may be shorter than the longest, inside which the grammar may look around.
            #expect(tenfold < once * 14 + 1_000, "\(once), \(tenfold)")
            #expect(tenfold >= once)
        }

        @Test("so does a hundred times, of what an article is made of", arguments: articles)
        func longArticles(piece: String) async throws {
            let tenfold = try Self.steps(piece, bytes: 10_000)
            await Task.yield()
            let hundredfold = try Self.steps(piece, bytes: 100_000)
            #expect(hundredfold < tenfold * 11, "\(tenfold), \(hundredfold)")
        }

        @Test("the counter counts: a search from every figure back to the first would show")
        func showsSquares() throws {
            func square(_ count: Int) -> Int {
                Steps.count { for index in 0..<count { Steps.take(index) } }
            }
            #expect(square(1000) > square(100) * 50)
            #expect(try Self.steps("5% ", bytes: 3_000) > 3_000)
        }

        private static func steps(_ piece: String, bytes: Int) throws -> Int {
            let body = String(repeating: piece, count: max(1, bytes / piece.utf8.count))
            let article = RawArticle(id: "t", body: Array(body.utf8), publishedAt: "2025-02-06")
            let document = try ArticleReader().document(article)
            var extractor = Extractor(
                lexicon: try TestReader.lexicon.get(), limits: ExtractionLimits(observations: .max, steps: .max))
            return try Steps.count { _ = try extractor.extract(document, publication: article.publicationDate) }
        }
    }
#endif
