import Testing

@testable import Service

@Suite struct TerminalTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Thanh Hóa", 9), ("Thanh Ho\u{301}a", 9), ("tỷ đồng", 7), ("中国", 4), ("e\u{301}", 1),
        ("a\u{200B}b", 2),
    ])
    func width(text: String, expected: Int) { #expect(DisplayWidth.of(text) == expected) }

    @Test(arguments: [
        ("Thanh Hóa", 9, "Thanh Hóa"), ("Thanh Hóa", 8, "Thanh H…"), ("Thanh Hóa", 1, "…"), ("Thanh Hóa", 0, ""),
        ("中国人", 5, "中国…"), ("中国人", 4, "中…"), ("Ho\u{301}a", 2, "H…"),
    ])
    func cut(text: String, width: Int, expected: String) { #expect(DisplayWidth.cut(text, to: width) == expected) }

    @Test func cellsCannotMoveTheCursor() {
        let hostile = "a\u{1B}[2J\nb\r\tc\u{202E}d"
        #expect(DisplayWidth.onOneLine(hostile) == "a [2J b cd")
    }

    @Test func tablesFit() {
        var table = TextTable([
            .init("value", isRightAligned: true), .init("indicator", shortest: 10), .init("sentence", shortest: 10),
        ])
        table.add(["77%", "tỷ lệ hồ sơ trực tuyến toàn trình", String(repeating: "câu ", count: 40)])
        table.add(["2 505", "x"])
        for width in [40, 80, 120, 400] {
            let lines = table.lines(for: Terminal(isTerminal: true, width: width, hasColour: false))
            #expect(lines.count == 3)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            #expect(lines[1].hasPrefix("  77%  t"))
            #expect(lines[2].hasPrefix("2 505  x"))
        }
        var capped = TextTable([.init("a", longest: 5), .init("b")])
        capped.add(["Thanh Hóa", "x"])
        #expect(capped.lines(for: Terminal(isTerminal: true, width: 80, hasColour: false)) == ["a      b", "Than…  x"])
        let narrow = table.lines(for: Terminal(isTerminal: true, width: 5, hasColour: false))
        #expect(narrow[1].hasPrefix("  77%  tỷ lệ hồ …"))
    }

    @Test func coloursNeedATerminal() {
        let pipe = Terminal(descriptor: -1, environment: ["TERM": "xterm", "COLUMNS": "90"])
        #expect(!pipe.isTerminal && !pipe.hasColour && pipe.width == 90)
        #expect(pipe.styled("x", .red) == "x")
        #expect(Terminal(descriptor: -1, environment: ["COLUMNS": "0"]).width == 120)
        #expect(Terminal(isTerminal: true, width: 80, hasColour: true).styled("x", .red) == "\u{1B}[31mx\u{1B}[0m")
    }

    @Test func progressTellsRateAndTimeLeft() {
        let progress = Progress(
            "published", "articles", of: 1_000, on: Terminal(isTerminal: false, width: 80, hasColour: false))
        #expect(progress.text(0, after: .seconds(1)) == "published 0 of 1000 articles")
        #expect(progress.text(250, after: .seconds(10)) == "published 250 of 1000 articles, 25.0/s, 30 s left")
        #expect(progress.text(10, after: .seconds(10)) == "published 10 of 1000 articles, 1.0/s, 16 min 30 s left")
        #expect(progress.text(1_000, after: .seconds(4), isDone: true) == "published 1000 articles, 250/s, 4.0 s")
    }
}

@Suite struct LogLineTests {
    @Test func linesCannotBeForged() {
        let line = LogLine.text(
            .warning, "key differs\nfrom id", ["id": "a\nb", "z": "1", "b": "two words \"x\"", "e": ""], at: "T")
        #expect(line == #"T WARNING  key differs\nfrom id b="two words \"x\"" e="" id=a\nb z=1"#)
        let control = LogLine.text(.info, "\u{1B}[2J\r\u{2028}", [:], at: "T")
        #expect(control == #"T INFO     \u{1b}[2J\u{d}\u{2028}"#)
    }
}

@Suite struct ExitStatusTests {
    @Test func statusesAreTheDocumentedOnes() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 64, 65, 69, 70, 75, 78, 130, 143])
    }
}
