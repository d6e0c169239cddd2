import Testing

@testable import Article

@Suite struct MarkdownTests {
    @Test(
        "What a reader sees",
        arguments: [
            ("# Một #\n## Hai\n####### bảy\n#không", ["h1: Một", "h2: Hai", "p: ####### bảy", "p: #không"]),
            ("Tít\n===\nTít hai\n---\nx", ["h1: Tít", "h2: Tít hai", "p: x"]),
            ("Đạt **45,2%** và *hai* _ba_ ~~bốn~~ `năm` ***sáu***", ["p: Đạt 45,2% và hai ba bốn năm sáu"]),
            ("5 * 3, a_b_c, 2** và *lẻ, \\*sao\\*", ["p: 5 * 3, a_b_c, 2** và *lẻ, *sao*"]),
            ("[chữ](http://a.b/c_(d) \"t\") ![ảnh](x_1.jpg) [x][1] [y]", ["p: chữ x [y]"]),
            ("> Trích\n> tiếp\n\nsau", ["p: Trích tiếp", "p: sau"]),
            ("- một\n- hai\n  tiếp\n  - con\n1. số", ["item0: một", "item0: hai tiếp", "item1: con", "item0: số"]),
            (
                "| A | B \\| C |\n|:--|--:|\n| **1** | 2 |",
                ["th 0:0,0: A", "th 0:0,1: B | C", "td 0:1,0: 1", "td 0:1,1: 2"]
            ),
            ("trước\n\n```py\n100%\n\n```\nsau", ["p: trước", "p: sau"]),
            ("```\nkhông đóng 5%", []),
            ("một  \nhai\\\nba", ["p: một", "p: hai\\", "p: ba"]),
            ("Câu dài hết.\nCâu sau.", ["p: Câu dài hết.", "p: Câu sau."]),
            (
                "Dòng bị ngắt giữa chừng vì dài quá, đến mức không còn chỗ của\nBộ Công Thương.",
                ["p: Dòng bị ngắt giữa chừng vì dài quá, đến mức không còn chỗ của Bộ Công Thương."]
            ),
            ("![a](b)\nChú thích\n\n[r]: http://x 100\n***\nx", ["caption: Chú thích", "p: x"]),
            ("**Cả dòng đậm**\nĐoạn", ["h6: Cả dòng đậm", "p: Đoạn"]),
            ("a <b>đậm</b> &amp; &#7841;<br>x < 5 <http://x.vn/100>", ["p: a đậm & ạ x < 5"]),
        ])
    func reads(_ markdown: String, _ outline: [String]) throws {
        let field = try body(markdown, .markdown)
        #expect(field.outline == outline)
        field.checkInvariants(markdown)
    }

    @Test func placesInTheSource() throws {
        let field = try body("Đạt **45**,2% [trong](http://x/9) v&agrave; sau", .markdown)
        #expect(field.surface(ofText: try field.range(of: "45,2%")) == "45**,2%")
        #expect(field.surface(ofText: try field.range(of: "và")) == "v&agrave;")
    }
}
