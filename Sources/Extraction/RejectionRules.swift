import Observation
import Vietnamese

/// Rejects what looks like a number and is no quantity: codes before the number is read, the rest when its unit and
/// surroundings are known.
struct RejectionRules {
    let view: FieldView

    var words: GrammarWords { view.words }

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
        // `xếp 79 trong số 193 đô thị`.
        let next = view.word(end + 1, in: limits)
        if next == words.trong || next == words.trên, hit.start == end - 1, isField(end + 2, limits) { return true }
        // `7,2 điểm, hạng 77`, `(hạng 9)`, `rơi về hạng 51`.
        let isPlace = view.word(end - 1, in: limits) == view.lexicon.place
        let before = Int(hit.start) - 1
        if isPlace, view.sign(",", before, in: limits) || view.sign("(", before, in: limits) { return true }
        // `hạng 12 cả nước và hạng 1 của vùng`, `hạng 6 (năm 2023 hạng 8)`.
        if isPlace, view.word(before, in: limits) == words.và || view.plainNumber(before, in: limits) != nil {
            return (limits.lowerBound..<max(limits.lowerBound, before)).contains { view.scan.hasCue(.rank, at: $0) }
        }
        if isPlace, view.phrase(.moves, at: before) != nil || view.word(before, in: limits) == words.vào { return true }
        return view.cue(endingAt: Int(hit.start), in: limits).map { [.rank, .level, .from].contains($0.cue) } ?? false
    }

    /// `số 193`, `tổng số 193`, `193`: what a rank is taken from.
    private func isField(_ index: Int, _ limits: Range<Int>) -> Bool {
        (index..<min(index + 3, limits.upperBound)).contains { view.scan.tokens[$0].kind == .number }
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
        // `lần tăng thứ bảy liên tiếp`, `từ SIM thứ tư trở đi`.
        let next = view.word(after, in: limits)
        if next != 0, view.lexicon.running.contains(next) { return false }
        if view.sign("/", after, in: limits) { return true }
        // `từ thứ 62 lên thứ 58`: a movement between two places.
        if view.word(ordinal - 1, in: limits) == words.từ,
            (after..<min(after + 6, limits.upperBound)).contains(where: {
                view.phrase(.moves, at: $0) != nil && view.word($0 + 1, in: limits) == words.thứ
                    || $0 < after + 3 && view.scan.hasCue(.level, at: $0)
            })
        {
            return true
        }
        // `thứ 37 so với thứ 54`.
        if view.scan.hasCue(.versus, at: after), view.word(after + 2, in: limits) == words.thứ { return true }
        if let before = view.cue(endingAt: ordinal, in: limits), [.level, .up, .down, .versus].contains(before.cue) {
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
            if isCoordinate(quantity) { return .code }
            if isOfDay(quantity, limits) { return .date }
            if isSizeOfRate(index, limits) { return .partOfAnother }
            if isBareYear(quantity) || isDays(quantity, limits) { return .date }
            if isAddress(quantity, limits) || isScore(quantity, limits) || isCoded(quantity, limits) { return .name }
            if isAgeRange(quantity, limits) { return .duration }
            if isFootnote(quantity, limits) { return .partOfAnother }
            if isEnumeration(quantity, limits) { return .name }
            if quantity.isWords, let reason = determiner(quantity, isListed: isListed, limits) { return reason }
            if view.word(index - 1, in: limits) == words.thứ { return .session }
            if isSlogan(quantity, limits) || countsWatchwords(quantity) { return .slogan }
            if isRoundTheClock(quantity, limits) { return .duration }
            if isDialled(quantity, limits) { return .code }
            if isVagueDigits(quantity, limits) { return .nothingMeasured }
            if view.scan.has(Category.name, NameKind.product.rawValue, at: quantity.after) { return .name }
        case .rank:
            if quantity.tokens.count == 1, let reason = named(index, quantity, limits),
                !endsRankPhrase(index, limits)
            {
                return reason
            }
        case .duration: return duration(quantity, limits)
        case .point where named(index, quantity, limits) == .legal: return .legal
        // `60 đồng một lít`, `ở một điểm`: the size of a rate, or any of them.
        case .physical where isOne(quantity, limits), .point where isOne(quantity, limits): return .determiner
        // `1 ha cho thu 200 triệu đồng`, `1 USD đổi được 25.400 đồng`.
        case .physical where isOneOfRate(quantity, limits), .currency where isOneOfRate(quantity, limits):
            return .partOfAnother
        // `26.300 đồng đổi một USD`.
        case .currency where quantity.value == 1 && view.word(index - 1, in: limits) == view.lexicon.exchange:
            return .partOfAnother
        // `tôm thẻ loại 50 con/kg`, `container 40 feet`, `quặng loại 62%`: a kind, not how much of it.
        case .physical where isSize(index, limits), .share where isSize(index, limits): return .name
        case .physical where view.scan.has(Category.name, NameKind.product.rawValue, at: quantity.numberToken + 1):
            return .name
        // `đường dây 500 kV`: lines and stations are named by their voltage.
        case .physical where isVoltage(quantity, limits): return .name
        // `Đề án 1 triệu ha lúa`, `Chương trình 1 tỷ cây xanh`.
        case .physical where nameKind(before: index, limits) == .programme: return .legal
        case .share where view.scan.has(Category.name, NameKind.product.rawValue, at: quantity.after): return .name
        case .times, .point, .share, .currency, .physical: break
        }
        guard isVague(quantity, limits) else { return nil }
        return quantity.isWords ? .determiner : .nothingMeasured
    }

    private func isSize(_ index: Int, _ limits: Range<Int>) -> Bool {
        view.phrase(.size, endingAt: index, notBefore: limits.lowerBound) != nil
    }

    /// Four digits without separators that read as a year.
    func isBareYear(_ quantity: Quantity) -> Bool {
        guard quantity.total == nil, quantity.scale == 0, !quantity.isWords else { return false }
        let range = view.scan.tokens[quantity.numberToken].range
        guard range.count == 4, let year = quantity.value.whole else { return false }
        return (1900...2100).contains(year) && quantity.tokens.count <= 3
    }

    /// `Cứ 100 người thì có 85 người`: the size of the rate, not a count.
    private func isSizeOfRate(_ index: Int, _ limits: Range<Int>) -> Bool {
        let before = view.word(index - 1, in: limits)
        return before != 0 && UnitReader(view: view).isRound(index, limits)
            && (before == words.cứ || (before == words.mỗi && view.word(index - 2, in: limits) == words.cứ))
    }

    /// `hàng chục`, `vài`, `mấy`, `dăm` make a number vague, and so does a number word before another: `đôi ba chục`,
    /// `năm bảy nghìn`.
    private func isVague(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let index = quantity.tokens.lowerBound
        let before = view.word(index - 1, in: limits)
        guard before != 0 else { return false }
        if before == words.hàng || before == words.vài || before == words.mấy || before == words.dăm { return true }
        guard quantity.isWords, quantity.scale > 0, quantity.upper == nil else { return false }
        return words.isDigit(before) || (before == words.đôi && view.word(index - 2, in: limits) != words.gấp)
    }

    /// A number word that only determines its noun. Words with a scale, and tens, are figures; `một` alone never is;
    /// a single digit only after a word of change or possession.
    private func determiner(_ quantity: Quantity, isListed: Bool, _ limits: Range<Int>) -> Rejection? {
        let index = quantity.tokens.lowerBound
        if view.word(index - 1, in: limits) == words.những { return .determiner }
        guard let value = quantity.value.whole, quantity.total == nil else { return nil }
        if quantity.isFraction || quantity.scale >= 3 || value >= 20 { return nil }
        guard value > 1, quantity.tokens.count == 1 || value >= 10 else { return .determiner }
        if view.word(index, in: limits) == words.năm, value == 5 {
            // `năm` is a year unless something counts.
            let opens = view.sign(";", index - 1, in: limits) && counts(quantity, limits)
            let counting: [Cue] = [.up, .down, .atLeast, .atMost, .holds]
            guard opens || view.cue(endingAt: index, in: limits).map({ counting.contains($0.cue) }) ?? false else {
                return .date
            }
        }
        guard let next = view.token(quantity.after, in: limits), next.kind == .word,
            !next.traits.contains(.capital)
        else { return .determiner }
        // `12 học sinh và ba máy tính bảng`.
        if isListed, view.word(index - 1, in: limits) == words.và { return nil }
        if counts(quantity, limits) { return nil }
        guard let before = view.cue(endingAt: index, in: limits) else { return .determiner }
        switch before.cue {
        case .up, .down, .approx, .nearly, .over, .atLeast, .atMost: return nil
        default: return .determiner
        }
    }

    /// `ba thôn bị cô lập`, `có bốn bộ dưới 10%`: things that news count, unless they are known already (`cả hai tỉnh`,
    /// `hai tỉnh này`) or only frame what is said (`trong hai dự án`).
    private func counts(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard let end = view.phrase(.counted, at: quantity.after) else { return false }
        let (before, after) = (view.word(quantity.tokens.lowerBound - 1, in: limits), view.word(end, in: limits))
        if after != 0, view.lexicon.pointers.contains(after) { return false }
        // `hai mặt hàng đầu tăng lần lượt 7,6% và 17,3%`: they have just been named.
        if (end..<min(end + 6, limits.upperBound)).contains(where: { view.scan.hasCue(.respective, at: $0) }) {
            return false
        }
        if let value = quantity.value.whole, value >= 10 { return true }
        return before == 0 || !view.lexicon.framing.contains(before)
    }

    /// Durations and ages set the scene unless something is measured by them.
    private func duration(_ quantity: Quantity, _ limits: Range<Int>) -> Rejection? {
        let index = quantity.tokens.lowerBound
        if quantity.unit == "s" || quantity.unit == "ms" { return nil }
        // Quarters and terms of office only say when: `tăng trưởng ba quý còn lại`.
        if quantity.unit.hasPrefix("{") { return .duration }
        // `cải thiện 9 tháng liền`.
        if view.lexicon.running.contains(view.word(quantity.after, in: limits)),
            view.word(quantity.after, in: limits) != 0
        {
            return .duration
        }
        // Nobody sets a scene by 3,9 days; `còn 22,5 tháng` is how long something takes.
        if quantity.value.exponent < 0,
            quantity.unit != "mo" || view.cue(endingAt: index, in: limits)?.cue == .level
        {
            return nil
        }
        // `rút từ 35 ngày xuống 22 ngày` measures how long something takes.
        if quantity.unit != "a", isMoved(quantity, limits) { return nil }
        let isAge = view.word(quantity.tokens.upperBound - 1, in: limits) == words.tuổi
        var back = index - 1
        // Qualifiers may stand between the verb of change and the number.
        if let cue = view.cue(endingAt: index, in: limits), [.approx, .over, .under, .nearly].contains(cue.cue) {
            back = cue.start - 1
        }
        if !isAge, let cue = view.cue(endingAt: back + 1, in: limits),
            [.up, .down, .approx].contains(cue.cue), cue.cue != .up || quantity.unit != "a",
            // `mất hai tháng`: that long, not by so much.
            view.word(cue.start, in: limits) != view.lexicon.lose || cue.start < back
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
                view.word(position + 1, in: limits) != view.lexicon.limit
                    || view.cue(endingAt: index, in: limits) != nil,
                view.scan.longest(Category.name, endingAt: position, notBefore: limits.lowerBound) == nil
            {
                return nil
            }
            position -= 1
        }
        return .duration
    }
}
