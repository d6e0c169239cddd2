import Observation
import Vietnamese

/// Rejects what looks like a number and is no quantity: codes before the number is read, the rest when its unit and
/// surroundings are known.
struct RejectionRules {
    let view: FieldView

    var words: GrammarWords { view.words }

    // MARK: What stands around a date

    /// Whether a bare `6/2` here must be a date: a word of time before it, or nothing counted after it.
    func expectsDay(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.scan.tokens[index].kind == .number else { return false }
        let before = view.word(index - 1, in: limits)
        if before != 0, words.precedesDay(before) {
            return view.sign("/", index + 1, in: limits) || words.isTimeOfDay(before)
        }
        guard view.sign("/", index + 1, in: limits) else { return false }
        // `Ngày Chuyển đổi số quốc gia 10/10`: a name of a day, then the day.
        var back = index - 1
        while back >= limits.lowerBound, index - back < 8, view.scan.tokens[back].kind == .word {
            if view.word(back, in: limits) == words.ngày { return true }
            back -= 1
        }
        // In brackets or before a comma nothing is counted: `(6/2)`, `đêm giao thừa 17/2,`.
        let after = index + 3
        let closes = !limits.contains(after) || view.sign(")", after, in: limits)
        return closes && view.sign("(", index - 1, in: limits)
    }

    // MARK: Ranks

    /// Whether the words before a number speak of a rank: `vị trí 17/34`, `xếp hạng 37/110`, `lên hạng 60`.
    func endsRankPhrase(_ end: Int, _ limits: Range<Int>) -> Bool {
        guard let hit = view.scan.longest(Category.cue, endingAt: end, notBefore: limits.lowerBound),
            hit.entry.value == Cue.rank.rawValue
        else { return false }
        // A bare `hạng` or `đứng` before a number may name a class or a posture: a rank needs a total or a verb.
        let length = Int(hit.end - hit.start)
        if length > 1 { return true }
        if view.sign("/", end + 1, in: limits) { return true }
        return view.cue(endingAt: Int(hit.start), in: limits).map { [.rank, .level, .from].contains($0.cue) } ?? false
    }

    /// Whether `thứ` at a token ranks something: a rank word in its clause, or a field it is taken from, and no
    /// session, weekday or edition.
    func ranks(_ ordinal: Int, _ limits: Range<Int>) -> Bool {
        if view.scan.longest(Category.name, endingAt: ordinal + 1, notBefore: limits.lowerBound).map({
            $0.end - $0.start > 1
        }) ?? false {
            return false
        }
        let after = ordinal + 2
        if view.sign("/", after, in: limits) { return true }
        // `từ thứ 62 lên thứ 58`: a movement between two places.
        if view.word(ordinal - 1, in: limits) == words.từ,
            (after..<min(after + 3, limits.upperBound)).contains(where: { view.scan.hasCue(.level, at: $0) })
        {
            return true
        }
        if let before = view.cue(endingAt: ordinal, in: limits), [.level, .up, .down].contains(before.cue) {
            return true
        }
        var back = ordinal - 1
        while back >= limits.lowerBound, ordinal - back < 24 {
            if view.sign(";", back, in: limits) { break }
            if view.scan.hasCue(.rank, at: back) { return true }
            back -= 1
        }
        return view.word(after, in: limits) == words.trong
            || (view.scan.longest(Category.place, at: after) != nil && ordinal > limits.lowerBound)
    }

    // MARK: Read quantities

    /// Why a quantity is none, once its unit is known; nil where it may stand. `isListed` says that a count stands
    /// before it in its sentence.
    func reason(against quantity: Quantity, isListed: Bool, _ limits: Range<Int>) -> Rejection? {
        let index = quantity.tokens.lowerBound
        switch quantity.kind {
        case .count:
            if let reason = named(index, quantity, limits) { return reason }
            if isBareYear(quantity) { return .date }
            if quantity.isWords, let reason = determiner(quantity, isListed: isListed, limits) { return reason }
            if view.word(index - 1, in: limits) == words.thứ { return .session }
            if isSlogan(quantity, limits) { return .slogan }
            if isRoundTheClock(quantity, limits) { return .duration }
            if isDialled(quantity, limits) { return .code }
        case .rank:
            if quantity.tokens.count == 1, let reason = named(index, quantity, limits),
                !endsRankPhrase(index, limits)
            {
                return reason
            }
        case .duration: return duration(quantity, limits)
        case .point where named(index, quantity, limits) == .legal: return .legal
        case .times, .point, .share, .currency, .physical: break
        }
        if quantity.isWords, isVague(index, limits) { return .determiner }
        if !quantity.isWords, isVague(index, limits) { return .nothingMeasured }
        return nil
    }

    /// A noun before a bare number that makes it a name.
    private func named(_ index: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Rejection? {
        guard quantity.scale == 0, !quantity.isWords || quantity.kind == .count else { return nil }
        if isNumbered(index, limits) { return .name }
        guard let hit = view.scan.longest(Category.name, endingAt: index, notBefore: limits.lowerBound),
            let kind = NameKind(rawValue: hit.entry.value), !isVerb(hit, limits)
        else { return nil }
        switch kind {
        // Thousands are grouped in figures, never in names; only kilometre stones go so far.
        case _ where isGrouped(quantity) && kind != .legal && kind != .phone && !isStone(index, limits): return nil
        case .legal, .programme: return .legal
        case .clause: return quantity.value.exponent < 0 ? nil : .legal
        case .session: return .session
        case .weekday: return nil
        case .grade, .place, .name: return .name
        case .phone: return .code
        }
    }

    private func isGrouped(_ quantity: Quantity) -> Bool {
        let range = view.scan.tokens[quantity.numberToken].range
        return range.contains { view.text[$0] == UInt8(ascii: ".") || view.text[$0] == UInt8(ascii: ",") }
    }

    /// `Km 1.057`.
    private func isStone(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.scan.longest(Category.unit, at: index - 1) != nil
    }

    /// `cung cấp 40 tiện ích` counts: `cấp` is part of the verb.
    private func isVerb(_ name: PhraseBook.Hit, _ limits: Range<Int>) -> Bool {
        guard
            let word = view.scan.longest(Category.word, endingAt: Int(name.end), notBefore: limits.lowerBound)
        else { return false }
        return word.start < name.start
    }

    /// `số 1` numbers things; `tổng số 193`, `trong số 193`, `con số 450` count them.
    private func isNumbered(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.word(index - 1, in: limits) == words.số else { return false }
        let before = view.word(index - 2, in: limits)
        return !(before == words.tổng || before == words.trong || before == words.trên || before == words.con)
            || before == 0
    }

    /// Four digits without separators that read as a year.
    private func isBareYear(_ quantity: Quantity) -> Bool {
        guard quantity.total == nil, quantity.scale == 0, !quantity.isWords else { return false }
        let range = view.scan.tokens[quantity.numberToken].range
        guard range.count == 4, let year = quantity.value.whole else { return false }
        return (1900...2100).contains(year) && quantity.tokens.count <= 3
    }

    /// `hàng chục`, `vài`, `mấy`, `dăm` make a number vague.
    private func isVague(_ index: Int, _ limits: Range<Int>) -> Bool {
        let before = view.word(index - 1, in: limits)
        return before != 0
            && (before == words.hàng || before == words.vài || before == words.mấy || before == words.dăm)
    }

    /// A number word that only determines its noun. Words with a scale, and tens, are figures; `một` alone never is;
    /// a single digit only after a word of change or possession.
    private func determiner(_ quantity: Quantity, isListed: Bool, _ limits: Range<Int>) -> Rejection? {
        let index = quantity.tokens.lowerBound
        if view.word(index - 1, in: limits) == words.những { return .determiner }
        guard let value = quantity.value.whole else { return nil }
        if quantity.isFraction || quantity.scale >= 3 || value >= 20 { return nil }
        guard value > 1, quantity.tokens.count == 1 || value >= 10 else { return .determiner }
        if view.word(index, in: limits) == words.năm, value == 5 {
            // `năm` is a year unless something counts.
            guard let cue = view.cue(endingAt: index, in: limits), cue.cue == .up || cue.cue == .down else {
                return .date
            }
        }
        guard let next = view.token(quantity.after, in: limits), next.kind == .word,
            !next.traits.contains(.capital)
        else { return .determiner }
        // `12 học sinh và ba máy tính bảng`.
        if isListed, view.word(index - 1, in: limits) == words.và { return nil }
        guard let before = view.cue(endingAt: index, in: limits) else { return .determiner }
        switch before.cue {
        case .up, .down, .approx, .nearly, .over, .atLeast, .atMost: return nil
        default: return .determiner
        }
    }

    /// Durations and ages set the scene unless something is measured by them.
    private func duration(_ quantity: Quantity, _ limits: Range<Int>) -> Rejection? {
        let index = quantity.tokens.lowerBound
        if quantity.unit == "s" || quantity.unit == "ms" { return nil }
        // Nobody sets a scene by 3,9 days.
        if quantity.value.exponent < 0, quantity.unit != "mo" { return nil }
        let isAge = view.word(quantity.tokens.upperBound - 1, in: limits) == words.tuổi
        var back = index - 1
        // Qualifiers may stand between the verb of change and the number.
        if let cue = view.cue(endingAt: index, in: limits), [.approx, .over, .under, .nearly].contains(cue.cue) {
            back = cue.start - 1
        }
        if !isAge, let cue = view.cue(endingAt: back + 1, in: limits),
            [.up, .down, .approx].contains(cue.cue), cue.cue != .up || quantity.unit != "a"
        {
            return nil
        }
        var position = back
        while position >= limits.lowerBound, index - position < 30 {
            if view.sign(";", position, in: limits) { break }
            if isAge {
                if view.word(position, in: limits) == words.tuổi,
                    view.word(position + 1, in: limits) == words.thọ
                {
                    return nil
                }
            } else if view.word(position, in: limits) == words.thời, quantity.unit != "a", quantity.unit != "mo",
                view.scan.longest(Category.name, endingAt: position, notBefore: limits.lowerBound) == nil
            {
                return nil
            }
            position -= 1
        }
        return .duration
    }

    /// `24/7`, `24/24 giờ`.
    private func isRoundTheClock(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.value == 24, let total = quantity.total else { return false }
        return total == 7 || (total == 24 && view.word(quantity.after, in: limits) == words.giờ)
    }

    private func isService(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.plainNumber(index, in: limits) == 1900 || view.plainNumber(index, in: limits) == 1800
    }

    /// `tổng đài cấp cứu 115`: a number one dials, with a word or two between.
    private func isDialled(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.numberToken
        // `1900 9095`: groups of digits, the first of a service number.
        if let next = view.token(index + 1, in: limits), next.kind == .number, isService(index, limits) { return true }
        if let last = view.token(index - 1, in: limits), last.kind == .number { return true }
        for back in max(limits.lowerBound, index - 4)..<index {
            if view.scan.has(Category.name, NameKind.phone.rawValue, at: back) { return true }
        }
        return false
    }

    /// `5 "tăng tốc, bứt phá"`, `3 tăng cường, 5 đẩy mạnh`: a number before a quotation, or inside a quotation before a
    /// verb, counts watchwords.
    private func isSlogan(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
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
}
