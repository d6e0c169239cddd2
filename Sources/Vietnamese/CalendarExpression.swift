import Observation

/// A period as the text words it, before the article's dates fill in what it leaves unsaid.
public enum CalendarExpression: Sendable, Equatable {
    case year(Year)
    /// `giai đoạn 2021-2025`: first and last year.
    case years(Int, Int)
    /// `năm học 2024-2025`.
    case schoolYear(Int, Int)
    /// A half year: 1 or 2.
    case semester(Int, Year)
    case quarter(Int, Year)
    case month(Int, Year)
    /// `9 tháng đầu năm`, `tháng 1-4/2024`: first and last month of one year.
    case months(Int, Int, Year)
    /// A bare `9 tháng`: the months since January, where the article speaks so; else any duration.
    case monthsSoFar(Int)
    /// `cùng thời gian này`, `cùng năm`: the period named last.
    case sameTime
    /// `từ tháng 11/2022 đến tháng 3/2023`.
    case monthSpan(from: Month, to: Month)
    case day(Day)
    case daySpan(from: Day, to: Day)
    /// `tháng trước`, `tháng này`: so many months from the month spoken of.
    case relativeMonth(Int)
    /// `quý trước`, `quý này`.
    case relativeQuarter(Int)
    /// `cùng kỳ`, and the year it names, if any.
    case samePeriod(Year)
    /// `đến nay`, `hiện nay`.
    case now
    /// `đến thời điểm này`: the moment named just before, else now.
    case thisMoment
    /// `từ đầu năm đến nay`, `từ đầu năm đến hết tháng 9`.
    case yearToDate(through: Through)

    /// How a year is named.
    public enum Year: Sendable, Equatable {
        case named(Int)
        /// `năm nay` 0, `năm ngoái` −1: from the publication date.
        case fromPublication(Int)
        /// `năm trước` −1: from the period spoken of.
        case fromContext(Int)
        case unsaid
    }

    /// A month and how its year is named.
    public struct Month: Sendable, Equatable {
        public let month: Int
        public let year: Year
    }

    /// A day, whose month and year may be unsaid.
    public struct Day: Sendable, Equatable {
        public let day: Int
        public let month: Int
        public let year: Year
    }

    /// What ends a stretch that begins with the year.
    public enum Through: Sendable, Equatable {
        case now
        case month(Month)
        case day(Day)
    }
}

/// A calendar expression in the text.
public struct CalendarMention: Sendable, Equatable {
    public let expression: CalendarExpression
    /// Token indices: the expression itself, without `đến`, `trước`, `so với`.
    public let tokens: Range<Int>

    public init(expression: CalendarExpression, tokens: Range<Int>) {
        self.expression = expression
        self.tokens = tokens
    }
}
