import Observation
import Vietnamese

/// Hands on what is said once for several figures: the verb of a list, of coordinated objects, and of a figure that is
/// said again in another unit.
struct Coordination {
    let view: FieldView
    /// The sentence's calendar expressions.
    var calendar: ArraySlice<CalendarMention> = []

    /// Completes unit, measure, direction and status of the quantities of one sentence; `earlier` is the last figure of
    /// its paragraph before it.
    func complete(_ quantities: inout ArraySlice<Quantity>, after earlier: Quantity?, _ limits: Range<Int>) {
        let lists = RunningLists(view: view, calendar: calendar)
        lists.shareScaledUnits(&quantities, after: earlier, limits)
        let runs = RespectiveLists(view: view).runs(of: quantities, limits)
        if let first = quantities.indices.first, let earlier { lists.resume(&quantities[first], earlier, limits) }
        for index in quantities.indices.dropFirst() {
            let previous = quantities[index - 1]
            let quantity = quantities[index]
            let isListed =
                runs.contains { $0.contains(index) && $0.lowerBound < index }
                && view.listJoint(quantity.predicate - 1, in: limits)
            inheritUnit(&quantities[index], previous, limits)
            inheritEstimate(&quantities[index], previous, limits)
            quantities[index].isAside = lists.hangs(quantity, on: previous, limits)
            if isMovedGrowth(quantity, previous) {
                quantities[index].measure = .change
                quantities[index].direction = previous.direction
                quantities[index].noteMeasure(Note(.previousFigure, previous.tokens))
                if quantity.status == .actual, previous.status != .actual {
                    quantities[index].status = previous.status
                    quantities[index].grounds.status = Note(.previousFigure, previous.tokens)
                }
                continue
            }
            if isSaidAgain(quantity, previous, limits) {
                quantities[index].measure = .change
                quantities[index].direction = previous.direction
                quantities[index].noteMeasure(Note(.previousFigure, previous.tokens))
            }
            settleInflow(&quantities[index - 1], quantity, before: index - 2 >= quantities.startIndex, limits)
            if isGoalOfChange(quantity, previous, limits) {
                if quantity.baseline == .target {
                    // It is the goal itself, not by how much it was missed.
                    quantities[index].baseline = nil
                    quantities[index].status = .target
                    quantities[index].grounds.status = Note(.word, quantity.grounds.baseline.tokens)
                    quantities[index].grounds.baseline = Note(.unsaid)
                }
                quantities[index].measure = .change
                quantities[index].direction = previous.direction
                quantities[index].noteMeasure(Note(.previousFigure, previous.tokens))
                continue
            }
            if quantity.cue == .restates {
                restate(&quantities[index], previous)
            } else if isListed || isCoordinated(quantity, previous, limits), quantity.cue == nil,
                quantity.kind != .rank
            {
                inherit(&quantities[index], previous)
            } else {
                lists.goOn(&quantities[index], previous, limits)
                lists.estimate(&quantities[index], previous, limits)
            }
        }
    }

    /// `chi ước 17.890 tỷ đồng, trong đó chi đầu tư 7.245 tỷ đồng`, `tương đương 4.110 USD, tăng 393 USD`: a part of an
    /// estimate, or its movement.
    private func inheritEstimate(_ quantity: inout Quantity, _ previous: Quantity, _ limits: Range<Int>) {
        guard quantity.status == .actual, previous.status == .estimate else { return }
        let stretch = previous.after..<max(previous.after, quantity.predicate)
        let isPart =
            quantity.measure == .level
            && stretch.contains {
                view.word($0, in: limits) == view.words.trong && view.scan.hasCue(.opener, at: $0)
            } && !stretch.contains { view.sign(";", $0, in: limits) }
        let isMoved =
            quantity.measure == .change && stretch.count == 1 && view.sign(",", stretch.lowerBound, in: limits)
            && view.word(quantity.after, in: limits) != view.words.của
        guard isPart || isMoved else { return }
        quantity.status = .estimate
        quantity.grounds.status = Note(.previousFigure, previous.tokens)
    }

    /// `26,4 ca trên 100.000 trẻ, giảm so với mức 31,7`: the yardstick's value has the unit of what it measures.
    private func inheritUnit(_ quantity: inout Quantity, _ previous: Quantity, _ limits: Range<Int>) {
        guard quantity.kind == .count, quantity.unit == "count", quantity.scale == 0, previous.unit != "count",
            previous.kind != .rank, previous.kind != .times
        else { return }
        let stretch = previous.after..<max(previous.after, quantity.predicate)
        let isYardstick = stretch.contains { view.scan.hasCue(.versus, at: $0) } && stretch.count <= 8
        // `tăng 0,37 điểm phần trăm so với quý trước và tăng 0,38 so với cùng kỳ`.
        let isRepeated =
            quantity.measure == .change && previous.measure == .change && quantity.value.exponent < 0
            && view.scan.hasCue(.versus, at: quantity.after)
        if isRepeated {
            quantity.unit = previous.unit
            quantity.kind = previous.kind
            quantity.grounds.unit = Note(.previousFigure, previous.tokens)
            return
        }
        guard isYardstick,
            view.token(quantity.after, in: limits).map({ $0.kind == .sign || $0.word == view.words.của }) ?? true
        else { return }
        quantity.unit = previous.unit
        // So many for each so many is no bare score.
        quantity.kind = previous.unit.hasPrefix("count/") ? .physical : previous.kind
        quantity.grounds.unit = Note(.previousFigure, previous.tokens)
    }

    /// `tăng 5,2 điểm (0,4%)`: the same movement as a share, in brackets right behind it.
    private func isSaidAgain(_ quantity: Quantity, _ previous: Quantity, _ limits: Range<Int>) -> Bool {
        quantity.unit == "percent" && quantity.measure == .level && quantity.cue == nil && quantity.total == nil
            && previous.measure == .change && [.point, .currency, .physical].contains(previous.kind)
            && view.sign("(", previous.after, in: limits) && quantity.tokens.lowerBound == previous.after + 1
            && (view.sign(")", quantity.after, in: limits) || view.sign(",", quantity.after, in: limits))
    }

    /// `dự báo tăng trưởng từ 3,3% xuống 2,8%`: a growth rate that moves is one still.
    private func isMovedGrowth(_ quantity: Quantity, _ previous: Quantity) -> Bool {
        quantity.kind == .share && quantity.measure == .level && quantity.cue == .level
            && quantity.unit == previous.unit
            && previous.isFrom && previous.measure == .change && previous.grounds.measure.rule == .subjectNoun
            && quantity.predicate - previous.after <= 8
    }

    /// `1.107 lượt dự án tăng vốn thêm 10,12 tỷ USD, tăng 12,2%`, `thêm 61 ca mới, giảm 47%`: what came in is a level when
    /// its own movement follows.
    private func settleInflow(
        _ previous: inout Quantity, _ quantity: Quantity, before isInner: Bool, _ limits: Range<Int>
    ) {
        guard previous.measure == .change, previous.direction == .up, previous.cue == .up,
            previous.kind == .currency || previous.kind == .count, quantity.kind == .share, quantity.measure == .change,
            quantity.cue == .up || quantity.cue == .down, quantity.predicate - previous.after <= 6,
            (previous.predicate..<previous.tokens.lowerBound).contains(where: {
                view.word($0, in: limits) == view.lexicon.more
            }),
            view.sign(",", quantity.predicate - 1, in: limits) || view.sign("(", quantity.predicate - 1, in: limits),
            !(previous.after..<quantity.predicate).contains(where: { view.scan.hasCue(.versus, at: $0) })
        else { return }
        previous.measure = .level
        previous.direction = nil
        previous.noteMeasure(Note(.nextFigure, quantity.tokens))
        previous.grounds.direction = Note(.unsaid)
    }

    /// `tăng 5,97%, thấp hơn mục tiêu 8,5%`, `tăng 7,9%, so với mục tiêu 10% của Quốc hội`: the goal of a growth rate is one
    /// too. What something falls short by is less than what it has grown to.
    private func isGoalOfChange(_ quantity: Quantity, _ previous: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.unit == "percent", previous.unit == "percent", previous.measure == .change,
            quantity.total == nil,
            previous.after < quantity.tokens.lowerBound, quantity.tokens.lowerBound - previous.after <= 16
        else { return false }
        var comparison: Cue?
        var hasGoal = false
        var isSetAgainst = false
        for index in previous.after..<quantity.tokens.lowerBound {
            if view.sign(";", index, in: limits) { return false }
            guard let (cue, stop) = view.scan.cue(at: index) else { continue }
            let bounds: [Cue] = [.atLeast, .atMost, .approx, .over]
            let isNear =
                stop == quantity.tokens.lowerBound || view.scan.cue(at: stop).map { bounds.contains($0.cue) } ?? false
            if view.scan.hasCue(.plan, at: index), isNear { hasGoal = true }
            // `thấp hơn mức 5,5% đặt ra từ đầu năm`, `thấp hơn nhiều so với mức 12,4%`: rates are compared.
            let isCompared =
                comparison == .down || comparison == .up
                || (index..<stop).contains { view.lexicon.endsComparative(view.scan.tokens[$0]) }
            if cue == .versus, isCompared, isNear || view.word(stop, in: limits) == view.lexicon.level {
                return quantity.measure == .level
            }
            // `tăng 5,6%, trong khi nghị quyết đề ra là 7%`.
            if cue == .opener, index <= previous.after + 1 { isSetAgainst = true }
            if isSetAgainst, quantity.status == .target,
                view.scan.hasCue(.assigned, at: index) || cue == .plan || cue == .target
            {
                return quantity.measure == .level
                    && !(previous.after..<quantity.predicate).contains {
                        view.scan.longest(Category.measure, at: $0) != nil
                    }
            }
            if [.versus, .down, .up, .exceeds].contains(cue) { comparison = cue }
        }
        guard hasGoal, let comparison else { return false }
        switch comparison {
        case .versus: return quantity.measure == .level
        case .down: return quantity.measure == .level || previous.direction == .up && previous.value < quantity.value
        default: return quantity.measure == .level
        }
    }

    /// `14,8% (hay 33,92 tỷ USD)`, `11.511,9 nghìn tỷ đồng, tương đương 476,3 tỷ USD`.
    private func restate(_ quantity: inout Quantity, _ previous: Quantity) {
        quantity.status = previous.status
        quantity.grounds.status = Note(.previousFigure, previous.tokens)
        guard quantity.kind != .times, quantity.kind != .rank, previous.kind != .rank else { return }
        // A part of what moved is no movement: `tăng 7 bậc, tương đương 20%` is rare, a share of a level is not.
        if previous.measure == .change, quantity.measure == .level,
            !(previous.after..<max(previous.after, quantity.predicate)).contains(where: {
                view.scan.tokens[$0].isSign(";") || view.scan.longest(Category.measure, at: $0) != nil
            })
        {
            quantity.measure = .change
            quantity.direction = previous.direction
            quantity.noteMeasure(Note(.previousFigure, previous.tokens))
        }
    }

    private func inherit(_ quantity: inout Quantity, _ previous: Quantity) {
        if quantity.measure == .level, previous.measure == .change, quantity.unit == previous.unit {
            quantity.measure = .change
            quantity.direction = previous.direction
            quantity.noteMeasure(Note(.previousFigure, previous.tokens))
        }
        // `giảm ít nhất 5% biên chế công chức và 10% biên chế viên chức`: a bound is that of both.
        if quantity.qualifier == .exact, quantity.upper == nil,
            view.scan.tokens[quantity.predicate - 1].word == view.words.và,
            previous.qualifier == .atLeast || previous.qualifier == .atMost,
            // `ít nhất 20% vào năm 2025 và 25% vào năm 2030`: what comes later is said for itself.
            !calendar.contains(where: { previous.after..<quantity.predicate ~= $0.tokens.lowerBound })
        {
            quantity.qualifier = previous.qualifier
            quantity.grounds.qualifier = Note(.previousFigure, previous.tokens)
        }
        guard quantity.status == .actual, previous.status != .actual else { return }
        quantity.status = previous.status
        quantity.grounds.status = Note(.previousFigure, previous.tokens)
    }

    /// `cắt 30% thời gian và 20% chi phí`: a figure of the same unit right after `và`, with no verb of its own.
    private func isCoordinated(_ quantity: Quantity, _ previous: Quantity, _ limits: Range<Int>) -> Bool {
        var joint = quantity.predicate - 1
        // `và phấn đấu 7-7,5%`: a word of status may stand between.
        while let hit = view.cue(endingAt: joint + 1, in: limits), [.target, .estimate, .forecast].contains(hit.cue) {
            joint = hit.start - 1
        }
        guard quantity.unit == previous.unit, view.word(joint, in: limits) == view.words.và else { return false }
        let gap = previous.after..<max(previous.after, joint)
        // `tăng 2,6% so với tháng trước và 10,9% so với cùng kỳ`: two comparisons of one movement.
        if view.scan.hasCue(.versus, at: previous.after), view.scan.hasCue(.versus, at: quantity.after) {
            return gap.count <= 8 && !gap.contains { view.scan.tokens[$0].kind == .sign }
        }
        return gap.count <= 8
            && !gap.contains { token in
                let status: [Cue] = [.forecast, .estimate, .target, .may]
                // `giảm 5% biên chế cán bộ, công chức và 10% biên chế viên chức`.
                let isSign = view.scan.tokens[token].kind == .sign
                return isSign && !(previous.measure == .change && view.sign(",", token, in: limits))
                    || view.scan.cue(at: token).map { !status.contains($0.cue) } ?? false
            }
    }
}
