import Observation
import Vietnamese

/// Gives each quantity the period it speaks of and, for changes, the period it is measured against.
struct PeriodAttribution {
    let view: FieldView
    let periods: PeriodMentions
    let publication: CivilDate?
    /// The period of the article as a whole: the one most of its sentences speak of.
    let main: PeriodMention?
    /// What the title speaks of.
    let title: PeriodMention?
    /// The days as of which the article's totals stand, in the order of the text.
    let moments: [PeriodMention]
    /// For each block that is an item of a list, the block before the list.
    private let introductions: [Int: Int]

    init(view: FieldView, periods: PeriodMentions, items: Set<Int>, dated: [Int: Int], title: PeriodMention?) {
        self.view = view
        self.periods = periods
        self.title = title
        publication = periods.resolver.publication
        let reporting = ReportingPeriod(
            periods.mentions, dated: dated, blocks: view.scan.sentences.map(\.block), title: title,
            publication: publication)
        main = reporting.main
        moments = periods.mentions.filter { mention in
            if case .day = mention.period {
                return mention.role == .asOf && mention.bracket == nil && !mention.isPassing
                    && reporting.standsBy(mention)
            }
            return false
        }
        introductions = items.sorted().reduce(into: [:]) { $0[$1] = $0[$1 - 1] ?? max(0, $1 - 1) }
    }

    /// Sets the periods of the quantities of one sentence by rules.
    func attribute(_ quantities: inout ArraySlice<Quantity>) {
        for index in quantities.indices where quantities[index].period == nil {
            let floor = index > quantities.startIndex ? quantities[index - 1].after : 0
            let ceiling = index + 1 < quantities.endIndex ? quantities[index + 1].tokens.lowerBound : Int.max
            // `giảm từ 713 của năm 2020 xuống 653`: a period between the two is that of the value moved away from.
            let isMoved = index > quantities.startIndex && quantities[index - 1].isFrom
            let source = isMoved ? floor..<quantities[index].tokens.lowerBound : 0..<0
            if let (period, note) = attached(index, in: quantities, floor) {
                quantities[index].period = period
                quantities[index].grounds.period = note
                quantities[index].isOwnPeriod = index == quantities.startIndex || quantities[index - 1].isOwnPeriod
                continue
            }
            guard let (mention, rule) = period(of: quantities[index], floor, ceiling, not: source) else { continue }
            quantities[index].period = goal(quantities[index], mention, rule) ?? mention.period
            quantities[index].grounds.period = Note(rule, mention.tokens, in: mention.isOfTitle ? .title : .own)
            quantities[index].isOwnPeriod =
                (mention.sentence == quantities[index].sentence || introduces(mention, quantities[index]))
                && rule != .moment && !mention.isOfTitle
            if mention.isInferred { quantities[index].flags.insert(.yearInferred) }
        }
        attributeLists(&quantities)
        attributeOrigins(&quantities)
    }

    private func mentions(of sentence: Int) -> ArraySlice<PeriodMention> {
        periods.mentions[periods.ofSentence[sentence].mentions]
    }

    /// How many mentions back a paragraph is searched: more than any prose holds, so that cost stays bounded.
    private static let lookBack = 64

    /// The period of a table that names none: what the text above it turned to last, else the article's.
    func context(beforeTable first: Int) -> PeriodMention? {
        periods.lastReference(before: first, where: carries) ?? main
    }

    // MARK: The period

    private func period(
        of quantity: Quantity, _ floor: Int, _ ceiling: Int, not source: Range<Int>
    ) -> (PeriodMention, Ground.Rule)? {
        let own = mentions(of: quantity.sentence).filter {
            !source.contains($0.tokens.lowerBound) && !isElsewhere($0, quantity) && !$0.isReport
                && !isLongSince($0, quantity) && !isOfPlan($0, quantity)
        }
        // In the figure's own stretch: after the figure before it, up to the next one; the nearest on the left first,
        // unless one follows closer without a comma between.
        let left = own.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && $0.tokens.lowerBound >= floor }
        let right = own.first {
            $0.tokens.lowerBound >= quantity.after && $0.tokens.upperBound <= ceiling
                && !breaks(quantity.after, $0.tokens.lowerBound)
        }
        // `quý III 7,12% và quý IV 7,93%`: what stands right before the figure is its own, and the next one the next's.
        let isTied = left.map { quantity.predicate - $0.tokens.upperBound <= 1 } ?? false
        let isNext = right.map { isTied && ceiling - $0.tokens.upperBound <= 2 } ?? false
        if let right, !isNext, right.tokens.lowerBound - quantity.after < 4 || (left == nil && dates(right, quantity)) {
            return (right, .beside)
        }
        // `trước ngày 31/10; bố trí 96 tỷ đồng trong năm 2025`: its own clause before another's.
        if let right, let left, !isNext, crossesClause(left.tokens.upperBound, quantity.tokens.lowerBound) {
            return (right, .beside)
        }
        if let left { return (left, .beside) }
        // Then the sentence: what was said last before the figure, else what it says at all.
        if let earlier = own.last(where: { $0.tokens.upperBound <= quantity.tokens.lowerBound }),
            !isAhead(earlier, of: quantity)
        {
            return (earlier, .sentence)
        }
        if let only = own.first, own.count == 1, !only.isPassing, !isAhead(only, of: quantity),
            !isAnothersAim(only, quantity),
            only.role != .deadline || quantity.status == .target,
            ceiling == Int.max || !isClaimed(only, after: quantity, ceiling)
        {
            return (only, .sentence)
        }
        return inherited(quantity)
    }

    /// A change or share that hangs on the figure before it speaks of the same time; a value that `khi` ties to a
    /// comparison speaks of the time compared with.
    private func attached(
        _ index: Int, in quantities: ArraySlice<Quantity>, _ floor: Int
    ) -> (TimePeriod, Note)? {
        let quantity = quantities[index]
        let stretch = floor..<max(floor, quantity.tokens.lowerBound)
        for mention in periods.baselines[periods.ofSentence[quantity.sentence].baselines]
        where mention.tokens.lowerBound >= floor && mention.tokens.upperBound <= quantity.tokens.lowerBound {
            let after = mention.tokens.upperBound..<min(mention.tokens.upperBound + 2, quantity.tokens.lowerBound)
            let isWhen = after.contains(where: { view.scan.tokens[$0].word == view.words.khi })
            guard case .calendar(let expression) = mention.expression, isWhen || isSubject(mention, of: quantity)
            else { continue }
            let previous = index > quantities.startIndex ? quantities[index - 1].period : inherited(quantity)?.0.period
            return PeriodResolver.baseline(expression, of: previous, publication: publication, year: nil)
                .map { ($0, Note(.comparison, mention.tokens)) }
        }
        if let own = former(index, in: quantities) { return own }
        guard index > quantities.startIndex, let period = quantities[index - 1].period,
            !quantities[index - 1].isFrom
        else { return nil }
        let hasOwn = mentions(of: quantity.sentence).contains { stretch.contains($0.tokens.lowerBound) }
        guard !hasOwn, stretch.count <= 12, !stretch.contains(where: { view.scan.tokens[$0].isSign(";") }) else {
            return nil
        }
        let isTied =
            quantity.measure != .level || quantity.cue == .restates || quantity.cue == .share
            || quantity.cue == .contributes
            || tiedToComparison(quantities[index - 1])
        return isTied && !follows(quantity) ? (period, Note(.previousFigure, quantities[index - 1].tokens)) : nil
    }

    /// `mức 12,4% của cùng kỳ năm 2022`, `giảm 6,1% ở cùng kỳ năm ngoái`: a former time tied to the figure right before.
    private func former(_ index: Int, in quantities: ArraySlice<Quantity>) -> (TimePeriod, Note)? {
        let quantity = quantities[index]
        let limits = view.scan.sentences[quantity.sentence].tokens
        let tie = view.word(quantity.after, in: limits)
        guard tie != 0, view.lexicon.ties.contains(tie) || view.lexicon.seats.contains(tie),
            let mention = periods.baselines[periods.ofSentence[quantity.sentence].baselines].first(where: {
                $0.tokens.lowerBound == quantity.after + 1
            }), case .calendar(let expression) = mention.expression, case .samePeriod = expression
        else { return nil }
        let previous =
            index > quantities.startIndex ? quantities[index - 1].period : inherited(quantity)?.0.period
        return PeriodResolver.baseline(expression, of: previous, publication: publication, year: nil)
            .map { ($0, Note(.comparison, mention.tokens)) }
    }

    /// `(cùng kỳ năm 2022 là 41,34%)`, `cùng kỳ chỉ 410 tỷ`: nothing is compared with it, so the figure right behind is
    /// that time's own.
    private func isSubject(_ mention: BaselineMention, of quantity: Quantity) -> Bool {
        // `thấp hơn cùng kỳ năm trước (30,5%)`: the bracket says what was compared with.
        if view.scan.tokens[mention.tokens.upperBound].isSign("("),
            quantity.tokens.lowerBound == mention.tokens.upperBound + 1, quantity.measure == .level
        {
            return true
        }
        let gap = mention.tokens.upperBound..<max(mention.tokens.upperBound, quantity.predicate)
        // `tỷ trọng này một năm trước là 28,8%`: right before its verb.
        guard mention.isBare else {
            return !mention.isCompared && quantity.measure == .level && gap.isEmpty
        }
        // `trong khi cùng kỳ năm 2022 tăng 8,8%`: moved then, where the clause is of that time alone.
        guard quantity.measure == .level || mention.opensBracket || opensClause(mention) else { return false }
        return gap.count <= PeriodAttribution.subjectReach
            && !gap.contains {
                view.scan.tokens[$0].kind == .sign && !(mention.opensSentence && view.scan.tokens[$0].isSign(","))
            }
    }

    private static let subjectReach = 6

    /// Whether a clause of its own begins with a bare `cùng kỳ`: behind a semicolon or a connective.
    private func opensClause(_ mention: BaselineMention) -> Bool {
        let limits = view.scan.sentences[mention.sentence].tokens
        let before = mention.tokens.lowerBound - 1
        guard limits.contains(before) else { return false }
        return view.scan.tokens[before].isSign(";")
            || view.phrase(.edge, endingAt: mention.tokens.lowerBound, notBefore: limits.lowerBound) != nil
    }

    /// Whether a figure's own period follows it closely.
    private func follows(_ quantity: Quantity) -> Bool {
        mentions(of: quantity.sentence).contains {
            $0.tokens.lowerBound >= quantity.after && $0.tokens.lowerBound - quantity.after < 4
        }
    }

    /// `92,04% với hơn 91,1 triệu người`: what follows a value of another time shares that time.
    private func tiedToComparison(_ previous: Quantity) -> Bool {
        periods.baselines[periods.ofSentence[previous.sentence].baselines].contains {
            $0.tokens.upperBound <= previous.tokens.lowerBound && previous.tokens.lowerBound - $0.tokens.upperBound < 8
        }
    }

    /// `quý I, quý II và quý III lần lượt là 5,98%, 7,25% và 7,43%`: one by one.
    private func attributeLists(_ quantities: inout ArraySlice<Quantity>) {
        guard let sentence = quantities.first?.sentence else { return }
        let limits = view.scan.sentences[sentence].tokens
        let own = Array(mentions(of: sentence))
        guard own.count >= 2 else { return }
        let lists = RespectiveLists(view: view)
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard let list = lists.names(own.map(\.tokens), before: start, count: run.count, limits) else { continue }
            for (quantity, mention) in zip(run, list) {
                quantities[quantity].period = own[mention].period
                quantities[quantity].grounds.period = Note(.list, own[mention].tokens)
            }
        }
    }

    /// A period before a later figure of the sentence is that figure's: `…, trong khi năm 2023 xuất siêu 28,4 tỷ`.
    private func isClaimed(_ mention: PeriodMention, after quantity: Quantity, _ ceiling: Int) -> Bool {
        mention.tokens.lowerBound >= quantity.after && mention.tokens.upperBound <= ceiling
    }

    /// From the sentences before in the same paragraph, else from the article.
    private func inherited(_ quantity: Quantity) -> (PeriodMention, Ground.Rule)? {
        // A list's items also hang on the paragraph that introduces them, not on one
        // another's moments.
        let own = view.scan.sentences[quantity.sentence].block
        let isItem = introductions[own] != nil
        let block = introductions[own] ?? own
        let before = periods.mentions[..<periods.ofSentence[quantity.sentence].mentions.lowerBound]
        for mention in before.suffix(PeriodAttribution.lookBack).reversed() {
            Steps.take()
            let other = view.scan.sentences[mention.sentence].block
            guard other == block || (isItem && other > block) else { break }
            if isItem, other > block, other != own, mention.role == .asOf { continue }
            if passes(mention, to: quantity) {
                // `công nghiệp năm nay tăng 8%, tuy nhiên quý cuối năm chỉ tăng 3%`: what its sentence began with.
                let first = periods.mentions[periods.ofSentence[mention.sentence].mentions].first
                if let first, first.leads, holds(first.period, mention.period), passes(first, to: quantity) {
                    return (first, .paragraph)
                }
                return (mention, .paragraph)
            }
        }
        if stands(quantity), let moment = moment(before: quantity) ?? moments.first {
            return (
                PeriodMention(
                    period: moment.period, role: .asOf, sentence: quantity.sentence, tokens: moment.tokens), .moment
            )
        }
        return main.map { ($0, .mainPeriod) }
    }

    /// A total or share: it stands at some moment, where a sum or a change is of some time.
    private func stands(_ quantity: Quantity) -> Bool {
        quantity.measure == .level && (quantity.kind == .count || quantity.kind == .share)
            && quantity.status != .target
    }

    /// Whether a mention of an earlier sentence dates a figure: a goal's time dates goals only, a day by which something is
    /// due dates that alone.
    private func passes(_ mention: PeriodMention, to quantity: Quantity) -> Bool {
        // `Kế hoạch năm 2026:` over a list of goals.
        if introduces(mention, quantity), mention.bracket == nil, !mention.isPassing, mention.role != .deadline {
            return true
        }
        // `Toàn tỉnh hiện có 31 bệnh viện. Tổng số giường là 9.872`: what stands beside it stands now too.
        if mention.isNow, !mention.isReport, stands(quantity) { return true }
        guard carries(mention), !isAhead(mention, of: quantity) else { return false }
        let isAim = quantity.status == .target || quantity.status == .forecast
        if mention.aims, !isAim, let publication, mention.period.lastDay > publication {
            guard case .year(publication.year) = mention.period else { return false }
        }
        guard mention.role == .deadline else { return true }
        if case .day = mention.period, mention.sentence + 1 < quantity.sentence { return false }
        return quantity.status == .target
    }

    /// Whether a mention stands in what introduces a figure's list: a heading or a line before its first item.
    private func introduces(_ mention: PeriodMention, _ quantity: Quantity) -> Bool {
        guard !mention.isOfTitle, mention.sentence < quantity.sentence,
            let introduction = introductions[view.scan.sentences[quantity.sentence].block]
        else { return false }
        let limits = view.scan.sentences[mention.sentence].tokens
        return view.scan.sentences[mention.sentence].block == introduction && limits.count <= 16
            && !periods.ofSentence[mention.sentence].hasFigures
    }

    /// Whether a period is part of a longer one.
    private func holds(_ whole: TimePeriod, _ part: TimePeriod) -> Bool {
        whole != part && whole.firstDay <= part.firstDay && part.lastDay <= whole.lastDay
    }

    /// The moment named last before a figure; they stand in the order of the text.
    func moment(before quantity: Quantity) -> PeriodMention? {
        var (low, high) = (0, moments.count)
        while low < high {
            Steps.take()
            let middle = (low + high) / 2
            if moments[middle].tokens.lowerBound < quantity.tokens.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 ? moments[low - 1] : nil
    }

    /// Whether a mention dates the figures of later sentences too. The day of some event does not, unless figures stand
    /// right behind it, nor does a look back in passing (`sau khi quý I năm ngoái lỗ`): only a sentence whose figures
    /// stand behind an older period turns to it.
    private func carries(_ mention: PeriodMention) -> Bool {
        guard mention.bracket == nil, !mention.isBound, !mention.isPassing else { return false }
        if case .day = mention.period, mention.role == .reference { return mention.leads && mention.isNearest }
        if let main, mention.period.lastDay < main.period.firstDay {
            return mention.leads
        }
        // `rồi tuột về 95.000 đồng trong tháng 12`: said after the figure of a part of the time reported on.
        if let main, !mention.leads, mention.role == .reference, mention.period != main.period,
            mention.period.firstDay >= main.period.firstDay, mention.period.lastDay <= main.period.lastDay
        {
            return !mention.trails
        }
        return true
    }

    /// What has long to run yet dates goals and forecasts; a fact beside it is of the time reported on,
    /// unless the sentence is all about what is to come.
    private func isAhead(_ mention: PeriodMention, of quantity: Quantity) -> Bool {
        guard let publication, quantity.status == .actual, !mention.leads, let main, main.period.lastDay <= publication
        else {
            return false
        }
        return mention.period.lastDay.ordinal - publication.ordinal > ReportingPeriod.unfinished
    }
}
