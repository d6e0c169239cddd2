import Catalogue
import Observation

/// The catalogue as it ships, loaded once for all tests.
let shipped: Result<Catalogue, CatalogueError> = {
    do throws(CatalogueError) { return .success(try Catalogue()) } catch { return .failure(error) }
}()

/// An observation of which only what matters is said.
func observation(
    _ indicator: String, _ value: FixedDecimal, _ unit: String, measure: Observation.Measure = .level,
    upper: FixedDecimal? = nil, total: FixedDecimal? = nil, period: TimePeriod? = nil,
    baseline: Observation.Baseline? = nil, area: String = "VN"
) -> Observation {
    Observation(
        place: Observation.Place(field: 0, surface: 0..<1, number: 0, sentence: 0..<1), value: value, upper: upper,
        total: total, unit: unit, measure: measure, period: period, baseline: baseline, area: area,
        indicator: indicator)
}
