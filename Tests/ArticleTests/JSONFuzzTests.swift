import Foundation
import TestSupport
import Testing

@testable import Article

@Suite struct JSONFuzzTests {
    /// A random value as text and whether its objects name no member twice.
    static func value(_ depth: Int, _ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &random) {
        case 0: return ["true", "false", "null"].randomElement(using: &random) ?? "null"
        case 1: return ["0", "-0", "12", "-3.25", "1e5", "2E-3", "0.1e+2"].randomElement(using: &random) ?? "0"
        case 2...4: return string(&random)
        case 5: return "[" + list(depth, &random) { value(depth + 1, &$0) } + "]"
        default: return "{" + list(depth, &random) { string(&$0) + ":" + value(depth + 1, &$0) } + "}"
        }
    }

    static func list(
        _ depth: Int, _ random: inout SeededGenerator, _ element: (inout SeededGenerator) -> String
    ) -> String {
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in element(&random) }
            .joined(separator: [",", " , ", ",\n\t"].randomElement(using: &random) ?? ",")
    }

    static func string(_ random: inout SeededGenerator) -> String {
        let parts = [
            "a", "Việt", "\\n", "\\\"", "\\\\", "\\/", "\\u1ec7", "\\ud83d\\ude00", "😀", " ", "0123456789abc", "\\t",
        ]
        return "\""
            + (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined() + "\""
    }

    @Test func agreesWithFoundation() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1500 {
            let body = Self.string(&random)
            let text =
                "{ \"id\":\"a\" ,\"x\":\(Self.value(0, &random)),\"body\":\(body),\"y\":\(Self.value(0, &random))}"
            let peer = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let wanted = try #require(peer?["body"] as? String)
            guard case .article(let ours, _) = try read(text) else {
                Issue.record("no article: \(text)")
                continue
            }
            #expect(ours.body == NFC.normalised(Array(wanted.utf8)), "\(text)")
        }
    }

    /// What Foundation refuses, strict JSON refuses too; Foundation lets some things pass that we do not.
    @Test func refusesWhatFoundationRefuses() {
        var random = SeededGenerator(seed: 11)
        var refused = 0
        for _ in 0..<3000 {
            var text = Array("{\"id\":\"a\",\"body\":\(Self.string(&random)),\"x\":\(Self.value(0, &random))}".utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !text.isEmpty {
                let index = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.remove(at: index)
                case 1: text.insert(text[Int.random(in: 0..<text.count, using: &random)], at: index)
                default: text[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let isValid = (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
            if isValid { continue }
            refused += 1
            #expect(throws: ArticleError.self, "\(String(decoding: text, as: UTF8.self))") { try read(bytes: text) }
        }
        #expect(refused > 500)
    }
}
