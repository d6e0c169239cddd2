import Observation

/// Days, expressions that begin with a number, and spans.
extension CalendarReader.Cursor {
    func beginsWithNumber(_ start: Int, dayExpected: Bool) -> Found? {
        if let found = countedMonths(start) { return found }
        if let first = fourDigitYear(start) {
            if dash(start + 1), tokens[start + 1].isGlued, let last = fourDigitYear(start + 2), last > first {
                return (.years(first, last), start + 3)
            }
            return nil
        }
        if dayExpected, let found = dayOrSpan(start) { return found }
        // `(01/01 - 20/12/2022)`: the year behind the second makes days of both.
        if let (first, end) = day(start), dash(end), let (last, stop) = day(end + 1), isNamed(last.year) {
            return (.daySpan(from: first, to: last), stop)
        }
        // `3/5 năm trước` is a share of last year's: only a named year makes a day of it.
        if let (day, end) = day(start), isNamed(day.year) || isSpelt(start, end) { return (.day(day), end) }
        // The rest of `32/12/2024` is no month.
        if sign(start - 1, "/"), tokens[start].isGlued { return nil }
        if let month = monthNumber(start), sign(start + 1, "/"), let year = fourDigitYear(start + 2) {
            return (.month(month, .named(year)), start + 3)
        }
        return nil
    }

    private func isNamed(_ year: Year) -> Bool {
        if case .named = year { true } else { false }
    }

    /// `30 tháng 6` is a day without further ado, but `2 tháng 10 ngày` a duration.
    private func isSpelt(_ start: Int, _ end: Int) -> Bool {
        word(start + 1) == words.tháng && word(end) != words.ngày && word(end) != words.tuần
    }

    /// A day, or two joined by a dash: `30/6`, `3-4/12`, `30/6-5/7/2025`.
    func dayOrSpan(_ start: Int) -> Found? {
        if let (first, end) = day(start) {
            if dash(end), let (last, stop) = day(end + 1) { return (.daySpan(from: first, to: last), stop) }
            return (.day(first), end)
        }
        guard let first = dayNumber(start), dash(start + 1), let (last, end) = day(start + 2) else { return nil }
        return (.daySpan(from: .init(day: first, month: last.month, year: last.year), to: last), end)
    }

    /// `30/6/2023`, `30-6-2023`, `30.6.2023`, `30/6/23`, `30/6`, `30 tháng 6 năm 2023`.
    func day(_ start: Int) -> (CalendarExpression.Day, Int)? {
        if let whole = dottedDay(start) { return (whole, start + 1) }
        guard let day = dayNumber(start) else { return nil }
        if word(start + 1) == words.tháng, let (month, next) = month(start + 2) {
            let (year, end) = year(after: next)
            return (.init(day: day, month: month, year: year), end)
        }
        guard sign(start + 1, "/") || sign(start + 1, "-"), tokens[start + 1].isGlued,
            let month = monthNumber(start + 2), tokens[start + 2].isGlued
        else { return nil }
        let next = start + 3
        if next + 1 < limit, tokens[next].isGlued, tokens[next + 1].isGlued, tokens[next].kind == .sign {
            if tokens[next].word == tokens[start + 1].word, let year = yearOfDay(next + 1) {
                return (.init(day: day, month: month, year: .named(year)), next + 2)
            }
            // `3-4/12`: two days of December.
            if sign(start + 1, "-"), sign(next, "/"), monthNumber(next + 1) != nil { return nil }
        }
        let (year, end) = year(after: next)
        if word(next) == words.năm { return (.init(day: day, month: month, year: year), end) }
        return (.init(day: day, month: month, year: .unsaid), next)
    }

    /// Four digits, or the last two: `3/9/91`.
    private func yearOfDay(_ index: Int) -> Int? {
        if let year = fourDigitYear(index) { return year }
        guard let short = number(index), tokens[index].range.count == 2 else { return nil }
        return short < 70 ? 2000 + short : 1900 + short
    }

    /// `mùng hai tháng chín`, `ngày mười tháng ba năm 2025`.
    func dayInWords(_ start: Int) -> (CalendarExpression.Day, Int)? {
        guard word(start) != 0 else { return nil }
        let reader = WordNumeral(
            tokens: tokens, limit: limit, words: words, reader: NumeralReader(words: words))
        guard word(start) < words.ceiling, let numeral = reader.read(at: start), let day = numeral.value.whole,
            (1...31).contains(day), !numeral.isFraction, word(numeral.tokens.upperBound) == words.tháng,
            let (month, next) = month(numeral.tokens.upperBound + 1)
        else { return nil }
        let (year, end) = year(after: next)
        return (.init(day: Int(day), month: month, year: year), end)
    }

    /// `30.6.2023` is one number token.
    private func dottedDay(_ index: Int) -> CalendarExpression.Day? {
        guard isNumber(index), index < limit else { return nil }
        let range = tokens[index].range
        guard (8...10).contains(range.count) else { return nil }
        var parts = (0, 0, 0)
        var dots = 0
        for position in range {
            if text[position] == UInt8(ascii: ".") {
                dots += 1
                if dots > 2 { return nil }
                parts = (parts.1, parts.2, 0)
            } else if text[position] &- 0x30 < 10 {
                parts.2 = parts.2 * 10 + Int(text[position] &- 0x30)
            } else {
                return nil
            }
        }
        guard dots == 2, (1...31).contains(parts.0), (1...12).contains(parts.1), (1900...2100).contains(parts.2)
        else { return nil }
        return .init(day: parts.0, month: parts.1, year: .named(parts.2))
    }

    // MARK: Spans

    /// `từ A đến B`: days, months, years, the year to date.
    func span(_ start: Int) -> Found? {
        if word(start + 1) == words.đầu, word(start + 2) == words.năm { return yearToDate(start) }
        if let found = yearSpan(start) { return found }
        let isDay = word(start + 1) == words.ngày
        let index = isDay ? start + 2 : start + 1
        if let (from, end) = day(afterHour(index)), isTo(end) || dash(end) {
            return day(skipping(end + 1)).map { (.daySpan(from: from, to: $0.0), $0.1) }
        }
        // `từ 5 đến 11/5`: only the month behind the second makes days of them.
        let isBare = isTo(index + 1) && (sign(index + 3, "/") || sign(index + 4, "/"))
        if isDay || isBare, let from = dayNumber(index), isTo(index + 1) || dash(index + 1) {
            guard let (to, end) = day(skipping(index + 2)) else { return nil }
            return (.daySpan(from: .init(day: from, month: to.month, year: to.year), to: to), end)
        }
        return word(index) == words.tháng ? monthSpan(index) : nil
    }

    private func monthSpan(_ start: Int) -> Found? {
        guard let first = monthNumber(start + 1) else { return nil }
        let (firstYear, end) = year(after: start + 2)
        guard isTo(end) else { return nil }
        var second = end + 1
        if word(second) == words.hết { second += 1 }
        if word(second) == words.tháng { second += 1 }
        guard let last = monthNumber(second) else { return nil }
        let (lastYear, stop) = year(after: second + 1)
        return firstYear == .unsaid && first <= last
            ? (.months(first, last, lastYear), stop)
            : (.monthSpan(from: .init(month: first, year: firstYear), to: .init(month: last, year: lastYear)), stop)
    }

    /// `từ đầu năm đến nay`, `từ đầu năm 2025 đến 20/9`, `từ đầu năm đến hết tháng 9`.
    private func yearToDate(_ start: Int) -> Found? {
        let (named, yearEnd) = year(after: start + 2)
        var index = max(yearEnd, start + 3)
        guard isTo(index) else { return named == .unsaid ? (.yearSoFar, index) : nil }
        index += 1
        if word(index) == words.nay { return (.yearToDate(through: .now), index + 1) }
        if word(index) == words.hôm, word(index + 1) == words.nay { return (.yearToDate(through: .now), index + 2) }
        if word(index) == words.thời, word(index + 1) == words.điểm, word(index + 2) == words.này {
            return (.yearToDate(through: .thisMoment), index + 3)
        }
        if case .named(let first) = named, let last = yearAtEnd(index), last.0 > first {
            return (.years(first, last.0), last.1)
        }
        index = skipping(index)
        if let (day, end) = day(index) {
            let whole = CalendarExpression.Day(
                day: day.day, month: day.month, year: day.year == .unsaid ? named : day.year)
            return (.yearToDate(through: .day(whole)), end)
        }
        guard word(index) == words.tháng, let month = monthNumber(index + 1) else { return nil }
        let (year, end) = year(after: index + 2)
        return (.yearToDate(through: .month(.init(month: month, year: year == .unsaid ? named : year))), end)
    }

    /// `hết năm 2022`, `cuối năm 2022`, `2022` at the end of a run of years.
    private func yearAtEnd(_ start: Int) -> (Int, Int)? {
        var index = start
        if word(index) == words.hết || word(index) == words.cuối { index += 1 }
        if word(index) == words.năm { index += 1 }
        return fourDigitYear(index).map { ($0, index + 1) }
    }

    /// `14 giờ ngày 14/6`, `7h00 ngày 1/7`: past the time of the day.
    private func afterHour(_ start: Int) -> Int {
        guard isNumber(start) else { return start }
        var index = start + 1
        guard word(index) == words.giờ || word(index) == words.h else { return start }
        index += 1
        if isNumber(index) { index += 1 }
        if word(index) == words.phút { index += 1 }
        return word(index) == words.ngày ? index + 1 : start
    }

    private func isTo(_ index: Int) -> Bool { word(index) == words.đến || word(index) == words.tới }

    /// Past `hết` and `ngày`.
    private func skipping(_ index: Int) -> Int {
        var index = index
        if word(index) == words.hết { index += 1 }
        if word(index) == words.ngày { index += 1 }
        return afterHour(index)
    }
}
