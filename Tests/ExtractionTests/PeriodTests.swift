import Observation
import Testing

@testable import Extraction

/// Which period a figure speaks of, where the text does not say it right beside the figure.
@Suite struct PeriodTests {
    /// The figures' periods, all of an article that came out on 10 April 2026.
    private func periods(_ text: String) throws -> [String?] {
        try TestReader.read(text, published: "2026-04-10").map(\.observation.period?.description)
    }

    @Test(
        "a period without a year takes the article's, unless its sentence or paragraph speaks of another",
        arguments: [
            ("Năm 2011, công ty sáp nhập. Tính đến hết quý I, công ty có 500 cửa hàng.", ["2026-Q1"]),
            ("Năm 2024, quý I công ty mở 50 cửa hàng.", ["2024-Q1"]),
            ("Kể từ năm 2019 công ty đổi tên, quý I công ty mở 50 cửa hàng.", ["2026-Q1"]),
            ("Tháng 12 giá thép là 14 triệu đồng.", ["2025-12"]),
            ("Mục tiêu tháng 12 đạt 14 triệu đồng.", ["2026-12"]),
        ])
    func years(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "what is named in passing dates no later figure",
        arguments: [
            (
                "Theo báo cáo công bố ngày 8/4, quý I/2026 cả nước có 50 cơ sở y tế. Số xã là 7.",
                ["2026-Q1", "2026-Q1"]
            ),
            (
                "Quý I/2026 công ty lãi 5 tỷ đồng, sau khi quý I năm ngoái lỗ 4 tỷ đồng. Sản lượng là 8 tấn.",
                ["2026-Q1", "2025-Q1", "2026-Q1"]
            ),
            (
                "Năm 2025, tỉnh có 50 dự án. Số xã là 7. Quý I/2026, tỉnh có 9 dự án.", ["2025", "2025", "2026-Q1"]
            ),
            (
                "Số ca mắc quý I/2026 là 50, mức cao nhất kể từ năm 2020 đến nay. Số xã có dịch là 7.",
                ["2026-Q1", "2026-Q1"]
            ),
            ("Kể từ năm 2020 đến nay tỉnh có 50 dự án.", ["2026-04-10"]),
        ])
    func passing(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "a former period may be a yardstick, or the time of its own figure",
        arguments: [
            ("Sản lượng tháng 3/2026 đạt 28 tấn, bằng 103% tháng 2/2026.", ["2026-03", "2026-03"]),
            ("Quý I/2026, lãi đạt 5 tỷ đồng (cùng kỳ năm 2025 là 4 tỷ đồng).", ["2026-Q1", "2025-Q1"]),
            ("Quý I/2026, lãi đạt 5 tỷ đồng; cùng kỳ chỉ 4 tỷ đồng.", ["2026-Q1", "2025-Q1"]),
            ("So với cùng kỳ, lãi quý I/2026 đạt 5 tỷ đồng.", ["2026-Q1"]),
        ])
    func former(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "words point to periods named before",
        arguments: [
            ("Đến hết tháng 3, tỉnh có 50 dự án. Cũng tại thời điểm này, huyện có 7 dự án.", ["2026-03", "2026-03"]),
            ("Quý I/2026, tỉnh có 50 dự án.\n\nQuý này, huyện có 7 dự án.", ["2026-Q1", "2026-Q1"]),
            (
                "Giai đoạn 2021-2025, tỉnh có 50 dự án. Giai đoạn này, huyện có 7 dự án.",
                ["2021-01-01/P5Y", "2021-01-01/P5Y"]
            ),
            (
                "Quý I (từ ngày 15/12/2025 đến ngày 14/3/2026), cả nước xảy ra 450 vụ. Quý I có 20 người bị thương.",
                ["2025-12-15/P90D", "2025-12-15/P90D"]
            ),
            ("Năm học này, trường có 500 học sinh.", ["2025-01-01/P2Y"]),
            ("Trường hiện có 500 học sinh.", ["2026-04-10"]),
            ("Lũy kế từ năm 2021 đến hết quý I/2026, tỉnh có 212 dự án.", ["2021-01-01/P63M"]),
        ])
    func pointers(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "each change finds its own yardstick",
        arguments: [
            ("Doanh thu quý I/2026 tăng 5% so với quý trước và 8% so với cùng kỳ.", ["2025-Q4", "2025-Q1"]),
            (
                "Số lao động quý IV/2025 nhiều hơn quý trước 148 nghìn và nhiều hơn cùng kỳ 217 nghìn.",
                ["2025-Q3", "2024-Q4"]
            ),
            ("So với cùng kỳ, GDP quý I/2025 tăng 5,6%, quý II/2025 tăng 6,4%.", ["2024-Q1", "2024-Q2"]),
            ("Năm 2025, số thuê bao gấp 2,2 lần một năm trước.", ["2024"]),
            ("Chỉ số năm 2025 giảm 0,4 điểm so với năm liền trước.", ["2024"]),
            ("Sản lượng năm 2025 gấp 2,5 lần kế hoạch.", ["target"]),
            ("Thu ngân sách năm 2025 vượt dự toán Trung ương giao 21,4%.", ["target"]),
            ("GRDP quý I/2026 tăng 5%, thấp hơn 2 điểm phần trăm so với kịch bản.", ["target"]),
            ("So với tháng 12/2025, CPI tháng 3 tăng 4% và so với cùng kỳ năm trước tăng 3%.", ["2025-12", "2025-03"]),
            (
                "Quý I/2026, đàn trâu giảm 1%, đàn bò tăng 2% và đàn lợn tăng 5% so với cùng kỳ.",
                ["2025-Q1", "2025-Q1", "2025-Q1"]
            ),
            (
                "Quý I/2026, số dự án tăng 39% so với cùng kỳ; tổng vốn là 664 tỷ đồng, tăng 33%.",
                ["2025-Q1", "2025-Q1"]
            ),
            ("Số lao động tại thời điểm 1/3/2026 tăng 1% so với cùng thời điểm tháng trước.", ["2026-02-01"]),
            ("Ngày 9/4, giá vàng tăng 2 triệu đồng so với hôm trước.", ["2026-04-08"]),
            ("Hôm nay giá vàng tăng 2 triệu đồng so với hôm qua.", ["2026-04-09"]),
            ("Tháng 3/2026, giá thép tăng 5% so với đầu năm.", ["2026-01"]),
            ("Đến hết tháng 3/2026, nợ xấu giảm 5% so với cuối năm.", ["2025"]),
            ("Thời gian cấp phép quý I/2026 giảm 3 ngày so với quý IV.", ["2025-Q4"]),
            ("Vụ đông xuân 2025-2026, năng suất tăng 2% so với vụ trước.", ["2024-01-01/P2Y"]),
        ])
    func yardsticks(text: String, expected: [String]) throws {
        let found = try TestReader.read(text, published: "2026-04-10")
        #expect(found.compactMap(\.observation.baseline?.description) == expected)
    }

    @Test(
        "days, and what stands as of them",
        arguments: [
            ("Tại ngày 31/3/2026, dư nợ là 50 tỷ đồng. Tiền gửi là 70 tỷ đồng.", ["2026-03-31", "2026-03-31"]),
            ("Bão vào ngày 29/3 làm 5 người chết. Thiệt hại là 7 tỷ đồng.", ["2026-03-29", "2026-03-29"]),
            ("Kết thúc phiên 8-4, chỉ số đạt 1.500 điểm.", ["2026-04-08"]),
            ("Cà phê giao tháng 7 sáng nay ở mức 5.500 USD/tấn.", ["2026-04-10"]),
            ("Quý I/2026, tỉnh có 50 dự án, trung tâm trực 24/7 nhận 90 cuộc gọi.", ["2026-Q1", "2026-Q1"]),
            ("Đến hết tháng 4/2026, tỉnh có 50 xã đạt chuẩn.", ["2026-04"]),
        ])
    func days(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "a time before, said of the figure itself",
        arguments: [
            ("Quý I/2026, tỷ lệ là 31%. Tỷ lệ này một năm trước là 28%.", ["2026-Q1", "2025-Q1"]),
            ("Quý I/2026, lãi đạt 5 tỷ đồng. Cùng kỳ năm 2025, lãi là 4 tỷ đồng.", ["2026-Q1", "2025-Q1"]),
            ("Quý I/2026, IIP tăng 9%, trong khi cùng kỳ năm 2025 tăng 8%.", ["2026-Q1", "2025-Q1"]),
            ("Quý I/2026, IIP tăng 9%, thấp hơn mức 12% của cùng kỳ năm 2025.", ["2026-Q1", "2025-Q1"]),
            ("Quý I/2026, giải ngân đạt 29%, thấp hơn cùng kỳ năm trước (30%).", ["2026-Q1", "2025-Q1"]),
            ("Năm 2025, tỉnh rớt từ hạng 14 năm 2023 xuống hạng 17.", ["2023", "2025"]),
            ("Năm 2025, chỉ số PCI tăng 4 bậc so với năm 2023, từ hạng 57 lên hạng 53.", ["2025", "2023", "2025"]),
        ])
    func before(text: String, expected: [String]) throws { #expect(try periods(text) == expected) }

    @Test(
        "goals have times of their own",
        arguments: [
            ("Quý I/2026, thu 30 tỷ đồng. Kế hoạch là 100 tỷ đồng.", ["2026-Q1", "2026"]),
            (
                "Quý I/2026, tỉnh có 20 xã đạt chuẩn, cao hơn mốc 18 xã mà kế hoạch năm 2025 đề ra.",
                ["2026-Q1", "2026-Q1"]
            ),
            ("Tỉnh đã có 14 triệu người già, dự báo lên 18 triệu vào năm 2030.", ["2026-04-10", "2030"]),
        ])
    func goals(text: String, expected: [String]) throws {
        let found = try periods("Tính đến ngày 10/4/2026, tỉnh có 9 huyện.\n\n" + text)
        #expect(Array(found.dropFirst()) == expected)
    }

    @Test("a heading dates the list under it")
    func headings() throws {
        let found = try TestReader.read(
            "Quý I/2026, tỉnh đón 5 triệu lượt khách.\n\n## Kế hoạch năm 2027\n\n- Đón 17 triệu lượt khách;\n- Thu 75 tỷ đồng.",
            published: "2026-04-10", contentType: .markdown)
        #expect(found.map { $0.observation.period?.description } == ["2026-Q1", "2027", "2027"])
    }

    @Test("beside a month, the months counted since January are the article's")
    func cumulative() throws {
        let found = try periods(
            "Tháng 3/2026, cả nước có 50 dự án. Tính chung 3 tháng đầu năm 2026, cả nước có 150 dự án.\n\nSố xã là 7.")
        #expect(found == ["2026-03", "2026-01-01/P3M", "2026-01-01/P3M"])
    }

    @Test("an article reports on what has just ended, and its title with it")
    func reporting() throws {
        let body = """
            Năm 2023, tỉnh có 50 dự án.

            Quý I/2026, tỉnh cấp phép 20 dự án, thu hồi 3 dự án.

            Số xã có dự án là 7.
            """
        let found = try TestReader.read(body, title: "Tỉnh có 9 huyện nghèo", published: "2026-04-10")
        #expect(
            found.map { $0.observation.period?.description } == ["2026-Q1", "2023", "2026-Q1", "2026-Q1", "2026-Q1"])
    }

    @Test("a table is dated by the day before it, a plan's column by its year, its changes by its title")
    func tables() throws {
        let plan = try TestReader.read(
            """
            Tính đến ngày 31/3/2026, tỉnh giải ngân như sau:

            | Đơn vị | Kế hoạch năm 2026 (tỷ đồng) | Đã giải ngân (tỷ đồng) |
            |---|---|---|
            | Xã An Bình | 120 | 31 |
            """, published: "2026-04-10", contentType: .markdown)
        #expect(plan.map { $0.observation.period?.description } == ["2026", "2026-03-31"])
        let growth = try TestReader.read(
            """
            Sản xuất tăng trưởng đều.

            **Bảng 1. IIP quý I/2026 so với cùng kỳ năm 2025**

            | Địa phương | IIP (tăng, %) |
            |---|---|
            | Phú Thọ | 27,1 |
            """, published: "2026-04-10", contentType: .markdown)
        #expect(growth.map { $0.observation.baseline?.description } == ["2025-Q1"])
    }

    @Test("a table's columns share periods, and a column of changes compares them")
    func columns() throws {
        let found = try TestReader.read(
            """
            Kết quả như sau:

            | Chỉ tiêu | Năm 2024 | Năm 2025 | Tăng (%) |
            |---|---|---|---|
            | Sản lượng gạo (tấn) | 1.286 | 1.433 | 11,4 |
            """, published: "2026-01-10")
        #expect(found.map { $0.observation.period?.description } == ["2024", "2025", "2025"])
        #expect(found.last?.observation.baseline?.description == "2024")
    }
}
