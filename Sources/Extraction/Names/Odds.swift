import Foundation

/// Odds as chances, from a table, so that a chance costs nothing and is the same on every machine.
enum Odds {
    /// Thousandths of the natural logarithm between two entries, and the greatest that is told apart.
    private static let step: Int32 = 8
    private static let most: Int32 = 8_000

    /// Rounded well above the last digit, in which machines may differ.
    private static let table: [Float] = stride(from: -most, through: most, by: Int(step)).map { odds in
        Float((65536 / (1 + exp(-Double(odds) / 1000))).rounded()) / 65536
    }

    /// The odds themselves of odds in thousandths of the natural logarithm.
    static func ratio(_ odds: Int32) -> Float {
        let chance = chance(odds)
        return chance / max(1 - chance, 1 / 65536)
    }

    /// The chance, 0 to 1, of odds in thousandths of the natural logarithm.
    static func chance(_ odds: Int32) -> Float {
        table[Int((min(max(odds, -most), most) + most) / step)]
    }
}
