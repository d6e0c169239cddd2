import Article
import Foundation
import Testing
import Vietnamese

@testable import Extraction

#if DEBUG
    /// What a text costs grows with its length and no faster: counted in steps of the grammar, so that the machine's other
    /// work changes nothing.
    @Suite struct LinearityTests {
        /// One piece again and again: in one sentence, in sentences of one paragraph, in paragraphs, in a list, in tables.
        static let pieces: [String] =
            [
                "1 ", "(", ")", "\"", "“", "5% ", "1.2.", "1,", "1-", "1/", "+", "| 1 ", "năm 2024 ", "tháng 5, ",
                "ngày 6, ",
                "Hà Nội ", "Bộ Tài chính, ", "tăng ", "so với cùng kỳ ", "từ 1 đến ", "thứ ", "cứ 100 người ", "hai ",
                "một trăm linh ", "35 độ nhiệt ", "15 người trên ", "5 tỷ đồng/người/tháng ", "quận 1, ",
                "lần lượt 1, 2 và ", "tỷ lệ ",
            ]
            + ["tăng 5% ", "Tỉnh có 5 xã", "Tính đến ngày 30/6/2024, tỉnh có 5 xã", "Hà Nội đạt 45%, Đà Nẵng 52%"]
            .flatMap {
                [$0 + ". ", $0 + ".\n\n", "- " + $0 + "\n"]
            }
            + ["| Tỉnh | Tỷ lệ (%) |\n|---|---|\n| Hà Nội | 5 |\n\nNăm 2024, tỉnh có 5 xã.\n\n", "| 1 | 2 | 3 |\n"]

        @Test("ten times the text takes ten times the steps", arguments: pieces)
        func linear(piece: String) throws {
            let steps = try [1, 10, 100].map { try Self.steps(piece, bytes: 400 * $0) }
            // The first is shorter than the longest sentence, inside which the grammar may look around.
            #expect(steps[1] < steps[0] * 30 + 10_000, "\(steps)")
            #expect(steps[2] < steps[1] * 11, "\(steps)")
            #expect(steps[2] >= steps[1], "\(steps)")
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
