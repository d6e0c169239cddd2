import Catalogue
import Vietnamese

/// A place the article names.
struct AreaMention {
    /// The value of `ref_area`.
    var area: String
    var kind: Place.Kind
    var sentence: Int
    var tokens: Range<Int>
    /// The place is only the scene: the seat of a meeting, an office's address, somebody's name.
    var isScene: Bool
}

/// Finds the places a field names, and tells which of them its sentences are about.
struct AreaMentions {
    let view: FieldView
    private(set) var mentions: [AreaMention] = []
    /// For each sentence added so far, its mentions.
    private(set) var ofSentence: [Range<Int>] = []
    /// The province named last, for districts that belong to it.
    private var lastProvince: Int?

    init(view: FieldView) { self.view = view }

    /// Adds the places of the next sentence.
    mutating func add(sentence: Int, organizations: [OrganizationMention]) {
        let limits = view.scan.sentences[sentence].tokens
        let first = mentions.count
        defer { ofSentence.append(first..<mentions.count) }
        guard view.scan.holds(Category.place, sentence: sentence) else { return }
        var index = limits.lowerBound
        while index < limits.upperBound {
            guard view.scan.marks[index].mayHave(Category.place) else {
                index += 1
                continue
            }
            // `Ngân hàng Phát triển châu Á` is no place.
            if let name = organizations.first(where: { $0.tokens.contains(index) }) {
                index = name.tokens.upperBound
                continue
            }
            guard let (form, end) = place(at: index, limits) else {
                index += 1
                continue
            }
            let place = view.lexicon.gazetteer.places[form]
            if place.kind == .province { lastProvince = form }
            mentions.append(
                AreaMention(
                    area: place.area, kind: place.kind, sentence: sentence, tokens: index..<end,
                    isScene: isScene(index, end, limits)))
            index = end
        }
    }

    /// Adds a sentence that names none: page furniture, a cell.
    mutating func skip() { ofSentence.append(mentions.count..<mentions.count) }

    /// The place that begins at a token: the longest form that stands there as a name.
    private func place(at index: Int, _ limits: Range<Int>) -> (place: Int, end: Int)? {
        let scan = view.scan
        let hits = scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
        guard let longest = hits.last(where: { $0.entry.category == Category.place }) else { return nil }
        let end = Int(longest.end)
        var best: (place: Int, rank: Int)?
        for hit in hits where hit.entry.category == Category.place && hit.end == longest.end {
            let form = view.places.forms[Int(hit.entry.value)]
            guard isWritten(form, index..<end), let rank = rank(form, index, end, limits) else { continue }
            if best.map({ rank < $0.rank }) ?? true { best = (form.place, rank) }
        }
        return best.map { ($0.place, end) }
    }

    /// A name begins with a capital unless the form itself is written small (`cả nước`, `thế giới`).
    private func isWritten(_ form: PlaceForms.Form, _ tokens: Range<Int>) -> Bool {
        guard form.isCapital else { return true }
        return view.scan.tokens[tokens.lowerBound].traits.contains(.capital)
            && (view.scan.tokens[tokens.upperBound - 1].kind != .word
                || view.scan.tokens[tokens.upperBound - 1].traits.contains(.capital)
                || form.endsSmall)
    }

    /// How likely a form means its place here, 0 best; nil where it cannot.
    private func rank(_ form: PlaceForms.Form, _ start: Int, _ end: Int, _ limits: Range<Int>) -> Int? {
        let typed = view.scan.longest(Category.placeType, endingAt: start, notBefore: limits.lowerBound) != nil
        let inProvince = form.parent != nil && form.parent == lastProvince
        let followed = form.parent.map { province(after: end, limits) == $0 } ?? false
        if !typed {
            // A capitalised word right before or after makes it part of a longer name: `Nguyễn Hòa Bình`.
            if let before = view.token(start - 1, in: limits), before.kind == .word,
                before.traits.contains(.capital), !before.traits.contains(.sentenceStart),
                !before.traits.contains(.allCapitals)
            {
                return nil
            }
            if let after = view.token(end, in: limits), after.kind == .word, after.traits.contains(.capital),
                !after.isGlued, form.kind != .country, form.kind != .homeCountry
            {
                return nil
            }
        }
        switch form.kind {
        case .homeCountry, .province, .region, .bloc, .country:
            guard form.isSafeBare || typed else { return nil }
            return form.kind == .province ? (typed ? 0 : 1) : 2
        case .district, .commune:
            guard followed || inProvince || (form.isSafeBare && !typed) else { return nil }
            guard typed || form.isSafeBare || followed || inProvince else { return nil }
            return followed ? 0 : inProvince ? 1 : 3
        }
    }

    /// The province in brackets or after a comma behind a district: `Xuân Hương - Đà Lạt (Lâm Đồng)`.
    private func province(after end: Int, _ limits: Range<Int>) -> Int? {
        var index = end
        guard limits.contains(index) else { return nil }
        if view.sign("(", index, in: limits) || view.sign(",", index, in: limits) { index += 1 }
        if limits.contains(index), let type = view.scan.longest(Category.placeType, at: index) {
            index = Int(type.end)
        }
        guard limits.contains(index), let hit = view.scan.longest(Category.place, at: index) else { return nil }
        let scan = view.scan
        for other in scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
        where other.entry.category == Category.place && other.end == hit.end {
            let form = view.places.forms[Int(other.entry.value)]
            if form.kind == .province { return form.place }
        }
        return nil
    }

    /// The seat of a meeting or an office, a destination or an origin: not what the values speak of.
    private func isScene(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        var index = start - 1
        var steps = 0
        while index >= limits.lowerBound, steps < 5, view.scan.tokens[index].kind == .word {
            // `Với Bắc Kạn, …` opens a sentence with its subject; `hợp nhất với Quảng Nam` does not.
            if let hit = view.scan.longest(Category.scene, at: index), hit.entry.value == 0 || index > limits.lowerBound
            {
                return true
            }
            index -= 1
            steps += 1
        }
        return false
    }
}
