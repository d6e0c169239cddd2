import Observation

/// Expressions that begin with a word.
extension CalendarReader.Cursor {
    func beginsWithWord(_ start: Int) -> Found? {
        switch word(start) {
        // `năm tháng đầu năm` counts five months.
        case words.năm: countedMonths(start) ?? yearExpression(start)
        case words.quý: quarterExpression(start)
        case words.tháng: monthExpression(start)
        case words.hôm where word(start + 1) == words.nay, words.bữa where word(start + 1) == words.nay:
            (.now, start + 2)
        case words.ngày where word(start + 1) == words.hôm && word(start + 2) == words.nay: (.now, start + 3)
        case words.ngày, words.mùng, words.mồng, words.hôm:
            thisOfYear(start + 1) ?? nearDay(start) ?? dayExpression(start)
        case words.phiên: nearDay(start)
        case words.vụ, words.kỳ: runBefore(start)
        case words.giai where word(start + 1) == words.đoạn, words.thời where word(start + 1) == words.kỳ:
            word(start + 2) == words.này ? (.thisPhase, start + 3) : yearRun(start + 2)
        case words.nhiệm where word(start + 1) == words.kỳ, words.niên where word(start + 1) == words.khóa:
            yearRun(start + 2)
        case words.cùng: sameness(start)
        case words.thời where word(start + 1) == words.điểm: moment(start)
        case words.nửa: halfYear(start)
        case words.đầu, words.cuối, words.giữa: edge(start)
        case words.hiện where word(start + 1) == words.nay || word(start + 1) == words.tại: (.now, start + 2)
        case words.hiện where isAdverb(start): (.now, start + 1)
        case words.nay where isContrast(start): (.now, start + 1)
        case words.sáng where word(start + 1) == words.nay, words.trưa where word(start + 1) == words.nay,
            words.chiều where word(start + 1) == words.nay, words.tối where word(start + 1) == words.nay,
            words.đêm where word(start + 1) == words.nay:
            (.now, start + 2)
        case words.đến where word(start + 1) == words.nay, words.tới where word(start + 1) == words.nay:
            (.now, start + 2)
        // `trong năm tháng đầu năm` goes on with the months.
        case words.trong where word(start + 1) == words.năm && word(start + 2) != words.tháng,
            words.cả where word(start + 1) == words.năm && word(start + 2) != words.tháng:
            yearExpression(start + 1) ?? (.year(.unsaid), start + 2)
        case words.trong where word(start + 1) == words.quý && quarterNumber(start + 2) == nil:
            quarterExpression(start + 1) ?? (standsApart(start + 2) ? (.relativeQuarter(0), start + 2) : nil)
        case words.trong where word(start + 1) == words.tháng && !isNumber(start + 2):
            monthExpression(start + 1) ?? (endsClause(start + 2) ? (.relativeMonth(0), start + 2) : nil)
        case words.từ: span(start)
        default: countedMonths(start)
        }
    }

    /// `hiện có`, `hiện phục vụ`, `hiện, …`: the adverb, unless it is part of `thực hiện`, `hiện đại` and their like.
    private func isAdverb(_ index: Int) -> Bool {
        guard index + 1 < limit, words.isNow(hiệnAfter: word(index - 1), before: word(index + 1)) else { return false }
        return tokens[index + 1].kind != .sign || sign(index + 1, ",")
    }

    /// `nay đã có`, `nay còn`: the adverb, not the end of `năm nay`, `lâu nay`, nor of a name.
    private func isContrast(_ index: Int) -> Bool {
        let opens = index == 0 || tokens[index].traits.contains(.sentenceStart) || tokens[index - 1].kind != .word
        guard opens || isNumber(index - 2) || fourDigitYear(index - 1) != nil else { return false }
        switch word(index + 1) {
        case 0: return sign(index + 1, ",") || isNumber(index + 1)
        case words.là: return false
        default: return true
        }
    }

    /// `đến thời điểm này`, `tại thời điểm báo cáo`, `thời điểm hiện tại`.
    private func moment(_ start: Int) -> Found? {
        switch word(start + 2) {
        case words.này: thisOfYear(start + 2) ?? (.thisMoment, start + 3)
        case words.hiện where word(start + 3) == words.tại || word(start + 3) == words.nay: (.thisMoment, start + 4)
        case words.báo where word(start + 3) == words.cáo: (.thisMoment, start + 4)
        default: nil
        }
    }

    /// `hôm qua`, `ngày hôm trước`, `ngày trước đó`, `phiên liền trước`; `ngày trước` alone is long ago.
    private func nearDay(_ start: Int) -> Found? {
        var next = start + 1
        if word(start) != words.hôm, word(next) == words.hôm { next += 1 }
        let isDay = word(next - 1) == words.hôm
        switch word(next) {
        case words.qua where isDay: return (.dayFromPublication(-1), next + 1)
        case words.kia where isDay: return (.dayFromPublication(-2), next + 1)
        case words.mai where word(start) == words.ngày: return (.dayFromPublication(1), next + 1)
        case words.trước:
            guard !isCounted(start) else { return nil }
            if word(next + 1) == words.đó { return (.relativeDay(-1), next + 2) }
            return isDay || word(start) == words.phiên ? (.relativeDay(-1), next + 1) : nil
        case words.liền where word(next + 1) == words.trước || word(next + 1) == words.kề:
            let end = word(next + 1) == words.kề && word(next + 2) == words.trước ? next + 3 : next + 2
            return (.relativeDay(-1), word(end) == words.đó ? end + 1 : end)
        case words.sau where isDay: return (.relativeDay(1), next + 1)
        default: return nil
        }
    }

    /// `vụ trước`, `kỳ trước`, `kỳ liền trước`; `kỳ trước` of `các kỳ trước` is no single one.
    private func runBefore(_ start: Int) -> Found? {
        guard !isCounted(start) else { return nil }
        switch word(start + 1) {
        case words.trước: return (.runBefore, start + 2)
        case words.liền where word(start + 2) == words.trước || word(start + 2) == words.kề:
            return (.runBefore, start + 3)
        default: return nil
        }
    }

    private func quarterExpression(_ start: Int) -> Found? {
        switch word(start + 1) {
        case words.trước: return (.relativeQuarter(-1), start + 2)
        case words.liền where word(start + 2) == words.trước || word(start + 2) == words.kề:
            return (.relativeQuarter(-1), start + 3)
        case words.này, words.nay, words.đó, words.ấy: return (.relativeQuarter(0), start + 2)
        case words.đầu, words.cuối: return edgeQuarter(start)
        case words.hiện where word(start + 2) == words.tại: return (.relativeQuarter(0), start + 3)
        case words.sau, words.tới, words.tiếp: return (.relativeQuarter(1), start + 2)
        default: break
        }
        guard let quarter = quarterNumber(start + 1) else { return nil }
        let (year, end) = year(after: start + 2)
        guard year == .unsaid else { return (.quarter(quarter, year), end) }
        return (.quarter(quarter, yearShared(start + 2, by: words.quý, number: quarterNumber)), end)
    }

    /// `quý đầu năm` is the first, `quý cuối năm` the last; `các quý đầu năm` are some of them.
    private func edgeQuarter(_ start: Int) -> Found? {
        guard word(start + 2) == words.năm, !isCounted(start) else { return nil }
        let (year, end) = year(after: start + 2)
        return (.quarter(word(start + 1) == words.cuối ? 4 : 1, year), max(end, start + 3))
    }

    /// Nothing follows that would make another noun of `trong tháng`: a sign, a number or the clause's end.
    private func endsClause(_ index: Int) -> Bool {
        index >= limit || tokens[index].kind == .sign || standsApart(index)
    }

    /// `ngày 30/6/2023`, `ngày 30 tháng 6 năm 2023`, `ngày 3-4/12`, `mùng hai tháng chín`.
    private func dayExpression(_ start: Int) -> Found? {
        var index = start + 1
        if word(index) == words.mùng || word(index) == words.mồng { index += 1 }
        if let found = dayOrSpan(index) { return found }
        if let (day, end) = dayInWords(index) { return (.day(day), end) }
        guard !isCounted(start), word(start - 1) != words.một, let (day, month) = dottedPair(index),
            (1...31).contains(day), (1...12).contains(month), tokens[index].range.count <= 5
        else { return nil }
        return (.day(.init(day: day, month: month, year: .unsaid)), index + 1)
    }

    /// `nửa đầu năm 2024`, `nửa cuối năm`, `nửa đầu 2024`; `nửa năm` counts six months, from January or from anywhere.
    private func halfYear(_ start: Int) -> Found? {
        if word(start + 1) == words.năm, let (year, end) = yearName(start + 2), year != .fromContext(-1) {
            return (.semester(1, year), end)
        }
        if word(start + 1) == words.năm, !isNumber(start - 1),
            !words.precedesDuration(word(start - 1)), word(start - 1) != words.một
        {
            return (.monthsSoFar(6), start + 2)
        }
        let half = word(start + 1) == words.đầu ? 1 : word(start + 1) == words.cuối ? 2 : 0
        guard half > 0 else { return nil }
        let (year, end) = year(after: start + 2)
        if year != .unsaid { return (.semester(half, year), end) }
        return word(start + 2) == words.năm ? (.semester(half, .unsaid), start + 3) : nil
    }

    /// `cuối năm 2024`, `giữa tháng 8/2023`, `đầu quý II`: the period they stand in.
    private func edge(_ start: Int) -> Found? {
        switch word(start + 1) {
        case words.năm: yearExpression(start + 1) ?? (.year(.unsaid), start + 2)
        case words.tháng:
            monthExpression(start + 1) ?? (endsClause(start + 2) ? (.relativeMonth(0), start + 2) : nil)
        case words.quý:
            quarterExpression(start + 1) ?? (endsClause(start + 2) ? (.relativeQuarter(0), start + 2) : nil)
        default: nil
        }
    }
}
