import Observation

/// An RFC 3339 date or date-time. Pure arithmetic: no clock, no time zone data.
///
/// Read a little more widely than the RFC writes it: a space or small letters for `T` and `Z`, no seconds, an offset
/// without colon. A time without offset is Việt Nam's.
struct Timestamp: Equatable {
    /// Seconds Việt Nam is ahead of UTC; it has had no other since 1975.
    static let vietnam = 7 * 3600

    /// Milliseconds since 1970; of a date alone, the start of that day in Việt Nam.
    let milliseconds: Int64
    /// The day in Việt Nam; of a date alone, that date.
    let day: CivilDate

    /// Reads a date or date-time, white space around it aside; nil where it is none.
    init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8({ Timestamp.parse($0) }) else { return nil }
        self = value
    }

    private init(milliseconds: Int64, day: CivilDate) {
        self.milliseconds = milliseconds
        self.day = day
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        var reader = DigitReader(bytes: bytes)
        reader.skipSpace()
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let dayOfMonth = reader.number(2), let date = CivilDate(year: year, month: month, day: dayOfMonth)
        else { return nil }
        let midnight = Int64(date.ordinal) * 86_400 - Int64(vietnam)
        if reader.isAtEnd { return Timestamp(milliseconds: midnight * 1000, day: date) }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(2), hour < 24, reader.skip(":"), let minute = reader.number(2), minute < 60
        else { return nil }
        var second = 0
        var milliseconds: Int64 = 0
        if reader.skip(":") {
            guard let value = reader.number(2), value <= 60 else { return nil }
            second = min(value, 59)
            if reader.skip(".") {
                guard let fraction = reader.fraction() else { return nil }
                milliseconds = fraction
            }
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let seconds = Int64(date.ordinal) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        let local = seconds + Int64(vietnam)
        let ordinal = Int((local - (local % 86_400 + 86_400) % 86_400) / 86_400)
        let day = CivilDate(ordinal: ordinal)
        // An offset can carry the time out of the years there are.
        guard (1...9999).contains(day.year), day.ordinal == ordinal else { return nil }
        return Timestamp(milliseconds: seconds * 1000 + milliseconds, day: day)
    }
}

/// Takes fixed runs of digits off the front of some bytes.
private struct DigitReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Whether only white space is left.
    var isAtEnd: Bool { bytes[index...].allSatisfy(Ascii.isSpace) }

    mutating func skipSpace() {
        while index < bytes.count, Ascii.isSpace(bytes[index]) { index += 1 }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
        index += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<index + digits] {
            guard Ascii.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        index += digits
        return value
    }

    /// Any number of digits after the point, as milliseconds.
    mutating func fraction() -> Int64? {
        let start = index
        var value: Int64 = 0
        while index < bytes.count, Ascii.isDigit(bytes[index]) {
            if index - start < 3 { value = value * 10 + Int64(bytes[index] - 48) }
            index += 1
        }
        guard index > start else { return nil }
        for _ in min(index - start, 3)..<3 { value *= 10 }
        return value
    }

    /// Seconds ahead of UTC.
    mutating func offset() -> Int? {
        if isAtEnd { return Timestamp.vietnam }
        if skip("Z") || skip("z") { return 0 }
        let isBehind = skip("-")
        guard isBehind || skip("+"), let hours = number(2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = number(2), minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
    }
}

extension RawArticle {
    /// The day the article was published, in Việt Nam: that of `publishedAt`, else of `crawledAt`, else nil.
    public var publicationDate: CivilDate? {
        (publishedAt.flatMap { Timestamp($0) } ?? crawledAt.flatMap { Timestamp($0) })?.day
    }

    /// `crawledAt` in milliseconds since 1970, else the record's timestamp, else 0.
    public func version(recordTimestamp: Int64?) -> Int64 {
        crawledAt.flatMap { Timestamp($0) }?.milliseconds ?? recordTimestamp ?? 0
    }
}
