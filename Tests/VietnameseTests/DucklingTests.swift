import Foundation
import Observation
import Testing

@testable import Vietnamese

/// Numerals and times of an independent reader of Vietnamese, Duckling. Where Chỉ Số decides otherwise, the fixture says
/// why, and the case must indeed read otherwise.
@Suite struct DucklingTests {
    struct Row: CustomTestStringConvertible {
        let dimension, text, value, upper, period, reason: String
        var testDescription: String { "\(dimension): \(text)" }
    }

    static let rows: [Row] = {
        let text = (try? Fixture.text("peers/duckling_vi.tsv")) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().compactMap { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 8, ["Numeral", "Time"].contains(columns[0]) else { return nil }
            return Row(
                dimension: columns[0], text: columns[1], value: columns[2], upper: columns[3], period: columns[6],
                reason: columns[7])
        }
    }()

    @Test func theCasesAreThere() {
        #expect(DucklingTests.rows.count { $0.dimension == "Numeral" } > 50)
        #expect(DucklingTests.rows.count { $0.dimension == "Time" } > 100)
    }

    @Test("reads as Duckling does, or for a reason otherwise", arguments: rows)
    func agrees(row: Row) {
        let agrees = row.dimension == "Time" ? readsPeriod(row) : readsNumbers(row)
        #expect(agrees == row.reason.isEmpty, "\(row.reason)")
    }

    private func readsNumbers(_ row: Row) -> Bool {
        let values = Reading(row.text).numerals().map(\.value.description)
        return values == [row.value, row.upper].filter { !$0.isEmpty }
    }

    /// Its mentions, resolved from Duckling's day: the last is the one asked for, and no other may differ from it.
    private func readsPeriod(_ row: Row) -> Bool {
        let mentions = Reading(row.text).mentions(dayExpected: true)
        guard mentions.count == 1, let mention = mentions.first else { return false }
        return period(mention.expression)?.description == row.period
    }

    private func period(_ expression: CalendarExpression) -> TimePeriod? {
        func year(_ year: CalendarExpression.Year) -> Int {
            switch year {
            case .named(let value): value
            case .fromPublication(let offset), .fromContext(let offset): 2017 + offset
            case .justPast: 2016
            case .unsaid: 2017
            }
        }
        switch expression {
        case .now: return CivilDate(year: 2017, month: 2, day: 2).map { .day($0) }
        case .dayFromPublication(let offset), .relativeDay(let offset):
            return CivilDate(year: 2017, month: 2, day: 2).map { .day($0.adding(days: offset)) }
        case .year(let named): return .year(year(named))
        case .quarter(let quarter, let named): return .quarter(quarter, year: year(named))
        case .relativeQuarter(let offset): return .quarter(1 + offset, year: 2017)
        case .month(let month, let named): return .month(month, year: year(named))
        case .relativeMonth(let offset): return .month(2 + offset, year: 2017)
        case .day(let day): return CivilDate(year: year(day.year), month: day.month, day: day.day).map { .day($0) }
        default: return nil
        }
    }
}
