import Observation

extension [UInt8] {
    /// Appends `2024-04-24`.
    mutating func append(_ day: CivilDate) {
        JSON.append(day.year, width: 4, to: &self)
        append(UInt8(ascii: "-"))
        JSON.append(day.month, width: 2, to: &self)
        append(UInt8(ascii: "-"))
        JSON.append(day.day, width: 2, to: &self)
    }

    /// Appends the SDMX form: `2024`, `2024-S1`, `2024-Q4`, `2024-04`, `2024-04-24`, `2024-01-01/P4M`.
    mutating func append(_ period: TimePeriod) {
        switch period {
        case .year(let year): JSON.append(year, width: 4, to: &self)
        case .semester(let half, let year):
            JSON.append(year, width: 4, to: &self)
            append(literal: "-S")
            JSON.append(Int64(half), to: &self)
        case .quarter(let quarter, let year):
            JSON.append(year, width: 4, to: &self)
            append(literal: "-Q")
            JSON.append(Int64(quarter), to: &self)
        case .month(let month, let year):
            JSON.append(year, width: 4, to: &self)
            append(UInt8(ascii: "-"))
            JSON.append(month, width: 2, to: &self)
        case .day(let day): append(day)
        case .years(_, let count): appendRange(from: period.firstDay, count, UInt8(ascii: "Y"))
        case .months(_, _, let count): appendRange(from: period.firstDay, count, UInt8(ascii: "M"))
        case .days(let day, let count): appendRange(from: day, count, UInt8(ascii: "D"))
        }
    }

    private mutating func appendRange(from day: CivilDate, _ count: Int, _ unit: UInt8) {
        append(day)
        append(literal: "/P")
        JSON.append(Int64(count), to: &self)
        append(unit)
    }
}
