import Observation
import Vietnamese

/// Which figures of its sentence a period reaches, and what it makes of a goal.
extension PeriodAttribution {
    /// A goal without a time of its own beside results of some months is that of the whole year.
    func goal(_ quantity: Quantity, _ mention: PeriodMention, _ rule: Ground.Rule) -> TimePeriod? {
        guard quantity.status == .target, let publication, mention.period.lastDay <= publication,
            rule == .paragraph || rule == .mainPeriod || rule == .moment
        else { return nil }
        // A goal word far off may be part of a name: `các chương trình mục tiêu quốc gia mới đạt 45,3%`.
        let cue = quantity.grounds.status.tokens
        guard !cue.isEmpty, cue.lowerBound - quantity.after < 4,
            quantity.tokens.lowerBound - cue.upperBound < PeriodAttribution.goalReach
        else { return nil }
        return mention.period.isPartOfYear ? .year(mention.period.finalYear) : nil
    }

    private static let goalReach = 5

    /// `30 phút (năm 2024)`: a period that opens a bracket dates what stands inside, and the figure right before.
    func isElsewhere(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        if mention.isBound {
            if quantity.isFrom { return !PeriodMentions.joins(quantity, mention.tokens) }
            return quantity.after + 1 != mention.tokens.lowerBound
        }
        guard let bracket = mention.bracket else { return false }
        if mention.bracketHoldsFigure { return !bracket.contains(quantity.tokens.lowerBound) }
        return !bracket.contains(quantity.tokens.lowerBound) && bracket.lowerBound > quantity.after + 2
            || quantity.tokens.lowerBound >= bracket.upperBound
    }

    /// `đã 14,2 triệu và được dự báo lên 18 triệu vào năm 2030`: the time of the forecast behind it.
    func isAnothersAim(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard mention.aims, mention.tokens.lowerBound >= quantity.after, let publication else { return false }
        return quantity.status != .target && quantity.status != .forecast && mention.period.lastDay > publication
    }

    /// `nhỉnh hơn mốc mà kế hoạch năm 2025 đề ra`: the year of a plan behind a fact.
    func isOfPlan(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard mention.tokens.lowerBound >= quantity.after + 4, quantity.status == .actual else { return false }
        let limits = view.scan.sentences[quantity.sentence].tokens
        guard let cue = view.cue(endingAt: mention.tokens.lowerBound, in: limits)?.cue else { return false }
        return cue == .plan || cue == .target
    }

    func crossesClause(_ start: Int, _ end: Int) -> Bool {
        start < end && (start..<end).contains { view.scan.tokens[$0].isSign(";") }
    }

    /// `cao nhất kể từ 2020`, `nơi bỏ giấy từ tháng 3, mỗi ngày có 480 lượt`: the beginning of something else.
    func isLongSince(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard mention.isSince else { return false }
        if mention.tokens.lowerBound >= quantity.after { return mention.tokens.lowerBound - quantity.after > 2 }
        let start = view.scan.sentences[quantity.sentence].tokens.lowerBound
        return mention.tokens.lowerBound - start > 2
            && (mention.tokens.upperBound..<quantity.tokens.lowerBound).contains { view.scan.tokens[$0].isSign(",") }
    }

    /// A later period dates a figure where a preposition ties it: `trong`, `vào`, `đến`; a bare day further on is that
    /// of something else.
    func dates(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard case .day = mention.period else { return true }
        return mention.role != .reference
    }

    /// A semicolon, or a comma with a verb behind it, keeps a later period from reaching back.
    func breaks(_ from: Int, _ to: Int) -> Bool {
        guard from < to else { return false }
        return (from..<to).contains { view.scan.tokens[$0].isSign(";") || view.scan.tokens[$0].isSign(",") }
    }
}
