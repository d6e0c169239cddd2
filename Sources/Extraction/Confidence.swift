import Foundation

/// How sure a reading is: the share of figures read on such grounds that have value, unit, measure, direction, status,
/// period, area, organization and name all right.
///
/// The grounds are how likely the weights of names find the name, and where name and period come from. Their weights
/// were fitted (logistic regression) to articles that neither rules nor names were made with; `make evaluate
/// ARGUMENTS=--calibration` shows on others what a given confidence is worth. They are to be fitted again when the
/// reading changes much.
enum Confidence {
    static func of(_ quantity: Quantity) -> Double {
        let chance = min(max(quantity.nameChance, 0), 1)
        var odds = -1.95 + 0.39 * log((chance + 0.02) / (1.02 - chance))
        if quantity.isOwnName { odds += 0.58 }
        if quantity.isOwnPeriod { odds += 0.55 }
        if quantity.isCell { odds += 0.29 }
        if quantity.measure != .level { odds += 0.53 }
        if quantity.area != "VN" { odds += 0.17 }
        // Whose figure it is when it is somebody's is missed more often than other things are.
        if quantity.organization != nil { odds -= 0.35 }
        return (100 / (1 + exp(-odds))).rounded() / 100
    }
}
