import Observation
import Vietnamese

/// The period an article as a whole reports on: the one most of its figures stand beside, among those a newspaper of
/// that day would report on.
struct ReportingPeriod {
    let publication: CivilDate?

    /// How many fresh figures' worth a period in the title is, and how many figures' one in the article's first sentences.
    private static let titleWeight = 15 * 6
    private static let leadWeight = 14
    private static let namedWeight = 8
    private static let leadSentences = 3

    /// The mention chosen, and how much each period counts.
    private(set) var main: PeriodMention?
    private var scores: [TimePeriod: Int] = [:]
    /// The same by the figures alone, wherever the period is named.
    private var figures: [TimePeriod: Int] = [:]

    /// Chooses among an article's mentions; `dated` tells how many figures each sentence holds. The first of equals.
    init(
        _ mentions: [PeriodMention], dated: [Int: Int], blocks: [Int], title: PeriodMention?, publication: CivilDate?
    ) {
        self.publication = publication
        score(mentions, dated, blocks, title)
        main = choose(mentions, title)
    }

    /// Whether the article stands by a moment about as much as by its main period: a day named once in passing is not
    /// that of all its totals.
    func standsBy(_ moment: PeriodMention) -> Bool {
        guard let main, let most = scores[main.period] else { return true }
        return (scores[moment.period] ?? 0) * 2 >= most
    }

    private mutating func score(
        _ mentions: [PeriodMention], _ dated: [Int: Int], _ blocks: [Int], _ title: PeriodMention?
    ) {
        for mention in mentions where isCandidate(mention) {
            Steps.take()
            let count = dated[mention.sentence] ?? 0
            let isLead = mention.sentence < ReportingPeriod.leadSentences
            let lead =
                !isLead ? 0 : mention.leads && count > 0 ? ReportingPeriod.leadWeight : ReportingPeriod.namedWeight
            scores[mention.period, default: 0] += lead
            figures[mention.period, default: 0] += 1 + (mention.leads ? count : (count + 1) / 2)
        }
        countUndated(mentions, dated, blocks)
        scores.merge(figures) { $0 + $1 }
        for (period, score) in scores { scores[period] = score * freshness(period) }
        // However fresh: a ranking of 2025 comes out in that year, as do results so far.
        if let title, publication.map({ title.period.firstDay <= $0 }) ?? true, !title.aims {
            scores[title.period, default: 0] += ReportingPeriod.titleWeight
        }
        // Years long gone are only looked back at: what the article reports is of its own time then.
        guard let publication, let most = scores.max(by: { $0.value < $1.value }), title == nil,
            !isRecent(most.key, publication), scores.keys.contains(where: { isRecent($0, publication) })
        else { return }
        scores = scores.filter { isRecent($0.key, publication) }
    }

    /// Figures whose sentence names no period go on with what was reported on last: fully in its paragraph, by half after.
    private mutating func countUndated(_ mentions: [PeriodMention], _ dated: [Int: Int], _ blocks: [Int]) {
        var next = mentions.startIndex
        var current: (period: TimePeriod, block: Int)?
        for sentence in blocks.indices {
            Steps.take()
            let first = next
            while next < mentions.endIndex, mentions[next].sentence == sentence { next += 1 }
            let own = mentions[first..<next].filter { !$0.isReport }
            if let turn = own.first(where: { $0.leads && isCandidate($0) }) ?? own.first(where: isCandidate) {
                current = (turn.period, blocks[sentence])
            } else if own.isEmpty, let current, let count = dated[sentence], count > 0 {
                figures[current.period, default: 0] += blocks[sentence] == current.block ? count : (count + 1) / 2
            }
        }
    }

    private func choose(_ mentions: [PeriodMention], _ title: PeriodMention?) -> PeriodMention? {
        guard let most = scores.values.max() else { return nil }
        if let title, scores[title.period] == most { return title }
        // Of equals, the narrower one: `Tết Dương lịch 2026, từ ngày 1/1 đến ngày 4/1`.
        let equals = mentions.filter { scores[$0.period] == most && isCandidate($0) }
        let chosen = equals.first { if case .year = $0.period { false } else { true } } ?? equals.first
        return chosen.map { cumulative(to: $0, mentions) }
    }

    /// Beside `tháng 10` the months since January are what undated figures are of, where the article counts them too.
    private func cumulative(to chosen: PeriodMention, _ mentions: [PeriodMention]) -> PeriodMention {
        switch chosen.period {
        case .month, .quarter: break
        default: return chosen
        }
        let most = figures[chosen.period] ?? 0
        return mentions.first { mention in
            Steps.take()
            switch mention.period {
            case .months, .semester: break
            default: return false
            }
            return isCandidate(mention) && mention.period.firstDay.month == 1
                && mention.period.lastDay == chosen.period.lastDay
                && mention.period.firstDay < chosen.period.firstDay
                && (figures[mention.period] ?? 0) * 4 >= most * 3
        } ?? chosen
    }

    private func isCandidate(_ mention: PeriodMention) -> Bool {
        guard mention.role != .deadline, mention.bracket == nil, !mention.isBound, !mention.isPassing else {
            return false
        }
        // A day dates an event unless something stands as of it; a bare year (`Tết 2026`) often only names one.
        if case .day = mention.period { return mention.role == .asOf || leadsArticle(mention) }
        return mention.tokens.count > 1
    }

    /// `Sáng 12/3, giá cà phê là 134.000 đồng`: news of a day, where the article opens with its figures.
    private func leadsArticle(_ mention: PeriodMention) -> Bool {
        mention.leads && mention.isNearest && !mention.isReport && mention.sentence < ReportingPeriod.leadSentences
    }

    /// News is of what has just ended: the longer ago, and the further ahead, the less likely a period is the one
    /// reported on.
    private func freshness(_ period: TimePeriod) -> Int {
        guard let publication else { return 1 }
        let age = publication.ordinal - period.lastDay.ordinal
        // What has hardly begun is looked forward to; what is half over may be reported so far.
        if age < -ReportingPeriod.unfinished { return period.firstDay <= publication ? 2 : 1 }
        if age <= 45 { return 6 }
        if age <= 150 { return 5 }
        return age <= ReportingPeriod.stale ? 3 : 1
    }

    private func isRecent(_ period: TimePeriod, _ publication: CivilDate) -> Bool {
        publication.ordinal - period.lastDay.ordinal <= ReportingPeriod.stale
    }

    /// How many days ago a period ended that no article reports on as its own: a year and a month more.
    private static let stale = 400

    /// How many days before its end a period counts as over: annual reviews come out in December.
    static let unfinished = 45
}
