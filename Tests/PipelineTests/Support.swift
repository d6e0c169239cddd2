import Article
import Catalogue
import Events
import Extraction
import Foundation
import Pipeline
import Testing

/// Lexicons and catalogue, loaded once for all tests.
enum Shared {
    static let result = Result { () throws -> (Lexicon, Catalogue) in
        let catalogue = try Catalogue()
        return (try Lexicon(catalogue: catalogue), catalogue)
    }

    static func processor(_ settings: ProcessorSettings = ProcessorSettings()) throws -> Processor<JSONEventEncoder> {
        let (lexicon, catalogue) = try result.get()
        return Processor(lexicon: lexicon, catalogue: catalogue, encoder: JSONEventEncoder(), settings: settings)
    }
}

/// The sample articles as raw messages.
enum Gold {
    struct Sample: Sendable {
        var id: String
        var message: [UInt8]
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/gold/dev")

    static let samples: [Sample] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
        return names.compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)),
                let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
                let article = json["article"] as? [String: Any], let id = article["id"] as? String,
                let message = try? JSONSerialization.data(withJSONObject: article, options: .sortedKeys)
            else { return nil }
            return Sample(id: id, message: Array(message))
        }
    }()
}

/// Runs a message through a processor.
func process(
    _ value: [UInt8]?, key: [UInt8]? = nil, headers: [(String, [UInt8]?)] = [], timestamp: Int64? = 1_700_000_000_000,
    with processor: inout some MessageProcessor, into slot: inout OutputSlot
) {
    func borrow(_ rest: ArraySlice<(String, [UInt8]?)>, _ taken: [RawMessage.Header], _ slot: inout OutputSlot) {
        guard let (name, value) = rest.first else {
            withBytes(key) { key in
                withBytes(value) { bytes in
                    let message = RawMessage(
                        topic: "articles.raw", partition: 3, offset: 42, timestamp: timestamp, key: key, value: bytes,
                        headers: taken)
                    processor.process(message, time: 1_750_000_000_000, into: &slot)
                }
            }
            return
        }
        withBytes(value) { bytes in
            borrow(rest.dropFirst(), taken + [RawMessage.Header(name: name, value: bytes)], &slot)
        }
    }
    func withBytes(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Void) {
        if let bytes { bytes.withUnsafeBytes { body($0) } } else { body(nil) }
    }
    borrow(headers[...], [], &slot)
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
