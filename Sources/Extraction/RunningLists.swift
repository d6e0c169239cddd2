import Observation
import Vietnamese

/// Lists that say verb and unit once: `dịch vụ tăng 7,4%, nông nghiệp 3,66%`, `tôm 1,89 tỷ USD, cá tra 1,05 tỷ`.
struct RunningLists {
    let view: FieldView
    /// The sentence's calendar expressions.
    var calendar: ArraySlice<CalendarMention> = []

    // MARK: Units

    /// `được giao 118.949 tỷ đồng, mới giải ngân 42.760 tỷ`: a scaled number with nothing to count is money, or whatever
    /// the scaled figure before it was given in. `từ 51,0 lên 52,4 điểm`: a unit said at the end of a movement.
    func shareScaledUnits(_ quantities: inout ArraySlice<Quantity>, after earlier: Quantity?, _ limits: Range<Int>) {
        var given = earlier.flatMap { isGiven($0) ? $0 : nil }
        for index in quantities.indices {
            if isRankMoved(quantities[index], index > quantities.startIndex ? quantities[index - 1] : nil, limits) {
                quantities[index].unit = "rank"
                quantities[index].kind = .rank
                quantities[index].measure = .level
                quantities[index].grounds.unit = Note(.previousFigure, quantities[index - 1].tokens)
            } else if isMoney(quantities[index], limits), given == nil {
                quantities[index].unit = "VND"
                quantities[index].kind = .currency
                quantities[index].grounds.unit = Note(.word, quantities[index].numberToken..<quantities[index].after)
            } else if isBare(quantities[index]), let given, countsNothing(quantities[index], limits),
                quantities[index].scale >= (given.sentence == quantities[index].sentence ? 6 : 9),
                !measuresOther(quantities[index], than: given, limits)
            {
                quantities[index].unit = given.unit
                quantities[index].kind = given.kind
                quantities[index].grounds.unit = Note(.previousFigure, given.tokens)
            } else if index + 1 < quantities.endIndex {
                shareBack(&quantities[index], quantities[index + 1], limits)
            }
            if isGiven(quantities[index]) { given = quantities[index] }
            // What counts things says nothing of what follows: `9,98 triệu lượt khách; Đà Nẵng 3,9 triệu`.
            if quantities[index].scale > 0, quantities[index].unit == "count" { given = nil }
        }
    }

    /// `từ vị trí 57 lên 53`: the place moved to.
    private func isRankMoved(_ quantity: Quantity, _ previous: Quantity?, _ limits: Range<Int>) -> Bool {
        guard let previous, previous.kind == .rank, previous.isFrom, isBare(quantity), quantity.cue == .level,
            quantity.value.whole != nil, quantity.scale == 0, countsNothing(quantity, limits),
            quantity.predicate - previous.after <= 4
        else { return false }
        return view.phrase(.moves, at: quantity.tokens.lowerBound - 1) != nil
    }

    /// `lãi 16.751 tỷ`, `vốn hóa 18 nghìn tỷ`: a thousand millions of what is given in money.
    private func isMoney(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard isBare(quantity), quantity.scale >= 9, countsNothing(quantity, limits) else { return false }
        let money = NamePhrase.Measures(name: "currency")?.rawValue ?? 0
        var index = quantity.predicate - 1
        while index >= limits.lowerBound, quantity.predicate - index < 8, view.scan.tokens[index].kind == .word {
            if let hit = view.scan.longest(Category.measure, at: index) { return hit.entry.value == money }
            index -= 1
        }
        return false
    }

    /// `sản lượng bưu gửi ước 2,05 tỷ`: a noun of measure before the number that is not given in the unit before it.
    private func measuresOther(_ quantity: Quantity, than given: Quantity, _ limits: Range<Int>) -> Bool {
        let start = given.sentence == quantity.sentence ? given.after : limits.lowerBound
        let dimension = NamePhrase.Measures(given).rawValue
        var index = quantity.predicate - 1
        while index >= start, quantity.predicate - index < 12 {
            if view.scan.tokens[index].kind == .sign { return false }
            if let hit = view.scan.longest(Category.measure, at: index) { return hit.entry.value & dimension == 0 }
            index -= 1
        }
        return false
    }

    private func isGiven(_ quantity: Quantity) -> Bool {
        quantity.scale > 0 && (quantity.kind == .currency || quantity.kind == .physical)
    }

    private func isBare(_ quantity: Quantity) -> Bool {
        quantity.kind == .count && quantity.unit == "count" && quantity.total == nil
    }

    /// Whether the words after a number open something else than the name of things.
    private func countsNothing(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard let next = view.token(quantity.after, in: limits) else { return true }
        if next.kind == .sign { return !next.isSign("/") && !next.isSign("%") }
        if view.scan.cue(at: quantity.after) != nil { return true }
        return view.wordClass(quantity.after, in: limits).map { $0.kind == .edge || $0.kind == .aux } ?? false
    }

    private func shareBack(_ quantity: inout Quantity, _ next: Quantity, _ limits: Range<Int>) {
        guard isBare(quantity), quantity.isFrom, !quantity.isWords, next.kind != .count, next.kind != .rank,
            next.kind != .times, countsNothing(quantity, limits) || view.phrase(.moves, at: quantity.after) != nil
        else { return }
        quantity.unit = next.unit
        quantity.kind = next.kind
        quantity.grounds.unit = Note(.nextFigure, next.tokens)
        if quantity.scale == 0 {
            if next.scale != 0 { quantity.grounds.value = quantity.grounds.unit }
            quantity.value = quantity.value.scaled(byPowerOfTen: next.scale)
            quantity.scale = next.scale
        }
    }

    // MARK: Movements

    /// Whether a change hangs on the level before it: `đạt 88,37%, tăng 1,39%`. What is listed after it are levels again.
    func hangs(_ quantity: Quantity, on previous: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.measure == .change, previous.measure == .level else { return false }
        var index = previous.after
        while index < quantity.predicate, view.scan.tokens[index].kind == .word, index - previous.after < 8 {
            index += 1
        }
        return quantity.predicate - index <= 1
    }

    /// `dịch vụ tăng 7,4%, nông nghiệp 3,66%`: another name and another share, no verb of its own.
    func goOn(_ quantity: inout Quantity, _ previous: Quantity, _ limits: Range<Int>) {
        guard carriesOn(quantity, previous), let joint = joint(between: previous, and: quantity, limits) else { return }
        var start = joint + 1
        // `A và B lần lượt tăng 5,9% và 5,6%, riêng C 6,5%`.
        if quantity.kind == .share, view.scan.hasCue(.opener, at: start), let end = view.scan.cue(at: start)?.end,
            end < quantity.predicate
        {
            start = end
        }
        guard names(start..<quantity.predicate, quantity, limits, isList: view.sign(";", joint, in: limits)) else {
            return
        }
        take(previous, into: &quantity)
    }

    /// `Kế đó là cao su (17,2%)`, `Mỹ 2,1%`: a sentence that goes on with the list of the one before.
    func resume(_ quantity: inout Quantity, _ earlier: Quantity, _ limits: Range<Int>) {
        guard carriesOn(quantity, earlier), quantity.kind == .share else { return }
        var start = limits.lowerBound
        if let (cue, end) = view.scan.cue(at: start), cue == .opener {
            start = end
        } else {
            guard quantity.predicate - start <= 4,
                (start..<quantity.predicate).allSatisfy({ view.scan.tokens[$0].traits.contains(.capital) }),
                view.scan.longest(Category.place, at: start) != nil
            else { return }
        }
        var end = quantity.predicate
        if view.sign("(", end - 1, in: limits) { end -= 1 }
        guard names(start..<end, quantity, limits) else { return }
        take(earlier, into: &quantity)
    }

    /// `khối địa phương ước giải ngân 316.750 tỷ đồng, khối bộ, ngành 71.551 tỷ đồng`: no verb of its own, so it is as much
    /// an estimate.
    func estimate(_ quantity: inout Quantity, _ previous: Quantity, _ limits: Range<Int>) {
        guard quantity.status == .actual, previous.status == .estimate, quantity.cue == nil, quantity.measure == .level,
            quantity.kind == previous.kind, quantity.unit == previous.unit, previous.measure == .level,
            let joint = joint(between: previous, and: quantity, limits), view.sign(",", joint, in: limits),
            quantity.predicate - joint <= 14,
            (joint + 1..<max(joint + 1, quantity.predicate)).allSatisfy({
                view.scan.cue(at: $0) == nil && (view.scan.tokens[$0].kind == .word || view.sign(",", $0, in: limits))
            })
        else { return }
        quantity.status = .estimate
        quantity.grounds.status = Note(.previousFigure, previous.tokens)
    }

    private func carriesOn(_ quantity: Quantity, _ previous: Quantity) -> Bool {
        guard quantity.cue == nil, quantity.measure == .level, quantity.total == nil, previous.measure == .change,
            !previous.isAside, quantity.unit == previous.unit
        else { return false }
        return quantity.kind == .share || (quantity.kind == .count && quantity.unit == "count")
    }

    private func take(_ previous: Quantity, into quantity: inout Quantity) {
        quantity.measure = .change
        quantity.direction = previous.direction
        let note = Note(.previousFigure, previous.tokens)
        quantity.noteMeasure(note)
        guard quantity.status == .actual, previous.status != .actual else { return }
        quantity.status = previous.status
        quantity.grounds.status = note
    }

    /// Where the list goes on after a figure; nil where anything but a comparison or the counted noun comes first.
    private func joint(between previous: Quantity, and quantity: Quantity, _ limits: Range<Int>) -> Int? {
        var index = previous.after
        var compares = false
        while index < quantity.predicate, index - previous.after < 10 {
            if view.listJoint(index, in: limits) { return index }
            // `tăng 6,1% năm 2026, Quỹ Tiền tệ Quốc tế 5,6%`.
            if let mention = calendar.first(where: { $0.tokens.lowerBound == index }) {
                index = mention.tokens.upperBound
                continue
            }
            // `thủy sản 4,21% còn nông nghiệp 3,51%`.
            if view.word(index, in: limits) == view.lexicon.whereas { return index }
            guard
                view.scan.tokens[index].kind == .word || (compares && view.scan.tokens[index].kind == .number)
                    || view.sign("/", index, in: limits)
            else { return nil }
            if let (cue, _) = view.scan.cue(at: index) {
                guard cue == .versus else { return nil }
                compares = true
            } else if !compares, quantity.kind == .share {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// Whether a stretch is a plain name: words without a cue, without a noun of shares, for counts a proper name or nothing.
    /// The names of a list of semicolons may hold commas: `; bán buôn, bán lẻ 10,9%`.
    private func names(
        _ range: Range<Int>, _ quantity: Quantity, _ limits: Range<Int>, isList: Bool = false
    ) -> Bool {
        guard range.lowerBound <= range.upperBound, range.count <= (isList ? 12 : 9) else { return false }
        let shares = NamePhrase.Measures(name: "share")?.rawValue ?? 0
        for index in range {
            let token = view.scan.tokens[index]
            // `TP.HCM`.
            let isDot = token.isSign(".") && token.isGlued && index + 1 < range.upperBound
            guard token.kind == .word || view.dash(index, in: limits) || isDot || isList && token.isSign(",") else {
                return false
            }
            if view.scan.cue(at: index) != nil { return false }
            if quantity.kind == .count, index == range.lowerBound, !token.traits.contains(.capital) { return false }
            if let measure = view.scan.longest(Category.measure, at: index), measure.entry.value & shares != 0 {
                return false
            }
        }
        if quantity.kind == .share { return !range.isEmpty }
        // `bớt 1.025 cục, 4.413 chi cục`; `Bộ Xây dựng 19;`, but not `Hà Nội 19 dự án`.
        return range.isEmpty || (view.token(quantity.after, in: limits)?.kind ?? .sign) == .sign
    }
}
