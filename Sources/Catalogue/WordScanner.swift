/// Cuts Vietnamese text into words and hashes each, whatever its capitals and its spelling of tone marks.
///
/// `Hoà`, `Hòa` and `HÒA` hash alike, as do `tỷ` and `tỉ`, `kỹ` and `kĩ`; and `VnelD` as `VNeID`, since scanners take
/// a capital I for an l. Works on UTF-8 without allocating.
public struct WordScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var hash: UInt64 = 0
    private var count = 0
    /// The last scalars of the word in hand; the last two enter the hash only once the word ends, since the tone mark
    /// may have to move between them.
    private var third: UInt32 = 0
    private var second: UInt32 = 0
    private var first: UInt32 = 0

    /// - Parameter bytes: valid UTF-8, NFC.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next word's hash, or nil at the end.
    public mutating func next() -> UInt64? {
        hash = 0xcbf2_9ce4_8422_2325
        count = 0
        (third, second, first) = (0, 0, 0)
        while position < bytes.count {
            let scalar = decode()
            if let letter = isMisreadCapital(scalar) ? 0x69 : Self.lowercased(scalar) {
                if count >= 2 { mix(second) }
                (third, second, first) = (second, first, letter)
                count += 1
            } else if count > 0 {
                break
            }
        }
        return count == 0 ? nil : finish()
    }

    /// An `l` within a word and before a capital.
    private func isMisreadCapital(_ scalar: UInt32) -> Bool {
        scalar == 0x6c && count > 0 && position < bytes.count && (0x41...0x5a).contains(bytes[position])
    }

    private mutating func mix(_ scalar: UInt32) {
        hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01b3
    }

    private mutating func finish() -> UInt64 {
        if count >= 2 {
            let (left, right) = Self.canonicalEnd(third, second, first)
            mix(left)
            mix(right)
        } else {
            mix(first)
        }
        return hash
    }

    private mutating func decode() -> UInt32 {
        let lead = UInt32(bytes[position])
        let length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        var scalar = length == 1 ? lead : lead & (0x7f >> UInt32(length))
        let end = min(position + length, bytes.count)
        for index in position + 1..<max(end, position + 1) {
            scalar = scalar << 6 | UInt32(bytes[index] & 0x3f)
        }
        position = end
        return scalar
    }

    /// The small letter or digit, or nil for what separates words.
    private static func lowercased(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x30...0x39, 0x61...0x7a: scalar
        case 0x41...0x5a: scalar + 0x20
        case 0..<0xc0, 0xd7, 0xf7: nil
        case 0xc0...0xde: scalar + 0x20
        case 0x100...0x137, 0x168...0x177, 0x1e00...0x1eff: scalar | 1
        case 0x1a0, 0x1af: scalar + 1
        case 0x2000...0x206f, 0x3000...0x303f: nil
        default: scalar
        }
    }

    /// The last two scalars with the tone mark on the first vowel of `oa`, `oe`, `uy`, and `i` for `y` after a
    /// consonant.
    private static func canonicalEnd(_ third: UInt32, _ second: UInt32, _ first: UInt32) -> (UInt32, UInt32) {
        switch second {
        case 0x6f:
            if let tone = tones.a.firstIndex(of: first) { return (tones.o[tone], 0x61) }
            if let tone = tones.e.firstIndex(of: first) { return (tones.o[tone], 0x65) }
        case 0x75 where third != 0x71:
            if let tone = tones.y.firstIndex(of: first) { return (tones.u[tone], 0x79) }
        case 0x62...0x64, 0x66...0x68, 0x6a...0x6e, 0x70...0x74, 0x76...0x78, 0x111:
            if first == 0x79 { return (second, 0x69) }
            if let tone = tones.y.firstIndex(of: first) { return (second, tones.i[tone]) }
        default: break
        }
        return (second, first)
    }

    /// Acute, grave, hook, tilde, dot.
    private static let tones = (
        a: [0xe1, 0xe0, 0x1ea3, 0xe3, 0x1ea1] as [UInt32], e: [0xe9, 0xe8, 0x1ebb, 0x1ebd, 0x1eb9] as [UInt32],
        i: [0xed, 0xec, 0x1ec9, 0x129, 0x1ecb] as [UInt32], o: [0xf3, 0xf2, 0x1ecf, 0xf5, 0x1ecd] as [UInt32],
        u: [0xfa, 0xf9, 0x1ee7, 0x169, 0x1ee5] as [UInt32], y: [0xfd, 0x1ef3, 0x1ef7, 0x1ef9, 0x1ef5] as [UInt32]
    )
}
