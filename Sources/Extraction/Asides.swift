import Vietnamese

/// What a sentence says beside its names: periods and places with the words that tie them to it, and comparisons.
struct Asides {
    let view: FieldView

    /// The token ranges that no indicator's name includes.
    func ranges(
        calendar: ArraySlice<CalendarMention>, areas: ArraySlice<AreaMention>, _ limits: Range<Int>
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for mention in calendar { ranges.append(extended(mention.tokens, limits)) }
        for mention in areas where mention.kind != .country && mention.kind != .bloc {
            ranges.append(extended(mention.tokens, limits))
        }
        for index in limits {
            // `toàn tỉnh`, `của thành phố`: whose figures these are, not what they measure.
            guard let hit = view.scan.longest(Category.local, at: index),
                let word = LocalWord(rawValue: hit.entry.value),
                word == .local || word == .part || word == .region
            else { continue }
            // `63 tỉnh, thành phố đã …`: an item of the list of what is counted.
            if view.sign(",", index - 1, in: limits), view.token(index - 2, in: limits)?.kind == .word { continue }
            ranges.append(Int(hit.start)..<Int(hit.end))
        }
        return ranges
    }

    /// Takes in prepositions, `so với` and type words before a period or place.
    private func extended(_ range: Range<Int>, _ limits: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start > limits.lowerBound {
            if let hit = view.scan.longest(Category.placeType, endingAt: start, notBefore: limits.lowerBound) {
                start = Int(hit.start)
                continue
            }
            if let cue = view.cue(endingAt: start, in: limits), cue.cue == .versus {
                start = cue.start
                break
            }
            let word = view.word(start - 1, in: limits)
            guard word != 0, view.lexicon.ties.contains(word) else { break }
            start -= 1
        }
        return start..<range.upperBound
    }
}
