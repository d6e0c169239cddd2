import Observation

/// Years, and the ways of naming them.
extension CalendarReader.Cursor {
    /// The year at a place where one may follow: `2024`, `năm 2024`, `/2024`, `-2024`, `năm nay`, `của năm trước`;
    /// `unsaid` and the same place where none does.
    func year(after index: Int) -> (Year, Int) {
        if sign(index, "/") || sign(index, "-"), let year = fourDigitYear(index + 1), tokens[index + 1].isGlued {
            return (.named(year), index + 2)
        }
        if let year = fourDigitYear(index), !dash(index + 1) || !tokens[index + 1].isGlued {
            return (.named(year), index + 1)
        }
        if sign(index, ","), word(index + 1) == words.năm, let year = fourDigitYear(index + 2) {
            return (.named(year), index + 3)
        }
        let noun = word(index) == words.của ? index + 1 : index
        guard word(noun) == words.năm, let (year, end) = yearName(noun + 1) else { return (.unsaid, index) }
        return (year, end)
    }

    /// What follows `năm`: four digits, a number in words, `nay`, `ngoái`, `trước`, `qua`, `sau`, `tiếp theo`.
    func yearName(_ index: Int) -> (Year, Int)? {
        if let year = fourDigitYear(index) { return (.named(year), index + 1) }
        switch word(index) {
        case 0: return nil
        case words.nay, words.này: return (.fromPublication(0), index + 1)
        case words.ngoái: return (.fromPublication(-1), index + 1)
        case words.qua: return (.justPast, index + 1)
        case words.trước where word(index + 1) != words.khi: return (.fromContext(-1), index + 1)
        case words.liền where word(index + 1) == words.trước || word(index + 1) == words.kề:
            return (.fromContext(-1), index + 2)
        case words.sau, words.tới: return (.fromContext(1), index + 1)
        case words.tiếp: return (.fromContext(1), index + (word(index + 1) == words.theo ? 2 : 1))
        case words.kế where word(index + 1) == words.tiếp: return (.fromContext(1), index + 2)
        case words.một, words.hai: return yearInWords(index)
        default: return nil
        }
    }

    /// `hai nghìn không trăm hai mươi lăm`.
    private func yearInWords(_ index: Int) -> (Year, Int)? {
        let scale = word(index + 1)
        guard scale != 0, scale < words.ceiling, words.scale(scale) == 3 else { return nil }
        let reader = WordNumeral(
            tokens: tokens, limit: limit, words: words, reader: NumeralReader(words: words))
        guard let numeral = reader.read(at: index), let year = numeral.value.whole, (1900...2100).contains(year),
            numeral.tokens.count > 2
        else { return nil }
        return (.named(Int(year)), numeral.tokens.upperBound)
    }

    /// `năm 2024`, `năm học 2024-2025`, `năm nay`, `năm 2021-2025`; not `mỗi năm 2000 người`.
    func yearExpression(_ start: Int) -> Found? {
        if word(start + 1) == words.học {
            guard let first = fourDigitYear(start + 2) else { return relativeSchoolYear(start) }
            if dash(start + 3) || sign(start + 3, "/"), let last = fourDigitYear(start + 4), last == first + 1 {
                return (.schoolYear(first, last), start + 5)
            }
            return (.schoolYear(first, first + 1), start + 3)
        }
        if let first = fourDigitYear(start + 1), dash(start + 2), let last = fourDigitYear(start + 3), last > first {
            return (.years(first, last), start + 4)
        }
        let before = word(start - 1)
        if before != 0, before == words.mỗi || before == words.hằng || before == words.hàng { return nil }
        // `những tháng năm qua`.
        if before != 0, before == words.tháng, word(start - 2) == words.những { return nil }
        return yearName(start + 1).map { (.year($0.0), $0.1) }
    }

    private func relativeSchoolYear(_ start: Int) -> Found? {
        switch word(start + 2) {
        case words.này, words.nay: (.relativeSchoolYear(0), start + 3)
        case words.trước, words.ngoái, words.qua: (.relativeSchoolYear(-1), start + 3)
        case words.sau, words.tới, words.tiếp: (.relativeSchoolYear(1), start + 3)
        case words.mới: (.newSchoolYear, start + 3)
        default: nil
        }
    }

    /// `2021-2025` after `giai đoạn`; a lone year there is a year.
    func yearRun(_ start: Int) -> Found? {
        let at = word(start) == words.từ ? start + 1 : start
        let first = word(at) == words.năm ? at + 1 : at
        guard let from = fourDigitYear(first) else { return nil }
        if let found = yearRun(from: from, joint: first + 1) { return found }
        return (.year(.named(from)), first + 1)
    }

    /// `từ năm 2021 đến hết năm 2025`, `từ 2021 đến 2025`.
    func yearSpan(_ start: Int) -> Found? {
        let first = word(start + 1) == words.năm ? start + 2 : start + 1
        guard let year = fourDigitYear(first) else { return nil }
        return yearRun(from: year, joint: first + 1) ?? yearToMonth(from: year, joint: first + 1)
    }

    /// `từ năm 2021 đến hết quý I/2026`, `từ năm 2021 đến tháng 9/2025`: from the first January to the last month.
    private func yearToMonth(from: Int, joint: Int) -> Found? {
        guard word(joint) == words.đến || word(joint) == words.tới else { return nil }
        var last = joint + 1
        if word(last) == words.hết || word(last) == words.cuối { last += 1 }
        let isQuarter = word(last) == words.quý
        guard isQuarter || word(last) == words.tháng,
            let number = isQuarter ? quarterNumber(last + 1) : monthNumber(last + 1)
        else { return nil }
        let (year, end) = year(after: last + 2)
        let start = CalendarExpression.Month(month: 1, year: .named(from))
        return (.monthSpan(from: start, to: .init(month: isQuarter ? number * 3 : number, year: year)), end)
    }

    private func yearRun(from: Int, joint: Int) -> Found? {
        let link = word(joint) == words.đến || word(joint) == words.tới
        guard link || dash(joint) else { return nil }
        var second = joint + 1
        if link, word(second) == words.hết { second += 1 }
        if word(second) == words.năm { second += 1 }
        guard let to = fourDigitYear(second), to > from else { return nil }
        return (.years(from, to), second + 1)
    }

    /// `quý I, quý II và quý III/2024`, `tháng 6 và tháng 7/2025`: the year written last is that of all.
    func yearShared(_ start: Int, by noun: WordID, number: (Int) -> Int?) -> Year {
        var index = start
        while index < limit, index - start < 10 {
            guard sign(index, ",") || word(index) == words.và else { return .unsaid }
            index += 1
            if word(index) == noun { index += 1 }
            guard number(index) != nil else { return .unsaid }
            let (year, end) = year(after: index + 1)
            if year != .unsaid { return year }
            index = end
        }
        return .unsaid
    }

    /// `cùng kỳ`, `cùng thời điểm năm ngoái`, `cùng tháng năm trước`: the year they name, if any.
    func samePeriod(_ start: Int) -> Found? {
        if word(start) == words.các, word(start + 1) == words.năm {
            return yearExpression(start + 1).map { (.sameOfYears, $0.1) } ?? (.sameOfYears, start + 2)
        }
        if let (months, end) = monthsAway(start) { return (.sameTimeOfMonth(months), end) }
        let (year, end) = year(after: start)
        return (.samePeriod(year), end)
    }

    /// `tháng trước`, `của quý trước` behind `cùng thời điểm`: how many months away.
    private func monthsAway(_ start: Int) -> (Int, Int)? {
        let noun = word(start) == words.của ? start + 1 : start
        guard word(noun) == words.tháng || word(noun) == words.quý else { return nil }
        let step = word(noun) == words.quý ? 3 : 1
        switch word(noun + 1) {
        case words.trước: return (-step, noun + 2)
        case words.liền where word(noun + 2) == words.trước || word(noun + 2) == words.kề: return (-step, noun + 3)
        default: return nil
        }
    }

    /// `này năm ngoái` behind `ngày`, `tháng`, `thời điểm`: the same time of another year.
    func thisOfYear(_ start: Int) -> Found? {
        guard word(start) == words.này else { return nil }
        let (year, end) = year(after: start + 1)
        switch year {
        case .named, .fromContext, .justPast: return (.samePeriod(year), end)
        case .fromPublication(let offset): return offset == 0 ? nil : (.samePeriod(year), end)
        case .unsaid: return nil
        }
    }

    /// What begins with `cùng`.
    func sameness(_ start: Int) -> Found? {
        var noun = start + 1
        switch word(noun) {
        case words.kỳ: return samePeriod(start + 2)
        case words.năm: return fourDigitYear(start + 2) == nil ? (.sameTime, start + 2) : nil
        case words.thời where word(noun + 1) == words.gian || word(noun + 1) == words.điểm: noun += 2
        case words.giai where word(noun + 1) == words.đoạn: noun += 2
        case words.tháng, words.quý, words.ngày: noun += 1
        // `cùng quãng thời gian`, `cùng khoảng thời gian`.
        default:
            guard word(noun + 1) == words.thời, word(noun + 2) == words.gian else { return nil }
            noun += 3
        }
        let (year, end) = year(after: noun)
        if year != .unsaid { return (.samePeriod(year), end) }
        if let (months, end) = monthsAway(noun) { return (.sameTimeOfMonth(months), end) }
        if word(noun - 1) == words.ngày { return (.sameTime, noun) }
        if word(noun - 1) == words.điểm { return (.thisMoment, noun) }
        guard word(noun - 1) == words.gian else { return nil }
        return (.sameTime, noun + (word(noun) == words.này ? 1 : 0))
    }
}
