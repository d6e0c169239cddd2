import Vietnamese

/// Houses of a street, sizes of rates and lengths of time: numbers that count nothing, unless something moved by them.
extension RejectionRules {
    /// `tại 57 Huỳnh Thúc Kháng`: a house in a street.
    func isAddress(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, quantity.total == nil, !quantity.isWords,
            let first = view.token(quantity.after, in: limits), first.traits.contains(.capital),
            let second = view.token(quantity.after + 1, in: limits), second.traits.contains(.capital)
        else { return false }
        let before = view.word(quantity.tokens.lowerBound - 1, in: limits)
        // `Cổng thông tin Bộ Xây dựng - 37 Lê Đại Hành, Hà Nội`.
        if view.dash(quantity.tokens.lowerBound - 1, in: limits), !view.scan.tokens[quantity.numberToken].isGlued {
            return true
        }
        return view.lexicon.seats.contains(before)
            || view.sign(":", quantity.tokens.lowerBound - 1, in: limits)
                && view.word(quantity.tokens.lowerBound - 2, in: limits) == view.lexicon.address
    }

    /// `một lít`, unless it moved by that much.
    func isOne(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.isWords, quantity.value == 1, quantity.scale == 0 else { return false }
        let before = view.cue(endingAt: quantity.tokens.lowerBound, in: limits)?.cue
        return before != .up && before != .down
    }

    /// One of a unit at the head of its clause: what a rate is for.
    func isOneOfRate(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        guard quantity.value == 1, quantity.scale == 0, quantity.upper == nil, !quantity.unit.contains("/") else {
            return false
        }
        return (index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign)
            && view.token(quantity.after, in: limits)?.kind == .word
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
