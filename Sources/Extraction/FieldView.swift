import Vietnamese

/// What the grammar looks at: a scanned field, its text and the lexicons. Tokens are asked for by index, and an index
/// outside its sentence answers as no word.
///
/// It lives as long as the call that lends it text and scan, and no longer; readers copy it as they like.
struct FieldView {
    let text: UnsafeBufferPointer<UInt8>
    let scan: FieldScan.Lent
    let lexicon: Lexicon
    /// What the gazetteer's forms ask of the text.
    let places: PlaceForms
    /// Which sign groups thousands in this article.
    let style: Digits.Style
    /// Index of the field in its document.
    var field = 0
    /// Is shown how every figure's name is chosen, where somebody wants to see it.
    var weighed: ((WeighedFigure) -> Void)?

    var words: GrammarWords { lexicon.words }

    @inline(__always)
    func token(_ index: Int, in limits: Range<Int>) -> Token? {
        limits.contains(index) ? scan.tokens[index] : nil
    }

    /// The word number at a token, 0 for anything else.
    @inline(__always)
    func word(_ index: Int, in limits: Range<Int>) -> WordID {
        guard limits.contains(index), scan.tokens[index].kind == .word else { return 0 }
        return scan.tokens[index].word
    }

    /// Whether a given sign stands at a token.
    @inline(__always)
    func sign(_ scalar: Unicode.Scalar, _ index: Int, in limits: Range<Int>) -> Bool {
        limits.contains(index) && scan.tokens[index].isSign(scalar)
    }

    /// Whether a hyphen or dash stands at a token.
    func dash(_ index: Int, in limits: Range<Int>) -> Bool {
        sign("-", index, in: limits) || sign("–", index, in: limits) || sign("—", index, in: limits)
    }

    /// Whether a comma, semicolon or `và` stands at a token: what joins the items of a list.
    func listJoint(_ index: Int, in limits: Range<Int>) -> Bool {
        sign(",", index, in: limits) || sign(";", index, in: limits) || word(index, in: limits) == words.và
    }

    /// The plain whole number at a token, without separators; nil for anything else or above 999,999.
    func plainNumber(_ index: Int, in limits: Range<Int>) -> Int? {
        guard limits.contains(index), scan.tokens[index].kind == .number else { return nil }
        return Digits.whole(text, scan.tokens[index].range, digits: 6)
    }

    /// The end of the longest phrase of a word class that begins at a token.
    @inline(__always)
    func phrase(_ kind: WordClass, at index: Int) -> Int? {
        guard index >= 0, index < scan.marks.count, scan.marks[index].mayHave(Category.word, kind.rawValue)
        else { return nil }
        return longest(kind, of: index)
    }

    private func longest(_ kind: WordClass, of index: Int) -> Int? {
        var end: Int?
        for hit in scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
        where hit.entry.category == Category.word && hit.entry.value == kind.rawValue {
            end = Int(hit.end)
        }
        return end
    }

    /// The start of the longest phrase of a word class that ends right before a token.
    func phrase(_ kind: WordClass, endingAt end: Int, notBefore floor: Int) -> Int? {
        (max(floor, end - 6)..<max(floor, end)).first { start in
            guard scan.marks[start].mayHave(Category.word, kind.rawValue) else { return false }
            return scan.hits[Int(scan.firstHit[start])..<Int(scan.firstHit[start + 1])].contains { hit in
                hit.end == Int32(end) && hit.entry.category == Category.word && hit.entry.value == kind.rawValue
            }
        }
    }

    /// The word class that begins at a token.
    func wordClass(_ index: Int, in limits: Range<Int>) -> (kind: WordClass, end: Int)? {
        guard limits.contains(index), scan.marks[index].mayHave(Category.word),
            scan.marks[index].values & FieldView.shaping != 0
        else { return nil }
        let compound = phrase(.compound, at: index) ?? 0
        var best: (kind: WordClass, end: Int)?
        for hit in scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
        where hit.entry.category == Category.word {
            guard let kind = WordClass(rawValue: hit.entry.value), WordClass.shaping.contains(kind) else { continue }
            if best.map({ Int(hit.end) >= $0.end }) ?? true { best = (kind, Int(hit.end)) }
        }
        return best.flatMap { $0.end >= compound ? $0 : nil }
    }

    /// The marks of the classes that bound phrases.
    private static let shaping = WordClass.shaping.reduce(into: UInt64(0)) {
        $0 |= FieldScan.Mark.bit(of: $1.rawValue)
    }

    /// The longest cue that ends right before a token.
    func cue(endingAt end: Int, in limits: Range<Int>) -> (cue: Cue, start: Int)? {
        guard let hit = scan.longest(Category.cue, endingAt: end, notBefore: limits.lowerBound),
            let cue = Cue(rawValue: hit.entry.value)
        else { return nil }
        return (cue, Int(hit.start))
    }
}

extension Lexicon {
    /// Whether a phrase is `tăng trưởng`.
    func isGrowthNoun(_ tokens: Slice<Run<Token>>) -> Bool { tokens.count == 2 && isGrowthNoun(Array(tokens)[...]) }
}
