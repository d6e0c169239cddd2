import Vietnamese

/// Dates and days: what stands around them, and the lists and ranges they make.
extension RejectionRules {
    /// Whether a bare `6/2` here must be a date: a word of time before it, or nothing counted after it.
    func expectsDay(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.scan.tokens[index].kind == .number else { return false }
        if followsWeekday(index, limits) { return true }
        let before = view.word(index - 1, in: limits)
        if before != 0, words.precedesDay(before) {
            return view.sign("/", index + 1, in: limits) || words.isTimeOfDay(before) || before == words.phiên
                || (view.dash(index + 1, in: limits) && view.sign("/", index + 3, in: limits))
                || isNoPart(index, limits)
        }
        if isNoPart(index, limits) { return true }
        guard view.sign("/", index + 1, in: limits) else { return false }
        // `sáng nay, 6/12, cơ quan này công bố`.
        if view.sign(",", index - 1, in: limits), view.sign(",", index + 3, in: limits),
            view.word(index - 2, in: limits) == view.lexicon.today
        {
            return true
        }
        // `Ngày Chuyển đổi số quốc gia 10/10`: a name of a day, then the day.
        var back = index - 1
        while back >= limits.lowerBound, index - back < 8, view.scan.tokens[back].kind == .word {
            if view.word(back, in: limits) == words.ngày { return true }
            back -= 1
        }
        // `(01/01 - 20/12/2022)`.
        if view.dash(index + 3, in: limits), view.sign("/", index + 5, in: limits),
            view.sign("/", index + 7, in: limits)
        {
            return true
        }
        // In brackets or before a comma nothing is counted: `(6/2)`, `đêm giao thừa 17/2,`.
        let after = index + 3
        let closes = !limits.contains(after) || view.sign(")", after, in: limits)
        // `(TTXVN 2/7)`.
        if closes, view.sign("(", index - 2, in: limits), view.scan.tokens[index - 1].traits.contains(.allCapitals) {
            return true
        }
        return closes && view.sign("(", index - 1, in: limits)
    }

    /// `thứ Năm, 6/2`, `Chủ nhật (9/2)`.
    private func followsWeekday(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.sign("/", index + 1, in: limits),
            view.sign(",", index - 1, in: limits) || view.sign("(", index - 1, in: limits)
        else { return false }
        let (first, second) = (view.word(index - 3, in: limits), view.word(index - 2, in: limits))
        if first == words.thứ, first != 0 {
            return second == 0
                ? view.plainNumber(index - 2, in: limits).map { $0 <= 7 } ?? false : words.isDigit(second)
        }
        return view.scan.longest(Category.name, endingAt: index - 1, notBefore: limits.lowerBound)?.entry.value
            == NameKind.weekday.rawValue
    }

    /// `mùng 5`, `ngày 15 âm lịch`, the `6` of `ngày 6 và 7/2`: a day of some calendar.
    func isOfDay(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, let day = quantity.value.whole, (1...31).contains(day) else { return false }
        let before = view.word(quantity.tokens.lowerBound - 1, in: limits)
        guard before != 0 else { return false }
        if before == words.mùng || before == words.mồng { return true }
        let isFeast = view.scan.has(Category.name, NameKind.feast.rawValue, at: quantity.after)
        guard before == words.ngày else { return isFeast && words.precedesDay(before) }
        // `mỗi ngày 6 chuyến` counts.
        let each = view.word(quantity.tokens.lowerBound - 2, in: limits)
        return isFeast || (goesOn(quantity.after, limits) && each != words.mỗi && each != words.một)
    }

    /// Whether a list of numbers goes on at a token: `, 7`, `và 8`.
    private func goesOn(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.listJoint(index, in: limits) && view.plainNumber(index + 1, in: limits).map { $0 <= 31 } ?? false
    }

    /// `sáng 6.2`, `tối 15.12`: the day of a month with a dot.
    func isDottedDay(_ index: Int, _ limits: Range<Int>) -> Bool {
        let before = view.word(index - 1, in: limits)
        guard before != 0, words.isTimeOfDay(before), view.unit(at: index + 1, isScaled: false, in: limits) == nil
        else { return false }
        let range = view.scan.tokens[index].range
        guard range.count <= 5, let dot = range.first(where: { view.text[$0] == UInt8(ascii: ".") }),
            let day = Digits.whole(view.text, range.lowerBound..<dot, digits: 2), (1...31).contains(day),
            let month = Digits.whole(view.text, dot + 1..<range.upperBound, digits: 2), (1...12).contains(month)
        else { return false }
        return true
    }

    /// `24-4`, `14/1`: the first number is greater than the second, so neither part of it nor the lower end of a range.
    func isNoPart(_ index: Int, _ limits: Range<Int>) -> Bool {
        let end = index + 2
        guard view.sign("/", index + 1, in: limits) || view.sign("-", index + 1, in: limits),
            view.scan.tokens[index + 1].isGlued, let day = view.plainNumber(index, in: limits), day <= 31,
            let month = view.plainNumber(end, in: limits), view.scan.tokens[end].isGlued, (1...12).contains(month),
            day > month, view.scan.longest(Category.unit, at: end + 1) == nil
        else { return false }
        // `hoạt động 24/7`: round the clock.
        if day == 24, month == 7, view.sign("/", index + 1, in: limits) { return false }
        // `thắng 3-1`, `tỷ số 2-0`: as likely a score, where no time of day or month is near.
        return day > 12 || view.sign("/", index + 1, in: limits)
    }

    /// `ngày 1, 8, 15 và 29/8`, `từ 16 đến 22/11`: a month closes the list or range of days.
    func isDays(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, !quantity.isWords, let day = quantity.value.whole, day <= 31 else { return false }
        var index = quantity.after
        if quantity.upper == nil, quantity.total == nil {
            while view.listJoint(index, in: limits), let next = view.plainNumber(index + 1, in: limits), next <= 31 {
                index += 2
            }
            guard index > quantity.after else { return false }
        } else if quantity.total != nil {
            return false
        }
        guard view.sign("/", index, in: limits), view.scan.tokens[index].isGlued,
            let month = view.plainNumber(index + 1, in: limits), (1...12).contains(month)
        else { return false }
        return view.scan.longest(Category.unit, at: index + 2) == nil
    }

    /// `trong tháng 11 2.184 sự cố`, `so với năm 2024 4,7 triệu`: the number right before is that of a period.
    func endsPeriod(_ index: Int, _ limits: Range<Int>) -> Bool {
        let head = view.word(index - 2, in: limits)
        if head != 0 { return head == words.tháng || head == words.năm || head == words.quý || head == words.ngày }
        // `nhiều hơn 2021 27 quỹ`.
        if let year = view.plainNumber(index - 1, in: limits), (1990...2100).contains(year),
            view.cue(endingAt: index - 1, in: limits).map({ [.up, .down, .versus, .over].contains($0.cue) }) ?? false
        {
            return true
        }
        return view.sign("/", index - 2, in: limits) && view.scan.tokens[index - 1].isGlued
    }
}
