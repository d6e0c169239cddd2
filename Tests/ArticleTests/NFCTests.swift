import Foundation
import TestSupport
import Testing

@testable import Article

@Suite struct NFCTests {
    /// Foundation may know a later Unicode; scalars that were unassigned in ours are left out.
    static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major <= 14
    }

    /// Foundation composes some letters beyond U+FFFF with marks that do not belong to them; there the standard
    /// library's notion of equality is the peer.
    @Test func everyScalarBeyondIsEquivalent() {
        for value in UInt32(0x10000)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), Self.isKnown(scalar) else { continue }
            let text = "a\(scalar)\u{323}"
            let ours = NFC.normalised(Array(text.utf8))
            if String(decoding: ours, as: UTF8.self) != text || NFC.normalised(ours) != ours {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func everyScalarAgreesWithFoundation() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value), Self.isKnown(scalar) else { continue }
            // Tibetan vowels that decompose into two marks; Foundation leaves their order as it is.
            if [0xF73, 0xF75, 0xF81].contains(value) { continue }
            for text in [String(Character(scalar)), "a\(scalar)\u{323}", "\(scalar)\u{301}"] {
                let bytes = Array(text.utf8)
                let wanted = Array(text.precomposedStringWithCanonicalMapping.utf8)
                if NFC.normalised(bytes) != wanted {
                    Issue.record("U+\(String(value, radix: 16)) in \(text.unicodeScalars.map { $0.value })")
                }
            }
        }
    }

    @Test func randomTextAgreesWithFoundation() {
        var random = SeededGenerator(seed: 3)
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xC0...0x24F, 0x300...0x36F, 0x300...0x345, 0x1E00...0x1EFF, 0x1100...0x11FF, 0xAC00...0xAC80,
            0x900...0x9FF, 0x2000...0x2130, 0xF900...0xFA20, 0x1F00...0x1FFF,
        ]
        for _ in 0..<4000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let range = ranges.randomElement(using: &random) ?? 0x20...0x7E
                let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random))
                if let scalar, Self.isKnown(scalar) { text.append(scalar) }
            }
            let string = String(text)
            let wanted = Array(string.precomposedStringWithCanonicalMapping.utf8)
            let ours = NFC.normalised(Array(string.utf8))
            #expect(ours == wanted, "\(text.map { String($0.value, radix: 16) })")
            #expect(NFC.normalised(ours) == ours)
        }
    }

    @Test func decomposedArticlesCompose() throws {
        for (_, data) in Gold.files {
            let file = try JSONDecoder().decode(Gold.File.self, from: data)
            let apart = Array(file.article.body.decomposedStringWithCanonicalMapping.utf8)
            #expect(NFC.normalised(apart) == Array(file.article.body.precomposedStringWithCanonicalMapping.utf8))
        }
    }

    @Test func aMillionMarksCostLinearTime() {
        var bytes = Array("a".utf8)
        for index in 0..<1_000_000 { bytes += index.isMultiple(of: 2) ? [0xCC, 0x81] : [0xCC, 0xA3] }
        let time = processorTime { #expect(NFC.normalised(bytes).count > 1_900_000) }
        #expect(time < .seconds(20))
    }

    @Test func utf8CheckAgreesWithTheStandardLibrary() {
        var random = SeededGenerator(seed: 5)
        let pieces: [[UInt8]] = [
            [0x41], [0xC3, 0xA0], [0xE1, 0xBB, 0x87], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80],
            [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF], [0xE1, 0xBB], [0xF0, 0x9F],
            [0xED, 0x9F, 0xBF],
            [0xF4, 0x8F, 0xBF, 0xBF], [0xF0, 0x8F, 0x80, 0x80], [0xE0, 0xA0, 0x80], [0xC2],
        ]
        for round in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                bytes +=
                    round.isMultiple(of: 4)
                    ? [UInt8.random(in: 0...255, using: &random)] : pieces.randomElement(using: &random) ?? []
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect(bytes.withUnsafeBufferPointer { UTF8Check.firstError(in: $0) == nil } == isValid, "\(bytes)")
        }
    }
}
