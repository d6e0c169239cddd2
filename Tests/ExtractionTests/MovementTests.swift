import Observation
import Testing

@testable import Extraction

/// Movements, lists and units that are said once, or at a distance from their figure.
@Suite struct MovementTests {
    @Test(
        "a movement before its yardstick, how it moved, or at the head of a list",
        arguments: [
            ("Sản lượng thủy sản cao hơn cùng kỳ 4,8%.", ["4,8% change up"]),
            ("Điểm thi môn Sử kém mức chung của khu vực 0,6 điểm.", ["0,6 điểm change down"]),
            ("Lượng mưa vượt công suất thoát nước 1,4 lần.", ["1,4 lần multiple up"]),
            ("Xã này thấp hơn mặt bằng chung của huyện 6,5 điểm phần trăm.", ["6,5 điểm phần trăm change down"]),
            ("Thu ngân sách vượt dự toán HĐND tỉnh giao 7,2%.", ["7,2% change up"]),
            ("Lượng khách tăng nhanh nhất, 18,5%.", ["18,5% change up"]),
            (
                "Tỉnh tiến 2 bậc so với năm 2023 và 9 bậc so với năm 2021 về PCI.",
                ["2 bậc change up", "9 bậc change up"]
            ),
            ("Kim ngạch tăng 4,2% so với tháng trước và 9,6% so với cùng kỳ.", ["4,2% change up", "9,6% change up"]),
            (
                "Dịch vụ tăng 6,2%, nông nghiệp 3,1% còn xây dựng 8,4%.",
                ["6,2% change up", "3,1% change up", "8,4% change up"]
            ),
            ("Sở Y tế giảm 12 đầu mối; Sở Xây dựng 8.", ["12 change down", "8 change down"]),
            (
                "Khách Hàn Quốc tăng 9%. Kế đó là khách Đức (7,5%), khách Pháp (6,1%).",
                ["9% change up", "7,5% change up", "6,1% change up"]
            ),
            // A yardstick's own value, a level after an aside, a share, a loss, a part.
            ("Tỷ lệ này cao hơn mức 35% của quý trước.", ["35% level nil"]),
            ("Doanh thu vượt mục tiêu 40 triệu USD.", ["40 triệu USD level nil"]),
            (
                "Chỉ số đạt 80%, tăng 2%; Hải Dương 78%, Nam Định 75%.",
                ["80% level nil", "2% change up", "78% level nil", "75% level nil"]
            ),
            ("Doanh thu tăng 12%, tỷ lệ lấp đầy 83%.", ["12% change up", "83% level nil"]),
            ("Nạn nhân mất 350 triệu đồng.", ["350 triệu đồng level nil"]),
            ("Giá vàng mất 2 triệu đồng so với hôm qua.", ["2 triệu đồng change down"]),
            ("Công nghiệp đóng góp 2,4 điểm phần trăm vào mức tăng chung.", ["2,4 điểm phần trăm level nil"]),
            ("Tỷ lệ này tăng 2,4 điểm phần trăm.", ["2,4 điểm phần trăm change up"]),
            ("Thuế giá trị gia tăng 14 tỷ đồng được hoàn lại.", ["14 tỷ đồng level nil"]),
            ("Chênh lệch giữa hai vùng là 2,4 điểm phần trăm.", ["2,4 điểm phần trăm level nil"]),
            ("Ngân sách thâm hụt 540 triệu USD.", ["540 triệu USD level nil"]),
            (
                "Vốn của 320 lượt dự án tăng thêm 2,4 tỷ USD, tăng 15%.",
                ["320 level nil", "2,4 tỷ USD level nil", "15% change up"]
            ),
            // Growth of a row of names, of an object, of a forecast, in brackets, of a goal.
            (
                "Một số tỉnh có mức tăng cao là Lai Châu (42,7%), Trà Vinh (41,9%).",
                ["42,7% change up", "41,9% change up"]
            ),
            ("Tăng mạnh nhất là nhóm giao thông với 3,67%.", ["3,67% change up"]),
            ("Năm nay tỉnh đặt mục tiêu tăng GRDP 9%.", ["9% change up"]),
            ("Ngân hàng nâng dự báo tăng trưởng GDP từ 5,9% lên 6,4%.", ["5,9% change up", "6,4% change up"]),
            ("Chỉ số này giảm 12,5 điểm (0,9%).", ["12,5 điểm change down", "0,9% change down"]),
            ("GRDP tăng 6%, thấp hơn mục tiêu 8,5%.", ["6% change up", "8,5% change up"]),
            ("GRDP tăng 6%, thấp hơn mục tiêu 0,5%.", ["6% change up", "0,5% change down"]),
            ("Bộ đề nghị hạ thuế với xăng thêm 900 đồng.", ["900 đồng change down"]),
            ("Đã xây 4.200 căn, vượt 150 căn.", ["4.200 level nil", "150 change up"]),
            ("Điểm của tỉnh thua bình quân cả nước 3,5 điểm phần trăm.", ["3,5 điểm phần trăm change down"]),
        ])
    func movements(text: String, expected: [String]) throws {
        let found = try TestReader.read(text).map {
            "\($0.surface) \($0.observation.measure.rawValue) \($0.observation.direction?.rawValue ?? "nil")"
        }
        #expect(found == expected)
    }

    @Test(
        "a unit said once",
        arguments: [
            (
                "Tỉnh được giao 9.400 tỷ đồng, nhưng mới giải ngân 3.100 tỷ.",
                ["9.400 tỷ đồng=9400000000000 VND level", "3.100 tỷ=3100000000000 VND level"]
            ),
            (
                "Tôm thu 1,2 tỷ USD, cá ngừ 640 triệu.",
                ["1,2 tỷ USD=1200000000 USD level", "640 triệu=640000000 USD level"]
            ),
            ("Chỉ số nhích từ 50,4 lên 51,7 điểm.", ["50,4=50.4 point level", "51,7 điểm=51.7 point level"]),
            (
                "Tổng thu đạt 900 tỷ đồng, đón 2,4 triệu lượt khách.",
                ["900 tỷ đồng=900000000000 VND level", "2,4 triệu=2400000 count level"]
            ),
            (
                "Doanh thu đạt 42 tỷ đồng, sản lượng bưu gửi đạt 2,1 tỷ.",
                ["42 tỷ đồng=42000000000 VND level", "2,1 tỷ=2100000000 count level"]
            ),
        ])
    func units(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).map(\.core) == expected)
    }

    @Test(
        "how far a goal, an estimate or a forecast reaches",
        arguments: [
            ("Tỉnh được giao 9.400 tỷ đồng, nhưng mới giải ngân 3.100 tỷ, đạt 33%.", "target actual actual"),
            ("Quý IV GDP phải tăng khoảng 9%.", "target"),
            ("Công ty trình kế hoạch 2025: doanh thu 7.800 tỷ đồng.", "target"),
            ("Doanh nghiệp phải trả 5 tỷ đồng tiền phạt.", "actual"),
            ("Mức tăng 8% Quốc hội giao là thách thức.", "target"), ("Giá sẽ tăng khoảng 5%.", "forecast"),
            ("Chi phí không quá 4,5% mà Quốc hội cho phép.", "target"),
            ("Hệ thống nhận 1,5 tỷ yêu cầu xác thực.", "actual"),
            ("Tổng kế hoạch vốn năm nay là 800 tỷ đồng.", "target"),
            ("Nghị quyết đề ra: trồng mới 500 ha rừng và 90% hộ dùng nước sạch.", "target target"),
            ("Hàng qua cảng ước đạt 960 triệu tấn (không tính quá cảnh), tăng 11%.", "estimate estimate"),
            ("Thu ngân sách ước tăng 2,6% so với tháng trước và 9,1% so với cùng kỳ.", "estimate estimate"),
            ("Thu ngân sách bằng 95% dự toán Trung ương giao, tăng 6% so với cùng kỳ.", "actual actual"),
            ("Phấn đấu thu ngân sách vượt ít nhất 12% so với dự toán.", "target"),
        ])
    func status(text: String, expected: String) throws {
        let found = try TestReader.read(text).map(\.observation.status.rawValue).joined(separator: " ")
        #expect(found == expected)
    }

    @Test(
        "hedges in all their dress",
        arguments: [
            ("Giá dao động quanh mốc 50 USD.", Observation.Qualifier.approx), ("Tỷ lệ không để quá 1%.", .atMost),
            ("Sản lượng gần gấp 2,1 lần năm ngoái.", .nearly), ("Đoàn khảo sát 1.200 hộ.", .exact),
            ("Thời gian chờ lâu hơn 4 phút so với trước.", .exact),
        ])
    func qualifier(text: String, expected: Observation.Qualifier) throws {
        #expect(try TestReader.read(text).map(\.observation.qualifier) == [expected])
    }

    @Test(
        "ranks, days, houses and lengths of time",
        arguments: [
            ("Tỉnh rơi từ thứ 12 năm 2023 xuống thứ 19 về PCI.", ["thứ 12 rank", "thứ 19 rank"]),
            ("Dịch vụ được 0,71 điểm, hạng 60.", ["0,71 điểm point", "60 rank"]),
            ("Việt Nam xếp 79 trong số 193 nước.", ["79 rank"]), ("Bệnh viện hạng 3 được nâng cấp.", []),
            ("Giá xăng giảm sau các kỳ điều hành ngày 2, 9 và 16/8.", []),
            ("Mưa lớn kéo dài từ 16 đến 22/11.", []), ("HÀ NỘI, 14/1 - Người dân đổ về quê.", []),
            ("Lễ ký diễn ra tại 57 Huỳnh Thúc Kháng.", []), ("Đã có 10/28 dịch vụ công.", ["10/28 count"]),
            ("Điện nhập qua đường dây 500 kV.", []), ("Điện áp đạt 15,5 kV.", ["15,5 kV kV"]),
            ("Tỉnh có 57 Hợp tác xã.", ["57 count"]),
            ("Dầu hỏa hạ 60 đồng một lít.", ["60 đồng VND"]),
            ("Trong tháng 11 1.250 vụ bị phát hiện.", ["1.250 count"]),
            ("Thời gian cấp phép rút từ 30 ngày năm 2023 xuống 12 ngày.", ["30 ngày d", "12 ngày d"]),
            ("Xăng RON 95 tăng 430 đồng.", ["430 đồng VND"]),
        ])
    func kinds(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).map { "\($0.surface) \($0.observation.unit)" } == expected)
    }

    @Test("a table's headers tell growth, goals, units and days")
    func table() throws {
        let found = try TestReader.read(
            """
            <table><tr><th>#</th><th>Sản phẩm</th><th>Đơn vị</th><th>Ước 2024</th><th>Kế hoạch 2025</th><th>%</th></tr>
            <tr><td>1</td><td>Thép</td><td>nghìn tấn</td><td>214,6</td><td>230</td><td>+7,2</td></tr>
            <tr><td>2</td><td>Điện</td><td>triệu kWh</td><td>90,5</td><td>100</td><td>-1,5</td></tr></table>
            """, contentType: .html)
        #expect(
            found.map { "\($0.core) \($0.observation.status.rawValue)" } == [
                "214,6=214600 t level estimate", "230=230000 t level target", "+7,2=7.2 percent change target",
                "90,5=90500000 kW.h level estimate", "100=100000000 kW.h level target",
                "-1,5=1.5 percent change target",
            ])
    }

    @Test("a column of days holds no figures, one of shares is in percent, one of an aggregate's percents is growth")
    func columns() throws {
        let found = try TestReader.read(
            """
            <table><tr><th>Tổ chức</th><th>Ngày công bố</th><th>GDP 2024 (%)</th><th>Thị phần</th></tr>
            <tr><td>Ngân hàng Thế giới</td><td>8/1</td><td>6,5</td><td>33,7</td></tr></table>
            """, contentType: .html)
        #expect(found.map(\.core) == ["6,5=6.5 percent change", "33,7=33.7 percent level"])
    }
}
