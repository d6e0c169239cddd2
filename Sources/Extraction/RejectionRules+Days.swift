import Vietnamese

/// What stands around a date.
extension RejectionRules {
    /// Whether a bare `6/2` here must be a date: a word of time before it, or nothing counted after it.
    func expectsDay(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.scan.tokens[index].kind == .number else { return false }
        if followsWeekday(index, limits) { return true }
        let before = view.word(index - 1, in: limits)
        if before != 0, words.precedesDay(before) {
            return view.sign("/", index + 1, in: limits) || words.isTimeOfDay(before)
                || (view.dash(index + 1, in: limits) && view.sign("/", index + 3, in: limits))
        }
        guard view.sign("/", index + 1, in: limits) else { return false }
        // `Ngày Chuyển đổi số quốc gia 10/10`: a name of a day, then the day.
        var back = index - 1
        while back >= limits.lowerBound, index - back < 8, view.scan.tokens[back].kind == .word {
            if view.word(back, in: limits) == words.ngày { return true }
            back -= 1
        }
        // In brackets or before a comma nothing is counted: `(6/2)`, `đêm giao thừa 17/2,`.
        let after = index + 3
        let closes = !limits.contains(after) || view.sign(")", after, in: limits)
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
}
