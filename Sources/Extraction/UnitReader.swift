import Observation
import Vietnamese

/// Reads the unit after a number: a symbol, a currency, a physical unit, and the denominator of a rate.
struct UnitReader {
    let view: FieldView

    /// Sets unit, kind and surface; without a unit the quantity stays a count.
    func read(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let start = quantity.after
        if quantity.isFraction {
            quantity.unit = "percent"
            quantity.kind = .share
            quantity.grounds.unit = Note(.fraction, quantity.numberToken..<quantity.after)
            return
        }
        guard limits.contains(start) else { return }
        if let (form, end) = view.unit(at: start, isScaled: quantity.scale > 0, in: limits), !beginsName(start, form),
            !beginsOther(form, end, quantity, limits)
        {
            apply(form, to: &quantity, end: end)
            denominators(&quantity, limits)
        } else if isSpokenPrice(quantity, limits) {
            quantity.unit = "VND"
            quantity.kind = .currency
            quantity.grounds.unit = Note(.unitWord, quantity.after - 1..<quantity.after)
            denominators(&quantity, limits)
        } else {
            countRate(&quantity, limits)
        }
    }

    /// `1tr5`, `2t3` with nothing counted after it: so one says a price.
    private func isSpokenPrice(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let tokens = view.scan.tokens
        let last = tokens[quantity.after - 1]
        guard last.kind == .word, last.isGlued, quantity.tokens.count == 2, view.text[Int(last.end) - 1] &- 0x30 < 10
        else { return false }
        let next = view.word(quantity.after, in: limits)
        guard limits.contains(quantity.after), tokens[quantity.after].kind == .word else { return true }
        return next != 0 && (next == view.words.mỗi || view.words.mayBeginNumeral(next))
    }

    /// `5 Điểm`, `3 Hạng`: a capital begins a name, unless the unit is always written with one.
    private func beginsName(_ token: Int, _ form: UnitForm) -> Bool {
        let token = view.scan.tokens[token]
        return token.kind == .word && token.traits.contains(.capital) && (form.kind == .rank || form.kind == .point)
    }

    /// `hạng 14 năm 2023`, `13 lần tăng, ba lần giảm`: the word belongs to what follows.
    private func beginsOther(_ form: UnitForm, _ end: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        if form.code == "a", quantity.scale == 0, let year = view.plainNumber(end, in: limits) {
            // `trong 5 năm 2026-2030` lasts so long.
            return (1900...2100).contains(year) && !view.dash(end + 1, in: limits)
        }
        // `513 điểm 10`: marks of ten.
        if form.kind == .point, quantity.value.whole != nil, let mark = view.plainNumber(end, in: limits) {
            return mark <= 10
        }
        guard form.kind == .times, let cue = view.scan.cue(at: end)?.cue, cue == .up || cue == .down,
            quantity.value.exponent >= 0, quantity.scale == 0
        else { return false }
        let before = view.cue(endingAt: quantity.tokens.lowerBound, in: limits)?.cue
        return before == nil || ![.multiple, .up, .down, .equals, .approx, .over, .nearly].contains(before)
    }

    private func apply(_ form: UnitForm, to quantity: inout Quantity, end: Int) {
        quantity.grounds.unit = Note(.unitWord, quantity.after..<end)
        quantity.unit = form.code
        quantity.value = quantity.value.scaled(byPowerOfTen: form.power)
        quantity.upper = quantity.upper?.scaled(byPowerOfTen: form.power)
        guard let kind = Quantity.Kind(form.kind) else { return }
        quantity.kind = kind
        quantity.tokens = quantity.tokens.lowerBound..<end
        quantity.after = end
    }

    /// `/người`, `/ha`, `/người/tháng`, `/100 km`; `mỗi năm` and `/năm` add none.
    func denominators(_ quantity: inout Quantity, _ limits: Range<Int>) {
        for _ in 0..<UnitReader.mostDenominators {
            guard let (code, end) = denominator(after: quantity.after, of: quantity.unit, limits) else { return }
            quantity.after = end
            guard !code.isEmpty else { continue }
            quantity.unit += "/\(code)"
            quantity.grounds.unit = Note(.unitWord, quantity.grounds.unit.tokens.lowerBound..<end)
            quantity.tokens = quantity.tokens.lowerBound..<end
        }
    }

    /// `triệu đồng/người/tháng` has two.
    static let mostDenominators = 3

    /// The code of what a slash at a token divides by, and where it ends: `/người`, `/100 km`.
    func denominator(after slash: Int, of unit: String, _ limits: Range<Int>) -> (code: String, end: Int)? {
        guard view.sign("/", slash, in: limits), limits.contains(slash + 1) else { return nil }
        guard view.scan.tokens[slash + 1].kind == .number else { return view.denominator(at: slash + 1, of: unit) }
        return perMany(from: slash + 1, limits)
    }

    /// Whether 1, 10, 100 … stands at a token: what rates are for.
    func isRound(_ index: Int, _ limits: Range<Int>) -> Bool {
        size(at: index, limits).map { FixedDecimal($0.size).coefficient == 1 } ?? false
    }

    /// The whole number of a denominator: the `10.000` of `10.000 dân`.
    private func size(at start: Int, _ limits: Range<Int>) -> (size: Int64, end: Int)? {
        guard limits.contains(start),
            let many = NumeralReader(words: view.words).read(
                view.text, view.scan.tokens, at: start, limit: limits.upperBound, style: view.style),
            let size = many.value.whole, size > 0
        else { return nil }
        return (size, many.tokens.upperBound)
    }

    /// `306 người/km2`, `15 bác sĩ/10.000 dân`, `15 người trên một vạn dân`, `10 học sinh trên một máy tính`.
    private func countRate(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let start = quantity.after
        var index = start
        while index < limits.upperBound, index - start < 6, view.scan.tokens[index].kind == .word {
            if view.word(index, in: limits) == view.words.trên {
                // `với trên 4,3 triệu bộ hồ sơ` only says how many more: a rate is for a round size.
                if isRound(index + 1, limits) { count(&quantity, perMany(from: index + 1, limits), from: index + 1) }
                return
            }
            index += 1
        }
        guard view.sign("/", index, in: limits), index + 1 < limits.upperBound else { return }
        if view.scan.tokens[index + 1].kind == .number {
            count(&quantity, perMany(from: index + 1, limits), from: index + 1)
        } else if case let (power, end) = NumeralReader(words: view.words).scale(
            view.scan.tokens, at: index + 1, limit: limits.upperBound), power > 0
        {
            rate(&quantity, size: power, from: end)
        } else if index > start, let (below, end) = view.denominator(at: index + 1, of: "count"), !below.isEmpty {
            let above = view.denominator(at: start, of: "count")
            if above == nil, index - start > 3 || !below.hasPrefix("{") { return }
            if let above, above.end != index || above.code == below { return }
            // `20 xã/phường`: the same things under two names.
            if view.scan.longest(Category.placeType, at: start) != nil { return }
            // `33,6 học sinh/lớp` counts for each class; `306 người/km2` is a density.
            guard let above, !below.hasPrefix("{") else {
                quantity.unit = "count/\(below)"
                quantity.grounds.unit = Note(.rate, index + 1..<end)
                quantity.resume = end
                return
            }
            quantity.unit = "\(above.code)/\(below)"
            quantity.grounds.unit = Note(.unitWord, start..<end)
            quantity.kind = .physical
            quantity.tokens = quantity.tokens.lowerBound..<end
            quantity.after = end
        }
    }

    private func count(_ quantity: inout Quantity, _ each: (code: String, end: Int)?, from start: Int) {
        guard let each else { return }
        quantity.grounds.unit = Note(.rate, start..<each.end)
        quantity.unit = "count/\(each.code)"
        quantity.resume = each.end
    }

    /// `13,5 bác sĩ/vạn dân`: the denominator is a bare scale word.
    private func rate(_ quantity: inout Quantity, size power: Int, from start: Int) {
        guard power <= 6, let (code, end) = view.denominator(at: start, of: "count"), !code.isEmpty else { return }
        quantity.resume = end
        quantity.grounds.unit = Note(.rate, start..<end)
        quantity.unit = "count/1" + String(repeating: "0", count: power) + code
    }

    /// The denominator with its own number: `10.000 dân`, `một vạn dân`, `một máy tính`.
    func perMany(from start: Int, _ limits: Range<Int>) -> (code: String, end: Int)? {
        guard let (size, after) = size(at: start, limits),
            let (code, end) = view.denominator(at: after, of: "count"), !code.isEmpty
        else { return nil }
        return (size == 1 ? code : "\(size)\(code)", end)
    }
}
