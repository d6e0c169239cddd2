import Observation
import Testing

@Suite struct TimePeriodTests {
    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate.first(ofMonth: month, year: year).adding(days: day - 1)
    }

    static let table: [(period: TimePeriod, text: String, first: String, last: String, yearBack: String)] = [
        (.year(2024), "2024", "2024-01-01", "2024-12-31", "2023"),
        (.semester(1, year: 2023), "2023-S1", "2023-01-01", "2023-06-30", "2022-S1"),
        (.semester(2, year: 2023), "2023-S2", "2023-07-01", "2023-12-31", "2022-S2"),
        (.quarter(1, year: 2025), "2025-Q1", "2025-01-01", "2025-03-31", "2024-Q1"),
        (.quarter(4, year: 2025), "2025-Q4", "2025-10-01", "2025-12-31", "2024-Q4"),
        (.month(2, year: 2024), "2024-02", "2024-02-01", "2024-02-29", "2023-02"),
        (.month(12, year: 2024), "2024-12", "2024-12-01", "2024-12-31", "2023-12"),
        (.day(day(2024, 2, 29)), "2024-02-29", "2024-02-29", "2024-02-29", "2023-02-28"),
        (.day(day(2023, 6, 30)), "2023-06-30", "2023-06-30", "2023-06-30", "2022-06-30"),
        (.years(from: 2021, count: 5), "2021-01-01/P5Y", "2021-01-01", "2025-12-31", "2020-01-01/P5Y"),
        (
            .months(fromMonth: 1, year: 2024, count: 4), "2024-01-01/P4M", "2024-01-01", "2024-04-30",
            "2023-01-01/P4M"
        ),
        (
            .months(fromMonth: 11, year: 2022, count: 5), "2022-11-01/P5M", "2022-11-01", "2023-03-31",
            "2021-11-01/P5M"
        ),
        (
            .days(from: day(2022, 5, 12), count: 28), "2022-05-12/P28D", "2022-05-12", "2022-06-08",
            "2021-05-12/P28D"
        ),
        // To 9 April in a leap year is a hundred days, a year earlier one less.
        (
            .days(from: day(2024, 1, 1), count: 100), "2024-01-01/P100D", "2024-01-01", "2024-04-09",
            "2023-01-01/P99D"
        ),
        (.year(987), "0987", "0987-01-01", "0987-12-31", "0986"),
    ]

    @Test("text, first and last day, a year back", arguments: table)
    func reads(period: TimePeriod, text: String, first: String, last: String, yearBack: String) {
        #expect(period.description == text)
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
        #expect(period.yearsBack(1).description == yearBack)
        #expect(period.yearsBack(0) == period)
        #expect(period.finalYear == period.lastDay.year)
        #expect(Observation.Baseline.period(period).description == text)
    }

    static let runs: [(first: Int, last: Int, text: String)] = [
        (1, 12, "2024"), (1, 6, "2024-S1"), (7, 12, "2024-S2"), (1, 3, "2024-Q1"), (4, 6, "2024-Q2"),
        (7, 9, "2024-Q3"), (10, 12, "2024-Q4"), (5, 5, "2024-05"), (1, 1, "2024-01"), (1, 9, "2024-01-01/P9M"),
        (2, 4, "2024-02-01/P3M"), (8, 12, "2024-08-01/P5M"), (11, 3, "2024-11-01/P5M"),
    ]

    @Test("runs of months in their simplest form", arguments: runs)
    func monthRun(first: Int, last: Int, text: String) {
        let run = TimePeriod.monthRun(from: first, to: last, year: 2024)
        #expect(run.description == text)
        #expect(run.firstDay.month == first)
        #expect(run.lastDay.month == last)
    }

    @Test func everyRunCoversItsMonths() {
        for first in 1...12 {
            for last in first...12 {
                let run = TimePeriod.monthRun(from: first, to: last, year: 2023)
                #expect(run.firstDay == .first(ofMonth: first, year: 2023))
                #expect(run.lastDay == CivilDate.first(ofMonth: last, year: 2023).endOfMonth)
            }
        }
    }
}
