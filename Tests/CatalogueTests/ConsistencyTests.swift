import Catalogue
import Observation
import Testing

@Suite struct ConsistencyTests {
    let catalogue: Catalogue

    init() throws { catalogue = try shipped.get() }

    private func flags(_ observations: [Observation]) -> [Observation.Flags] {
        var observations = observations
        _ = catalogue.enrich(&observations, published: CivilDate(year: 2025, month: 2, day: 6))
        return observations.map(\.flags)
    }

    private let rank = "xếp hạng chuyển đổi số cấp tỉnh"

    @Test(arguments: [(4, false), (5, true)])
    func fromARankToAnother(step: Int64, isMismatch: Bool) {
        let flags = flags([
            observation(rank, 62, "rank", period: .year(2023), area: "Bắc Kạn"),
            observation(rank, 58, "rank", period: .year(2024), area: "Bắc Kạn"),
            observation(rank, FixedDecimal(step), "rank", measure: .change, period: .year(2024), area: "Bắc Kạn"),
        ])
        #expect(flags == [[], [], isMismatch ? .rankChangeMismatch : []])
    }

    @Test func ranksOfOtherPlacesOrPeriodsSayNothing() {
        let change = observation(
            rank, 5, "rank", measure: .change, period: .year(2024), baseline: .period(.year(2023)), area: "Bắc Kạn")
        #expect(flags([observation(rank, 62, "rank", area: "Sơn La"), observation(rank, 58, "rank"), change])[2] == [])
        #expect(flags([observation(rank, 58, "rank", area: "Bắc Kạn"), change])[1] == [])
        let three = [(62, 2022), (60, 2023), (58, 2024)].map {
            observation(rank, FixedDecimal(Int64($0.0)), "rank", period: .year($0.1), area: "Bắc Kạn")
        }
        #expect(flags(three + [change])[3] == .rankChangeMismatch)
        var right = change
        right.value = 2
        #expect(flags(three + [right])[3] == [])
    }

    @Test(
        arguments: [
            ("tỷ lệ hộ nghèo", 101, true), ("tỷ lệ hộ nghèo", 100, false),
            ("hộ gia đình sử dụng cáp quang internet băng rộng", 180, true),
            ("thu ngân sách so với kế hoạch", 112, false), ("vốn giải ngân so với dự toán", 150, false),
            ("nợ công/GDP", 120, false), ("tốc độ tăng kinh tế số", 140, false),
        ])
    func sharesOfAWholeEndAt100(label: String, value: Int64, isFlagged: Bool) {
        #expect(flags([observation(label, FixedDecimal(value), "percent")]) == [isFlagged ? .shareOver100 : []])
    }

    @Test(
        arguments: [
            ("tỷ lệ hồ sơ nộp trực tuyến", Observation.Measure.change, "percent", true),
            ("tỷ lệ hồ sơ nộp trực tuyến", .change, "percentage_point", false),
            ("tỷ lệ hồ sơ nộp trực tuyến", .level, "percent", false),
            ("hộ gia đình sử dụng cáp quang internet băng rộng", .change, "percent", true),
            ("kim ngạch xuất khẩu", .change, "percent", false), ("lạm phát", .change, "percent", false),
            ("tỷ trọng của ngành mía đường", .change, "percent", true),
        ])
    func aChangeOfAShareInPercentMayMeanPoints(
        label: String, measure: Observation.Measure, unit: String, isFlagged: Bool
    ) {
        #expect(flags([observation(label, 11, unit, measure: measure)]) == [isFlagged ? .percentOrPoint : []])
    }

    @Test(arguments: [(25, 25, false), (26, 25, true), (0, 0, false)])
    func aPartIsNotMoreThanItsTotal(value: Int64, total: Int64, isFlagged: Bool) {
        let part = observation("dịch vụ công", FixedDecimal(value), "count", total: FixedDecimal(total))
        #expect(flags([part]) == [isFlagged ? .totalMismatch : []])
    }

    @Test func flagsThatAreThereStay() {
        var part = observation("dịch vụ công", 26, "count", total: 25)
        part.flags = .yearInferred
        #expect(flags([part]) == [[.yearInferred, .totalMismatch]])
    }
}
