import Observation
import Vietnamese

/// Nouns that turn the number beside them into a name.
extension RejectionRules {
    /// A noun before a bare number that makes it a name.
    func named(_ index: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Rejection? {
        guard !quantity.isWords || quantity.kind == .count else { return nil }
        if quantity.scale == 0, isNumbered(index, quantity, limits) { return .name }
        guard let kind = nameKind(before: index, limits) else {
            return isOneOfSeveral(index, quantity, limits) ? .name : nil
        }
        if quantity.scale > 0 { return kind == .programme ? .legal : nil }
        switch kind {
        case .code, .phone: return .code
        case .legal: return .legal
        // Thousands are grouped in figures, never in names; only kilometre stones go so far.
        case _ where isGrouped(quantity) && !isStone(index, limits): return nil
        // `IELTS 6.5` is a name with a fraction, `nông thôn 2,08` none.
        case .name where quantity.value.exponent < 0: return .name
        case _ where quantity.value.exponent < 0 && kind != .clause && !isStone(index, limits): return nil
        case .programme: return .legal
        case .clause: return quantity.value.exponent < 0 ? nil : .legal
        case .session: return .session
        case .weekday, .coordinate, .product, .feast: return nil
        // `được cấp 284 mã số`: no grade is so high.
        case .grade where (quantity.value.whole ?? 0) > 20 && !countsNothing(quantity.after, limits): return nil
        case .grade, .place, .name: return .name
        // `kế hoạch 2025`, `kế hoạch năm`: a year, which dates what follows.
        case .bare where isBareYear(quantity) || view.word(index, in: limits) == words.năm: return nil
        case .bare: return countsNothing(quantity.after, limits) && !isTally(index, limits) ? .name : nil
        case .slogan: return (quantity.value.whole ?? 100) < 20 ? .slogan : nil
        }
    }

    /// `đường dây 500 kV`; what a tension is said to be (`đạt 15,5 kV`) is measured.
    func isVoltage(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        quantity.unit == "kV" && quantity.scale == 0
            && view.cue(endingAt: quantity.tokens.lowerBound, in: limits) == nil
    }

    /// `cầu Rạch Miễu 2`, `Khu công nghiệp Quế Võ 2`, `Nhiệt điện Thái Bình 2`: one of several of the same name.
    private func isOneOfSeveral(_ index: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.scale == 0, !quantity.isWords, quantity.total == nil, quantity.kind == .count,
            (1...9).contains(quantity.value.whole ?? 0), countsNothing(quantity.after, limits)
        else { return false }
        var start = index
        while start > limits.lowerBound, index - start < 5, view.scan.tokens[start - 1].kind == .word,
            view.scan.tokens[start - 1].traits.contains(.capital)
        {
            if start < index, isBareHead(endingAt: start, limits) { return true }
            start -= 1
        }
        return start < index && isBareHead(endingAt: start, limits)
    }

    private func isBareHead(endingAt end: Int, _ limits: Range<Int>) -> Bool {
        guard let hit = view.scan.longest(Category.name, endingAt: end, notBefore: limits.lowerBound) else {
            return false
        }
        return hit.entry.value == NameKind.bare.rawValue
    }

    /// `chuyến bay VN 1234`, `QL 32`: letters that code something, then its number.
    func isCoded(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        guard let before = view.token(index - 1, in: limits), before.kind == .word, before.range.count <= 3,
            before.traits.contains(.allCapitals), quantity.scale == 0, quantity.total == nil, quantity.upper == nil,
            view.plainNumber(index, in: limits) != nil,
            view.scan.longest(Category.place, endingAt: index, notBefore: limits.lowerBound) == nil
        else { return false }
        let head = view.word(index - 2, in: limits)
        return head != 0 && countsNothing(quantity.after, limits) && view.scan.cue(at: index - 1) == nil
            && !view.scan.tokens[index - 2].traits.contains(.capital)
    }

    /// The kind of the noun right before a token that makes a number there a name.
    func nameKind(before index: Int, _ limits: Range<Int>) -> NameKind? {
        guard let hit = view.scan.longest(Category.name, endingAt: index, notBefore: limits.lowerBound),
            !isVerb(hit, limits)
        else { return nil }
        return NameKind(rawValue: hit.entry.value)
    }

    /// Whether no counted noun stands at a token: the sentence, the clause or the predicate goes on there.
    func countsNothing(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard let next = view.token(index, in: limits) else { return true }
        switch next.kind {
        case .number: return false
        case .sign: return true
        case .word:
            if next.traits.contains(.capital) { return true }
            return next.word == view.words.của || view.wordClass(index, in: limits) != nil
                || view.scan.cue(at: index) != nil
        }
    }

    /// `số dự án 45`: a tally, whose number counts what stands before it.
    private func isTally(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard let hit = view.scan.longest(Category.name, endingAt: index, notBefore: limits.lowerBound) else {
            return false
        }
        return view.word(Int(hit.start) - 1, in: limits) == words.số
    }

    /// `quận 1, 3 và 5`, `Nghị quyết 68, 66 và 59`, `ngày 6, 7 và 8/2`: a number that only goes on with a list of names or
    /// days, which ended at a token.
    func continuesNames(_ quantity: Quantity, after end: Int, _ limits: Range<Int>) -> Bool {
        guard quantity.kind == .count, quantity.scale == 0, !quantity.isWords, quantity.numberToken == end + 1,
            view.listJoint(end, in: limits) || view.dash(end, in: limits), !isGrouped(quantity)
        else { return false }
        return countsNothing(quantity.after, limits)
    }

    /// `21,03 độ vĩ Bắc`.
    func isCoordinate(_ quantity: Quantity) -> Bool {
        view.scan.has(Category.name, NameKind.coordinate.rawValue, at: quantity.after)
    }

    func isGrouped(_ quantity: Quantity) -> Bool {
        guard quantity.value.exponent >= 0 else { return false }
        let range = view.scan.tokens[quantity.numberToken].range
        return range.contains { view.text[$0] == UInt8(ascii: ".") || view.text[$0] == UInt8(ascii: ",") }
    }

    /// `Km 1.057`.
    private func isStone(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.scan.longest(Category.unit, at: index - 1).map {
            view.lexicon.units[Int($0.entry.value)].kind == .physical
        } ?? false
    }

    /// `cung cấp 40 tiện ích` counts: `cấp` is part of the verb.
    private func isVerb(_ name: PhraseBook.Hit, _ limits: Range<Int>) -> Bool {
        guard
            let word = view.scan.longest(Category.word, endingAt: Int(name.end), notBefore: limits.lowerBound)
        else { return false }
        return word.start < name.start && word.entry.value != WordClass.counted.rawValue
    }

    /// `số 1` numbers things; `tổng số 193`, `trong số 193`, `con số 450` count them.
    private func isNumbered(_ index: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard view.word(index - 1, in: limits) == words.số,
            // `nhân lực công nghệ số 20.000 người`.
            !isGrouped(quantity)
                || view.phrase(.compound, endingAt: index, notBefore: limits.lowerBound).map({ $0 == index - 1 })
                    ?? true
        else { return false }
        let before = view.word(index - 2, in: limits)
        return !(before == words.tổng || before == words.trong || before == words.trên || before == words.con)
            || before == 0
    }
}
