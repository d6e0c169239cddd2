import Observation
import Vietnamese

/// Numbers that are dialled, shouted or said of no particular thing.
extension RejectionRules {
    /// `24/7`, `24/24 giờ`.
    func isRoundTheClock(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.value == 24, let total = quantity.total else { return false }
        guard total == 24 else { return total == 7 }
        // `24/24 xã đạt chuẩn` counts.
        return view.unit(at: quantity.after, isScaled: false, in: limits)?.form.code == "h"
            || countsNothing(quantity.after, limits)
    }

    /// `tổng đài cấp cứu 115`: a number one dials, with a word or two between.
    func isDialled(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.numberToken
        // `1900 9095`, a row of figures: nothing is counted by one number right before another.
        if let next = view.token(quantity.after, in: limits), next.kind == .number { return true }
        if let last = view.token(index - 1, in: limits), last.kind == .number, !endsPeriod(index, limits) {
            return true
        }
        // `ĐT: (024) 3825 1234`: signs and groups of digits between.
        var first = index
        while first > limits.lowerBound, index - first < 8, view.scan.tokens[first - 1].kind != .word { first -= 1 }
        for back in max(limits.lowerBound, first - 4)..<index {
            if view.scan.has(Category.name, NameKind.phone.rawValue, at: back) { return true }
        }
        return false
    }

    /// `5 "tăng tốc, bứt phá"`, `3 tăng cường, 5 đẩy mạnh`: a number before a quotation, or inside a quotation before a
    /// verb, counts watchwords.
    func isSlogan(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, quantity.total == nil, let next = view.token(quantity.after, in: limits) else {
            return false
        }
        if next.kind == .sign, [0x22, 0x201C, 0x2018, 0x27, 0xAB].contains(next.word) {
            return (quantity.value.whole ?? 100) < 20
        }
        guard (quantity.value.whole ?? 100) < 20 else { return false }
        var opened = false
        var position = limits.lowerBound
        while position < quantity.tokens.lowerBound {
            let token = view.scan.tokens[position]
            if token.kind == .sign {
                if token.word == 0x201C { opened = true }
                if token.word == 0x201D { opened = false }
                if token.word == 0x22 { opened.toggle() }
            }
            position += 1
        }
        guard opened else { return false }
        // Only where the quotation begins with the number, or another watchword stands before it.
        let before = view.token(quantity.tokens.lowerBound - 1, in: limits)
        return before.map { $0.kind == .sign } ?? true
    }

    /// `6 rõ`, `4 tại chỗ`, `5 đẩy mạnh`: watchwords, not things.
    func countsWatchwords(_ quantity: Quantity) -> Bool {
        quantity.scale == 0 && quantity.total == nil && (quantity.value.whole ?? 100) < 20
            && view.phrase(.watchword, at: quantity.after) != nil
    }

    /// `tăng trưởng 2 con số`: how many digits a figure has.
    func isVagueDigits(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let (first, second) = (view.word(quantity.after, in: limits), view.word(quantity.after + 1, in: limits))
        if second == words.số, second != 0, first == words.con || first == view.lexicon.digit { return true }
        // `mã OTP 6 số`, `chứng minh nhân dân 9 số, 12 số`.
        return first == words.số && first != 0 && (quantity.value.whole ?? 100) < 20 && quantity.scale == 0
            && (countsNothing(quantity.after + 1, limits) || view.plainNumber(quantity.after + 1, in: limits) != nil)
    }

    /// `thắng 3-0`, `hòa 1-1`, `bột ngọt 3 trong 1`: two numbers that are no range.
    func isScore(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard !quantity.isWords, quantity.scale == 0, quantity.upper == nil, quantity.total == nil,
            view.plainNumber(quantity.numberToken, in: limits) != nil, (quantity.value.whole ?? 100) < 30
        else { return false }
        let (after, before) = (quantity.after, quantity.tokens.lowerBound - 1)
        func pairs(_ joint: Int, _ other: Int, _ end: Int) -> Bool {
            guard let number = view.plainNumber(other, in: limits), number < 30, countsNothing(end, limits) else {
                return false
            }
            return view.dash(joint, in: limits) && view.scan.tokens[joint].isGlued
                && view.scan.tokens[joint + 1].isGlued
        }
        if pairs(after, after + 1, after + 2) || pairs(before, before - 1, after) { return true }
        let inOne = view.word(after, in: limits) == words.trong && view.plainNumber(after + 1, in: limits) == 1
        let isOne =
            quantity.value == 1 && view.word(before, in: limits) == words.trong
            && view.plainNumber(before - 1, in: limits) != nil
        return inOne && countsNothing(after + 2, limits) || isOne && countsNothing(after, limits)
    }

    /// `4.318,6 tỷ đồng (1), tăng`: a note's number in brackets right behind a figure's unit.
    func isFootnote(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        guard view.sign("(", index - 1, in: limits), view.sign(")", quantity.after, in: limits),
            let number = view.plainNumber(index, in: limits), number < 10
        else { return false }
        return (max(limits.lowerBound, index - 4)..<index - 1).contains {
            view.scan.tokens[$0].kind == .number && view.unit(at: $0 + 1, isScaled: true, in: limits) != nil
                || view.scan.longest(Category.unit, at: $0).map { Int($0.end) == index - 1 } ?? false
        }
    }

    /// `gồm: (1) hoàn thiện thể chế; (2) …`: what numbers the items of a list inside a sentence.
    func isEnumeration(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        guard view.sign("(", index - 1, in: limits), view.sign(")", quantity.after, in: limits),
            view.plainNumber(index, in: limits).map({ $0 <= 20 }) ?? false,
            view.token(quantity.after + 1, in: limits)?.kind == .word
        else { return false }
        return index - 1 == limits.lowerBound || view.scan.tokens[index - 2].kind == .sign
            || view.word(index - 2, in: limits) == words.và
    }

    /// `tuổi từ 18 đến 60`.
    func isAgeRange(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        let before = view.word(index - 1, in: limits)
        let head = before == words.từ ? view.word(index - 2, in: limits) : before
        return head != 0 && head == words.tuổi && countsNothing(quantity.after, limits)
    }
}
