/// A unit as it is written: what code it stands for and what kind of figure it makes.
struct UnitForm: Sendable {
    /// UCUM, ISO 4217, or one of `percent`, `percentage_point`, `point`, `rank`, `times`.
    let code: String
    /// `tạ` is ten to the −1 of a `t`.
    let power: Int
    let kind: Kind

    /// What kind of figure a unit makes.
    enum Kind: String, Sendable {
        /// `none` marks a compound that only begins like a unit: `điểm cầu`.
        case share, point, rank, times, currency, physical, duration, none
    }
}
