import Testing

@testable import Article

@Suite struct PlainTextTests {
    @Test(
        "Blocks of plain text",
        arguments: [
            ("Một.\n\nHai.\nBa.", ["p: Một.", "p: Hai.", "p: Ba."]),
            ("  Một \r\nHai\u{A0}\rBa\u{200B}\n", ["p: Một", "p: Hai", "p: Ba"]),
            (
                "- Trong năm 2025\n- Phấn đấu\n  + Con\n– Khác",
                ["item0: Trong năm 2025", "item0: Phấn đấu", "item1: Con", "item0: Khác"]
            ),
            ("• một\n•\u{A0}hai\n* ba\n· bốn", ["item0: một", "item0: hai", "item0: ba", "item0: bốn"]),
            (
                "1. Dữ liệu\n2) Số\n(3) Ba\n1.2. Bốn\na) Năm\nđ) Sáu\nIV. Bảy",
                ["item0: Dữ liệu", "item0: Số", "item0: Ba", "item0: Bốn", "item0: Năm", "item0: Sáu", "item0: Bảy"]
            ),
            (
                "1.234 hồ sơ\n\n2024. Năm\n\n1.5 triệu\n\n3,5% là\n\n15 bộ\n\n-0,3 điểm\n\n1)\n\n-",
                [
                    "p: 1.234 hồ sơ", "p: 2024. Năm", "p: 1.5 triệu", "p: 3,5% là", "p: 15 bộ", "p: -0,3 điểm", "p: 1)",
                    "p: -",
                ]
            ),
            (
                "**Thuế: ra quân**\n\n**một** và **hai**\n\n****",
                ["h6: Thuế: ra quân", "p: **một** và **hai**", "p: ****"]
            ),
            ("# không phải tiêu đề", ["p: # không phải tiêu đề"]),
            (
                "| A | B |\n|---|---|\n| 1 | 2 |\n|  | 3 |\nSau",
                ["th 0:0,0: A", "th 0:0,1: B", "td 0:1,0: 1", "td 0:1,1: 2", "td 0:2,1: 3", "p: Sau"]
            ),
            (
                "a | b\nc | d\n\ne\tf\ng\th",
                [
                    "td 0:0,0: a", "td 0:0,1: b", "td 0:1,0: c", "td 0:1,1: d", "td 1:0,0: e", "td 1:0,1: f",
                    "td 1:1,0: g", "td 1:1,1: h",
                ]
            ),
            ("Chia sẻ 128 | Lượt xem 2.417", ["p: Chia sẻ 128 | Lượt xem 2.417"]),
            ("a | b\nc | d | e", ["p: a | b", "p: c | d | e"]),
            ("Hà Nội có\ntám triệu người,\nđông nhất.\nSau", ["p: Hà Nội có\ntám triệu người,\nđông nhất.", "p: Sau"]),
            ("Kết thúc.\nnhỏ\n\nMột\n\nhai", ["p: Kết thúc.", "p: nhỏ", "p: Một", "p: hai"]),
            ("![a](http://x/1_2.jpg)\nChú thích. Ảnh: P.V\n\nSau", ["caption: Chú thích. Ảnh: P.V", "p: Sau"]),
            ("Mở\n- mục\nĐóng", ["p: Mở", "item0: mục", "p: Đóng"]),
        ])
    func blocks(_ text: String, _ outline: [String]) throws {
        let field = try body(text)
        #expect(field.outline == outline)
        #expect(field.offsets.isIdentity && field.text == field.source)
        field.checkInvariants(text)
    }

    @Test func titleIsOneBlockAndEmptyFieldsAreAbsent() throws {
        let reader = ArticleReader()
        let document = try reader.document(RawArticle(id: "a", title: Array("- <b>&amp;</b>\nx".utf8), body: []))
        #expect(document.fields.count == 1)
        #expect(document.fields[0].outline == ["title: - <b>&amp;</b>\nx"])
        let numbered = try reader.document(RawArticle(id: "a", title: Array("1. Dữ liệu. Hai".utf8), body: []))
        #expect(numbered.fields[0].sentenceTexts == ["1. Dữ liệu.", "Hai"])
        #expect(try body("\n \n").blocks.isEmpty)
    }

    @Test func blockLimitIsNamed() {
        let limits = ArticleLimits(blocks: 10)
        for type in RawArticle.ContentType.allCases {
            let text = String(repeating: "<p>x.</p>\n\n", count: 20)
            let error = #expect(throws: ArticleError.self) { try body(text, type, limits: limits) }
            #expect(error?.code == .limitBlocks && error?.stage == .read, "\(type)")
        }
    }

    @Test(
        "Sentences",
        arguments: [
            ("Một câu. Hai câu! Ba câu? Bốn… Năm", ["Một câu.", "Hai câu!", "Ba câu?", "Bốn…", "Năm"]),
            ("Đạt 1.234 tỷ, tăng 3.5 lần. Năm 2024.", ["Đạt 1.234 tỷ, tăng 3.5 lần.", "Năm 2024."]),
            ("TP. Hồ Chí Minh và Tp. Huế, Q. 1, P. 5.", ["TP. Hồ Chí Minh và Tp. Huế, Q. 1, P. 5."]),
            ("PGS.TS. Nguyễn A, ThS. Bình, BS. Chi nói.", ["PGS.TS. Nguyễn A, ThS. Bình, BS. Chi nói."]),
            ("Nhanh nhất Đông Nam Á. Riêng Việt Nam.", ["Nhanh nhất Đông Nam Á.", "Riêng Việt Nam."]),
            ("Ông N.V. An ở T.Ư. Đảng. Sau.", ["Ông N.V. An ở T.Ư. Đảng.", "Sau."]),
            (
                "Gạo, cà phê, v.v. tăng. Gạo, v.v. Các mặt hàng",
                ["Gạo, cà phê, v.v. tăng.", "Gạo, v.v.", "Các mặt hàng"]
            ),
            ("“Tăng 5%.” Ông nói. (Theo A.) Sau.", ["“Tăng 5%.”", "Ông nói.", "(Theo A.)", "Sau."]),
            ("Hỏi \"Sao?\" anh nói... và thôi. \"Được!\"", ["Hỏi \"Sao?\" anh nói... và thôi.", "\"Được!\""]),
            ("Đến năm 2024. Theo kế hoạch; phần hai: x.", ["Đến năm 2024.", "Theo kế hoạch; phần hai: x."]),
            ("Hết ngày 30. 15 tỉnh còn lại", ["Hết ngày 30.", "15 tỉnh còn lại"]),
            ("Trang vnexpress.net và Web 2.0.", ["Trang vnexpress.net và Web 2.0."]),
            ("hộ nông dân..., nâng cao. Đúng .", ["hộ nông dân..., nâng cao.", "Đúng ."]),
        ])
    func sentences(_ text: String, _ sentences: [String]) throws {
        let field = try body("x\n\n" + text)
        #expect(Array(field.sentenceTexts.dropFirst()) == sentences)
    }

    @Test func offsetsCountScalars() throws {
        let field = try body(String(repeating: "Việt Nam 😀 đạt 45%. ", count: 500))
        let scalars = Array(String(decoding: field.source, as: UTF8.self).unicodeScalars)
        for sentence in field.sentences {
            let range = field.scalarRange(ofText: sentence)
            #expect(String(String.UnicodeScalarView(scalars[range])) == field.string(sentence))
            #expect(field.surface(ofText: sentence) == field.string(sentence))
        }
        #expect(field.sentences.count == 500)
    }

    @Test("columns kept apart by spaces are a table; two lines of prose with double spaces are none")
    func alignedTable() throws {
        let field = try body(
            "x\n\nTỉnh        Điểm\n----------------\nSơn La      64\nLai Châu    60\n\nMột câu  hai.\nHai câu  ba.")
        let cells = field.blocks.compactMap { block -> String? in
            guard case .cell(let cell) = block.kind else { return nil }
            return "\(cell.row),\(cell.column),\(cell.isHeader) \(field.string(block.text))"
        }
        #expect(
            cells == [
                "0,0,true Tỉnh", "0,1,true Điểm", "1,0,false Sơn La", "1,1,false 64", "2,0,false Lai Châu",
                "2,1,false 60",
            ])
    }

    @Test("a line of more parts than the rows below have columns heads no table")
    func overlongHeader() throws {
        let field = try body("x\n\nu  )  )  )  ,  )\nSơn La  64\nLai Châu  60")
        #expect(field.blocks.allSatisfy { if case .cell(let cell) = $0.kind { cell.column < 2 } else { true } })
        let wide = try body("x\n\nu  a  b  c  d  e\nSơn La  64  5  6\nLai Châu  60  6  i")
        #expect(wide.blocks.allSatisfy { if case .cell(let cell) = $0.kind { cell.column < 6 } else { true } })
    }

    @Test("typed columns: headers of several lines, cells left empty, rules of pluses, markers of rows")
    func typedTable() throws {
        let field = try body(
            "x\n\n                2023     2024\nThu nội địa     1,5      2,5\nThu dầu         3,5      4,5\n  - Thuế          12\n\n"
                + "Tỉnh | Điểm\n-----+-----\nSơn La | 64\nLai Châu | 60")
        let cells = field.blocks.compactMap { block -> String? in
            guard case .cell(let cell) = block.kind else { return nil }
            return "\(cell.row),\(cell.column),\(cell.isHeader) \(field.string(block.text))"
        }
        #expect(
            cells == [
                "0,1,true 2023", "0,2,true 2024", "1,0,false Thu nội địa", "1,1,false 1,5", "1,2,false 2,5",
                "2,0,false Thu dầu", "2,1,false 3,5",
                "2,2,false 4,5", "3,0,false Thuế", "3,1,false 12",
                "0,0,true Tỉnh", "0,1,true Điểm", "1,0,false Sơn La", "1,1,false 64", "2,0,false Lai Châu",
                "2,1,false 60",
            ])
    }
}
