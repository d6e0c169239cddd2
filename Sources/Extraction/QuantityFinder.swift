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
        // `Cứ 100 người thì có 85 người …`: what the next count is a count of.
        var rate: (code: String, tokens: Range<Int>)?
        // Where the last number that was a name or a day ended.
        var named: (end: Int, reason: Rejection)?
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
                    named = (index, .date)
                    continue
                }
            }
            guard token.kind == .number || isNumberWord(index, limits) else {
                index += 1
                continue
            }
            let isListed = found.quantities.count > firstOfSentence && found.quantities.last?.kind == .count
            switch read(at: index, sentence: sentence, isListed: isListed, limits) {
            case .quantity(let quantity)
            where named.map { rejections.continuesNames(quantity, after: $0.end, limits) } ?? false:
                found.rejected.append(RejectedNumber(tokens: quantity.tokens, reason: named?.reason ?? .name))
                index = quantity.after
                named?.end = index
            case .quantity(var quantity):
                if let each = rate, quantity.kind == .count, quantity.unit == "count" {
                    quantity.unit = "count/\(each.code)"
                    quantity.grounds.unit = Note(.rate, each.tokens)
                    rate = nil
                }
                found.quantities.append(quantity)
                index = max(quantity.after, quantity.resume)
                for part in quantity.tokens.upperBound..<max(index, quantity.tokens.upperBound)
                where view.scan.tokens[part].kind == .number {
                    found.rejected.append(RejectedNumber(tokens: part..<part + 1, reason: .partOfAnother))
                }
            case .rejected(let reason, let end):
                found.rejected.append(RejectedNumber(tokens: index..<max(end, index + 1), reason: reason))
                if reason == .partOfAnother {
                    rate = UnitReader(view: view).perMany(from: index, limits).map { ($0.code, index..<$0.end) }
                }
                if reason == .date, let year = bareYear(index, limits) {
                    found.calendar.append(CalendarMention(expression: .year(.named(year)), tokens: index..<index + 1))
                }
                index = max(end, index + 1)
                if [.date, .legal, .session, .name].contains(reason) { named = (index, reason) }
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

    /// `30/4 và 1/5`: a list of days goes on.
    private func listsDays(_ index: Int, _ found: Found, _ limits: Range<Int>) -> Bool {
        guard let last = found.calendar.last, last.tokens.upperBound == index - 1, case .day = last.expression else {
            return false
        }
        return view.listJoint(index - 1, in: limits)
    }

    private func isTimes(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.unit(at: index, isScaled: false, in: limits)?.form.kind == .times
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
        readSpokenRange(&quantity, limits)
        let isMultiple = quantity.isWords && view.word(index - 1, in: limits) == view.words.gấp
        // `từ thứ 51 năm 2022`: a rank has no unit.
        let isOrdinal = view.word(index - 1, in: limits) == view.words.thứ
        if !isOrdinal, !isMultiple || isTimes(quantity.after, limits) {
            UnitReader(view: view).read(&quantity, limits)
        }
        readCurrencyBefore(&quantity, limits)
        readVerbalRange(&quantity, limits)
        readWrittenTotal(&quantity, limits)
        readFraction(&quantity, limits)
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

    func numeral(_ index: Int, _ limits: Range<Int>) -> Numeral? {
        numerals.read(view.text, view.scan.tokens, at: index, limit: limits.upperBound, style: view.style)
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
}
