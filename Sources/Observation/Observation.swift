/// One quantity in an article that reports a measurable fact: how much, what share, what rank, by how much it changed.
///
/// The fields are those of SDMX where SDMX has one; units are UCUM and ISO 4217 codes.
public struct Observation: Sendable, Equatable {
    /// Where it stands.
    public var place: Place
    /// The magnitude with its scale applied; a range's lower end.
    public var value: FixedDecimal
    /// A range's upper end.
    public var upper: FixedDecimal?
    /// The second figure of `25/25`, of `thứ 71 trong tổng số 193`.
    public var total: FixedDecimal?
    /// `percent`, `VND`, `count`, `km`, `VND/{person}` …
    public var unit: String
    /// Its own value, a change or a multiple.
    public var measure: Measure
    /// For a change or a multiple: which way the indicator itself moved.
    public var direction: Direction?
    /// Fact, estimate, goal or forecast.
    public var status: Status
    /// How the text hedges it.
    public var qualifier: Qualifier
    /// The time the value speaks of.
    public var period: TimePeriod?
    /// What a change is measured against.
    public var baseline: Baseline?
    /// The place the value speaks of: `VN`, `Sơn La`, `Thanh Hóa/Sầm Sơn`, `ASEAN` …
    public var area: String
    /// The ministry, agency or company it speaks of.
    public var organization: String?
    /// What is measured, as the article words it.
    public var indicator: String
    /// How sure the reading is, 0 to 1.
    public var confidence: Double
    /// What a reader should know of the reading itself.
    public var flags: Flags

    /// An observation; what an article leaves unsaid has the contract's defaults.
    public init(
        place: Place, value: FixedDecimal, upper: FixedDecimal? = nil, total: FixedDecimal? = nil, unit: String,
        measure: Measure, direction: Direction? = nil, status: Status = .actual, qualifier: Qualifier = .exact,
        period: TimePeriod? = nil, baseline: Baseline? = nil, area: String = "VN", organization: String? = nil,
        indicator: String, confidence: Double = 0.5, flags: Flags = []
    ) {
        self.place = place
        self.value = value
        self.upper = upper
        self.total = total
        self.unit = unit
        self.measure = measure
        self.direction = direction
        self.status = status
        self.qualifier = qualifier
        self.period = period
        self.baseline = baseline
        self.area = area
        self.organization = organization
        self.indicator = indicator
        self.confidence = confidence
        self.flags = flags
    }
}

extension Observation {
    /// Where a quantity stands. All ranges are bytes of the field's readable text; the edge turns them into scalar
    /// offsets of the field as published.
    public struct Place: Sendable, Hashable {
        /// The index of the field in the document.
        public var field: Int
        /// The quantity: number, scale word, unit where it belongs to the surface.
        public var surface: Range<Int>
        /// The number's first digit or number word: the anchor of the event's identity.
        public var number: Int
        /// The sentence around it.
        public var sentence: Range<Int>

        /// A place from its byte ranges.
        public init(field: Int, surface: Range<Int>, number: Int, sentence: Range<Int>) {
            self.field = field
            self.surface = surface
            self.number = number
            self.sentence = sentence
        }
    }

    /// What kind of figure it is.
    public enum Measure: String, Sendable, CaseIterable {
        /// The indicator's own value, a rank or share included.
        case level
        /// The amount by which it moved or differs.
        case change
        /// So many times as much.
        case multiple
    }

    /// Which way the indicator moved; for a rank, up is an improvement.
    public enum Direction: String, Sendable, CaseIterable {
        /// More, or a better rank.
        case up
        /// Less, or a worse rank.
        case down
    }

    /// Whether the figure is a fact, an estimate of one, a goal, or somebody's forecast.
    public enum Status: String, Sendable, CaseIterable {
        /// A fact.
        case actual
        /// `ước đạt`, `sơ bộ`.
        case estimate
        /// `mục tiêu`, `phấn đấu`.
        case target
        /// `dự báo`.
        case forecast
    }

    /// How the text hedges the figure.
    public enum Qualifier: String, Sendable, CaseIterable {
        /// Unhedged.
        case exact
        /// `khoảng`.
        case approx
        /// `trên`, `hơn`.
        case over
        /// `dưới`.
        case under
        /// `gần`.
        case nearly
        /// `ít nhất`.
        case atLeast = "at_least"
        /// `không quá`.
        case atMost = "at_most"
    }

    /// What a change or multiple is measured against.
    public enum Baseline: Sendable, Hashable {
        /// An earlier period.
        case period(TimePeriod)
        /// A goal or plan.
        case target
    }

    /// What a reader of the event should know of its reading; written sorted by name.
    public struct Flags: OptionSet, Sendable, Hashable {
        /// One bit a flag.
        public let rawValue: UInt32
        /// Flags from their bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The article gives no publication date, so relative periods are unknown.
        public static let noPublicationDate = Flags(rawValue: 1 << 0)
        /// `tăng 11%` of a share: percent or percentage points?
        public static let percentOrPoint = Flags(rawValue: 1 << 1)
        /// From 62 to 58 is not 5 places.
        public static let rankChangeMismatch = Flags(rawValue: 1 << 2)
        /// A share of a whole above 100 percent.
        public static let shareOver100 = Flags(rawValue: 1 << 3)
        /// A part larger than its total.
        public static let totalMismatch = Flags(rawValue: 1 << 4)
        /// The year of the period was not written beside it.
        public static let yearInferred = Flags(rawValue: 1 << 5)

        /// The names, in the order events list them.
        public var names: [String] { Flags.all.filter { contains($0.0) }.map(\.1) }

        private static let all: [(Flags, String)] = [
            (.noPublicationDate, "no_publication_date"),
            (.percentOrPoint, "percent_or_point"),
            (.rankChangeMismatch, "rank_change_mismatch"),
            (.shareOver100, "share_over_100"),
            (.totalMismatch, "total_mismatch"),
            (.yearInferred, "year_inferred"),
        ]
    }
}

extension Observation.Baseline: CustomStringConvertible {
    /// The period, or `target`.
    public var description: String {
        switch self {
        case .period(let period): period.description
        case .target: "target"
        }
    }
}
