/// A decimal figure as printed: `coefficient × 10^exponent`, exact, never a binary fraction.
///
/// Newspapers print at most some fifteen digits, so the coefficient is one machine word, and arithmetic that needs more
/// digits answers nil. Always normalised: the coefficient has no trailing zero, so equal figures are equal values.
public struct FixedDecimal: Sendable, Hashable {
    /// All significant digits, signed; never `Int64.min`, so every figure has a negative.
    public let coefficient: Int64
    /// The power of ten that scales the coefficient, within ``exponents``.
    public let exponent: Int

    /// The powers of ten a figure may have. Larger ones are held at the bound: no text reports them, and writing a
    /// figure must not take more memory than its digits.
    public static let exponents = -99...99

    /// Zero.
    public static let zero = FixedDecimal(0)

    /// A whole number times a power of ten; `Int64.min` reads as the number after it.
    public init(_ coefficient: Int64, exponent: Int = 0) {
        var digits = max(coefficient, -Int64.max)
        var power = digits == 0 ? 0 : min(max(exponent, -1000), 1000)
        while digits != 0, digits % 10 == 0 {
            digits /= 10
            power += 1
        }
        self.coefficient = digits
        self.exponent = min(max(power, FixedDecimal.exponents.lowerBound), FixedDecimal.exponents.upperBound)
    }

    /// The figure times ten to the given power: a scale word (`triệu` is 6) or a unit conversion (`tạ` to `t` is −1).
    public func scaled(byPowerOfTen power: Int) -> FixedDecimal {
        FixedDecimal(coefficient, exponent: exponent + min(max(power, -1000), 1000))
    }

    /// The figure with its sign turned.
    public var negated: FixedDecimal { FixedDecimal(-coefficient, exponent: exponent) }

    /// The figure without its sign.
    public var magnitude: FixedDecimal { coefficient < 0 ? negated : self }

    /// The product, or nil where it needs more digits than there are.
    public func multiplied(by other: FixedDecimal) -> FixedDecimal? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return overflow ? nil : FixedDecimal(product, exponent: exponent + other.exponent)
    }

    /// The sum, or nil where it needs more digits than there are.
    public func adding(_ other: FixedDecimal) -> FixedDecimal? {
        if coefficient == 0 { return other }
        if other.coefficient == 0 { return self }
        let floor = min(exponent, other.exponent)
        guard let left = aligned(to: floor), let right = other.aligned(to: floor) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : FixedDecimal(sum, exponent: floor)
    }

    /// The nearest binary fraction, for arithmetic that need not be exact (comparisons, plausibility checks).
    public var approximate: Double {
        // Powers of ten are exact up to 10^22, so one division rounds once where a chain of them would drift.
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? Double(coefficient) / power : Double(coefficient) * power
    }

    /// The figure as a whole number, where it is one and fits.
    public var whole: Int64? { exponent < 0 ? nil : aligned(to: 0) }

    /// Appends the shortest decimal without exponent: `0.0205`, `-3`, `2505000000000`.
    public func append(to bytes: inout [UInt8]) {
        if coefficient < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = coefficient.magnitude
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        withUnsafeMutableBytes(of: &digits) { buffer in
            repeat {
                buffer[count] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
                count += 1
            } while rest > 0
            let point = -exponent
            if point >= count {
                bytes.append(UInt8(ascii: "0"))
                bytes.append(UInt8(ascii: "."))
                for _ in count..<point { bytes.append(UInt8(ascii: "0")) }
            }
            for index in stride(from: count - 1, through: 0, by: -1) {
                bytes.append(buffer[index])
                if index == point, index > 0 { bytes.append(UInt8(ascii: ".")) }
            }
            if exponent > 0 {
                for _ in 0..<exponent { bytes.append(UInt8(ascii: "0")) }
            }
        }
    }

    private func aligned(to power: Int) -> Int64? {
        guard power < exponent else { return power == exponent ? coefficient : nil }
        var value = coefficient
        for _ in power..<exponent {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = next
        }
        return value
    }
}

extension FixedDecimal: CustomStringConvertible {
    /// The shortest decimal without exponent.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension FixedDecimal: Comparable {
    /// The lesser number, exactly.
    public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        let floor = min(left.exponent, right.exponent)
        // A side that overflows at the other's exponent is the larger in magnitude: its sign settles it.
        guard let a = left.aligned(to: floor) else { return left.coefficient < 0 }
        guard let b = right.aligned(to: floor) else { return right.coefficient > 0 }
        return a < b
    }
}

extension FixedDecimal: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(value) }
}
