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
        ])
    func yardsticks(text: String, expected: [String]) throws {
        let found = try TestReader.read(text, published: "2026-04-10")
        #expect(found.compactMap(\.observation.baseline?.description) == expected)
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
