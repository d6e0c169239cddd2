import Observation
import Vietnamese

/// Signs, and several numbers that make one figure: ranges, totals and fractions.
extension QuantityFinder {
    /// A minus or plus glued to the number and to nothing before it belongs to the surface.
    func readSign(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let before = quantity.numberToken - 1
        guard limits.contains(before), view.scan.tokens[quantity.numberToken].isGlued else { return }
        let token = view.scan.tokens[before]
        let free =
            token.traits.contains(.spaced) || (before > limits.lowerBound && view.sign("(", before - 1, in: limits))
        guard free, view.dash(before, in: limits) || token.isSign("+") || token.isSign("−") else { return }
        quantity.tokens = before..<quantity.tokens.upperBound
        quantity.isNegative = !token.isSign("+")
        quantity.isSigned = true
        quantity.predicate = before
    }

    /// `$5 triệu`, `US$70/thùng`, `EUR 20 triệu`: a symbol glued before the number, or a code before a scaled one. The
    /// bare `USD 25.450` quotes a rate of exchange in another currency.
    func readCurrencyBefore(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let start = quantity.tokens.lowerBound
        guard quantity.kind == .count, quantity.unit == "count", limits.contains(start - 1),
            let hit = view.scan.longest(Category.unit, endingAt: start, notBefore: limits.lowerBound),
            let (form, end) = view.unit(at: Int(hit.start), isScaled: true, in: limits), end == start,
            form.kind == .currency
        else { return }
        let before = view.scan.tokens[start - 1]
        let isSymbol = before.kind == .sign && view.scan.tokens[start].isGlued
        let isCode = before.traits.contains(.allCapitals) && end - Int(hit.start) == 1 && quantity.scale > 0
        guard isSymbol || isCode else { return }
        quantity.unit = form.code
        quantity.kind = .currency
        quantity.grounds.unit = Note(.unitWord, Int(hit.start)..<end)
        quantity.tokens = Int(hit.start)..<quantity.tokens.upperBound
        quantity.predicate = quantity.tokens.lowerBound
        UnitReader(view: view).denominators(&quantity, limits)
    }

    /// `8-10%`, `450-460 tỷ`, `25/25`.
    func readRangeAndTotal(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let end = quantity.tokens.upperBound
        if view.dash(end, in: limits), end + 1 < limits.upperBound, view.scan.tokens[end + 1].kind == .number,
            view.scan.tokens[end].isGlued == view.scan.tokens[end + 1].isGlued,
            let second = numeral(end + 1, limits), let (low, high) = joined(quantity.value, quantity.scale, second)
        {
            quantity.value = low
            quantity.upper = high
            quantity.scale = second.scale
            extend(&quantity, to: second.tokens.upperBound)
        } else if view.sign("/", end, in: limits), end + 1 < limits.upperBound, view.scan.tokens[end].isGlued,
            view.scan.tokens[end + 1].kind == .number, view.scan.tokens[end + 1].isGlued,
            let second = numeral(end + 1, limits), second.value.coefficient > 0, !isDenominator(second, of: quantity)
        {
            // `3.486,7/6.102 tỷ đồng`: a scale said once is that of both.
            if quantity.scale == 0, second.scale > 0 {
                quantity.value = quantity.value.scaled(byPowerOfTen: second.scale)
                quantity.scale = second.scale
            }
            quantity.total = second.value
            extend(&quantity, to: second.tokens.upperBound)
        }
    }

    /// `26,4/100.000 trẻ đẻ sống`: so many of something, not a total.
    func isDenominator(_ second: Numeral, of quantity: Quantity) -> Bool {
        // `85/100 xã` are so many of a hundred.
        if second.value == 100, quantity.value.whole != nil { return false }
        guard let size = second.value.whole, [100, 1_000, 10_000, 100_000, 1_000_000].contains(size) else {
            return false
        }
        return view.scan.longest(Category.denominator, at: second.tokens.upperBound) != nil
    }

    /// `6,5% đến 7%`, `6,5%-7%`, `giữa 1 và 2 tỷ đồng`, with or without `từ`: one figure where the units agree.
    func readVerbalRange(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.upper == nil, quantity.total == nil, quantity.tokens.upperBound == quantity.after,
            let link = rangeLink(quantity, limits), let end = rangeEnd(at: quantity.after + 1, limits)
        else { return }
        let second = end.numeral
        var other = quantity
        other.tokens = second.tokens
        other.numberToken = second.tokens.lowerBound
        other.after = second.tokens.upperBound
        if quantity.scale == 0 { other.value = quantity.value.scaled(byPowerOfTen: second.scale) }
        other.upper = end.isNegative ? second.value.negated : second.value
        other.scale = second.scale
        other.unit = "count"
        other.kind = .count
        UnitReader(view: view).read(&other, limits)
        let agree = other.unit == quantity.unit && other.kind == quantity.kind
        guard agree || (quantity.kind == .count && other.kind != .count && other.kind != .duration) || link.opened
        else { return }
        guard agree || other.kind != .count else { return }
        // `từ 3 đến 5 xã`: without a unit the word `từ` must say that a range begins; a dash joins equal units alone.
        let isCounted =
            view.phrase(.counted, at: other.after) != nil && quantity.scale == 0 && !quantity.isWords
            && quantity.value.whole.map { $0 < 100 } ?? false
        guard link.isWord ? other.kind != .count || link.opened || isCounted : agree && other.kind != .count else {
            return
        }
        let low = agree && quantity.kind != .count ? quantity.value : other.value
        let isBelowZero = quantity.isNegative || saysBelowZero(quantity.tokens.lowerBound, limits)
        guard let high = other.upper, (isBelowZero ? low.negated : low) < high else { return }
        quantity.value = low
        // The sign of the whole is applied when it is known whether the figure is a level.
        quantity.upper = isBelowZero ? high.negated : high
        quantity.scale = second.scale
        quantity.unit = other.unit
        quantity.kind = other.kind
        quantity.grounds.value = Note(.digits, quantity.numberToken..<second.tokens.upperBound)
        quantity.grounds.unit = other.grounds.unit
        quantity.tokens = quantity.tokens.lowerBound..<other.tokens.upperBound
        quantity.after = other.after
    }

    /// What joins the two ends of a range: `đến`, `tới`, the `và` of `giữa`, or a dash with as much space on either side.
    /// `opened` where the word before the first end says that a range begins.
    private func rangeLink(_ quantity: Quantity, _ limits: Range<Int>) -> (isWord: Bool, opened: Bool)? {
        let link = quantity.after
        guard link + 1 < limits.upperBound else { return nil }
        let start = quantity.tokens.lowerBound
        let sign = view.cue(endingAt: start, in: limits).flatMap { $0.cue == .negative ? $0.start : nil } ?? start
        let before = view.word(sign - 1, in: limits)
        switch view.word(link, in: limits) {
        case 0:
            let tokens = view.scan.tokens
            guard view.dash(link, in: limits), tokens[link].isGlued == tokens[link + 1].isGlued else { return nil }
            return (false, false)
        case view.words.đến, view.words.tới: return (true, before == view.words.từ)
        case view.words.và where before == view.words.giữa: return (true, true)
        default: return nil
        }
    }

    /// The number a range goes on to, past its own sign or `âm`.
    private func rangeEnd(at index: Int, _ limits: Range<Int>) -> (numeral: Numeral, isNegative: Bool)? {
        var start = index
        var isNegative = false
        if limits.contains(index + 1), view.scan.tokens[index + 1].isGlued,
            view.dash(index, in: limits) || view.sign("−", index, in: limits)
        {
            (start, isNegative) = (index + 1, true)
        } else if limits.contains(index), let (cue, end) = view.scan.cue(at: index), cue == .negative {
            (start, isNegative) = (end, true)
        }
        guard start < limits.upperBound, view.scan.tokens[start].kind == .number, let second = numeral(start, limits)
        else { return nil }
        return (second, isNegative)
    }

    /// `âm 5`: below zero by a word.
    private func saysBelowZero(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.cue(endingAt: index, in: limits)?.cue == .negative
    }

    /// `4.671 trên tổng số 6.312 thôn`, `52 xã trong tổng số 100 xã`: a part with its whole.
    func readWrittenTotal(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.kind == .count, quantity.unit == "count", quantity.total == nil, quantity.upper == nil,
            !quantity.isFraction
        else { return }
        var index = quantity.after
        while index < limits.upperBound, index - quantity.after < 8, view.scan.tokens[index].kind == .word {
            if let (total, end) = writtenTotal(at: index, isNear: index == quantity.after, limits) {
                guard total.value >= quantity.value, view.unit(at: end, isScaled: false, in: limits) == nil else {
                    return
                }
                quantity.total = total.value
                quantity.grounds.value = Note(.digits, quantity.numberToken..<end)
                if index == quantity.after { quantity.after = end } else { quantity.resume = end }
                return
            }
            index += 1
        }
    }

    /// `trên tổng số 6.312`, `trong số 100`; a bare `trên` only right behind the part.
    private func writtenTotal(at start: Int, isNear: Bool, _ limits: Range<Int>) -> (Numeral, end: Int)? {
        let link = view.word(start, in: limits)
        guard link != 0, link == view.words.trên || link == view.words.trong else { return nil }
        var index = start + 1
        if view.word(index, in: limits) == view.words.tổng { index += 1 }
        if view.word(index, in: limits) == view.words.số { index += 1 }
        let length = index - start
        // `2 trong 5 hộ`, `bốn trong sáu ao`.
        if isNear, length == 1, index < limits.upperBound, let total = numeral(index, limits), total.scale == 0,
            total.value.whole.map({ $0 > 1 && $0 <= 100 }) ?? false,
            view.phrase(.counted, at: total.tokens.upperBound) != nil
        {
            return (total, total.tokens.upperBound)
        }
        guard length == 3 || (isNear && (length == 2 || link == view.words.trên)), index < limits.upperBound,
            view.scan.tokens[index].kind == .number, let total = numeral(index, limits)
        else { return nil }
        return (total, total.tokens.upperBound)
    }

    /// `ba, bốn nghìn`, `năm sáu chục`: two number words in a row, of which only the second says its scale.
    func readSpokenRange(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.isWords, quantity.tokens.count == 1, let digit = quantity.value.whole, (1...8).contains(digit)
        else { return }
        let end = quantity.tokens.upperBound
        let next = view.sign(",", end, in: limits) ? end + 1 : end
        guard limits.contains(next), view.scan.tokens[next].kind == .word, let second = numeral(next, limits),
            second.isWords, second.tokens.count > 1
        else { return }
        for power in 1...12 where FixedDecimal(digit + 1, exponent: power) == second.value {
            quantity.value = FixedDecimal(digit, exponent: power)
            quantity.upper = second.value
            quantity.scale = second.scale
            extend(&quantity, to: second.tokens.upperBound)
        }
    }

    /// `2/3 số hộ`, `1/3 diện tích`: a part of a whole, not two of three things.
    func readFraction(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.kind == .count, let total = quantity.total?.whole, (2...10).contains(total),
            let part = quantity.value.whole, part > 0, part < total, view.phrase(.whole, at: quantity.after) != nil
        else { return }
        quantity.value = Numeral.percent(part, of: total)
        quantity.total = nil
        quantity.unit = "percent"
        quantity.kind = .share
        quantity.isFraction = true
        quantity.grounds.unit = Note(.fraction, quantity.numberToken..<quantity.after)
    }

    /// A range's two ends, the scale of the second applied to a first that has none; nil where they do not ascend.
    func joined(_ first: FixedDecimal, _ scale: Int, _ second: Numeral) -> (FixedDecimal, FixedDecimal)? {
        let low = scale == 0 ? first.scaled(byPowerOfTen: second.scale) : first
        return low < second.value ? (low, second.value) : nil
    }

    func extend(_ quantity: inout Quantity, to end: Int) {
        quantity.grounds.value = Note(quantity.grounds.value.rule, quantity.numberToken..<end)
        quantity.tokens = quantity.tokens.lowerBound..<end
        quantity.after = end
    }
}
