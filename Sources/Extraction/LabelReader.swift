import Observation
import Vietnamese

/// Names what is measured: the noun phrase right of a count or share, the subject left of a verb, or, for a change
/// without a subject of its own, what changed before it.
struct LabelReader {
    let view: FieldView
    let phrases: NounPhrases
    /// What was named last before the sentence.
    var antecedents: Antecedents

    init(
        view: FieldView, asides: [Range<Int>], organizations: [OrganizationMention], places: [Range<Int>],
        antecedents: Antecedents
    ) {
        self.view = view
        phrases = NounPhrases(view: view, asides: asides, organizations: organizations.map(\.tokens), places: places)
        self.antecedents = antecedents
    }

    /// What was named last, in all and for each kind of figure.
    struct Antecedents {
        var last = ""
        var byUnit: [String: String] = [:]
        /// The latest names of levels, the newest last.
        var recent: [String] = []

        mutating func note(_ quantity: Quantity) {
            last = quantity.indicator
            guard quantity.measure == .level else { return }
            byUnit[quantity.unit] = quantity.indicator
            recent.append(quantity.indicator)
            if recent.count > 24 { recent.removeFirst(12) }
        }

        /// The latest name that begins with a noun and says more: what `45 vụ`, `3 dự án` are counted of.
        func counted(_ noun: String) -> String? {
            let folded = noun.lowercased()
            return recent.last { $0.utf8.count > noun.utf8.count && $0.lowercased().hasPrefix(folded + " ") }
        }
    }

    /// Sets the indicators of the quantities of one sentence and returns what they leave as antecedents.
    mutating func label(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) -> Antecedents {
        let runs = RespectiveLists(view: view).runs(of: quantities, limits)
        var carried: Context?
        for index in quantities.indices {
            var quantity = quantities[index]
            var context = context(index, quantities, limits)
            if quantity.kind == .count, quantity.measure == .level { carry(&context, &carried, quantity, limits) }
            if let run = runs.first(where: { $0.contains(index) && $0.lowerBound < index }),
                quantity.kind != .count || context.right.isEmpty
            {
                quantity.indicator = quantities[run.lowerBound].indicator
            } else {
                quantity.indicator = name(quantity, context, limits)
            }
            quantity.isOwnName = isOwn(quantity.indicator, context)
            quantity.noteName(
                left: context.subject, right: context.right,
                before: [antecedents.last, antecedents.byUnit[quantity.unit]])
            if quantity.indicator.isEmpty {
                quantity.indicator = phrases.opening(before: quantity, limits)
            } else {
                antecedents.note(quantity)
                // What holds a share goes on as the subject, not its share: `chiếm 18,3% GDP. Tốc độ tăng là 20%`.
                if let base = base(quantity, context), !base.isEmpty { antecedents.last = base }
            }
            if quantity.kind == .count, quantity.value.exponent < 0, quantity.scale == 0, context.right.isEmpty {
                // An index has neither unit nor noun: `đạt 0,8241`.
                quantity.kind = .point
                quantity.unit = "point"
                quantity.grounds.unit = Note(.bareScore)
            }
            quantities[index] = quantity
        }
        pair(&quantities, runs)
        share(&quantities, limits)
        return antecedents
    }

    /// What stands around a figure: its subject, the verb behind that, the nouns after it.
    private struct Context {
        var subject = ""
        var verb = ""
        /// The subject only does what is counted.
        var isActor = false
        /// The subject opens with a noun of measure.
        var isMeasure = false
        /// The subject holds what is counted (`có`, `cung cấp`).
        var isHolder = false
        var right = ""
        /// The goal named right after the figure: `kế hoạch`, `dự toán`.
        var plan = ""
        /// The noun after the figure names nothing by itself.
        var isGeneric = false
        /// What stands before the words of saying, where nothing behind them names anything.
        var beforeCut = ""
        var isClassifier = false
        /// Where the figure ends.
        var end = 0
        /// A figure stands before it in the sentence.
        var follows = false
    }

    /// `S kết nối với 18 bộ, 63 tỉnh và 4 doanh nghiệp, phục vụ 52 nghìn người`: a later count without subject or verb of
    /// its own has those of the count before it.
    private func carry(_ context: inout Context, _ carried: inout Context?, _ quantity: Quantity, _ limits: Range<Int>)
    {
        if let before = carried, context.subject.isEmpty, quantity.cue != .level,
            !(before.end..<quantity.tokens.lowerBound).contains(where: { view.scan.tokens[$0].isSign(";") })
        {
            context.subject = before.subject
            context.isActor = before.isActor
            if context.verb.isEmpty, !context.isHolder {
                context.verb = before.verb
                context.isHolder = before.isHolder
            }
        }
        context.end = quantity.after
        carried = context.subject.isEmpty ? nil : context
    }

    private func context(_ index: Int, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>) -> Context {
        let quantity = quantities[index]
        let floor = index > quantities.startIndex ? quantities[index - 1].after : limits.lowerBound
        let bracket = phrases.bracket(after: quantity, limits)
        let next = quantities[(index + 1)...].first { !(bracket?.contains($0.tokens.lowerBound) ?? false) }
        let ceiling = next?.predicate ?? limits.upperBound
        var context = Context()
        let left = phrases.left(of: quantity, floor: floor, limits)
        context.subject = phrases.text(left.subject)
        context.verb = phrases.text(left.verb)
        context.isActor = left.isActor
        context.isMeasure = phrases.isMeasure(left.subject) && !left.isActor
        context.isHolder = left.isHolder
        let right = phrases.right(of: quantity, ceiling: ceiling, limits)
        context.right = phrases.text(right)
        context.isGeneric = phrases.isGeneric(right)
        context.isClassifier = phrases.isClassifier(right)
        if let first = right.first, view.scan.hasCue(.plan, at: first), let end = view.scan.cue(at: first)?.end {
            context.plan = phrases.text(Array(first..<end))
        }
        context.beforeCut = phrases.text(left.beforeCut)
        context.follows = index > quantities.startIndex
        return context
    }

    private func name(_ quantity: Quantity, _ context: Context, _ limits: Range<Int>) -> String {
        let earlier = antecedents.byUnit[quantity.unit] ?? antecedents.last
        guard quantity.measure == .level else {
            return change(quantity, context, limits)
        }
        // `Cấp mới: 3.695 dự án, 15,96 tỷ USD`: what stands before the colon is what the item is about.
        let topic = context.subject.isEmpty && context.verb.isEmpty ? phrases.opening(before: quantity, limits) : ""
        if quantity.cue == .restates, !antecedents.last.isEmpty, quantity.kind != .share { return antecedents.last }
        switch quantity.kind {
        case .rank:
            let field = phrases.text(phrases.field(of: quantity, limits))
            if !field.isEmpty { return "xếp hạng \(field)" }
            if phrases.namesIndex(context.subject) { return context.subject }
            let base = context.subject.isEmpty || context.isActor || !earlier.isEmpty ? earlier : context.subject
            return base.isEmpty || phrases.namesIndex(base) ? base : "xếp hạng \(base)"
        case .count: return count(quantity, context, topic)
        case .share: return share(quantity, context, earlier)
        case .currency, .physical, .point, .times, .duration:
            return topic.isEmpty ? amount(quantity, context, earlier) : topic
        }
    }

    private func isOwn(_ name: String, _ context: Context) -> Bool {
        (!context.subject.isEmpty && name.holds(context.subject))
            || (!context.right.isEmpty && name.holds(context.right))
    }

    /// The indicator that a share is taken of or given to, where the name was composed of it.
    private func base(_ quantity: Quantity, _ context: Context) -> String? {
        guard quantity.kind == .share, quantity.measure == .level, !context.right.isEmpty, !context.isActor else {
            return nil
        }
        switch quantity.cue {
        case .share, .contributes: return phrases.withoutShare(withVerb(context))
        default: return nil
        }
    }

    /// `GDP tăng 7%`; `cắt 10% thời gian xử lý`; `…, tăng 5%` of what was named before.
    private func change(_ quantity: Quantity, _ context: Context, _ limits: Range<Int>) -> String {
        // `vượt 2,5% kế hoạch lợi nhuận`: behind the goal stands what it is the goal of.
        if !context.plan.isEmpty, quantity.baseline == .target {
            let aim = context.right.dropFirst(context.plan.count).drop { $0 == " " }
            if aim.isEmpty { return antecedents.last } else { return String(aim) }
        }
        let subject = context.isActor ? "" : withVerb(context)
        var own = phrases.withoutGrowth(subject)
        // A growth rate after a share is of what holds the share: `tỷ trọng kinh tế số …, tốc độ tăng 20%`.
        if own.isEmpty, !subject.isEmpty || quantity.cue == .growth, let held = phrases.holder(of: antecedents.last) {
            return held
        }
        if own.isEmpty, !context.beforeCut.isEmpty, !context.isActor { own = phrases.withoutGrowth(context.beforeCut) }
        let isOwn = !own.isEmpty && !phrases.pointsBack(own)
        if quantity.kind == .times, !context.right.isEmpty, !context.isGeneric {
            // `gấp 3 lần tốc độ tăng GDP`: a ratio of two indicators.
            let upper = isOwn ? own : antecedents.last
            return upper.isEmpty ? context.right : "\(upper) so với \(context.right)"
        }
        if isOwn { return own }
        if quantity.kind == .share || antecedents.last.isEmpty, !context.right.isEmpty, !context.isGeneric {
            return context.right
        }
        if quantity.kind == .count, !context.right.isEmpty, let known = antecedents.counted(context.right) {
            return known
        }
        if antecedents.last.isEmpty {
            let topic = phrases.opening(before: quantity, limits)
            if !topic.isEmpty { return topic }
        }
        if !antecedents.last.isEmpty { return antecedents.last }
        return context.right.isEmpty ? own : context.right
    }

    /// `14 bộ, ngành đã ban hành …`; `cấp 86 triệu thẻ`; `nhân lực là 561.000 người`.
    private func count(_ quantity: Quantity, _ context: Context, _ topic: String) -> String {
        let isNamed = quantity.cue == .level && !context.subject.isEmpty && !context.isActor
        if isNamed, context.right.isEmpty || context.isGeneric || context.verb.isEmpty { return withVerb(context) }
        guard !context.right.isEmpty else {
            if !context.subject.isEmpty, !context.isActor { return withVerb(context) }
            return context.follows || quantity.total != nil || quantity.cue != nil ? antecedents.last : ""
        }
        var name = context.right
        if !topic.isEmpty, name.utf8.count(where: { $0 == 0x20 }) <= 2 { return "\(name) \(topic)" }
        if context.isHolder, !context.isActor, !context.subject.isEmpty { return "\(name) \(context.subject)" }
        if !context.verb.isEmpty { name += " \(context.verb)" }
        if !context.verb.isEmpty, !context.isActor, !context.subject.isEmpty { return "\(name) \(context.subject)" }
        if context.isGeneric, context.verb.isEmpty {
            if let known = antecedents.counted(name) { return known }
            let about = context.subject.isEmpty || context.isActor ? antecedents.last : context.subject
            if context.isClassifier, !context.subject.isEmpty, !context.isActor, quantity.cue == nil {
                return context.subject
            }
            if !about.isEmpty { return about.hasPrefix(name) ? about : "\(name) \(about)" }
        }
        return name
    }

    /// `80,2% hộ gia đình dùng …`; `tỷ lệ … đạt 45%`; `kinh tế số chiếm 16,5% GDP`.
    private func share(_ quantity: Quantity, _ context: Context, _ earlier: String) -> String {
        let subject = context.isActor ? "" : withVerb(context)
        let whole = subject.isEmpty ? antecedents.last : subject
        switch quantity.cue {
        case .contributes:
            if whole.isEmpty { return context.right }
            return "đóng góp của \(phrases.withoutShare(whole)) \(context.right)"
        case .share:
            if context.right.isEmpty || context.isGeneric { return whole }
            return whole.isEmpty ? context.right : "tỷ trọng \(phrases.withoutShare(whole)) trong \(context.right)"
        case .restates where !context.follows && !context.right.isEmpty: return context.right
        case .equals, .restates:
            if context.right.isEmpty || context.isGeneric { return whole }
            let yardstick = context.plan.isEmpty ? context.right : context.plan
            return whole.isEmpty ? context.right : "\(whole) so với \(yardstick)"
        case .level where !subject.isEmpty:
            // `Độ bao phủ đạt 95,2% dân số`: a short noun of measure takes the whole it is a share of.
            let isShort = context.isMeasure && subject.utf8.count(where: { $0 == 0x20 }) <= 2
            return isShort && !context.right.isEmpty ? "\(subject) \(context.right)" : subject
        default: break
        }
        if context.isMeasure, quantity.cue == nil || quantity.cue == .holds { return subject }
        if !context.right.isEmpty {
            if context.isGeneric, !whole.isEmpty { return "\(context.right) \(whole)" }
            if !context.verb.isEmpty, !context.isActor, !context.subject.isEmpty, quantity.cue == nil {
                return "\(context.right) \(context.verb) \(context.subject)"
            }
            // `bao phủ 95,5% dân số`: what was done to the share.
            if !context.verb.isEmpty, quantity.cue == nil { return "\(context.right) \(context.verb)" }
            return context.right
        }
        return subject.isEmpty ? earlier : subject
    }

    /// `doanh thu đạt 5 tỷ đồng`; `chi 412 tỷ đồng cho chuyển đổi số`.
    private func amount(_ quantity: Quantity, _ context: Context, _ earlier: String) -> String {
        if context.isActor || !context.verb.isEmpty, !context.right.isEmpty,
            let dimension = Self.dimensions[quantity.unit]
        {
            // `ngư dân khai thác 58.200 tấn thủy sản`: what is measured, of what, and what was done to it.
            return context.verb.isEmpty
                ? "\(dimension) \(context.right)" : "\(dimension) \(context.right) \(context.verb)"
        }
        if context.isActor || context.subject.isEmpty, !context.verb.isEmpty {
            // A verb alone names nothing: what was given in the same unit before is what it is about.
            if context.right.isEmpty, let known = antecedents.byUnit[quantity.unit] { return known }
            return context.right.isEmpty ? context.verb : "\(context.verb) \(context.right)"
        }
        if !context.subject.isEmpty, !context.isActor || context.verb.isEmpty && earlier.isEmpty {
            return context.isActor ? context.subject : withVerb(context)
        }
        if context.follows, quantity.cue == .level || quantity.kind == .point, !antecedents.last.isEmpty {
            return antecedents.last
        }
        if !earlier.isEmpty, context.follows || quantity.cue != nil || context.right.isEmpty { return earlier }
        return context.right.isEmpty ? earlier : context.right
    }

    /// What a physical unit measures.
    private static let dimensions = [
        "har": "diện tích", "km2": "diện tích", "m2": "diện tích", "t": "sản lượng", "kg": "sản lượng",
    ]

    private func withVerb(_ context: Context) -> String {
        if context.isActor { return context.verb }
        if context.verb.isEmpty || context.isHolder { return context.subject }
        return context.subject.isEmpty ? context.verb : "\(context.subject) \(context.verb)"
    }

    /// `doanh thu 5.320 tỷ và lợi nhuận 498 tỷ đồng, lần lượt tăng 6,1% và 37,4%`: as many changes as levels before
    /// them belong to these one by one.
    private func pair(_ quantities: inout ArraySlice<Quantity>, _ runs: [Range<Int>]) {
        for run in runs where quantities[run.lowerBound].measure != .level {
            let levels = quantities.indices.filter { $0 < run.lowerBound && quantities[$0].measure == .level }
            guard levels.count == run.count, levels.last == run.lowerBound - 1 else { continue }
            let first = levels.first.map { quantities[$0].after } ?? 0
            let isRespective = (first..<quantities[run.lowerBound].tokens.lowerBound).contains {
                view.scan.hasCue(.respective, at: $0)
            }
            guard isRespective else { continue }
            for (change, level) in zip(run, levels) { quantities[change].indicator = quantities[level].indicator }
        }
    }

    /// `14 bộ, ngành và 52 địa phương công bố danh mục`: what follows the last counted noun is said of each.
    private func share(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) {
        guard quantities.count > 1 else { return }
        for index in quantities.indices.dropLast().reversed() {
            let next = quantities[index + 1]
            guard quantities[index].kind == .count, next.kind == .count, next.measure == .level,
                let tail = phrases.sharedTail(quantities[index], next, limits), !tail.isEmpty,
                !quantities[index].indicator.hasSuffix(tail)
            else { continue }
            quantities[index].indicator += " \(tail)"
        }
    }
}
