import Observation
import Vietnamese

/// Movements said at a distance from their amount: the yardstick, or how it moved, stands between.
extension MeasureReader {
    /// `cao hơn cùng kỳ 11,3%`, `kém mức chung của vùng 2,3 tiêu chí`, `vượt công suất thiết kế 1,9 lần`: a comparative
    /// with its yardstick right before the amount.
    func comparative(before end: Int, of quantity: Quantity, notBefore floor: Int, _ limits: Range<Int>) -> Distant? {
        guard quantity.total == nil, quantity.kind != .rank || isUnitRank(quantity),
            !holdsYardstick(before: end, notBefore: floor), view.word(quantity.after, in: limits) != view.words.của,
            !view.scan.hasCue(.assigned, at: quantity.after)
        else { return nil }
        var index = end
        var passedComparison = false
        while index > floor, end - index < MeasureReader.longestYardstick {
            if let mention = calendar.last(where: { $0.tokens.upperBound == index }) {
                index = mention.tokens.lowerBound
                continue
            }
            index -= 1
            let token = view.scan.tokens[index]
            // `hơn TP.HCM 1.109 cơ sở`: the dot of an abbreviation.
            if token.isSign("."), token.isGlued, index + 1 < end, view.scan.tokens[index + 1].isGlued { continue }
            guard token.kind == .word else { return nil }
            if view.lexicon.endsComparative(token) {
                guard index + 1 < end else { return nil }
                let cue = view.cue(endingAt: index + 1, in: limits)
                let isDown = cue?.cue == .down
                return Distant(cue: isDown ? .down : .up, tokens: (cue?.start ?? index)..<index + 1)
            }
            guard let (cue, stop) = view.scan.cue(at: index) else { continue }
            // `thấp hơn mặt bằng chung của tỉnh`: the end of another word.
            if let whole = view.phrase(.compound, endingAt: stop, notBefore: floor), whole < index { continue }
            switch cue {
            case .versus: passedComparison = true
            case .assigned: continue
            case .plan where stop < end || end < quantity.predicate: continue
            case .exceeds where stop < end:
                // `vượt mục tiêu 40 triệu tài khoản`: the number is the goal's own.
                let names = stop..<end
                let goal = names.first { view.scan.hasCue(.plan, at: $0) }
                if goal != nil, quantity.kind != .share { return nil }
                return Distant(cue: .up, tokens: index..<stop, plan: goal.map { $0..<end })
            case .up, .down:
                // `hụt so với kế hoạch 2,6 điểm phần trăm`.
                return passedComparison ? Distant(cue: cue, tokens: index..<stop) : nil
            case .respective, .approx, .over, .nearly: continue
            default: return nil
            }
        }
        return nil
    }

    /// No yardstick is longer.
    private static let longestYardstick = 14

    /// A cue with words between it and its number.
    struct Distant {
        let cue: Cue
        let tokens: Range<Int>
        /// The goal that is its yardstick.
        var plan: Range<Int>?
    }

    /// `cao hơn mức 45%`, `vượt ngưỡng 7 tỷ`, `so với 33,1%`: the number is the yardstick itself.
    private func holdsYardstick(before end: Int, notBefore floor: Int) -> Bool {
        guard end > floor else { return true }
        if view.phrase(.head, endingAt: end, notBefore: floor) != nil { return true }
        if view.lexicon.marks.contains(view.scan.tokens[end - 1].word) { return true }
        let last = view.scan.longest(Category.cue, endingAt: end, notBefore: floor)
        return last?.entry.value == Cue.versus.rawValue
    }

    /// `tăng mạnh nhất, 15,32%`, `lùi nhanh hơn, 8,25%`: how it moved, then a comma.
    func manner(before end: Int, notBefore floor: Int, _ limits: Range<Int>) -> Distant? {
        guard end - 2 > floor, view.sign(",", end - 1, in: limits),
            view.lexicon.endsManner(view.scan.tokens[end - 2])
        else { return nil }
        var index = end - 3
        while index >= floor, end - index < 8, view.scan.tokens[index].kind == .word {
            if let (cue, stop) = view.scan.cue(at: index), stop < end - 1 {
                return [.up, .down].contains(cue) ? Distant(cue: cue, tokens: index..<stop) : nil
            }
            index -= 1
        }
        return nil
    }

    /// `tăng GRDP 13%`, `giảm chi phí tuân thủ 30%`: what moves stands between the verb and its share.
    func transitive(before end: Int, of quantity: Quantity, notBefore floor: Int, _ limits: Range<Int>) -> Distant? {
        guard quantity.kind == .share, quantity.total == nil else { return nil }
        var index = end - 1
        while index > floor, end - index <= MeasureReader.longestObject, view.scan.tokens[index].kind == .word {
            guard view.scan.cue(at: index) == nil else { return nil }
            if let measure = view.scan.longest(Category.measure, at: index),
                let verb = view.cue(endingAt: index, in: limits), verb.start >= floor
            {
                let shares = NamePhrase.Measures(name: "share")?.rawValue ?? 0
                guard [.up, .down].contains(verb.cue), !view.lexicon.isGrowthNoun(view.scan.tokens[verb.start..<index]),
                    measure.entry.value & shares == 0
                else { return nil }
                return Distant(cue: verb.cue, tokens: verb.start..<index)
            }
            index -= 1
        }
        return nil
    }

    /// No object between a verb of movement and its share has more words.
    private static let longestObject = 5

    /// `hạ thuế với xăng thêm 1.000 đồng`: more of what the verb before it says.
    func goesDown(before more: Int, notBefore floor: Int, _ limits: Range<Int>) -> Bool {
        var index = more - 1
        while index >= floor, more - index < 16, view.scan.tokens[index].kind == .word {
            if let (cue, _) = view.scan.cue(at: index) {
                if cue == .down { return true }
                if cue == .up || cue == .level { return false }
            }
            index -= 1
        }
        return false
    }

    /// `chênh lệch giữa nam và nữ là 1,8 điểm phần trăm`: a distance is a level.
    func isDistance(before end: Int, _ limits: Range<Int>) -> Bool {
        (max(limits.lowerBound, end - 16)..<max(limits.lowerBound, end)).contains {
            view.phrase(.distance, at: $0) != nil
        }
    }

    /// `P/E toàn thị trường lùi về 9,8 lần`: a ratio that is given in times.
    func isRatio(before end: Int, _ limits: Range<Int>) -> Bool {
        (max(limits.lowerBound, end - 12)..<max(limits.lowerBound, end)).contains {
            view.phrase(.ratio, at: $0) != nil
        }
    }

    /// `4.636 căn đã xong, vượt 136 căn`: by how much more than was wanted, where far more was said just before.
    func isExcess(_ quantity: Quantity, _ walk: Walk, after previous: Quantity?) -> Bool {
        guard let exceeds = walk.exceeds, walk.cue == nil, let previous, exceeds.lowerBound > previous.after,
            view.scan.tokens[exceeds.lowerBound - 1].isSign(","), previous.unit == quantity.unit,
            previous.measure == .level, quantity.unit == "count" || quantity.scale > 0 || quantity.kind == .physical
        else { return false }
        return quantity.value.scaled(byPowerOfTen: 1) < previous.value
    }

    /// `tiến 1 bậc so với năm 2022 và 17 bậc so với năm 2020`: the verb of the first movement is that of the second.
    func movement(before end: Int, notBefore floor: Int) -> (cue: Cue, tokens: Range<Int>)? {
        var index = end - 1
        while index >= floor, end - index < 16 {
            if view.scan.tokens[index].isSign(";") { return nil }
            if let (cue, stop) = view.scan.cue(at: index), [.up, .down].contains(cue) { return (cue, index..<stop) }
            index -= 1
        }
        return nil
    }

    /// `đóng góp 8,5 điểm phần trăm`, `đóng góp nhiều nhất là công nghiệp với 3,41 điểm phần trăm`: points of another
    /// thing's growth are a part, not a movement.
    func contributes(before end: Int, _ limits: Range<Int>) -> Bool {
        (limits.lowerBound..<max(limits.lowerBound, end)).contains { view.scan.hasCue(.contributes, at: $0) }
    }

    /// `mất 486 triệu đồng` is a loss, `giá mất 3 triệu đồng` a fall.
    func isLoss(at start: Int, of quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.kind == .currency || quantity.kind == .physical || quantity.kind == .count,
            view.word(start, in: limits) == view.lexicon.lose
        else { return false }
        if quantity.kind == .currency, quantity.scale == 0 || compares(quantity, limits) { return false }
        if quantity.kind == .count {
            return view.phrase(.counted, at: quantity.after) != nil || isPerson(quantity, limits)
        }
        return !(max(limits.lowerBound, start - 20)..<start).contains {
            view.scan.tokens[$0].kind == .word && view.scan.tokens[$0].word == view.lexicon.price
        }
    }

    /// `mất 5 người`: a loss of people is no movement of a number.
    private func isPerson(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        view.phrase(.classifier, at: quantity.after) != nil
    }

    /// `mất 1,32 USD so với hôm trước`.
    private func compares(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        (quantity.after..<min(quantity.after + 2, limits.upperBound)).contains { view.scan.hasCue(.versus, at: $0) }
    }

    /// `giảm từ 94,3% của mùa trước`: the value moved away from, with its own time right after it.
    func isOrigin(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let after = quantity.after
        if view.word(after, in: limits) == view.words.của { return true }
        return calendar.contains { $0.tokens.lowerBound >= after && $0.tokens.lowerBound - after <= 1 }
    }
}
