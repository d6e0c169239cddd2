import Foundation
import Testing

@testable import Extraction

/// Every line of a lexicon does what its column says, whatever stands in the tables of cases.
@Suite struct LexiconTests {
    static func lines(_ name: String) -> [[String]] {
        let sources = Fixtures.directory.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Extraction/Resources/\(name).tsv")
        let text = (try? String(contentsOf: sources, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Kinds whose words stand behind their number, or leave it alone where nothing ranks.
    static let others: Set<String> = ["weekday", "coordinate", "product", "feast"]

    @Test("a noun that names takes the number after it", arguments: lines("names").filter { !others.contains($0[1]) })
    func names(line: [String]) throws {
        let found = try TestReader.read("Báo cáo cho biết đã có \(line[0]) 12 được nhắc đến.")
        #expect(found.isEmpty, "\(found.map(\.core))")
    }

    @Test(
        "a unit is read as its code",
        arguments: lines("units").filter { $0.count == 4 && ["currency", "physical", "share"].contains($0[3]) })
    func units(line: [String]) throws {
        let found = try TestReader.read("Mức ghi nhận là 15,5 triệu \(line[0]) trong kỳ.")
        #expect(found.map(\.observation.unit) == [line[1]])
    }

    @Test("no form is given twice with two meanings")
    func unambiguous() {
        for name in ["units", "denominators", "names", "furniture", "numbering", "scenes"] {
            var seen: [String: [String]] = [:]
            for line in Self.lines(name) {
                // A condition, or the unit above the slash, tells two meanings apart.
                // A word of scenes may be of several kinds.
                if name == "scenes" {
                    if seen.updateValue(line, forKey: line.joined(separator: "\t")) != nil {
                        Issue.record("\(name): \(line) twice")
                    }
                    continue
                }
                let key = name == "units" ? line[0] + (line.count == 5 ? line[4] : "") : line[0]
                let form = name == "denominators" && line.count == 3 ? key + "\t" + line[2] : key
                if let other = seen[form] { Issue.record("\(name): \(line) and \(other)") }
                seen[form] = line
            }
        }
    }

    @Test("a denominator is written behind the slash", arguments: lines("denominators").filter { $0.count == 2 })
    func denominators(line: [String]) throws {
        let found = try TestReader.read("Mức thu là 15,5 đồng/\(line[0]) trong kỳ.")
        #expect(found.map(\.observation.unit) == [line[1].isEmpty ? "VND" : "VND/\(line[1])"])
    }
}
