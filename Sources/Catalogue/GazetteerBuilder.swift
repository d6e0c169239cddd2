import Observation

/// Builds the gazetteer from its data files: provinces, districts, communes, countries, regions and blocs.
struct GazetteerBuilder {
    /// The files it reads, all of them needed.
    static let files = [
        "areas.tsv", "communes.tsv", "contextual_names.tsv", "countries.tsv", "districts.tsv",
        "former_names.tsv", "place_forms.tsv", "province_forms.tsv", "provinces.tsv", "type_words.tsv",
    ]

    private var places: [Place] = []
    private var safe: [(text: String, place: Int)] = []
    private var contextual: [(text: String, place: Int)] = []
    private var provinceIndex: [String: Int] = [:]
    private var codes: [String: ProvinceCodes] = [:]
    private var formerNames: [String: FormerName] = [:]

    /// Reads the files and lists every form.
    /// - Throws: `CatalogueError` with code `malformedFile`.
    static func build(_ files: [String: [UInt8]]) throws(CatalogueError) -> Gazetteer {
        func table(_ name: String, _ columns: [String]) throws(CatalogueError) -> [[String]] {
            try Table(files[name] ?? [], name: name, columns: columns).rows
        }
        var builder = GazetteerBuilder()
        builder.addAreas(try table("areas.tsv", ["kind", "area", "forms"]))
        builder.addCountries(try table("countries.tsv", ["code", "name", "forms", "contextual"]))
        try builder.addProvinces(
            try table(
                "provinces.tsv", ["legacy_gso_code", "legacy_name", "legacy_type", "gso_code_2025", "name_2025"]),
            forms: try table("province_forms.tsv", ["name", "forms", "contextual"]))
        try builder.addFormerNames(try table("former_names.tsv", ["name", "former", "year", "month"]))
        let others = Dictionary(
            try table("place_forms.tsv", ["name", "forms"]).map { ($0[0], $0[1].cellParts) }, uniquingKeysWith: +)
        try builder.addParts(
            try table("districts.tsv", ["province", "district_code", "district", "type"]), kind: .district,
            vintages: .untilJune2025, others: others, file: "districts.tsv")
        try builder.addParts(
            try table("communes.tsv", ["province", "commune_code", "commune", "type"]), kind: .commune,
            vintages: .sinceJuly2025, others: others, file: "communes.tsv")
        let risky = try table("contextual_names.tsv", ["name"]).map { $0[0] }
        let typeWords = try table("type_words.tsv", ["word"]).map { $0[0] }
        return builder.finish(
            risky: Set(risky.map(Spelling.canonical)),
            typeWords: typeWords.sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) })
    }

    private mutating func add(_ place: Place, safe: [String], contextual: [String] = []) {
        let index = places.count
        places.append(place)
        for name in safe { self.safe += Spelling.variants(of: name).map { ($0, index) } }
        for name in contextual { self.contextual += Spelling.variants(of: name).map { ($0, index) } }
    }

    private mutating func addAreas(_ rows: [[String]]) {
        for row in rows {
            let kind: Place.Kind = row[0] == "country" ? .homeCountry : row[0] == "region" ? .region : .bloc
            let forms = row[2].cellParts
            let place = Place(
                kind: kind, area: row[1], name: forms.first ?? row[1], type: nil, parent: nil,
                code: kind == .homeCountry ? row[1] : nil, vintages: .both)
            add(place, safe: forms)
        }
    }

    private mutating func addCountries(_ rows: [[String]]) {
        for row in rows {
            let place = Place(
                kind: .country, area: row[0], name: row[1], type: "nước", parent: nil, code: row[0], vintages: .both)
            add(place, safe: row[2].cellParts, contextual: row[3].cellParts)
        }
    }

    private mutating func addProvinces(_ rows: [[String]], forms: [[String]]) throws(CatalogueError) {
        let extra = Dictionary(forms.map { ($0[0], ($0[1].cellParts, $0[2].cellParts)) }) { first, _ in first }
        for row in rows {
            codes[row[1]] = ProvinceCodes(until: row[0], since: nil, current: row[3])
        }
        for row in rows { codes[row[4]]?.since = row[3] }
        for row in rows {
            let name = row[1]
            guard codes[row[4]] != nil else {
                throw CatalogueError(.malformedFile, "provinces.tsv merges \(name) into \(row[4]), which it lacks")
            }
            let (others, contextual) = extra[name] ?? ([], [])
            let vintages: Vintages = codes[name]?.since == nil ? .untilJune2025 : .both
            provinceIndex[name] = places.count
            add(
                Place(
                    kind: .province, area: name, name: name, type: row[2], parent: nil, code: row[0],
                    vintages: vintages),
                safe: (contextual.contains(name) ? [] : [name]) + others, contextual: contextual)
        }
    }

    private mutating func addFormerNames(_ rows: [[String]]) throws(CatalogueError) {
        for row in rows {
            guard provinceIndex[row[0]] != nil, let year = Int(row[2]), let month = Int(row[3]),
                let until = CivilDate(year: year, month: month, day: 1)
            else {
                throw CatalogueError(
                    .malformedFile, "former_names.tsv has no province \(row[0]), or no month \(row[2])-\(row[3])")
            }
            formerNames[row[0]] = FormerName(name: row[1], until: until)
        }
    }

    /// Districts or communes. Those that are only numbered carry their type in the name: `Quận 1`.
    private mutating func addParts(
        _ rows: [[String]], kind: Place.Kind, vintages: Vintages, others: [String: [String]], file: String
    ) throws(CatalogueError) {
        for row in rows {
            guard let parent = provinceIndex[row[0]] else {
                throw CatalogueError(
                    .malformedFile, "\(file) names the province \(row[0]), which provinces.tsv lacks: spell it alike")
            }
            let isNumbered = row[2].unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
            let capital = row[3].prefix(1).uppercased() + row[3].dropFirst()
            let name = isNumbered ? "\(capital) \(row[2])" : Spelling.canonical(row[2])
            let place = Place(
                kind: kind, area: "\(places[parent].area)/\(name)", name: name, type: row[3], parent: parent,
                code: row[1], vintages: vintages)
            if isNumbered {
                let zero = row[2].utf8.count == 1 ? ["\(row[3]) 0\(row[2])", "\(capital) 0\(row[2])"] : []
                add(place, safe: [name, "\(row[3]) \(row[2])", "Q.\(row[2])", "Q. \(row[2])"] + zero)
            } else {
                add(place, safe: [], contextual: [name] + (others[row[2]] ?? []))
            }
        }
    }

    /// Decides which bare district names are safe, and sorts.
    private func finish(risky: Set<String>, typeWords: [String]) -> Gazetteer {
        let safeWords = Set(safe.map(\.text))
        let areas = Dictionary(grouping: contextual, by: \.text).mapValues { forms in
            Set(forms.map { places[$0.place].homeProvince(in: places, codes: codes) + "/" + places[$0.place].name })
        }
        let districts = Set(places.filter { $0.kind == .district }.map(\.area))
        var seen: [String: Set<Int>] = [:]
        var forms: [Gazetteer.Form] = []
        func append(_ text: String, _ place: Int, isSafe: Bool) {
            guard seen[text, default: []].insert(place).inserted else { return }
            forms.append(Gazetteer.Form(text: text, place: place, isSafeBare: isSafe))
        }
        for (text, place) in safe { append(text, place, isSafe: true) }
        for (text, index) in contextual {
            let place = places[index]
            let isPart = place.kind == .district || place.kind == .commune
            let isSafe =
                isPart && (place.kind == .district || place.type == "đặc khu" || districts.contains(place.area))
                && text.unicodeScalars.contains(" ") && !safeWords.contains(text) && areas[text]?.count == 1
                && !risky.contains(place.name)
            append(text, index, isSafe: isSafe)
        }
        forms.sort { ($0.text, $0.place) < ($1.text, $1.place) }
        return Gazetteer(
            places: places, forms: forms, typeWords: typeWords, provinces: codes, formerNames: formerNames)
    }
}

extension Place {
    /// The code of the province since July 2025: what tells namesakes apart across the reform.
    fileprivate func homeProvince(in places: [Place], codes: [String: ProvinceCodes]) -> String {
        guard let parent else { return area }
        return codes[places[parent].area]?.current ?? ""
    }
}
