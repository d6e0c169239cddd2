import Testing

@testable import Extraction

/// Sums of money and ordinals of an independent reader of Vietnamese, Duckling, each in a sentence. Where Chỉ Số decides
/// otherwise, the fixture says why, and the case must indeed read otherwise.
@Suite struct DucklingMoneyTests {
    struct Row: CustomTestStringConvertible {
        let text, value, upper, unit, qualifier, reason: String
        var testDescription: String { text }
    }

    static let rows: [Row] = Fixtures.rows("peers/duckling_vi.tsv").compactMap { columns in
        guard columns.count == 8, ["AmountOfMoney", "Ordinal"].contains(columns[0]) else { return nil }
        return Row(
            text: columns[1], value: columns[2], upper: columns[3], unit: columns[4], qualifier: columns[5],
            reason: columns[7])
    }

    @Test func theCasesAreThere() { #expect(DucklingMoneyTests.rows.count > 70) }

    @Test("reads as Duckling does, or for a reason otherwise", arguments: rows)
    func agrees(row: Row) throws {
        let frame = row.unit == "rank" ? "Về PCI, Việt Nam xếp " : "Khoản chi là "
        let found = try TestReader.read(frame + row.text + ".").map(\.observation)
        let figure = found.map { [$0.value.description, $0.upper?.description ?? "", $0.unit] }
        let qualifier = row.qualifier.isEmpty ? "" : found.first?.qualifier.rawValue ?? ""
        let agrees = figure == [[row.value, row.upper, row.unit]] && qualifier == row.qualifier
        #expect(agrees == row.reason.isEmpty, "\(figure) \(qualifier) \(row.reason)")
    }
}
