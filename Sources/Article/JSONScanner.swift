/// A strict reader of JSON (RFC 8259) over valid UTF-8 that builds nothing: it moves over values and says where
/// they are. Numbers are checked, not read; nesting is bounded.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private(set) var position = 0
    private var depth = 0

    /// A string's bytes between its quotes, and whether there is a backslash among them.
    struct StringToken {
        var range: Range<Int>
        var isEscaped: Bool
    }

    /// What kind of value comes next.
    enum Kind: String {
        case object, array, string, number, boolean, null
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// The byte here, or 0 (which is no JSON) past the end.
    private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    /// Looks past white space at the kind of value that follows.
    mutating func peek() throws(ArticleError) -> Kind {
        skipSpace()
        switch current {
        case 0x7B: return .object
        case 0x5B: return .array
        case 0x22: return .string
        case 0x74, 0x66: return .boolean
        case 0x6E: return .null
        case 0x2D, 0x30...0x39: return .number
        default: throw unexpected("a value")
        }
    }

    /// Enters an object or array; false where it is empty and left again.
    mutating func enter(_ opening: UInt8, _ closing: UInt8) throws(ArticleError) -> Bool {
        try expect(opening)
        depth += 1
        if depth > maximumDepth {
            throw ArticleError(
                .limitDepth, "JSON nests deeper than limits.json_depth (\(maximumDepth))", at: position - 1)
        }
        skipSpace()
        guard current == closing else { return true }
        position += 1
        depth -= 1
        return false
    }

    /// After a value: true where another follows, false where the object or array ends and is left.
    mutating func next(_ closing: UInt8) throws(ArticleError) -> Bool {
        skipSpace()
        if current == 0x2C {
            position += 1
            return true
        }
        guard current == closing else { throw unexpected(closing == 0x7D ? "',' or '}'" : "',' or ']'") }
        position += 1
        depth -= 1
        return false
    }

    /// A member's name and the colon after it.
    mutating func key() throws(ArticleError) -> StringToken {
        skipSpace()
        guard current == 0x22 else { throw unexpected("a member's name in quotes") }
        let token = try string()
        skipSpace()
        try expect(0x3A)
        return token
    }

    /// A string; its escapes are checked here and undone by `JSONUnescape`.
    mutating func string() throws(ArticleError) -> StringToken {
        let opening = position
        position += 1
        let start = position
        var isEscaped = false
        while true {
            skipPlain()
            guard position < bytes.count else {
                throw ArticleError(.truncatedJSON, "the JSON ends inside a string that starts here", at: opening)
            }
            switch bytes[position] {
            case 0x22:
                position += 1
                return StringToken(range: start..<position - 1, isEscaped: isEscaped)
            case 0x5C:
                isEscaped = true
                try escape()
            default:
                throw ArticleError(.invalidJSON, "a control character in a string must be escaped", at: position)
            }
        }
    }

    /// Moves to the next quote, backslash or control character, eight bytes at a time.
    private mutating func skipPlain() {
        guard let base = bytes.baseAddress else { return }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= bytes.count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
            if found & highs != 0 {
                position &+= (found & highs).trailingZeroBitCount / 8
                return
            }
            position &+= 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
            position &+= 1
        }
    }

    private mutating func escape() throws(ArticleError) {
        let start = position
        position += 1
        switch current {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            position += 1
        case 0x75:
            let unit = try hexadecimal()
            if unit >> 10 == 0x36 {
                guard current == 0x5C, position + 1 < bytes.count, bytes[position + 1] == 0x75 else {
                    throw position + 1 < bytes.count ? loneSurrogate(start) : unexpected("an escape")
                }
                position += 1
                guard try hexadecimal() >> 10 == 0x37 else { throw loneSurrogate(start) }
            } else if unit >> 10 == 0x37 {
                throw loneSurrogate(start)
            }
        default:
            throw position < bytes.count
                ? ArticleError(.invalidJSON, "no such escape in a JSON string", at: start) : unexpected("an escape")
        }
    }

    /// The four digits after `\u`; the position is on the `u` and moves past them.
    private mutating func hexadecimal() throws(ArticleError) -> UInt32 {
        position += 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Ascii.hexValue(current) else { throw unexpected("four hexadecimal digits after \\u") }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }

    /// Half a character is no character: nothing faithful could be put in its place.
    private func loneSurrogate(_ position: Int) -> ArticleError {
        ArticleError(.invalidJSON, "half of a surrogate pair without the other half", at: position)
    }

    /// Moves over a value of any kind.
    mutating func skipValue() throws(ArticleError) {
        switch try peek() {
        case .object:
            guard try enter(0x7B, 0x7D) else { return }
            repeat {
                _ = try key()
                try skipValue()
            } while try next(0x7D)
        case .array:
            guard try enter(0x5B, 0x5D) else { return }
            repeat { try skipValue() } while try next(0x5D)
        case .string: _ = try string()
        case .number: try number()
        case .boolean: try literal(current == 0x74 ? "true" : "false")
        case .null: try literal("null")
        }
    }

    private mutating func number() throws(ArticleError) {
        if current == 0x2D { position += 1 }
        if current == 0x30 { position += 1 } else { try digits() }
        if current == 0x2E {
            position += 1
            try digits()
        }
        if current | 0x20 == 0x65 {
            position += 1
            if current == 0x2B || current == 0x2D { position += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(ArticleError) {
        guard Ascii.isDigit(current) else { throw unexpected("a digit") }
        while Ascii.isDigit(current) { position += 1 }
    }

    private mutating func literal(_ word: StaticString) throws(ArticleError) {
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            guard current == byte else { throw unexpected("\(word)") }
            position += 1
        }
    }

    private mutating func expect(_ byte: UInt8) throws(ArticleError) {
        guard current == byte else { throw unexpected("'\(Unicode.Scalar(byte))'") }
        position += 1
    }

    /// After the value: nothing but white space may follow.
    mutating func end() throws(ArticleError) {
        skipSpace()
        guard position == bytes.count else {
            throw ArticleError(.invalidJSON, "something follows the JSON object", at: position)
        }
    }

    private func unexpected(_ expected: String) -> ArticleError {
        position < bytes.count
            ? ArticleError(.invalidJSON, "expected \(expected)", at: position)
            : ArticleError(.truncatedJSON, "the JSON ends where \(expected) is expected", at: position)
    }
}

/// Undoes the escapes of a string that `JSONScanner` has checked.
enum JSONUnescape {
    static func bytes(_ token: JSONScanner.StringToken, in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let raw = UnsafeBufferPointer(rebasing: bytes[token.range])
        guard token.isEscaped else { return Array(raw) }
        var output: [UInt8] = []
        output.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            guard let backslash = raw[index...].firstIndex(of: 0x5C), backslash + 1 < raw.count else { break }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: raw[index..<backslash]))
            index = backslash + 2
            switch raw[backslash + 1] {
            case 0x62: output.append(0x08)
            case 0x66: output.append(0x0C)
            case 0x6E: output.append(0x0A)
            case 0x72: output.append(0x0D)
            case 0x74: output.append(0x09)
            case 0x75:
                var scalar = unit(raw, at: index)
                index += 4
                if scalar >> 10 == 0x36 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(raw, at: index + 2) & 0x3FF
                    index += 6
                }
                Scalars.append(scalar, to: &output)
            case let other: output.append(other)
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: raw[min(index, raw.count)...]))
        return output
    }

    private static func unit(_ raw: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
        guard index + 4 <= raw.count else { return 0xFFFD }
        return raw[index..<index + 4].reduce(0) { $0 << 4 | (Ascii.hexValue($1) ?? 0) }
    }
}
