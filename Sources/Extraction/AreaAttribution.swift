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
            quantities[index].area = area(of: quantities[index], own: own, sentence: sentence, quantities, limits)
        }
        let lists = RespectiveLists(view: view)
        let names = own.filter { $0.kind != .homeCountry }
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard
                let list = lists.names(names.map(\.tokens), before: start, count: run.count, limits)
            else { continue }
            for (quantity, name) in zip(run, list) { quantities[quantity].area = names[name].area }
        }
    }

    private func area(
        of quantity: Quantity, own: [AreaMention], sentence: Int, _ quantities: ArraySlice<Quantity>,
        _ limits: Range<Int>
    ) -> String {
        // Worldwide places only hold a value where they are its subject, not as the field of a rank.
        let usable = own.filter { mention in
            switch mention.kind {
            case .bloc, .country:
                return quantity.kind != .rank && mention.tokens.upperBound <= quantity.predicate
                    && !afterPreposition(mention, limits)
            default: return true
            }
        }
        let left = usable.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && reaches($0, quantity, limits) }
        if let left { return left.area }
        let right = usable.first {
            $0.tokens.lowerBound >= quantity.after && $0.kind != .homeCountry
                && !crosses(quantity.after..<$0.tokens.lowerBound, limits)
                && !quantities.contains { other in
                    other.tokens.lowerBound > quantity.tokens.lowerBound
                        && other.tokens.lowerBound < (usable.first?.tokens.lowerBound ?? 0)
                }
        }
        if let right { return right.area }
        return inherited(quantity, sentence)
    }

    /// A place governs what follows it in its sentence up to a semicolon or a bracket's end.
    private func reaches(_ mention: AreaMention, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        var depth = 0
        for index in mention.tokens.upperBound..<quantity.tokens.lowerBound {
            if view.scan.tokens[index].isSign(";") { return false }
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
    private func inherited(_ quantity: Quantity, _ sentence: Int) -> String {
        let block = view.scan.sentences[sentence].block
        for mention in areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(64).reversed() {
            guard view.scan.sentences[mention.sentence].block == block else { break }
            guard !mention.isScene else { continue }
            switch mention.kind {
            case .province, .district, .commune, .homeCountry: return mention.area
            case .region, .bloc, .country: continue
            }
        }
        return article ?? "VN"
    }
}
