/// Scalars in arrays of valid UTF-8.
enum Scalars {
    /// The scalar that starts at a byte, and its length; U+FFFD of length 1 past the end or in the middle of one.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        guard index < bytes.count else { return (0xFFFD, 1) }
        let lead = UInt32(bytes[index])
        if lead < 0x80 { return (lead, 1) }
        func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index &+ offset] & 0x3F) }
        if lead >= 0xC2, lead < 0xE0, index &+ 1 < bytes.count { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead >= 0xE0, lead < 0xF0, index &+ 2 < bytes.count {
            return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
        }
        if lead >= 0xF0, index &+ 3 < bytes.count {
            return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
        }
        return (0xFFFD, 1)
    }

    /// Where the scalar before a byte starts; 0 at the start.
    static func start(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = index &- 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start &-= 1 }
        return max(0, start)
    }

    /// Appends a scalar's UTF-8.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        } else {
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }

    /// Whether a scalar is a lower-case letter.
    static func isLower(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar &- 97 < 26 }
        return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
    }

    /// Whether a scalar is an upper-case letter.
    static func isUpper(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar &- 65 < 26 }
        return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }
}
