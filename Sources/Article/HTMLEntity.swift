import CXML2

/// Character references: `&agrave;`, `&#7841;`, `&#x1EA1;`.
enum HTMLEntity {
    private static let longestName = 8

    /// The character reference that starts at an ampersand, closed by its semicolon, and where it ends; or nil.
    static func read(
        at start: Int, to limit: Int, in source: UnsafeBufferPointer<UInt8>
    ) -> (scalar: UInt32, end: Int)? {
        var index = start + 1
        guard index < limit else { return nil }
        if source[index] == 0x23 {
            index += 1
            let isHex = index < limit && source[index] | 0x20 == 0x78
            if isHex { index += 1 }
            var value: UInt32 = 0
            let digits = index
            while index < limit, index - digits < 8, isHex || Ascii.isDigit(source[index]),
                let digit = Ascii.hexValue(source[index])
            {
                value = min(value, 0x200_0000) * (isHex ? 16 : 10) + digit
                index += 1
            }
            guard index > digits, index < limit, source[index] == 0x3B, value >= 0x20, Unicode.Scalar(value) != nil
            else { return nil }
            return (value, index + 1)
        }
        while index < limit, index - start <= longestName, Ascii.isLetter(source[index]) || Ascii.isDigit(source[index])
        {
            index += 1
        }
        guard index < limit, source[index] == 0x3B, let scalar = named(source[start + 1..<index]) else { return nil }
        return (scalar, index + 1)
    }

    /// What a name stands for, by libxml2's table.
    static func named(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        guard !name.isEmpty, name.count <= longestName else { return nil }
        return (Array(name) + [0]).withUnsafeBufferPointer { htmlEntityLookup($0.baseAddress)?.pointee.value }
    }
}
