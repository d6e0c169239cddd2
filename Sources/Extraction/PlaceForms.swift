import Catalogue

/// The gazetteer's forms as the text is asked about them: no strings, only what decides whether one stands there.
final class PlaceForms: Sendable {
    /// One way a place is written.
    struct Form {
        /// An index of the gazetteer's places.
        var place: Int
        var kind: Place.Kind
        /// The province of a district or commune: an index of the gazetteer's places.
        var parent: Int?
        var isSafeBare: Bool
        /// The administrative maps it stands on.
        var vintages: Vintages
        /// Its first word begins with a capital; a form written small (`cả nước`, `thế giới`) may be written anyhow.
        var isCapital: Bool
        /// The town that its province is named after.
        var isTown: Bool
        /// Its last word begins with a small letter.
        var endsSmall: Bool
    }

    /// In the order of the gazetteer's forms.
    let forms: [Form]

    /// The provinces by their names.
    private let provinces: [String: Int]

    /// The districts that are only numbered, by their numbers: indices of the gazetteer's places.
    let numbered: [Int: Int]

    func province(_ name: String?) -> Int? { name.flatMap { provinces[$0] } }

    init(_ gazetteer: Gazetteer) {
        provinces = Dictionary(
            gazetteer.places.enumerated().filter { $0.element.kind == .province }.map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var numbered: [Int: Int] = [:]
        for (index, place) in gazetteer.places.enumerated() where place.kind == .district {
            guard let number = place.name.split(separator: " ").last.flatMap({ Int($0) }) else { continue }
            numbered[number] = index
        }
        self.numbered = numbered
        forms = gazetteer.forms.map { form in
            let place = gazetteer.places[form.place]
            let utf8 = form.text.utf8
            let lastWord = utf8.lastIndex(of: UInt8(ascii: " ")).map(utf8.index(after:)) ?? form.text.startIndex
            let last = form.text.unicodeScalars[lastWord...].first
            return Form(
                place: form.place, kind: place.kind, parent: place.parent, isSafeBare: form.isSafeBare,
                vintages: place.vintages,
                isCapital: form.text.unicodeScalars.first?.properties.isUppercase ?? false,
                isTown: place.type == "thành phố"
                    && place.parent.map { gazetteer.places[$0].name == place.name } ?? false,
                endsSmall: last?.properties.isLowercase ?? false)
        }
    }
}
