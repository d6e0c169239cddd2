import Vietnamese

/// How far cues stand from a figure within its sentence, as features.
struct CueDistances {
    let view: FieldView
    let cues: [Cue]

    /// Cue by cue the tokens to the nearest one left of a figure, then cue by cue to the nearest one right of it; none where
    /// there is none, or a semicolon or so many tokens lie between.
    func features(_ quantity: Quantity, _ limits: Range<Int>) -> [UInt8] {
        side(stride(from: quantity.tokens.lowerBound - 1, through: limits.lowerBound, by: -1))
            + side(stride(from: quantity.after, to: limits.upperBound, by: 1))
    }

    private static let reach = 50

    private func side(_ way: some Sequence<Int>) -> [UInt8] {
        var distances = [UInt8](repeating: ChoiceFeature.none, count: cues.count)
        for (distance, index) in way.enumerated() {
            if distance > CueDistances.reach || view.scan.tokens[index].isSign(";") { break }
            guard view.scan.marks[index].mayHave(Category.cue) else { continue }
            for (place, cue) in cues.enumerated()
            where distances[place] == ChoiceFeature.none && view.scan.hasCue(cue, at: index) {
                distances[place] = UInt8(distance)
            }
        }
        return distances
    }
}

extension FieldView {
    /// Which words of aspect stand left of a figure in its clause, a bit each.
    func aspects(_ quantity: Quantity, _ limits: Range<Int>) -> (UInt8, UInt8) {
        var bits: UInt16 = 0
        var index = quantity.tokens.lowerBound - 1
        while index >= limits.lowerBound, quantity.tokens.lowerBound - index <= 12,
            !scan.tokens[index].isSign(","), !scan.tokens[index].isSign(";")
        {
            let word = word(index, in: limits)
            if word != 0, let bit = lexicon.aspects.firstIndex(of: word) { bits |= 1 << UInt16(bit) }
            index -= 1
        }
        return (UInt8(bits & 0xFF), UInt8(bits >> 8))
    }
}
