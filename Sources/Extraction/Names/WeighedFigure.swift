/// A figure as one of its fields is chosen: what the weights are learned from.
public struct WeighedFigure: Sendable {
    /// What is chosen.
    public let of: Choice
    /// Index of the document's field.
    public let field: Int
    /// Bytes of the figure's surface in the field's text.
    public let surface: Range<Int>
    /// The words of its name that are weighed, or the values of another field.
    public let words: [String]
    /// Their features, a row a word.
    public let rows: [UInt8]
    /// The names that were put together, with the way each was.
    public let names: [(source: String, text: String)]
    /// The name chosen.
    public let chosen: String

    /// What is chosen by learned weights.
    public enum Choice: String, Sendable, CaseIterable {
        case name, period, area, movement, status
    }

    /// What the features of a row are called, as the file with the weights has them.
    public static func features(of choice: Choice) -> [String] {
        switch choice {
        case .name: WordFeatures.names
        case .period: PeriodFeature.names
        case .area: AreaFeature.names
        case .movement: MovementFeature.names
        case .status: StatusFeature.names
        }
    }
}

extension NameWordTable {
    /// The table for those who want to see it; words are spelled as the sentence or a name has them.
    func weighed(
        _ quantity: Quantity, _ candidates: [NameCandidate], chosen: String, view: FieldView
    ) -> WeighedFigure {
        var spelled: [UInt64: String] = [:]
        func spell(_ text: some Collection<UInt8>) {
            let word = String(decoding: text, as: UTF8.self)
            for part in word.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let hashes = NameWords.all(String(part))
                if hashes.count == 1 { spelled[hashes[0]] = part.lowercased() }
            }
        }
        for candidate in candidates { spell(candidate.phrase.text.utf8) }
        for token in tokens where token >= 0 { spell(view.text[view.scan.tokens[token].range]) }
        return WeighedFigure(
            of: .name, field: view.field, surface: quantity.surface, words: hashes.map { spelled[$0] ?? "" },
            rows: rows,
            names: candidates.map { ("\($0.source)", $0.phrase.text) }, chosen: chosen)
    }
}
