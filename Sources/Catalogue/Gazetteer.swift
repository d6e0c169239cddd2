public import Observation

/// The places of the catalogue and every way newspapers write them.
public struct Gazetteer: Sendable {
    /// One way a place is written.
    public struct Form: Sendable, Equatable {
        /// As printed, with its capitals; NFC.
        public let text: String
        /// An index of `places`.
        public let place: Int
        /// Whether the bare form names the place. If not, it does so only after a type word (`huyện`, `xã`, `nước` …)
        /// or, for a district or commune, beside its province's name.
        public let isSafeBare: Bool
    }

    /// All places; `Form.place` and `Place.parent` are indices of it.
    public let places: [Place]
    /// All written forms, sorted by text, then by place.
    public let forms: [Form]
    /// Type words that make an unsafe form safe when they stand right before it, lower case, longest first.
    public let typeWords: [String]
    private let ranges: [String: Range<Int>]
    private let provinces: [String: ProvinceCodes]
    /// By a province's name, the one it had until a day.
    private let formerNames: [String: FormerName]
    private let presentNames: [String: String]

    init(
        places: [Place], forms: [Form], typeWords: [String], provinces: [String: ProvinceCodes],
        formerNames: [String: FormerName] = [:]
    ) {
        self.formerNames = formerNames
        presentNames = Dictionary(formerNames.map { ($0.value.name, $0.key) }, uniquingKeysWith: { first, _ in first })
        self.places = places
        self.forms = forms
        self.typeWords = typeWords
        self.provinces = provinces
        var ranges: [String: Range<Int>] = [:]
        var start = 0
        for end in forms.indices where end + 1 == forms.count || forms[end + 1].text != forms[end].text {
            ranges[forms[end].text] = start..<end + 1
            start = end + 1
        }
        self.ranges = ranges
    }

    /// The forms that are written exactly so; several where the name is ambiguous.
    public func forms(written text: String) -> ArraySlice<Form> {
        forms[ranges[text] ?? 0..<0]
    }

    /// Whether a form names places of more than one reference area.
    public func isAmbiguous(_ text: String) -> Bool {
        let candidates = forms(written: text)
        guard let first = candidates.first else { return false }
        return candidates.contains { places[$0.place].area != places[first.place].area }
    }

    /// A reference area by its name as of a day: `Thừa Thiên Huế` before 2025, `Huế` since. Without a date, today's.
    public func name(of refArea: String, on date: CivilDate?) -> String {
        guard let date, !formerNames.isEmpty else { return refArea }
        let province = refArea.prefix { $0 != "/" }
        guard let former = formerNames[String(province)], date < former.until else { return refArea }
        return former.name + refArea[province.endIndex...]
    }

    /// The codes of a reference area as of a day (the publication date).
    ///
    /// A province that ended in June 2025 keeps its old code in later articles, since its name can mean nothing else.
    /// Without a date, a name on both maps has a code only if both give it the same, and no vintage. `VN` is `VN`
    /// whatever the date, without a vintage. Districts, communes, regions and other countries have none.
    public func areaCode(of refArea: String, on date: CivilDate?) -> AreaCode {
        if refArea == "VN" { return AreaCode(code: "VN", vintage: nil, current: "VN") }
        guard let codes = provinces[presentNames[refArea] ?? refArea] else { return .none }
        guard let since = codes.since else {
            return AreaCode(code: codes.until, vintage: .untilJune2025, current: codes.current)
        }
        guard let date else {
            return AreaCode(code: since == codes.until ? since : nil, vintage: nil, current: codes.current)
        }
        return date < Self.reform
            ? AreaCode(code: codes.until, vintage: .untilJune2025, current: codes.current)
            : AreaCode(code: since, vintage: .sinceJuly2025, current: codes.current)
    }

    private static let reform = CivilDate.first(ofMonth: 7, year: 2025)
}

/// What a province was called until a day, that day excluded.
struct FormerName: Sendable, Equatable {
    let name: String
    let until: CivilDate
}

/// A province's codes on the two maps.
struct ProvinceCodes: Sendable, Equatable {
    /// Until June 2025.
    let until: String
    /// Since July 2025, where a province of that name goes on.
    var since: String?
    /// Of the province it is part of since July 2025.
    let current: String
}
