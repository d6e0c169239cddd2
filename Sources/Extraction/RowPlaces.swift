import Catalogue
import Observation
import Vietnamese

/// Tells which place a row of a table is about, where one of its cells is a place and nothing else.
struct RowPlaces {
    let view: FieldView
    /// The province of the article.
    let home: Int?
    let publication: CivilDate?
    /// Other countries are compared; else they are partners, part of what is measured.
    let isAbroad: Bool

    /// The place that a cell names: `Đông Hưng`, `Thành phố Yên Bái`, `UBND phường Thủy Nguyên`, `Khu vực Bình Dương cũ`.
    func area(_ sentence: Int) -> String? {
        let limits = view.scan.sentences[sentence].tokens
        guard !limits.isEmpty, limits.count <= 12 else { return nil }
        var areas = AreaMentions(view: view, home: home, publication: publication)
        areas.add(sentence: sentence, organizations: [])
        if let mention = areas.mentions.first, areas.mentions.count == 1, fills(mention.tokens, limits) {
            return isAbroad || (mention.kind != .country && mention.kind != .bloc) ? mention.area : nil
        }
        return area(limits, from: limits.lowerBound) ?? area(limits, from: afterType(limits.lowerBound))
    }

    private func afterType(_ start: Int) -> Int {
        view.scan.longest(Category.placeType, at: start).map { Int($0.end) } ?? start
    }

    /// Nothing but type words, `khu vực`, `UBND` stands before a name, and nothing but `cũ` or a bracket behind it.
    private func fills(_ tokens: Range<Int>, _ limits: Range<Int>) -> Bool {
        var start = limits.lowerBound
        while start < tokens.lowerBound {
            if let type = view.scan.longest(Category.placeType, at: start) {
                start = Int(type.end)
            } else if let hit = view.scan.longest(Category.scene, at: start),
                hit.entry.value == SceneWord.authority.rawValue || hit.entry.value == SceneWord.around.rawValue
            {
                start = Int(hit.end)
            } else {
                return false
            }
        }
        var end = tokens.upperBound
        if limits.contains(end), view.word(end, in: limits) == view.lexicon.former { end += 1 }
        return start == tokens.lowerBound && view.afterBracket(end, in: limits) == limits.upperBound
    }

    /// A cell has no sentence around it: any province's name that fills it is the province.
    private func area(_ limits: Range<Int>, from start: Int) -> String? {
        guard limits.contains(start) else { return nil }
        let scan = view.scan
        for hit in scan.hits[Int(scan.firstHit[start])..<Int(scan.firstHit[start + 1])]
        where hit.entry.category == Category.place && Int(hit.end) == limits.upperBound {
            let place = view.lexicon.gazetteer.places[view.lexicon.gazetteer.forms[Int(hit.entry.value)].place]
            switch place.kind {
            case .province, .region, .homeCountry: return place.area
            case .country, .bloc: if isAbroad { return place.area }
            case .district, .commune: continue
            }
        }
        return nil
    }
}
