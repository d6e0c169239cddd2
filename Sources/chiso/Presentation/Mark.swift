import Article
import Extraction
import Pipeline

/// A number of an article as it is shown: an observation, or one that is none.
struct Mark {
    /// Index of the document's field.
    let field: Int
    /// Bytes of the field's text.
    let bytes: Range<Int>
    /// Bytes of the sentence it stands in.
    let sentence: Range<Int>
    let kind: Kind

    enum Kind {
        /// An observation by its index among the article's events, with the grounds of its fields where they are wanted.
        case observation(Int, Explanation.Reasons?)
        case rejected(Rejection)
    }

    /// The marks of an article in the order of its fields and text; numbers that are no observation only where the
    /// reading explains itself.
    static func all(of reading: ArticleReading) -> [Mark] {
        let reasons = reading.explanation?.observations
        var marks = reading.drafts.enumerated().map { index, draft in
            let place = draft.observation.place
            return Mark(
                field: place.field, bytes: place.surface, sentence: place.sentence,
                kind: .observation(index, reasons?[index]))
        }
        for number in reading.explanation?.rejected ?? [] {
            marks.append(
                Mark(
                    field: number.place.field, bytes: number.place.bytes, sentence: number.sentence,
                    kind: .rejected(number.reason)))
        }
        return marks.sorted { ($0.field, $0.bytes.lowerBound) < ($1.field, $1.bytes.lowerBound) }
    }
}

extension Ground {
    /// The words it went by as a reader sees them; nil where none did.
    func cue(in document: Document) -> String? {
        cue.map { String(decoding: document.fields[$0.field].text[$0.bytes], as: UTF8.self) }
    }

    /// The ground as a person reads it: `the word near the number: «tăng»`.
    func text(in document: Document, of field: Int) -> String {
        guard let cue, let words = self.cue(in: document) else { return rule.meaning }
        let elsewhere = cue.field == field ? "" : " (\(document.fields[cue.field].name.rawValue))"
        return "\(rule.meaning): «\(words)»\(elsewhere)"
    }
}

extension EventView {
    /// What an event says in a field whose grounds are noted; nil where it says nothing.
    func text(of field: Ground.Field) -> String? {
        switch field {
        case .value: amount
        case .unit: unit
        case .measure: measure
        case .direction: direction
        case .status: status
        case .qualifier: qualifier
        case .period: timePeriod
        case .baseline: baseline
        case .area: refArea
        case .organization: organization
        case .indicator: indicator
        }
    }
}
