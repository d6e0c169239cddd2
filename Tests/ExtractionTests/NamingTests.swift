import Article
import Foundation
import Observation
import Testing

@testable import Extraction

/// What figures are called.
@Suite struct NamingTests {
    /// A text, and its figures with words that their names must hold and words that they must not.
    @Test(
        "a figure's name is found in its clause, behind a colon, or in what was said before",
        arguments: [
            ("Tỷ lệ hồ sơ nộp trực tuyến của tỉnh đạt 45%, tăng 5 điểm phần trăm.", ["tỷ lệ hồ sơ nộp trực tuyến"]),
            ("Trong tháng, cả nước xuất khẩu 520 nghìn tấn gạo.", ["gạo"]),
            ("Đã có 95,2% dân số tham gia bảo hiểm y tế.", ["dân số tham gia bảo hiểm y tế"]),
            ("Hệ thống đã kết nối với 18 bộ, ngành và 63 tỉnh, thành phố.", ["bộ, ngành", "tỉnh, thành phố"]),
            ("Sở cho biết, đến nay có 1.250 doanh nghiệp đang hoạt động.", ["doanh nghiệp đang hoạt động"]),
            ("Chỉ số cải cách hành chính (PAR INDEX) đạt 88,5 điểm.", ["par index"]),
            ("Đàn lợn là 27,9 triệu con, đàn gia cầm 584 triệu con.", ["đàn lợn", "đàn gia cầm"]),
            ("Xuất khẩu tôm đạt 1,7 tỷ USD; cá tra đạt 820 triệu USD.", ["tôm", "xuất khẩu cá tra"]),
        ])
    func names(text: String, expected: [String]) throws {
        let found = try TestReader.read(text).map { $0.observation.indicator.lowercased() }
        for name in expected {
            #expect(found.contains { $0.contains(name) }, "\(name) in none of \(found)")
        }
    }

    @Test(
        "a growth rate behind a share is of what grows, a share's own movement is the share's",
        arguments: [
            (
                "Tỷ trọng thương mại điện tử trong tổng mức bán lẻ đạt 9,1%, tốc độ tăng trưởng 20%/năm.",
                "thương mại điện tử"
            ),
            (
                "Tỷ trọng thương mại điện tử trong tổng mức bán lẻ đạt 9,1%, tăng trưởng trên 20%/năm.",
                "thương mại điện tử"
            ),
            (
                "Tỷ trọng kinh tế số trong GRDP đạt 9,1%, tăng 1,5 điểm phần trăm so với năm trước.",
                "tỷ trọng kinh tế số trong grdp"
            ),
        ])
    func growthOfShare(text: String, expected: String) throws {
        #expect(try TestReader.read(text).last?.observation.indicator.lowercased() == expected)
    }

    @Test("who speaks is no name", arguments: ["cho biết", "cho hay", "khẳng định", "nêu rõ"])
    func speaker(says: String) throws {
        let found = try TestReader.read("Báo cáo trình hội nghị \(says), đến nay đã có 14 bộ, ngành công bố danh mục.")
        #expect(found.count == 1)
        #expect(found.allSatisfy { !$0.observation.indicator.contains("hội nghị") })
    }

    /// Ways so rare that the sample articles have none of them.
    private static let rare: Set<String> = [
        "grownVerb", "grownCut", "repeatedSubject", "rightVerbMean", "dimension", "dimensionVerb", "captionMeasureRow",
    ]

    @Test("each way to put a name together is tried on the sample articles")
    func sources() throws {
        var tried: Set<String> = []
        for url in try Fixtures.gold() {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let file = try decoder.decode(GoldTests.File.self, from: Data(contentsOf: url))
            let article = RawArticle(
                id: url.lastPathComponent, title: Array(file.article.title.utf8), body: Array(file.article.body.utf8),
                publishedAt: file.article.publishedAt,
                contentType: file.article.contentType.flatMap(RawArticle.ContentType.init) ?? .plain)
            var extractor = Extractor(lexicon: try TestReader.lexicon.get())
            _ = try extractor.extract(try ArticleReader().document(article), publication: article.publicationDate) {
                tried.formUnion($0.names.map(\.source))
            }
        }
        let missing = Set(NameSource.allCases.map { "\($0)" }).subtracting(tried)
        #expect(missing.isSubset(of: Self.rare), "never tried: \(missing.subtracting(Self.rare).sorted())")
    }

    @Test("a name is taken apart and put together as words")
    func phrases() {
        let share = NamePhrase().with(text: "tỷ trọng kinh tế số trong GDP")
        #expect(share.base?.text == "kinh tế số")
        #expect(NamePhrase().with(text: "chi ngân sách so với dự toán").base?.text == "chi ngân sách")
        #expect(NamePhrase().with(text: "dân số").base == nil)
        let gross = NamePhrase().with(text: "Tổng sản phẩm trên địa bàn (GRDP)")
        #expect(gross.abbreviation?.text == "GRDP")
        let exports = NamePhrase().with(text: "kim ngạch xuất khẩu sang Nhật Bản")
        #expect(exports.withTail(NamePhrase().with(text: "Hoa Kỳ"))?.text == "kim ngạch xuất khẩu sang Hoa Kỳ")
        #expect(exports.joined(NamePhrase().with(text: "gạo")).hashes.count == exports.hashes.count + 1)
    }
}
