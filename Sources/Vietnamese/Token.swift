/// A word, a number or a sign of the text.
@frozen public struct Token: Sendable {
    /// Its first byte in the field's text.
    public var start: Int32
    /// The byte after its last.
    public var end: Int32
    /// The number of a word that a lexicon knows, else 0; for a sign, its scalar.
    public var word: WordID
    /// What it is made of.
    public var kind: Kind
    /// How it is written.
    public var traits: Traits

    /// Bytes of the field's text.
    @inlinable
    public var range: Range<Int> { Int(start)..<Int(end) }

    /// What a token is made of.
    @frozen public enum Kind: UInt8, Sendable {
        /// Letters, and digits after the first letter: `hồ`, `km2`, `VNeID`.
        case word
        /// Digits with dots and commas between digits: `1.234,5`.
        case number
        /// Any other single scalar that is not white space.
        case sign
    }

    /// How a token is written and what stands before it.
    @frozen public struct Traits: OptionSet, Sendable {
        /// One bit a trait.
        public let rawValue: UInt8
        /// Traits from their bits.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// White space stands before it, or the block begins.
        @inlinable public static var spaced: Traits { Traits(rawValue: 1) }
        /// Its first letter is a capital.
        @inlinable public static var capital: Traits { Traits(rawValue: 2) }
        /// All its letters are capitals, and there are at least two.
        @inlinable public static var allCapitals: Traits { Traits(rawValue: 4) }
        /// It is the first of its sentence.
        @inlinable public static var sentenceStart: Traits { Traits(rawValue: 8) }
    }

    /// Whether it is a given sign.
    @inlinable @inline(__always)
    public func isSign(_ scalar: Unicode.Scalar) -> Bool { kind == .sign && word == scalar.value }

    /// Whether nothing stands between it and the token before.
    @inlinable @inline(__always)
    public var isGlued: Bool { !traits.contains(.spaced) }
}
