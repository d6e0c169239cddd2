import Foundation
import Observation
import TestSupport
import Testing

@Suite struct FixedDecimalTests {
    static let shortest: [(coefficient: Int64, exponent: Int, text: String)] = [
        (0, 0, "0"), (0, 7, "0"), (0, -7, "0"), (1, 0, "1"), (-3, 0, "-3"), (10, 0, "10"), (205, -4, "0.0205"),
        (-205, -4, "-0.0205"), (2505, 9, "2505000000000"), (25, -1, "2.5"), (2500, -3, "2.5"), (2500, -2, "25"),
        (5525, -2, "55.25"), (1, -3, "0.001"), (1234, -4, "0.1234"), (12345, -4, "1.2345"), (100, -2, "1"),
        (Int64.max, 0, "9223372036854775807"), (-Int64.max, 0, "-9223372036854775807"),
        (Int64.min, 0, "-9223372036854775807"), (Int64.max, -19, "0.9223372036854775807"),
        (Int64.max, -18, "9.223372036854775807"), (Int64.max, -20, "0.09223372036854775807"),
        (7, 20, "700000000000000000000"),
    ]

    @Test("writes the shortest decimal without exponent", arguments: shortest)
    func writes(coefficient: Int64, exponent: Int, text: String) {
        #expect(FixedDecimal(coefficient, exponent: exponent).description == text)
    }

    @Test func appendsToWhatIsThere() {
        var bytes = Array("x=".utf8)
        FixedDecimal(15, exponent: -1).append(to: &bytes)
        #expect(bytes == Array("x=1.5".utf8))
    }

    @Test func equalFiguresAreEqualValues() {
        #expect(FixedDecimal(250, exponent: -1) == 25)
        #expect(FixedDecimal(250, exponent: -1).hashValue == FixedDecimal(25).hashValue)
        #expect(FixedDecimal(0, exponent: 5) == .zero)
        #expect(FixedDecimal(25, exponent: -1) != 25)
    }

    @Test func extremesNeitherTrapNorGrow() {
        for power in [Int.min, -1000, -99, 99, 1000, Int.max] {
            for coefficient in [Int64.min, -1, 0, 1, 10, Int64.max] {
                let figure = FixedDecimal(coefficient, exponent: power)
                #expect(FixedDecimal.exponents.contains(figure.exponent))
                #expect(figure.description.utf8.count <= 122)
                #expect(figure.negated.negated == figure)
                #expect(figure.magnitude.coefficient >= 0)
                #expect(FixedDecimal.exponents.contains(figure.scaled(byPowerOfTen: power).exponent))
                for other in [figure, figure.negated, FixedDecimal(3), FixedDecimal(Int64.min, exponent: power / -2)] {
                    _ = figure.adding(other)
                    _ = figure.multiplied(by: other)
                    #expect((figure < other) != (figure == other || other < figure))
                }
                #expect(figure.approximate.isFinite)
            }
        }
    }

    @Test func negatesTheSmallest() {
        #expect(FixedDecimal(Int64.min).negated == FixedDecimal(Int64.max))
        #expect(FixedDecimal(Int64.min).magnitude == FixedDecimal(Int64.max))
    }

    @Test func addsAcrossExponents() {
        #expect(FixedDecimal(2, exponent: 9).adding(FixedDecimal(300, exponent: 6)) == FixedDecimal(23, exponent: 8))
        #expect(FixedDecimal(1).adding(FixedDecimal(-1)) == .zero)
        #expect(FixedDecimal(5, exponent: 30).adding(.zero) == FixedDecimal(5, exponent: 30))
        #expect(FixedDecimal.zero.adding(FixedDecimal(5, exponent: 30)) == FixedDecimal(5, exponent: 30))
        #expect(FixedDecimal(5, exponent: 30).adding(1) == nil)
        #expect(FixedDecimal(Int64.max).adding(1) == nil)
        #expect(FixedDecimal(-Int64.max).adding(-1) == FixedDecimal(-Int64.max), "held at the smallest")
    }

    @Test func multiplies() {
        #expect(FixedDecimal(25, exponent: -1).multiplied(by: 4) == 10)
        #expect(FixedDecimal(715, exponent: -1).multiplied(by: FixedDecimal(1, exponent: -1))?.description == "7.15")
        #expect(FixedDecimal(Int64.max).multiplied(by: 3) == nil)
    }

    @Test(
        "whole numbers",
        arguments: [
            (FixedDecimal(2505, exponent: 9), 2_505_000_000_000), (FixedDecimal(25, exponent: -1), nil), (0, 0),
            (FixedDecimal(1, exponent: 19), nil), (FixedDecimal(-7), -7),
        ] as [(FixedDecimal, Int64?)])
    func whole(figure: FixedDecimal, value: Int64?) { #expect(figure.whole == value) }

    @Test func ordersNumbersThatADoubleCannotTell() {
        let close = (FixedDecimal(Int64.max), FixedDecimal(922_337_203_685_477_581, exponent: 1))
        #expect(close.0.approximate == close.1.approximate)
        #expect(close.0 < close.1)
        #expect(!(close.1 < close.0))
        #expect(close.1.negated < close.0.negated)
    }

    /// Foundation's decimals are the peer: 38 digits, so nothing below overflows there.
    @Test func agreesWithFoundation() throws {
        var generator = SeededGenerator(seed: 2_505)
        func figure() -> (FixedDecimal, Decimal) {
            let digits = Int64.random(in: -9_999_999...9_999_999, using: &generator)
            let power = Int.random(in: -6...4, using: &generator)
            let sign: FloatingPointSign = digits < 0 ? .minus : .plus
            return (
                FixedDecimal(digits, exponent: power),
                Decimal(sign: sign, exponent: power, significand: Decimal(digits.magnitude))
            )
        }
        for _ in 0..<2000 {
            let (left, right) = (figure(), figure())
            #expect(left.0.description == left.1.description)
            #expect(try #require(left.0.adding(right.0)).description == (left.1 + right.1).description)
            #expect(try #require(left.0.multiplied(by: right.0)).description == (left.1 * right.1).description)
            #expect((left.0 < right.0) == (left.1 < right.1))
            #expect(left.0.approximate == Double(left.0.description))
        }
    }
}
