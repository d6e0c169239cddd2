import Observation
import Vietnamese

/// What a calendar expression is there for: to date figures, or to say when something began, was reported or is due.
extension PeriodMentions {
    /// `cao nhất kể từ năm 2020 đến nay`, `từ trước đến nay`: how long something has not been so, said after the figure.
    func isSinceThen(
        _ mention: CalendarMention, among expressions: ArraySlice<CalendarMention>,
        _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        guard mention.expression == .now, let first = quantities.first,
            first.tokens.lowerBound < mention.tokens.lowerBound
        else { return false }
        let before = mention.tokens.lowerBound
        return view.word(before - 1, in: limits) == view.words.trước
            || expressions.contains { other in
                other.tokens.upperBound == before
                    && view.word(other.tokens.lowerBound - 1, in: limits) == view.words.từ
            }
    }

    /// `đến hết tháng 9`, `tới cuối quý II`, `tính đến 30/6`.
    func isUpTo(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        (mention.tokens.lowerBound - 2..<mention.tokens.lowerBound).contains { index in
            let word = view.word(index, in: limits)
            return word != 0 && (word == view.words.đến || word == view.words.tới)
        }
    }

    /// `trước ngày 31/12`: when something is due.
    private func isDue(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        (mention.tokens.lowerBound - 2..<mention.tokens.lowerBound).contains { index in
            let word = view.word(index, in: limits)
            return word != 0 && word == view.words.trước
        }
    }

    /// `từ tháng 4`, `kể từ năm 2023`, `hồi tháng 7`, `riêng tháng 7`, a bare `hiện`: said of one thing only.
    func isPassing(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        let before = view.word(mention.tokens.lowerBound - 1, in: limits)
        if before == view.words.từ || before == view.words.hồi || before == view.words.riêng { return true }
        if before == view.words.trong, before != 0,
            view.word(mention.tokens.lowerBound - 2, in: limits) == view.words.riêng
        {
            return true
        }
        let first = view.word(mention.tokens.lowerBound, in: limits)
        return mention.expression == .now && (first == view.words.hiện || first == view.words.nay)
    }

    /// `công bố ngày 8/4`, `tại cuộc họp chiều 26/12`, `đưa ra hồi tháng 7`: when something was said, not when it was.
    /// A longer period there is what the report is about (`báo cáo quý III`), unless `hồi` or `vào` says when.
    func isReport(_ mention: CalendarMention, _ period: TimePeriod, _ limits: Range<Int>) -> Bool {
        var index = mention.tokens.lowerBound - 1
        if case .day = period {
        } else {
            let tie = view.word(index, in: limits)
            guard case .month = period, tie != 0, tie == view.words.hồi || tie == view.words.vào else { return false }
        }
        if mention.expression == .now || mention.expression == .thisMoment || isUpTo(mention, limits)
            || isDue(mention, limits) || isMoment(mention, period, limits)
        {
            return false
        }
        if isDateline(period, limits) { return true }
        let floor = max(limits.lowerBound, mention.tokens.lowerBound - PeriodMentions.reach)
        while index >= floor {
            let token = view.scan.tokens[index]
            if token.kind == .sign, token.isSign(",") || token.isSign(";") || token.isSign(":") { return false }
            if view.phrase(.reports, at: index) != nil { return true }
            index -= 1
        }
        return false
    }

    /// `phiên họp thường kỳ tháng 10`, `giao ban quý III`: meetings are told apart by months and quarters, and report on
    /// more than those.
    func isOfMeeting(_ mention: CalendarMention, _ period: TimePeriod, _ limits: Range<Int>) -> Bool {
        switch period {
        case .month, .quarter: break
        default: return false
        }
        let start = max(limits.lowerBound, mention.tokens.lowerBound - PeriodMentions.meetingReach)
        return (start..<mention.tokens.lowerBound).contains { view.phrase(.meets, at: $0) != nil }
    }

    /// `họp báo Chính phủ thường kỳ tháng 9`: how far before its month a meeting is named.
    private static let meetingReach = 5

    /// `Thứ Sáu, 21/07/2023 | 10:15`: a line of little more than the day the article came out.
    private func isDateline(_ period: TimePeriod, _ limits: Range<Int>) -> Bool {
        guard case .day(resolver.publication) = period, limits.count <= PeriodMentions.longestDateline else {
            return false
        }
        return limits.count { view.scan.tokens[$0].kind == .sign } * 4 >= limits.count
    }

    private static let longestDateline = 24

    /// `chuẩn nghèo giai đoạn 2022-2025`, `chương trình 2021-2030`: years that belong to a name. Its goals have deadlines
    /// of their own.
    func isOfScheme(_ mention: CalendarMention, _ period: TimePeriod, _ limits: Range<Int>) -> Bool {
        guard case .years = period else { return false }
        return view.phrase(.scheme, endingAt: mention.tokens.lowerBound, notBefore: limits.lowerBound) != nil
    }

    /// How far before a date the act of reporting is looked for.
    static let reach = 12

    /// `31,7 của năm 2023`: it dates the figure right before, and nothing else.
    func isBound(
        _ mention: CalendarMention, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Bool {
        let before = mention.tokens.lowerBound - 1
        // `từ hạng 14 năm 2023 xuống hạng 17`, `từ 25% hồi cuối năm 2023 lên 27%`: that of the value moved away from.
        if quantities.contains(where: { $0.isFrom && PeriodMentions.joins($0, mention.tokens) }) { return true }
        return view.word(before, in: limits) == view.words.của && quantities.contains { $0.after == before }
    }

    /// Whether a period follows a figure with no more than `của`, `hồi` or `vào` between.
    static func joins(_ quantity: Quantity, _ period: Range<Int>) -> Bool {
        (0...2).contains(period.lowerBound - quantity.after)
    }

    /// The bracket that a mention opens, up to its end: `(năm 2019, trước dịch, là 27.100 tỷ đồng)`.
    func bracket(_ mention: CalendarMention, _ limits: Range<Int>) -> Range<Int>? {
        let open = mention.tokens.lowerBound - 1
        guard view.sign("(", open, in: limits) else { return nil }
        let close = (mention.tokens.upperBound..<limits.upperBound).first { view.sign(")", $0, in: limits) }
        return open..<(close ?? limits.upperBound)
    }

    /// Whether the figure it dates is a goal or forecast: what follows it first, else what stands before.
    func isAim(_ mention: CalendarMention, _ quantities: ArraySlice<Quantity>) -> Bool {
        let figure =
            quantities.first { $0.tokens.lowerBound >= mention.tokens.upperBound } ?? quantities.last
        return figure.map { $0.status == .target || $0.status == .forecast } ?? false
    }

    /// `từ năm 2020`, `kể từ tháng 3`: where something began.
    func isSince(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        let before = view.word(mention.tokens.lowerBound - 1, in: limits)
        return before != 0 && before == view.words.từ
    }

    /// `cà phê giao tháng 5`, `hợp đồng kỳ hạn tháng 7`: the month is that of a delivery to come.
    func isDelivery(_ mention: CalendarMention, _ limits: Range<Int>) -> Bool {
        guard case .month = mention.expression else { return false }
        let start = mention.tokens.lowerBound
        guard let contract = view.phrase(.contract, endingAt: start, notBefore: limits.lowerBound) else { return false }
        return view.phrase(.compound, endingAt: start, notBefore: limits.lowerBound).map { $0 >= contract } ?? true
    }

    func role(
        _ mention: CalendarMention, _ period: TimePeriod, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> PeriodMention.Role {
        if mention.expression == .now || mention.expression == .thisMoment { return .asOf }
        if isMoment(mention, period, limits) { return .asOf }
        var index = mention.tokens.lowerBound - 1
        var steps = 0
        while index >= limits.lowerBound, steps < 4 {
            let word = view.word(index, in: limits)
            if word == 0 { break }
            if word == view.words.đến || word == view.words.tới || word == view.words.trước {
                guard let publication = resolver.publication else { return .asOf }
                if word == view.words.trước { return .deadline }
                return period.lastDay <= publication || isNearlyOver(period, mention, quantities, publication)
                    ? .asOf : .deadline
            }
            index -= 1
            steps += 1
        }
        return .reference
    }

    /// `tại ngày 31/3`, `tại thời điểm 0 giờ ngày 1/4`, `thời điểm cuối tháng 9`: what stands then, not what happened.
    private func isMoment(_ mention: CalendarMention, _ period: TimePeriod, _ limits: Range<Int>) -> Bool {
        var index = mention.tokens.lowerBound - 1
        var isDay = false
        if case .day = period { isDay = true }
        while index >= limits.lowerBound, mention.tokens.lowerBound - index <= 4 {
            let word = view.word(index, in: limits)
            if word != 0, word == view.words.tại { return isDay }
            if word != 0, word == view.words.điểm { return view.word(index - 1, in: limits) == view.words.thời }
            guard view.scan.tokens[index].kind == .number || word == view.words.giờ || word == view.words.phút else {
                return false
            }
            index -= 1
        }
        return false
    }

    /// `đến tháng 12/2023` said on 26 December: of what has been so far, unless its figure is a goal.
    private func isNearlyOver(
        _ period: TimePeriod, _ mention: CalendarMention, _ quantities: ArraySlice<Quantity>, _ publication: CivilDate
    ) -> Bool {
        guard period.firstDay <= publication,
            period.lastDay.ordinal - publication.ordinal <= PeriodMentions.nearlyOver,
            let figure = quantities.first(where: { $0.tokens.lowerBound >= mention.tokens.upperBound })
        else { return false }
        return figure.status == .actual || figure.status == .estimate
    }

    /// How many days before its end what stands at the end of a period is known.
    private static let nearlyOver = 20
}
