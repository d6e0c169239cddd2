import TestSupport
import Testing

@testable import Vietnamese

@Suite struct TokenizerTests {
    static let table: [(text: String, tokens: [String])] = [
        ("", []), ("  \n\t", []), ("đạt 45.", ["đạt", "45", "."]), ("đạt 45,", ["đạt", "45", ","]),
        ("1.234,5 tỷ", ["1.234,5", "tỷ"]), ("8-10%", ["8", "-", "10", "%"]), ("1..2", ["1", ".", ".", "2"]),
        ("2,5 lần", ["2,5", "lần"]), ("25/25", ["25", "/", "25"]), ("45,…", ["45", ",", "…"]), ("3.", ["3", "."]),
        ("12km2", ["12", "km2"]), ("5G", ["5", "G"]), ("COVID-19", ["COVID", "-", "19"]), ("1tr5", ["1", "tr5"]),
        ("VNeID", ["VNeID"]), ("100₫", ["100", "₫"]), ("m²", ["m", "²"]), ("10\u{A0}000", ["10", "000"]),
        ("2\u{202F}tỷ", ["2", "tỷ"]), ("2\u{2009}tỷ", ["2", "tỷ"]), ("a\u{200B}b", ["a", "b"]),
        ("\u{FEFF}Hà Nội", ["Hà", "Nội"]), ("“Hà”", ["“", "Hà", "”"]), ("62,O5%", ["62", ",", "O5", "%"]),
        ("ho\u{302}\u{300}", ["ho\u{302}\u{300}"]), ("🇻🇳1", ["🇻", "🇳", "1"]), ("a\u{E812}b", ["a", "\u{E812}", "b"]),
        ("1,2,3", ["1,2,3"]), (",77", [",", "77"]), ("x\u{2028}y", ["x", "y"]), ("−3", ["−", "3"]),
    ]

    @Test("cuts", arguments: table)
    func cuts(text: String, tokens: [String]) {
        #expect(Reading(text).surfaces.map(Array.init) == tokens.map(Array.init))
    }

    @Test func kindsAndOffsets() {
        let reading = Reading("Hà Nội: 5%")
        #expect(reading.tokens.map(\.kind) == [.word, .word, .sign, .number, .sign])
        #expect(reading.tokens.map(\.range) == [0..<3, 4..<9, 9..<10, 11..<12, 12..<13])
        #expect(reading.tokens[2].isSign(":") && reading.tokens[4].isSign("%") && !reading.tokens[0].isSign(":"))
    }

    @Test func traits() {
        let reading = Reading("TP. Hồ A hAI(5 ĐỒNG5)")
        let traits = reading.tokens.map(\.traits)
        #expect(traits[0] == [.spaced, .sentenceStart, .capital, .allCapitals])
        #expect(traits[1] == [])
        #expect(traits[2] == [.spaced, .capital])
        #expect(traits[3] == [.spaced, .capital], "one capital is no word in capitals")
        #expect(traits[4] == [.spaced])
        #expect(reading.tokens[6].isGlued && !reading.tokens[7].isGlued)
        #expect(traits[7] == [.spaced, .capital, .allCapitals])
    }

    @Test func readsOnlyItsStretch() {
        let bytes = Array("một hai ba".utf8)
        let reading = Reading(bytes: bytes, range: 6..<9)
        #expect(reading.surfaces == ["hai"])
        #expect(reading.tokens.map(\.word) == [Reading.grammar.words.hai])
    }

    /// Tokens ascend, lie on scalar boundaries, hold no white space, and cover everything else.
    private func check(_ text: String, _ tokens: [Token]) {
        var scalars: [Int: Unicode.Scalar] = [:]
        var offset = 0
        for scalar in text.unicodeScalars {
            scalars[offset] = scalar
            offset += String(scalar).utf8.count
        }
        var end = 0
        func spaces(_ range: Range<Int>) -> Bool {
            range.allSatisfy { scalars[$0].map { Letters.isSpace($0.value) } ?? true }
        }
        for token in tokens {
            let range = token.range
            let isSound =
                range.lowerBound >= end && !range.isEmpty && spaces(end..<range.lowerBound)
                && scalars[range.lowerBound] != nil && (range.upperBound == offset || scalars[range.upperBound] != nil)
                && !range.contains { scalars[$0].map { Letters.isSpace($0.value) } ?? false }
                && token.isGlued == (range.lowerBound == end && end > 0)
            if !isSound { Issue.record("token \(range) of \(text.debugDescription)") }
            end = range.upperBound
        }
        #expect(spaces(end..<offset))
    }

    @Test func coversEveryText() {
        var generator = SeededGenerator(seed: 89)
        let letters = LettersTests.lower.unicodeScalars.flatMap {
            [$0, $0.properties.uppercaseMapping.unicodeScalars.first ?? $0]
        }
        let others = Array(
            " \u{A0}\u{2009}\u{200B}\n.,-–/%()0123456789₫²…“”🇻\u{301}\u{E812}\u{AD}\u{85}Ω漢".unicodeScalars)
        for _ in 0..<600 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                let source = Bool.random(using: &generator) ? letters : others
                source.randomElement(using: &generator).map { text.append($0) }
            }
            let string = String(text)
            check(string, Reading(string).tokens)
        }
    }

    /// Random bytes, and valid text cut anywhere: no trap, and no token outside the stretch.
    @Test func surviveInvalidBytes() {
        var generator = SeededGenerator(seed: 0xC3)
        let valid = Array("Đạt 1.234,5 tỷ đồng – tăng 🇻🇳 5%".utf8)
        for cut in 0...valid.count {
            for from in [0, cut / 2] {
                let tokens = Reading(bytes: Array(valid[..<cut]), range: from..<cut).tokens
                #expect(tokens.allSatisfy { $0.start >= from && $0.end <= cut && $0.start < $0.end })
            }
        }
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let tokens = Reading(bytes: bytes).tokens
            #expect(tokens.allSatisfy { $0.start >= 0 && $0.end <= bytes.count && $0.start < $0.end })
            #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.end <= $1.start })
        }
    }

    /// Four times the text may not take much more than four times as long, whatever its shape.
    @Test("linear time", arguments: ["a", "1", "1.", "hoà ", "\u{301}", " "])
    func linear(unit: String) {
        func time(_ count: Int) -> Duration {
            let bytes = Array(String(repeating: unit, count: count).utf8)
            var tokenizer = Tokenizer(vocabulary: Reading.grammar.vocabulary)
            var tokens: [Token] = []
            return (0..<3).map { _ in
                tokens.removeAll(keepingCapacity: true)
                return ContinuousClock().measure {
                    bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, 0..<bytes.count, into: &tokens) }
                }
            }.min() ?? .zero
        }
        // A busy machine may disturb a measurement, but not all of them.
        let isLinear = (0..<5).contains { _ in time(80_000) < time(10_000) * 40 + .milliseconds(20) }
        #expect(isLinear, "quadratic would be 64 times, whenever measured")
    }
}
