import Events
import Service

/// One dead letter, for a person.
struct LetterPage {
    private let letter: Letter
    private let terminal: Terminal

    init(_ letter: Letter, terminal: Terminal) {
        self.letter = letter
        self.terminal = terminal
    }

    /// All there is to say; line breaks of the value stay.
    var lines: [String] {
        let details = letter.details
        let place = [details.topic, details.partition.map { "\($0)" }, details.offset.map { "\($0)" }]
        var lines = [terminal.styled("\(letter.place)/\(letter.offset)", .bold)]
        let facts: [(String, String?)] = [
            ("failed", details.time.map { LetterText.time($0) }), ("stage", details.stage), ("error", details.error),
            ("message", details.message), ("article", details.id),
            ("source", place.contains { $0 == nil } ? nil : place.compactMap { $0 }.joined(separator: "/")),
            ("attempt", "\(details.attempt)"), ("timestamp", letter.timestamp.map { LetterText.time($0) }),
            ("key", letter.key.map { LetterText.oneLine($0) } ?? "null"),
            ("size", letter.value.map { "\($0.count) bytes" } ?? "null: a deletion"),
            ("truncated", details.isTruncated ? "yes: only the beginning is kept" : nil),
        ]
        for (name, value) in facts {
            guard let value else { continue }
            lines.append("  " + name.padded(to: 10) + " " + DisplayWidth.onOneLine(value))
        }
        lines += ["", terminal.styled("headers", .bold)]
        for header in letter.headers {
            let value = header.value.map { LetterText.oneLine($0) } ?? "null"
            lines.append("  \(DisplayWidth.onOneLine(header.name)): \(value)")
        }
        lines += ["", terminal.styled("value", .bold)]
        lines.append(letter.value.map { LetterText.escaped($0) } ?? "null")
        return lines
    }
}

/// Bytes from outside as text that does no harm to a terminal.
enum LetterText {
    /// RFC 3339 in UTC.
    static func time(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        Timestamp.append(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// On one line.
    static func oneLine(_ bytes: [UInt8]) -> String { DisplayWidth.onOneLine(escaped(bytes)) }

    /// UTF-8 as it is; control characters but line feeds and tabs, and bytes that are no UTF-8, as `\u{…}` and `\x…`.
    static func escaped(_ bytes: [UInt8]) -> String {
        var result = String.UnicodeScalarView()
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                position += encoded.count
                append(Unicode.UTF8.decode(encoded), to: &result)
            case .error(let length):
                for byte in bytes[position..<min(bytes.count, position + length)] {
                    result.append(contentsOf: "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".unicodeScalars)
                }
                position += length
            case .emptyInput: return String(result)
            }
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
        let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        if isControl && scalar != "\n" && scalar != "\t" {
            result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        } else {
            result.append(scalar)
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
