import Vietnamese

/// What stands around a figure, in pieces that names are put together of.
struct NamePieces {
    /// The tokens of `right` and `subject`.
    var rightTokens: [Int] = []
    var subjectTokens: [Int] = []
    var right = NamePhrase()
    /// The right noun with all that its clause says of it.
    var rightLong = NamePhrase()
    var subject = NamePhrase()
    /// All that stands between the clause's beginning and the verb.
    var subjectLong = NamePhrase()
    var verb = NamePhrase()
    var opening = NamePhrase()
    var beforeCut = NamePhrase()
    /// What the sentence opens with.
    var head = NamePhrase()
    /// The field of a rank.
    var field = NamePhrase()
    /// What the sentence before opens with.
    var earlier = NamePhrase()
    /// The nearest noun of measure that fits, in the sentence and before it.
    var measured = NamePhrase()
    var measuredBefore = NamePhrase()
    var subjectWide = NamePhrase()
    var subjectShort = NamePhrase()
    var openingWide = NamePhrase()
    var mean = NamePhrase()
    /// The item of a list that is this figure's by its place.
    var item = NamePhrase()
    var plan = NamePhrase()
    /// The right noun with what is said of it and the next figure's noun together.
    var tail = NamePhrase()
    /// Subject and verb that an earlier count of the sentence has and this one goes on with.
    var carried = NamePhrase()
    var carriedVerb = NamePhrase()
    /// The level before it that this change belongs to by its place in the list.
    var paired = NamePhrase()
    /// The subject only does what is counted.
    var isActor = false
}

extension NameReader {
    /// The pieces around a figure.
    func pieces(_ index: Int, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>) -> NamePieces {
        let quantity = quantities[index]
        let floor = index > quantities.startIndex ? quantities[index - 1].after : limits.lowerBound
        let bracket = phrases.bracket(after: quantity, limits)
        let next = quantities[(index + 1)...].first { !(bracket?.contains($0.tokens.lowerBound) ?? false) }
        let ceiling = next?.predicate ?? limits.upperBound
        let left = phrases.left(of: quantity, floor: floor, limits)
        let right = phrases.right(of: quantity, ceiling: ceiling, limits)
        var pieces = NamePieces()
        pieces.isActor = left.isActor
        pieces.rightTokens = right
        pieces.subjectTokens = left.subject
        pieces.right = phrases.phrase(right)
        pieces.rightLong = phrases.phrase(phrases.rightLong(of: quantity, ceiling: ceiling, limits))
        pieces.subject = phrases.phrase(left.subject)
        pieces.verb = phrases.phrase(left.verb)
        pieces.beforeCut = phrases.phrase(left.beforeCut)
        pieces.subjectLong = phrases.phrase(phrases.leftLong(of: quantity, floor: floor, limits))
        if let next, let tail = phrases.sharedTail(quantity, next, limits) {
            pieces.tail = pieces.right.joined(NamePhrase().with(text: tail))
        }
        if let colon = (limits.lowerBound..<quantity.predicate).first(where: { view.scan.tokens[$0].isSign(":") }) {
            let end = min(colon, limits.lowerBound + 40)
            pieces.openingWide = phrases.phrase(
                phrases.trimmed(limits.lowerBound..<min(end, limits.lowerBound + 16), limits))
            pieces.opening = phrases.phrase(Array(phrases.core(limits.lowerBound..<end, limits).name.prefix(14)))
        }
        if limits.lowerBound < quantity.predicate {
            let opening = limits.lowerBound..<min(quantity.predicate, limits.lowerBound + 16)
            pieces.head = phrases.phrase(phrases.subjectOfSentence(opening))
        }
        pieces.mean = phrases.phrase(phrases.mean(of: quantity, floor: floor, limits))
        let wide = phrases.leftLong(of: quantity, floor: floor, limits, acrossCommas: true)
        if wide.contains(where: { view.scan.tokens[$0].isSign(",") }) { pieces.subjectWide = phrases.phrase(wide) }
        pieces.subjectShort = phrases.phrase(phrases.afterLastVerb(left.subject, limits))
        let needs = NamePhrase.Measures(quantity)
        pieces.measured = phrases.phrase(phrases.measured(before: quantity.predicate, needs, limits))
        if pieces.measured.isEmpty, quantity.sentence > 0 {
            for sentence in stride(from: quantity.sentence - 1, through: max(0, quantity.sentence - 3), by: -1) {
                let tokens = view.scan.sentences[sentence].tokens
                let found = phrases.measured(before: tokens.upperBound, needs, tokens)
                if !found.isEmpty {
                    pieces.measuredBefore = phrases.phrase(found)
                    break
                }
            }
        }
        if quantity.sentence > 0 {
            let tokens = view.scan.sentences[quantity.sentence - 1].tokens
            pieces.earlier = phrases.phrase(
                phrases.subjectOfSentence(tokens.lowerBound..<min(tokens.upperBound, tokens.lowerBound + 14)))
        }
        if quantity.kind == .rank { pieces.field = phrases.phrase(phrases.field(of: quantity, limits)) }
        if let first = right.first, view.scan.hasCue(.plan, at: first), let end = view.scan.cue(at: first)?.end {
            pieces.plan = phrases.phrase(Array(first..<end))
        }
        return pieces
    }
}
