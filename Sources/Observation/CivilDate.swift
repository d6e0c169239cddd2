/// A day of the proleptic Gregorian calendar, of the years 1 to 9999. Figures speak of days, so there is no clock and no
/// time zone here. Arithmetic that would leave those years stays at the nearest day within.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// 1 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// A day, or nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(inMonth: month, of: year)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The first day of a month; months before 1 and after 12 reach into the years around.
    public static func first(ofMonth month: Int, year: Int) -> CivilDate {
        let within = -120_000...120_000
        let months =
            min(max(year, within.lowerBound), within.upperBound) * 12
            + min(max(month, within.lowerBound), within.upperBound) - 1
        let bounded = min(max(months, 12), 9999 * 12 + 11)
        return CivilDate(unchecked: bounded / 12, bounded % 12 + 1, 1)
    }

    /// How many days a month, 1 to 12, has.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1 January 1970 (Howard Hinnant's `days_from_civil`).
    public var ordinal: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day so many days after 1 January 1970 (Howard Hinnant's `civil_from_days`).
    public init(ordinal: Int) {
        let shifted = min(max(ordinal, CivilDate.ordinals.lowerBound), CivilDate.ordinals.upperBound) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// From 0001-01-01 to 9999-12-31.
    private static let ordinals = -719_162...2_932_896

    /// The day so many days later.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = ordinal.addingReportingOverflow(days)
        return CivilDate(ordinal: overflow ? (days < 0 ? Int.min : Int.max) : sum)
    }

    /// The last day of this day's month.
    public var endOfMonth: CivilDate {
        CivilDate(unchecked: year, month, CivilDate.days(inMonth: month, of: year))
    }

    /// The earlier day is the lesser.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: CustomStringConvertible {
    /// `2024-04-24`.
    public var description: String {
        "\(CivilDate.padded(year, 4))-\(CivilDate.padded(month, 2))-\(CivilDate.padded(day, 2))"
    }

    /// A number in at least so many digits.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
