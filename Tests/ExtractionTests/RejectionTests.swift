import Testing

@testable import Extraction

/// What looks like a number and is none, with its near misses: a rule that rejects must not reject its neighbour.
@Suite struct RejectionTests {
    @Test(
        "no observation",
        arguments: [
            // Dates, times, years.
            "Cuộc họp diễn ra ngày 6/2 tại trụ sở.",
            "Chiều 12-7, đoàn công tác về tới nơi.",
            "Chương trình bắt đầu lúc 9 giờ 30 phút sáng nay.",
            "Lễ khai mạc vào 16:30 ngày 11/8/2025.",
            "Năm 2024 là năm bản lề của kế hoạch.",
            "Quý IV/2025, đoàn sẽ trở lại làm việc.",
            "Trong 6 tháng đầu năm 2023, tình hình ổn định.",
            "Nhiệm kỳ 2020-2025 đã khép lại.",
            "Dịp 30/4 và 1/5, phố phường đông vui.",
            // Durations and ages.
            "Chương trình dành cho người từ 15 tuổi trở lên.",
            "Khoản tiền gửi kỳ hạn 6 tháng được ưa chuộng.",
            "Tổng đài hoạt động 24/7.",
            "Sau 5 năm xây dựng, công trình đã hoàn thành.",
            // Sessions and editions.
            "Phiên họp lần thứ 8 của Ủy ban diễn ra sôi nổi.",
            "Đại hội XIII đã đề ra phương hướng.",
            "Kỳ họp thứ 9 sẽ xem xét dự án luật.",
            "Hội nghị Trung ương 6 khóa XIII bế mạc.",
            // Legal documents and programmes.
            "Theo Nghị quyết số 57-NQ/TW, các bộ vào cuộc.",
            "Nghị định 123/2020/NĐ-CP quy định về hóa đơn.",
            "Quyết định 422/QĐ-TTg nêu rõ trách nhiệm.",
            "Đề án 06 được triển khai quyết liệt.",
            "Theo khoản 2 Điều 5 của Luật này, cơ quan thuế có trách nhiệm.",
            "Thông tư số 78/2021/TT-BTC có hiệu lực.",
            // Names that hold a digit.
            "Mạng 5G được thương mại hóa trên cả nước.",
            "Đại dịch COVID-19 đã lùi xa.",
            "Dịch vụ công mức độ 4 được người dân ưa dùng.",
            "Công nghệ Web 2.0 và Công nghiệp 4.0 đang thay đổi xã hội.",
            "Tuyến QL1A đoạn qua tỉnh được sửa chữa.",
            "Bão số 3 gây thiệt hại lớn.",
            "Học sinh lớp 12 bước vào kỳ thi.",
            "Đường vành đai 3 thông xe kỹ thuật.",
            // Slogans.
            "Thủ tướng nhấn mạnh phương châm \"3 tăng cường, 5 đẩy mạnh\".",
            "Tinh thần 5 \"tăng tốc, bứt phá\" cần được quán triệt.",
            // Quantifiers without a figure.
            "Đây là một trong những địa phương đi đầu.",
            "Hai bên nhất trí thúc đẩy hợp tác.",
            "Thứ nhất, phải hoàn thiện thể chế.",
            // Page furniture.
            "Bạn còn 500/500 ký tự",
            "Chia sẻ 128 | Lượt xem 2.417",
            "Đường dây nóng: 0912 345 678",
        ])
    func rejects(text: String) throws {
        let found = try TestReader.read(text)
        #expect(found.isEmpty, "\(found.map(\.core))")
    }

    @Test(
        "an observation, however close to the above",
        arguments: [
            ("Dự án cần 5 tỷ đồng vốn đối ứng.", "5 tỷ đồng=5000000000 VND level"),
            ("Quốc hội đã ban hành 57 nghị quyết.", "57=57 count level"),
            ("Tỉnh có 28 cụm công nghiệp.", "28=28 count level"),
            ("Tổng số trạm 5G là 86.", "86=86 count level"),
            ("Thành phố có 27/129 chợ không dùng tiền mặt.", "27/129=27/129 count level"),
            ("Thời gian chờ giảm 8 ngày so với năm 2021.", "8 ngày=8 d change"),
            ("Tuổi thọ trung bình của người dân là 74,8 tuổi.", "74,8 tuổi=74.8 a level"),
            ("Việt Nam xếp thứ 71 về Chính phủ điện tử.", "thứ 71=71 rank level"),
            ("Ứng dụng cung cấp 40 tiện ích cho người dân.", "40=40 count level"),
            ("Có 1.234 lớp học được kết nối Internet.", "1.234=1234 count level"),
        ])
    func accepts(text: String, expected: String) throws {
        let found = try TestReader.read(text)
        #expect(found.map(\.core) == [expected])
    }
}
