import Foundation
import Observation

@testable import Vietnamese

/// A text with its tokens, read as the extraction reads it.
struct Reading {
    static let grammar: (vocabulary: Vocabulary, words: GrammarWords) = {
        var vocabulary = Vocabulary()
        let words = GrammarWords(&vocabulary)
        return (vocabulary, words)
    }()

    let bytes: [UInt8]
    let tokens: [Token]

    init(_ text: String, vocabulary: Vocabulary = Reading.grammar.vocabulary) {
        self.init(bytes: Array(text.utf8), vocabulary: vocabulary)
    }

    init(bytes: [UInt8], range: Range<Int>? = nil, vocabulary: Vocabulary = Reading.grammar.vocabulary) {
        self.bytes = bytes
        var tokenizer = Tokenizer(vocabulary: vocabulary)
        var tokens: [Token] = []
        bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, range ?? 0..<bytes.count, into: &tokens) }
        self.tokens = tokens
    }

    func surface(_ range: Range<Int>) -> String {
        guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
        return String(decoding: bytes[Int(first.start)..<Int(last.end)], as: UTF8.self)
    }

    var surfaces: [String] { tokens.indices.map { surface($0..<$0 + 1) } }

    func numeral(at index: Int, limit: Int? = nil, style: Digits.Style = .vietnamese) -> Numeral? {
        bytes.withUnsafeBufferPointer { text in
            tokens.withUnsafeBufferPointer { tokens in
                NumeralReader(words: Reading.grammar.words).read(
                    text, Run(tokens), at: index, limit: limit ?? tokens.count, style: style)
            }
        }
    }

    func mention(at index: Int, limit: Int? = nil, dayExpected: Bool = false) -> CalendarMention? {
        bytes.withUnsafeBufferPointer { text in
            tokens.withUnsafeBufferPointer { tokens in
                CalendarReader(words: Reading.grammar.words).read(
                    text, Run(tokens), at: index, limit: limit ?? tokens.count, dayExpected: dayExpected)
            }
        }
    }

    /// All numerals in the order of the text, none overlapping.
    func numerals(style: Digits.Style = .vietnamese) -> [Numeral] {
        var found: [Numeral] = []
        var index = 0
        while index < tokens.count {
            if let numeral = numeral(at: index, style: style) {
                found.append(numeral)
                index = numeral.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// All calendar expressions in the order of the text, none overlapping; a bare `6/2` is a day after words that
    /// expect one.
    func mentions(dayExpected: Bool = false) -> [CalendarMention] {
        var found: [CalendarMention] = []
        var index = 0
        while index < tokens.count {
            let before = index > 0 ? tokens[index - 1].word : 0
            let expected = dayExpected || (before != 0 && Reading.grammar.words.precedesDay(before))
            if let mention = mention(at: index, dayExpected: expected) {
                found.append(mention)
                index = mention.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }
}

/// Files beside the tests.
enum Fixture {
    static func text(_ path: String, from file: String = #filePath) throws -> String {
        let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: tests.appendingPathComponent("Fixtures/\(path)"), encoding: .utf8)
    }
}
