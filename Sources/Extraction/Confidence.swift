/// How sure a reading is, as a share: of figures read on the same grounds, so many had value, unit, measure, direction,
/// status, period, area, organization and name all right.
///
/// The grounds are where the name and the period come from. The shares were counted on articles whose gold is known and
/// are rounded to twentieths; they are to be counted again when the rules change much.
enum Confidence {
    static func of(_ quantity: Quantity) -> Double {
        let hasUnit = quantity.kind != .count
        switch (quantity.isOwnName, quantity.isOwnPeriod, hasUnit) {
        case (true, true, true): return 0.65
        case (true, true, false): return 0.55
        case (true, false, true): return 0.5
        case (true, false, false): return 0.45
        case (false, true, true): return 0.5
        case (false, true, false): return 0.5
        case (false, false, true): return 0.45
        case (false, false, false): return 0.2
        }
    }
}
