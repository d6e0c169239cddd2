import Foundation
import TestSupport
import Testing

@testable import Article

@Suite struct DocumentFuzzTests {
    static let pieces = [
        "<p>", "</p>", "<b>", "</b>", "<div class=ads>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<th colspan=2>",
        "</table>", "<td rowspan=3>", "<li>", "<ul>", "</ul>", "<br>", "<script>", "</script>", "<!--", "-->", "<", ">",
        "&",
        "&amp;", "&agrave;", "&#7841;", "&#x1EA1", "&nbsp", "&#768;", "&#0;", "&lt", ";", "\"", "'", "=", "/", "x",
        "Việt Nam",
        " ", "\n", "\t", "\r\n", "\u{A0}", "\u{200B}", "\u{301}", "\u{323}", "😀", "1.234", "5%", ". ", "? A", "…", "**",
        "*",
        "_", "`", "```", "[", "](", "]", ")", "![", "|", "---", "|---|---|", "# ", "> ", "- ", "1. ", "TP. ", "\\",
        "~~",
        "\u{0}", "\u{1}", "\u{FFFE}", "</", "<!", "<?", "<h2>", "<header>", "<article>", "<form>", "<textarea>",
        "</body>",
        "<![CDATA[", "]]>", "<a href='", "&unknown;", "&#xD800;", "&#1114112;", "<p hidden>", "<svg>",
        "<select><option>",
    ]

    static func text(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    @Test(arguments: RawArticle.ContentType.allCases)
    func anythingGoes(_ type: RawArticle.ContentType) throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<1500 {
            let text = Self.text(Int.random(in: 1...40, using: &random), &random)
            let field = try body(text, type)
            field.checkInvariants("\(text.debugDescription)")
            if type == .html { HTMLTests().check(field, text.debugDescription) }
            for _ in 0..<4 where !field.text.isEmpty {
                let start = Int.random(in: 0..<field.text.count, using: &random)
                let end = Int.random(in: start...field.text.count, using: &random)
                let source = field.sourceRange(ofText: start..<end)
                #expect(source.lowerBound >= 0 && source.upperBound <= field.source.count)
                let scalars = field.scalarRange(ofText: start..<end)
                #expect(scalars.count <= source.count)
            }
        }
    }

    @Test func randomBytesNeverCrash() {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try? read(bytes: bytes)
            _ = try? read(bytes: bytes, headers: ["content-type": "text/html"])
            let text = NFC.normalised(Array(String(decoding: bytes, as: UTF8.self).utf8))
            for type in RawArticle.ContentType.allCases where !text.isEmpty {
                try? body(bytes: text, type).checkInvariants("\(bytes)")
            }
        }
    }

    @Test func mutatedArticlesKeepTheInvariants() throws {
        var random = SeededGenerator(seed: 29)
        for (name, data) in Gold.files {
            let file = try JSONDecoder().decode(Gold.File.self, from: data)
            var scalars = Array(file.article.body.unicodeScalars)
            for _ in 0..<60 {
                let index = Int.random(in: 0..<scalars.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: scalars.remove(at: index)
                case 1: scalars.insert(contentsOf: Self.text(1, &random).unicodeScalars, at: index)
                default: scalars.swapAt(index, Int.random(in: 0..<scalars.count, using: &random))
                }
            }
            for type in RawArticle.ContentType.allCases {
                try body(String(String.UnicodeScalarView(scalars)), type).checkInvariants("\(name) as \(type)")
            }
        }
    }

    static let hostile = [
        "<p a=1 ", "<", "&", "&aaa", "&#1", "<!--", "<!-", "<?", "<script>", "<script></script>", "</p>", "</x>", "<p>",
        "<table>", "<td>", "<td colspan=200 rowspan=200>", "<b><i></b>", "<a>", "<html a=1>", "<body>", "&amp;",
        "<p a='", "x ", "ế",
        "*", "_a", "[", "](", "[a](", "![a](", "`", "`` ` ", "<a ", "| a ", "|", "\n|\n", "- ", "\n", ". ", "A.", "1.",
        "\t", "\\",
        "e\u{301}\u{323}", "\u{301}", "<li><ul>", "<div></p></span>", "“", "> ", "```\n", "~~~", "<b>\u{301}</b>",
        " \n", "=\"", "TP. ",
    ]

    /// Ten times the input may cost some fifty times at most: a square would cost a hundred.
    @Test(arguments: RawArticle.ContentType.allCases)
    func hostileInputCostsLinearTime(_ type: RawArticle.ContentType) {
        for piece in Self.hostile {
            func time(_ bytes: Int) -> Duration {
                let text = NFC.normalised(Array(String(repeating: piece, count: bytes / piece.utf8.count).utf8))
                return processorTime { _ = try? body(bytes: text, type) }
            }
            let small = max(time(4000), .milliseconds(1))
            var large = time(40_000)
            for _ in 0..<2 where large > small * 50 { large = min(large, time(40_000)) }
            #expect(large < small * 50, "\(piece.debugDescription) as \(type): \(small), then \(large)")
        }
    }

    @Test(arguments: ["<x#>", "</x#>", "<p x#>", "&x# ", "<?x#>", "<p a='&x#'>", "<p a=&x#>", "<html x#=1>"])
    func differentNamesAreLimited(_ piece: String) {
        let text = (0..<6000).map { piece.replacing("#", with: "\($0)") }.joined()
        let error = #expect(throws: ArticleError.self) { try body(text, .html) }
        #expect(error?.code == .limitNames)
    }

    /// The parser must never meet a tag with more attributes than the look ahead counted.
    @Test func noTagSlipsThroughTheLookAhead() {
        var random = SeededGenerator(seed: 31)
        let pieces = [
            "<p", "<p", "<p", " a", " a", " e", " b=1", " g = 2", " c='", "' ", " d=\"", "\"", ">", "/>", "<script",
            "</script>", "<!--", "-->",
            "<style>", "</style", "<!DOCTYPE", "<?x", "<?1", "<?ế",
            "<!-->", "--!>", "=", " ", "<", "/", "e", "&f", "<?", "<!", "x", "<textarea>", "<SCRIPT>", "</",
            "<![CDATA[", "]]>", "<ế", "<:", "<_", "<.", "</.", "</:", "\u{0B}",
        ]
        var refused = 0
        let limits = ArticleLimits(htmlAttributes: 1)
        for _ in 0..<8000 {
            let text = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let isWithin = Array(text.utf8).withUnsafeBufferPointer { bytes in
                let cleaned = HTMLSource.cleaned(bytes) ?? Array(bytes)
                return cleaned.withUnsafeBufferPointer { (try? HTMLScan.check($0, limits)) != nil }
            }
            if !isWithin {
                refused += 1
                continue
            }
            do { _ = try body(text, .html, limits: limits) } catch {
                Issue.record("\(text.debugDescription): \(error)")
            }
        }
        #expect(refused > 200)
    }
}
