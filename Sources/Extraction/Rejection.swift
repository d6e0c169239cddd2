/// Why a number is no observation.
public enum Rejection: String, Sendable, CaseIterable {
    /// A date, a year, a time of the day.
    case date
    /// A duration or an age that sets the scene.
    case duration
    /// A legal document's or programme's number.
    case legal
    /// A session's, edition's or volume's number.
    case session
    /// A name that holds a digit.
    case name
    /// Part of a code, an address or a telephone number.
    case code
    /// A quoted slogan.
    case slogan
    /// No noun to count and nothing that says what it measures.
    case nothingMeasured = "nothing_measured"
    /// A number word that only determines a noun (`hai bên`, `một trong những`).
    case determiner
    /// The denominator or total of another figure.
    case partOfAnother = "part_of_another"
    /// Page furniture.
    case furniture
    /// Digits that form no number.
    case malformed
    /// A header's or label's number in a table.
    case tableLabel = "table_label"
}

extension Rejection {
    /// The reason in a few words, for a person.
    public var meaning: String {
        switch self {
        case .date: "a date, a period or a time of the day"
        case .duration: "a duration or an age that sets the scene"
        case .legal: "the number of a legal document or programme"
        case .session: "the number of a session, edition or volume"
        case .name: "part of a name"
        case .code: "part of a code, an address or a telephone number"
        case .slogan: "a slogan's count of watchwords"
        case .nothingMeasured: "nothing says what it measures"
        case .determiner: "a word that only determines its noun"
        case .partOfAnother: "the total or the denominator of another figure"
        case .furniture: "page furniture"
        case .malformed: "digits that form no number"
        case .tableLabel: "a table's header, label or mixed cell"
        }
    }
}
