/// The time a value speaks of: an SDMX observational time period.
///
/// A run of days, months or years is a first unit and a count, which SDMX writes `2024-01-01/P4M`.
public enum TimePeriod: Sendable, Hashable {
    /// A calendar year.
    case year(Int)
    /// A half year: 1 or 2.
    case semester(Int, year: Int)
    /// A quarter: 1 to 4.
    case quarter(Int, year: Int)
    /// A month: 1 to 12.
    case month(Int, year: Int)
    /// A day, or the moment as of which a standing total holds.
    case day(CivilDate)
    /// Whole years in a row.
    case years(from: Int, count: Int)
    /// Whole months in a row.
    case months(fromMonth: Int, year: Int, count: Int)
    /// Days in a row.
    case days(from: CivilDate, count: Int)

    /// The first day it covers.
    public var firstDay: CivilDate {
        switch self {
        case .year(let year), .years(let year, _): .first(ofMonth: 1, year: year)
        case .semester(let half, let year): .first(ofMonth: half * 6 - 5, year: year)
        case .quarter(let quarter, let year): .first(ofMonth: quarter * 3 - 2, year: year)
        case .month(let month, let year), .months(let month, let year, _): .first(ofMonth: month, year: year)
        case .day(let day), .days(let day, _): day
        }
    }

    /// The last day it covers.
    public var lastDay: CivilDate {
        switch self {
        case .year(let year): CivilDate.first(ofMonth: 12, year: year).endOfMonth
        case .years(let year, let count): CivilDate.first(ofMonth: 12, year: year + count - 1).endOfMonth
        case .semester(let half, let year): CivilDate.first(ofMonth: half * 6, year: year).endOfMonth
        case .quarter(let quarter, let year): CivilDate.first(ofMonth: quarter * 3, year: year).endOfMonth
        case .month(let month, let year): CivilDate.first(ofMonth: month, year: year).endOfMonth
        case .months(let month, let year, let count):
            CivilDate.first(ofMonth: month + count - 1, year: year).endOfMonth
        case .day(let day): day
        case .days(let day, let count): day.adding(days: count - 1)
        }
    }

    /// The year it ends in.
    public var finalYear: Int { lastDay.year }

    /// The same stretch so many years earlier (`cùng kỳ`): `2024-S1` one year back is `2023-S1`.
    public func yearsBack(_ count: Int) -> TimePeriod {
        switch self {
        case .year(let year): .year(year - count)
        case .years(let year, let length): .years(from: year - count, count: length)
        case .semester(let half, let year): .semester(half, year: year - count)
        case .quarter(let quarter, let year): .quarter(quarter, year: year - count)
        case .month(let month, let year): .month(month, year: year - count)
        case .months(let month, let year, let length): .months(fromMonth: month, year: year - count, count: length)
        case .day(let day): .day(TimePeriod.shift(day, years: count))
        case .days(let day, _):
            // Both ends move: a stretch to 9 April ends on 9 April, whatever February lies within.
            .daysThrough(TimePeriod.shift(lastDay, years: count), from: TimePeriod.shift(day, years: count))
        }
    }

    /// Months in a row in their simplest form: one is a month, three may be a quarter, six a half, twelve the year. A
    /// last month before the first lies in the next year.
    public static func monthRun(from first: Int, to last: Int, year: Int) -> TimePeriod {
        switch (first, last) {
        case (1, 12): .year(year)
        case (1, 6): .semester(1, year: year)
        case (7, 12): .semester(2, year: year)
        case (1, 3), (4, 6), (7, 9), (10, 12): .quarter(last / 3, year: year)
        case _ where first == last: .month(first, year: year)
        default: .months(fromMonth: first, year: year, count: last - first + (last < first ? 13 : 1))
        }
    }

    private static func daysThrough(_ last: CivilDate, from first: CivilDate) -> TimePeriod {
        .days(from: first, count: last.ordinal - first.ordinal + 1)
    }

    private static func shift(_ day: CivilDate, years: Int) -> CivilDate {
        CivilDate(year: day.year - years, month: day.month, day: day.day)
            ?? CivilDate.first(ofMonth: day.month, year: day.year - years).endOfMonth
    }
}

extension TimePeriod: CustomStringConvertible {
    /// The SDMX form: `2024`, `2024-S1`, `2024-Q4`, `2024-04`, `2024-04-24`, `2024-01-01/P4M`.
    public var description: String {
        func four(_ year: Int) -> String { CivilDate.padded(year, 4) }
        switch self {
        case .year(let year): return four(year)
        case .semester(let half, let year): return "\(four(year))-S\(half)"
        case .quarter(let quarter, let year): return "\(four(year))-Q\(quarter)"
        case .month(let month, let year): return "\(four(year))-\(CivilDate.padded(month, 2))"
        case .day(let day): return day.description
        case .years(_, let count): return "\(firstDay)/P\(count)Y"
        case .months(_, _, let count): return "\(firstDay)/P\(count)M"
        case .days(let day, let count): return "\(day)/P\(count)D"
        }
    }
}
