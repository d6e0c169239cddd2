import Observation

/// Reads calendar expressions from tokens: years, school years, halves, quarters, months, days, runs of them, and the
/// words that point from one to another (`cùng kỳ`, `năm ngoái`, `đến nay`).
public struct CalendarReader: Sendable {
    let words: GrammarWords

    public init(words: GrammarWords) { self.words = words }

    /// The expression that begins at a token, or nil.
    ///
    /// A bare `6/2` is a date only where the caller knows so from what stands around it (`dayExpected`).
    public func read(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: [Token], at start: Int, limit: Int, dayExpected: Bool = false
    ) -> CalendarMention? {
        let cursor = Cursor(text: text, tokens: tokens, limit: limit, words: words)
        let token = tokens[start]
        let found: (CalendarExpression, Int)?
        switch token.kind {
        case .number: found = cursor.beginsWithNumber(start, dayExpected: dayExpected)
        case .word where token.word != 0: found = cursor.beginsWithWord(start)
        default: found = nil
        }
        guard let (expression, end) = found else { return nil }
        return CalendarMention(expression: expression, tokens: start..<end)
    }

    /// Looks at tokens by index, safely past the end.
    struct Cursor {
        let text: UnsafeBufferPointer<UInt8>
        let tokens: [Token]
        let limit: Int
        let words: GrammarWords

        typealias Found = (CalendarExpression, Int)
        typealias Year = CalendarExpression.Year

        func word(_ index: Int) -> WordID {
            index < limit && tokens[index].kind == .word ? tokens[index].word : 0
        }

        func sign(_ index: Int, _ scalar: Unicode.Scalar) -> Bool { index < limit && tokens[index].isSign(scalar) }

        /// A hyphen or dash between numbers.
        func dash(_ index: Int) -> Bool { sign(index, "-") || sign(index, "–") || sign(index, "—") }

        /// A plain whole number without separators and below 10,000.
        func number(_ index: Int) -> Int? {
            guard index < limit, tokens[index].kind == .number else { return nil }
            let range = tokens[index].range
            guard range.count <= 4 else { return nil }
            var value = 0
            for position in range {
                let digit = text[position] &- 0x30
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }

        /// A year in four digits.
        func fourDigitYear(_ index: Int) -> Int? {
            guard index < limit, tokens[index].range.count == 4, let year = number(index), (1900...2100).contains(year)
            else { return nil }
            return year
        }

        /// A month's number: `9`, `09`.
        func monthNumber(_ index: Int) -> Int? {
            guard let month = number(index), (1...12).contains(month), tokens[index].range.count <= 2 else {
                return nil
            }
            return month
        }

        /// A day's number.
        func dayNumber(_ index: Int) -> Int? {
            guard let day = number(index), (1...31).contains(day), tokens[index].range.count <= 2 else { return nil }
            return day
        }

        /// A number of months in digits or as a word up to ten.
        func small(_ index: Int) -> Int? {
            if let value = number(index) { return value }
            let id = word(index)
            if id == words.mười { return 10 }
            guard id != 0, id < words.ceiling, let value = words.units[id] else { return nil }
            return Int(value)
        }

        /// `I` to `IV` or `1` to `4`.
        func quarterNumber(_ index: Int) -> Int? {
            if let value = number(index), tokens[index].range.count <= 2 {
                return (1...4).contains(value) ? value : nil
            }
            guard index < limit, tokens[index].kind == .word else { return nil }
            switch tokens[index].range.map({ text[$0] }) {
            case [0x49]: return 1
            case [0x49, 0x49]: return 2
            case [0x49, 0x49, 0x49]: return 3
            case [0x49, 0x56]: return 4
            default: return nil
            }
        }

        /// The year at a place where one may follow: `2024`, `năm 2024`, `/2024`, `-2024`, `năm nay`, `năm trước`;
        /// `unsaid` and the same place where none does.
        func year(after index: Int) -> (Year, Int) {
            if sign(index, "/") || sign(index, "-"), let year = fourDigitYear(index + 1), tokens[index + 1].isGlued {
                return (.named(year), index + 2)
            }
            if let year = fourDigitYear(index), !dash(index + 1) || !isGluedDash(index + 1) {
                return (.named(year), index + 1)
            }
            if sign(index, ","), word(index + 1) == words.năm, let year = fourDigitYear(index + 2) {
                return (.named(year), index + 3)
            }
            guard word(index) == words.năm else { return (.unsaid, index) }
            if let year = fourDigitYear(index + 1) { return (.named(year), index + 2) }
            return yearWord(index + 1).map { ($0, index + 2) } ?? (.unsaid, index)
        }

        private func isGluedDash(_ index: Int) -> Bool { index < limit && tokens[index].isGlued }

        /// `nay`, `ngoái`, `trước`, `qua`, `này` after `năm`.
        func yearWord(_ index: Int) -> Year? {
            switch word(index) {
            case 0: return nil
            case words.nay, words.này: return .fromPublication(0)
            case words.ngoái: return .fromPublication(-1)
            case words.qua: return .fromPublication(-1)
            case words.trước: return .fromContext(-1)
            case words.sau, words.tới: return .fromContext(1)
            default: return nil
            }
        }
    }
}
