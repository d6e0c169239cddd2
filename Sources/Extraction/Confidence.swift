import Foundation

/// How sure a reading is: the share of figures read on such grounds that have value, unit, measure, direction, status,
/// period, area, organization and name all right.
///
/// The grounds are how likely its name, period and place are the right ones, and the rules by which its fields were set.
/// What each counts (`confidence.tsv`) is fitted by logistic regression to articles read with names learned from others;
/// `make evaluate ARGUMENTS=--calibration` shows on further articles what a given confidence is worth.
struct Confidence: Sendable {
    /// Log odds where nothing speaks for or against, and what the log odds of a field's chance count.
    private var bias = 0.0
    private var slopes: [(field: Ground.Field, slope: Double)] = []
    /// In the order of the fields, so that sums are the same in every run.
    private var weights = Array(repeating: [Ground.Rule: Double](), count: Ground.Field.allCases.count)

    /// Takes over a line of the table: `bias` without a rule, a field with `chance` or with a rule.
    mutating func read(_ field: String, _ rule: String, _ weight: Double) -> Bool {
        switch (field, rule) {
        case ("bias", ""): bias = weight
        default:
            guard let field = Ground.Field(rawValue: field) else { return false }
            if rule == "chance" {
                slopes.append((field, weight))
                return true
            }
            guard let rule = Ground.Rule(rawValue: rule) else { return false }
            weights[Ground.Field.allCases.firstIndex(of: field) ?? 0][rule] = weight
        }
        return true
    }

    /// The confidence in a figure, 0 to 1 in hundredths.
    func of(_ quantity: Quantity) -> Double {
        var odds = bias
        for (field, slope) in slopes {
            // What only rules have set is taken for sure: what the rule is worth stands beside it.
            let chance = min(max(quantity.chances[field] ?? 1, 0.005), 0.995)
            odds += slope * log(chance / (1 - chance))
        }
        for (field, rules) in zip(Ground.Field.allCases, weights) {
            odds += rules[quantity.grounds[field].rule] ?? 0
        }
        return Double((Odds.chance(Int32((odds * 1000).rounded())) * 100).rounded()) / 100
    }
}
