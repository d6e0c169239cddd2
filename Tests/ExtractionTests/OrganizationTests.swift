import Article
import Testing

/// Whose figures are, sentence by sentence: organizations named, listed, left out and pointed back to.
@Suite("Organizations") struct OrganizationTests {
    private func check(_ body: String, _ expected: [String?], title: String = "") throws {
        let type: RawArticle.ContentType = body.hasPrefix("|") ? .markdown : .plain
        let read = try TestReader.read(body, title: title, contentType: type)
        #expect(read.map(\.observation.organization) == expected, "\(read.map(\.surface)) of: \(body)")
    }

    @Test(
        "a company's figures are its own",
        arguments: [
            ("Sacombank lãi trước thuế 3.120 tỷ đồng, tăng 11% so với cùng kỳ.", ["Sacombank", "Sacombank"]),
            ("Doanh thu của Vinamilk đạt 15.400 tỷ đồng, giảm 2%.", ["Vinamilk", "Vinamilk"]),
            ("Theo nhà mạng, Vietnamobile có 3,4 triệu thuê bao.", ["Vietnamobile"]),
            ("Tổng công ty Thái Sơn nộp ngân sách 1.250 tỷ đồng.", ["Tổng công ty Thái Sơn"]),
            ("Bệnh viện Đa khoa tỉnh Bình Định tiếp nhận 1.250 ca cấp cứu.", ["Bệnh viện Đa khoa tỉnh Bình Định"]),
            ("Riêng Ngân hàng TMCP Đông Hải, dư nợ tăng 7,4%.", ["Ngân hàng TMCP Đông Hải"]),
            ("Tại Trường Đại học Hải Vân, tỷ lệ nhập học đạt 91%.", ["Trường Đại học Hải Vân"]),
            ("Một công ty may ở Nam Định cắt giảm 350 lao động.", ["Một công ty may ở Nam Định"]),
        ])
    func company(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "a company is called by the fullest name that the article gives",
        arguments: [
            (
                "Công ty Cổ phần Tập đoàn Hải Vân vừa báo lãi 310 tỷ đồng. Hải Vân bán 2 triệu tấn thép.",
                "Công ty Cổ phần Tập đoàn Hải Vân"
            ),
            ("Công ty Cổ phần Vinhomes lãi 310 tỷ đồng. Vinhomes bán 2.100 căn hộ.", "Công ty Cổ phần Vinhomes"),
            (
                "Công ty cổ phần Thủy sản Đông Hải (HoSE: TDH, trụ sở Cà Mau) lãi 310 tỷ đồng. Thủy sản Đông Hải có 900 lao động.",
                "Công ty cổ phần Thủy sản Đông Hải"
            ),
            (
                "Tổng công ty Dầu Đông Á - CTCP (DA OIL) lãi 310 tỷ đồng. DA OIL nộp ngân sách 90 tỷ đồng.",
                "Tổng công ty Dầu Đông Á"
            ),
            (
                "Công ty Cổ phần Sữa Mộc Châu (Mộc Châu Milk) lãi 310 tỷ đồng. Mộc Châu Milk có 20.000 con bò.",
                "Công ty Cổ phần Sữa Mộc Châu"
            ),
        ])
    func fullest(body: String, name: String) throws { try check(body, [name, name]) }

    @Test("what a bank forecasts for the country all article long is not its own")
    func forecaster() throws {
        try check(
            """
            UOB dự báo GDP Việt Nam tăng 6,4% năm 2025. Ngân hàng UOB cho rằng xuất khẩu tăng 9,8% nhờ hàng điện tử. UOB \
            nhận định lạm phát ở mức 3,6%.
            """, [nil, nil, nil, nil], title: "UOB: kinh tế Việt Nam tăng 6,4%")
    }

    @Test(
        "an office's figures are its own where it is measured",
        arguments: [
            ("Bộ Tư pháp dẫn đầu với 91,5%, tiếp theo là Bộ Nội vụ (89,2%).", ["Bộ Tư pháp", "Bộ Nội vụ"]),
            ("Bộ Xây dựng giải ngân 12.400 tỷ đồng, đạt 31% kế hoạch.", ["Bộ Xây dựng", "Bộ Xây dựng"]),
            ("Thấp nhất là Bộ Y tế, chỉ 12,5%.", ["Bộ Y tế"]),
            ("Khối bộ, ngành đạt 55%, khối địa phương đạt 61,2%.", ["Khối bộ, ngành", "khối địa phương"]),
            ("Sở Nông nghiệp và Môi trường xử lý đúng hạn 98,7% hồ sơ.", ["Sở Nông nghiệp và Môi trường"]),
            ("Riêng Cục Thuế tỉnh Quảng Nam thu 8.200 tỷ đồng.", ["Cục Thuế tỉnh Quảng Nam"]),
        ])
    func office(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "who only reports, plans or runs owns nothing",
        arguments: [
            "Theo Bộ Công Thương, kim ngạch xuất khẩu đạt 35 tỷ USD.",
            "Theo báo cáo của Sở Du lịch, lượng khách tăng 15%.",
            "Bộ Y tế cho biết cả nước có 1.200 ca mắc mới.",
            "Số liệu của Tổng cục Hải quan cho thấy nhập khẩu tăng 9,5%.",
            "IMF dự báo GDP Việt Nam tăng 6,1%.",
            "Bộ Công Thương đặt mục tiêu xuất khẩu tăng 10% trong năm 2025.",
            "Giám đốc Sở Y tế cho biết tỷ lệ tiêm chủng đạt 95%.",
            "Chính phủ yêu cầu các bộ hoàn thành 100% nhiệm vụ.",
            "Các ngân hàng đã giảm lãi suất 0,5 điểm phần trăm.",
            "Bộ trưởng Nguyễn Văn Thắng nói thu ngân sách đạt 80% dự toán.",
        ])
    func none(body: String) throws {
        let read = try TestReader.read(body)
        #expect(!read.isEmpty)
        #expect(read.allSatisfy { $0.observation.organization == nil }, "\(read.map(\.observation.organization))")
    }

    @Test(
        "figures in brackets, behind a preposition and in lists",
        arguments: [
            (
                "Tỷ lệ nợ xấu cao nhất là Techcombank (37,2%), thấp nhất là Eximbank (9,1%).",
                ["Techcombank", "Eximbank"]
            ),
            ("Lãi suất 12 tháng là 5,1% ở Sacombank, 4,8% tại Agribank.", ["Sacombank", "Agribank"]),
            ("VIB, OCB và MSB lần lượt tăng 5%, 6% và 7%.", ["VIB", "OCB", "MSB"]),
            ("MobiFone giữ 17% thị phần; Vietnamobile 3%.", ["MobiFone", "Vietnamobile"]),
            ("Petrolimex bán 21.000 đồng/lít, Minh Khang 20.800 đồng/lít.", ["Petrolimex", "Minh Khang"]),
        ])
    func lists(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "figures behind a colon, of the first of a list, of boards and courts",
        arguments: [
            ("Bộ Y tế: 12,5%; Bộ Nội vụ: 15,2%.", ["Bộ Y tế", "Bộ Nội vụ"]),
            ("Nhiệm vụ quá hạn gồm Bộ Tài chính 5, Bộ Y tế 3.", ["Bộ Tài chính", "Bộ Y tế"]),
            ("Ban Quản lý dự án 7 giải ngân 3.200 tỷ đồng.", ["Ban Quản lý dự án 7"]),
            ("Tòa án nhân dân TP Cần Thơ thụ lý 5.300 vụ án.", ["Tòa án nhân dân TP Cần Thơ"]),
            ("Bộ Nội vụ sau khi sắp xếp lại còn 30 đầu mối.", ["Bộ Nội vụ"]),
            ("Lợi nhuận của Vinamilk đạt 900 tỷ đồng, còn lại các hãng khác lãi 120 tỷ đồng.", ["Vinamilk", nil]),
            ("Cổ phiếu NVL giảm 6,9%, cổ phiếu DXG giảm 5%.", ["NVL", "DXG"]),
        ] as [(String, [String?])])
    func places(body: String, expected: [String?]) throws { try check(body, expected) }

    @Test("what is said of the whole, forecast for the country, or only looks like a name")
    func nobody() throws {
        for body in [
            "EVN cho biết sản lượng điện toàn hệ thống đạt 27,4 tỷ kWh.",
            "HSBC nâng dự báo tăng trưởng GDP Việt Nam lên 6,7%.",
            "Cả nước có 17 triệu người tham gia BHXH, tăng 4,8%.",
        ] {
            let read = try TestReader.read(body)
            #expect(!read.isEmpty && read.allSatisfy { $0.observation.organization == nil }, "\(body)")
        }
    }

    @Test("a ministry's article reports its own paperwork, not what it governs")
    func ministry() throws {
        try check(
            "Bộ Tư pháp vừa sơ kết công tác. Năm 2024, Bộ tiếp nhận 12.000 hồ sơ.\n\nTỷ lệ hồ sơ đúng hạn đạt 98%. "
                + "Về dịch vụ công, Bộ cung cấp 87 thủ tục.\n\nTheo Bộ, cả nước có 104 triệu người.",
            ["Bộ Tư pháp", "Bộ Tư pháp", "Bộ Tư pháp", "Bộ Tư pháp", nil], title: "Bộ Tư pháp: 98% hồ sơ đúng hạn")
    }

    @Test("a heading that names a company speaks for the paragraphs under it")
    func heading() throws {
        let read = try TestReader.read(
            "## Vinatex: thêm một năm khó\n\nDoanh thu năm qua của công ty đạt 9.000 tỷ đồng.\n\n"
                + "## Triển vọng chung\n\nXuất khẩu dệt may đạt 40 tỷ USD.", contentType: .markdown)
        #expect(read.map(\.observation.organization) == ["Vinatex", nil])
    }

    @Test("an abbreviation stands for the full name that the article gives elsewhere")
    func abbreviation() throws {
        try check(
            "Tập đoàn Bưu chính Viễn thông Việt Nam có doanh thu 55.000 tỷ đồng.\n\nVNPT phục vụ 31 triệu thuê bao.",
            ["Tập đoàn Bưu chính Viễn thông Việt Nam", "Tập đoàn Bưu chính Viễn thông Việt Nam"])
    }

    @Test("one figure for several belongs to none")
    func shared() throws { try check("Shopee và Lazada chiếm 75% thị phần.", [nil]) }

    @Test(
        "the paragraph goes on about its company",
        arguments: [
            ("Vinatex có doanh thu 9.000 tỷ đồng. Lợi nhuận đạt 450 tỷ đồng.", ["Vinatex", "Vinatex"]),
            ("Doanh thu của Vinatex đạt 9.000 tỷ đồng. Lợi nhuận đạt 450 tỷ đồng.", ["Vinatex", "Vinatex"]),
            (
                "Vinatex có doanh thu 9.000 tỷ đồng. Tập đoàn này tuyển thêm 2.000 lao động.", ["Vinatex", "Vinatex"]
            ),
            ("Vinatex có doanh thu 9.000 tỷ đồng. Toàn ngành xuất khẩu 21 tỷ USD.", ["Vinatex", nil]),
            ("Vinatex có doanh thu 9.000 tỷ đồng. Cả nước có 6.500 doanh nghiệp dệt may.", ["Vinatex", nil]),
            ("Vinatex có doanh thu 9.000 tỷ đồng.\n\nXuất khẩu gạo đạt 3 tỷ USD.", ["Vinatex", nil]),
            (
                "Cục Thủy lợi có 12 đơn vị trực thuộc. Năm qua, cơ quan này tiếp nhận 530 đơn thư.",
                ["Cục Thủy lợi", "Cục Thủy lợi"]
            ),
        ] as [(String, [String?])])
    func continued(body: String, expected: [String?]) throws { try check(body, expected) }

    @Test("the fullest form the article gives")
    func fullForm() throws {
        try check(
            "Tổng công ty Cảng Bắc Hải (BHP) bốc xếp 12 triệu tấn hàng.\n\nDoanh thu của BHP đạt 2.100 tỷ đồng.",
            ["Tổng công ty Cảng Bắc Hải (BHP)", "Tổng công ty Cảng Bắc Hải (BHP)"])
    }

    @Test(
        "names that the article alone shows to be companies",
        arguments: [
            ("Hải Vương (HVG) bán 12.000 tấn cá.", ["Hải Vương"]),
            ("Thép Đại Phú Thịnh, doanh nghiệp lớn nhất vùng, có 1.800 lao động.", ["Thép Đại Phú Thịnh"]),
            ("Chuỗi Phở Quê có 120 cửa hàng.", ["Phở Quê"]),
        ])
    func discovered(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "a person and a place are no company",
        arguments: [
            "Ông Trần Kim Long, 45 tuổi, nuôi 120 con bò.", "Hải Dương có 1.200 doanh nghiệp.",
            "Giá điện bình quân của Tây Ban Nha tăng 12%.", "Quảng Nam trồng 1.500 ha sâm.",
        ])
    func noCompany(body: String) throws {
        let read = try TestReader.read(body)
        #expect(!read.isEmpty)
        #expect(read.allSatisfy { $0.observation.organization == nil }, "\(read.map(\.observation.organization))")
    }

    @Test("an article about one company")
    func article() throws {
        try check(
            "Ngân hàng TMCP Nam Sơn (NSBank) vừa công bố kết quả kinh doanh. Lợi nhuận đạt 1.250 tỷ đồng.\n\n"
                + "Tổng tài sản là 98.000 tỷ đồng. Ngân hàng có 120 chi nhánh.\n\nNợ xấu ở mức 1,2%.",
            [String](repeating: "Ngân hàng TMCP Nam Sơn (NSBank)", count: 4), title: "NSBank báo lãi lớn")
    }

    @Test("a row's organization in a cell of its own")
    func cell() throws {
        try check(
            "| Dự án | Chủ đầu tư | Công suất (MW) |\n|---|---|---|\n| Hòa Lạc 2 | Viettel | 30 |", ["Viettel"])
    }

    @Test("rows of a table")
    func table() throws {
        try check(
            "| Ngân hàng | Lãi suất (%) |\n|---|---|\n| Nam Hải | 5,1 |\n| BIDV | 4,7 |\n| Toàn ngành | 4,9 |",
            ["Nam Hải", "BIDV", nil])
    }
}
