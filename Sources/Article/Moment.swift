/// Moments as a person writes them on a command line.
public enum Moment {
    /// Milliseconds since 1970 of an RFC 3339 date or date-time; nil where the text is none. A date, and a time without
    /// offset, is Việt Nam's.
    public static func milliseconds(_ text: String) -> Int64? { Timestamp(text)?.milliseconds }

    /// Milliseconds since 1970 of a moment given absolutely, as `milliseconds` reads it, or as a time past: `90s ago`,
    /// `15m ago`, `2h ago`, `3d ago`, of which `ago` may be left out.
    /// - Parameter now: milliseconds since 1970.
    public static func past(_ text: String, now: Int64) -> Int64? {
        if let absolute = milliseconds(text) { return absolute }
        var words = text.split(separator: " ")[...]
        if words.last == "ago" { words.removeLast() }
        let written = words.joined()
        let units: [(name: String, length: Int64)] = [
            ("ms", 1), ("min", 60_000), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ]
        guard let unit = units.first(where: { written.hasSuffix($0.name) }) else { return nil }
        let digits = written.dropLast(unit.name.count)
        guard !digits.isEmpty, digits.utf8.allSatisfy(Ascii.isDigit), let count = Int64(digits) else { return nil }
        let (length, overflow) = count.multipliedReportingOverflow(by: unit.length)
        guard !overflow else { return nil }
        let (moment, isTooFar) = now.subtractingReportingOverflow(length)
        return isTooFar ? nil : moment
    }
}
