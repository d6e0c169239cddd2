import Catalogue
import Vietnamese

/// Gives each quantity the place it speaks of.
struct AreaAttribution {
    let view: FieldView
    let areas: AreaMentions
    /// The province the whole article speaks of, if any.
    let article: String?
    /// The article is about trade, investment or travel.
    let isFlow: Bool

    /// Sets the areas of the quantities of one sentence.
    func attribute(_ quantities: inout ArraySlice<Quantity>, sentence: Int, _ limits: Range<Int>) {
        let own = areas.mentions[areas.ofSentence[sentence]].filter { !$0.isScene }
        for index in quantities.indices {
            let (area, note) = area(of: quantities[index], own: own, sentence: sentence, quantities, limits)
            quantities[index].area = area
            quantities[index].grounds.area = note
        }
        let lists = RespectiveLists(view: view)
        let names = own.filter { $0.kind != .homeCountry }
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard
                let list = lists.names(names.map(\.tokens), before: start, count: run.count, limits)
            else { continue }
            for (quantity, name) in zip(run, list) {
                quantities[quantity].area = names[name].area
                quantities[quantity].grounds.area = Note(.list, names[name].tokens)
            }
        }
    }

    private func area(
        of quantity: Quantity, own: [AreaMention], sentence: Int, _ quantities: ArraySlice<Quantity>,
        _ limits: Range<Int>
    ) -> (String, Note) {
        let usable = own.filter { canHold($0, quantity, quantities, sentence, limits) }
        if let last = anaphor(before: quantity, sentence, limits) { return (last.area, Note(.pointsBack, last.tokens)) }
        let left = usable.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && reaches($0, quantity, limits) }
        if let own = whole(after: left?.tokens.upperBound ?? limits.lowerBound, before: quantity) { return own }
        if let left { return (left.area, Note(.clauseLeft, left.tokens)) }
        let right = usable.first {
            $0.tokens.lowerBound >= quantity.after && $0.kind != .homeCountry
                && quantity.kind != .rank && !crosses(quantity.after..<$0.tokens.lowerBound, limits)
                && !quantities.contains { other in
                    other.tokens.lowerBound > quantity.tokens.lowerBound
                        && other.tokens.lowerBound < (usable.first?.tokens.lowerBound ?? 0)
                }
        }
        if let right { return (right.area, Note(.clauseRight, right.tokens)) }
        return inherited(quantity, sentence)
    }

    /// `toàn tỉnh`, `của thành phố` between a place and a figure: the province of the article.
    private func whole(after start: Int, before quantity: Quantity) -> (String, Note)? {
        guard let article, start < quantity.tokens.lowerBound,
            let word = (start..<quantity.tokens.lowerBound).first(where: { view.scan.has(Category.local, 0, at: $0) })
        else { return nil }
        let end = view.scan.longest(Category.local, at: word).map { Int($0.end) } ?? word + 1
        return (article, Note(.article, word..<end))
    }

    /// Whether a place can be what a figure speaks of at all.
    private func canHold(
        _ mention: AreaMention, _ quantity: Quantity, _ quantities: ArraySlice<Quantity>, _ sentence: Int,
        _ limits: Range<Int>
    ) -> Bool {
        let start = mention.tokens.lowerBound
        // `thứ 9 toàn vùng Nam Bộ, thứ 24 trên 34 tỉnh, thành cả nước`: the field of a rank.
        if mention.kind == .region || mention.kind == .homeCountry || mention.kind == .bloc,
            quantities.contains(where: {
                $0.kind == .rank && $0.after <= start && start - $0.after <= 6 && !crosses($0.after..<start, limits)
            })
        {
            return false
        }
        switch mention.kind {
        case .bloc, .country:
            let isBracketed = view.sign("(", mention.tokens.upperBound, in: limits)
            guard quantity.kind != .rank || isBracketed, mention.tokens.upperBound <= quantity.tokens.lowerBound else {
                return false
            }
            // `con số này ở Thái Lan`, `sản lượng của Ecuador`.
            if view.role(.whose, endingAt: start, notBefore: limits.lowerBound) != nil { return true }
            if mention.area == "World" || mention.area == "ASEAN" { return !afterPreposition(mention, limits) }
            return !isPartner(sentence, limits) && !afterPreposition(mention, limits)
        case .homeCountry:
            return isSubject(mention, limits)
        case .region, .province, .district, .commune: return true
        }
    }

    /// In a province's article `cả nước` is what it is compared with unless it opens a clause.
    private func isSubject(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        guard article != nil, mention.kind == .homeCountry else { return true }
        let start = mention.tokens.lowerBound
        return start == limits.lowerBound || view.scan.tokens[start - 1].kind == .sign
            || view.scan.cue(at: mention.tokens.upperBound) != nil
    }

    /// Other countries only deal with Việt Nam here: the sentence says so, or the paragraph or article does and the
    /// sentence compares no economies.
    private func isPartner(_ sentence: Int, _ limits: Range<Int>) -> Bool {
        if has(.flow, sentence) { return true }
        return (isFlow || dealsWithHome(sentence)) && !has(.macro, sentence)
    }

    private func has(_ word: SceneWord, _ sentence: Int) -> Bool {
        view.scan.holds(Category.scene, sentence: sentence)
            && view.scan.sentences[sentence].tokens.contains { view.scan.has(Category.scene, word.rawValue, at: $0) }
    }

    /// The paragraph speaks of trade, investment or travel.
    private func dealsWithHome(_ sentence: Int) -> Bool {
        let block = view.scan.sentences[sentence].block
        var index = sentence
        while index >= 0, view.scan.sentences[index].block == block {
            if has(.flow, index) { return true }
            index -= 1
        }
        return false
    }

    /// A place governs what follows it in its sentence up to a semicolon or a bracket's end.
    private func reaches(_ mention: AreaMention, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        // `Cảng Quy Nhơn (Gia Lai) xếp dỡ`, `Pouyuen (TP.HCM)`: the bracket says where the name before it is.
        var depth = says(mention, limits) ? 1 : 0
        let isTopic = mention.tokens.lowerBound - limits.lowerBound <= 3
        for index in mention.tokens.upperBound..<quantity.tokens.lowerBound {
            if view.scan.tokens[index].isSign(";"), !isTopic { return false }
            if view.scan.tokens[index].isSign("(") { depth += 1 }
            if view.scan.tokens[index].isSign(")") { depth -= 1 }
        }
        return depth >= 0
    }

    /// Places alone fill a bracket right behind a name.
    private func says(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        var open = mention.tokens.lowerBound - 1
        while open > limits.lowerBound, !view.scan.tokens[open].isSign("("), mention.tokens.lowerBound - open < 8 {
            open -= 1
        }
        guard view.sign("(", open, in: limits), open > limits.lowerBound,
            view.scan.tokens[open - 1].traits.contains(.capital) || view.scan.tokens[open - 1].kind == .number
        else { return false }
        return view.sign(")", mention.tokens.upperBound, in: limits) && view.afterBracket(open, in: limits) > open
    }

    private func crosses(_ range: Range<Int>, _ limits: Range<Int>) -> Bool {
        range.contains { view.scan.tokens[$0].isSign(",") || view.scan.tokens[$0].isSign(";") }
    }

    private func afterPreposition(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        guard let before = view.wordClass(mention.tokens.lowerBound - 1, in: limits) else { return false }
        return before.kind == .edge
    }

    /// From the paragraph's sentences before, else from the article.
    private func inherited(_ quantity: Quantity, _ sentence: Int) -> (String, Note) {
        let block = view.scan.sentences[sentence].block
        // A paragraph that names one place only speaks of it throughout.
        var only: AreaMention?
        let whole = (article ?? "VN", Note(article == nil ? .unsaid : .article))
        for mention in areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(64).reversed() {
            Steps.take()
            guard view.scan.sentences[mention.sentence].block == block else { break }
            let limits = view.scan.sentences[mention.sentence].tokens
            guard !mention.isScene, isHome(mention), isSubject(mention, limits) else { continue }
            if article != nil, view.sign("(", mention.tokens.lowerBound - 1, in: limits) { continue }
            guard only == nil || only?.area == mention.area else { return whole }
            only = mention
        }
        return only.map { ($0.area, Note(.paragraph, $0.tokens)) } ?? whole
    }

    private func isHome(_ mention: AreaMention) -> Bool {
        switch mention.kind {
        case .province, .district, .commune, .homeCountry: true
        case .region, .bloc, .country: false
        }
    }

    /// `thành phố này`, `tỉnh này`: the place named last before.
    private func anaphor(before quantity: Quantity, _ sentence: Int, _ limits: Range<Int>) -> AreaMention? {
        var index = quantity.tokens.lowerBound - 1
        while index >= limits.lowerBound, quantity.tokens.lowerBound - index < 16 {
            if view.sign(";", index, in: limits) { return nil }
            if view.scan.has(Category.local, 1, at: index) {
                let own = areas.mentions[areas.ofSentence[sentence]].filter { $0.tokens.upperBound <= index }
                let all = areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(8) + own
                return all.last { !$0.isScene && isHome($0) && $0.kind != .homeCountry }
            }
            index -= 1
        }
        return nil
    }
}
