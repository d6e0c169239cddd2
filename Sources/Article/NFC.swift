/// Unicode's Normalisation Form C, over UTF-8 bytes, in linear time.
enum NFC {
    /// Bytes in NFC; the input itself where it is so already, which one fast look settles for nearly every article.
    static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { bytes in
            mayNeedWork(bytes) && needsWork(bytes) ? compose(bytes) : nil
        } ?? bytes
    }

    /// False only where no scalar can be affected: ASCII, Latin up to U+02FF, the Vietnamese letters (U+1E00 to
    /// U+1EFF), common punctuation and signs (U+2002 to U+203F, U+2080 to U+20BF), and U+1F000 up (pictographs).
    static func mayNeedWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte < 0xCC {
                index &+= 1
                continue
            }
            guard index &+ 2 < count else { return true }
            let second = bytes[index &+ 1]
            switch byte {
            case 0xE1 where second & 0xFC == 0xB8: index &+= 3
            case 0xE2 where second == 0x80 && bytes[index &+ 2] >= 0x82: index &+= 3
            case 0xE2 where second == 0x82: index &+= 3
            case 0xF0 where second == 0x9F: index &+= 4
            default: return true
            }
        }
        return false
    }

    /// Unicode's quick check: whether any scalar is not certainly normal, or combining marks are out of order.
    static func needsWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let tables = CanonicalTables.shared
        var index = 0
        var lastClass: UInt8 = 0
        while index < bytes.count {
            let (scalar, length) = Scalars.decode(bytes, at: index)
            index &+= length
            if scalar < 0x300 {
                lastClass = 0
                continue
            }
            if !tables.isCertain(scalar) { return true }
            let combiningClass = tables.combiningClass(scalar)
            if combiningClass != 0, combiningClass < lastClass { return true }
            lastClass = combiningClass
        }
        return false
    }

    /// Normalises stretch by stretch: a stretch runs from a scalar that nothing before it can change to the next such.
    private static func compose(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let tables = CanonicalTables.shared
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var stretch = CanonicalStretch()
        // Text that is normal already waits from `plain` on and is copied in one piece.
        var plain = 0
        var boundary = 0
        var isPlain = true
        var index = 0
        while index < bytes.count {
            let (scalar, length) = Scalars.decode(bytes, at: index)
            if tables.isBoundary(scalar) {
                if !isPlain {
                    stretch.normalise(
                        UnsafeBufferPointer(rebasing: bytes[boundary..<index]), into: &output, with: tables)
                    plain = index
                    isPlain = true
                }
                boundary = index
            } else if isPlain {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<boundary]))
                isPlain = false
            }
            index &+= length
        }
        if isPlain {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain...]))
        } else {
            stretch.normalise(UnsafeBufferPointer(rebasing: bytes[boundary...]), into: &output, with: tables)
        }
        return output
    }
}
