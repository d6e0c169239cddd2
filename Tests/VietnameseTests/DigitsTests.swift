import Observation
import TestSupport
import Testing

@testable import Vietnamese

@Suite struct DigitsTests {
    static let table: [(text: String, vietnamese: String?, english: String?, evidence: Digits.Style?)] = [
        ("0", "0", "0", nil), ("45", "45", "45", nil), ("2024", "2024", "2024", nil), ("007", "7", "7", nil),
        ("2,5", "2.5", "2.5", .vietnamese), ("2.5", "2.5", "2.5", .english), ("0,123", "0.123", "0.123", .vietnamese),
        ("0.123", "0.123", "0.123", .english), ("01,10", "1.1", "1.1", .vietnamese),
        ("1.234", "1234", "1.234", nil), ("1,234", "1.234", "1234", nil), ("100.000", "100000", "100", nil),
        ("1234.567", "1234.567", "1234.567", .english), ("1234,567", "1234.567", "1234.567", .vietnamese),
        ("12.34", "12.34", "12.34", .english), ("1.2345", "1.2345", "1.2345", .english),
        ("1.234.567", "1234567", "1234567", .vietnamese), ("1,234,567", "1234567", "1234567", .english),
        ("1.234,5", "1234.5", "1234.5", .vietnamese), ("1,234.5", "1234.5", "1234.5", .english),
        ("1.234.567,89", "1234567.89", "1234567.89", .vietnamese),
        ("1,234,567.89", "1234567.89", "1234567.89", .english), ("1.234,567", "1234.567", "1234.567", .vietnamese),
        ("1.23.4", nil, nil, nil), ("30.6.2023", nil, nil, nil), ("1,2,3", nil, nil, nil), ("1.23,4", nil, nil, nil),
        ("1,5.234", nil, nil, nil), ("1.234,567.8", nil, nil, nil), ("1.234,567,890", nil, nil, nil),
        ("0.123,4", nil, nil, nil), ("1234.567.890", nil, nil, nil), ("0.123.456", nil, nil, nil),
        ("12345.678,9", nil, nil, nil), ("999999999999999999", "999999999999999999", "999999999999999999", nil),
        ("1234567890123456789", nil, nil, nil), ("0000000000000000000012", "12", "12", nil),
        ("99999999999999999999999999999999", nil, nil, nil), ("0,0000000000000000001", nil, nil, .vietnamese),
        ("1,50", "1.5", "1.5", .vietnamese),
    ]

    @Test("both habits", arguments: table)
    func reads(text: String, vietnamese: String?, english: String?, evidence: Digits.Style?) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            let range = 0..<bytes.count
            #expect(Digits.read(bytes, range, style: .vietnamese)?.description == vietnamese)
            #expect(Digits.read(bytes, range, style: .english)?.description == english)
            #expect(Digits.evidence(bytes, range) == evidence)
        }
    }

    @Test func nothingIsNoNumber() {
        [UInt8]().withUnsafeBufferPointer { bytes in
            #expect(Digits.read(bytes, 0..<0, style: .vietnamese) == nil)
            #expect(Digits.evidence(bytes, 0..<0) == nil)
        }
    }

    /// What a number is written as is what it reads as, in its own style; and evidence never contradicts the style.
    @Test func roundTrip() {
        var generator = SeededGenerator(seed: 1_234)
        for _ in 0..<3000 {
            let whole = Int64.random(in: 0...Int64(pow10(Int.random(in: 0...12, using: &generator))), using: &generator)
            let places = Int.random(in: 0...4, using: &generator)
            let part = places == 0 ? 0 : Int64.random(in: 0..<pow10(places), using: &generator)
            let style: Digits.Style = Bool.random(using: &generator) ? .vietnamese : .english
            let (group, decimal) = style == .vietnamese ? (".", ",") : (",", ".")
            var text = ""
            for (index, digit) in String(whole).reversed().enumerated() {
                if index > 0, index % 3 == 0 { text = group + text }
                text = String(digit) + text
            }
            if places > 0 {
                let digits = String(part)
                text += decimal + String(repeating: "0", count: places - digits.count) + digits
            }
            // A lone group of decimals after a lone group of digits may be either; the style decides for its own.
            let expected = FixedDecimal(whole).adding(FixedDecimal(part, exponent: -places))
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                #expect(Digits.read(bytes, 0..<bytes.count, style: style) == expected, "\(text)")
                let evidence = Digits.evidence(bytes, 0..<bytes.count)
                #expect(evidence == nil || evidence == style, "\(text)")
            }
        }
    }

    private func pow10(_ power: Int) -> Int64 { (0..<power).reduce(1) { value, _ in value * 10 } }
}
