import Testing

@testable import Vietnamese

@Suite struct LettersTests {
    /// The alphabet's twelve vowels with all tones, and its consonants.
    static let lower = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"

    @Test func everyVietnameseLetterHasItsLowerCase() {
        #expect(LettersTests.lower.unicodeScalars.count == 89)
        for scalar in LettersTests.lower.unicodeScalars {
            #expect(Letters.isLetter(scalar.value))
            #expect(Letters.lowercase(scalar.value) == scalar.value)
            let upper = scalar.properties.uppercaseMapping.unicodeScalars
            #expect(upper.count == 1)
            for capital in upper {
                #expect(Letters.isLetter(capital.value))
                #expect(Letters.lowercase(capital.value) == scalar.value, "\(capital)")
            }
        }
    }

    /// The standard library's Unicode tables are the peer.
    @Test func lowerCaseAgreesWithUnicode() {
        for value in [0x00...0x17F, 0x1A0...0x1A1, 0x1AF...0x1B0, 0x1E00...0x1EFF].joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            // Both write İ with a dot that one scalar cannot hold.
            let expected = value == 0x130 ? 0x69 : scalar.properties.lowercaseMapping.unicodeScalars.first?.value
            #expect(Letters.lowercase(scalar.value) == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test func lettersAndSpacesAgreeWithUnicode() {
        for value in UInt32(0)..<0x250 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(Letters.isLetter(value) == scalar.properties.isAlphabetic, "U+\(String(value, radix: 16))")
        }
        for value in UInt32(0)..<0x11_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if scalar.properties.isWhitespace, !Letters.isSpace(value) { Issue.record("U+\(String(value, radix: 16))") }
            if Letters.isSpace(value), Letters.isLetter(value) { Issue.record("both U+\(String(value, radix: 16))") }
        }
        #expect(!Letters.isLetter(0xE812), "an icon of a web font")
    }

    @Test func scalarsRoundTrip() {
        for value in stride(from: UInt32(0), to: 0x11_0000, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var bytes: [UInt8] = []
            Letters.append(value, to: &bytes)
            #expect(bytes == Array(String(Character(scalar)).utf8))
            let read = bytes.withUnsafeBufferPointer { Letters.scalar(in: $0, at: 0) }
            #expect(read.value == value && read.length == bytes.count)
        }
    }

    @Test(
        "both places of the tone mark are one word",
        arguments: [
            ("hoà", "hòa"), ("hoá", "hóa"), ("toả", "tỏa"), ("xoã", "xõa"), ("hoạ", "họa"), ("loè", "lòe"),
            ("khoé", "khóe"),
            ("khoẻ", "khỏe"), ("toẽ", "tõe"), ("choẹ", "chọe"), ("thuỳ", "thùy"), ("thuý", "thúy"), ("thuỷ", "thủy"),
            ("luỹ", "lũy"), ("luỵ", "lụy"), ("HOÀ", "hòa"), ("Thuỷ", "THỦY"), ("khoá", "khóa"),
        ])
    func toneMarks(older: String, newer: String) {
        #expect(Vocabulary.fold(older) == Vocabulary.fold(newer))
        var vocabulary = Vocabulary()
        let id = vocabulary.intern(newer)
        #expect(Reading(older, vocabulary: vocabulary).tokens.map(\.word) == [id])
        #expect(Reading(newer, vocabulary: vocabulary).tokens.map(\.word) == [id])
    }

    @Test(
        "one spelling only",
        arguments: ["quý", "quỳ", "quỹ", "quỷ", "quỵ", "toàn", "hoàng", "thuyền", "thuở", "của", "oan"])
    func untouched(word: String) { #expect(Vocabulary.fold(word) == Array(word.utf8)) }
}
