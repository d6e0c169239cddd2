import Foundation
import Observation
import Testing

@testable import Vietnamese

/// The cases of an independent reader of Vietnamese, Duckling. Where Chỉ Số decides otherwise, the reason stands here,
/// and the case must indeed read otherwise.
@Suite struct DucklingTests {
    struct Row: CustomTestStringConvertible {
        let dimension, text, value, upper, period: String
        var testDescription: String { "\(dimension): \(text)" }
    }

    static let rows: [Row] = {
        let text = (try? Fixture.text("peers/duckling_vi.tsv")) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(
                dimension: columns[0], text: columns[1], value: columns[2], upper: columns[3], period: columns[4])
        }
    }()

    static let otherwise: [String: [String]] = [
        "`không` alone is `not` in prose": ["không"],
        "a sign belongs to what stands before the number, which the extraction sees": [
            "- 1.200.000", "-1200000", "âm 1.200.000", "-1,2M", "-1200K", "-,0012G",
        ],
        "no newspaper leaves out the zero before a decimal comma": [",77", ",0012G"],
        "`M` and `G` are units and names of networks; millions are `tr` or a word": ["3M", "1,2M"],
        "cents are not Vietnamese news": [
            "2 đô la và 23 xen", "hai đô la và 23 xen", "2 đô 23 xu", "hai đô 23", "20 Rupees 43", "hai mươi rupees 43",
            "hai mươi rupees 43 xen", "nhiều hơn 1 đô la và bốn mươi hai xen", "trên một đô la và 42 xu",
        ],
        "digits and spoken signs are not mixed in print": [
            "2 chấm 23 đô la", "hai phẩy 23 đô", "từ 1 phẩy 1 đến một chấm ba đô la",
        ],
        "digits that follow letters without a space are part of a name: `Rs20`, but also `VN30`, `QL1A`": [
            "USD1,23", "EUR29,99", "Rs20", "INR33", "GBP3,01", "xấp xỉ VND1000-VND2000",
        ],
        "weekdays date no value": [
            "thứ 2", "thứ hai", "thứ 3", "thứ ba", "chủ nhật", "chúa nhật", "thứ năm tuần tới", "thứ 5 tuần sau",
            "thứ ba vừa rồi", "thứ ba tới", "thứ sáu tới", "thứ tư tuần tới", "thứ tư của tuần tới", "thứ sáu tuần này",
            "thứ 6 tuần này", "thứ 6 của tuần này", "thứ năm tuần này", "thứ 5 của tuần này", "thứ hai tới",
            "thứ 2 tới",
        ],
        "weeks are no period of an observation": [
            "tuần này", "tuần trước", "tuần sau", "tuần đầu tiên của tháng 9 năm 2017",
        ],
        "days beside the day of publication are not distinguished yet": [
            "hôm qua", "ngày hôm qua", "ngày mai", "hôm kia", "ngày hôm kia",
        ],
        "the first day of a month is said of no figure": ["ngày đầu tiên của tháng ba", "ngày đầu tiên của tháng 3"],
        "seasons and feasts have no fixed days": [
            "mùa hè này", "mùa hè năm nay", "mùa đông này", "giáng sinh", "ngày giáng sinh",
        ],
        "a stretch counted back or on from today is a duration": [
            "2 ngày vừa rồi", "2 ngày vừa qua", "3 ngày tới", "3 ngày tiếp theo", "2 tháng vừa rồi", "2 tháng qua",
            "3 tháng tới",
            "ba tháng tiếp theo", "2 năm vừa rồi", "3 năm tới", "3 năm tiếp theo",
        ],
    ]

    static let reasons = otherwise.reduce(into: [String: String]()) { reasons, entry in
        for text in entry.value { reasons[text] = entry.key }
    }

    @Test func theCasesAreThere() {
        #expect(DucklingTests.rows.count > 200)
        let texts = Set(DucklingTests.rows.map(\.text))
        #expect(DucklingTests.reasons.keys.filter { !texts.contains($0) }.isEmpty, "every reason has its case")
    }

    @Test("reads as Duckling does, or for a reason otherwise", arguments: rows)
    func agrees(row: Row) {
        let agrees = row.dimension == "Time" ? readsPeriod(row) : readsNumbers(row)
        if let reason = DucklingTests.reasons[row.text] {
            #expect(!agrees, "agrees by now, although: \(reason)")
        } else {
            #expect(agrees)
        }
    }

    private func readsNumbers(_ row: Row) -> Bool {
        let values = Reading(row.text).numerals().map(\.value.description)
        return values == [row.value, row.upper].filter { !$0.isEmpty }
    }

    /// Its mentions, resolved from Duckling's day: the last is the one asked for, and no other may differ from it.
    private func readsPeriod(_ row: Row) -> Bool {
        let mentions = Reading(row.text).mentions(dayExpected: true)
        guard mentions.count == 1, let mention = mentions.first else { return false }
        return period(mention.expression)?.description == row.period
    }

    private func period(_ expression: CalendarExpression) -> TimePeriod? {
        func year(_ year: CalendarExpression.Year) -> Int {
            switch year {
            case .named(let value): value
            case .fromPublication(let offset), .fromContext(let offset): 2017 + offset
            case .unsaid: 2017
            }
        }
        switch expression {
        case .now: return CivilDate(year: 2017, month: 2, day: 2).map { .day($0) }
        case .year(let named): return .year(year(named))
        case .quarter(let quarter, let named): return .quarter(quarter, year: year(named))
        case .relativeQuarter(let offset): return .quarter(1 + offset, year: 2017)
        case .month(let month, let named): return .month(month, year: year(named))
        case .relativeMonth(let offset): return .month(2 + offset, year: 2017)
        case .day(let day): return CivilDate(year: year(day.year), month: day.month, day: day.day).map { .day($0) }
        default: return nil
        }
    }
}
