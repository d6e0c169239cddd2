import Article
public import Observation

/// Why an article was read as it was: the grounds of each observation's fields, and the numbers that are none.
public struct Explanation: Sendable {
    /// For each observation, in the same order, the grounds of its fields.
    public var observations: [Reasons] = []
    /// In the order of the document's fields and text.
    public var rejected: [Rejected] = []

    /// The grounds of one observation's fields.
    public struct Reasons: Sendable {
        private let grounds: [Ground]

        init(_ ground: (Ground.Field) -> Ground) { grounds = Ground.Field.allCases.map(ground) }

        /// Why a field has its value.
        public subscript(field: Ground.Field) -> Ground {
            // The grounds are in the order of the cases.
            grounds[Ground.Field.allCases.firstIndex(of: field) ?? 0]
        }
    }

    /// A number of the text that is no observation.
    public struct Rejected: Sendable, Equatable {
        /// Where it stands.
        public let place: Ground.Cue
        /// Bytes of the sentence it stands in.
        public let sentence: Range<Int>
        /// Why it is none.
        public let reason: Rejection
    }
}

extension FieldScan {
    /// The bytes of a run of tokens.
    func bytes(of run: Range<Int>) -> Range<Int>? {
        guard !run.isEmpty, tokens.indices.contains(run.lowerBound), tokens.indices.contains(run.upperBound - 1)
        else { return nil }
        return Int(tokens[run.lowerBound].start)..<Int(tokens[run.upperBound - 1].end)
    }
}

extension Extractor {
    /// The observations of a document with the reasons for each field, and the numbers that are no observation; reads
    /// exactly as `extract` does.
    ///
    /// - Throws: `ExtractionError` when the article is past a limit.
    public mutating func explain(
        _ document: Document, publication: CivilDate?
    ) throws(ExtractionError) -> (observations: [Observation], explanation: Explanation) {
        let readings = try read(document, publication: publication, explains: true)
        var explanation = Explanation()
        for reading in readings {
            for quantity in reading.quantities {
                explanation.observations.append(
                    Explanation.Reasons {
                        ground(
                            quantity.grounds[$0], chance: quantity.chances[$0], field: reading.index, document)
                    })
            }
            explanation.rejected += rejected(reading)
        }
        return (observations(readings, publication: publication), explanation)
    }

    private func ground(_ note: Note, chance: Double?, field: Int, _ document: Document) -> Ground {
        let name: Document.FieldName? =
            switch note.place {
            case .own: nil
            case .title: .title
            case .body: .body
            }
        let index = name.flatMap { name in document.fields.firstIndex { $0.name == name } } ?? field
        let bytes = scans[index].bytes(of: note.tokens)
        return Ground(
            rule: note.rule, cue: bytes.map { Ground.Cue(field: index, bytes: $0) },
            chance: chance.map { ($0 * 1000).rounded() / 1000 })
    }

    private func rejected(_ reading: FieldReading) -> [Explanation.Rejected] {
        let scan = scans[reading.index]
        var sentence = 0
        var end = 0
        return reading.rejected.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }.compactMap { number in
            // A bare year is both a date and a number.
            guard number.tokens.lowerBound >= end, let bytes = scan.bytes(of: number.tokens) else { return nil }
            end = number.tokens.upperBound
            while scan.sentences[sentence].tokens.upperBound <= number.tokens.lowerBound { sentence += 1 }
            return Explanation.Rejected(
                place: Ground.Cue(field: reading.index, bytes: bytes), sentence: scan.sentences[sentence].text,
                reason: number.reason)
        }
    }
}
