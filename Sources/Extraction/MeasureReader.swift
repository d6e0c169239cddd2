import Observation
import Vietnamese

/// Reads what stands before a number: hedges, the verb that makes it a level or a change, and its direction.
struct MeasureReader {
    let view: FieldView
    /// The sentence's calendar expressions: their numbers are no figures.
    let calendar: ArraySlice<CalendarMention>

    /// Sets qualifier, cue, predicate, measure and direction. False where the figure turns out to be none.
    func read(_ quantity: inout Quantity, previous: Int, _ limits: Range<Int>) -> Bool {
        let walk = walkBack(quantity, notBefore: max(previous, limits.lowerBound), limits)
        quantity.qualifier = walk.qualifier ?? hedgeAfter(quantity, limits) ?? .exact
        quantity.predicate = walk.start
        quantity.cue = walk.cue
        quantity.isFrom = walk.isFrom && walk.cue != .up && walk.cue != .down && movesOn(quantity, limits)
        if walk.exceedsPlan { quantity.baseline = .target }
        guard classify(&quantity, walk, limits) else { return false }
        if quantity.measure == .change, let upper = quantity.upper { settleSigns(&quantity, upper) }
        return true
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

    struct Walk {
        var start: Int
        var qualifier: Observation.Qualifier?
        /// The verb or noun nearest to the number.
        var cue: Cue?
        /// Where that cue begins.
        var cueStart: Int
        /// `từ` stands between cue and number: it begins a movement or a range.
        var isFrom = false
        /// A verb of movement further left, before a level word: `giảm còn`.
        var movement: Cue?
        /// `vượt` stands right before the number, or before the goal it exceeds.
        var exceeds = false
        var exceedsPlan = false
    }

    /// Walks left over hedges, auxiliaries and cues until other words come.
    private func walkBack(_ quantity: Quantity, notBefore floor: Int, _ limits: Range<Int>) -> Walk {
        let end = quantity.predicate
        var walk = Walk(start: end, cueStart: end)
        var position = end
        while position > floor {
            if let start = comparisonBefore(position, walk, limits) {
                position = start
                continue
            }
            if quantity.kind == .share, walk.cue == nil, !view.scan.hasCue(.assigned, at: quantity.after),
                let start = exceededPlan(before: position, limits)
            {
                walk.exceedsPlan = true
                position = start
                continue
            }
            if let (cue, start) = view.cue(endingAt: position, in: limits), start >= floor {
                // `khảo sát 1.200 hộ`, `thuế giá trị gia tăng 141 tỷ đồng`: the end of another word.
                if let whole = view.phrase(.compound, endingAt: position, notBefore: floor), whole < start { break }
                guard absorb(cue, start, into: &walk, position) else { break }
                position = start
                walk.start = start
                continue
            }
            if let hit = view.scan.longest(Category.word, endingAt: position, notBefore: floor),
                hit.entry.value == WordClass.aux.rawValue
            {
                position = Int(hit.start)
                walk.start = position
                continue
            }
            if let start = view.phrase(.mean, endingAt: position, notBefore: floor), start > floor,
                let cue = view.cue(endingAt: start, in: limits),
                [.up, .down, .level, .growth, .shrink].contains(cue.cue)
            {
                position = start
                walk.start = start
                continue
            }
            let word = view.word(position - 1, in: limits)
            guard word != 0, word == view.words.đến || word == view.words.tới else { break }
            position -= 1
            walk.start = position
        }
        lookFurther(from: position, quantity, into: &walk, notBefore: floor, limits)
        return walk
    }

    /// Where no verb stands right before the number, one may stand before its yardstick or before how it moved.
    private func lookFurther(
        from position: Int, _ quantity: Quantity, into walk: inout Walk, notBefore floor: Int, _ limits: Range<Int>
    ) {
        guard walk.cue == nil, !walk.exceeds, !walk.isFrom else { return }
        guard
            let distant = comparative(before: position, of: quantity, notBefore: floor, limits)
                ?? manner(before: position, notBefore: floor, limits)
        else { return }
        walk.cue = distant.cue
        if distant.isPlan, quantity.kind == .share { walk.exceedsPlan = true }
        walk.cueStart = distant.start
        walk.start = distant.start
    }

    /// `nhiều hơn năm 2023 là 213 triệu`: between a comparative and its amount the yardstick may stand.
    private func comparisonBefore(_ position: Int, _ walk: Walk, _ limits: Range<Int>) -> Int? {
        guard walk.cue == .level || walk.cue == .holds || walk.cue == nil,
            let mention = calendar.first(where: { $0.tokens.upperBound == position }),
            let cue = view.cue(endingAt: mention.tokens.lowerBound, in: limits),
            cue.cue == .up || cue.cue == .down,
            view.lexicon.endsComparative(view.scan.tokens[mention.tokens.lowerBound - 1])
        else { return nil }
        return mention.tokens.lowerBound
    }

    /// `vượt dự toán 16,4%`, `vượt kế hoạch Tổng cục giao 5%`: the goal between the verb and the share, with who set it.
    private func exceededPlan(before position: Int, _ limits: Range<Int>) -> Int? {
        var index = position - 1
        while index >= limits.lowerBound, position - index <= MeasureReader.longestGoal {
            guard view.scan.tokens[index].kind == .word else { return nil }
            if view.scan.hasCue(.plan, at: index), let before = view.cue(endingAt: index, in: limits),
                [.exceeds, .up, .down].contains(before.cue)
            {
                return index
            }
            index -= 1
        }
        return nil
    }

    /// How many words the name of a goal has, at most: `kế hoạch Thủ tướng Chính phủ giao`.
    private static let longestGoal = 8

    /// Takes a cue into the walk; false where it belongs to something else.
    private func absorb(_ cue: Cue, _ start: Int, into walk: inout Walk, _ position: Int) -> Bool {
        switch cue {
        case .approx, .over, .under, .nearly, .atLeast, .atMost:
            if walk.qualifier == nil, walk.cue == nil || walk.cue == .multiple { walk.qualifier = qualifier(of: cue) }
        case .exceeds:
            walk.exceeds = true
            if walk.qualifier == nil, walk.cue == nil { walk.qualifier = .over }
        case .from:
            guard walk.cue == nil else { return false }
            walk.isFrom = true
        case .up, .down, .multiple, .negative, .equals:
            if walk.cue == nil {
                walk.cue = cue
                walk.cueStart = start
            } else if walk.movement == nil, walk.cue != .up, walk.cue != .down {
                walk.movement = cue
            }
        case .respective: break
        case .level, .share, .contributes, .rank, .holds, .restates, .growth, .shrink:
            if walk.cue == nil || (walk.cue == .holds && cue != .holds) {
                walk.cue = cue
                walk.cueStart = start
            } else if walk.cue == .level || walk.cue == .holds {
                if cue == .growth { walk.movement = .up }
                if cue == .shrink { walk.movement = .down }
                // The subject begins here: a growth noun or a rank noun is part of the name, not of the predicate.
                if cue == .growth || cue == .shrink || cue == .rank { return false }
            } else {
                return false
            }
        case .estimate, .forecast, .may: break
        case .target, .assigned, .plan, .versus, .opener, .top, .orMore, .orLess: return false
        }
        return true
    }

    private func qualifier(of cue: Cue) -> Observation.Qualifier? {
        switch cue {
        case .approx: .approx
        case .over: .over
        case .under: .under
        case .nearly: .nearly
        case .atLeast: .atLeast
        case .atMost: .atMost
        default: nil
        }
    }

    /// `trở lên`, `trở xuống` after the figure.
    private func hedgeAfter(_ quantity: Quantity, _ limits: Range<Int>) -> Observation.Qualifier? {
        for index in quantity.after..<min(quantity.after + 3, limits.upperBound) {
            if view.scan.hasCue(.orMore, at: index) { return .atLeast }
            if view.scan.hasCue(.orLess, at: index) { return .atMost }
        }
        return nil
    }

    private func classify(_ quantity: inout Quantity, _ walk: Walk, _ limits: Range<Int>) -> Bool {
        switch quantity.kind {
        case .times:
            quantity.measure = .multiple
            quantity.direction = walk.cue == .down || walk.movement == .down ? .down : .up
            let moved: [Cue?] = [.up, .down, .multiple, .equals]
            if planFollows(quantity, limits) { quantity.baseline = .target }
            let isWordMultiple = quantity.numberToken > quantity.tokens.lowerBound
            return moved.contains(walk.cue) || moved.contains(walk.movement) || isWordMultiple
        case .rank where quantity.numberToken == quantity.tokens.lowerBound && isUnitRank(quantity):
            quantity.measure = .change
            let moved = walk.cue ?? movement(before: quantity.predicate, notBefore: limits.lowerBound)
            quantity.direction = moved == .down || walk.movement == .down ? .down : .up
            return moved != nil
        case .rank:
            return true
        default: break
        }
        if quantity.unit == "percentage_point" {
            if walk.cue == .contributes
                || [nil, .holds, .level].contains(walk.cue) && contributes(before: quantity.predicate, limits)
            {
                return true
            }
            quantity.measure = .change
            // `hơn 0,9 điểm phần trăm so với`: a comparative, no hedge.
            if walk.exceeds || (walk.cue == nil && quantity.qualifier == .over) { quantity.qualifier = .exact }
            if walk.exceeds, planFollows(quantity, limits) { quantity.baseline = .target }
            quantity.direction = moves(walk) ?? .up
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
            return true
        }
        if quantity.kind == .share, walk.cue == .negative {
            quantity.measure = .change
            quantity.direction = .down
            return true
        }
        if let direction = change(quantity, walk, limits) {
            quantity.measure = .change
            quantity.direction = direction
            if walk.exceeds, quantity.qualifier == .over { quantity.qualifier = .exact }
            if walk.exceeds, planFollows(quantity, limits) { quantity.baseline = .target }
            if walk.cue == .negative || quantity.isNegative { quantity.direction = .down }
        } else if walk.cue == .negative || quantity.isNegative {
            quantity.value = quantity.value.negated
            quantity.upper = quantity.upper?.negated
        }
        return true
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

    /// The direction of a change, or nil where the figure is a level.
    private func change(_ quantity: Quantity, _ walk: Walk, _ limits: Range<Int>) -> Observation.Direction? {
        if walk.exceeds, walk.cue == nil {
            // `vượt 80%` is a level above 80; `vượt 16,4% so với dự toán` is a change.
            return walk.exceedsPlan || measuredAgainst(quantity, limits) ? .up : nil
        }
        // `nhiều hơn năm 2023 là 213 triệu`: the level word only links the amount to its comparative.
        if walk.cue == .level || walk.cue == .holds, walk.movement != nil, comparative(walk, limits) {
            return walk.movement == .down ? .down : .up
        }
        // `tăng trưởng âm 2,3%`: growth below zero.
        if walk.cue == .negative, walk.movement != nil { return .down }
        switch walk.cue {
        case .down where isLoss(at: walk.cueStart, of: quantity, limits): return nil
        case .up, .growth: return .up
        case .down, .shrink: return .down
        case .level, .holds, .restates, nil, .equals, .negative:
            guard quantity.kind == .share || walk.movement != nil else { return nil }
            return growthSubject(before: walk.start, walk, limits)
        default: return nil
        }
    }

    /// `vượt 17,8% kế hoạch`: the goal right after the figure.
    private func planFollows(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        (quantity.after..<min(quantity.after + 3, limits.upperBound)).contains { view.scan.hasCue(.plan, at: $0) }
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
            mention.tokens.lowerBound > walk.start && mention.tokens.upperBound <= walk.cueStart
        }
    }

    /// A growth noun in the subject makes the figure a change: `tốc độ tăng GDP đạt 7%`, `tăng trưởng tín dụng là 15%`.
    private func growthSubject(before end: Int, _ walk: Walk, _ limits: Range<Int>) -> Observation.Direction? {
        var index = end - 1
        while index >= limits.lowerBound, end - index < 30 {
            if view.sign(";", index, in: limits) || view.sign(".", index, in: limits) { return nil }
            if view.scan.hasCue(.versus, at: index), !calendar.contains(where: { $0.tokens.lowerBound > index }) {
                return nil
            }
            if let (cue, stop) = view.scan.cue(at: index) {
                if cue == .growth { return .up }
                if cue == .shrink { return .down }
                // `tăng trưởng` names the growth where it is a noun: at the head of the subject.
                if cue == .up, view.lexicon.isGrowthNoun(view.scan.tokens[index..<stop]) { return .up }
                if [.level, .share, .rank].contains(cue) { return nil }
            }
            if view.scan.tokens[index].kind == .number, !calendar.contains(where: { $0.tokens.contains(index) }) {
                return nil
            }
            index -= 1
        }
        return nil
    }
}
