import Observation
import Testing

@testable import Extraction

/// What is a fact, an estimate, a goal or a forecast, where more than the word before the figure tells.
@Suite struct StatusTests {
    @Test(
        "statuses",
        arguments: [
            // Orders, duties and bounds.
            ("Từ nay đến hết năm 2025, thành phố phải giải ngân 95% vốn, xây 8 cây cầu.", [.target, .target]),
            ("Năm ngoái 40 doanh nghiệp phải đóng cửa.", [.actual]),
            ("Thủ tướng giao tỉnh hoàn thành 3.200 căn nhà.", [.target]),
            ("Mỗi xã bố trí tối thiểu 2 bác sĩ.", [.target]),
            ("Đến nay ngành đã chi ít nhất 20 tỷ đồng.", [.actual]),
            ("Sở sẽ chi 25 tỷ đồng mua máy.", [.target]),
            ("Giá gạo sẽ hồi lên 12.000 đồng/kg.", [.forecast]),
            ("Công ty trình kế hoạch doanh thu 900 tỷ đồng.", [.target]),
            ("Trước ngày 31/12/2025, 100% cửa hàng nối mạng với cơ quan thuế.", [.target]),
            // A goal that has said its figure, that only compares, that was reached, that points back.
            ("Chỉ tiêu năm nay là 900 căn; 2 tháng làm xong 120 căn.", [.target, .actual]),
            ("Huyện được giao 90 tỷ đồng, đến nay giải ngân được 40 tỷ đồng.", [.target, .actual]),
            ("GRDP năm 2024 tăng 6%, thấp hơn kịch bản 8%.", [.actual, .target]),
            ("Tỷ lệ này nhỉnh hơn mốc 70% mà kế hoạch của tỉnh đề ra.", [.target]),
            ("Lượng khách tăng nhanh hơn dự báo, đã đạt 5 triệu lượt.", [.actual]),
            ("Nhà ở xã hội về đích 103% chỉ tiêu.", [.actual]),
            ("So với năm trước, hai chỉ tiêu này lần lượt tăng 5% và 4%.", [.actual, .actual]),
            ("Mục tiêu là nâng tỷ lệ phủ sóng từ 62% lên 90%.", [.actual, .target]),
            // A goal that is part of a name, or said in passing; what was then.
            ("Vốn các chương trình mục tiêu quốc gia giải ngân được 45%.", [.actual]),
            ("Tỷ lệ yêu cầu cấp điện được xử lý đạt 99%.", [.actual]),
            ("Huyện A, nơi được giao nhiều vốn nhất với 90 tỷ đồng, giải ngân 40 tỷ đồng.", [.target, .actual]),
            ("GRDP quý IV ước tăng 5%, kém xa mức 13% của quý III.", [.estimate, .actual]),
            ("Kế hoạch tăng trưởng GRDP năm 2024 của tỉnh là 5,5%.", [.target]),
            // Scenarios.
            ("Theo kịch bản cơ sở, GDP năm 2025 tăng 6%.", [.forecast]),
            ("Chủ tịch tỉnh yêu cầu bám kịch bản tăng trưởng quý II là 8%.", [.target]),
            // Estimates go on.
            (
                "Số lao động ước đạt 5,1 triệu người, tăng 2% so với quý trước và tăng 4% so với cùng kỳ.",
                [.estimate, .estimate, .estimate]
            ),
            ("Doanh thu ước 29 tỷ đồng (bằng 49% kế hoạch năm).", [.estimate, .estimate]),
            ("Thu ngân sách ước vượt dự toán 16%.", [.estimate]),
            ("Chi ngân sách ước 17 tỷ đồng, trong đó chi đầu tư 7 tỷ đồng.", [.estimate, .estimate]),
            ("Khối tỉnh ước chi 31 tỷ đồng, khối huyện 7 tỷ đồng.", [.estimate, .estimate]),
        ] as [(String, [Observation.Status])])
    func statuses(text: String, expected: [Observation.Status]) throws {
        #expect(try TestReader.read(text).map(\.observation.status) == expected)
    }

    @Test("the line above a list says what its items are, unless it tells what came of it")
    func lists() throws {
        let goals = try TestReader.read("Mục tiêu đến năm 2030:\n- Điện tái tạo chiếm 30%;\n- 100% hộ có nước sạch.")
        #expect(goals.map(\.observation.status) == [.target, .target])
        let facts = try TestReader.read("Kết quả thực hiện mục tiêu năm 2024:\n- Điện tái tạo chiếm 30%.")
        #expect(facts.map(\.observation.status) == [.actual])
    }

    @Test("a title that leaves the estimate out, and small counts of other things than the body's")
    func titles() throws {
        let found = try TestReader.read(
            "GRDP quý I ước tăng 7,5%. Tỉnh yêu cầu mỗi phòng không quá 3 người.",
            title: "GRDP tăng 7,5%, tỉnh còn 3 sở")
        #expect(found.map(\.observation.status) == [.actual, .actual, .estimate, .target])
    }
}
