import Observation
import Vietnamese

/// The walk left from a number, over hedges and auxiliaries, to the words that say what it is.
extension MeasureReader {
    /// What the walk left from a number has passed.
    struct Walk {
        var start: Int
        var qualifier: Observation.Qualifier?
        /// The verb or noun nearest to the number.
        var cue: Cue?
        /// Where that cue stands.
        var cueTokens: Range<Int>
        /// Where the hedge stands that is the qualifier.
        var hedge = 0..<0
        /// `từ` stands between cue and number: it begins a movement or a range.
        var isFrom = false
        /// A verb of movement further left, before a level word: `giảm còn`.
        var movement: Cue?
        var movementTokens = 0..<0
        /// `vượt` stands right before the number, or before the goal it exceeds.
        var exceeds: Range<Int>?
        var plan: Range<Int>?

        /// Takes a word of movement.
        mutating func move(_ cue: Cue, _ tokens: Range<Int>) {
            movement = cue
            movementTokens = tokens
        }
    }

    /// Walks left over hedges, auxiliaries and cues until other words come.
    func walkBack(_ quantity: Quantity, notBefore floor: Int, _ limits: Range<Int>) -> Walk {
        let end = quantity.predicate
        var walk = Walk(start: end, cueTokens: end..<end)
        var position = end
        while position > floor {
            if let start = comparisonBefore(position, walk, limits) {
                position = start
                continue
            }
            if quantity.kind == .share, walk.cue == nil, !view.scan.hasCue(.assigned, at: quantity.after),
                let start = exceededPlan(before: position, of: quantity, limits)
            {
                walk.plan = start..<position
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
        guard walk.cue == nil, walk.exceeds == nil, !walk.isFrom else { return }
        guard
            let distant = comparative(before: position, of: quantity, notBefore: floor, limits)
                ?? manner(before: position, notBefore: floor, limits)
        else {
            if let verb = transitive(before: position, of: quantity, notBefore: floor, limits) {
                // What moves is the subject all the same: it stands right before the figure.
                walk.cue = verb.cue
                walk.cueTokens = verb.tokens
            }
            return
        }
        walk.cue = distant.cue
        if let plan = distant.plan, quantity.kind == .share { walk.plan = plan }
        walk.cueTokens = distant.tokens
        walk.start = distant.tokens.lowerBound
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
    private func exceededPlan(before position: Int, of quantity: Quantity, _ limits: Range<Int>) -> Int? {
        if ownsGoal(position, quantity, limits) { return nil }
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

    /// `thấp hơn mục tiêu tối thiểu 10% của Quốc hội`, `nhỉnh hơn kế hoạch 8% mà tỉnh đặt ra`: the figure is the goal's own.
    func ownsGoal(_ position: Int, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let after = view.word(quantity.after, in: limits)
        if after != 0, after == view.words.của || after == view.lexicon.that { return true }
        guard position < quantity.predicate, let hedge = view.scan.cue(at: position)?.cue else { return false }
        return hedge == .atLeast || hedge == .atMost
    }

    /// How many words the name of a goal has, at most: `kế hoạch Thủ tướng Chính phủ giao`.
    private static let longestGoal = 8

    /// Takes a cue into the walk; false where it belongs to something else.
    private func absorb(_ cue: Cue, _ start: Int, into walk: inout Walk, _ position: Int) -> Bool {
        switch cue {
        case .approx, .over, .under, .nearly, .atLeast, .atMost:
            if walk.qualifier == nil, walk.cue == nil || walk.cue == .multiple {
                walk.qualifier = qualifier(of: cue)
                walk.hedge = start..<position
            }
        case .exceeds:
            walk.exceeds = start..<position
            if walk.qualifier == nil, walk.cue == nil {
                walk.qualifier = .over
                walk.hedge = start..<position
            }
        case .from:
            guard walk.cue == nil || walk.cue == .rank else { return false }
            walk.isFrom = true
        case .up, .down, .multiple, .negative, .equals:
            if walk.cue == nil {
                walk.cue = cue
                walk.cueTokens = start..<position
            } else if walk.movement == nil, walk.cue != .up, walk.cue != .down {
                walk.move(cue, start..<position)
            }
        case .respective: break
        case .level, .share, .contributes, .rank, .holds, .restates, .growth, .shrink:
            if walk.cue == nil || (walk.cue == .holds && cue != .holds) {
                walk.cue = cue
                walk.cueTokens = start..<position
            } else if walk.cue == .level || walk.cue == .holds {
                if cue == .growth { walk.move(.up, start..<position) }
                if cue == .shrink { walk.move(.down, start..<position) }
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
    func hedgeAfter(
        _ quantity: Quantity, _ limits: Range<Int>
    ) -> (Observation.Qualifier, Range<Int>)? {
        for index in quantity.after..<min(quantity.after + 3, limits.upperBound) {
            guard let end = view.scan.cue(at: index)?.end else { continue }
            if view.scan.hasCue(.orMore, at: index) { return (.atLeast, index..<end) }
            if view.scan.hasCue(.orLess, at: index) { return (.atMost, index..<end) }
        }
        return nil
    }
}
