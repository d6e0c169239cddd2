import Testing

@testable import Extraction

/// Tables of figures in `Fixtures/figures`, one case a line: what is read, and of what is no figure nothing.
@Suite struct FigureTableTests {
    struct Row: CustomTestStringConvertible {
        let kind, text, expected: String
        var testDescription: String { "\(kind): \(text)" }
    }

    static let numbers = Fixtures.rows("figures/numbers.tsv").map { Row(kind: "number", text: $0[0], expected: $0[1]) }
    static let rejections = Fixtures.rows("figures/rejections.tsv").map {
        Row(kind: $0[0], text: $0[1], expected: $0[2])
    }
    static let units = Fixtures.rows("figures/units.tsv").map {
        Row(kind: "unit", text: "Mức ghi nhận là 15,5 \($0[0]) trong kỳ.", expected: $0[1])
    }

    @Test func theCasesAreThere() {
        #expect(Self.numbers.count > 100 && Self.rejections.count > 300 && Self.units.count > 250)
        #expect(Set(Self.rejections.map(\.kind)).count == 11)
    }

    @Test("reads", arguments: numbers + rejections + units)
    func reads(row: Row) throws {
        let found = try TestReader.read(row.text).map(\.core).joined(separator: "; ")
        #expect(found == row.expected)
    }
}
