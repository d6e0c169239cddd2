import Foundation
import Testing

/// `chiso extract` on real files, judged by an independent validator.
@Suite struct ExtractTests {
    private static let good =
        #"{"id":"a1","body":"Năm 2024, tỷ lệ hộ nghèo của cả nước là 1,93%.","published_at":"2025-01-06"}"#

    /// The shipped gold's articles as JSON Lines.
    private static func articles() throws -> Data {
        let folder = BuiltBinary.fixtures.appendingPathComponent("gold/dev")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.reduce(into: Data()) { lines, name in
            let file = try Data(contentsOf: folder.appendingPathComponent(name))
            let gold = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
            lines += try JSONSerialization.data(withJSONObject: try #require(gold["article"]))
            lines += Data("\n".utf8)
        }
    }

    private func validate(_ lines: Data, against schema: String) async throws -> BuiltBinary.Finished {
        try await BuiltBinary.run(
            BuiltBinary.python,
            [
                BuiltBinary.fixtures.appendingPathComponent("peers/validate.py").path,
                BuiltBinary.project.appendingPathComponent("schemas/\(schema)").path, "--in-order",
            ], input: lines)
    }

    @Test func everyEventOfTheFixturesIsValid() async throws {
        let run = try await BuiltBinary.run(["extract", "-"], input: try Self.articles())
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.lines.count > 300)
        let verdict = try await validate(run.output, against: "indicator-event.schema.json")
        #expect(verdict.status == 0, "\(verdict.errors.prefix(2_000))")
        #expect(verdict.lines == ["\(run.lines.count)"])
    }

    @Test func theValidatorCanFail() async throws {
        let run = try await BuiltBinary.run(["extract", "-"], input: Data((Self.good + "\n").utf8))
        let event = try #require(run.lines.first)
        #expect(try await validate(Data((event + "\n").utf8), against: "indicator-event.schema.json").status == 0)
        let broken = event.replacingOccurrences(of: #""measure":"level""#, with: #""measure":"size""#)
        #expect(try await validate(Data((broken + "\n").utf8), against: "indicator-event.schema.json").status == 1)
    }

    /// Each line of an explanation is valid, and its events are those that are published, byte for byte.
    @Test func explanationsHoldTheEventsAsPublished() async throws {
        let articles = try Self.articles()
        let plain = try await BuiltBinary.run(["extract", "-"], input: articles)
        let run = try await BuiltBinary.run(["extract", "--explain", "-"], input: articles)
        #expect(run.status == 0 && run.errors.isEmpty)
        let verdict = try await BuiltBinary.run(
            BuiltBinary.python,
            [
                BuiltBinary.fixtures.appendingPathComponent("peers/validate.py").path,
                BuiltBinary.project.appendingPathComponent("schemas/explanation.schema.json").path,
            ], input: run.output)
        #expect(verdict.status == 0, "\(verdict.errors.prefix(2_000))")
        #expect(verdict.lines == ["\(run.lines.count)"])
        let events = run.lines.filter { $0.hasPrefix(#"{"event":"#) }
            .compactMap { $0.components(separatedBy: #","grounds":"#).first?.dropFirst(#"{"event":"#.count) }
        #expect(events.map(String.init) == plain.lines)
        #expect(run.lines.count > plain.lines.count + 300)
        let rejected = run.lines.filter { $0.hasPrefix(#"{"rejected":"#) }
        #expect(events.count + rejected.count == run.lines.count)
        #expect(rejected.contains { $0.contains(#""reason":"legal""#) })
    }

    /// For a person: the sentence with its figures in brackets, then a line a field, each with its reason.
    @Test func explanationsForPeopleNameEveryField() async throws {
        let message =
            #"{"id":"a1","title":"\u001b[31mTin","body":"Năm 2024, tỷ lệ hộ nghèo ước còn khoảng 1,93%, theo Nghị quyết số 57-NQ/TW.","published_at":"2025-01-06"}"#
        let run = try await BuiltBinary.run(
            ["extract", "--explain", "-f", "table", "-"], input: Data((message + "\n").utf8))
        #expect(run.status == 0)
        #expect(run.lines.contains { $0.contains("khoảng [1,93%], theo Nghị quyết số 57-NQ/TW.") })
        for (field, value, reason) in [
            ("value", "1.93", "the digits: «1,93»"), ("unit", "percent", "«%»"), ("status", "estimate", "«ước»"),
            ("qualifier", "approx", "«khoảng»"), ("period", "2024", "«Năm 2024»"), ("area", "VN", "nothing says"),
        ] {
            #expect(
                run.lines.contains { $0.hasPrefix("    \(field) ") && $0.contains(value) && $0.contains(reason) },
                "\(field)")
        }
        #expect(run.lines.contains { $0.hasPrefix("  ✗ 57-NQ/TW  legal: ") })
        // An article cannot write to the terminal.
        #expect(!run.output.contains(0x1B))
    }

    @Test func theSameInputGivesTheSameBytes() async throws {
        let articles = try Self.articles()
        let first = try await BuiltBinary.run(["extract", "-"], input: articles)
        let again = try await BuiltBinary.run(["extract"], input: articles)
        #expect(!first.output.isEmpty && first.output == again.output)
    }

    private static func data(_ start: String, repeating text: String = "", _ count: Int = 0) -> Data {
        Data((start + String(repeating: text, count: count)).utf8)
    }

    private static let badMessages: [(Data, String)] = [
        (Data([0x7B, 0x22, 0xFF, 0x22, 0x7D]), "invalid_utf8"),
        (data(#"{"id":"x","body":"45%"#), "truncated_json"),
        (data(#"{"id":"x"}"#), "missing_body"),
        (data(#"{"body":"x"}"#), "missing_id"),
        (data(#"{"id":"x","body":7}"#), "wrong_type"),
        (data(""), "empty_value"),
        (data("42"), "not_an_object"),
        (data("", repeating: "[", 10_000), "limit_depth"),
        (data(#"{"id":"x","body":"x","more":"#, repeating: #"{"a":"#, 10_000), "limit_depth"),
        (data(#"{"id":"x","body":""#, repeating: "a", 20 << 20), "limits.article_bytes"),
    ]

    /// Each bad message costs one line that names file, line and reason, and its neighbours are processed.
    @Test(arguments: badMessages)
    func badMessagesCostOneLine(bad: Data, reason: String) async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("news.jsonl")
        let (before, after) = (Self.good, Self.good.replacingOccurrences(of: "a1", with: "a2"))
        try (Data((before + "\n").utf8) + bad + Data(("\n" + after + "\n").utf8)).write(to: file)
        let run = try await BuiltBinary.run(["extract", file.path])
        #expect(run.status == 65)
        #expect(run.errorLines.count == 1)
        #expect(run.errorLines.first?.hasPrefix("\(file.path):2: ") == true)
        #expect(run.errors.contains(reason))
        #expect(run.lines.count == 2)
        #expect(run.lines.first?.contains(#""article_id":"a1""#) == true)
        #expect(run.lines.last?.contains(#""article_id":"a2""#) == true)
    }

    @Test func everyKindOfFileIsRead() async throws {
        let folder = try TemporaryFolder()
        let paths = [
            try folder.write("plain.txt", "Kim ngạch xuất khẩu đạt 405,5 tỷ USD."),
            try folder.write("marked.md", "# Xuất khẩu\n\nKim ngạch xuất khẩu đạt **405,5 tỷ USD**."),
            try folder.write("page.html", "<p>Kim ngạch xuất khẩu đạt <b>405,5</b> tỷ USD.</p><script>9%</script>"),
            try folder.write(
                "one.json", "{\n \"id\": \"one\",\n \"body\": \"Kim ngạch xuất khẩu đạt 405,5 tỷ USD.\"\n}\n"),
        ]
        let run = try await BuiltBinary.run(["extract"] + paths)
        #expect(run.status == 0, "\(run.errors)")
        for id in ["plain", "marked", "page", "one"] {
            #expect(run.lines.filter { $0.contains(#""article_id":"\#(id)""#) }.count == 1)
        }
        #expect(run.lines.count == 4 && run.lines.allSatisfy { $0.contains(#""value":405500000000"#) })
        let other = try await BuiltBinary.run(["extract", "/nowhere.jsonl", "/nowhere.txt", "x.pdf", paths[0]])
        #expect(other.status == 65 && other.errorLines.count == 3 && other.lines.count == 1)
        #expect(other.errorLines.first == "/nowhere.jsonl: No such file or directory")
        #expect(other.errorLines.dropFirst().first == "/nowhere.txt: No such file or directory")
    }

    @Test func fieldsAreFoundWhereTheMappingSays() async throws {
        let message = #"{"data":{"uid":"m1","content":"Tỷ lệ đạt 45%."}}"# + "\n"
        let run = try await BuiltBinary.run(
            ["extract", "--set", "mapping.id=/data/uid", "-"], input: Data(message.utf8),
            environment: ["CHISO_MAPPING_BODY": "/data/content"])
        #expect(run.status == 0 && run.lines.count == 1)
    }

    @Test func limitsAreThoseOfTheConfiguration() async throws {
        let run = try await BuiltBinary.run(
            ["extract", "--set", "limits.article_bytes=64", "-"], input: Data((Self.good + "\n").utf8))
        #expect(run.status == 65 && run.errors.contains("limits.article_bytes is 64"))
    }

    @Test func aReaderThatLeavesEndsItQuietly() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("many.jsonl")
        try (0..<40).reduce(into: Data()) { lines, _ in lines += try Self.articles() }.write(to: file)
        let run = try await BuiltBinary.shell(
            #""$CHISO" extract "\#(file.path)" | head -1; echo "${PIPESTATUS[0]}""#)
        #expect(run.lines.count == 2 && run.lines.last == "0")
        #expect(run.errors.isEmpty)
    }

    @Test func tablesFitAndPagesCannotRunScripts() async throws {
        let table = try await BuiltBinary.run(
            ["extract", "-f", "table", "-"], input: try Self.articles(), environment: ["COLUMNS": "80"])
        #expect(table.status == 0 && table.lines.count > 300)
        #expect(table.lines.allSatisfy { $0.unicodeScalars.count <= 80 })
        let hostile =
            #"{"id":"<script>x</script>","title":"</title><script>alert(1)</script> 45%","source":"\"><img src=x onerror=alert(2)>","body":"Tỷ lệ <b onclick=alert(3)> đạt 45% <script>alert(4)</script>."}"#
        let page = try await BuiltBinary.run(["extract", "-f", "html", "-"], input: Data((hostile + "\n").utf8))
        #expect(page.status == 0)
        let html = String(decoding: page.output, as: UTF8.self)
        #expect(html.contains("<mark class=\"level actual\"") && html.contains("45%"))
        #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<b onclick"))
        #expect(html.contains("default-src 'none'") && html.hasSuffix("</html>\n"))
        let nothing = try await BuiltBinary.run(["extract", "-f", "html", "-"])
        #expect(nothing.status == 0 && String(decoding: nothing.output, as: UTF8.self).hasSuffix("</html>\n"))
    }
}
