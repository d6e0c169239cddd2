import Article
import Vietnamese

/// A field as the grammar sees it: tokens, the lexicon phrases that begin at each, and where blocks and sentences lie.
///
/// Its arrays are reused from article to article.
struct FieldScan {
    var tokens: [Token] = []
    var hits: [PhraseBook.Hit] = []
    /// For each token, where its hits begin; one more at the end.
    var firstHit: [Int32] = []
    var sentences: [Sentence] = []

    /// A sentence as a run of tokens.
    struct Sentence {
        var tokens: Range<Int>
        /// Index of its block in the field.
        var block: Int
        /// Bytes of the field's text.
        var text: Range<Int>
    }

    mutating func clear() {
        tokens.removeAll(keepingCapacity: true)
        hits.removeAll(keepingCapacity: true)
        firstHit.removeAll(keepingCapacity: true)
        sentences.removeAll(keepingCapacity: true)
    }

    /// Scans a whole field: one pass for the tokens, one for the phrases.
    mutating func scan(
        _ field: Document.Field, text: UnsafeBufferPointer<UInt8>, tokenizer: inout Tokenizer, book: PhraseBook
    ) {
        clear()
        for (index, block) in field.blocks.enumerated() {
            for sentence in block.sentences {
                let first = tokens.count
                tokenizer.tokenize(text, field.sentences[sentence], into: &tokens)
                append(first..<tokens.count, block: index, text: field.sentences[sentence])
            }
        }
        for sentence in sentences {
            for index in sentence.tokens {
                firstHit.append(Int32(hits.count))
                book.appendHits(tokens, at: index, limit: sentence.tokens.upperBound, into: &hits)
            }
        }
        firstHit.append(Int32(hits.count))
    }

    /// The grammar looks around freely within a sentence, so a sentence is bounded: what is longer than any prose is
    /// cut at a comma or semicolon near the bound.
    static let longestSentence = 400

    private mutating func append(_ run: Range<Int>, block: Int, text: Range<Int>) {
        var start = run.lowerBound
        while run.upperBound - start > FieldScan.longestSentence {
            let bound = start + FieldScan.longestSentence
            let joint = (bound - 100..<bound).last { tokens[$0].isSign(",") || tokens[$0].isSign(";") }
            let end = joint.map { $0 + 1 } ?? bound
            sentences.append(
                Sentence(tokens: start..<end, block: block, text: Int(tokens[start].start)..<Int(tokens[end - 1].end)))
            start = end
        }
        let whole = start == run.lowerBound || start == run.upperBound
        sentences.append(
            Sentence(
                tokens: start..<run.upperBound, block: block,
                text: whole ? text : Int(tokens[start].start)..<text.upperBound))
    }

    /// The longest phrase of a lexicon that begins at a token.
    @inline(__always)
    func longest(_ category: UInt8, at token: Int) -> PhraseBook.Hit? {
        guard token >= 0, token + 1 < firstHit.count else { return nil }
        var index = Int(firstHit[token + 1]) - 1
        let first = Int(firstHit[token])
        while index >= first {
            if hits[index].entry.category == category { return hits[index] }
            index -= 1
        }
        return nil
    }

    /// The longest phrase of a lexicon that ends right before a token, not reaching back past a floor.
    func longest(_ category: UInt8, endingAt end: Int, notBefore floor: Int) -> PhraseBook.Hit? {
        var start = max(floor, end - 6)
        while start < end {
            var index = Int(firstHit[start])
            let last = Int(firstHit[start + 1])
            while index < last {
                if hits[index].end == Int32(end), hits[index].entry.category == category { return hits[index] }
                index += 1
            }
            start += 1
        }
        return nil
    }

    /// Whether a phrase of a lexicon with a given value begins at a token.
    func has(_ category: UInt8, _ value: Int32, at token: Int) -> Bool {
        guard token >= 0, token + 1 < firstHit.count else { return false }
        for index in Int(firstHit[token])..<Int(firstHit[token + 1])
        where hits[index].entry.category == category && hits[index].entry.value == value {
            return true
        }
        return false
    }

    /// The cue that begins at a token, longest phrase first.
    @inline(__always)
    func cue(at token: Int) -> (cue: Cue, end: Int)? {
        guard let hit = longest(Category.cue, at: token), let cue = Cue(rawValue: hit.entry.value) else { return nil }
        return (cue, Int(hit.end))
    }

    /// Whether a given cue begins at a token, whatever else the same words may mean.
    func hasCue(_ cue: Cue, at token: Int) -> Bool { has(Category.cue, cue.rawValue, at: token) }
}
