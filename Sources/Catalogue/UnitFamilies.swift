import Observation

/// Which units can report the same indicator.
struct UnitFamilies: Sendable {
    static let file = "unit_families.tsv"

    /// By an indicator's unit: the other units its figures come in.
    private var others: [String: Set<String>] = [:]

    init(_ bytes: [UInt8]) throws(CatalogueError) {
        for row in try Table(bytes, name: Self.file, columns: ["indicator_units", "figure_units"]).rows {
            let figures = row[1].split(separator: " ").map(String.init)
            guard !figures.isEmpty else {
                throw CatalogueError(
                    .malformedFile, "\(Self.file): \(row[0]) has no figure_units: name the units, or drop the line")
            }
            for indicator in row[0].split(separator: " ") { others[String(indicator), default: []].formUnion(figures) }
        }
    }

    /// Whether an observation in the given unit and measure can be one of an indicator whose levels have another.
    ///
    /// A change in percent and a multiple say by how much a level of any unit moved; percentage points belong to
    /// shares, ranks to ranks. The label of a rate may say what it is a rate of, so a figure may leave the denominator
    /// out (`GDP bình quân đầu người 4.700 USD`); it never adds one, for then it measures something else.
    func isCompatible(_ indicator: String, with unit: String, measure: Observation.Measure) -> Bool {
        if measure != .level {
            if unit == "percent" || unit == "times" { return indicator != "rank" }
            if unit == "percentage_point" { return indicator == "percent" }
        }
        if isSame(indicator, unit) { return true }
        let (over, under) = Self.parts(of: indicator)
        let (figureOver, figureUnder) = Self.parts(of: unit)
        guard !under.isEmpty, isSame(over, figureOver) else { return false }
        return figureUnder.isEmpty || isSame(under, figureUnder)
    }

    /// Whether both units are told alike: the very same, or each with, or each without, a denominator.
    func isToldAlike(_ indicator: String, _ unit: String) -> Bool {
        if Self.parts(of: indicator).under.isEmpty != Self.parts(of: unit).under.isEmpty { return false }
        return (indicator == "percent") == (unit == "percent")
    }

    private func isSame(_ indicator: String, _ unit: String) -> Bool {
        indicator == unit || others[indicator]?.contains(unit) == true
    }

    /// What stands before the first slash and what after it.
    private static func parts(of unit: String) -> (over: String, under: String) {
        guard let slash = unit.firstIndex(of: "/") else { return (unit, "") }
        return (String(unit[..<slash]), String(unit[unit.index(after: slash)...]))
    }
}
