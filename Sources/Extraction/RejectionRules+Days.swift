import Vietnamese

/// Days of a list, houses of a street and sizes of rates: numbers that count nothing.
extension RejectionRules {
    /// `24-4`, `14/1`: the first number is greater than the second, so neither part of it nor the lower end of a range.
    func isNoPart(_ index: Int, _ limits: Range<Int>) -> Bool {
        let end = index + 2
        guard view.sign("/", index + 1, in: limits) || view.sign("-", index + 1, in: limits),
            view.scan.tokens[index + 1].isGlued, let day = view.plainNumber(index, in: limits), day <= 31,
            let month = view.plainNumber(end, in: limits), view.scan.tokens[end].isGlued, (1...12).contains(month),
            day > month, view.scan.longest(Category.unit, at: end + 1) == nil
        else { return false }
        // `thắng 3-1`, `tỷ số 2-0`: as likely a score, where no time of day or month is near.
        return day > 12 || view.sign("/", index + 1, in: limits)
    }

    /// `một lít`, unless it moved by that much.
    func isOne(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.isWords, quantity.value == 1, quantity.scale == 0 else { return false }
        let before = view.cue(endingAt: quantity.tokens.lowerBound, in: limits)?.cue
        return before != .up && before != .down
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

    /// `tại 57 Huỳnh Thúc Kháng`: a house in a street.
    func isAddress(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, quantity.total == nil, !quantity.isWords,
            let first = view.token(quantity.after, in: limits), first.traits.contains(.capital),
            let second = view.token(quantity.after + 1, in: limits), second.traits.contains(.capital)
        else { return false }
        let before = view.word(quantity.tokens.lowerBound - 1, in: limits)
        return view.lexicon.seats.contains(before)
            || view.sign(":", quantity.tokens.lowerBound - 1, in: limits)
                && view.word(quantity.tokens.lowerBound - 2, in: limits) == view.lexicon.address
    }

    /// `trong tháng 11 2.184 sự cố`, `so với năm 2024 4,7 triệu`: the number right before is that of a period.
    func endsPeriod(_ index: Int, _ limits: Range<Int>) -> Bool {
        let head = view.word(index - 2, in: limits)
        if head != 0 { return head == words.tháng || head == words.năm || head == words.quý || head == words.ngày }
        return view.sign("/", index - 2, in: limits) && view.scan.tokens[index - 1].isGlued
    }

    /// A length of time that something moved from, or to: `từ 4 giờ vào năm 2020 còn 1,5 giờ`, `rút còn bình quân 24 tháng`.
    func isMoved(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        var end = quantity.tokens.lowerBound
        if let mean = view.phrase(.mean, endingAt: end, notBefore: limits.lowerBound) { end = mean }
        guard let cue = view.cue(endingAt: end, in: limits) else { return false }
        switch cue.cue {
        case .from:
            return (quantity.after..<min(quantity.after + 10, limits.upperBound)).contains {
                view.phrase(.moves, at: $0) != nil && view.scan.hasCue(.level, at: $0)
            }
        case .level:
            let before = view.word(cue.start - 1, in: limits)
            return view.phrase(.moves, at: cue.start) != nil && before != 0 && before == view.lexicon.shorten
        default: return false
        }
    }
}
