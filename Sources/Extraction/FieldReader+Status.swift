import Observation
import Vietnamese

/// What the time of a figure says of its status.
extension FieldReader {
    /// `đã hoàn thành 19/79 nhiệm vụ năm 2024`: whatever the period, it has happened.
    private func isPast(_ quantity: Quantity) -> Bool {
        let start = view.scan.sentences[quantity.sentence].tokens.lowerBound
        return (max(start, quantity.tokens.lowerBound - 12)..<quantity.tokens.lowerBound).contains {
            view.phrase(.past, at: $0) != nil
        }
    }

    /// A run of years that has begun, such as a school year, may well be reported on.
    private func isUnderWay(_ period: TimePeriod, _ publication: CivilDate) -> Bool {
        if case .years = period { return period.firstDay <= publication }
        return false
    }

    /// A period that ends so many days after the article came out cannot be reported on yet.
    private static let unfinished = 183

    /// A value of a time that has not come is no fact: a goal, unless somebody forecasts it. A time the figure only takes
    /// over from elsewhere says less than its own words.
    func settleStatus(_ quantity: inout Quantity, after previous: Quantity? = nil, isForecast: Bool = false) {
        guard quantity.status == .actual, let publication, let period = quantity.period,
            !isUnderWay(period, publication),
            !isPast(quantity)
        else { return }
        let ahead = period.lastDay.ordinal - publication.ordinal
        if ahead > 0, quantity.isOwnPeriod, !quantity.isCell,
            period.firstDay > publication || hasDeadline(quantity), let order = order(before: quantity)
        {
            quantity.status = .target
            quantity.grounds.status = Note(.word, order)
            return
        }
        if ahead > 0, quantity.isOwnPeriod, !quantity.isCell, isDue(quantity) || isAllotted(quantity) {
            quantity.status = .target
            quantity.grounds.status = Note(
                .futurePeriod, quantity.grounds.period.tokens, in: quantity.grounds.period.place)
            return
        }
        guard ahead > FieldReader.unfinished else { return }
        guard quantity.isOwnPeriod else {
            // `tốc độ lên 30%, độ trễ xuống 5 ms`: only where the figure before it speaks of the same time to come.
            if let previous, goesOn(quantity, after: previous), previous.period == period, previous.status != .actual {
                quantity.status = previous.status
                quantity.grounds.status = Note(.previousFigure, previous.tokens)
            }
            return
        }
        quantity.status = isForecast && !isPlanned(quantity) ? .forecast : .target
        quantity.grounds.status = Note(
            .futurePeriod, quantity.grounds.period.tokens, in: quantity.grounds.period.place)
    }

    /// `trước ngày 31/12, 100% cửa hàng …`: by a day to come.
    private func isDue(_ quantity: Quantity) -> Bool {
        guard quantity.grounds.period.place == .own else { return false }
        let limits = view.scan.sentences[quantity.sentence].tokens
        let tokens = quantity.grounds.period.tokens
        return [tokens.lowerBound, tokens.lowerBound - 1].contains { view.word($0, in: limits) == view.lexicon.by }
    }

    /// `ngân sách năm 2025 bố trí 25.000 tỷ đồng`: money given for a time not over yet.
    private func isAllotted(_ quantity: Quantity) -> Bool {
        guard quantity.kind == .currency || quantity.kind == .share else { return false }
        let limits = view.scan.sentences[quantity.sentence].tokens
        // `được bố trí 21,5 tỷ đồng` has got it.
        return view.phrase(.allots, endingAt: quantity.predicate, notBefore: limits.lowerBound).map {
            view.word($0 - 1, in: limits) != view.lexicon.got
        } ?? false
    }

    private func hasDeadline(_ quantity: Quantity) -> Bool {
        view.scan.sentences[quantity.sentence].tokens.contains { view.phrase(.deadline, at: $0) != nil }
    }

    /// `Từ nay đến hết năm, thành phố phải giải ngân 95%`: an order or duty before a figure of a time not over yet.
    private func order(before quantity: Quantity) -> Range<Int>? {
        let limits = view.scan.sentences[quantity.sentence].tokens
        var index = quantity.tokens.lowerBound - 1
        while index >= limits.lowerBound {
            if view.sign(";", index, in: limits) || view.phrase(.past, at: index) != nil { return nil }
            let word = view.word(index, in: limits)
            let isDuty = word != 0 && view.lexicon.duties.contains(word) || word != 0 && word == view.lexicon.purpose
            if isDuty, view.phrase(.compound, at: index) == nil, view.scan.longest(Category.place, at: index) == nil {
                return index..<index + 1
            }
            if let end = view.phrase(.commands, at: index) { return index..<end }
            index -= 1
        }
        return nil
    }

    /// `nộp lần lượt 1.912, 1.745 và 1.503 đơn`, `lên tới 58.462, gấp rưỡi cùng kỳ`: what has no name itself has that of the
    /// figure that goes on with it.
    func nameByNext(_ quantities: inout [Quantity]) {
        for index in quantities.indices.dropLast().reversed() where quantities[index].indicator.isEmpty {
            let (quantity, next) = (quantities[index], quantities[index + 1])
            guard next.sentence == quantity.sentence, !next.indicator.isEmpty else { continue }
            let limits = view.scan.sentences[quantity.sentence].tokens
            let isListed =
                view.listJoint(quantity.after, in: limits) && next.tokens.lowerBound == quantity.after + 1
                && next.unit == quantity.unit
            let isMeasured = quantity.cue == .level && next.measure != .level && next.predicate - quantity.after <= 2
            guard isListed || isMeasured else { continue }
            quantities[index].indicator = next.indicator
            quantities[index].chances.name = next.chances.name
            quantities[index].grounds.indicator = Note(.nextFigure, next.tokens)
        }
    }

    /// Whether more is forecast than ordered.
    func outlook(_ quantities: [Quantity]) -> Bool {
        quantities.reduce(0) { $0 + ($1.status == .forecast ? 1 : $1.status == .target ? -1 : 0) } > 1
    }

    /// Whether a figure goes on with its sentence's or its list's.
    private func goesOn(_ quantity: Quantity, after previous: Quantity) -> Bool {
        if quantity.sentence == previous.sentence { return true }
        let blocks = (view.scan.sentences[previous.sentence].block, view.scan.sentences[quantity.sentence].block)
        guard case .item = field.blocks[blocks.0].kind, case .item = field.blocks[blocks.1].kind else { return false }
        return true
    }

    /// `theo Chiến lược …, đến năm 2030`: what a plan or law says of the future is ordered.
    private func isPlanned(_ quantity: Quantity) -> Bool {
        let limits = view.scan.sentences[quantity.sentence].tokens
        return (limits.lowerBound..<max(limits.lowerBound, quantity.tokens.lowerBound)).contains {
            view.scan.hasCue(.plan, at: $0) || view.scan.has(Category.name, NameKind.programme.rawValue, at: $0)
                || view.scan.has(Category.name, NameKind.legal.rawValue, at: $0)
        }
    }
}
