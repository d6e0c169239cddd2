import Article
import Foundation
import Observation
import TestSupport
import Testing

@testable import Extraction

/// The grounds of every field, from the readers that set it.
@Suite struct ExplanationTests {
    /// A text explained, with the words of its cues.
    private struct Explained {
        let document: Document
        let observations: [Observation]
        let explanation: Explanation

        init(
            _ body: String, title: String = "", published: String? = "2025-02-06",
            contentType: RawArticle.ContentType = .plain
        ) throws {
            let article = RawArticle(
                id: "t", title: Array(title.utf8), body: Array(body.utf8), publishedAt: published,
                contentType: contentType)
            document = try ArticleReader().document(article)
            var extractor = Extractor(lexicon: try TestReader.lexicon.get())
            (observations, explanation) = try extractor.explain(document, publication: article.publicationDate)
        }

        func text(_ cue: Ground.Cue?) -> String {
            cue.map { String(decoding: document.fields[$0.field].text[$0.bytes], as: UTF8.self) } ?? ""
        }

        /// What has a value that nobody has by default has a ground, and what has none has none.
        func expectGrounds() {
            #expect(explanation.observations.count == observations.count)
            for (observation, reasons) in zip(observations, explanation.observations) {
                let surface = document.fields[observation.place.field].surface(ofText: observation.place.surface)
                let isSaid: [(Ground.Field, Bool)] = [
                    (.measure, observation.measure != .level), (.direction, observation.direction != nil),
                    (.status, observation.status != .actual), (.qualifier, observation.qualifier != .exact),
                    (.period, observation.period != nil), (.baseline, observation.baseline != nil),
                    (.area, observation.area != "VN"), (.organization, observation.organization != nil),
                    (.unit, true), (.value, true), (.indicator, true),
                ]
                for (field, isSaid) in isSaid where isSaid {
                    #expect(reasons[field].rule != .unsaid, "\(surface): \(field)")
                }
                if observation.unit != "count" { #expect(reasons[.unit].rule != .noUnit, "\(surface)") }
                for (field, isSaid) in isSaid where !isSaid && [.period, .baseline, .organization].contains(field) {
                    #expect(reasons[field].rule == .unsaid, "\(surface): \(field) \(reasons[field].rule)")
                }
            }
        }

        /// The observation with a surface.
        func index(_ surface: String) throws -> Int {
            try #require(
                observations.firstIndex {
                    document.fields[$0.place.field].surface(ofText: $0.place.surface) == surface
                },
                "\(observations.map { document.fields[$0.place.field].surface(ofText: $0.place.surface) })")
        }
    }

    struct Case: Sendable {
        let body: String
        let surface: String
        let field: Ground.Field
        let rule: Ground.Rule
        let cue: String

        init(_ body: String, _ surface: String, _ field: Ground.Field, _ rule: Ground.Rule, _ cue: String = "") {
            self.body = body
            self.surface = surface
            self.field = field
            self.rule = rule
            self.cue = cue
        }
    }

    private static let cases: [Case] = [
        // Value and unit.
        Case("Vốn đạt 2.505 tỷ đồng.", "2.505 tỷ đồng", .value, .digits, "2.505 tỷ"),
        Case("Vốn đạt 2.505 tỷ đồng.", "2.505 tỷ đồng", .unit, .unitWord, "đồng"),
        Case("Đã cấp gần hai mươi triệu thẻ căn cước.", "hai mươi triệu", .value, .numberWords, "hai mươi triệu"),
        Case("Cả nước có 52 địa phương công bố danh mục.", "52", .unit, .noUnit),
        Case("GDP tăng 8-10% trong năm 2025.", "8-10%", .value, .digits, "8-10"),
        Case("Kim ngạch hai quý đạt 430,14 và 409,61 tỷ USD.", "430,14", .value, .nextFigure, "409,61 tỷ USD"),
        Case("Kim ngạch hai quý đạt 430,14 và 409,61 tỷ USD.", "430,14", .unit, .nextFigure, "409,61 tỷ USD"),
        Case("Việt Nam xếp thứ 71 trong tổng số 193 quốc gia.", "thứ 71", .unit, .rankWord, "thứ"),
        Case("Tỷ lệ đạt 15 bác sĩ/10.000 dân.", "15", .unit, .rate, "10.000 dân"),
        Case("Chỉ số phát triển con người đạt 0,766.", "0,766", .unit, .bareScore),
        // Measure and direction.
        Case("Tỷ lệ hồ sơ trực tuyến đạt 45%.", "45%", .measure, .word, "đạt"),
        Case("Doanh thu tăng 11% so với năm 2023.", "11%", .measure, .word, "tăng"),
        Case("Doanh thu giảm mạnh 11% so với năm 2023.", "11%", .direction, .word, "giảm mạnh"),
        Case("Tốc độ tăng trưởng GDP đạt 7,1%.", "7,1%", .measure, .subjectNoun, "tăng trưởng"),
        Case("Chỉ số PCI tăng 15 bậc.", "15 bậc", .measure, .unit, "bậc"),
        Case("Số hồ sơ tăng 2,5 lần.", "2,5 lần", .direction, .word, "tăng"),
        Case("Đề án cắt giảm 30% thời gian và 20% chi phí.", "20%", .measure, .previousFigure, "30%"),
        // Status and qualifier.
        Case("GDP ước đạt 430 tỷ USD.", "430 tỷ USD", .status, .word, "ước"),
        Case("GDP đạt 430 tỷ USD.", "430 tỷ USD", .status, .unsaid),
        Case("GDP ước đạt 430 tỷ USD, tăng 7%.", "7%", .status, .previousFigure, "430 tỷ USD"),
        Case("Năm 2030, tỷ lệ hộ nghèo còn 1%.", "1%", .status, .futurePeriod, "Năm 2030"),
        Case("Doanh thu đạt khoảng 45 tỷ đồng.", "45 tỷ đồng", .qualifier, .word, "khoảng"),
        Case("Số thu vượt 16,4% so với dự toán.", "16,4%", .qualifier, .comparative, "vượt"),
        Case("Trường có từ 45 học sinh trở lên.", "45", .qualifier, .word, "trở lên"),
        // Period and baseline.
        Case("Năm 2023, doanh thu đạt 45 tỷ đồng.", "45 tỷ đồng", .period, .beside, "Năm 2023"),
        Case("Năm 2023, doanh thu đạt 45 tỷ đồng, tăng 5%.", "5%", .period, .previousFigure, "45 tỷ đồng"),
        Case("Năm 2023 là năm khó khăn. Doanh thu đạt 45 tỷ đồng.", "45 tỷ đồng", .period, .paragraph, "Năm 2023"),
        Case("Doanh thu tăng 11% so với năm 2023.", "11%", .baseline, .comparison, "năm 2023"),
        Case("Số thu vượt 16,4% so với dự toán.", "16,4%", .baseline, .goal, "dự toán"),
        Case("Tỷ lệ hộ nghèo quý I, quý II năm 2024 lần lượt là 5% và 6%.", "5%", .period, .list, "quý I"),
        // Area and organization.
        Case("Tại Sơn La, tỷ lệ hộ nghèo là 45%.", "45%", .area, .clauseLeft, "Sơn La"),
        Case("Tỷ lệ hộ nghèo là 45%.", "45%", .area, .unsaid),
        Case("Sơn La có nhiều đổi mới. Tỷ lệ hộ nghèo là 45%.", "45%", .area, .paragraph, "Sơn La"),
        Case(
            "Công ty Cổ phần FPT đạt doanh thu 45 tỷ đồng.", "45 tỷ đồng", .organization, .sentenceSubject,
            "Công ty Cổ phần FPT"),
        Case("Dẫn đầu là Bộ Công Thương (83,48%).", "83,48%", .organization, .ownClause, "Bộ Công Thương"),
        // The name.
        Case("Doanh thu đạt 45 tỷ đồng.", "45 tỷ đồng", .indicator, .clauseLeft),
        Case("Đã cấp 45 triệu thẻ căn cước.", "45 triệu", .indicator, .clauseRight),
        Case("Doanh thu đạt 45 tỷ đồng, tăng 5%.", "5%", .indicator, .antecedent),
    ]

    @Test(arguments: cases)
    func aFieldNamesItsGround(example: Case) throws {
        let read = try Explained(example.body)
        let ground = read.explanation.observations[try read.index(example.surface)][example.field]
        #expect(ground.rule == example.rule)
        #expect(read.text(ground.cue) == example.cue)
    }

    @Test func aTitleAndItsBodyPointAtEachOther() throws {
        let read = try Explained("Năm 2023, doanh thu đạt 45 tỷ đồng.", title: "Doanh thu đạt 45 tỷ đồng")
        let title = read.explanation.observations[0]
        #expect(read.observations[0].place.field == 0)
        for field in [Ground.Field.period, .area, .status] {
            #expect(title[field].rule == .bodyFigure)
            #expect(title[field].cue?.field == 1 && read.text(title[field].cue) == "45 tỷ đồng")
        }
        let other = try Explained("Doanh thu đạt 45 tỷ đồng.", title: "Kinh tế 6 tháng đầu năm 2024")
        let period = other.explanation.observations[0][.period]
        #expect(period.rule == .mainPeriod && period.cue?.field == 0)
        #expect(other.text(period.cue) == "6 tháng đầu năm 2024")
    }

    /// The first sentence of a body has the number of the title's: a period of the title is none of its own.
    @Test func aPeriodOfTheTitleIsNotTheSentencesOwn() throws {
        let own = try Explained("Quý III năm 2024, doanh thu đạt 45 tỷ đồng.", title: "")
        let titles = try Explained("Doanh thu đạt 45 tỷ đồng.", title: "Kinh tế quý III năm 2024")
        let rules = [own, titles].map { $0.explanation.observations.last?[.period].rule }
        #expect(rules[0] != rules[1] && rules[1] == .mainPeriod)
        #expect(titles.explanation.observations.last?[.period].cue?.field == 0)
    }

    @Test func tablesNameHeaderRowAndTitle() throws {
        let read = try Explained(
            "Kim ngạch năm 2024 (tỷ USD)\n\n| Địa phương | Xuất khẩu | Tăng (%) |\n|---|---|---|\n| Hà Nội | 17,5 | 4,2 |\n| Đà Nẵng | 3,1 | -0,6 |",
            contentType: .markdown)
        let level = read.explanation.observations[try read.index("17,5")]
        let change = read.explanation.observations[try read.index("4,2")]
        #expect(level[.unit].rule == .tableTitle && read.text(level[.unit].cue) == "Kim ngạch năm 2024 (tỷ USD)")
        #expect(level[.area].rule == .tableRow && read.text(level[.area].cue) == "Hà Nội")
        #expect(level[.period].rule == .tableTitle && read.text(level[.period].cue) == "năm 2024")
        // `Kim ngạch Xuất khẩu`: the part that opens a name is its ground.
        #expect(
            level[.indicator].rule == .tableTitle && read.text(level[.indicator].cue) == "Kim ngạch năm 2024 (tỷ USD)")
        #expect(change[.measure].rule == .tableHeader && read.text(change[.measure].cue) == "Tăng (%)")
        #expect(change[.indicator] == level[.indicator])
        let fall = read.explanation.observations[try read.index("-0,6")]
        #expect(fall[.direction].rule == .sign && read.text(fall[.direction].cue) == "-")
        let plain = try Explained(
            "| Địa phương | Số doanh nghiệp thành lập mới |\n|---|---|\n| Hà Nội | 1.750 |\n| Đà Nẵng | 310 |",
            contentType: .markdown)
        let header = plain.explanation.observations[try plain.index("1.750")][.indicator]
        #expect(header.rule == .tableHeader && plain.text(header.cue) == "Số doanh nghiệp thành lập mới")
    }

    private static let rejected: [(String, String, Rejection)] = [
        ("Cuộc họp diễn ra ngày 6/2 tại trụ sở.", "ngày 6/2", .date),
        ("Cuộc họp bắt đầu lúc 9 giờ 30 phút.", "9", .date),
        ("Người từ 15 tuổi trở lên tham gia.", "15 tuổi", .duration),
        ("Theo Nghị quyết số 57-NQ/TW, các bộ vào cuộc.", "57-NQ/TW", .legal),
        ("Phiên họp lần thứ 8 của Ủy ban diễn ra.", "8", .session),
        ("Mạng 5G được thương mại hóa.", "5G", .name),
        ("Hội nghị nêu 5 \"tăng tốc, bứt phá\" cần được quán triệt.", "5", .slogan),
        ("Kết quả vượt kế hoạch năm.", "năm", .date),
        ("Hai bên nhất trí thúc đẩy hợp tác.", "Hai", .determiner),
        ("Việt Nam xếp thứ 71 trong tổng số 193 quốc gia.", "193", .partOfAnother),
        ("Bạn còn 500/500 ký tự", "500", .furniture),
        ("Đoàn đã đến thăm 3 lần.", "3 lần", .nothingMeasured),
    ]

    @Test(arguments: rejected)
    func aNumberThatIsNoneSaysWhy(body: String, surface: String, reason: Rejection) throws {
        let read = try Explained(body)
        let found = read.explanation.rejected.map { "\(read.text($0.place)) \($0.reason)" }
        #expect(found.contains("\(surface) \(reason)"), "\(found)")
    }

    /// On whole articles: explaining changes nothing, every cue lies in its text, and no number goes without a word.
    @Test func everyNumberOfTheGoldIsAccountedFor() throws {
        var numbers = 0
        for file in try Fixtures.gold() {
            let gold = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
            let article = try #require(gold["article"] as? [String: Any])
            let body = try #require(article["body"] as? String)
            let (title, published) = (article["title"] as? String ?? "", article["published_at"] as? String)
            let type = RawArticle.ContentType(rawValue: article["content_type"] as? String ?? "") ?? .plain
            let read = try Explained(body, title: title, published: published, contentType: type)
            let plain = try TestReader.read(body, title: title, published: published, contentType: type)
            #expect(plain.map(\.observation) == read.observations)
            read.expectGrounds()
            var covered = read.document.fields.map { Array(repeating: false, count: $0.text.count) }
            for observation in read.observations {
                for byte in observation.place.surface { covered[observation.place.field][byte] = true }
            }
            for number in read.explanation.rejected {
                for byte in number.place.bytes {
                    #expect(!covered[number.place.field][byte], "\(read.text(number.place)) is both")
                    covered[number.place.field][byte] = true
                }
                #expect(number.sentence.contains(number.place.bytes.lowerBound))
            }
            for (index, field) in read.document.fields.enumerated() {
                for byte in field.text.indices where isNumber(byte, field) {
                    numbers += 1
                    let around = String(
                        decoding: field.text[max(0, byte - 30)..<min(field.text.count, byte + 30)], as: UTF8.self)
                    #expect(covered[index][byte], "\(file.lastPathComponent): \(around)")
                }
            }
        }
        #expect(numbers > 2_000)
    }

    /// Whatever the text, explaining reads the same, cues lie in their fields, and no number is both.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func nonsenseIsExplainedToo(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = (0..<300).map { _ in RobustnessTests.pieces.randomElement(using: &generator) ?? "" }
        let body = words.joined(separator: " ")
        let read = try Explained(body, title: words.prefix(12).joined(separator: " "))
        let plain = try TestReader.read(body, title: words.prefix(12).joined(separator: " "))
        #expect(plain.map(\.observation) == read.observations)
        #expect(!read.observations.isEmpty && !read.explanation.rejected.isEmpty)
        read.expectGrounds()
        for reasons in read.explanation.observations {
            for field in Ground.Field.allCases {
                guard let cue = reasons[field].cue else { continue }
                #expect(!read.text(cue).isEmpty)
            }
        }
        for number in read.explanation.rejected {
            #expect(
                !read.observations.contains {
                    $0.place.field == number.place.field && $0.place.surface.overlaps(number.place.bytes)
                }, "\(read.text(number.place)) \(number.reason)")
        }
    }

    /// A digit of a sentence, but not one that belongs to a word, as in `QL1A`.
    private func isNumber(_ byte: Int, _ field: Document.Field) -> Bool {
        guard field.text[byte] &- 0x30 < 10, field.sentences.contains(where: { $0.contains(byte) }) else {
            return false
        }
        let before = field.text[..<byte].last { $0 &- 0x30 >= 10 } ?? 0x20
        return before < 0x80 && (before | 0x20) &- 0x61 >= 26
    }
}

/// The codes of rules and reasons are a contract: schema and documentation know each.
@Suite struct ExplanationSchemaTests {
    private static let schemas = Fixtures.directory.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("schemas")

    @Test func schemaAndDocumentationKnowEveryCode() throws {
        let schema = try #require(
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: Self.schemas.appendingPathComponent("explanation.schema.json")))
                as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let ground = try #require(definitions["ground"]?["properties"] as? [String: [String: Any]])
        let none = try #require(definitions["none"]?["properties"] as? [String: [String: Any]])
        let number = try #require(none["rejected"]?["properties"] as? [String: [String: Any]])
        #expect(ground["rule"]?["enum"] as? [String] == Ground.Rule.allCases.map(\.rawValue))
        #expect(number["reason"]?["enum"] as? [String] == Rejection.allCases.map(\.rawValue))
        let text = try String(contentsOf: Self.schemas.appendingPathComponent("README.md"), encoding: .utf8)
        for rule in Ground.Rule.allCases { #expect(text.contains("| `\(rule.rawValue)` | \(rule.meaning) |")) }
        for reason in Rejection.allCases { #expect(text.contains("| `\(reason.rawValue)` | \(reason.meaning) |")) }
    }
}
