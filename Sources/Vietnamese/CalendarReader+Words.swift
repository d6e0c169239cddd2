/// Expressions that begin with a word.
extension CalendarReader.Cursor {
    func beginsWithWord(_ start: Int) -> Found? {
        switch word(start) {
        case words.năm: yearExpression(start)
        case words.quý: quarterExpression(start)
        case words.tháng: monthExpression(start)
        case words.ngày, words.mùng, words.mồng, words.hôm: dayExpression(start)
        case words.giai where word(start + 1) == words.đoạn, words.thời where word(start + 1) == words.kỳ:
            yearRun(start + 2)
        case words.nhiệm where word(start + 1) == words.kỳ, words.niên where word(start + 1) == words.khóa:
            yearRun(start + 2)
        case words.cùng where word(start + 1) == words.kỳ: samePeriod(start + 2)
        case words.cùng where word(start + 1) == words.thời && word(start + 2) == words.gian:
            (.sameTime, start + (word(start + 3) == words.này ? 4 : 3))
        case words.cùng where word(start + 2) == words.thời && word(start + 3) == words.gian:
            (.sameTime, start + (word(start + 4) == words.này ? 5 : 4))
        case words.cùng where word(start + 1) == words.năm && fourDigitYear(start + 2) == nil: (.sameTime, start + 2)
        case words.thời where word(start + 1) == words.điểm: moment(start)
        case words.nửa: halfYear(start)
        case words.đầu, words.cuối, words.giữa: edge(start)
        case words.hiện where word(start + 1) == words.nay: (.now, start + 2)
        case words.hiện where standsAlone(start): (.now, start + 1)
        case words.đến where word(start + 1) == words.nay, words.tới where word(start + 1) == words.nay:
            (.now, start + 2)
        case words.trong where word(start + 1) == words.năm, words.cả where word(start + 1) == words.năm:
            yearExpression(start + 1) ?? (.year(.unsaid), start + 2)
        case words.từ: span(start)
        default: countedMonths(start)
        }
    }

    /// `thực hiện`, `hiện đại` … are other words: `hiện` alone means now only at the head of a clause, before a comma,
    /// a number or `cả`.
    private func standsAlone(_ index: Int) -> Bool {
        guard index + 1 < limit else { return false }
        let opens = index == 0 || tokens[index].traits.contains(.sentenceStart) || tokens[index - 1].kind == .sign
        return opens && (word(index + 1) == words.cả || sign(index + 1, ",") || tokens[index + 1].kind == .number)
    }

    /// `đến thời điểm này`, `tại thời điểm báo cáo`, `thời điểm hiện tại`.
    private func moment(_ start: Int) -> Found? {
        guard word(start) == words.thời, word(start + 1) == words.điểm else { return nil }
        if word(start + 2) == words.này { return (.thisMoment, start + 3) }
        if word(start + 2) == words.hiện { return (.thisMoment, start + 4) }
        if word(start + 2) == words.báo { return (.thisMoment, start + 4) }
        return nil
    }

    /// `năm 2024`, `năm học 2024-2025`, `năm nay`, `năm 2021-2025`.
    private func yearExpression(_ start: Int) -> Found? {
        if word(start + 1) == words.học {
            guard let first = fourDigitYear(start + 2) else { return nil }
            if dash(start + 3) || sign(start + 3, "/"), let last = fourDigitYear(start + 4), last == first + 1 {
                return (.schoolYear(first, last), start + 5)
            }
            return (.schoolYear(first, first + 1), start + 3)
        }
        if let first = fourDigitYear(start + 1) {
            if dash(start + 2), let last = fourDigitYear(start + 3), last > first {
                return (.years(first, last), start + 4)
            }
            return (.year(.named(first)), start + 2)
        }
        return yearWord(start + 1).map { (.year($0), start + 2) }
    }

    /// `2021-2025` after `giai đoạn`; a lone year there is a year.
    private func yearRun(_ start: Int) -> Found? {
        let at = word(start) == words.từ ? start + 1 : start
        let first = word(at) == words.năm ? at + 1 : at
        guard let from = fourDigitYear(first) else { return nil }
        let joined = dash(first + 1) || word(first + 1) == words.đến
        let second = word(first + 2) == words.năm ? first + 3 : first + 2
        if joined, let to = fourDigitYear(second), to > from { return (.years(from, to), second + 1) }
        return (.year(.named(from)), first + 1)
    }

    private func quarterExpression(_ start: Int) -> Found? {
        if word(start + 1) == words.trước { return (.relativeQuarter(-1), start + 2) }
        if word(start + 1) == words.này { return (.relativeQuarter(0), start + 2) }
        guard let quarter = quarterNumber(start + 1) else { return nil }
        let (year, end) = year(after: start + 2)
        if year == .unsaid, let shared = yearSharedByQuarters(start + 2) { return (.quarter(quarter, shared), end) }
        return (.quarter(quarter, year), end)
    }

    /// `quý I, quý II và quý III/2024`: the year written last is that of all.
    private func yearSharedByQuarters(_ start: Int) -> Year? {
        var index = start
        while index < limit, index - start < 10 {
            guard sign(index, ",") || word(index) == words.và else { return nil }
            index += 1
            if word(index) == words.quý { index += 1 }
            guard quarterNumber(index) != nil else { return nil }
            let (year, end) = year(after: index + 1)
            if year != .unsaid { return year }
            index = end
        }
        return nil
    }

    private func monthExpression(_ start: Int) -> Found? {
        if word(start + 1) == words.trước { return (.relativeMonth(-1), start + 2) }
        if word(start + 1) == words.này { return (.relativeMonth(0), start + 2) }
        if word(start + 2) == words.năm, word(start + 1) == words.cuối || word(start + 1) == words.đầu {
            let (year, end) = year(after: start + 2)
            return (.month(word(start + 1) == words.cuối ? 12 : 1, year), max(end, start + 3))
        }
        guard let month = monthNumber(start + 1) else { return nil }
        if dash(start + 2), let last = monthNumber(start + 3), last > month {
            let (year, end) = year(after: start + 4)
            return (.months(month, last, year), end)
        }
        let (year, end) = year(after: start + 2)
        return (.month(month, year), end)
    }

    /// `ngày 30/6/2023`, `ngày 30 tháng 6 năm 2023`, `ngày 3-4/12`.
    private func dayExpression(_ start: Int) -> Found? {
        var index = start + 1
        if word(index) == words.mùng || word(index) == words.mồng { index += 1 }
        if let (day, end) = day(index) { return (.day(day), end) }
        guard let first = dayNumber(index), dash(index + 1), let (last, end) = day(index + 2) else { return nil }
        return (.daySpan(from: .init(day: first, month: last.month, year: last.year), to: last), end)
    }

    private func samePeriod(_ start: Int) -> Found? {
        let (year, end) = year(after: start)
        return (.samePeriod(year), end)
    }

    /// `nửa đầu năm 2024`, `nửa cuối năm`.
    private func halfYear(_ start: Int) -> Found? {
        let half = word(start + 1) == words.đầu ? 1 : word(start + 1) == words.cuối ? 2 : 0
        guard half > 0, word(start + 2) == words.năm else { return nil }
        let (year, end) = year(after: start + 2)
        return (.semester(half, year), max(end, start + 3))
    }

    /// `cuối năm 2024`, `giữa tháng 8/2023`, `đầu quý II`: the period they stand in.
    private func edge(_ start: Int) -> Found? {
        switch word(start + 1) {
        case words.năm:
            if let found = yearExpression(start + 1) { return found }
            return (.year(.unsaid), start + 2)
        case words.tháng: return monthExpression(start + 1)
        case words.quý: return quarterExpression(start + 1)
        default: return nil
        }
    }

    /// `6 tháng đầu năm`, in words: `sáu tháng đầu năm`.
    func countedMonths(_ start: Int) -> Found? {
        guard let count = small(start), (1...12).contains(count), word(start + 1) == words.tháng else { return nil }
        let part = word(start + 2)
        guard part == words.đầu || part == words.cuối else {
            let (year, end) = year(after: start + 2)
            // `9 tháng năm 2024`, `7 tháng/2025`: counted from January; a bare `6 tháng` may be any duration.
            if year == .unsaid || year == .fromContext(-1) {
                return count >= 2 && isNumber(start) ? (.monthsSoFar(count), start + 2) : nil
            }
            return (.months(1, count, year), end)
        }
        let afterYear = word(start + 3) == words.năm
        var (year, end) = year(after: start + 3)
        if year == .unsaid, afterYear { end = start + 4 }
        if year == .unsaid, let (named, after) = yearAfterParenthesis(end) { (year, end) = (named, after) }
        return part == words.đầu
            ? (.months(1, count, year), end) : (.months(13 - count, 12, year), end)
    }

    private func isNumber(_ index: Int) -> Bool { tokens[index].kind == .number }

    private func yearAfterParenthesis(_ index: Int) -> (Year, Int)? {
        guard sign(index, "/"), let year = fourDigitYear(index + 1) else { return nil }
        return (.named(year), index + 2)
    }
}
