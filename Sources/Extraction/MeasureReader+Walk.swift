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
            if quantity.kind == .share, walk.cue == nil, let start = exceededPlan(before: position, limits) {
                walk.plan = start..<position
                position = start
                continue
            }
            if let (cue, start) = view.cue(endingAt: position, in: limits), start >= floor {
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
        return walk
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

    /// `vượt dự toán 16,4%`, `vượt kế hoạch 5%`: the goal between the verb and the share.
    private func exceededPlan(before position: Int, _ limits: Range<Int>) -> Int? {
        guard let hit = view.scan.longest(Category.cue, endingAt: position, notBefore: limits.lowerBound),
            view.scan.hasCue(.plan, at: Int(hit.start)),
            let before = view.cue(endingAt: Int(hit.start), in: limits),
            [.exceeds, .up, .down].contains(before.cue)
        else { return nil }
        return Int(hit.start)
    }

    /// Takes a cue into the walk; false where it belongs to something else.
    private func absorb(_ cue: Cue, _ start: Int, into walk: inout Walk, _ position: Int) -> Bool {
        switch cue {
        case .approx, .over, .under, .nearly, .atLeast, .atMost:
            if walk.qualifier == nil, walk.cue == nil {
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
            guard walk.cue == nil else { return false }
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
        case .target, .plan, .versus, .opener, .top, .orMore, .orLess: return false
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
