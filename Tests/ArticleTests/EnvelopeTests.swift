import Testing

@testable import Article

@Suite struct EnvelopeTests {
    @Test func readsEveryField() throws {
        let article = try article(
            """
            {"id":"a1","title":"Tiêu đề \\"x\\"","body":"Dòng\\nhai \\u1ea1 \\ud83d\\ude00","url":"https://x.vn/a","source":"Báo",
             "author":null,"published_at":"2024-04-24","crawled_at":"2024-04-24T20:00:00Z","content_type":"text/HTML; charset=utf-8",
             "language":"vi","extra":{"deep":[1,2.5e-3,true,null,"\\\\"]}}
            """)
        #expect(article.id == "a1" && article.url == "https://x.vn/a" && article.source == "Báo")
        #expect(String(decoding: article.title, as: UTF8.self) == "Tiêu đề \"x\"")
        #expect(String(decoding: article.body, as: UTF8.self) == "Dòng\nhai ạ 😀")
        #expect(article.author == nil && article.language == "vi" && article.contentType == .html)
        #expect(article.publicationDate?.description == "2024-04-24")
        #expect(article.version(recordTimestamp: 5) == 1_713_988_800_000)
    }

    @Test(
        "Every refusal has its reason",
        arguments: [
            ("", "empty_value"), ("12", "not_an_object"), ("[1]", "not_an_object"), ("\"x\"", "not_an_object"),
            ("null", "not_an_object"), ("  ", "truncated_json"), ("{", "truncated_json"),
            ("{\"id\":\"a", "truncated_json"),
            ("{\"id\":\"a\"", "truncated_json"), ("{\"id\":\"a\",", "truncated_json"), ("{\"id\":tr", "truncated_json"),
            ("{\"id\":\"a\\", "truncated_json"), ("{\"id\":\"\\u12", "truncated_json"), ("1", "not_an_object"),
            ("{\"id\":\"a\",}", "invalid_json"), ("{id:1}", "invalid_json"), ("{\"id\" \"a\"}", "invalid_json"),
            ("{\"id\":01}", "invalid_json"), ("{\"id\":+1}", "invalid_json"), ("{\"id\":1.}", "invalid_json"),
            ("{\"id\":\"a\nb\"}", "invalid_json"), ("{\"id\":\"\\x\"}", "invalid_json"),
            ("{\"id\":\"\\ud800\"}", "invalid_json"), ("{\"id\":\"\\udc00\"}", "invalid_json"),
            ("{\"id\":\"\\ud800\\u0041\"}", "invalid_json"), ("{} x", "invalid_json"), ("{\"a\":NaN}", "invalid_json"),
            ("{}", "missing_id"), ("{\"id\":null,\"body\":\"b\"}", "missing_id"),
            ("{\"id\":\"\",\"body\":\"b\"}", "missing_id"),
            ("{\"id\":\"a\"}", "missing_body"), ("{\"id\":\"a\",\"body\":null}", "missing_body"),
            ("{\"id\":7,\"body\":\"b\"}", "wrong_type"), ("{\"id\":\"a\",\"body\":[]}", "wrong_type"),
            ("{\"id\":\"a\",\"body\":\"b\",\"title\":{}}", "wrong_type"),
            ("{\"id\":\"a\",\"body\":\"b\",\"content_type\":\"text/rtf\"}", "unknown_content_type"),
            ("{\"id\":\"a\",\"body\":\"b\",\"x\":" + String(repeating: "[", count: 10_000), "limit_depth"),
        ])
    func refuses(_ message: String, _ code: String) {
        let error = #expect(throws: ArticleError.self) { try read(message) }
        #expect(error?.code.rawValue == code, "\(String(describing: error))")
        #expect(error?.stage == .decode)
        #expect(error?.message.contains("\n") == false)
    }

    @Test func refusesWhatIsTooLargeOrNoUTF8() {
        let large = Array("{\"id\":\"a\",\"body\":\"\(String(repeating: "x", count: 20_000_000))\"}".utf8)
        #expect(throws: ArticleError.self) { try read(bytes: large) }
        let error = #expect(throws: ArticleError.self) { try read(bytes: large) }
        #expect(error?.code == .limitBytes && error?.message.contains("limits.article_bytes") == true)
        let broken = Array("{\"id\":\"a\",\"body\":\"Vi".utf8) + [0xE1, 0xBB] + Array("t\"}".utf8)
        let encoding = #expect(throws: ArticleError.self) { try read(bytes: broken) }
        #expect(encoding?.code == .invalidUTF8 && encoding?.position == 22)
    }

    @Test func depthLimitIsExact() throws {
        func nested(_ depth: Int) -> String {
            "{\"id\":\"a\",\"body\":\"b\",\"x\":" + String(repeating: "[", count: depth)
                + String(repeating: "]", count: depth) + "}"
        }
        _ = try article(nested(63))
        #expect(throws: ArticleError.self) { try read(nested(64)) }
    }

    @Test func lastDuplicateCounts() throws {
        let article = try article(#"{"id":"a","body":"1","body":"2","url":"x","url":null}"#)
        #expect(article.body == [0x32] && article.url == nil)
    }

    @Test func mapsByPointer() throws {
        let mapping = try FieldMapping([
            .id: "/data/meta/id", .body: "/data/content", .title: "/a~1b/m~0n", .url: "/links/1",
        ])
        let reader = ArticleReader(mapping: mapping)
        let message = #"""
            {"data":{"content":"cũ"},"id":7,"links":["x","https://y"],"data":{"meta":{"id":"i","x":{}},"content":"mới"},
             "a/b":{"m~n":"Tít"},"\u0062ody":1}
            """#
        guard case .article(let article, _) = try read(message, reader: reader) else {
            Issue.record("no article")
            return
        }
        #expect(article.id == "i" && String(decoding: article.body, as: UTF8.self) == "mới")
        #expect(String(decoding: article.title, as: UTF8.self) == "Tít" && article.url == "https://y")
        // The first `data` counts no more, so neither does what stood in it.
        let error = #expect(throws: ArticleError.self) {
            try read(#"{"data":{"meta":{"id":"i"},"content":"x"},"data":{"content":"y"}}"#, reader: reader)
        }
        #expect(error?.code == .missingID)
    }

    @Test func refusesBadPointers() {
        for pointer in ["data", "", "/a~2", "/a~"] {
            #expect(throws: FieldMapping.PointerError.self) { try FieldMapping([.body: pointer]) }
        }
        let error = #expect(throws: FieldMapping.PointerError.self) { try FieldMapping([.body: "/x", .title: "/x"]) }
        #expect(error?.description.contains("body") == true && error?.description.contains("title") == true)
    }

    @Test func tombstonesDelete() throws {
        #expect(try read(nil, key: "k") == .deletion(id: "k"))
        #expect(try read(nil, headers: ["content-type": "text/plain", "id": "h"]) == .deletion(id: "h"))
        let error = #expect(throws: ArticleError.self) { try read(nil) }
        #expect(error?.code == .missingID)
    }

    @Test func bareBodiesByHeader() throws {
        let whole = try article(
            "<p>x</p>", key: "k", headers: ["Content-Type": "text/html; charset=utf-8", "id": "h", "title": "T"])
        #expect(whole.id == "h" && whole.contentType == .html && whole.title == [0x54])
        #expect(try article("12", key: "k", headers: ["content-type": "text/plain"]).id == "k")
        #expect(try article("12", headers: ["content-type": "text/markdown"]).id == "articles.raw/3/42")
        #expect(try article("\u{FEFF}12", headers: ["content-type": "text/plain"]).body == [0x31, 0x32])
        #expect(try article("{\"id\":\"a\",\"body\":\"b\"}", headers: ["content-type": "application/json"]).id == "a")
    }

    @Test func warnsWithoutRefusing() throws {
        let message = #"{"id":"a","body":"b","published_at":20240101,"crawled_at":"hôm qua"}"#
        guard case .article(let article, let warnings) = try read(message, key: "other") else {
            Issue.record("no article")
            return
        }
        #expect(warnings == [.keyDiffersFromID, .unreadableDate] && warnings.messages.count == 2)
        #expect(article.publicationDate == nil && article.version(recordTimestamp: 9) == 9)
        #expect(article.version(recordTimestamp: nil) == 0)
        #expect(try read(#"{"id":"a","body":"b"}"#, key: "a") == .article(RawArticle(id: "a", body: [0x62]), []))
    }

    @Test func normalisesAndDropsTheMark() throws {
        let article = try article(
            "\u{FEFF}{\"id\":\"a\",\"title\":\"Vie\\u0323\\u0302t\",\"body\":\"e\u{302}\u{323}\"}")
        #expect(Array(article.title) == Array("Việt".utf8) && article.body == Array("ệ".utf8))
    }

    @Test(
        "Dates as they come",
        arguments: [
            ("2024-04-24", "2024-04-24"), (" 2024-04-24 ", "2024-04-24"), ("2024-04-24T00:30:00+07:00", "2024-04-24"),
            ("2024-04-23T17:00:00Z", "2024-04-24"), ("2024-04-23T16:59:59.999Z", "2024-04-23"),
            ("2024-04-23 23:30", "2024-04-23"), ("2024-12-31t20:00:00-0500", "2025-01-01"),
            ("2016-12-31T23:59:60Z", "2017-01-01"), ("2024-02-29", "2024-02-29"),
            ("2023-02-29", nil), ("2024-13-01", nil), ("2024-4-24", nil), ("24/04/2024", nil), ("", nil),
            ("2024-04-24T25:00:00Z", nil), ("2024-04-24T10:00:00+7", nil), ("2024-04-24x", nil),
            ("0001-01-01T00:00:00+14:00", nil), ("9999-12-31T23:00:00Z", nil),
        ] as [(String, String?)])
    func dates(_ text: String, _ day: String?) {
        let article = RawArticle(id: "a", body: [], publishedAt: text)
        #expect(article.publicationDate?.description == day)
    }

    @Test func crawlDateStandsIn() {
        let article = RawArticle(id: "a", body: [], publishedAt: "?", crawledAt: "2024-04-23T18:00:00Z")
        #expect(article.publicationDate?.description == "2024-04-24")
        #expect(article.version(recordTimestamp: 1) == 1_713_895_200_000)
    }
}
