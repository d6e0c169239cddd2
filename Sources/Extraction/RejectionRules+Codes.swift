import Observation
import Vietnamese

/// Codes, times and names that hold digits: told before a number is read.
extension RejectionRules {
    /// Whether the digits at a token are part of a code, time, name or address; where the whole of it ends.
    func code(at index: Int, _ limits: Range<Int>) -> (Rejection, end: Int)? {
        let tokens = view.scan.tokens
        let range = tokens[index].range
        if isTime(index, limits) { return (.date, end: endOfGlued(index, limits)) }
        if let reason = gluedBefore(index, limits) { return (reason, end: endOfGlued(index, limits)) }
        let next = index + 1
        guard limits.contains(next) else { return isTelephone(range) ? (.code, end: next) : nil }
        if tokens[next].isGlued {
            // `9T2025`: nine months.
            if isMonthsInLetters(index, limits) { return (.date, end: endOfGlued(index, limits)) }
            if tokens[next].kind == .word, !isGluedUnit(index, limits) {
                return (.name, end: endOfGlued(index, limits))
            }
            // `57-NQ/TW`, `06/CP`, `123/2020/NĐ-CP`.
            if let end = legalTail(next, limits) { return (.legal, end: end) }
        }
        if isTelephone(range) { return (.code, end: endOfGlued(index, limits)) }
        return isEdition(range) ? (.name, end: next) : nil
    }

    /// `4.0`, `2.0`: an edition, since a whole figure needs no decimal.
    private func isEdition(_ range: Range<Int>) -> Bool {
        range.count == 3 && view.text[range.lowerBound + 1] == UInt8(ascii: ".")
            && view.text[range.lowerBound + 2] == UInt8(ascii: "0")
    }

    /// `16:30`, `9 giờ 30 phút`, `lúc 9 giờ`.
    private func isTime(_ index: Int, _ limits: Range<Int>) -> Bool {
        if view.sign(":", index + 1, in: limits), view.scan.tokens[index + 1].isGlued,
            limits.contains(index + 2), view.scan.tokens[index + 2].kind == .number,
            view.scan.tokens[index + 2].isGlued
        {
            return true
        }
        if view.sign(":", index - 1, in: limits), view.scan.tokens[index].isGlued,
            limits.contains(index - 2), view.scan.tokens[index - 2].kind == .number
        {
            return true
        }
        if view.word(index + 1, in: limits) == words.giờ, let hour = view.plainNumber(index, in: limits), hour <= 24,
            view.phrase(.moves, at: index + 2) == nil
        {
            let before = view.word(index - 1, in: limits)
            // `rút từ 24 giờ năm 2022 xuống 6 giờ` takes that long.
            let moves =
                before == words.từ
                && (index + 2..<min(index + 9, limits.upperBound)).contains {
                    view.phrase(.moves, at: $0) != nil && view.scan.hasCue(.level, at: $0)
                }
            if moves { return false }
            if before != 0, words.precedesDay(before) || before == words.lúc || before == words.hồi { return true }
            // `thời điểm 0 giờ ngày 1/4`.
            if view.word(index + 2, in: limits) == words.ngày { return true }
            if view.plainNumber(index + 2, in: limits) != nil { return true }
        }
        if isDottedDay(index, limits) { return true }
        return isHourInLetters(index, limits) || isMinute(index, limits)
    }

    /// `9g`, `17g`: southern newspapers' hour, which is also a small weight.
    private func isHourInLetters(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard limits.contains(index + 1), let hour = view.plainNumber(index, in: limits), hour <= 24 else {
            return false
        }
        let next = view.scan.tokens[index + 1]
        guard next.kind == .word, next.isGlued, next.range.count == 1,
            view.text[next.range.lowerBound] == UInt8(ascii: "g")
        else { return false }
        let (before, after) = (view.word(index - 1, in: limits), view.word(index + 2, in: limits))
        return (before != 0 && (words.precedesDay(before) || before == words.lúc || before == words.hồi))
            || (after != 0 && words.isTimeOfDay(after))
    }

    private func isMonthsInLetters(_ index: Int, _ limits: Range<Int>) -> Bool {
        let next = view.scan.tokens[index + 1]
        guard next.kind == .word, next.range.count >= 3, view.plainNumber(index, in: limits).map({ $0 <= 12 }) ?? false,
            view.text[next.range.lowerBound] | 0x20 == UInt8(ascii: "t")
        else { return false }
        return next.range.dropFirst().allSatisfy { view.text[$0] &- 0x30 < 10 }
    }

    /// The minutes of `9 giờ 30`, `9 giờ 30 phút`, the seconds of `9 giờ 30 phút 15 giây`; `24 giờ 15 người` counts.
    private func isMinute(_ index: Int, _ limits: Range<Int>) -> Bool {
        let before = view.word(index - 1, in: limits)
        let after = view.word(index + 1, in: limits)
        guard before != 0, view.plainNumber(index - 2, in: limits) != nil else { return false }
        if before == words.phút { return view.word(index - 3, in: limits) == words.giờ && isSecond(after) }
        guard before == words.giờ, let minute = view.plainNumber(index, in: limits), minute < 60 else { return false }
        return after == words.phút || (after != 0 && words.precedesDay(after)) || countsNothing(index + 1, limits)
    }

    private func isSecond(_ word: WordID) -> Bool { word != 0 && word == words.giây }

    /// Glued to what stands before: `COVID-19`, `A/2020`, `v2`, `#5`, `=300`.
    private func gluedBefore(_ index: Int, _ limits: Range<Int>) -> Rejection? {
        guard view.scan.tokens[index].isGlued, limits.contains(index - 1) else { return nil }
        let before = view.scan.tokens[index - 1]
        guard before.kind == .sign else { return before.kind == .word ? .name : nil }
        switch before.word {
        case 0x2C where limits.contains(index - 2) && before.isGlued && endsInDigit(view.scan.tokens[index - 2]):
            // `USD1,23`: the rest of digits that are part of a word.
            return .code
        case 0x2E where limits.contains(index - 2) && before.isGlued && view.scan.tokens[index - 2].kind == .word:
            // `CT.01`.
            return .code
        case 0x2B where limits.contains(index - 2) && before.isGlued:
            // `GMT+7`, `Km 12+300`.
            return view.scan.tokens[index - 2].kind == .sign ? nil : .name
        case 0x28, 0x5B, 0x22, 0x27, 0x201C, 0x2018, 0xAB, 0x24, 0x20AC, 0x2C, 0x3B, 0x2B, 0x2212, 0x7E, 0x2248,
            // £ ¥ ₩ ₫ ₱ ₹ ₽
            0xA3, 0xA5, 0x20A9, 0x20AB, 0x20B1, 0x20B9, 0x20BD, 0x3A, 0x3E, 0x3C, 0x2264, 0x2265, 0x2A, 0x7C, 0x29,
            0x2026, 0x2E, 0x25:
            return nil
        case 0x2D, 0x2013, 0x2014:
            // A sign before a free number; a hyphen after a word makes a name; `2-3` was read with its first number.
            guard limits.contains(index - 2), before.isGlued else { return nil }
            return view.scan.tokens[index - 2].kind == .sign ? nil : .name
        case 0x2F:
            return limits.contains(index - 2) && before.isGlued ? .code : nil
        default: return .code
        }
    }

    private func endsInDigit(_ token: Token) -> Bool {
        token.kind == .word && view.text[Int(token.end) - 1] &- 0x30 < 10
    }

    /// The end of a legal document's tail after its number, or nil.
    private func legalTail(_ start: Int, _ limits: Range<Int>) -> Int? {
        var index = start
        var sawLetters = false
        while index + 1 < limits.upperBound, view.scan.tokens[index].isGlued,
            view.sign("/", index, in: limits) || view.dash(index, in: limits), view.scan.tokens[index + 1].isGlued
        {
            let next = view.scan.tokens[index + 1]
            if next.kind == .word {
                guard next.traits.contains(.allCapitals) || next.traits.contains(.capital) else { break }
                if view.scan.longest(Category.denominator, at: index + 1) != nil,
                    !next.traits.contains(.allCapitals)
                {
                    break
                }
                sawLetters = true
            } else if next.kind != .number {
                break
            }
            index += 2
        }
        return sawLetters ? index : nil
    }

    /// Whether the word glued to a number is a unit or a compact scale, not part of a name such as `5G`.
    private func isGluedUnit(_ index: Int, _ limits: Range<Int>) -> Bool {
        let next = index + 1
        if view.unit(at: next, isScaled: false, in: limits) != nil { return true }
        let numeral = NumeralReader(words: words).read(
            view.text, view.scan.tokens, at: index, limit: limits.upperBound, style: view.style)
        guard let numeral, numeral.isCompact else { return (numeral?.scale ?? 0) > 0 }
        // `mô hình 5K`, `màn hình 4K`: a capital K makes thousands of a larger number, or of money.
        return !view.scan.tokens[next].traits.contains(.capital) || numeral.value >= FixedDecimal(100_000)
            || view.unit(at: numeral.tokens.upperBound, isScaled: true, in: limits)?.form.kind == .currency
            || view.scan.tokens[next].range.count > 1
    }

    /// Eight digits and more that begin with a nought or 84.
    private func isTelephone(_ range: Range<Int>) -> Bool {
        var digits = 0
        for position in range where view.text[position] &- 0x30 < 10 { digits += 1 }
        guard digits >= 8 else { return false }
        return view.text[range.lowerBound] == UInt8(ascii: "0")
            || (view.text[range.lowerBound] == UInt8(ascii: "1") && range.count == digits + 1 && digits <= 10
                && view.text[range.lowerBound + 4] == UInt8(ascii: "."))
    }

    private func endOfGlued(_ index: Int, _ limits: Range<Int>) -> Int {
        var end = index + 1
        while end < limits.upperBound, view.scan.tokens[end].isGlued,
            view.scan.tokens[end].kind != .sign
                || (end + 1 < limits.upperBound && view.scan.tokens[end + 1].isGlued
                    && !view.sign(",", end, in: limits) && !view.sign(")", end, in: limits))
        {
            end += 1
        }
        return end
    }
}
