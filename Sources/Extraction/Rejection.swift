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
    case nothingMeasured
    /// A number word that only determines a noun (`hai bên`, `một trong những`).
    case determiner
    /// The denominator or total of another figure.
    case partOfAnother
    /// Page furniture.
    case furniture
    /// Digits that form no number.
    case malformed
}
