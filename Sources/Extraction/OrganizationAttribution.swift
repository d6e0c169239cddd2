import Catalogue
import Vietnamese

/// Gives each figure of a field the organization whose own it is, sentence after sentence.
struct OrganizationAttribution {
    let reader: OrganizationReader
    /// The company the whole article speaks of, if any.
    let article: String?
    /// The ministry or agency that it speaks of, if any.
    let office: String?
    private var block = -1
    /// The company that the heading above names, and where.
    private var section: (name: String, tokens: Range<Int>)?
    /// The company the paragraph goes on about, and where it was named.
    private var topic: (name: String, tokens: Range<Int>)?
    /// Those named so far, the last last; what a pointer may mean.
    private var named: [(name: String, kind: OrganizationMention.Kind, head: WordID, block: Int)] = []

    var view: FieldView { reader.view }

    init(reader: OrganizationReader, article: ArticleContext) {
        (self.reader, self.article, office) = (reader, article.organization, article.office)
    }

    /// An organization in a sentence, named or pointed back to.
    struct Anchor {
        var tokens: Range<Int>
        var name: String
        var kind: OrganizationMention.Kind
        var isSource = false
        var isObject = false
        /// Singled out, or owner by `của`, `tại`.
        var isOwner = false
        /// Owner by a preposition within the sentence: `doanh thu của MobiFone`.
        var isGenitive = false
        /// `công ty này`: it points back to one named before.
        var pointsBack = false
    }

    /// Whose a figure is, and why.
    typealias Owner = (name: String, note: Note)

    /// Sets the organizations of the quantities of one sentence; sentences without any are read too, in order.
    mutating func attribute(
        _ quantities: inout ArraySlice<Quantity>, sentence: Int, mentions: [OrganizationMention],
        areas: ArraySlice<AreaMention>, isHeading: Bool
    ) {
        let limits = view.scan.sentences[sentence].tokens
        // What other countries are named for is no place of their own here.
        let areas = areas.filter { $0.kind != .country && $0.kind != .bloc }[...]
        if view.scan.sentences[sentence].block != block {
            block = view.scan.sentences[sentence].block
            topic = nil
        }
        if isHeading { section = nil }
        let anchors = anchors(sentence, mentions, limits)
        if isHeading { open(anchors, limits) }
        for index in quantities.indices {
            let owner = owner(index, quantities, anchors, areas, limits)
            quantities[index].organization = owner?.name
            quantities[index].grounds.organization = owner?.note ?? Note(.unsaid)
        }
        pair(&quantities, mentions, limits)
        follow(anchors, quantities, areas, limits)
    }

    /// `Công ty Hải Vân: thêm một năm lãi lớn`: the paragraphs under such a heading are about the company.
    private mutating func open(_ anchors: [Anchor], _ limits: Range<Int>) {
        guard let first = anchors.first, first.kind == .firm, !first.isSource,
            before(first.tokens.lowerBound, limits) - limits.lowerBound <= 2,
            anchors.allSatisfy({ $0.name == first.name })
        else { return }
        section = (first.name, first.tokens)
    }

    // MARK: What stands in the sentence

    private mutating func anchors(
        _ sentence: Int, _ mentions: [OrganizationMention], _ limits: Range<Int>
    ) -> [Anchor] {
        let pointers = reader.pointers(in: sentence, beside: mentions)
        guard !mentions.isEmpty || !pointers.isEmpty else { return [] }
        var anchors: [Anchor] = []
        var next = 0
        for mention in mentions {
            while next < pointers.count, pointers[next].tokens.lowerBound < mention.tokens.lowerBound {
                add(pointers[next], to: &anchors, limits)
                next += 1
            }
            let name = reader.name(mention)
            anchors.append(anchor(mention.tokens, name, mention.kind, limits))
            if mention.kind != .reporter {
                named.append((name, mention.kind, view.scan.tokens[mention.tokens.lowerBound].word, block))
            }
        }
        for pointer in pointers[next...] { add(pointer, to: &anchors, limits) }
        if named.count > 64 { named.removeFirst(named.count - 32) }
        // `Bộ Tài chính xếp thứ nhất khối bộ`: the field of a ranking.
        if anchors.contains(where: { $0.kind == .office || $0.kind == .pointer }) {
            for index in anchors.indices where anchors[index].kind == .group && !anchors[index].isOwner {
                let start = anchors[index].tokens.lowerBound
                anchors[index].isObject = !opensClause(start, limits) && !view.listJoint(start - 1, in: limits)
            }
        }
        return anchors
    }

    private func add(_ pointer: OrganizationReader.Pointer, to anchors: inout [Anchor], _ limits: Range<Int>) {
        guard let (name, kind) = meaning(of: pointer) else { return }
        var anchor = anchor(pointer.tokens, name, kind == .office ? .pointer : .firm, limits)
        anchor.pointsBack = true
        anchors.append(anchor)
    }

    private func meaning(of pointer: OrganizationReader.Pointer) -> (String, OrganizationMention.Kind)? {
        if pointer.isOffice {
            // `Công an tỉnh` is none of another town's.
            let head = reader.text(pointer.tokens.lowerBound..<pointer.tokens.upperBound - (pointer.isThis ? 1 : 0))
            let isLong = pointer.tokens.count > (pointer.isThis ? 2 : 1)
            // An article about one of them means that one by `Bộ`.
            if !isLong, !pointer.isThis, let office,
                named.contains(where: { $0.name == office && $0.head == pointer.head })
            {
                return (office, .office)
            }
            let before = named.last {
                $0.kind == .office && $0.head == pointer.head && (!isLong || $0.name.hasPrefix(head))
            }?.name
            if let before { return (before, .office) }
            return (isLong ? head : reader.names.office(pointer.head).map(reader.names.full)).map { ($0, .office) }
        }
        if pointer.isGeneral {
            guard pointer.isThis || pointer.isAgent else { return nil }
            return named.last { ($0.kind == .office || $0.kind == .firm) && $0.block == block }.map {
                ($0.name, $0.kind)
            }
        }
        if let article { return (article, .firm) }
        return named.last { ($0.kind == .firm || $0.kind == .unnamed) && $0.block == block }.map { ($0.name, $0.kind) }
            ?? section.map { ($0.name, .firm) }
    }

    private func anchor(
        _ tokens: Range<Int>, _ name: String, _ kind: OrganizationMention.Kind, _ limits: Range<Int>
    ) -> Anchor {
        var anchor = Anchor(tokens: tokens, name: name, kind: kind)
        let floor = limits.lowerBound
        let start = before(tokens.lowerBound, limits)
        if view.role(.person, endingAt: start, notBefore: floor) != nil || isSource(start, limits)
            || view.says(tokens.upperBound, limits)
        {
            anchor.isSource = true
        } else if let alone = view.role(.alone, endingAt: start, notBefore: floor),
            alone == floor || opensClause(alone, limits) || view.word(alone, in: limits) == 0
                || start - alone >= 2 || view.role(.object, at: alone) == nil
        {
            anchor.isOwner = true
        } else if let whose = view.role(.whose, endingAt: start, notBefore: floor) {
            anchor.isOwner = true
            anchor.isGenitive = whose > floor
        } else if view.role(.object, endingAt: start, notBefore: floor) != nil,
            view.role(.time, endingAt: start, notBefore: floor) == nil
        {
            anchor.isObject = true
        }
        return anchor
    }

    /// Where the small nouns before a name begin: `các sàn Postmart`, `nhà mạng Viettel`.
    private func before(_ start: Int, _ limits: Range<Int>) -> Int {
        var start = start
        if let hit = view.scan.longest(Category.organization, endingAt: start, notBefore: limits.lowerBound),
            hit.entry.value == OrganizationWord.chain.rawValue || hit.entry.value == OrganizationWord.company.rawValue
        {
            start = Int(hit.start)
        }
        return view.role(.plural, endingAt: start, notBefore: limits.lowerBound) ?? start
    }

    /// `theo Bộ Y tế`, `số liệu của Sở Công Thương`, `báo cáo 6 tháng của Cục Thuế`.
    private func isSource(_ start: Int, _ limits: Range<Int>) -> Bool {
        if view.role(.report, endingAt: start, notBefore: limits.lowerBound) != nil { return true }
        guard view.word(start - 1, in: limits) == view.words.của || view.role(.object, at: start - 1) == start else {
            return false
        }
        var index = start - 2
        while index >= limits.lowerBound, start - index <= 12 {
            // `Theo Sở Nội vụ, biên chế của Bộ …`: another clause's source.
            if view.listJoint(index, in: limits), view.scan.tokens[index].kind == .sign { return false }
            if view.role(.report, at: index) != nil { return true }
            index -= 1
        }
        return false
    }

    /// The first word of a clause.
    private func opensClause(_ index: Int, _ limits: Range<Int>) -> Bool {
        index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign
    }

    // MARK: Whose a figure is

    private func owner(
        _ index: Int, _ quantities: ArraySlice<Quantity>, _ anchors: [Anchor], _ areas: ArraySlice<AreaMention>,
        _ limits: Range<Int>
    ) -> Owner? {
        let quantity = quantities[index]
        let start = quantity.tokens.lowerBound
        // `Agribank (7,6%)`.
        if let before = anchors.last(where: { $0.tokens.upperBound <= start }),
            view.sign("(", before.tokens.upperBound, in: limits), quantity.predicate - before.tokens.upperBound <= 2
        {
            return (before.name, Note(before.pointsBack ? .pointsBack : .ownClause, before.tokens))
        }
        // `Bộ Y tế: 12,5%; Bộ Nội vụ: 15,2%`.
        if let before = anchors.last(where: { $0.tokens.upperBound <= start }), before.kind != .reporter,
            view.sign(":", before.tokens.upperBound, in: limits), quantity.predicate == before.tokens.upperBound + 1,
            !opensClause(before.tokens.lowerBound, limits) || quantity.kind != .count || before.kind == .firm
        {
            return (before.name, note(before, limits))
        }
        // `4,7% ở BIDV`.
        let right = anchors.first {
            $0.tokens.lowerBound >= quantity.after && $0.tokens.lowerBound - quantity.after <= 3
        }
        if let right, right.kind == .firm || right.kind == .unnamed,
            let tie = view.role(.whose, endingAt: right.tokens.lowerBound, notBefore: quantity.after),
            tie - quantity.after <= 2, view.word(tie, in: limits) != view.words.của,
            !(quantity.after..<tie).contains(where: { view.scan.tokens[$0].isSign(",") })
        {
            return (right.name, Note(right.pointsBack ? .pointsBack : .ownClause, right.tokens))
        }
        if let sibling = sibling(index, quantities, limits) { return sibling }
        for anchor in anchors.reversed()
        where anchor.tokens.upperBound <= start && !anchor.isSource
            && (!anchor.isObject || isItem(anchor, quantity, anchors, limits))
        {
            let end = view.afterBracket(anchor.tokens.upperBound, in: limits)
            let gap = end..<max(end, start)
            if closesBracket(gap) { continue }
            if isBlocked(gap, areas, limits) { return nil }
            if anchor.kind == .group, areas.contains(where: { gap.contains($0.tokens.lowerBound) }) { return nil }
            if isShared(anchor, anchors, limits) { return nil }
            switch anchor.kind {
            case .firm, .unnamed, .group:
                if isForecast(quantity, limits) { return nil }
                return (anchor.name, note(anchor, limits))
            case .reporter: return article.map { ($0, Note(.article)) }
            case .office, .pointer:
                if isOwn(anchor, quantity, gap, limits) { return (anchor.name, note(anchor, limits)) }
            }
        }
        if isBlocked(limits.lowerBound..<start, areas, limits) { return nil }
        // What others say, or a place they do it in, is not what the paragraph's company does.
        let isElsewhere =
            anchors.contains { $0.tokens.upperBound <= start && $0.name != topic?.name }
            || areas.contains { !$0.isScene && $0.tokens.upperBound <= start }
        if !isElsewhere, let topic, !isForecast(quantity, limits) {
            return (topic.name, Note(.paragraph, topic.tokens))
        }
        if !isElsewhere, let section { return (section.name, Note(.paragraph, section.tokens)) }
        if let article, !isForecast(quantity, limits) { return (article, Note(.article)) }
        let isPlaced = areas.contains { !$0.isScene && $0.tokens.upperBound <= start }
        if let office, !isPlaced, anchors.allSatisfy({ $0.name == office || $0.tokens.lowerBound > start }),
            isAffair(quantity, limits)
        {
            return (office, Note(.article))
        }
        return nil
    }

    /// What made an organization left of a figure its owner.
    private func note(_ anchor: Anchor, _ limits: Range<Int>) -> Note {
        if anchor.pointsBack { return Note(.pointsBack, anchor.tokens) }
        let opens = before(anchor.tokens.lowerBound, limits) == limits.lowerBound
        return Note(opens ? .sentenceSubject : .ownClause, anchor.tokens)
    }

    /// What stands in brackets governs nothing outside.
    private func closesBracket(_ gap: Range<Int>) -> Bool {
        var depth = 0
        for index in gap {
            if view.scan.tokens[index].isSign("(") { depth += 1 }
            if view.scan.tokens[index].isSign(")") { depth -= 1 }
            if depth < 0 { return true }
        }
        return false
    }

    /// `Meta và Google chiếm 58%`: one figure for several; those of respective lists come later.
    private func isShared(_ anchor: Anchor, _ anchors: [Anchor], _ limits: Range<Int>) -> Bool {
        anchors.contains {
            $0.tokens.upperBound + 1 == anchor.tokens.lowerBound && $0.name != anchor.name
                && view.listJoint($0.tokens.upperBound, in: limits)
        }
    }

    /// A wider subject, or a place that opens a clause, ends what an organization governs.
    private func isBlocked(_ gap: Range<Int>, _ areas: ArraySlice<AreaMention>, _ limits: Range<Int>) -> Bool {
        var reports = false
        for index in gap {
            // `EVN cho biết sản lượng toàn hệ thống …`.
            if view.phrase(.reports, at: index) != nil || view.phrase(.says, at: index) != nil { reports = true }
            if view.role(.scope, at: index) != nil {
                if standsFree(index, limits) || (reports && view.lexicon.wholes.contains(view.scan.tokens[index].word))
                {
                    return true
                }
            }
            if view.local(.local, at: index) || view.isLocalSubject(index, in: limits), standsFree(index, limits) {
                return true
            }
        }
        return areas.contains { area in
            gap.contains(area.tokens.lowerBound) && !area.isScene && standsFree(area.tokens.lowerBound, limits)
                && (index(afterType: area.tokens.lowerBound, limits) == limits.lowerBound
                    || view.listJoint(index(afterType: area.tokens.lowerBound, limits) - 1, in: limits))
        }
    }

    /// Where the type word before a place's name begins.
    private func index(afterType index: Int, _ limits: Range<Int>) -> Int {
        view.scan.longest(Category.placeType, endingAt: index, notBefore: limits.lowerBound).map { Int($0.start) }
            ?? index
    }

    /// No preposition ties it to what stands before.
    private func standsFree(_ index: Int, _ limits: Range<Int>) -> Bool {
        let start = self.index(afterType: index, limits)
        guard start > limits.lowerBound else { return true }
        let before = view.scan.tokens[start - 1]
        if before.isSign("(") { return false }
        guard before.kind == .word else { return true }
        if view.listJoint(start - 1, in: limits) { return true }
        return opensClause(start - 1, limits)
    }

    /// Whether an office's figure is its own: it is ranked or measured, singled out, or does what offices do for
    /// themselves.
    private func isOwn(_ anchor: Anchor, _ quantity: Quantity, _ gap: Range<Int>, _ limits: Range<Int>) -> Bool {
        guard !gap.contains(where: { view.scan.tokens[$0].isSign(";") }) else { return false }
        if anchor.isOwner || isItem(anchor, quantity, [], limits) { return true }
        // `Bộ Nội vụ sau khi sắp xếp còn 30 đầu mối`: paperwork and staff are its own, whatever it does.
        if isAffair(quantity, limits),
            opensClause(before(anchor.tokens.lowerBound, limits), limits)
                || view.role(.time, endingAt: anchor.tokens.lowerBound, notBefore: limits.lowerBound) != nil,
            !gap.contains(where: { reports(at: $0) })
        {
            return true
        }
        var index = gap.lowerBound
        if view.sign(",", index, in: limits) { index += 1 }
        let isMinistry =
            view.scan.has(Category.organization, OrganizationWord.name.rawValue, at: anchor.tokens.lowerBound)
            && view.phrase(.actor, at: anchor.tokens.lowerBound) != nil
        while index < quantity.predicate {
            if view.phrase(.lead, at: index) != nil || view.role(.own, at: index) != nil { break }
            if !isMinistry || isAffair(quantity, limits), view.role(.duty, at: index) != nil { break }
            if let cue = view.scan.cue(at: index)?.cue, [.rank, .level, .up, .down].contains(cue) { break }
            guard let found = view.wordClass(index, in: limits), found.kind == .aux, view.phrase(.cut, at: index) == nil
            else { return false }
            index = found.end
        }
        // `giữ mục tiêu`, `công bố kế hoạch`: what it plans for others.
        return !(index..<min(index + 4, max(index, quantity.tokens.lowerBound))).contains {
            // `Bộ Công Thương xếp hạng 17/17` has a rank, it draws up no ranking.
            view.role(.report, at: $0) != nil && view.role(.affair, at: $0) == nil && !view.scan.hasCue(.rank, at: $0)
        }
    }

    // MARK: What the paragraph goes on about

    private mutating func follow(
        _ anchors: [Anchor], _ quantities: ArraySlice<Quantity>, _ areas: ArraySlice<AreaMention>, _ limits: Range<Int>
    ) {
        let subjects = anchors.filter { !$0.isSource && !$0.isObject && ($0.kind == .firm || $0.kind == .unnamed) }
        if let first = subjects.first {
            // `Tổng tài sản của ngân hàng …`: what follows is the bank's too, but in an article about its parent.
            let opens =
                (article == nil || !first.isGenitive)
                && quantities.allSatisfy { $0.tokens.lowerBound >= first.tokens.lowerBound }
            let isOnly = subjects.allSatisfy { $0.name == first.name }
            topic =
                opens && isOnly && first.kind == .firm && !subjects.contains { isShared($0, anchors, limits) }
                    && Set(quantities.compactMap(\.organization)).count <= 1 ? (first.name, first.tokens) : nil
        } else if isBlocked(limits, areas, limits) {
            topic = nil
        }
    }
}
