/// How many columns of a terminal a text fills.
///
/// Vietnamese in NFC is one column a scalar; decomposed marks fill none, and Chinese or full-width forms two.
public enum DisplayWidth {
    /// The columns of a whole text.
    public static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns($1) } }

    /// The text, cut to so many columns with `…` where something is missing.
    public static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let next = used + columns(scalar)
            if next > width - 1 { break }
            kept.append(scalar)
            used = next
        }
        return String(kept) + "…"
    }

    /// The text on one line, with nothing in it that would move the cursor or start an escape sequence.
    public static func onOneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                if result.last != " " { result.append(" ") }
            case .format: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        switch scalar.value {
        case 0x00C0..<0x0300, 0x1E00..<0x1F00: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return 1
        }
    }
}
