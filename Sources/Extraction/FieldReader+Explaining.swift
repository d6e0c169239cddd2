import Vietnamese

/// What only a reading that is to be explained asks of a field: the numbers that no stage looks at.
extension FieldReader {
    /// Notes the numbers of a sentence that is no prose.
    func skip(_ sentence: Int, _ reason: Rejection, _ found: inout QuantityFinder.Found) {
        for token in view.scan.sentences[sentence].tokens where view.scan.tokens[token].kind == .number {
            found.rejected.append(RejectedNumber(tokens: token..<token + 1, reason: reason))
        }
    }

    /// Notes the numbers of calendar expressions, and those that stay without a name.
    func rejectNameless(_ found: inout QuantityFinder.Found) {
        for mention in found.calendar
        where mention.tokens.contains(where: { view.scan.tokens[$0].kind == .number }) {
            found.rejected.append(RejectedNumber(tokens: mention.tokens, reason: .date))
        }
        for quantity in found.quantities where quantity.indicator.isEmpty {
            found.rejected.append(RejectedNumber(tokens: quantity.tokens, reason: .nothingMeasured))
        }
    }

    /// A table's sentences were skipped before its figures were read.
    func drop(_ rejected: inout [RejectedNumber], takenBy quantities: [Quantity]) {
        var taken: Set<Int> = []
        for quantity in quantities where quantity.isCell { taken.formUnion(quantity.tokens) }
        rejected.removeAll { taken.contains($0.tokens.lowerBound) }
    }
}
