import Observation

/// Which units can report the same indicator.
enum UnitFamily {
    private static let families: [[String]] = [
        ["VND", "USD", "EUR", "JPY", "CNY", "GBP", "KRW"],
        ["t", "kg", "g"], ["har", "m2", "km2"], ["km", "m"], ["MW", "kW", "GW"], ["kW.h", "MW.h", "GW.h"],
        ["Mbit/s", "Gbit/s", "kbit/s"], ["MBy", "GBy", "TBy", "PBy"], ["m3", "L"], ["h", "min", "s", "ms"],
    ]

    /// Whether an observation in the given unit and measure can be one of an indicator whose levels have another.
    ///
    /// A change in percent and a multiple say by how much a level of any unit moved; percentage points belong to
    /// shares, ranks to ranks.
    static func isCompatible(_ indicator: String, with unit: String, measure: Observation.Measure) -> Bool {
        if measure != .level {
            if unit == "percent" || unit == "times" { return indicator != "rank" }
            if unit == "percentage_point" { return indicator == "percent" }
        }
        if indicator == unit { return true }
        return families.contains { $0.contains(indicator) && $0.contains(unit) }
    }
}
