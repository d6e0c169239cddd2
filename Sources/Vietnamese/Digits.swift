import Observation

/// Numbers in digits. Vietnamese groups thousands with dots and writes a decimal comma; English-style articles do the
/// reverse, and only the shape of the groups and the article's own habit can tell `1.234` from `1.234`.
public enum Digits {
    /// Which sign groups thousands.
    public enum Style: Sendable {
        /// `1.234,5`.
        case vietnamese
        /// `1,234.5`.
        case english
    }

    /// A whole number without separators; nil for anything else or more digits than allowed (at most 18).
    public static func whole(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, digits: Int) -> Int? {
        guard range.count <= digits else { return nil }
        var value = 0
        for position in range {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// What a number proves about the article's habit; nil where both readings are possible.
    public static func evidence(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Style? {
        let shape = Shape(bytes, range)
        switch (shape.dots, shape.commas) {
        case (0, 0): return nil
        case (1, 0): return shape.lastGroup == 3 && shape.firstGroup <= 3 && !shape.leadingZero ? nil : .english
        case (0, 1): return shape.lastGroup == 3 && shape.firstGroup <= 3 && !shape.leadingZero ? nil : .vietnamese
        case (_, 0): return shape.allThrees ? .vietnamese : nil
        case (0, _): return shape.allThrees ? .english : nil
        default: return shape.decimalSign.map { $0 == UInt8(ascii: ",") ? .vietnamese : .english }
        }
    }

    /// The figure, or nil where the groups fit no number (`1.23.4`, a date) or it has more than 18 digits.
    public static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, style: Style
    ) -> FixedDecimal? {
        let shape = Shape(bytes, range)
        let decimalSign: UInt8?
        switch (shape.dots, shape.commas) {
        case (0, 0): decimalSign = nil
        case (1, 0), (0, 1):
            let sign = shape.lastSign
            let grouped = shape.lastGroup == 3 && shape.firstGroup <= 3 && !shape.leadingZero
            let groups = style == .vietnamese ? UInt8(ascii: ".") : UInt8(ascii: ",")
            decimalSign = grouped && sign == groups ? nil : sign
        case (_, 0), (0, _):
            guard shape.allThrees else { return nil }
            decimalSign = nil
        default:
            guard let sign = shape.decimalSign else { return nil }
            decimalSign = sign
        }
        return value(bytes, range, decimalSign: decimalSign)
    }

    private static func value(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, decimalSign: UInt8?
    ) -> FixedDecimal? {
        guard !range.isEmpty else { return nil }
        var coefficient: Int64 = 0
        var digits = 0
        var decimals = 0
        var afterSign = false
        for index in range {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else {
                if bytes[index] == decimalSign { afterSign = true }
                continue
            }
            if coefficient != 0 || digit != 0 { digits += 1 }
            guard digits <= 18 else { return nil }
            coefficient = coefficient * 10 + Int64(digit)
            if afterSign { decimals += 1 }
        }
        return decimals <= 18 ? FixedDecimal(coefficient, exponent: -decimals) : nil
    }

    /// The lengths of a number's digit groups, gathered in one pass.
    private struct Shape {
        var dots = 0
        var commas = 0
        var lastSign: UInt8 = 0
        var firstGroup = 0
        var lastGroup = 0
        /// Every group after the first has three digits, and the first one to three.
        var allThrees = true
        /// The same, the group after the last sign left aside.
        var threesBeforeLast = true
        /// `0.123` groups nothing.
        var leadingZero = false

        /// Where both signs stand, the one that comes last and only once; nil where the groups before it are none.
        var decimalSign: UInt8? {
            guard (lastSign == UInt8(ascii: ",") ? commas : dots) == 1, threesBeforeLast, !leadingZero else {
                return nil
            }
            return lastSign
        }

        init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            leadingZero = !range.isEmpty && bytes[range.lowerBound] == 0x30
            var group = 0
            var index = range.lowerBound
            while index < range.upperBound {
                let byte = bytes[index]
                if byte &- 0x30 < 10 {
                    group += 1
                } else {
                    close(group)
                    group = 0
                    lastSign = byte
                    if byte == UInt8(ascii: ".") { dots += 1 } else { commas += 1 }
                }
                index += 1
            }
            lastGroup = group
            if dots + commas == 0 {
                firstGroup = group
            } else {
                allThrees = threesBeforeLast && group == 3 && firstGroup <= 3 && !leadingZero
            }
        }

        private mutating func close(_ group: Int) {
            if dots + commas == 0 {
                firstGroup = group
                if group > 3 { threesBeforeLast = false }
            } else if group != 3 {
                threesBeforeLast = false
            }
        }
    }
}
