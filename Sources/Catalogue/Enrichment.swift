/// What the catalogue knows of one observation.
public struct Enrichment: Sendable, Equatable {
    public var indicatorCode: String?
    public var sector: String?
    public var framework: String?
    /// The General Statistics Office's code as of the article, or `VN`.
    public var areaCode: String?
    public var areaVintage: Vintage?
    /// The code of the province the area belongs to since 1 July 2025, or `VN`.
    public var areaCodeCurrent: String?

    public init(
        indicatorCode: String? = nil, sector: String? = nil, framework: String? = nil, areaCode: String? = nil,
        areaVintage: Vintage? = nil, areaCodeCurrent: String? = nil
    ) {
        self.indicatorCode = indicatorCode
        self.sector = sector
        self.framework = framework
        self.areaCode = areaCode
        self.areaVintage = areaVintage
        self.areaCodeCurrent = areaCodeCurrent
    }
}
