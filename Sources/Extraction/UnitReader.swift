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
        if let hit = view.scan.longest(Category.unit, at: start), accepts(hit, quantity, limits) {
            let form = view.lexicon.units[Int(hit.entry.value)]
            apply(form, to: &quantity, end: Int(hit.end))
            denominator(&quantity, limits)
        } else {
            countRate(&quantity, limits)
        }
    }

    /// One-letter units must be written as such: `m` and `đ`, not the beginning of a name; and a glued word is a unit
    /// only as a whole.
    private func accepts(_ hit: PhraseBook.Hit, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let form = view.lexicon.units[Int(hit.entry.value)]
        guard form.kind != .none else { return false }
        // `5 Điểm`, `3 Hạng`: a capital begins a name, unless the unit is always written with one.
        let token = view.scan.tokens[Int(hit.start)]
        if token.kind == .word, token.traits.contains(.capital), form.kind == .rank || form.kind == .point {
            return false
        }
        // `$` and `US$` stand before the number as well; after it they close it.
        return true
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

    /// `/người`, `/ha`, `/10.000 dân`; `mỗi năm` and `/năm` add none.
    private func denominator(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let slash = quantity.after
        guard view.sign("/", slash, in: limits), let hit = view.scan.longest(Category.denominator, at: slash + 1)
        else { return }
        let code = view.lexicon.denominators[Int(hit.entry.value)]
        quantity.after = Int(hit.end)
        guard !code.isEmpty else { return }
        quantity.unit += "/\(code)"
        quantity.grounds.unit = Note(.unitWord, quantity.grounds.unit.tokens.lowerBound..<Int(hit.end))
        quantity.tokens = quantity.tokens.lowerBound..<Int(hit.end)
    }

    /// `306 người/km2`, `15 bác sĩ/10.000 dân`, `15 người trên một vạn dân`, `10 học sinh trên một máy tính`.
    private func countRate(_ quantity: inout Quantity, _ limits: Range<Int>) {
        let start = quantity.after
        var index = start
        while index < limits.upperBound, index - start < 6, view.scan.tokens[index].kind == .word {
            if view.word(index, in: limits) == view.words.trên {
                perMany(&quantity, from: index + 1, limits, keepsNoun: true)
                return
            }
            index += 1
        }
        guard view.sign("/", index, in: limits), index + 1 < limits.upperBound else { return }
        if view.scan.tokens[index + 1].kind == .number {
            perMany(&quantity, from: index + 1, limits, keepsNoun: true)
        } else if case let (power, end) = NumeralReader(words: view.words).scale(
            view.scan.tokens, at: index + 1, limit: limits.upperBound), power > 0
        {
            rate(&quantity, size: power, from: end)
        } else if let below = view.scan.longest(Category.denominator, at: index + 1), index > start, index - start <= 3,
            view.scan.longest(Category.denominator, at: start) == nil
        {
            let code = view.lexicon.denominators[Int(below.entry.value)]
            guard code.hasPrefix("{") else { return }
            quantity.unit = "count/\(code)"
            quantity.grounds.unit = Note(.rate, index + 1..<Int(below.end))
            quantity.resume = Int(below.end)
        } else if let below = view.scan.longest(Category.denominator, at: index + 1), index > start,
            let above = view.scan.longest(Category.denominator, at: start), Int(above.end) == index
        {
            let codes = view.lexicon.denominators
            let code = codes[Int(below.entry.value)]
            guard !code.isEmpty else { return }
            // `33,6 học sinh/lớp` counts for each class; `306 người/km2` is a density.
            guard !code.hasPrefix("{") else {
                quantity.unit = "count/\(code)"
                quantity.grounds.unit = Note(.rate, index + 1..<Int(below.end))
                quantity.resume = Int(below.end)
                return
            }
            quantity.unit = "\(codes[Int(above.entry.value)])/\(codes[Int(below.entry.value)])"
            quantity.kind = .physical
            quantity.grounds.unit = Note(.unitWord, start..<Int(below.end))
            quantity.tokens = quantity.tokens.lowerBound..<Int(below.end)
            quantity.after = Int(below.end)
        }
    }

    /// `13,5 bác sĩ/vạn dân`: the denominator is a bare scale word.
    private func rate(_ quantity: inout Quantity, size power: Int, from start: Int) {
        guard power <= 6, let below = view.scan.longest(Category.denominator, at: start) else { return }
        let code = view.lexicon.denominators[Int(below.entry.value)]
        guard !code.isEmpty else { return }
        quantity.resume = Int(below.end)
        quantity.grounds.unit = Note(.rate, start..<Int(below.end))
        quantity.unit = "count/1" + String(repeating: "0", count: power) + code
    }

    /// The denominator with its own number: `10.000 dân`, `một vạn dân`, `một máy tính`.
    private func perMany(_ quantity: inout Quantity, from start: Int, _ limits: Range<Int>, keepsNoun: Bool) {
        let numerals = NumeralReader(words: view.words)
        guard start < limits.upperBound,
            let many = numerals.read(
                view.text, view.scan.tokens, at: start, limit: limits.upperBound, style: view.style),
            let size = many.value.whole, size > 0,
            let below = view.scan.longest(Category.denominator, at: many.tokens.upperBound)
        else { return }
        let code = view.lexicon.denominators[Int(below.entry.value)]
        guard !code.isEmpty else { return }
        quantity.resume = Int(below.end)
        quantity.grounds.unit = Note(.rate, start..<Int(below.end))
        quantity.unit = size == 1 ? "count/\(code)" : "count/\(size)\(code)"
    }
}
