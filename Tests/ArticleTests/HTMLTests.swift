import Testing

@testable import Article

@Suite struct HTMLTests {
    @Test(
        "What a reader sees",
        arguments: [
            ("<p>Một <b>hai</b> ba</p><p>Bốn", ["p: Một hai ba", "p: Bốn"]),
            ("  <div>\n Một\n\t hai </div> ba<br>bốn<br/>", ["p: Một hai", "p: ba", "p: bốn"]),
            ("km<sup>2</sup> H<sub>2</sub>O", ["p: km2 H2O"]),
            (
                "Hạ Long v&agrave; A&#7841;B &#x1EA1; R&amp;D 6,3&nbsp;% &lt;b&gt; &ldquo;x&rdquo;",
                ["p: Hạ Long và AạB ạ R&D 6,3\u{A0}% <b> “x”"]
            ),
            ("a &nbsp b &agrave c &unknown; d & e &; f", ["p: a \u{A0} b à c &unknown; d & e &; f"]),
            ("5 < 6 và 7 > 2 <<b>x</b>", ["p: 5 < 6 và 7 > 2 <x"]),
            ("<h1>A</h1><h3>B</h3>x<h6>C</h6>", ["h1: A", "h3: B", "p: x", "h6: C"]),
            (
                "<ul><li>một<ul><li>con</ul><li>hai</ul><ol><li><p>ba</p></ol>",
                ["item0: một", "item1: con", "item0: hai", "item0: ba"]
            ),
            (
                "<blockquote>Trích</blockquote><figure><img src=x alt='10'><figcaption>Chú <i>thích</i></figcaption></figure>",
                ["p: Trích", "caption: Chú thích"]
            ),
            (
                "<p><strong>Tít phụ</strong></p><p><b>Đậm</b> thường</p><p><b>Câu đậm.</b></p>",
                ["h6: Tít phụ", "p: Đậm thường", "p: Câu đậm."]
            ),
            (
                "<script>var a='<p>9</p>'</script><style>p{}</style><noscript>8</noscript><svg><text>7</text></svg>"
                    + "<iframe>6</iframe><template><p>5</p></template><select><option>4</select><button>3</button><textarea>2</textarea>x",
                ["p: x"]
            ),
            ("<p>a<script>1</script>b<button>2</button>c</p>", ["p: abc"]),
            (
                "<p hidden>1</p><p aria-hidden=true>2</p><p style='color:red; DISPLAY : none'>3</p><div style=visibility:hidden>4</div>x",
                ["p: x"]
            ),
            (
                "<header>Site</header><article><header><h1>T</h1></header>x<footer>f</footer></article>",
                ["h1: T", "p: x"]
            ),
            ("<head><title>T</title></head><body>x", ["p: x"]),
            (
                "<div role=navigation>1</div><div class='box-comment'>2</div><div id='adsTop'>3</div><ul class='tin-lien-quan'><li>4</ul>x",
                ["p: x"]
            ),
            (
                "<div class='header-title loading roads share-price'>giữ</div><main class='ads'>x</main><div class='social-security'>y</div>",
                ["p: giữ", "p: x", "p: y"]
            ),
            ("x<!-- <p>9</p> -->y<![CDATA[z]]>", ["p: xy<![CDATA[z]]>"]),
            ("<p>a\u{0}b\u{1}c</p>d", ["p: a b c", "p: d"]),
            ("<div></p>x</span></div></body>sau", ["p: x", "p: sau"]),
        ])
    func reads(_ html: String, _ outline: [String]) throws {
        let field = try body(html, .html)
        #expect(field.outline == outline)
        check(field, html)
    }

    @Test(
        "Tables keep their rows and columns",
        arguments: [
            (
                "<table><caption>Bảng 1</caption><tr><th>A<th>B<tr><td>1<td><b>2</b></table>sau",
                ["caption: Bảng 1", "th 0:0,0: A", "th 0:0,1: B", "td 0:1,0: 1", "td 0:1,1: 2", "p: sau"]
            ),
            (
                "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>",
                ["td 0:0,0 2x1: a", "td 0:0,1 1x2: b", "td 0:1,1: c", "td 0:1,2: d", "td 0:2,0: e"]
            ),
            ("<table><tr><td><p>1,5</p><p>triệu</p></td><td>x</table>", ["td 0:0,0: 1,5\ntriệu", "td 0:0,1: x"]),
            (
                "<table><tr><td>trước<table><tr><td>1<td>2</table>sau</td></table>",
                ["p: trước", "td 1:0,0: 1", "td 1:0,1: 2", "p: sau"]
            ),
            (
                "<table><tr><td class=ads>1<td>2</table><table><tr><td>3</table>",
                ["td 0:0,0: 1", "td 0:0,1: 2", "td 1:0,0: 3"]
            ),
            ("<table><tr><td></td><td>x</table>", ["td 0:0,1: x"]),
            ("<table><tr><td colspan=999999999999 rowspan=0>x<td>y</table>", ["td 0:0,0 1x200: x", "td 0:0,200: y"]),
        ])
    func tables(_ html: String, _ outline: [String]) throws {
        let field = try body(html, .html)
        #expect(field.outline == outline)
        check(field, html)
    }

    @Test func aLayoutCellIsNoFigure() throws {
        let long = String(repeating: "Một câu dài trong bài. ", count: 10)
        let field = try body("<table><tr><td><p>\(long)</p><h2>Tít</h2><p>\(long)</p></table>", .html)
        #expect(field.blocks.map(\.kind) == [.paragraph, .heading(level: 2), .paragraph])
    }

    @Test func aPageInAFormIsRead() throws {
        let text = String(repeating: "Toàn văn bài báo. ", count: 30)
        let field = try body(
            "<body><form><script>1</script><div class=comment><p>\(text)</p></div></form></body>", .html)
        #expect(field.outline.count == 1)
    }

    @Test func placesInTheSource() throws {
        let html = "<p>Tăng <b>1.2</b>34 tỷ, 6,3&nbsp;điểm v&agrave;  x &#768;e&#x323;&#x302; cu&#x1ed1;i</p>"
        let field = try body(html, .html)
        check(field, html)
        #expect(field.surface(ofText: try field.range(of: "1.234")) == "1.2</b>34")
        #expect(field.surface(ofText: try field.range(of: "6,3\u{A0}điểm")) == "6,3&nbsp;điểm")
        #expect(field.surface(ofText: try field.range(of: "và x")) == "v&agrave;  x")
        #expect(field.surface(ofText: try field.range(of: "à")) == "&agrave;")
        #expect(field.surface(ofText: try field.range(of: "ệ")) == "e&#x323;&#x302;")
        let start = try #require(html.range(of: "1.2"))
        let scalars = html.unicodeScalars.distance(from: html.startIndex, to: start.lowerBound)
        #expect(field.scalarRange(ofText: try field.range(of: "1.234")).lowerBound == scalars)
    }

    @Test func marksPartedByTagsCompose() throws {
        let field = try body("<p>e<b>\u{323}</b><i>\u{302}</i>x</p>", .html)
        #expect(field.outline == ["p: ệx"])
        #expect(NFC.normalised(field.text) == field.text)
        check(field, "marks")
    }

    @Test func limitsAreNamed() throws {
        let deep = String(repeating: "<div>", count: 200_000)
        let depth = #expect(throws: ArticleError.self) { try body(deep, .html) }
        #expect(depth?.code == .limitDepth && depth?.stage == .read && depth?.message.contains("html_depth") == true)
        _ = try body(String(repeating: "<i>", count: 509) + "x", .html)
        let attributes = "<p " + (0..<2000).map { "a\($0)=1" }.joined(separator: " ") + ">"
        let wide = #expect(throws: ArticleError.self) { try body(attributes, .html) }
        #expect(wide?.code == .limitAttributes)
        let script = "<script>if (a <b) {" + String(repeating: " x = 1;", count: 3000) + "}</script><p>x"
        #expect(try body(script, .html).outline == ["p: x"])
        #expect(try body("<!-- <p" + String(repeating: " x", count: 3000) + "--><p>x", .html).outline == ["p: x"])
    }

    /// What holds of every page: besides the invariants, an indivisible run is an entity, white space or a letter
    /// that markup parted.
    func check(_ field: Document.Field, _ note: String) {
        field.checkInvariants(note)
        for run in field.offsets.runs where !run.isExact {
            let source = Array(field.source[run.source])
            let isEntity = source.first == 0x26
            let isSpace = Array(field.text[run.text]) == [0x20]
            let isJoined = source.contains(0x3C) || source.contains(0x26)
            #expect(isEntity || isSpace || isJoined, "\(note): \(String(decoding: source, as: UTF8.self))")
        }
    }

    @Test(
        "Names of page furniture",
        arguments: [
            ("ads", true), ("ad-top", true), ("adsTop", true), ("box_ads", true), ("qc", true), ("quang-cao-1", true),
            ("tin-lien-quan", true), ("boxTinLienQuan", true), ("box-comment", true), ("comments", true),
            ("social", true),
            ("social-share", true), ("breadcrumb", true), ("sidebar-right", true), ("main-menu", false), ("tags", true),
            ("author-box", true), ("weather", true), ("widget", true), ("btn-share", true), ("related-news", true),
            ("most-read", true), ("copyright", true), ("pagination", true), ("x newsletter y", true),
            ("loading", false), ("roads", false), ("header-title", false), ("share-price", false),
            ("article-body", false),
            ("content", false), ("detail-content", false), ("advance", false), ("address", false),
            ("shareholder", false),
            ("commentary-text", false), ("sapo", false), ("meta", false), ("author", false), ("", false), ("--", false),
        ])
    func furniture(_ name: String, _ isFurniture: Bool) {
        #expect(Array(name.utf8).withUnsafeBufferPointer { Furniture.isNamed($0) } == isFurniture)
    }
}
