import Foundation
import Observation
import Testing

@Suite struct CivilDateTests {
    /// Every day of four centuries, against Foundation's calendar.
    @Test func ordinalsRoundTrip() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let first = try #require(CivilDate(year: 1800, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2200, month: 12, day: 31))
        #expect(last.ordinal - first.ordinal == 146_461)
        var before = first.adding(days: -1)
        for ordinal in first.ordinal...last.ordinal {
            let day = CivilDate(ordinal: ordinal)
            let isSound =
                day.ordinal == ordinal && before < day && before.adding(days: 1) == day
                && CivilDate(year: day.year, month: day.month, day: day.day) == day
            if !isSound { Issue.record("\(day)") }
            before = day
            // Foundation is slow, so it is asked about every month's edge and a stride between.
            guard day.day == 1 || day == day.endOfMonth || ordinal % 17 == 0 else { continue }
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(ordinal) * 86_400))
            if parts.year != day.year || parts.month != day.month || parts.day != day.day {
                Issue.record("\(day) is \(parts) in Foundation")
            }
        }
        #expect(before == last)
        #expect(CivilDate(ordinal: 0).description == "1970-01-01")
    }

    @Test("leap years", arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29)])
    func february(year: Int, days: Int) {
        #expect(CivilDate.days(inMonth: 2, of: year) == days)
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == (days == 29))
        #expect(CivilDate.first(ofMonth: 2, year: year).endOfMonth.day == days)
    }

    @Test(
        "no such day",
        arguments: [
            (2023, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2024, 1, 32),
            (0, 1, 1), (10000, 1, 1), (-1, 1, 1), (Int.max, Int.max, Int.max), (Int.min, Int.min, Int.min),
        ])
    func refused(year: Int, month: Int, day: Int) { #expect(CivilDate(year: year, month: month, day: day) == nil) }

    @Test(
        "months reach into the years around",
        arguments: [
            (1, 2024, "2024-01-01"), (0, 2024, "2023-12-01"), (-11, 2024, "2023-01-01"), (-12, 2024, "2022-12-01"),
            (13, 2024, "2025-01-01"), (25, 2024, "2026-01-01"), (0, 1, "0001-01-01"), (-5, 0, "0001-01-01"),
            (1, 20000, "9999-12-01"), (Int.max, Int.max, "9999-12-01"), (Int.min, Int.min, "0001-01-01"),
        ])
    func firstOfMonth(month: Int, year: Int, text: String) {
        #expect(CivilDate.first(ofMonth: month, year: year).description == text)
    }

    @Test func staysWithinItsYears() throws {
        let first = CivilDate(ordinal: Int.min)
        let last = CivilDate(ordinal: Int.max)
        #expect(first.description == "0001-01-01")
        #expect(last.description == "9999-12-31")
        #expect(first.adding(days: -1) == first)
        #expect(last.adding(days: 1) == last)
        #expect(last.adding(days: Int.max) == last)
        #expect(first.adding(days: Int.min) == first)
        #expect(CivilDate(ordinal: first.ordinal + 1).description == "0001-01-02")
    }

    @Test func ordersByYearThenMonthThenDay() throws {
        let days = ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01", "2025-01-01"]
        let parsed = try days.map { text in
            let parts = text.split(separator: "-").compactMap { Int($0) }
            return try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
        }
        #expect(parsed.shuffled().sorted().map(\.description) == days)
    }
}
