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
