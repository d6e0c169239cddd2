import Observation
import Vietnamese

/// A number of the text that may be an observation, with what is known of it so far. The stages fill it in one after
/// another: found, unit read, attributed, named.
struct Quantity {
    /// The surface: `thứ`, number, scale, unit.
    var tokens: Range<Int>
    /// Bytes of the surface.
    var surface: Range<Int>
    /// Byte of the first digit or number word.
    var number: Int
    /// Index of its sentence in the scan.
    var sentence: Int
    var value: FixedDecimal
    var upper: FixedDecimal?
    var total: FixedDecimal?
    var unit: String
    var kind: Kind
    /// The first token that belongs to neither number nor unit.
    var after: Int
    /// Where the search for the next figure goes on, if later: past the denominator of a rate.
    var resume = 0
    /// The token of the number itself, after `thứ` or `gấp`.
    var numberToken: Int
    /// A scale word multiplied it.
    var scale = 0
    var isNegative = false
    /// A plus or minus is printed before it.
    var isSigned = false
    var isWords = false
    var isFraction = false
    /// `từ` stands before it: the value something moved away from.
    var isFrom = false

    var measure = Observation.Measure.level
    var direction: Observation.Direction?
    var status = Observation.Status.actual
    var qualifier = Observation.Qualifier.exact
    var period: TimePeriod?
    var baseline: Observation.Baseline?
    var area = "VN"
    var organization: String?
    var indicator = ""
    /// How likely fields are right, as learned weights see it.
    var chances = Chances()
    var flags: Observation.Flags = []
    /// The token where its predicate (`đạt`, `tăng`, `hơn` …) begins: what stands left of it is the subject.
    var predicate: Int
    /// The cue nearest to the number that says what it is.
    var cue: Cue?
    /// Unit or verb say that something is measured, so a name is worth looking for elsewhere.
    var isNamed: Bool { kind != .count || (cue != nil && cue != .holds) || total != nil }
    /// A change said beside a level: `đạt 88,37%, tăng 1,39%`.
    var isAside = false
    /// Its name stands in its own clause, not in what was said before.
    var isOwnName = false
    /// Its period stands in its own sentence.
    var isOwnPeriod = false
    /// In a table: the labels come from the headers.
    var isCell = false
    /// In a table: what the headers call it.
    var cell: CellName?
    /// In a table: what the header says the change is measured against.
    var comparison: CalendarExpression?
    /// Why each field has its value.
    var grounds = Grounds()

    /// How likely the fields are right that learned weights choose: 0 to 1; nil where only rules had a say.
    struct Chances {
        var name: Double?
        var period: Double?
        var area: Double?
        var measure: Double?
        var status: Double?

        subscript(field: Ground.Field) -> Double? {
            switch field {
            case .indicator: name
            case .period: period
            case .area: area
            case .measure: measure
            case .status: status
            default: nil
            }
        }
    }

    /// What kind of figure it is.
    enum Kind {
        /// Things; the noun is no part of the unit.
        case count
        case share, point, rank, times, currency, physical, duration
    }
}
