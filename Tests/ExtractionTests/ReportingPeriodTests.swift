import Observation
import Testing

@testable import Extraction

/// Which period an article reports on: that of its figures that name none.
@Suite struct ReportingPeriodTests {
    private func periods(_ text: String, title: String = "", published: String) throws -> [String?] {
        try TestReader.read(text, title: title, published: published)
            .map(\.observation.period?.description)
    }

    @Test("a title names the period, even one that is not over")
    func title() throws {
        #expect(
            try periods(
                "Số xã đạt chuẩn là 7, ít hơn năm 2024.\n\nNăm 2024, tỉnh có 9 xã.\n\nSố huyện đạt chuẩn là 3.",
                title: "Nông thôn mới năm 2025", published: "2025-09-17"
            ).last == "2025")
        #expect(
            try periods(
                "Các công ty báo lãi. Vài nơi lỗ. Phố xá đông hơn.\n\nCuối tháng 6, số cửa hàng là 50.\n\nDoanh thu đạt 7 tỷ đồng.",
                title: "Bán lẻ nửa đầu năm 2026 ra sao", published: "2026-07-28") == ["2026-06", "2026-S1"])
    }

    @Test(
        "a bare count of months is from January where the article says so anywhere, or its reports come out then",
        arguments: [
            ("Trong 9 tháng, công ty lãi 5 tỷ đồng.", "2025-11-01", ["2025-01-01/P9M"]),
            ("Trong 8 tháng, công ty lãi 5 tỷ đồng.", "2025-11-01", [nil]),
            (
                "Trong 8 tháng, công ty lãi 5 tỷ đồng.\n\n8 tháng đầu năm 2025, tỉnh có 7 dự án.", "2025-11-01",
                ["2025-01-01/P8M", "2025-01-01/P8M"]
            ),
        ] as [(String, String, [String?])])
    func months(text: String, published: String, expected: [String?]) throws {
        #expect(try periods(text, published: published) == expected)
    }

    @Test("a meeting held every month is named by its month, not what it hears of")
    func meetings() throws {
        #expect(
            try periods(
                "Tại phiên họp thường kỳ tháng 10, Sở cho biết 10 tháng đầu năm 2025 tỉnh có 50 dự án.\n\nSố xã là 7.",
                published: "2025-11-05") == ["2025-01-01/P10M", "2025-01-01/P10M"])
    }

    @Test("what is compared with the year before last, early in a year, is of the last")
    func year() throws {
        #expect(
            try periods(
                "Sản lượng tăng 7% so với năm 2024. Cả năm tỉnh có 50 dự án.", published: "2026-01-07"
            ).last == "2025")
    }

    @Test("the time of a value moved away from dates nothing else")
    func origins() throws {
        #expect(
            try periods(
                "Năm 2025, tỉnh có 50 dự án. Tỉnh rớt từ hạng 14 năm 2024 xuống hạng 17, cả vùng có 9 xã. Số huyện là 3.",
                published: "2026-01-20") == ["2025", "2024", "2025", "2025", "2025"])
    }

    @Test("a paragraph that says what is so now is of now: its time comes before the article's")
    func now() throws {
        #expect(
            try periods(
                "Quý I/2026, tỉnh lãi 5 tỷ đồng.\n\nTỉnh hiện có 31 bệnh viện. Số giường là 872. Doanh thu là 7 tỷ đồng.",
                published: "2026-04-10") == ["2026-Q1", "2026-04-10", "2026-04-10", "2026-04-10"])
    }
}
