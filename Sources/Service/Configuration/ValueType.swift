/// How the text of a setting becomes a value, and how an error or a reference page names what was expected.
struct ValueType<Value: Sendable & Equatable>: Sendable {
    /// What a reader is told to write: `a whole number from 1 to 64`.
    let name: String
    /// The value, or nil where the text is none.
    let read: @Sendable (String) -> Value?
    /// The text that reads as the value.
    let write: @Sendable (Value) -> String
}

extension ValueType where Value == String {
    /// Any text but the empty one.
    static let text = ValueType(name: "a text", read: { $0.isEmpty ? nil : $0 }, write: { $0 })

    /// Any text, the empty one included.
    static let optionalText = ValueType(name: "a text, which may be empty", read: { $0 }, write: { $0 })

    /// The path of a folder; nothing for none.
    static let folder = ValueType(name: "a folder", read: { $0.utf8.contains(0) ? nil : $0 }, write: { $0 })

    /// A name Kafka accepts for a topic.
    static let topic = ValueType(
        name: "a topic name (1 to 249 letters, digits, `.`, `_` or `-`)",
        read: { text in
            let allowed = text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
            return allowed && (1...249).contains(text.utf8.count) && text != "." && text != ".." ? text : nil
        }, write: { $0 })

    /// RFC 6901: steps that each begin with `/`, with `~0` and `~1` for `~` and `/`.
    static let pointer = ValueType(
        name: "a JSON Pointer such as `/data/content`",
        read: { text in
            guard text.utf8.first == UInt8(ascii: "/") else { return nil }
            let escapes = text.split(separator: "~", omittingEmptySubsequences: false).dropFirst()
            return escapes.allSatisfy { $0.first == "0" || $0.first == "1" } ? text : nil
        }, write: { $0 })
}

extension ValueType where Value == Bool {
    /// Yes or no.
    static let flag = ValueType(
        name: "`true` or `false`",
        read: { $0 == "true" ? true : $0 == "false" ? false : nil }, write: { String($0) })
}

extension ValueType where Value == Int {
    /// A whole number within bounds.
    static func whole(_ range: ClosedRange<Int>) -> ValueType {
        ValueType(
            name: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } },
            write: { String($0) })
    }

    /// A number of bytes, in bytes or with a unit.
    static func bytes(_ range: ClosedRange<Int>) -> ValueType {
        let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)]
        @Sendable func written(_ value: Int) -> String {
            for (name, shift) in units where value > 0 && value % (1 << shift) == 0 {
                return "\(value >> shift)\(name)"
            }
            return String(value)
        }
        return ValueType(
            name: "a size such as `10MiB`, from \(written(range.lowerBound)) to \(written(range.upperBound))",
            read: { text in
                let unit = units.first { text.hasSuffix($0.0) }
                guard let count = Int(text.dropLast(unit?.0.count ?? 0)) else { return nil }
                let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << (unit?.1 ?? 0))
                return !overflow && range.contains(bytes) ? bytes : nil
            }, write: written)
    }
}

extension ValueType where Value == Duration {
    /// A time with its unit, in whole milliseconds.
    static func time(_ range: ClosedRange<Duration>) -> ValueType {
        let units: [(String, Int64)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
        @Sendable func written(_ value: Duration) -> String {
            let (seconds, fraction) = value.components
            let milliseconds = seconds * 1_000 + fraction / 1_000_000_000_000_000
            for (name, size) in units.reversed() where milliseconds % size == 0 && milliseconds > 0 {
                return "\(milliseconds / size)\(name)"
            }
            return "\(milliseconds)ms"
        }
        return ValueType(
            name: "a time such as `25s` or `500ms`, from \(written(range.lowerBound)) to \(written(range.upperBound))",
            read: { text in
                guard let unit = units.first(where: { text.hasSuffix($0.0) }),
                    let count = Int64(text.dropLast(unit.0.count)), count >= 0
                else { return nil }
                let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.1)
                let value = Duration.milliseconds(milliseconds)
                return !overflow && range.contains(value) ? value : nil
            }, write: written)
    }
}

extension ValueType where Value == ListenAddress? {
    /// Where a server listens, or `off`.
    static let listenAddress = ValueType(
        name: "an address such as `127.0.0.1:8080` or `[::1]:8080`, or `off`",
        read: { $0 == "off" ? .some(.none) : ListenAddress($0).map(Optional.some) },
        write: { $0.map { "\($0)" } ?? "off" })
}

extension ValueType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the names of an enumeration.
    static var choice: ValueType {
        let names = Value.allCases.map { "`\($0.rawValue)`" }
        let name = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return ValueType(name: name, read: { Value(rawValue: $0) }, write: { $0.rawValue })
    }
}
