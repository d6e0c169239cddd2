import Catalogue
import Vietnamese

/// Gives each quantity the place it speaks of.
struct AreaAttribution {
    let view: FieldView
    let areas: AreaMentions
    /// The province the whole article speaks of, if any.
    let article: String?

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
        // Worldwide places only hold a value where they are its subject, not as the field of a rank.
        let usable = own.filter { mention in
            switch mention.kind {
            case .bloc, .country:
                return quantity.kind != .rank && mention.tokens.upperBound <= quantity.predicate
                    && !afterPreposition(mention, limits)
            default: return true
            }
        }
        if let last = anaphor(before: quantity, sentence, limits) { return (last.area, Note(.pointsBack, last.tokens)) }
        let left = usable.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && reaches($0, quantity, limits) }
        if let left { return (left.area, Note(.clauseLeft, left.tokens)) }
        let right = usable.first {
            $0.tokens.lowerBound >= quantity.after && $0.kind != .homeCountry
                && !crosses(quantity.after..<$0.tokens.lowerBound, limits)
                && !quantities.contains { other in
                    other.tokens.lowerBound > quantity.tokens.lowerBound
                        && other.tokens.lowerBound < (usable.first?.tokens.lowerBound ?? 0)
                }
        }
        if let right { return (right.area, Note(.clauseRight, right.tokens)) }
        return inherited(quantity, sentence)
    }

    /// A place governs what follows it in its sentence up to a semicolon or a bracket's end.
    private func reaches(_ mention: AreaMention, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        var depth = 0
        let isTopic = mention.tokens.lowerBound - limits.lowerBound <= 3
        for index in mention.tokens.upperBound..<quantity.tokens.lowerBound {
            if view.scan.tokens[index].isSign(";"), !isTopic { return false }
            if view.scan.tokens[index].isSign("(") { depth += 1 }
            if view.scan.tokens[index].isSign(")") { depth -= 1 }
        }
        return depth >= 0
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
            guard view.scan.sentences[mention.sentence].block == block else { break }
            guard !mention.isScene, isHome(mention) else { continue }
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
