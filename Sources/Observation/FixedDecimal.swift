/// A decimal figure as printed: `coefficient × 10^exponent`, exact, never a binary fraction.
///
/// Newspapers print at most some fifteen digits; what does not fit in 18 is not a figure and cannot be built.
/// Always normalised: the coefficient has no trailing zero, so equal figures are equal values.
public struct FixedDecimal: Sendable, Hashable {
    /// All significant digits, signed.
    public let coefficient: Int64
    /// The power of ten that scales the coefficient.
    public let exponent: Int

    /// Zero.
    public static let zero = FixedDecimal(0)

    /// A whole number times a power of ten.
    public init(_ coefficient: Int64, exponent: Int = 0) {
        var digits = coefficient
        var power = digits == 0 ? 0 : exponent
        while digits != 0, digits % 10 == 0 {
            digits /= 10
            power += 1
        }
        self.coefficient = digits
        self.exponent = power
    }

    /// The figure times ten to the given power: a scale word (`triệu` is 6) or a unit conversion (`tạ` to `t` is −1).
    public func scaled(byPowerOfTen power: Int) -> FixedDecimal {
        FixedDecimal(coefficient, exponent: exponent + power)
    }

    /// The figure with its sign turned.
    public var negated: FixedDecimal { FixedDecimal(-coefficient, exponent: exponent) }

    /// The figure without its sign.
    public var magnitude: FixedDecimal { coefficient < 0 ? negated : self }

    /// The product, or nil where it needs more than 18 digits.
    public func multiplied(by other: FixedDecimal) -> FixedDecimal? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return overflow ? nil : FixedDecimal(product, exponent: exponent + other.exponent)
    }

    /// The sum, or nil where it needs more than 18 digits.
    public func adding(_ other: FixedDecimal) -> FixedDecimal? {
        let floor = min(exponent, other.exponent)
        guard let left = aligned(to: floor), let right = other.aligned(to: floor) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : FixedDecimal(sum, exponent: floor)
    }

    /// The nearest binary fraction, for arithmetic that need not be exact (comparisons, plausibility checks).
    public var approximate: Double {
        var value = Double(coefficient)
        var power = exponent
        while power > 0 {
            value *= 10
            power -= 1
        }
        while power < 0 {
            value /= 10
            power += 1
        }
        return value
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
    public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        let floor = min(left.exponent, right.exponent)
        if let a = left.aligned(to: floor), let b = right.aligned(to: floor) { return a < b }
        return left.approximate < right.approximate
    }
}

extension FixedDecimal: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) { self.init(value) }
}
