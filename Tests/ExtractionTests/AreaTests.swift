import Testing

/// Which place a figure speaks of, and which places only stand by.
@Suite("Areas") struct AreaTests {
    private func check(_ body: String, _ expected: [String], title: String = "") throws {
        let read = try TestReader.read(body, title: title)
        #expect(read.map(\.observation.area) == expected, "\(read.map(\.surface)) of: \(body)")
    }

    @Test(
        "places a figure speaks of",
        arguments: [
            ("Nghệ An có 1.250 trường học.", ["Nghệ An"]),
            ("Lạm phát của Thái Lan là 1,2%.", ["TH"]),
            ("Ở Malaysia, tỷ lệ này là 15%.", ["MY"]),
            ("Sở Y tế Quảng Nam có 320 cán bộ.", ["Quảng Nam"]),
            ("Cảng Phú Mỹ (Hồ Chí Minh) bốc xếp 3,5 triệu tấn hàng.", ["Hồ Chí Minh"]),
            ("Tại xã Tả Van (Lào Cai), 37% hồ sơ nộp giấy.", ["Lào Cai/Tả Van"]),
            ("Bỏ xa Hải Phòng (12,4%) là Quảng Ninh với 15,1%.", ["Hải Phòng", "Quảng Ninh"]),
        ])
    func own(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "yardsticks, routes, partners and names hold no figure",
        arguments: [
            ("Nghệ An thu 5.000 tỷ đồng, kém Thanh Hóa 2.000 tỷ đồng.", ["Nghệ An", "Nghệ An"]),
            ("Tỷ lệ giải ngân của Cà Mau đạt 42%, cao nhất vùng Đồng bằng sông Cửu Long.", ["Cà Mau"]),
            ("Tuyến Hà Nội - Lạng Sơn dài 128 km.", ["VN"]),
            ("Xuất khẩu sang Nhật Bản đạt 2,1 tỷ USD, trong đó Hàn Quốc 1,9 tỷ USD.", ["VN", "VN"]),
            ("Doanh nghiệp Singapore rót vốn 1,2 tỷ USD.", ["VN"]),
            ("Dịch tả lợn châu Phi khiến 1.200 con lợn bị tiêu hủy.", ["VN"]),
            ("Giá đô la Mỹ tăng 1,2%.", ["VN"]),
        ])
    func others(body: String, expected: [String]) throws { try check(body, expected) }

    @Test("what only the country has several of is the country's, in an article about a province too")
    func ministries() throws {
        try check(
            "Tỉnh Đắk Lắk có 1.200 cán bộ công nghệ thông tin. Hội nghị nghe báo cáo, 21 bộ, ngành đã mở dữ liệu, đạt 80%.",
            ["Đắk Lắk", "VN", "VN"], title: "Đắk Lắk đẩy mạnh chuyển đổi số")
    }

    @Test(
        "lists, rankings and means",
        arguments: [
            ("Singapore có 40 cảng, Malaysia có 28 và Thái Lan 12.", ["SG", "MY", "TH"]),
            (
                "Ở Mù Cang Chải và Trạm Tấu, tỷ lệ này lần lượt là 58% và 51%.",
                ["Yên Bái/Mù Cang Chải", "Yên Bái/Trạm Tấu"]
            ),
            ("Chỉ số SIPAS của Hà Nội đạt 81 điểm, xếp thứ 34/34 là Lai Châu.", ["Hà Nội", "Lai Châu"]),
            ("Tỷ lệ này đạt 0,4%, kém mức 2,3% bình quân thế giới.", ["VN", "World"]),
            ("Chỉ số đổi mới sáng tạo toàn cầu của Việt Nam đạt 36,2 điểm.", ["VN"]),
            ("Hàng hóa đi qua Lào và Campuchia tăng 12%.", ["VN"]),
            (
                "Ở TP.HCM, quận 3 và quận 5 có tỷ lệ hộ nghèo lần lượt 12% và 15%.",
                ["Hồ Chí Minh/Quận 3", "Hồ Chí Minh/Quận 5"]
            ),
        ])
    func lists(body: String, expected: [String]) throws { try check(body, expected) }

    @Test(
        "where something is held, written or merged is only the scene",
        arguments: [
            ("Ngày 2/4, tại Hà Nội, hội nghị công bố cả năm có 1.200 vụ.", ["VN"]),
            ("Báo cáo được công bố tại Đà Nẵng. Cuộc khảo sát hỏi 3.600 người.", ["VN", "VN"]),
            ("HUẾ (TTXVN) - Dư nợ tín dụng tăng 9,9%.", ["VN"]),
            ("So với Đồng Nai, Bình Dương thu hút nhiều hơn 1,2 tỷ USD.", ["Bình Dương"]),
            ("Công suất phòng khách sạn tại Nha Trang đạt 85%.", ["Khánh Hòa/Nha Trang"]),
            ("Ông Lê Văn Tám (Tri Tôn, An Giang) có 5 ha lúa.", ["An Giang/Tri Tôn"]),
        ])
    func venues(body: String, expected: [String]) throws {
        let read = try TestReader.read(body)
        #expect(read.allSatisfy { expected.contains($0.observation.area) } && !read.isEmpty, "\(body)")
    }

    @Test(
        "partners of trade hold no figure, however they are listed",
        arguments: [
            ("Xuất khẩu gạo tăng mạnh: tiếp theo là Mỹ 10,1 tỷ USD.", ["VN"]),
            (
                "Kim ngạch xuất khẩu sang EU, Hàn Quốc và Nhật Bản lần lượt đạt 23 tỷ USD, 11 tỷ USD và 10 tỷ USD.",
                ["VN", "VN", "VN"]
            ),
        ])
    func partners(body: String, expected: [String]) throws { try check(body, expected) }

    @Test("a title that gives the word to those who govern a province")
    func authority() throws {
        try check(
            "Quy mô GRDP đạt 92.000 tỷ đồng.\n\nTỉnh giải ngân 5.100 tỷ đồng, tỉnh Quảng Trị có 78 xã.",
            ["Quảng Trị", "Quảng Trị", "Quảng Trị"], title: "UBND tỉnh Quảng Trị họp phiên tháng 9")
    }

    @Test("an article about a district, one about a region")
    func others() throws {
        try check(
            "Huyện Sóc Sơn (Hà Nội) thu ngân sách 1.250 tỷ đồng. Toàn huyện có 25 xã.\n\nSóc Sơn còn 120 hộ nghèo."
                + "\n\nThu nhập bình quân đạt 72 triệu đồng.",
            [String](repeating: "Hà Nội/Sóc Sơn", count: 4), title: "Sóc Sơn về đích sớm")
        try check(
            "Tây Nguyên có 650.000 ha cà phê. Toàn vùng thu hoạch 1,7 triệu tấn.\n\nNăng suất đạt 2,9 tấn/ha.",
            ["Tây Nguyên", "Tây Nguyên", "Tây Nguyên"], title: "Tây Nguyên vào vụ cà phê")
    }

    @Test(
        "what a province's article says of the country",
        arguments: [
            ("Toàn tỉnh có 12 nhà máy. Trung bình cả nước là 15%.", ["Phú Thọ", "VN"]),
            ("Toàn tỉnh có 12 nhà máy. Năm 2023 cả nước xuất khẩu 355 tỷ USD.", ["Phú Thọ", "VN"]),
            (
                "Sản lượng của tỉnh đạt 12 tấn, xếp thứ năm toàn quốc. Còn 33 xã chưa đạt.",
                ["Phú Thọ", "Phú Thọ", "Phú Thọ"]
            ),
            ("Toàn tỉnh có 12 nhà máy. Đã có 61/63 tỉnh, thành phố tham gia.", ["Phú Thọ", "VN"]),
        ])
    func country(body: String, expected: [String]) throws { try check(body, expected, title: "Phú Thọ: đầu tư công") }

    @Test("rows of tables: districts, countries, authorities")
    func tables() throws {
        func areas(_ body: String, title: String = "") throws -> [String] {
            try TestReader.read(body, title: title, contentType: .markdown).map(\.observation.area)
        }
        #expect(
            try areas(
                "Toàn tỉnh có kết quả tốt.\n\n| Huyện | Số xã |\n|---|---|\n| Đông Hưng | 12 |\n| UBND huyện Tiền Hải | 7 |",
                title: "Thái Bình: xã đạt chuẩn"
            ).suffix(2) == ["Thái Bình/Đông Hưng", "Thái Bình/Tiền Hải"])
        #expect(
            try areas("| Nước | Tăng trưởng GDP (%) |\n|---|---|\n| Trung Quốc | 5,2 |\n| Indonesia | 5,0 |") == [
                "CN", "ID",
            ])
        #expect(
            try areas("| Thị trường | Kim ngạch xuất khẩu (tỷ USD) |\n|---|---|\n| Trung Quốc | 5,2 |") == ["VN"])
    }

    @Test("a province's article speaks of the province")
    func province() throws {
        try check(
            "Toàn tỉnh có 1.200 ha lúa, xếp thứ 5 cả nước. Sản lượng của tỉnh đạt 7.500 tấn.\n\n"
                + "Phường Hòa Bình có 350 hộ nghèo.",
            ["Phú Thọ", "Phú Thọ", "Phú Thọ", "Phú Thọ/Hòa Bình"], title: "Phú Thọ: lúa được mùa")
    }

    @Test("the town that its province is named after")
    func town() throws { try check("Thành phố Lạng Sơn có 74 tổ công nghệ.", ["Lạng Sơn/Lạng Sơn"]) }
}
