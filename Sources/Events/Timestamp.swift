import Observation

/// Moments as Kafka counts them: milliseconds since 1970 in UTC.
public enum Timestamp {
    private static let dayLength: Int64 = 86_400_000

    /// Appends RFC 3339 in UTC with milliseconds: `2025-02-06T03:04:05.678Z`. Moments outside the years 1 to 9999,
    /// which RFC 3339 cannot write, are held at the nearest it can.
    public static func append(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let moment = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
        let days = (moment >= 0 ? moment : moment - dayLength + 1) / dayLength
        let rest = Int(moment - days * dayLength)
        bytes.append(CivilDate(ordinal: Int(days)))
        bytes.append(UInt8(ascii: "T"))
        JSON.append(rest / 3_600_000, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSON.append(rest / 60_000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSON.append(rest / 1000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        JSON.append(rest % 1000, width: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }
}
