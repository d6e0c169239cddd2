/// Bytes of ASCII, without Foundation.
enum Ascii {
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

    /// Space, tab, line feed, carriage return, form feed, vertical tab.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

    /// The value of a hexadecimal digit, or nil.
    static func hexValue(_ byte: UInt8) -> UInt32? {
        if isDigit(byte) { return UInt32(byte &- 48) }
        let lower = byte | 0x20
        return lower &- 97 < 6 ? UInt32(lower &- 87) : nil
    }
}
