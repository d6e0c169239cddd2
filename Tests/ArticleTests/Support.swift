import Foundation
import TestSupport
import Testing

@testable import Article

/// Reads a message made of a string; the defaults make it the simplest there is.
func read(
    _ value: String?, key: String? = nil, headers: [String: String] = [:], timestamp: Int64? = nil,
    reader: ArticleReader = ArticleReader()
) throws(ArticleError) -> Incoming {
    try read(bytes: value.map { Array($0.utf8) }, key: key, headers: headers, timestamp: timestamp, reader: reader)
}

func read(
    bytes value: [UInt8]?, key: String? = nil, headers: [String: String] = [:], timestamp: Int64? = nil,
    reader: ArticleReader = ArticleReader()
) throws(ArticleError) -> Incoming {
    // Everything the message borrows lives in these for the length of the call.
    var storage: [UnsafeMutableRawBufferPointer] = []
    defer { for buffer in storage { buffer.deallocate() } }
    func borrow(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        buffer.copyBytes(from: bytes)
        storage.append(buffer)
        return UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
    }
    let message = RawMessage(
        topic: "articles.raw", partition: 3, offset: 42, timestamp: timestamp, key: key.map { borrow(Array($0.utf8)) },
        value: value.map(borrow),
        headers: headers.map { RawMessage.Header(name: $0.key, value: borrow(Array($0.value.utf8))) })
    return try reader.read(message)
}

/// The article of a message that must be one.
func article(_ value: String, key: String? = nil, headers: [String: String] = [:]) throws -> RawArticle {
    guard case .article(let article, _) = try read(value, key: key, headers: headers) else {
        throw ArticleError(.missingBody, "not an article")
    }
    return article
}

/// The body of an article as a document's field.
func body(
    _ text: String, _ type: RawArticle.ContentType = .plain, limits: ArticleLimits = .standard
) throws -> Document.Field {
    try body(bytes: NFC.normalised(Array(text.utf8)), type, limits: limits)
}

func body(
    bytes: [UInt8], _ type: RawArticle.ContentType, limits: ArticleLimits = .standard
) throws -> Document.Field {
    let document = try ArticleReader(limits: limits).document(RawArticle(id: "a", body: bytes, contentType: type))
    return try #require(document.fields.first { $0.name == .body })
}

extension Document.Field {
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    /// The blocks as `kind: text` lines.
    var outline: [String] { blocks.map { "\(Document.name($0.kind)): \(string($0.text))" } }

    var sentenceTexts: [String] { sentences.map(string) }

    /// The range of a piece of the text, which must be in it.
    func range(of piece: String) throws -> Range<Int> {
        let wanted = Array(piece.utf8)
        let start = try #require(text.indices.first { text[$0...].starts(with: wanted) })
        return start..<start + wanted.count
    }

    /// Everything that holds of every field, whatever the input.
    func checkInvariants(_ note: @autoclosure () -> String = "") {
        func isBoundary(_ index: Int, _ bytes: [UInt8]) -> Bool {
            index >= 0 && index <= bytes.count && (index == bytes.count || bytes[index] & 0xC0 != 0x80)
        }
        #expect(String(validating: text, as: UTF8.self) != nil, "text is UTF-8 \(note())")
        var end = 0
        var nextSentence = 0
        for block in blocks {
            #expect(block.text.lowerBound >= end && !block.text.isEmpty, "blocks in order \(note())")
            if end > 0 {
                #expect(text[end..<block.text.lowerBound].contains { $0 == 10 || $0 == 13 || $0 == 124 || $0 == 9 })
            }
            end = block.text.upperBound
            #expect(isBoundary(block.text.lowerBound, text) && isBoundary(end, text), "block on scalars \(note())")
            #expect(block.sentences.lowerBound == nextSentence && !block.sentences.isEmpty)
            nextSentence = block.sentences.upperBound
            var sentenceEnd = block.text.lowerBound
            for sentence in sentences[block.sentences] {
                #expect(sentence.lowerBound >= sentenceEnd && !sentence.isEmpty, "sentences in order \(note())")
                #expect(isBoundary(sentence.lowerBound, text) && isBoundary(sentence.upperBound, text))
                sentenceEnd = sentence.upperBound
            }
            #expect(sentenceEnd <= block.text.upperBound, "sentences inside their block \(note())")
        }
        #expect(nextSentence == sentences.count && end <= text.count)
        var textEnd = 0
        var sourceEnd = 0
        for run in offsets.runs {
            #expect(run.text.lowerBound >= textEnd && run.source.lowerBound >= sourceEnd, "runs in order \(note())")
            textEnd = run.text.upperBound
            sourceEnd = run.source.upperBound
            guard textEnd <= text.count, sourceEnd <= source.count else {
                Issue.record("a run is out of bounds \(note())")
                return
            }
            #expect(isBoundary(run.source.lowerBound, source) && isBoundary(sourceEnd, source), "on scalars \(note())")
            if run.isExact { #expect(text[run.text] == source[run.source], "exact runs are equal \(note())") }
        }
        if offsets.isIdentity { #expect(text == source) }
    }
}

extension Document {
    static func name(_ kind: Kind) -> String {
        switch kind {
        case .title: "title"
        case .heading(let level): "h\(level)"
        case .paragraph: "p"
        case .item(let depth): "item\(depth)"
        case .caption: "caption"
        case .cell(let cell):
            "\(cell.isHeader ? "th" : "td") \(cell.table):\(cell.row),\(cell.column)"
                + (cell.rowSpan > 1 || cell.columnSpan > 1 ? " \(cell.rowSpan)x\(cell.columnSpan)" : "")
        }
    }
}

/// The processor's time that a piece of work takes on this thread: what else the machine does counts for nothing.
func processorTime(_ work: () -> Void) -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    work()
    return now() - start
}

/// The gold articles that ship with the project.
enum Gold {
    struct File: Decodable {
        struct Article: Decodable {
            let id: String
            let title: String
            let body: String
        }
        struct Observation: Decodable {
            let surface: String
            let `in`: String
            let start: Int
            let end: Int
            let optional: Bool
        }
        let article: Article
        let observations: [Observation]
    }

    static let files: [(name: String, data: Data)] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/gold/dev")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { (name, $0) }
        }
    }()
}
