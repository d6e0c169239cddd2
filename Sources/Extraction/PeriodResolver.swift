import Observation
import Vietnamese

/// A period the article names: where, and in which role.
struct PeriodMention {
    var period: TimePeriod
    var role: Role
    var sentence: Int
    var tokens: Range<Int>
    /// The year was not written beside it.
    var isInferred = false
    /// The bracket it opens: it dates nothing outside, but the figure right before.
    var bracket: Range<Int>?
    /// A figure stands in its bracket, so it is not that of the figure before.
    var bracketHoldsFigure = false
    /// It dates only the figure right before: `mức 31,7 của năm 2023`.
    var isBound = false
    /// Where something began or what it is now beside: it dates its own clause only.
    var isPassing = false
    /// It is `hiện`, `hiện nay`: what is so now.
    var isNow = false
    /// Where something began, with nothing said of its end.
    var isSince = false
    /// When something was reported: it dates nothing.
    var isReport = false
    /// It stands before the figures of its sentence, and before any other period there.
    var leads = false
    /// It stands behind the last figure of its sentence.
    var trails = false
    /// It dates a goal or a forecast.
    var aims = false
    /// It is the last thing said of time before the first figure of its sentence.
    var isNearest = false
    /// It stands in the title of the body that is read: sentence and tokens are the title's.
    var isOfTitle = false

    /// What a mention is there for.
    enum Role: Equatable {
        /// It dates values.
        case reference
        /// A moment up to which something stands: `đến nay`, `tính đến 30/6`.
        case asOf
        /// A day or year by which something is to be done.
        case deadline
    }
}

/// What a change is measured against, as the text words it: read only once the changed value's own period is known.
struct BaselineMention {
    var expression: Expression
    var sentence: Int
    var tokens: Range<Int>
    /// `cùng kỳ` without `so với` or a comparative: it may be the time of the figure behind it.
    var isBare = false
    /// A bracket opens with it, or the sentence.
    var opensBracket = false
    var opensSentence = false
    /// Words say that something is compared with it.
    var isCompared = true

    enum Expression: Equatable {
        case calendar(CalendarExpression)
        case target
    }
}

/// Turns calendar expressions into periods with what the article has said before.
struct PeriodResolver {
    /// The day the article came out; nil leaves relative periods unknown.
    let publication: CivilDate?
    /// The year the article as a whole speaks of: that of periods without one, where their paragraph names none.
    var articleYear: Int?
    /// The sentence being read sets goals or looks ahead: its periods may lie in the future.
    var looksAhead = false
    /// The year of the nearest period named so far in the sentence.
    private var sentenceYear: Int?
    /// The year the paragraph has turned to.
    private var paragraphYear: Int?
    /// The last period named, for `tháng trước` and its like.
    private(set) var last: TimePeriod?
    /// The quarter and the month of the article's year named last, for `quý này`, `trong tháng`.
    private var lastQuarter: TimePeriod?
    private var lastMonth: TimePeriod?
    /// The run of years or days named last, for `giai đoạn này`.
    private var lastRun: TimePeriod?
    /// The as-of moment named last.
    private(set) var lastMoment: TimePeriod?

    /// How many months from January the article has counted in full.
    private var countsOfMonths: Set<Int> = []

    init(publication: CivilDate?) { self.publication = publication }

    /// The article counts so many months from January in full.
    mutating func note(months: Int) { countsOfMonths.insert(months) }

    /// A new sentence begins: of the years named so far only that which the paragraph has turned to still counts.
    mutating func enterSentence(newParagraph: Bool) {
        sentenceYear = nil
        if newParagraph { paragraphYear = nil }
    }

    /// A period becomes the context of those after it in its sentence; of its paragraph, where the paragraph turns to it.
    mutating func note(year period: TimePeriod, turns: Bool) {
        switch period {
        // A day is often only that of some event; runs of years and years to come are named in passing.
        case .day, .years: return
        default: break
        }
        if let publication, period.firstDay > publication { return }
        if articleYear.map({ period.finalYear >= $0 }) ?? true {
            if case .quarter = period { lastQuarter = period }
            if case .month = period { lastMonth = period }
        }
        sentenceYear = period.finalYear
        if turns || articleYear == nil || articleYear == period.finalYear { paragraphYear = sentenceYear }
    }

    /// The same without becoming context for what follows: a period in brackets, or of one figure only.
    func peek(_ expression: CalendarExpression) -> (period: TimePeriod, isInferred: Bool)? {
        var copy = self
        return copy.resolve(expression)
    }

    /// The year of a period that names none. What stands as of a moment does so in the article's year, whatever year
    /// the sentence before spoke of.
    private func contextYear(of expression: CalendarExpression, asOf: Bool) -> Int? {
        if let sentenceYear { return sentenceYear }
        let year = asOf ? articleYear ?? paragraphYear : paragraphYear ?? articleYear
        // `tháng 1`, `hai tháng đầu năm` in March: what has just ended, though the article looks back on the year before.
        guard let publication, year == publication.year - 1, asOf || paragraphYear != year,
            let part = PeriodResolver.period(expression, year: publication.year, publication: publication, last: last),
            part.isInferred
        else { return year }
        switch part.period {
        case .month, .months, .quarter, .semester:
            return part.period.lastDay <= publication || looksAhead ? publication.year : year
        default: return year
        }
    }

    /// Takes over the context of an earlier field: a title.
    mutating func adopt(_ earlier: PeriodResolver) {
        countsOfMonths = earlier.countsOfMonths
        lastQuarter = earlier.lastQuarter
    }

    /// Whether a bare `9 tháng` means the months since January: the article says so in full somewhere, or it came out
    /// right after them; after whole quarters, whose reports take longer, a month later too.
    func speaks(ofMonths count: Int) -> Bool {
        if countsOfMonths.contains(count) { return true }
        guard let publication else { return false }
        let age = publication.month - count
        return count >= 2 && (0...1).contains(age) || count % 3 == 0 && age == 2
    }

    /// The period of an expression, or nil where the article does not say enough.
    mutating func resolve(
        _ expression: CalendarExpression, asOf: Bool = false
    ) -> (period: TimePeriod, isInferred: Bool)? {
        if expression == .thisMoment, let lastMoment { return (lastMoment, false) }
        if expression == .yearSoFar, let count = countsOfMonths.max(), let year = publication?.year ?? paragraphYear {
            return (PeriodResolver.monthRun(1, count, year), true)
        }
        if expression == .thisPhase { return lastRun.map { ($0, false) } }
        if expression == .yearToDate(through: .thisMoment), let lastMoment {
            let first = CivilDate.first(ofMonth: 1, year: lastMoment.finalYear)
            return (.days(from: first, count: lastMoment.lastDay.ordinal - first.ordinal + 1), true)
        }
        if case .relativeQuarter(0) = expression, let lastQuarter { return (lastQuarter, true) }
        if case .relativeMonth(0) = expression, let lastMonth { return (lastMonth, true) }
        guard
            var resolved = PeriodResolver.period(
                expression, year: contextYear(of: expression, asOf: asOf), publication: publication, last: last)
        else { return nil }
        if resolved.isInferred, isTooFarAhead(resolved.period) { resolved.period = resolved.period.yearsBack(1) }
        if case .months(1, let count, _) = expression { countsOfMonths.insert(count) }
        if case .monthsSoFar(let count) = expression { countsOfMonths.insert(count) }
        last = resolved.period
        switch resolved.period {
        case .years, .days: lastRun = last
        default: break
        }
        return resolved
    }

    /// Something stands as of this period: what `đến thời điểm này` points back to, where it has gone by.
    mutating func note(moment: TimePeriod) {
        guard publication.map({ moment.lastDay <= $0 }) ?? true else { return }
        // `đến hết tháng 9` after `đến ngày 30/9` is the same moment said less exactly.
        if let lastMoment, case .day = lastMoment, lastMoment.lastDay == moment.lastDay { return }
        lastMoment = moment
    }

    /// `Tháng 12 tôi mua 385.000 đồng` said in April: no fact is of a month so far ahead, so it was that of last year.
    private func isTooFarAhead(_ period: TimePeriod) -> Bool {
        guard !looksAhead, let publication else { return false }
        if case .year = period { return false }
        return period.firstDay.ordinal - publication.ordinal > PeriodResolver.furthestAhead
    }

    private static let furthestAhead = 92

    /// The period of an expression given the year and the period spoken of.
    static func period(
        _ expression: CalendarExpression, year contextYear: Int?, publication: CivilDate?, last: TimePeriod?
    ) -> (period: TimePeriod, isInferred: Bool)? {
        let fallback = contextYear ?? publication?.year
        func year(_ year: CalendarExpression.Year) -> (Int, Bool)? {
            switch year {
            case .named(let value): (value, false)
            case .fromPublication(let offset): publication.map { ($0.year + offset, false) }
            case .fromContext(let offset): fallback.map { ($0 + offset, true) }
            case .justPast: publication.map { (yearJustPast($0), false) }
            case .unsaid: fallback.map { ($0, true) }
            }
        }
        func day(_ day: CalendarExpression.Day) -> (CivilDate, Bool)? {
            guard let (value, inferred) = yearOfDay(day, year(day.year), publication, contextYear) else { return nil }
            return CivilDate(year: value, month: day.month, day: day.day).map { ($0, inferred) }
        }
        switch expression {
        case .year(let named):
            return year(named).map { (.year($0.0), $0.1) }
        case .years(let from, let to): return (.years(from: from, count: to - from + 1), false)
        case .schoolYear(let from, let to): return (.years(from: from, count: to - from + 1), false)
        case .semester(let half, let named): return year(named).map { (.semester(half, year: $0.0), $0.1) }
        case .quarter(let quarter, let named): return year(named).map { (.quarter(quarter, year: $0.0), $0.1) }
        case .month(let month, let named): return year(named).map { (.month(month, year: $0.0), $0.1) }
        case .months(let first, let last, let named):
            return year(named).map { (monthRun(first, last, $0.0), $0.1) }
        case .monthsSoFar(let count): return fallback.map { (monthRun(1, count, $0), true) }
        case .sameTime: return last.map { ($0, true) }
        case .yearSoFar:
            return publication.map { (.days(from: .first(ofMonth: 1, year: $0.year), count: dayOfYear($0)), true) }
        case .monthSpan(let from, let to):
            guard let (end, inferred) = year(to.year) else { return nil }
            let start = from.year == .unsaid ? (from.month <= to.month ? end : end - 1) : year(from.year)?.0 ?? end
            let count = (end * 12 + to.month) - (start * 12 + from.month) + 1
            guard count > 0, count < 600 else { return nil }
            return (.months(fromMonth: from.month, year: start, count: count), inferred)
        case .day(let named): return day(named).map { (.day($0.0), $0.1) }
        case .daySpan(let from, let to):
            guard let (end, inferred) = day(to) else { return nil }
            let startYear = from.year == .unsaid ? end.year : year(from.year)?.0 ?? end.year
            guard var start = CivilDate(year: startYear, month: from.month, day: from.day) else { return nil }
            if start > end, let earlier = CivilDate(year: startYear - 1, month: from.month, day: from.day) {
                start = earlier
            }
            guard start <= end else { return nil }
            return (.days(from: start, count: end.ordinal - start.ordinal + 1), inferred)
        case .relativeMonth(let offset):
            guard let base = last?.lastDay ?? publication else { return nil }
            let first = CivilDate.first(ofMonth: base.month + offset, year: base.year)
            return (.month(first.month, year: first.year), true)
        case .relativeQuarter(let offset):
            guard let base = last?.lastDay ?? publication else { return nil }
            let quarter = (base.month - 1) / 3 + offset
            return (.quarter((quarter + 4) % 4 + 1, year: base.year + (quarter < 0 ? -1 : quarter > 3 ? 1 : 0)), true)
        case .relativeDay(let offset):
            guard case .day(let day)? = last else { return publication.map { (.day($0.adding(days: offset)), true) } }
            return (.day(day.adding(days: offset)), true)
        case .dayFromPublication(let offset): return publication.map { (.day($0.adding(days: offset)), false) }
        case .now, .thisMoment: return publication.map { (.day($0), false) }
        case .yearToDate(.now), .yearToDate(.thisMoment):
            return publication.map { (.days(from: .first(ofMonth: 1, year: $0.year), count: dayOfYear($0)), false) }
        case .yearToDate(.day(let named)):
            // `từ đầu năm đến 20/9` is January to September.
            guard let (end, inferred) = day(named) else { return nil }
            return (monthRun(1, end.month, end.year), inferred)
        case .yearToDate(.month(let month)):
            return year(month.year).map { (monthRun(1, month.month, $0.0), $0.1) }
        case .relativeSchoolYear(let offset):
            guard let publication else { return nil }
            // A school year begins in August.
            let first = (publication.month >= 8 ? publication.year : publication.year - 1) + offset
            return (.years(from: first, count: 2), true)
        case .newSchoolYear:
            return publication.map { (.years(from: $0.month >= 6 ? $0.year : $0.year - 1, count: 2), true) }
        case .samePeriod, .sameTimeOfMonth, .sameOfYears, .runBefore, .thisPhase: return nil
        }
    }

    /// `năm qua` looks back on the year as soon as it is nearly over.
    static func yearJustPast(_ publication: CivilDate) -> Int {
        publication.month >= 11 ? publication.year : publication.year - 1
    }

    /// A first half or a whole year has a name of its own; other runs, a quarter's months too, stay runs of months.
    private static func monthRun(_ first: Int, _ last: Int, _ year: Int) -> TimePeriod {
        switch (first, last) {
        case (1, 6): .semester(1, year: year)
        case (7, 12): .semester(2, year: year)
        case (1, 12): .year(year)
        case _ where first == last: .month(first, year: year)
        default: .months(fromMonth: first, year: year, count: last - first + 1)
        }
    }

    private static func dayOfYear(_ day: CivilDate) -> Int {
        day.ordinal - CivilDate.first(ofMonth: 1, year: day.year).ordinal + 1
    }

    /// A day without a year lies in the year of publication, as close to it as possible.
    private static func yearOfDay(
        _ day: CalendarExpression.Day, _ named: (Int, Bool)?, _ publication: CivilDate?, _ context: Int?
    ) -> (Int, Bool)? {
        guard day.year == .unsaid, let publication else { return named }
        let sameYear = CivilDate(year: publication.year, month: day.month, day: day.day)
        guard let sameYear else { return (publication.year, true) }
        let distance = sameYear.ordinal - publication.ordinal
        if distance > 270 { return (publication.year - 1, true) }
        if distance < -330 { return (publication.year + 1, true) }
        return (publication.year, true)
    }

    /// The period a change is measured against, given the period of the changed value.
    static func baseline(
        _ expression: CalendarExpression, of period: TimePeriod?, publication: CivilDate?, year: Int?
    ) -> TimePeriod? {
        switch expression {
        case .samePeriod(let named):
            guard let period else { return nil }
            switch named {
            case .named(let value): return period.yearsBack(period.finalYear - value)
            default: return period.yearsBack(1)
            }
        // `so với cùng thời gian`, `so với cùng thời điểm`.
        case .sameTime, .thisMoment: return period?.yearsBack(1)
        case .year(.fromContext(let offset)):
            guard let base = period?.finalYear ?? year ?? publication?.year else { return nil }
            return .year(base + offset)
        case .sameTimeOfMonth(let offset):
            guard let day = period?.lastDay ?? publication else { return nil }
            let first = CivilDate.first(ofMonth: day.month + offset, year: day.year)
            guard case .day = period else { return .month(first.month, year: first.year) }
            return .day(CivilDate(year: first.year, month: first.month, day: day.day) ?? first.endOfMonth)
        case .relativeDay(let offset):
            guard case .day(let day)? = period else { return publication.map { .day($0.adding(days: offset)) } }
            return .day(day.adding(days: offset))
        case .runBefore:
            switch period {
            // A season or a school year lies in two years, and the next begins in the second.
            case .years(let from, let count)?: return .years(from: count == 2 ? from - 1 : from - count, count: count)
            case .days(let from, let count)?: return .days(from: from.adding(days: -count), count: count)
            case .year(let year)?: return .year(year - 1)
            default: return nil
            }
        case .relativeMonth(let offset):
            guard let day = period?.lastDay ?? publication else { return nil }
            let first = CivilDate.first(ofMonth: day.month + offset, year: day.year)
            return .month(first.month, year: first.year)
        case .relativeQuarter(let offset):
            guard let day = period?.lastDay ?? publication else { return nil }
            let months = CivilDate.first(ofMonth: day.month + offset * 3, year: day.year)
            return .quarter((months.month + 2) / 3, year: months.year)
        default:
            return PeriodResolver.period(
                expression, year: period?.finalYear ?? year, publication: publication, last: period)?.period
        }
    }
}

extension TimePeriod {
    /// Whether it is much less than a year: results so far, not those of a year or of years.
    var isPartOfYear: Bool { lastDay.ordinal - firstDay.ordinal < 340 }
}
