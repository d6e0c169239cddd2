import Observation

/// A period as the text words it, before the article's dates fill in what it leaves unsaid.
public enum CalendarExpression: Sendable, Equatable {
    /// `năm 2024`, `năm nay`.
    case year(Year)
    /// `giai đoạn 2021-2025`: first and last year.
    case years(Int, Int)
    /// `giai đoạn này`: the run of years or days named last.
    case thisPhase
    /// `năm học 2024-2025`.
    case schoolYear(Int, Int)
    /// `năm học này`, `năm học trước`, `năm học tới`: so many school years from the present one.
    case relativeSchoolYear(Int)
    /// `năm học mới`: the one about to begin, or that has just begun.
    case newSchoolYear
    /// A half year: 1 or 2.
    case semester(Int, Year)
    /// A quarter: 1 to 4.
    case quarter(Int, Year)
    /// A month: 1 to 12.
    case month(Int, Year)
    /// `9 tháng đầu năm`, `tháng 1-4/2024`: first and last month of one year.
    case months(Int, Int, Year)
    /// A bare `9 tháng`: the months since January, where the article speaks so; else any duration.
    case monthsSoFar(Int)
    /// `tính từ đầu năm`: the months since January that the article counts, else the year to date.
    case yearSoFar
    /// `cùng thời gian này`, `cùng năm`: the period named last.
    case sameTime
    /// `từ tháng 11/2022 đến tháng 3/2023`.
    case monthSpan(from: Month, to: Month)
    /// `ngày 30/6/2023`.
    case day(Day)
    /// `từ ngày 1/7 đến ngày 19/8/2025`.
    case daySpan(from: Day, to: Day)
    /// `tháng trước`, `tháng này`, `tháng sau`: so many months from the month spoken of.
    case relativeMonth(Int)
    /// `quý trước`, `quý này`, `quý sau`.
    case relativeQuarter(Int)
    /// `hôm trước`, `phiên liền trước`, `ngày hôm sau`: so many days from the day spoken of.
    case relativeDay(Int)
    /// `hôm qua`, `hôm kia`, `ngày mai`: so many days from the publication date.
    case dayFromPublication(Int)
    /// `cùng thời điểm tháng trước`: the same time so many months away.
    case sameTimeOfMonth(Int)
    /// `vụ trước`, `kỳ trước`: the run of years or days of the same length before the one spoken of.
    case runBefore
    /// `cùng kỳ`, and the year it names, if any.
    case samePeriod(Year)
    /// `cùng kỳ các năm 2011-2022`: what many years are compared by.
    case sameOfYears
    /// `đến nay`, `hiện nay`, `hôm nay`.
    case now
    /// `đến thời điểm này`: the moment named just before, else now.
    case thisMoment
    /// `từ đầu năm đến nay`, `từ đầu năm đến hết tháng 9`.
    case yearToDate(through: Through)

    /// How a year is named.
    public enum Year: Sendable, Equatable {
        /// In figures or words.
        case named(Int)
        /// `năm nay` 0, `năm ngoái` −1: from the publication date.
        case fromPublication(Int)
        /// `năm trước` −1: from the period spoken of.
        case fromContext(Int)
        /// `năm qua`: the one that has just ended, or is about to.
        case justPast
        /// Not at all.
        case unsaid
    }

    /// A month and how its year is named.
    public struct Month: Sendable, Equatable {
        /// 1 to 12.
        public let month: Int
        /// How its year is named.
        public let year: Year
    }

    /// A day, whose year may be unsaid. The month may lack such a day: whoever fills in the year finds out.
    public struct Day: Sendable, Equatable {
        /// 1 to 31.
        public let day: Int
        /// 1 to 12.
        public let month: Int
        /// How its year is named.
        public let year: Year
    }

    /// What ends a stretch that begins with the year.
    public enum Through: Sendable, Equatable {
        /// The publication date.
        case now
        /// The moment named before, else now.
        case thisMoment
        /// The end of a month.
        case month(Month)
        /// A day.
        case day(Day)
    }
}

/// A calendar expression in the text.
public struct CalendarMention: Sendable, Equatable {
    /// What it says.
    public let expression: CalendarExpression
    /// Token indices: the expression itself, without `đến`, `trước`, `so với`.
    public let tokens: Range<Int>

    /// A mention.
    public init(expression: CalendarExpression, tokens: Range<Int>) {
        self.expression = expression
        self.tokens = tokens
    }
}
