import Observation
import Vietnamese

/// Finds the numbers of a sentence, reads value, range, total and unit, and rejects what is no quantity.
struct QuantityFinder {
    let view: FieldView
    let numerals: NumeralReader
    let calendar: CalendarReader
    let rejections: RejectionRules

    /// A table's cell needs no noun and no context: its header names it.
    let isCell: Bool

    init(view: FieldView, isCell: Bool = false) {
        self.view = view
        self.isCell = isCell
        numerals = NumeralReader(words: view.words)
        calendar = CalendarReader(words: view.words)
        rejections = RejectionRules(view: view)
    }

    /// What a sentence holds, in the order of the text.
    struct Found {
        var quantities: [Quantity] = []
        var calendar: [CalendarMention] = []
        var rejected: [RejectedNumber] = []
    }

    /// Reads one sentence.
    func find(_ sentence: Int, into found: inout Found) {
        let limits = view.scan.sentences[sentence].tokens
        let firstOfSentence = found.quantities.count
        var index = limits.lowerBound
        while index < limits.upperBound {
            let token = view.scan.tokens[index]
            guard token.kind == .number || (token.kind == .word && view.words.mayBeginFigure(token.word)) else {
                index += 1
                continue
            }
            let dayExpected =
                token.kind == .number
                && (rejections.expectsDay(index, limits) || listsDays(index, found, limits))
            if let mention = calendar.read(
                view.text, view.scan.tokens, at: index, limit: limits.upperBound, dayExpected: dayExpected)
            {
                // `rút ngắn 6 tháng` is a change, `trong 6 tháng` may be a period.
                guard case .monthsSoFar = mention.expression, isMoved(index, limits) else {
                    found.calendar.append(mention)
                    index = mention.tokens.upperBound
                    continue
                }
            }
            guard token.kind == .number || isNumberWord(index, limits) else {
                index += 1
                continue
            }
            let isListed = found.quantities.count > firstOfSentence && found.quantities.last?.kind == .count
            switch read(at: index, sentence: sentence, isListed: isListed, limits) {
            case .quantity(let quantity):
                found.quantities.append(quantity)
                index = max(quantity.after, quantity.resume)
                for part in quantity.tokens.upperBound..<max(index, quantity.tokens.upperBound)
                where view.scan.tokens[part].kind == .number {
                    found.rejected.append(RejectedNumber(tokens: part..<part + 1, reason: .partOfAnother))
                }
            case .rejected(let reason, let end):
                found.rejected.append(RejectedNumber(tokens: index..<max(end, index + 1), reason: reason))
                if reason == .date, let year = bareYear(index, limits) {
                    found.calendar.append(CalendarMention(expression: .year(.named(year)), tokens: index..<index + 1))
                }
                index = max(end, index + 1)
            case .none:
                index += 1
            }
        }
        distribute(&found.quantities, from: firstOfSentence, limits)
    }

    /// `so với 2022`, `chỉ số DTI 2023`: a year without the word, unless it belongs to a law's or event's name.
    private func bareYear(_ index: Int, _ limits: Range<Int>) -> Int? {
        guard let year = view.plainNumber(index, in: limits), (1990...2100).contains(year) else { return nil }
        for back in max(limits.lowerBound, index - 6)..<index
        where view.scan.has(Category.name, NameKind.legal.rawValue, at: back) {
            return nil
        }
        return year
    }

    /// `cá ngừ 387 triệu, mực và bạch tuộc 274 triệu USD`: a scaled number with nothing to count takes the currency of the
    /// next of the same scale.
    private func shareCurrency(_ this: inout Quantity, _ next: Quantity, _ limits: Range<Int>) {
        guard this.kind == .count, this.unit == "count", this.scale > 0, this.scale == next.scale,
            next.kind == .currency, view.listJoint(this.after, in: limits)
        else { return }
        let gap = this.after..<next.tokens.lowerBound
        guard gap.count <= 7, !gap.contains(where: { view.scan.cue(at: $0) != nil }) else { return }
        this.unit = next.unit
        this.kind = .currency
        this.grounds.unit = Note(.nextFigure, next.tokens)
    }

    /// `TP. Hồ Chí Minh 7,86, Bắc Ninh 5,2 và Hà Nội 4,1 tỷ USD`: only a joint and a name stand between two figures.
    private func joinsByName(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        guard view.listJoint(start, in: limits), end - start <= 7 else { return false }
        return (start + 1..<end).allSatisfy { index in
            view.scan.tokens[index].traits.contains(.capital) || view.scan.tokens[index].kind == .sign
                || view.word(index, in: limits) == view.words.và
        } && (start + 1..<end).contains { view.scan.longest(Category.place, at: $0) != nil }
    }

    /// `30/4 và 1/5`: a list of days goes on.
    private func listsDays(_ index: Int, _ found: Found, _ limits: Range<Int>) -> Bool {
        guard let last = found.calendar.last, last.tokens.upperBound == index - 1, case .day = last.expression else {
            return false
        }
        return view.listJoint(index - 1, in: limits)
    }

    private func isTimes(_ index: Int) -> Bool {
        view.scan.longest(Category.unit, at: index).map { view.lexicon.units[Int($0.entry.value)].kind == .times }
            ?? false
    }

    private func isMoved(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.cue(endingAt: index, in: limits).map { $0.cue == .up || $0.cue == .down } ?? false
    }

    private enum Outcome {
        case quantity(Quantity)
        case rejected(Rejection, end: Int)
        case none
    }

    private func isNumberWord(_ index: Int, _ limits: Range<Int>) -> Bool {
        let word = view.word(index, in: limits)
        guard word != 0 else { return false }
        return view.words.mayBeginNumeral(word) || ordinalWord(index, limits) != nil
    }

    /// `nhất` and `nhì` after `thứ`, `đôi` and `rưỡi` after `gấp`: numbers nowhere else.
    private func ordinalWord(_ index: Int, _ limits: Range<Int>) -> Numeral? {
        let before = view.word(index - 1, in: limits)
        guard before != 0, before == view.words.thứ || before == view.words.gấp else { return nil }
        let value: FixedDecimal
        switch view.word(index, in: limits) {
        case view.words.nhất where before == view.words.thứ: value = 1
        case view.words.nhì where before == view.words.thứ: value = 2
        case view.words.đôi where before == view.words.gấp: value = 2
        case view.words.rưỡi where before == view.words.gấp: value = FixedDecimal(15, exponent: -1)
        default: return nil
        }
        return Numeral(value: value, tokens: index..<index + 1, scale: 0, isWords: true)
    }

    // MARK: One number

    private func read(at index: Int, sentence: Int, isListed: Bool, _ limits: Range<Int>) -> Outcome {
        let isDigits = view.scan.tokens[index].kind == .number
        if isDigits, let (reason, end) = rejections.code(at: index, limits) { return .rejected(reason, end: end) }
        guard let numeral = ordinalWord(index, limits) ?? numeral(index, limits)
        else { return isDigits ? .rejected(.malformed, end: index + 1) : .none }

        var quantity = Quantity(
            tokens: numeral.tokens, surface: 0..<0, number: Int(view.scan.tokens[index].start), sentence: sentence,
            value: numeral.value, unit: "count", kind: .count, after: numeral.tokens.upperBound,
            numberToken: index, predicate: index)
        quantity.scale = numeral.scale
        quantity.isWords = numeral.isWords
        quantity.isFraction = numeral.isFraction
        quantity.grounds.value = Note(numeral.isWords ? .numberWords : .digits, numeral.tokens)
        readSign(&quantity, limits)
        readRangeAndTotal(&quantity, limits)
        let isMultiple = quantity.isWords && view.word(index - 1, in: limits) == view.words.gấp
        if !isMultiple || isTimes(quantity.after) {
            UnitReader(view: view).read(&quantity, limits)
        }
        readVerbalRange(&quantity, limits)
        readOrdinal(&quantity, limits)
        readMultipleWord(&quantity, limits)

        if !isCell, let reason = rejections.reason(against: quantity, isListed: isListed, limits) {
            return .rejected(reason, end: quantity.after)
        }
        finish(&quantity)
        return .quantity(quantity)
    }

    /// Bytes of the surface from its tokens.
    private func finish(_ quantity: inout Quantity) {
        let tokens = view.scan.tokens
        quantity.surface =
            Int(tokens[quantity.tokens.lowerBound].start)..<Int(tokens[quantity.tokens.upperBound - 1].end)
    }

    /// A minus or plus glued to the number and to nothing before it belongs to the surface.
    private func readSign(_ quantity: inout Quantity, _ limits: Range<Int>) {
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

    // MARK: Several numbers that make one figure

    /// `8-10%`, `450-460 tỷ`, `25/25`, `4.671 trên tổng số 6.312`.
    private func readRangeAndTotal(_ quantity: inout Quantity, _ limits: Range<Int>) {
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
            let second = numeral(end + 1, limits), second.value.coefficient > 0, !isDenominator(second)
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
    private func isDenominator(_ second: Numeral) -> Bool {
        guard let size = second.value.whole, [100, 1_000, 10_000, 100_000, 1_000_000].contains(size) else {
            return false
        }
        return view.scan.longest(Category.denominator, at: second.tokens.upperBound) != nil
    }

    /// `6,5% đến 7%`, `1,5 triệu đến 2 triệu đồng`, with or without `từ`: one figure where the units agree.
    private func readVerbalRange(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.upper == nil, quantity.total == nil, quantity.tokens.upperBound == quantity.after else { return }
        let link = quantity.after
        let word = view.word(link, in: limits)
        guard word != 0, word == view.words.đến || word == view.words.tới, link + 1 < limits.upperBound,
            view.scan.tokens[link + 1].kind == .number, let second = numeral(link + 1, limits),
            let (low, high) = joined(quantity.value, quantity.scale, second)
        else { return }
        let fromWord = view.word(quantity.tokens.lowerBound - 1, in: limits) == view.words.từ
        var other = quantity
        other.tokens = second.tokens
        other.numberToken = second.tokens.lowerBound
        other.after = second.tokens.upperBound
        other.value = second.value
        other.unit = "count"
        other.kind = .count
        UnitReader(view: view).read(&other, limits)
        let agree = other.unit == quantity.unit && other.kind == quantity.kind
        guard agree || (quantity.kind == .count && (fromWord || quantity.scale > 0)), agree || other.kind != .count
        else { return }
        // `từ 3 đến 5 xã`: without a unit the word `từ` must say that a range begins.
        guard other.kind != .count || fromWord else { return }
        quantity.value = low
        quantity.upper = high
        quantity.scale = second.scale
        quantity.unit = other.unit
        quantity.kind = other.kind
        quantity.grounds.value = Note(.digits, quantity.numberToken..<second.tokens.upperBound)
        quantity.grounds.unit = other.grounds.unit
        quantity.tokens = quantity.tokens.lowerBound..<other.tokens.upperBound
        quantity.after = other.after
    }

    private func numeral(_ index: Int, _ limits: Range<Int>) -> Numeral? {
        numerals.read(view.text, view.scan.tokens, at: index, limit: limits.upperBound, style: view.style)
    }

    /// A range's two ends, the scale of the second applied to a first that has none; nil where they do not ascend.
    private func joined(_ first: FixedDecimal, _ scale: Int, _ second: Numeral) -> (FixedDecimal, FixedDecimal)? {
        let low = scale == 0 ? first.scaled(byPowerOfTen: second.scale) : first
        return low < second.value ? (low, second.value) : nil
    }

    private func extend(_ quantity: inout Quantity, to end: Int) {
        quantity.grounds.value = Note(.digits, quantity.numberToken..<end)
        quantity.tokens = quantity.tokens.lowerBound..<end
        quantity.after = end
    }

    // MARK: Ranks and multiples

    /// `thứ 71`, `thứ 71/193`, `thứ nhất trong 17 bộ`, `vị trí 17/34`, `hạng 60`: only where something ranks.
    private func readOrdinal(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.kind == .count, quantity.scale == 0, quantity.value.whole != nil else { return }
        let before = quantity.tokens.lowerBound - 1
        let ordinal = view.word(before, in: limits) == view.words.thứ
        guard ordinal || rejections.endsRankPhrase(before + 1, limits) else { return }
        if ordinal {
            guard rejections.ranks(before, limits) else { return }
            quantity.tokens = before..<quantity.tokens.upperBound
            quantity.predicate = before
        }
        quantity.kind = .rank
        quantity.unit = "rank"
        quantity.grounds.unit = Note(.rankWord, before..<before + 1)
        readRankTotal(&quantity, limits)
    }

    /// `trong tổng số 193 quốc gia`, `trong 63 tỉnh`, `trên 193`: the field a rank is taken from.
    private func readRankTotal(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.total == nil else { return }
        var index = quantity.after
        guard view.word(index, in: limits) == view.words.trong || view.word(index, in: limits) == view.words.trên
        else { return }
        index += 1
        if view.word(index, in: limits) == view.words.tổng { index += 1 }
        if view.word(index, in: limits) == view.words.số { index += 1 }
        guard index < limits.upperBound, view.scan.tokens[index].kind == .number,
            let total = numeral(index, limits), total.value >= quantity.value, total.scale == 0
        else { return }
        if limits.contains(total.tokens.upperBound), view.scan.tokens[total.tokens.upperBound].isSign("%") { return }
        quantity.total = total.value
        quantity.grounds.value = Note(.digits, quantity.numberToken..<total.tokens.upperBound)
        quantity.after = total.tokens.upperBound
    }

    /// `gấp đôi`, `gấp rưỡi`, `gấp ba`: the word `gấp` belongs to the surface where no `lần` follows.
    private func readMultipleWord(_ quantity: inout Quantity, _ limits: Range<Int>) {
        guard quantity.kind == .count, quantity.isWords,
            view.word(quantity.tokens.lowerBound - 1, in: limits) == view.words.gấp
        else { return }
        quantity.tokens = quantity.tokens.lowerBound - 1..<quantity.tokens.upperBound
        quantity.predicate = quantity.tokens.lowerBound
        quantity.kind = .times
        quantity.unit = "times"
        quantity.grounds.unit = Note(.word, quantity.predicate..<quantity.predicate + 1)
    }

    // MARK: Lists

    /// `430,14 và 409,61 tỷ USD`, `15, 20 và 25%`: scale and unit given once, at the end, belong to each.
    private func distribute(_ quantities: inout [Quantity], from first: Int, _ limits: Range<Int>) {
        guard quantities.count > first + 1 else { return }
        for index in stride(from: quantities.count - 2, through: first, by: -1) {
            shareCurrency(&quantities[index], quantities[index + 1], limits)
            let next = quantities[index + 1]
            var this = quantities[index]
            let joint = this.after
            guard this.kind == .count, this.unit == "count", this.scale == 0, this.upper == nil, this.total == nil,
                !this.isWords, next.kind != .count || next.scale > 0, next.kind != .rank, next.kind != .duration,
                next.tokens.lowerBound > joint,
                (view.listJoint(joint, in: limits) && next.tokens.lowerBound == joint + 1)
                    || (this.value.exponent < 0 && joinsByName(joint, next.tokens.lowerBound, limits))
                    || (this.value.exponent < 0 && view.scan.hasCue(.versus, at: joint)
                        && next.tokens.lowerBound == joint + 2)
            else { continue }
            // `8,6 so với 6,4 triệu đồng` joins as well; a plain whole number before a unit of its own (`52 và 15%`) is no list unless decimals say so.
            guard next.kind != .count || this.value.exponent < 0 else { continue }
            this.value = this.value.scaled(byPowerOfTen: next.scale)
            this.scale = next.scale
            this.unit = next.unit
            this.kind = next.kind
            this.grounds.unit = Note(.nextFigure, next.tokens)
            if next.scale != 0 { this.grounds.value = this.grounds.unit }
            quantities[index] = this
        }
    }
}
