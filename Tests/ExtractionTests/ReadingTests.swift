import Article
import Observation
import Testing

@testable import Extraction

/// Value, range, total, unit and measure of a figure, in all ways newspapers print them.
@Suite struct FigureTests {
    @Test(arguments: [
        ("Doanh thu đạt 1.234,5 tỷ đồng.", ["1.234,5 tỷ đồng=1234500000000 VND level"]),
        ("Quy mô nền kinh tế đạt 11.511,9 nghìn tỷ đồng.", ["11.511,9 nghìn tỷ đồng=11511900000000000 VND level"]),
        ("Vốn đăng ký là 38,23 tỷ USD.", ["38,23 tỷ USD=38230000000 USD level"]),
        ("Tăng trưởng kinh tế dự kiến đạt 8-10%.", ["8-10%=8..10 percent change"]),
        ("Lãi suất dao động từ 4,5% đến 5,2%.", ["4,5% đến 5,2%=4.5..5.2 percent level"]),
        ("Mức hỗ trợ từ 1,5 triệu đến 2 triệu đồng.", ["1,5 triệu đến 2 triệu đồng=1500000..2000000 VND level"]),
        (
            "Xuất khẩu và nhập khẩu lần lượt đạt 430,14 và 409,61 tỷ USD.",
            ["430,14=430140000000 USD level", "409,61 tỷ USD=409610000000 USD level"]
        ),
        ("Đã có 25/25 dịch vụ công được cung cấp.", ["25/25=25/25 count level"]),
        ("Việt Nam đứng thứ 71/193 về Chính phủ điện tử.", ["thứ 71/193=71/193 rank level"]),
        ("Thành phố giữ vị trí 17/34 về chuyển đổi số.", ["17/34=17/34 rank level"]),
        ("Năng suất lúa đạt 71,5 tạ/ha.", ["71,5 tạ/ha=7.15 t/har level"]),
        ("Mật độ dân số là 306 người/km2.", ["306 người/km2=306 {person}/km2 level"]),
        ("Thu nhập bình quân đạt 114 triệu đồng/người.", ["114 triệu đồng/người=114000000 VND/{person} level"]),
        ("Tỉnh có 15 bác sĩ trên 10.000 dân.", ["15=15 count/10000{person} level"]),
        ("Doanh số gấp đôi năm ngoái.", ["gấp đôi=2 times multiple"]),
        ("Sản lượng gấp rưỡi cùng kỳ.", ["gấp rưỡi=1.5 times multiple"]),
        ("Lượng khách tăng 2,5 lần so với năm 2023.", ["2,5 lần=2.5 times multiple"]),
        ("Cơ quan tiếp nhận hai triệu rưỡi hồ sơ.", ["hai triệu rưỡi=2500000 count level"]),
        ("GDP tăng 6,9% so với cùng kỳ.", ["6,9%=6.9 percent change"]),
        ("Tỷ lệ thất nghiệp giảm 0,04 điểm phần trăm.", ["0,04 điểm phần trăm=0.04 percentage_point change"]),
        ("Chỉ số hài lòng đạt 92,18 điểm.", ["92,18 điểm=92.18 point level"]),
        ("Tỉnh tiến 15 bậc so với năm trước về cải cách hành chính.", ["15 bậc=15 rank change"]),
        ("Chỉ số PCI từ thứ 62 lên thứ 58.", ["thứ 62=62 rank level", "thứ 58=58 rank level"]),
        ("Tốc độ tải xuống đạt 68,5 Mbps.", ["68,5 Mbps=68.5 Mbit/s level"]),
    ])
    func core(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).map(\.core) == expected)
    }

    @Test("an English-style article is read by its own habit")
    func englishStyle() throws {
        let found = try TestReader.read(
            "Exports reached 45.6%; CPI tăng 3.25%. Có 1,234,567 tài khoản và 2,345 điểm bán.")
        #expect(found.map(\.observation.value).contains(FixedDecimal(1_234_567)))
        #expect(found.map(\.observation.value).contains(FixedDecimal(2_345)))
    }
}

/// Direction, status, qualifier, period, baseline and place.
@Suite struct AttributionTests {
    @Test(arguments: [
        ("Sản lượng tăng 5%.", Observation.Direction.up), ("Sản lượng giảm 5%.", .down),
        ("Chỉ số cao hơn 2,94% so với cùng kỳ.", .up), ("Chi phí thấp hơn 3% so với kế hoạch.", .down),
        ("Xác thực nhanh hơn 1,8 giây so với năm 2024.", .down), ("Tỉnh tụt 3 bậc so với năm 2021.", .down),
        ("Số đơn sai giảm 2,5 lần so với năm trước.", .down), ("Tăng trưởng GDP âm 2,3%.", .down),
    ])
    func direction(text: String, expected: Observation.Direction) throws {
        #expect(try TestReader.read(text).map(\.observation.direction) == [expected])
    }

    @Test(arguments: [
        ("GDP năm 2024 ước tăng 7,09%.", Observation.Status.estimate),
        ("Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 80%.", .target),
        ("Mục tiêu đến năm 2030 là 70% doanh nghiệp dùng hóa đơn điện tử.", .target),
        ("Ngân hàng Thế giới dự báo GDP tăng 6,1%.", .forecast),
        ("Tỷ lệ hồ sơ trực tuyến đạt 45% trong năm 2024.", .actual),
        ("Tỷ lệ này thấp hơn 18,7 điểm phần trăm so với mục tiêu.", .actual),
    ])
    func status(text: String, expected: Observation.Status) throws {
        #expect(try TestReader.read(text).map(\.observation.status) == [expected])
    }

    @Test(arguments: [
        ("Có khoảng 50 cơ sở y tế.", Observation.Qualifier.approx), ("Có hơn 50 cơ sở y tế.", .over),
        ("Có gần 50 cơ sở y tế.", .nearly), ("Có trên 50 cơ sở y tế.", .over), ("Có chưa đến 50 cơ sở y tế.", .under),
        ("Tỷ lệ đạt ít nhất 50%.", .atLeast), ("Tỷ lệ không quá 50%.", .atMost), ("Có 50 cơ sở y tế.", .exact),
        ("Tỷ lệ đã vượt 80%.", .over),
    ])
    func qualifier(text: String, expected: Observation.Qualifier) throws {
        #expect(try TestReader.read(text).map(\.observation.qualifier) == [expected])
    }

    @Test(arguments: [
        ("Năm 2024, doanh thu đạt 5 tỷ đồng.", "2024"),
        ("Doanh thu quý I/2025 đạt 5 tỷ đồng.", "2025-Q1"),
        ("Doanh thu 6 tháng đầu năm 2023 đạt 5 tỷ đồng.", "2023-S1"),
        ("Doanh thu 9 tháng đầu năm 2024 đạt 5 tỷ đồng.", "2024-01-01/P9M"),
        ("Doanh thu tháng 6/2024 đạt 5 tỷ đồng.", "2024-06"),
        ("Tính đến hết ngày 30-6-2023, cả nước có 50 cơ sở y tế.", "2023-06-30"),
        ("Đến nay, cả nước có 50 cơ sở y tế.", "2025-02-06"),
        ("Giai đoạn 2021-2025, tỉnh chi 5 tỷ đồng.", "2021-01-01/P5Y"),
        ("Năm ngoái, doanh thu đạt 5 tỷ đồng.", "2024"),
        ("Từ ngày 12/5/2022 đến ngày 8/6/2022, tỉnh chi 5 tỷ đồng.", "2022-05-12/P28D"),
        ("Năm học 2023-2024, trường có 500 học sinh.", "2023-01-01/P2Y"),
    ])
    func period(text: String, expected: String) throws {
        #expect(try TestReader.read(text).map(\.observation.period?.description) == [expected])
    }

    @Test(
        arguments: [
            ("Doanh thu năm 2024 tăng 5% so với năm 2023.", "2023"),
            ("Doanh thu quý I/2025 tăng 5% so với cùng kỳ.", "2024-Q1"),
            ("Doanh thu năm 2024 tăng 5% so với năm trước.", "2023"),
            ("CPI tháng 12/2024 tăng 0,3% so với tháng trước.", "2024-11"),
            ("Thu ngân sách năm 2024 vượt 16,4% so với dự toán.", "target"),
            ("Thu ngân sách năm 2024 tăng 16,4%.", nil),
        ] as [(String, String?)])
    func baseline(text: String, expected: String?) throws {
        #expect(try TestReader.read(text).map(\.observation.baseline?.description) == [expected])
    }

    @Test(arguments: [
        ("Tỉnh Sơn La có 50 cơ sở y tế.", ["Sơn La"]), ("TP.HCM có 50 cơ sở y tế.", ["Hồ Chí Minh"]),
        ("Tỷ lệ cao nhất là Hòa Bình (86,5%), Nam Định (65,9%).", ["Hòa Bình", "Nam Định"]),
        (
            "Tỷ lệ hộ nghèo của Hà Nội, Đà Nẵng và Cần Thơ lần lượt là 45%, 52% và 60%.",
            ["Hà Nội", "Đà Nẵng", "Cần Thơ"]
        ),
        ("Ông Nguyễn Hòa Bình cho biết cả nước có 50 cơ sở y tế.", ["VN"]),
        ("Tại điểm cầu UBND tỉnh Bắc Kạn, đại biểu nghe báo cáo: 45% hồ sơ nộp trực tuyến.", ["VN"]),
    ])
    func area(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).map(\.observation.area) == expected)
    }

    @Test("without a publication date relative periods are unknown, and the event says so")
    func noPublicationDate() throws {
        let found = try #require(try TestReader.read("Đến nay, cả nước có 50 cơ sở y tế.", published: nil).first)
        #expect(found.observation.period == nil)
        #expect(found.observation.flags.contains(.noPublicationDate))
    }
}

/// Tables, and what one article may cost.
@Suite struct StructureTests {
    @Test("a table's header gives scale, unit and measure; its rows the names")
    func table() throws {
        let found = try TestReader.read(
            """
            Bảng 1. Xuất khẩu trong 7 tháng năm 2025

            | STT | Nhóm hàng | Kim ngạch (tỷ USD) | Tăng/giảm so với cùng kỳ (%) |
            |---|---|---|---|
            | 1 | Thủy sản | 6,21 | 13,8 |
            | 2 | Cà phê | 6,04 | -4,5 |
            """, published: "2025-08-12")
        #expect(
            found.map(\.core) == [
                "6,21=6210000000 USD level", "13,8=13.8 percent change", "6,04=6040000000 USD level",
                "-4,5=4.5 percent change",
            ])
        #expect(found.last?.observation.direction == .down)
        // The table's title may belong to the name too.
        let name = found.last?.observation.indicator.lowercased() ?? ""
        #expect(name.hasPrefix("kim ngạch") && name.hasSuffix("cà phê"), "\(name)")
        #expect(found.first?.observation.period?.description == "2025-01-01/P7M")
    }

    @Test("columns kept apart by spaces are a table, and a column of ranks holds ranks")
    func alignedTable() throws {
        let found = try TestReader.read(
            """
            Địa phương      Điểm PCI 2024    Hạng 2024
            ------------------------------------------
            Lạng Sơn        64,10            33
            Cao Bằng        60,25            58
            """, published: "2025-05-08")
        #expect(
            found.map(\.core) == [
                "64,10=64.1 point level", "33=33 rank level", "60,25=60.25 point level", "58=58 rank level",
            ])
        #expect(found.map(\.observation.area) == ["Lạng Sơn", "Lạng Sơn", "Cao Bằng", "Cao Bằng"])
    }

    @Test("typed columns belong together by where they stand; what compares may take two lines")
    func typedTable() throws {
        let found = try TestReader.read(
            """
            Đơn vị tính: tỷ đồng
            Bảng 3. Thu ngân sách

                                 Dự toán      So với
                                 năm 2025     cùng kỳ (%)
            ------------------------------------------------
            1. Thu nội địa        2.198       -9,8
               - Thu nhà đất        600       +3,1
            """, published: "2026-01-15")
        #expect(
            found.map(\.core) == [
                "2.198=2198000000000 VND level", "-9,8=9.8 percent change", "600=600000000000 VND level",
                "+3,1=3.1 percent change",
            ])
        #expect(found.map(\.observation.status) == [.target, .actual, .target, .actual])
    }

    @Test("indices, ranks that number rows, rates, bounds and scores in tables")
    func cells() throws {
        let found = try TestReader.read(
            """
            | Hạng | Tỉnh | Năm 2024 | So với cùng kỳ (%) | Mức tối đa (con/phụ nữ) |
            |---|---|---|---|---|
            | 1 | Lạng Sơn | 89,9 | 105,2 | 2,1 |
            | 2 | Cao Bằng | 88,7 | 97,4 | 2,3 |
            | 3 | Sơn La | 87,2 | 112,6 | 2,4 |
            """, published: "2025-05-08")
        #expect(
            found.prefix(3).map(\.core) == [
                "89,9=89.9 point level", "105,2=105.2 percent level", "2,1=2.1 count/{woman} level",
            ])
        #expect(found.count == 9 && found[2].observation.qualifier == .atMost)
    }

    @Test("a bare percentage under a growth rate's name is a growth rate, and shares its status")
    func runningRates() throws {
        let found = try TestReader.read(
            "Ngân hàng Thế giới dự báo GDP Việt Nam năm 2025 tăng 5,8% theo kịch bản thấp và 6,8% theo kịch bản cơ sở.")
        #expect(found.map(\.observation.measure) == [.change, .change])
        #expect(found.map(\.observation.status) == [.forecast, .forecast])
    }

    @Test("more observations than the limit is an error that names it")
    func limit() throws {
        let body = String(repeating: "Doanh thu đạt 5 tỷ đồng. ", count: 50)
        let document = try ArticleReader().document(RawArticle(id: "t", body: Array(body.utf8)))
        var extractor = Extractor(
            lexicon: try TestReader.lexicon.get(), limits: ExtractionLimits(observations: 10, steps: 1_000_000))
        #expect(throws: ExtractionError.observations(10)) {
            try extractor.extract(document, publication: nil)
        }
    }
}
