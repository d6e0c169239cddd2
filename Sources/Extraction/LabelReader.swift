import Observation
import Vietnamese

/// Names what is measured: the noun phrase right of a count or share, the subject left of a verb, or, for a change
/// without a subject of its own, what changed before it.
struct LabelReader {
    let view: FieldView
    let phrases: NounPhrases

    init(view: FieldView, asides: [Range<Int>]) {
        self.view = view
        phrases = NounPhrases(view: view, asides: asides)
    }

    /// Sets the indicators of the quantities of one sentence; `antecedent` is the last indicator before it.
    func label(_ quantities: inout ArraySlice<Quantity>, antecedent: String, _ limits: Range<Int>) {
        var last = antecedent
        var lastLevel = antecedent
        let runs = RespectiveLists(view: view).runs(of: quantities, limits)
        for index in quantities.indices {
            let quantity = quantities[index]
            if let run = runs.first(where: { $0.contains(index) && $0.lowerBound < index }),
                phrases.right(of: quantity, ceiling: ceiling(index, quantities, limits), limits).isEmpty
                    || quantity.kind != .count
            {
                quantities[index].indicator = quantities[run.lowerBound].indicator
                continue
            }
            let floor = index > quantities.startIndex ? quantities[index - 1].after : limits.lowerBound
            let subject = phrases.subject(of: quantity, floor: floor, limits)
            let right = phrases.right(of: quantity, ceiling: ceiling(index, quantities, limits), limits)
            let name = name(quantity, subject: subject, right: right, antecedent: last, lastLevel, floor, limits)
            let named = name.isEmpty ? phrases.opening(before: quantity, limits) : name
            quantities[index].indicator = named
            if quantity.kind == .count, quantity.value.exponent < 0, quantity.scale == 0, right.isEmpty {
                // An index has neither unit nor noun: `đạt 0,8241`.
                quantities[index].kind = .point
                quantities[index].unit = "point"
            }
            if !name.isEmpty {
                last = name
                if quantity.measure == .level { lastLevel = name }
            }
        }
    }

    /// Where the next figure's own words begin.
    private func ceiling(_ index: Int, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>) -> Int {
        index + 1 < quantities.endIndex ? quantities[index + 1].predicate : limits.upperBound
    }

    private func name(
        _ quantity: Quantity, subject: String, right: String, antecedent: String, _ lastLevel: String, _ floor: Int,
        _ limits: Range<Int>
    ) -> String {
        switch quantity.measure {
        case .change, .multiple:
            let own = phrases.withoutGrowth(subject)
            if !own.isEmpty { return own }
            if quantity.kind == .count, quantity.cue == .up || quantity.cue == .down, antecedent.isEmpty {
                return right
            }
            return antecedent.isEmpty ? right : antecedent
        case .level: break
        }
        switch quantity.kind {
        case .rank:
            let field = phrases.field(of: quantity, limits)
            if !field.isEmpty { return "xếp hạng \(field)" }
            return subject.isEmpty ? antecedent : subject
        case .count:
            if quantity.cue == .level, !subject.isEmpty { return subject }
            if !right.isEmpty {
                let verb = phrases.verb(before: quantity.predicate, floor: floor, limits)
                return verb.isEmpty ? right : "\(right) \(verb)"
            }
            return subject.isEmpty && quantity.total == nil ? "" : subject.isEmpty ? antecedent : subject
        case .share:
            if quantity.cue == .share {
                let whole = subject.isEmpty ? antecedent : subject
                if right.isEmpty { return whole }
                return whole.isEmpty ? right : "tỷ trọng \(phrases.withoutShare(whole)) trong \(right)"
            }
            if quantity.cue == .equals {
                let whole = subject.isEmpty ? antecedent : subject
                return right.isEmpty ? whole : "\(whole) so với \(right)"
            }
            if quantity.cue == .level, !subject.isEmpty { return subject }
            if !right.isEmpty { return right }
            return subject.isEmpty ? antecedent : subject
        case .currency, .physical, .point, .times, .duration:
            if !subject.isEmpty { return subject }
            if !antecedent.isEmpty, floor > limits.lowerBound || quantity.cue != nil { return antecedent }
            return right.isEmpty ? antecedent : right
        }
    }
}
