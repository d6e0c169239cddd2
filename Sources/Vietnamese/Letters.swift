/// Vietnamese letters in UTF-8: decoding, lower case and the two ways of placing a tone mark.
enum Letters {
    /// The scalar at a position of valid UTF-8 and the bytes it takes.
    @inline(__always)
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | continuation(bytes, index + 1), 2) }
        if first < 0xF0 {
            return (
                (first & 0x0F) << 12 | continuation(bytes, index + 1) << 6 | continuation(bytes, index + 2), 3
            )
        }
        return (
            (first & 0x07) << 18 | continuation(bytes, index + 1) << 12 | continuation(bytes, index + 2) << 6
                | continuation(bytes, index + 3), 4
        )
    }

    /// A truncated sequence at the end of the buffer reads as zeros rather than past it.
    @inline(__always)
    private static func continuation(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
        index < bytes.count ? UInt32(bytes[index] & 0x3F) : 0
    }

    /// Latin letters, those of Vietnamese included, the combining marks that decomposed leftovers carry, and the
    /// letters of other scripts. Private-use scalars are the icons of web fonts, hence signs.
    @inline(__always)
    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (scalar | 0x20) &- 0x61 < 26 }
        if scalar < 0xC0 { return scalar == 0xAA || scalar == 0xB5 || scalar == 0xBA }
        if scalar < 0x250 { return scalar != 0xD7 && scalar != 0xF7 }
        if scalar < 0x300 { return false }
        if scalar < 0x2000 { return scalar != 0x1680 && scalar != 0x180E }
        return scalar >= 0x2C00 && scalar < 0xFE00 && !(0x3000...0x303F).contains(scalar)
            && !(0xE000...0xF8FF).contains(scalar)
    }

    /// White space, and the no-break, thin and zero-width spaces, soft hyphens and directional marks that newspapers'
    /// editors leave.
    @inline(__always)
    static func isSpace(_ scalar: UInt32) -> Bool {
        if scalar <= 0x20 { return true }
        if scalar < 0x7F { return false }
        if scalar <= 0xA0 || scalar == 0xAD { return true }
        if scalar < 0x1680 { return false }
        return (0x2000...0x200F).contains(scalar) || (0x2028...0x202F).contains(scalar)
            || (0x205F...0x2064).contains(scalar) || scalar == 0x3000 || scalar == 0xFEFF || scalar == 0x1680
            || scalar == 0x180E
    }

    /// The lower-case form of a letter of Vietnamese or of the European alphabets around it (to U+017F and in
    /// U+1E00–1EFF); anything else is itself.
    @inline(__always)
    static func lowercase(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        if scalar < 0xC0 { return scalar }
        if scalar < 0xDF { return scalar == 0xD7 ? scalar : scalar + 0x20 }
        if scalar < 0x100 { return scalar }
        if scalar < 0x180 {
            // Pairs begin with an even scalar, but in two stretches with an odd one.
            if (0x139...0x148).contains(scalar) || (0x179...0x17E).contains(scalar) { return scalar + (scalar & 1) }
            switch scalar {
            case 0x130: return 0x69
            case 0x138, 0x17F: return scalar
            case 0x178: return 0xFF
            default: return scalar | 1
            }
        }
        if scalar == 0x1A0 || scalar == 0x1AF { return scalar + 1 }
        if scalar >= 0x1E00, scalar < 0x1F00 {
            if (0x1E96...0x1E9F).contains(scalar) { return scalar == 0x1E9E ? 0xDF : scalar }
            return scalar | 1
        }
        return scalar
    }

    /// Writes a scalar as UTF-8 where at least four bytes are free; how many it took.
    @inline(__always)
    static func write(_ scalar: UInt32, to bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> Int {
        if scalar < 0x80 {
            bytes[index] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        let last = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        if scalar < 0x800 {
            bytes[index] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            bytes[index + 1] = last
            return 2
        }
        let middle = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        if scalar < 0x10000 {
            bytes[index] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            bytes[index + 1] = middle
            bytes[index + 2] = last
            return 3
        }
        bytes[index] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        bytes[index + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
        bytes[index + 2] = middle
        bytes[index + 3] = last
        return 4
    }

    /// Appends a scalar as UTF-8.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if scalar < 0x800 {
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else {
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// `hoà` and `hòa`, `uỷ` and `ủy` are one syllable: the older spelling marks the second vowel of an open
    /// `oa oe uy`, the newer the first. Returns the two vowels of the newer spelling, or nil where nothing changes.
    /// After `q` the `u` belongs to the consonant (`quý` has only one spelling).
    static func newerToneMark(_ first: UInt32, _ second: UInt32, afterQ: Bool) -> (UInt32, UInt32)? {
        switch (first, second) {
        case (0x6F, 0xE0): (0xF2, 0x61)  // oà òa
        case (0x6F, 0xE1): (0xF3, 0x61)  // oá óa
        case (0x6F, 0x1EA3): (0x1ECF, 0x61)  // oả ỏa
        case (0x6F, 0xE3): (0xF5, 0x61)  // oã õa
        case (0x6F, 0x1EA1): (0x1ECD, 0x61)  // oạ ọa
        case (0x6F, 0xE8): (0xF2, 0x65)  // oè òe
        case (0x6F, 0xE9): (0xF3, 0x65)  // oé óe
        case (0x6F, 0x1EBB): (0x1ECF, 0x65)  // oẻ ỏe
        case (0x6F, 0x1EBD): (0xF5, 0x65)  // oẽ õe
        case (0x6F, 0x1EB9): (0x1ECD, 0x65)  // oẹ ọe
        case (0x75, 0x1EF3) where !afterQ: (0xF9, 0x79)  // uỳ ùy
        case (0x75, 0xFD) where !afterQ: (0xFA, 0x79)  // uý úy
        case (0x75, 0x1EF7) where !afterQ: (0x1EE7, 0x79)  // uỷ ủy
        case (0x75, 0x1EF9) where !afterQ: (0x169, 0x79)  // uỹ ũy
        case (0x75, 0x1EF5) where !afterQ: (0x1EE5, 0x79)  // uỵ ụy
        default: nil
        }
    }
}
