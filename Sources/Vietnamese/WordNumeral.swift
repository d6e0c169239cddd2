import Observation

/// Reads number words: `hai mươi mốt`, `trăm linh năm`, `nghìn rưỡi`, `một tỷ hai trăm triệu`, `hai phẩy năm`.
///
/// `năm` is both five and year, `tư` four and the second half of `đầu tư`, `không` zero and not: each counts only where
/// no other reading stands.
struct WordNumeral {
    let tokens: Run<Token>
    let limit: Int
    let words: GrammarWords
    let reader: NumeralReader

    /// The numeral that begins at a token, or nil.
    func read(at start: Int) -> Numeral? {
        if let fraction = fraction(at: start) { return fraction }
        guard mayBegin(start) else { return nil }
        var total: FixedDecimal = 0
        var index = start
        var lastPower = Int.max
        var largest = 0
        while index < limit, let part = index == start ? first(at: index) : further(at: index) {
            let (power, end) = reader.scale(tokens, at: part.end, limit: limit)
            // Every part has a smaller scale than the one before; one without scale closes the number.
            guard power < lastPower, index == start || power > 0 || part.closes,
                let sum = total.adding(part.value.scaled(byPowerOfTen: power))
            else { break }
            total = sum
            index = end
            largest = max(largest, power)
            lastPower = power
            if power == 0 { break }
            if word(index) == words.rưỡi {
                total = total.adding(FixedDecimal(5, exponent: power - 1)) ?? total
                index += 1
                break
            }
        }
        guard index > start else { return nil }
        return Numeral(value: total, tokens: start..<index, scale: largest, isWords: true)
    }

    private func word(_ index: Int) -> WordID {
        index >= 0 && index < limit && tokens[index].kind == .word ? tokens[index].word : 0
    }

    /// The value of `không` to `chín` and of the forms that only follow tens.
    private func unit(_ index: Int) -> Int64? {
        let id = word(index)
        return id != 0 && id < words.ceiling ? words.unit(id) : nil
    }

    /// `lăm`, `nhăm`, `mốt` follow tens only, `tư` also `thứ`; `không` is a number only before `trăm` and `phẩy`; the
    /// `trăm` of `phần trăm` is none.
    private func mayBegin(_ index: Int) -> Bool {
        switch word(index) {
        case words.mốt, words.lăm, words.nhăm: false
        case words.tư: word(index - 1) == words.thứ || word(index - 1) == words.hạng
        case words.không: word(index + 1) == words.trăm || (word(index + 1) == words.phẩy && unit(index + 2) != nil)
        case words.trăm: word(index - 1) != words.phần
        default: true
        }
    }

    /// A stretch below a thousand, or what stands for one.
    private struct Part {
        var value: FixedDecimal
        var end: Int
        /// It may stand last, without a scale of its own.
        var closes = true
    }

    private func first(at start: Int) -> Part? {
        if let whole = belowThousand(at: start, first: true) { return decimals(after: whole) }
        // `nửa triệu`, `nửa tỷ`.
        if word(start) == words.nửa, reader.scale(tokens, at: start + 1, limit: limit).power >= 3 {
            return Part(value: FixedDecimal(5, exponent: -1), end: start + 1)
        }
        // `nghìn rưỡi`, `triệu lẻ hai`: one is left unsaid.
        let id = word(start)
        guard id != 0, id < words.ceiling, words.scale(id) != nil,
            word(start + 1) == words.rưỡi || (isLink(start + 1) && isOnes(start + 2))
        else { return nil }
        return Part(value: 1, end: start)
    }

    private func further(at index: Int) -> Part? {
        // `nghìn lẻ một`, `hai nghìn linh năm`.
        if isLink(index), isOnes(index + 1), let ones = unit(index + 1) {
            return Part(value: FixedDecimal(ones), end: index + 2)
        }
        guard var part = belowThousand(at: index, first: false) else { return nil }
        // In `hai nghìn năm`, `ba triệu một tháng` the digit begins something else.
        part.closes = part.end > index + 1 || word(index) == words.mười
        return part
    }

    /// `hai phẩy năm`, `không phẩy bảy mươi lăm`, `một phẩy không hai`.
    private func decimals(after whole: Part) -> Part? {
        guard word(whole.end) == words.phẩy || word(whole.end) == words.chấm else { return whole }
        var value: Int64 = 0
        var places = 0
        var index = whole.end + 1
        if let part = belowThousand(at: index, first: false), part.end > index + 1 || word(index) == words.mười {
            value = part.value.whole ?? 0
            places = value >= 100 ? 3 : 2
            index = part.end
        } else {
            while places < 6, let digit = unit(index) {
                value = value * 10 + digit
                places += 1
                index += 1
            }
        }
        guard places > 0, let sum = whole.value.adding(FixedDecimal(value, exponent: -places)) else { return whole }
        return Part(value: sum, end: index)
    }

    /// `ba trăm hai mươi mốt`, `trăm linh năm`, `mười lăm`, `tám`; a bare `trăm` counts one where it begins the number.
    private func belowThousand(at start: Int, first: Bool) -> Part? {
        var index = start
        var value: Int64 = 0
        if let hundreds = unit(index), word(index + 1) == words.trăm {
            value = hundreds * 100
            index += 2
        } else if first, word(index) == words.trăm {
            value = 100
            index += 1
        }
        let hasHundreds = index > start
        if hasHundreds, word(index) == words.rưỡi { return part(value + 50, index + 1) }
        if hasHundreds, isLink(index), isOnes(index + 1), let ones = unit(index + 1) {
            return part(value + ones, index + 2)
        }
        if word(index) == words.mười { return ones(value + 10, after: index + 1) }
        guard let tens = unit(index) else { return hasHundreds ? part(value, index) : nil }
        if word(index + 1) == words.mươi, tens > 0 { return ones(value + tens * 10, after: index + 2) }
        // `hai trăm ba` is colloquial for 230 before a scale; a plain digit after hundreds is left alone.
        return hasHundreds ? part(value, index) : part(tens, index + 1)
    }

    private func part(_ value: Int64, _ end: Int) -> Part { Part(value: FixedDecimal(value), end: end) }

    /// The ones after tens, where five is `lăm` or `nhăm`: the `năm` of `mười năm` is years.
    private func ones(_ tens: Int64, after index: Int) -> Part {
        guard let ones = unit(index), ones > 0, word(index) != words.năm else { return part(tens, index) }
        return part(tens + ones, index + 1)
    }

    private func isLink(_ index: Int) -> Bool { word(index) == words.linh || word(index) == words.lẻ }

    /// A unit after `linh` and `lẻ`: five is `năm` there.
    private func isOnes(_ index: Int) -> Bool {
        guard let ones = unit(index), ones > 0 else { return false }
        return word(index) != words.lăm && word(index) != words.mốt
    }

    // MARK: Fractions

    /// `một nửa`, `hai phần ba`, `một phần tư`: parts of a whole, in percent.
    private func fraction(at start: Int) -> Numeral? {
        if word(start) == words.một, word(start + 1) == words.nửa { return fraction(50, start..<start + 2) }
        guard let upper = unit(start), word(start + 1) == words.phần, isDenominator(start + 2) else { return nil }
        let lower = word(start + 2) == words.mười ? 10 : unit(start + 2) ?? 0
        guard lower > 1, upper > 0, upper < lower else { return nil }
        return fraction(Numeral.percent(upper, of: lower), start..<start + 3)
    }

    private func fraction(_ percent: FixedDecimal, _ tokens: Range<Int>) -> Numeral {
        Numeral(value: percent, tokens: tokens, scale: 0, isWords: true, isFraction: true)
    }

    /// In `một phần tư nhân`, `một phần năm 2024`, `một phần ba mươi` the word after `phần` belongs to what follows.
    private func isDenominator(_ index: Int) -> Bool {
        let next = word(index + 1)
        if next != 0, next == words.mươi || next == words.trăm || next == words.phần { return false }
        switch word(index) {
        case words.tư: return next == 0 || !words.isCompoundOfTư(next)
        case words.năm: return next == 0 ? !isNumber(index + 1) : !words.isYearWord(next)
        case words.lăm, words.nhăm, words.mốt: return false
        default: return true
        }
    }

    private func isNumber(_ index: Int) -> Bool { index < limit && tokens[index].kind == .number }
}
