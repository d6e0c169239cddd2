/// Expressions that begin with a number, and spans.
extension CalendarReader.Cursor {
    func beginsWithNumber(_ start: Int, dayExpected: Bool) -> Found? {
        if let found = countedMonths(start) { return found }
        if let first = fourDigitYear(start) {
            if dash(start + 1), tokens[start + 1].isGlued, let last = fourDigitYear(start + 2), last > first {
                return (.years(first, last), start + 3)
            }
            return nil
        }
        if let (day, end) = day(start), dayExpected || day.year != .unsaid { return (.day(day), end) }
        if dayExpected, let first = dayNumber(start), dash(start + 1), let (last, end) = day(start + 2) {
            return (.daySpan(from: .init(day: first, month: last.month, year: last.year), to: last), end)
        }
        if let month = monthNumber(start), sign(start + 1, "/"), let year = fourDigitYear(start + 2) {
            return (.month(month, .named(year)), start + 3)
        }
        return nil
    }

    /// `30/6/2023`, `30-6-2023`, `30.6.2023`, `30/6`, `30 tháng 6 năm 2023`.
    func day(_ start: Int) -> (CalendarExpression.Day, Int)? {
        if let whole = dottedDay(start) { return (whole, start + 1) }
        guard let day = dayNumber(start) else { return nil }
        if word(start + 1) == words.tháng, let month = monthNumber(start + 2) {
            let (year, end) = year(after: start + 3)
            return (.init(day: day, month: month, year: year), end)
        }
        guard sign(start + 1, "/") || sign(start + 1, "-"), tokens[start + 1].isGlued,
            let month = monthNumber(start + 2), tokens[start + 2].isGlued
        else { return nil }
        let separator = tokens[start + 1].word
        if start + 4 < limit, tokens[start + 3].kind == .sign, tokens[start + 3].word == separator,
            let year = fourDigitYear(start + 4)
        {
            return (.init(day: day, month: month, year: .named(year)), start + 5)
        }
        let (year, end) = year(after: start + 3)
        if case .named = year, end > start + 3, word(start + 3) == words.năm {
            return (.init(day: day, month: month, year: year), end)
        }
        return (.init(day: day, month: month, year: .unsaid), start + 3)
    }

    /// `30.6.2023` is one number token.
    private func dottedDay(_ index: Int) -> CalendarExpression.Day? {
        guard index < limit, tokens[index].kind == .number else { return nil }
        let range = tokens[index].range
        guard (8...10).contains(range.count) else { return nil }
        var parts = [0, 0, 0]
        var part = 0
        for position in range {
            if text[position] == UInt8(ascii: ".") {
                part += 1
                if part > 2 { return nil }
            } else if text[position] &- 0x30 < 10 {
                parts[part] = parts[part] * 10 + Int(text[position] &- 0x30)
            } else {
                return nil
            }
        }
        guard part == 2, (1...31).contains(parts[0]), (1...12).contains(parts[1]), (1900...2100).contains(parts[2])
        else { return nil }
        return .init(day: parts[0], month: parts[1], year: .named(parts[2]))
    }

    /// `từ A đến B`: days, months, the year to date.
    func span(_ start: Int) -> Found? {
        if word(start + 1) == words.đầu, word(start + 2) == words.năm { return yearToDate(start) }
        var index = start + 1
        if word(index) == words.ngày { index += 1 }
        if let (from, end) = day(index), word(end) == words.đến || word(end) == words.tới {
            var second = end + 1
            if word(second) == words.hết { second += 1 }
            if word(second) == words.ngày { second += 1 }
            guard let (to, last) = day(second) else { return nil }
            return (.daySpan(from: from, to: to), last)
        }
        if let from = dayNumber(index),
            word(index + 1) == words.đến || dash(index + 1)
        {
            var second = index + 2
            if word(second) == words.ngày { second += 1 }
            guard word(start + 1) == words.ngày, let (to, last) = day(second) else { return nil }
            return (.daySpan(from: .init(day: from, month: to.month, year: to.year), to: to), last)
        }
        guard word(index) == words.tháng, let first = monthNumber(index + 1) else { return nil }
        let (firstYear, end) = year(after: index + 2)
        guard word(end) == words.đến || word(end) == words.tới else { return nil }
        var second = end + 1
        if word(second) == words.hết { second += 1 }
        if word(second) == words.tháng { second += 1 }
        guard let last = monthNumber(second) else { return nil }
        let (lastYear, stop) = year(after: second + 1)
        return firstYear == .unsaid && first <= last
            ? (.months(first, last, lastYear), stop)
            : (.monthSpan(from: .init(month: first, year: firstYear), to: .init(month: last, year: lastYear)), stop)
    }

    /// `từ đầu năm đến nay`, `từ đầu năm đến 20/9`, `từ đầu năm đến hết tháng 9`.
    private func yearToDate(_ start: Int) -> Found? {
        var (_, index) = year(after: start + 2)
        index = max(index, start + 3)
        guard word(index) == words.đến || word(index) == words.tới else { return nil }
        index += 1
        if word(index) == words.nay { return (.yearToDate(through: .now), index + 1) }
        if word(index) == words.hết { index += 1 }
        if word(index) == words.ngày { index += 1 }
        if let (day, end) = day(index) { return (.yearToDate(through: .day(day)), end) }
        guard word(index) == words.tháng, let month = monthNumber(index + 1) else { return nil }
        let (year, end) = year(after: index + 2)
        return (.yearToDate(through: .month(.init(month: month, year: year))), end)
    }
}
