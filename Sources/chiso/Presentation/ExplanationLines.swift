import Article
import Events
import Extraction
import Foundation
import Pipeline

/// Why an article was read as it was, for programs: a line of JSON a number, in the order of the text, as
/// `schemas/explanation.schema.json` says.
struct ExplanationLines {
    private let reading: ArticleReading
    private let encoder = JSONEncoder()

    init(_ reading: ArticleReading) {
        self.reading = reading
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Hands on line after line.
    /// - Parameters:
    ///   - events: The article's events as published, in the order of the reading's drafts.
    ///   - write: Takes a line without its line feed.
    func forEach(events: [ArraySlice<UInt8>], _ write: ([UInt8]) -> Void) throws {
        for mark in Mark.all(of: reading) {
            switch mark.kind {
            case .observation(let index, let reasons):
                guard let reasons else { continue }
                let grounds = Dictionary(
                    uniqueKeysWithValues: Ground.Field.allCases.map { ($0.rawValue, line(reasons[$0])) })
                // The event stands there as it is published, byte for byte.
                write(
                    Array("{\"event\":".utf8) + events[index] + Array(",\"grounds\":".utf8)
                        + Array(try encoder.encode(grounds)) + Array("}".utf8))
            case .rejected(let reason):
                write(Array(try encoder.encode(["rejected": rejected(mark, reason)])))
            }
        }
    }

    private func line(_ ground: Ground) -> GroundLine {
        guard let cue = ground.cue else { return GroundLine(rule: ground.rule.rawValue, chance: ground.chance) }
        let field = reading.document.fields[cue.field]
        let offsets = field.scalarRange(ofText: cue.bytes)
        return GroundLine(
            rule: ground.rule.rawValue, chance: ground.chance, cue: field.surface(ofText: cue.bytes),
            field: field.name.rawValue,
            startOffset: offsets.lowerBound, endOffset: offsets.upperBound)
    }

    private func rejected(_ mark: Mark, _ reason: Rejection) -> RejectedLine {
        let field = reading.document.fields[mark.field]
        let offsets = field.scalarRange(ofText: mark.bytes)
        return RejectedLine(
            articleID: reading.context.id, field: field.name.rawValue, startOffset: offsets.lowerBound,
            endOffset: offsets.upperBound, surface: field.surface(ofText: mark.bytes),
            sentence: String(decoding: field.text[mark.sentence], as: UTF8.self), reason: reason.rawValue)
    }
}

/// A ground; where no words decided, the rule alone.
private struct GroundLine: Encodable {
    let rule: String
    var chance: Double?
    var cue: String?
    var field: String?
    var startOffset: Int?
    var endOffset: Int?

    private enum CodingKeys: String, CodingKey {
        case rule, chance, cue, field
        case startOffset = "start_offset"
        case endOffset = "end_offset"
    }
}

/// A number that is no observation.
private struct RejectedLine: Encodable {
    let articleID: String
    let field: String
    let startOffset: Int
    let endOffset: Int
    let surface: String
    let sentence: String
    let reason: String

    private enum CodingKeys: String, CodingKey {
        case field, surface, sentence, reason
        case articleID = "article_id"
        case startOffset = "start_offset"
        case endOffset = "end_offset"
    }
}
