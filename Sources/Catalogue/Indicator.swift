/// An indicator of the catalogue.
public struct Indicator: Sendable, Equatable {
    /// Stable, dotted, English: `digital_economy.gdp_share`.
    public let code: String
    public let labelVi: String
    public let labelEn: String
    /// The unit of its levels, as observations write it.
    public let unit: String
    /// The statistical field it belongs to: `national accounts`, `prices` …
    public let sector: String
    /// The framework, programme or standard that defines it, where there is one.
    public let framework: String?
    /// Other ways the press words it, without the label itself.
    public let aliases: [String]
}
