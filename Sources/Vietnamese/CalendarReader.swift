import Observation

/// Reads calendar expressions from tokens: years, school years, halves, quarters, months, days, runs of them, and the
/// words that point from one to another (`cùng kỳ`, `năm ngoái`, `đến nay`).
public struct CalendarReader: Sendable {
    let words: GrammarWords

    /// A reader; the words must be of the vocabulary that the tokens were made with.
    public init(words: GrammarWords) { self.words = words }

    /// The expression that begins at a token, or nil.
    ///
    /// A bare `6/2` is a date only where the caller knows so from what stands around it (`dayExpected`).
    public func read(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: Run<Token>, at start: Int, limit: Int, dayExpected: Bool = false
    ) -> CalendarMention? {
        guard start < limit else { return nil }
        let cursor = Cursor(text: text, tokens: tokens, limit: limit, words: words)
        let token = tokens[start]
        let found: (CalendarExpression, Int)?
        switch token.kind {
        case .number: found = cursor.beginsWithNumber(start, dayExpected: dayExpected)
        case .word where words.mayBeginCalendar(token.word): found = cursor.beginsWithWord(start)
        default: found = nil
        }
        guard let (expression, end) = found else { return nil }
        return CalendarMention(expression: expression, tokens: start..<end)
    }
}
