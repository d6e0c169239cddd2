import Observation
import Vietnamese

/// Reads what stands before a number: hedges, the verb that makes it a level or a change, and its direction.
struct MeasureReader {
    let view: FieldView
    /// The sentence's calendar expressions: their numbers are no figures.
    let calendar: ArraySlice<CalendarMention>

    /// Sets qualifier, cue, predicate, measure and direction. False where the figure turns out to be none.
    func read(_ quantity: inout Quantity, after previous: Quantity?, _ limits: Range<Int>) -> Bool {
        let floor = max(previous?.after ?? limits.lowerBound, limits.lowerBound)
        var walk = walkBack(quantity, notBefore: floor, limits)
        if walk.cue == .up, view.word(walk.cueTokens.lowerBound, in: limits) == view.lexicon.more,
            goesDown(before: walk.cueTokens.lowerBound, notBefore: floor, limits)
        {
            walk.cue = .down
        }
        if isExcess(quantity, walk, after: previous), let exceeds = walk.exceeds {
            walk.cue = .up
            walk.cueTokens = exceeds
        }
        if let qualifier = walk.qualifier {
            quantity.qualifier = denied(qualifier, before: walk.hedge.lowerBound, notBefore: floor, limits)
            quantity.grounds.qualifier = Note(.word, walk.hedge)
        } else if let (qualifier, tokens) = hedgeAfter(quantity, limits) {
            quantity.qualifier = qualifier
            quantity.grounds.qualifier = Note(.word, tokens)
        }
        quantity.predicate = walk.start
        quantity.cue = walk.cue
        quantity.isFrom = walk.isFrom && walk.cue != .up && walk.cue != .down && movesOn(quantity, limits)
        if let plan = walk.plan { measure(&quantity, against: plan) }
        guard classify(&quantity, walk, limits) else { return false }
        if quantity.measure == .change, let upper = quantity.upper { settleSigns(&quantity, upper) }
        return true
    }

    /// `không bộ nào dưới 70 điểm`: none below is all of them at least so much.
    private func denied(
        _ qualifier: Observation.Qualifier, before end: Int, notBefore floor: Int, _ limits: Range<Int>
    ) -> Observation.Qualifier {
        guard qualifier == .under || qualifier == .over else { return qualifier }
        var index = end - 1
        var hasAny = false
        while index >= floor, end - index < 8, view.scan.tokens[index].kind == .word {
            let word = view.word(index, in: limits)
            if word == view.lexicon.any { hasAny = true }
            if hasAny, word == view.lexicon.none { return qualifier == .under ? .atLeast : .atMost }
            index -= 1
        }
        return qualifier
    }

    /// A change's range is of magnitudes, the lesser first: `từ -5% đến -2%` falls by 2 to 5. One that crosses zero keeps its
    /// signs and has no direction.
    private func settleSigns(_ quantity: inout Quantity, _ upper: FixedDecimal) {
        if upper.coefficient < 0 {
            quantity.value = quantity.value.negated
            quantity.upper = upper.negated
            quantity.direction = nil
        } else if upper < quantity.value {
            quantity.upper = quantity.value
            quantity.value = upper
        }
    }

    private func classify(_ quantity: inout Quantity, _ walk: Walk, _ limits: Range<Int>) -> Bool {
        switch quantity.kind {
        case .times:
            quantity.measure = .multiple
            quantity.direction = walk.cue == .down || walk.movement == .down ? .down : .up
            noteMovement(&quantity, walk)
            quantity.grounds.measure = Note(.unit, quantity.grounds.unit.tokens)
            let moved: [Cue?] = [.up, .down, .multiple, .equals]
            if let plan = planAfter(quantity, limits) { measure(&quantity, against: plan) }
            let isWordMultiple = quantity.numberToken > quantity.tokens.lowerBound
            // `Khoảng cách giàu nghèo là 7,4 lần`; `P/E về 9,8 lần` is a ratio's own value.
            if [.level, .holds, nil].contains(walk.cue), !isWordMultiple, !moved.contains(walk.movement) {
                if isDistance(before: quantity.predicate, limits) { return true }
                guard walk.cue == .level, isRatio(before: walk.start, limits) else { return false }
                quantity.measure = .level
                quantity.direction = nil
                quantity.grounds.direction = Note(.unsaid)
                return true
            }
            return moved.contains(walk.cue) || moved.contains(walk.movement) || isWordMultiple
        case .rank where quantity.numberToken == quantity.tokens.lowerBound && isUnitRank(quantity):
            quantity.measure = .change
            let before = walk.cue == nil ? movement(before: quantity.predicate, notBefore: limits.lowerBound) : nil
            let moved = walk.cue ?? before?.cue
            quantity.direction = moved == .down || walk.movement == .down ? .down : .up
            noteMovement(&quantity, walk)
            if let before { quantity.grounds.direction = Note(.word, before.tokens) }
            quantity.grounds.measure = Note(.unit, quantity.grounds.unit.tokens)
            return moved != nil
        case .rank:
            quantity.grounds.measure = Note(.unit, quantity.grounds.unit.tokens)
            return true
        default: break
        }
        if quantity.unit == "percentage_point" {
            let isStill = [nil, .holds, .level].contains(walk.cue) && walk.movement == nil
            if walk.cue == .contributes || isStill && contributes(before: quantity.predicate, limits)
                || isStill && walk.cue != .holds && isDistance(before: quantity.predicate, limits)
            {
                if !walk.cueTokens.isEmpty { quantity.grounds.measure = Note(.word, walk.cueTokens) }
                return true
            }
            quantity.measure = .change
            // `hơn 0,9 điểm phần trăm so với`: a comparative, no hedge.
            if walk.exceeds != nil || (walk.cue == nil && quantity.qualifier == .over) { makeExact(&quantity) }
            exceedPlan(&quantity, walk, limits)
            quantity.direction = moves(walk) ?? .up
            noteMovement(&quantity, walk)
            quantity.grounds.measure = Note(.unit, quantity.grounds.unit.tokens)
            if walk.cue == nil, let lack = lack(before: quantity.predicate, limits) {
                quantity.direction = .down
                quantity.grounds.direction = Note(.word, lack)
            }
            return true
        }
        if walk.isFrom, walk.cue == .up || walk.cue == .down, quantity.upper == nil,
            movesOn(quantity, limits) || isOrigin(quantity, limits)
        {
            quantity.isFrom = true
            return true
        }
        // A sign of its own makes a share a change: no share is below zero, no level is printed with a plus.
        if quantity.isSigned, quantity.kind == .share || !quantity.isNegative {
            quantity.measure = .change
            quantity.direction = quantity.isNegative ? .down : .up
            quantity.noteMeasure(Note(.sign, quantity.tokens.lowerBound..<quantity.tokens.lowerBound + 1))
            return true
        }
        if quantity.kind == .share, walk.cue == .negative {
            quantity.measure = .change
            quantity.direction = .down
            quantity.noteMeasure(Note(.word, walk.cueTokens))
            return true
        }
        if let (direction, note) = change(quantity, walk, limits) {
            quantity.measure = .change
            quantity.direction = direction
            quantity.noteMeasure(note)
            if walk.exceeds != nil, quantity.qualifier == .over { makeExact(&quantity) }
            exceedPlan(&quantity, walk, limits)
            if walk.cue == .negative { quantity.grounds.direction = Note(.word, walk.cueTokens) }
            if walk.cue == .negative || quantity.isNegative { quantity.direction = .down }
            return true
        }
        if !walk.cueTokens.isEmpty { quantity.grounds.measure = Note(.word, walk.cueTokens) }
        if walk.cue == .negative || quantity.isNegative {
            quantity.value = quantity.value.negated
            quantity.upper = quantity.upper?.negated
        }
        return true
    }

    /// Notes the word that moved a figure whose unit is one of movement; without one the unit says up.
    private func noteMovement(_ quantity: inout Quantity, _ walk: Walk) {
        let moving: [Cue?] = [.up, .down, .growth, .shrink, .multiple, .equals]
        if moving.contains(walk.cue) {
            quantity.grounds.direction = Note(.word, walk.cueTokens)
        } else if walk.movement != nil {
            quantity.grounds.direction = Note(.word, walk.movementTokens)
        } else {
            quantity.grounds.direction = Note(.unit, quantity.grounds.unit.tokens)
        }
    }

    /// `thiếu 2 điểm phần trăm`, `thua bình quân cả nước 31,5 điểm phần trăm`.
    private func lack(before end: Int, _ limits: Range<Int>) -> Range<Int>? {
        var index = end - 1
        while index >= limits.lowerBound, end - index < 10, view.scan.tokens[index].kind == .word {
            if let stop = view.phrase(.lack, at: index) { return index..<stop }
            index -= 1
        }
        return nil
    }

    /// `vượt 16,4% so với`: the word compares.
    private func makeExact(_ quantity: inout Quantity) {
        quantity.qualifier = .exact
        quantity.grounds.qualifier = Note(.comparative, quantity.grounds.qualifier.tokens)
    }

    /// `từ 62 lên 58`, `từ 45 phút xuống 18 phút`: the value moved to follows.
    private func movesOn(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        var index = quantity.after
        while index < limits.upperBound, index - quantity.after < 20 {
            if view.sign(";", index, in: limits) { return false }
            if view.scan.hasCue(.orMore, at: index) || view.scan.hasCue(.orLess, at: index) { return false }
            if view.phrase(.moves, at: index) != nil { return true }
            index += 1
        }
        return false
    }

    /// `15 bậc` moves, `thứ 15` is held: the unit closes the surface of the first.
    func isUnitRank(_ quantity: Quantity) -> Bool {
        view.scan.longest(Category.unit, at: quantity.numberToken + 1) != nil
            && quantity.tokens.upperBound > quantity.numberToken + 1 && quantity.total == nil
    }

    private func moves(_ walk: Walk) -> Observation.Direction? {
        switch (walk.cue, walk.movement) {
        case (.down, _), (.shrink, _), (.level, .down), (.holds, .down), (nil, .down): .down
        case (.up, _), (.growth, _): .up
        default: nil
        }
    }

    /// The direction of a change and what says so, or nil where the figure is a level.
    private func change(
        _ quantity: Quantity, _ walk: Walk, _ limits: Range<Int>
    ) -> (Observation.Direction, Note)? {
        let cue = Note(.word, walk.cueTokens)
        let movement = Note(.word, walk.movementTokens)
        if let exceeds = walk.exceeds, walk.cue == nil {
            // `vượt 80%` is a level above 80; `vượt 16,4% so với dự toán` is a change.
            return walk.plan != nil || measuredAgainst(quantity, limits) ? (.up, Note(.word, exceeds)) : nil
        }
        // `nhiều hơn năm 2023 là 213 triệu`: the level word only links the amount to its comparative.
        if walk.cue == .level || walk.cue == .holds, walk.movement != nil, comparative(walk, limits) {
            return (walk.movement == .down ? .down : .up, movement)
        }
        // `tăng trưởng âm 2,3%`: growth below zero.
        if walk.cue == .negative, walk.movement != nil { return (.down, movement) }
        switch walk.cue {
        case .down where isLoss(at: walk.cueTokens.lowerBound, of: quantity, limits): return nil
        case .up, .growth: return (.up, cue)
        case .down, .shrink: return (.down, cue)
        case .level, .holds, .restates, nil, .equals, .negative:
            guard quantity.kind == .share || walk.movement != nil else { return nil }
            return growthSubject(before: walk.start, walk, limits)
        default: return nil
        }
    }

    /// `vượt 17,8% kế hoạch`: the goal right after the figure is what it is measured against.
    private func exceedPlan(_ quantity: inout Quantity, _ walk: Walk, _ limits: Range<Int>) {
        guard walk.exceeds != nil, let plan = planAfter(quantity, limits) else { return }
        measure(&quantity, against: plan)
    }

    /// The goal right after a figure.
    private func planAfter(_ quantity: Quantity, _ limits: Range<Int>) -> Range<Int>? {
        (quantity.after..<min(quantity.after + 3, limits.upperBound)).first { view.scan.hasCue(.plan, at: $0) }
            .map { $0..<(view.scan.cue(at: $0)?.end ?? $0 + 1) }
    }

    private func measure(_ quantity: inout Quantity, against plan: Range<Int>) {
        quantity.baseline = .target
        quantity.grounds.baseline = Note(.goal, plan)
    }

    /// Whether a comparison follows before the clause ends.
    private func measuredAgainst(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        var index = quantity.after
        while index < limits.upperBound, index - quantity.after < 12 {
            if view.sign(",", index, in: limits) || view.sign(";", index, in: limits) { break }
            if view.scan.hasCue(.versus, at: index) || view.scan.hasCue(.plan, at: index) { return true }
            index += 1
        }
        // `So với dự toán, số thu vượt 16,4%`: the comparison may open the sentence or clause.
        index = quantity.predicate - 1
        while index >= limits.lowerBound, !view.sign(";", index, in: limits) {
            if view.scan.hasCue(.versus, at: index) { return true }
            // `57 địa phương thu vượt dự toán, trong đó Hưng Yên vượt 54,7%`.
            if view.scan.hasCue(.plan, at: index),
                let before = view.cue(endingAt: index, in: limits), before.cue == .exceeds
            {
                return true
            }
            index -= 1
        }
        return false
    }

    /// Whether the walk passed a comparative with its yardstick behind it.
    private func comparative(_ walk: Walk, _ limits: Range<Int>) -> Bool {
        calendar.contains { mention in
            mention.tokens.lowerBound > walk.start && mention.tokens.upperBound <= walk.cueTokens.lowerBound
        }
    }
}
