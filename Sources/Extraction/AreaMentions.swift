import Catalogue
import Observation
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
    /// It is the scene because its authorities do something: `UBND tỉnh Quảng Trị`.
    var isRuled = false
}

/// Finds the places a field names, and tells which of them its sentences are about.
struct AreaMentions {
    let view: FieldView
    private(set) var mentions: [AreaMention] = []
    /// For each sentence added so far, its mentions.
    private(set) var ofSentence: [Range<Int>] = []
    /// The province named last, for districts that belong to it.
    private var lastProvince: Int?

    /// The province of the article.
    private let home: Int?

    /// The map as of the article, where its day is known.
    private let map: Vintages?

    init(view: FieldView, home: Int? = nil, publication: CivilDate?) {
        self.view = view
        self.home = home
        map = publication.map { $0 < AreaMentions.reform ? .untilJune2025 : .sinceJuly2025 }
    }

    private static let reform = CivilDate.first(ofMonth: 7, year: 2025)

    /// Adds the places of the next sentence.
    mutating func add(sentence: Int, organizations: [OrganizationMention]) {
        let limits = view.scan.sentences[sentence].tokens
        let first = mentions.count
        defer { ofSentence.append(first..<mentions.count) }
        guard view.scan.holds(Category.place, sentence: sentence) else { return }
        var index = limits.lowerBound
        while index < limits.upperBound {
            if let place = numbered(at: index, limits) {
                append(view.lexicon.gazetteer.places[place], sentence, index..<index + 2, limits)
                index += 2
                // `quận 1, TP.HCM`: which city.
                if view.sign(",", index, in: limits) || view.sign("(", index, in: limits),
                    let parent = view.lexicon.gazetteer.places[place].parent, province(after: index, limits) == parent,
                    let name = view.scan.longest(Category.place, at: index + 1)
                {
                    index = Int(name.end)
                }
                continue
            }
            guard view.scan.marks[index].mayHave(Category.place) else {
                index += 1
                continue
            }
            // `Ngân hàng Phát triển châu Á` is no place.
            if let name = organizations.first(where: { $0.tokens.contains(index) }), name.kind != .unnamed {
                if let form = seat(of: name, limits) {
                    append(view.lexicon.gazetteer.places[form], sentence, name.tokens, limits)
                }
                index = name.tokens.upperBound
                continue
            }
            guard let (form, end) = place(at: index, limits) else {
                index += 1
                continue
            }
            let place = view.lexicon.gazetteer.places[form]
            if place.kind == .province { lastProvince = form }
            // `phường Xuân Hương - Đà Lạt (Lâm Đồng)`: the bracket only says which province.
            if place.kind == .province, let last = mentions.last, last.sentence == sentence,
                index - last.tokens.upperBound <= 3, last.area.count > place.area.count,
                last.area.hasPrefix(place.area + "/"),
                view.sign("(", last.tokens.upperBound, in: limits) || view.sign(",", last.tokens.upperBound, in: limits)
            {
                index = end
                continue
            }
            append(place, sentence, index..<end, limits)
            index = end
        }
    }

    private mutating func append(_ place: Place, _ sentence: Int, _ tokens: Range<Int>, _ limits: Range<Int>) {
        let scene = AreaScene(view: view, limits: limits)
        var mention = AreaMention(
            area: place.area, kind: place.kind, sentence: sentence, tokens: tokens, isScene: false)
        let isAbroad = place.kind == .country || place.kind == .bloc
        mention.isRuled = !isAbroad && scene.isRuled(tokens.lowerBound)
        mention.isScene =
            scene.isScene(tokens.lowerBound, tokens.upperBound)
            || (isAbroad && scene.ends([.partner], at: tokens.lowerBound))
        // `hợp nhất Hòa Bình, Vĩnh Phúc và Phú Thọ`: what makes the first a scene goes for all of them.
        if !mention.isScene, !isAbroad, let last = mentions.last, last.sentence == sentence, last.isScene,
            last.kind != .homeCountry, !view.sign(";", last.tokens.upperBound, in: limits),
            scene.goesOn(from: last.tokens.upperBound, to: tokens)
        {
            mention.isScene = true
        }
        mentions.append(mention)
    }

    /// `Sở Tư pháp Nghệ An`, `Cảng Đà Nẵng`, `VNPT Bắc Giang`: an office or place of business named after where it is.
    private func seat(of name: OrganizationMention, _ limits: Range<Int>) -> Int? {
        guard name.kind == .office || name.kind == .firm else { return nil }
        let scan = view.scan
        let isSeated = [OrganizationWord.head, .name, .site, .firm].contains {
            scan.has(Category.organization, $0.rawValue, at: name.tokens.lowerBound)
        }
        for index in name.tokens.dropFirst() {
            for hit in scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
            where hit.entry.category == Category.place && Int(hit.end) == name.tokens.upperBound {
                let form = view.places.forms[Int(hit.entry.value)]
                let type = scan.longest(Category.placeType, endingAt: index, notBefore: name.tokens.lowerBound)
                guard form.kind == .province, isSeated || type != nil,
                    !AreaScene(view: view, limits: limits).labels(index),
                    // A lexicon's whole name has no seat: `Đại học Bách khoa Hà Nội`.
                    Int(scan.longest(Category.organization, at: name.tokens.lowerBound)?.end ?? 0)
                        < name.tokens.upperBound
                else { continue }
                return form.place
            }
        }
        return nil
    }

    /// `quận 3`: no phrase of a lexicon holds a number.
    private func numbered(at index: Int, _ limits: Range<Int>) -> Int? {
        guard view.word(index, in: limits) == view.lexicon.quarter, limits.contains(index),
            let number = view.plainNumber(index + 1, in: limits)
        else { return nil }
        return view.places.numbered[number]
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
        let type = view.scan.longest(Category.placeType, endingAt: start, notBefore: limits.lowerBound)
            .flatMap { PlaceType(rawValue: $0.entry.value) }
        let typed = type != nil
        let inProvince = form.parent != nil && (form.parent == lastProvince || form.parent == home)
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
            // `Cảng Phú Mỹ (Hồ Chí Minh)`: alone in brackets it is no person.
            let isAlone = view.sign("(", start - 1, in: limits) && view.sign(")", end, in: limits)
            guard form.isSafeBare || typed || (isAlone && form.kind == .province) else { return nil }
            // `phường Hòa Bình` is no province, `thành phố Lạng Sơn` rather the town.
            if form.kind == .province, type == .part { return nil }
            if form.kind == .province, type == .city { return 2 }
            return form.kind == .province ? (typed ? 0 : 1) : 2
        case .district, .commune:
            if type == .city, form.kind == .district, form.isTown { return 1 }
            guard followed || inProvince || form.isSafeBare else { return nil }
            // A district of the old map rather than a commune of the new one, and the reverse, by the article's day.
            let isPast = map.map { form.vintages.isDisjoint(with: $0) } ?? false
            return (followed ? 0 : inProvince ? 1 : 3) + (isPast ? 4 : 0)
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
}

/// What a word of `scenes.tsv` says of the place behind it.
enum SceneWord: Int32, CaseIterable {
    /// The seat of a meeting or an office.
    case seat
    /// Those who govern it: `UBND`, `Tỉnh ủy`; an article that its title gives to them is the place's.
    case authority
    /// Looks like another and is none of it: `cùng kỳ`.
    case apart
    /// Part of a place's name in a table: `khu vực`.
    case around
    /// What is held somewhere: a place right behind it and `tại` is where.
    case event
    /// Where something goes or comes from.
    case destination
    /// Right before a place that the figure is measured against.
    case yardstick
    /// Right before a place whose name is that of something else: `đường Hồ Chí Minh`.
    case label
    /// Right before another country that only deals with Việt Nam: `doanh nghiệp Nhật Bản`.
    case partner
    /// Trade, investment, travel: other countries in the paragraph are partners.
    case flow
    /// What countries are compared by.
    case macro
}

/// What a type word before a place's name makes of it.
enum PlaceType: Int32 {
    /// `tỉnh`, `nước`.
    case whole
    /// `thành phố`: a province, or the town that gives it its name.
    case city
    /// `huyện`, `phường`: never a province.
    case part
}

/// What a phrase of `local.tsv` says in an article about one place.
enum LocalWord: Int32, CaseIterable {
    /// `toàn tỉnh`, `của thành phố`.
    case local
    /// `tỉnh này`: the place named last.
    case anaphor
    /// `toàn huyện`.
    case part
    /// `toàn vùng`.
    case region
    /// `tỉnh`, `thành phố`, where it is a subject.
    case unit
    /// `UBND tỉnh`, `GRDP`: only an article about one place speaks of it so.
    case office
}

extension FieldView {
    /// Whether a phrase of a kind begins at a token.
    @inline(__always)
    func local(_ word: LocalWord, at index: Int) -> Bool { scan.has(Category.local, word.rawValue, at: index) }

    /// Whether a bare noun such as `tỉnh` begins a clause as its subject: `Năm 2025, tỉnh đón …`.
    func isLocalSubject(_ index: Int, in limits: Range<Int>) -> Bool {
        guard local(.unit, at: index), let hit = scan.longest(Category.local, at: index),
            hit.entry.value == LocalWord.unit.rawValue
        else { return false }
        let end = Int(hit.end)
        guard let next = token(end, in: limits), next.kind == .word, !next.traits.contains(.capital),
            scan.longest(Category.place, at: end) == nil, scan.longest(Category.placeType, at: end) == nil,
            !lexicon.pointers.contains(next.word)
        else { return false }
        if index == limits.lowerBound { return true }
        // `các tỉnh, thành phố đã …`: an item of a list.
        if sign(",", index - 1, in: limits) {
            return scan.longest(Category.placeType, endingAt: index - 1, notBefore: limits.lowerBound) == nil
        }
        return sign(";", index - 1, in: limits) || sign(":", index - 1, in: limits)
    }
}
