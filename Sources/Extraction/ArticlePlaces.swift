import Catalogue
import Vietnamese

/// The places an article names, counted, and which of them it is about as a whole.
struct ArticlePlaces {
    private var provinces: [String: Int] = [:]
    private var parts: [String: Int] = [:]
    private var regions: [String: Int] = [:]
    private(set) var country = 0
    /// Mentions of each province, its parts and its scenes too, and of each part.
    private var anyhow: [String: Int] = [:]
    private var allMentions = 0
    /// The places that the body's first sentences name.
    private var leading: Set<String> = []
    /// Those of the title; a district counts for its province too.
    private var titleProvinces: Set<String> = []
    private var titleParts: Set<String> = []
    private var titleRegions: Set<String> = []
    private var titleNamesProvince = false
    private var opening: String?
    /// The province among the title's first words.
    private var opensTitle: String?
    /// How often the article says `toàn tỉnh` and the like, `toàn huyện`, `toàn vùng`, and names a place's authorities.
    private var local = 0
    private var ofPart = 0
    private var ofRegion = 0
    private var office = 0

    /// The one province that the title names.
    var titled: String? { titleProvinces.count == 1 ? titleProvinces.first : nil }

    /// The article has words such as `toàn tỉnh`, not only a place's name.
    var speaksLocally: Bool { local + ofPart + ofRegion + office > 0 }

    /// Words that speak of the article's own province, district or region, `toàn tỉnh`, and of its authorities.
    var ownWords: (province: Int, part: Int, region: Int) { (local + office, ofPart, ofRegion) }

    /// The province named most, as scene or otherwise.
    var dominant: String? {
        anyhow.filter { !$0.key.contains("/") }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// How many of the places named at home are this one or lie in it: mentions, and of how many.
    func weight(of area: String) -> (mentions: Int, of: Int) { (anyhow[area] ?? regions[area] ?? 0, allMentions) }

    /// Whether the title names a place, or a part of it.
    func isTitled(_ area: String) -> Bool {
        titleProvinces.contains(area) || titleParts.contains(area) || titleRegions.contains(area)
    }

    /// Whether the body's first sentences name a place, or a part of it.
    func leads(_ area: String) -> Bool { leading.contains(area) }

    private mutating func countAnyhow(_ mention: AreaMention, isTitle: Bool) {
        guard mention.kind == .province || mention.kind == .district || mention.kind == .commune else { return }
        allMentions += 1
        let province = String(mention.area.prefix { $0 != "/" })
        anyhow[province, default: 0] += 1
        if province != mention.area { anyhow[mention.area, default: 0] += 1 }
        if !isTitle, mention.sentence <= 2 {
            leading.insert(province)
            leading.insert(mention.area)
        }
    }

    /// Takes in one field.
    mutating func add(_ areas: AreaMentions, _ view: FieldView, isTitle: Bool) {
        for mention in areas.mentions { countAnyhow(mention, isTitle: isTitle) }
        // What a place's authorities do is about the place.
        for mention in areas.mentions where !mention.isScene || mention.isRuled {
            switch mention.kind {
            case .province:
                provinces[mention.area, default: 0] += 1
                if isTitle {
                    titleProvinces.insert(mention.area)
                    titleNamesProvince = true
                }
            case .district, .commune:
                let province = String(mention.area.prefix { $0 != "/" })
                provinces[province, default: 0] += 1
                parts[mention.area, default: 0] += 1
                if isTitle {
                    titleProvinces.insert(province)
                    titleParts.insert(mention.area)
                }
            case .region:
                regions[mention.area, default: 0] += 1
                if isTitle { titleRegions.insert(mention.area) }
            case .homeCountry: country += 1
            case .bloc, .country: break
            }
        }
        if isTitle {
            opening = opening(areas.mentions, view)
            let start = view.scan.sentences.first?.tokens.lowerBound ?? 0
            opensTitle = areas.mentions.first { $0.kind == .province && $0.tokens.lowerBound - start <= 4 }?.area
        }
        for sentence in view.scan.sentences.indices where view.scan.holds(Category.local, sentence: sentence) {
            let limits = view.scan.sentences[sentence].tokens
            for index in limits {
                if view.local(.local, at: index) || view.isLocalSubject(index, in: limits) { local += 1 }
                if view.local(.part, at: index) { ofPart += 1 }
                if view.local(.region, at: index) { ofRegion += 1 }
                if view.local(.office, at: index), isAlone(index, view, limits) { office += 1 }
            }
        }
    }

    /// `UBND tỉnh` alone, not `UBND tỉnh Nghệ An`, `UBND tỉnh, thành phố`.
    private func isAlone(_ index: Int, _ view: FieldView, _ limits: Range<Int>) -> Bool {
        guard let hit = view.scan.longest(Category.local, at: index) else { return false }
        let end = Int(hit.end)
        if view.sign(",", end, in: limits), view.scan.longest(Category.placeType, at: end + 1) != nil { return false }
        return !(view.token(end, in: limits)?.traits.contains(.capital) ?? false)
    }

    /// What the article is about: the place that opens its title with a colon; a district or commune that its title
    /// names and it keeps to; the province that makes up most of the places, where the title or words such as
    /// `toàn tỉnh` say so; or a region.
    var area: String? { opening ?? part ?? province ?? region }

    private var province: String? {
        let total = provinces.values.reduce(0, +)
        guard let (area, most) = provinces.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        let isTitled = titled == area
        // Named alone in the title, it may share the text with neighbours that it is compared with.
        let own = local + min(office, 2)
        guard most * 5 >= total * (isTitled && own > 0 ? 2 : 3) else { return nil }
        let evidence = own + (isTitled ? 2 : 0)
        guard own >= 2 || opensTitle == area else { return nil }
        return evidence >= 2 && (most >= 2 || own > 0) && most + own > country ? area : nil
    }

    private var part: String? {
        guard let area = titleParts.first, titleParts.count == 1, !titleNamesProvince, titled != nil else { return nil }
        let total = provinces.values.reduce(0, +)
        let own = parts[area] ?? 0
        return own >= 3 && own * 2 > total && own + local + ofPart > country ? area : nil
    }

    private var region: String? {
        guard let area = titleRegions.first, titleRegions.count == 1 else { return nil }
        let own = (regions[area] ?? 0) + ofRegion
        let others = regions.values.reduce(0, +) - (regions[area] ?? 0)
        let most = provinces.values.max() ?? 0
        return own >= 3 && own > others && own + 1 >= most && own >= country ? area : nil
    }

    private func opening(_ mentions: [AreaMention], _ view: FieldView) -> String? {
        guard let first = mentions.first, first.kind == .province, let sentence = view.scan.sentences.first,
            first.tokens.lowerBound - sentence.tokens.lowerBound <= 2,
            view.sign(":", first.tokens.upperBound, in: sentence.tokens)
        else { return nil }
        return first.area
    }
}
