import Observation

/// Months: one, several in a row, and so many counted from either end of the year.
extension CalendarReader.Cursor {
    func monthExpression(_ start: Int) -> Found? {
        switch word(start + 1) {
        case words.trước: return (.relativeMonth(-1), start + 2)
        case words.liền where word(start + 2) == words.trước || word(start + 2) == words.kề:
            return (.relativeMonth(-1), start + 3)
        case words.này, words.đó, words.ấy: return thisOfYear(start + 1) ?? (.relativeMonth(0), start + 2)
        case words.sau, words.tới: return (.relativeMonth(1), start + 2)
        case words.đầu, words.cuối: return edgeMonth(start)
        default: break
        }
        if let (month, year) = dottedPair(start + 1), (1...12).contains(month), (1900...2100).contains(year) {
            return (.month(month, .named(year)), start + 2)
        }
        guard let month = monthNumber(start + 1) else { return monthInWords(start) }
        // `2 tháng 10 ngày` is a duration.
        if isNumber(start - 1), word(start + 2) == words.ngày { return nil }
        if dash(start + 2), let last = monthNumber(start + 3), last > month {
            let (year, end) = year(after: start + 4)
            return (.months(month, last, year), end)
        }
        let (year, end) = year(after: start + 2)
        guard year == .unsaid else { return (.month(month, year), end) }
        return (.month(month, yearShared(start + 2, by: words.tháng, number: monthNumber)), end)
    }

    /// `tháng cuối năm 2024` is December; `những tháng cuối năm` are some months of the year.
    private func edgeMonth(_ start: Int) -> Found? {
        guard word(start + 2) == words.năm, !isCounted(start) else { return nil }
        let (year, end) = year(after: start + 2)
        return (.month(word(start + 1) == words.cuối ? 12 : 1, year), max(end, start + 3))
    }

    /// `tháng giêng`, `tháng tư`, `tháng mười hai`. A number word after `tháng` may count what follows (`mỗi tháng hai
    /// lần`), and `tháng năm 2024` names a year, so it must stand apart.
    private func monthInWords(_ start: Int) -> Found? {
        guard let (month, next) = month(start + 1) else { return nil }
        let isUnmistakable = word(start + 1) == words.giêng || word(start + 1) == words.chạp
        guard isUnmistakable || (!isCounted(start) && standsApart(next)) else { return nil }
        if month == 5, fourDigitYear(next) != nil || words.isYearWord(word(next)) { return nil }
        let (year, end) = year(after: next)
        return (.month(month, year), end)
    }

    func standsApart(_ index: Int) -> Bool {
        guard index < limit else { return true }
        switch tokens[index].kind {
        case .sign: return true
        case .number: return fourDigitYear(index) != nil
        case .word:
            let id = tokens[index].word
            return id == words.năm || id == words.của || id == words.và || id == words.đến || id == words.tới
                || id == words.này || id == words.vừa || id == words.qua || id == words.trước || id == words.sau
        }
    }

    /// `6 tháng đầu năm`, `sáu tháng cuối năm 2024`, `9 tháng năm 2024`, `ba quý đầu năm`.
    func countedMonths(_ start: Int) -> Found? {
        guard let (count, noun) = small(start) else { return nil }
        if word(noun) == words.năm { return yearsAgo(count, noun) }
        let isQuarters = word(noun) == words.quý
        guard isQuarters ? (1...4).contains(count) : (1...12).contains(count) && word(noun) == words.tháng
        else { return nil }
        let part = word(noun + 1)
        guard part == words.đầu || part == words.cuối else {
            return isQuarters ? nil : monthsOfYear(start, count: count, after: noun + 1)
        }
        var next = noun + 2
        if word(next) == words.của, word(next + 1) == words.năm { next += 1 }
        var (year, end) = year(after: next)
        if year == .unsaid, word(next) == words.năm { end = next + 1 }
        if year == .unsaid, sign(end, "/"), let named = fourDigitYear(end + 1) {
            (year, end) = (.named(named), end + 2)
        }
        let months = isQuarters ? count * 3 : count
        return (part == words.đầu ? .months(1, months, year) : .months(13 - months, 12, year), end)
    }

    /// `một năm trước` is the same time then, `ba năm trước` the year; `một năm trước khi` is a length of time.
    private func yearsAgo(_ count: Int, _ noun: Int) -> Found? {
        guard word(noun + 1) == words.trước, word(noun + 2) != words.khi, (1...50).contains(count) else { return nil }
        return (count == 1 ? .samePeriod(.unsaid) : .year(.fromContext(-count)), noun + 2)
    }

    /// `9 tháng năm 2024`, `7 tháng/2025`: counted from January; a bare `6 tháng` may be any duration, and `12 tháng 10`
    /// is a day.
    private func monthsOfYear(_ start: Int, count: Int, after next: Int) -> Found? {
        if isNumber(start), monthNumber(next) != nil { return nil }
        let (year, end) = year(after: next)
        if year == .unsaid || year == .fromContext(-1) {
            return count >= 2 && !words.precedesDuration(word(start - 1)) ? (.monthsSoFar(count), next) : nil
        }
        return (.months(1, count, year), end)
    }
}
