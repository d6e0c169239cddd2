import Article
import Vietnamese

/// The storage of a scanned field: tokens, the lexicon phrases that begin at each, and where blocks and sentences lie.
///
/// Its arrays are reused from article to article; the grammar looks at them through a `FieldView`.
struct FieldScan {
    private(set) var tokens: [Token] = []
    private var hits: [PhraseBook.Hit] = []
    /// For each token, where its hits begin; one more at the end.
    private var firstHit: [Int32] = []
    /// For each token, a summary of its hits.
    private var marks: [Mark] = []
    private(set) var sentences: [Sentence] = []

    /// A sentence as a run of tokens.
    struct Sentence {
        var tokens: Range<Int>
        /// Index of its block in the field.
        var block: Int
        /// Bytes of the field's text.
        var text: Range<Int>
        /// The lexicons that have a phrase in it: a bit a category.
        var categories: UInt32 = 0
    }

    /// Which phrases may begin at a token, a bit each, so that most questions are answered without looking at them.
    struct Mark {
        /// A bit a category.
        var categories: UInt32 = 0
        /// A bit a value, of all categories together: a clear bit says no, a set one only perhaps.
        var values: UInt64 = 0

        @inline(__always)
        func mayHave(_ category: UInt8) -> Bool { categories & Mark.bit(category) != 0 }

        @inline(__always)
        func mayHave(_ category: UInt8, _ value: Int32) -> Bool {
            mayHave(category) && values & Mark.bit(of: value) != 0
        }

        @inline(__always)
        static func bit(_ category: UInt8) -> UInt32 { 1 << UInt32(category & 31) }

        @inline(__always)
        static func bit(of value: Int32) -> UInt64 { 1 << UInt64(value & 63) }
    }

    mutating func clear() {
        tokens.removeAll(keepingCapacity: true)
        hits.removeAll(keepingCapacity: true)
        firstHit.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
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
        firstHit.reserveCapacity(tokens.count + 1)
        marks.reserveCapacity(tokens.count)
        tokens.withUnsafeBufferPointer { buffer in
            let run = Run(buffer)
            for sentence in sentences.indices {
                let limits = sentences[sentence].tokens
                var categories: UInt32 = 0
                for index in limits {
                    let first = hits.count
                    firstHit.append(Int32(first))
                    book.appendHits(run, at: index, limit: limits.upperBound, into: &hits)
                    var mark = Mark()
                    for hit in first..<hits.count {
                        mark.categories |= Mark.bit(hits[hit].entry.category)
                        mark.values |= Mark.bit(of: hits[hit].entry.value)
                    }
                    categories |= mark.categories
                    marks.append(mark)
                }
                sentences[sentence].categories = categories
            }
        }
        firstHit.append(Int32(hits.count))
    }

    /// Lends the arrays for the length of a call.
    func withLent<Answer>(_ body: (Lent) -> Answer) -> Answer {
        tokens.withUnsafeBufferPointer { tokens in
            hits.withUnsafeBufferPointer { hits in
                firstHit.withUnsafeBufferPointer { firstHit in
                    marks.withUnsafeBufferPointer { marks in
                        sentences.withUnsafeBufferPointer { sentences in
                            body(
                                Lent(
                                    tokens: Run(tokens), hits: Run(hits), firstHit: Run(firstHit), marks: Run(marks),
                                    sentences: Run(sentences)))
                        }
                    }
                }
            }
        }
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
}

extension FieldScan {
    /// A scan's arrays, lent: free to copy, since it holds no reference.
    struct Lent {
        let tokens: Run<Token>
        let hits: Run<PhraseBook.Hit>
        let firstHit: Run<Int32>
        let marks: Run<Mark>
        let sentences: Run<Sentence>

        /// The longest phrase of a lexicon that begins at a token.
        @inline(__always)
        func longest(_ category: UInt8, at token: Int) -> PhraseBook.Hit? {
            guard token >= 0, token < marks.count, marks[token].mayHave(category) else { return nil }
            return longest(category, of: token)
        }

        private func longest(_ category: UInt8, of token: Int) -> PhraseBook.Hit? {
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
                if marks[start].mayHave(category) {
                    for index in Int(firstHit[start])..<Int(firstHit[start + 1])
                    where hits[index].end == Int32(end) && hits[index].entry.category == category {
                        return hits[index]
                    }
                }
                start += 1
            }
            return nil
        }

        /// Whether a phrase of a lexicon with a given value begins at a token.
        @inline(__always)
        func has(_ category: UInt8, _ value: Int32, at token: Int) -> Bool {
            guard token >= 0, token < marks.count, marks[token].mayHave(category, value) else { return false }
            return has(category, value, among: token)
        }

        private func has(_ category: UInt8, _ value: Int32, among token: Int) -> Bool {
            for index in Int(firstHit[token])..<Int(firstHit[token + 1])
            where hits[index].entry.category == category && hits[index].entry.value == value {
                return true
            }
            return false
        }

        /// The cue that begins at a token, longest phrase first.
        @inline(__always)
        func cue(at token: Int) -> (cue: Cue, end: Int)? {
            guard let hit = longest(Category.cue, at: token), let cue = Cue(rawValue: hit.entry.value) else {
                return nil
            }
            return (cue, Int(hit.end))
        }

        /// Whether a given cue begins at a token, whatever else the same words may mean.
        @inline(__always)
        func hasCue(_ cue: Cue, at token: Int) -> Bool { has(Category.cue, cue.rawValue, at: token) }

        /// Whether a sentence holds a phrase of a lexicon at all.
        @inline(__always)
        func holds(_ category: UInt8, sentence: Int) -> Bool {
            sentences[sentence].categories & Mark.bit(category) != 0
        }
    }
}
