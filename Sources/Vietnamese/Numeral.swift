import Observation

/// A number as read from the text, its scale words applied.
public struct Numeral: Sendable, Equatable {
    /// The figure with its scale applied.
    public var value: FixedDecimal
    /// Token indices, scale words included.
    public var tokens: Range<Int>
    /// The power of ten of its first scale words: `triệu` 6, `nghìn tỷ` 12, `2 tỷ 300 triệu` 9; 0 without.
    public var scale: Int
    /// Written in words from its first one on.
    public var isWords: Bool
    /// A part of a whole in percent: `một nửa`, `hai phần ba`.
    public var isFraction: Bool
    /// The scale is glued letters: `100k`, `1tr5`.
    public var isCompact: Bool

    /// A numeral; plain digits unless said otherwise.
    public init(
        value: FixedDecimal, tokens: Range<Int>, scale: Int, isWords: Bool, isFraction: Bool = false,
        isCompact: Bool = false
    ) {
        self.value = value
        self.tokens = tokens
        self.scale = scale
        self.isWords = isWords
        self.isFraction = isFraction
        self.isCompact = isCompact
    }

    /// Such and such a part of a whole, in percent: twelve decimals, rounded, are more than any newspaper means by a third.
    public static func percent(_ part: Int64, of whole: Int64) -> FixedDecimal {
        FixedDecimal((2 * part * 100_000_000_000_000 + whole) / (2 * whole), exponent: -12)
    }
}
