public import Observation

/// Indicators, places and consistency rules, built once from plain data files and then only read.
public struct Catalogue: Sendable {
    /// Every place and the ways it is written.
    public let gazetteer: Gazetteer
    /// Every indicator and the ways it is worded.
    public let indicators: IndicatorIndex
    /// The data's edition and a hash of all data files, `2026.1+1f0c9a3be2d4`: edited data is another version.
    public let version: String
    let rules: ConsistencyRules

    /// Reads the data files of a folder, or of the one the build put beside the executable.
    ///
    /// Takes some tens of milliseconds; do it once.
    /// - Throws: `CatalogueError`, naming the file and what would mend it.
    public init(directory: String? = nil) throws(CatalogueError) {
        let folder = try ResourceDirectory(override: directory)
        var files: [String: [UInt8]] = [:]
        let names = GazetteerBuilder.files + IndicatorIndex.files + [ConsistencyRules.file, Edition.file]
        for name in names { files[name] = try folder.read(name) }
        gazetteer = try GazetteerBuilder.build(files)
        indicators = try IndicatorIndex(files: files)
        rules = try ConsistencyRules(files[ConsistencyRules.file] ?? [])
        version = try Edition.version(of: files)
    }

    /// What the catalogue knows of one observation.
    /// - Parameter published: the publication date, which decides the map that area codes are read from.
    public func enrich(_ observation: Observation, published: CivilDate?) -> Enrichment {
        let indicator = indicators.lookup(
            label: observation.indicator, unit: observation.unit, measure: observation.measure)
        let area = gazetteer.areaCode(of: observation.area, on: published)
        return Enrichment(
            indicatorCode: indicator?.code, sector: indicator?.sector, framework: indicator?.framework,
            areaCode: area.code, areaVintage: area.vintage, areaCodeCurrent: area.current)
    }

    /// Enriches all observations of one article and sets their consistency flags.
    /// - Returns: one enrichment an observation, in their order.
    public func enrich(_ observations: inout [Observation], published: CivilDate?) -> [Enrichment] {
        let enrichments = observations.map { enrich($0, published: published) }
        flag(&observations, enrichments)
        return enrichments
    }
}
