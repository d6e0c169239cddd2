import Catalogue
import Vietnamese

/// Figures listed with their organizations.
extension OrganizationAttribution {
    /// `gồm Bộ Tài chính 5, Bộ Y tế 3`: the first of a list has its figure right behind it like the others.
    func isItem(
        _ anchor: Anchor, _ quantity: Quantity, _ anchors: [Anchor], _ limits: Range<Int>
    ) -> Bool {
        anchor.tokens.upperBound == quantity.predicate
            && anchors.contains {
                $0.tokens.lowerBound > quantity.after && $0.tokens.lowerBound - quantity.after <= 2
                    && view.token($0.tokens.upperBound, in: limits)?.kind == .number
            }
    }

    /// `Bảo Việt 14,6%, Bảo Minh 8,3%, PTI 7,9%`: beside one organization, a name in the same place is another.
    func sibling(_ index: Int, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>) -> Owner? {
        guard index > quantities.startIndex, quantities[index - 1].organization != nil else { return nil }
        let quantity = quantities[index]
        var end = quantity.predicate
        while end > quantities[index - 1].after,
            let aux = view.phrase(.aux, endingAt: end, notBefore: limits.lowerBound)
        {
            end = aux
        }
        var start = end
        while start > quantities[index - 1].after, view.scan.tokens[start - 1].kind == .word,
            view.scan.tokens[start - 1].traits.contains(.capital)
        {
            start -= 1
        }
        guard start < end, start > quantities[index - 1].after, view.listJoint(start - 1, in: limits),
            start - quantities[index - 1].after <= 4, view.scan.longest(Category.place, at: start) == nil,
            view.scan.longest(Category.organization, at: start) == nil, view.role(.noname, at: start) != end
        else { return nil }
        return (reader.names.full(reader.text(start..<end)), Note(.ownClause, start..<end))
    }

    /// `Vietcombank, BIDV và Agribank lần lượt tăng 9,1%, 8,7% và 7,6%`.
    func pair(
        _ quantities: inout ArraySlice<Quantity>, _ mentions: [OrganizationMention], _ limits: Range<Int>
    ) {
        guard mentions.count >= 2, quantities.count >= 2 else { return }
        let lists = RespectiveLists(view: view)
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard let list = lists.names(mentions.map(\.tokens), before: start, count: run.count, limits) else {
                continue
            }
            for (quantity, mention) in zip(run, list) {
                quantities[quantity].organization = reader.name(mentions[mention])
                quantities[quantity].grounds.organization = Note(.list, mentions[mention].tokens)
            }
        }
    }
}
