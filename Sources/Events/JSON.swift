/// Writes JSON straight into bytes: UTF-8 unescaped, only `"`, `\` and control characters escaped, as Python's
/// `json.dumps(…, ensure_ascii=False, separators=(",", ":"))` writes it.
enum JSON {
    /// A string with its quotes.
    static func append(_ string: String, to bytes: inout [UInt8]) {
        let written: Void? = string.utf8.withContiguousStorageIfAvailable { append($0, to: &bytes) }
        if written == nil { Array(string.utf8).withUnsafeBufferPointer { append($0, to: &bytes) } }
    }

    /// A string with its quotes, or `null`.
    static func append(_ string: String?, to bytes: inout [UInt8]) {
        if let string { append(string, to: &bytes) } else { bytes.append(literal: "null") }
    }

    /// UTF-8 as a string with its quotes.
    static func append(_ slice: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        slice.withUnsafeBufferPointer { append($0, to: &bytes) }
    }

    /// UTF-8 as a string with its quotes.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for index in 0..<text.count {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            escape(byte, to: &bytes)
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5c: bytes.append(byte)
        default:
            bytes.append(literal: "u00")
            bytes.append(Hex.digit(byte >> 4))
            bytes.append(Hex.digit(byte & 15))
        }
    }

    /// A whole number.
    static func append(_ value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// A whole number with leading zeros up to a width.
    static func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
        var digits = 1
        var power = 10
        while power <= value {
            digits += 1
            power *= 10
        }
        for _ in digits..<max(digits, width) { bytes.append(UInt8(ascii: "0")) }
        append(Int64(value), to: &bytes)
    }
}

extension [UInt8] {
    /// Appends the UTF-8 of a literal.
    mutating func append(literal: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
