import Observation

extension CalendarReader {
    /// Looks at tokens by index, safely past either end, and reads the calendar's smallest parts.
    struct Cursor {
        let text: UnsafeBufferPointer<UInt8>
        let tokens: Run<Token>
        let limit: Int
        let words: GrammarWords

        typealias Found = (CalendarExpression, Int)
        typealias Year = CalendarExpression.Year

        func word(_ index: Int) -> WordID {
            index >= 0 && index < limit && tokens[index].kind == .word ? tokens[index].word : 0
        }

        func sign(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
            index >= 0 && index < limit && tokens[index].isSign(scalar)
        }

        func isNumber(_ index: Int) -> Bool { index >= 0 && index < limit && tokens[index].kind == .number }

        /// A hyphen or dash between numbers.
        func dash(_ index: Int) -> Bool { sign(index, "-") || sign(index, "–") || sign(index, "—") }

        /// `mỗi tháng`, `hằng năm`, `6 tháng`, `những tháng`: a noun that is counted or distributed names no period.
        func isCounted(_ index: Int) -> Bool {
            let before = word(index - 1)
            guard before != 0 else { return isNumber(index - 1) }
            return before == words.mỗi || before == words.hằng || before == words.hàng || before == words.các
                || before == words.những || before == words.mấy || before == words.vài || before == words.nhiều
                || before == words.mười || (before < words.ceiling && words.unit(before) != nil)
        }

        // MARK: Numbers

        /// A plain whole number without separators and below 10,000.
        func number(_ index: Int) -> Int? {
            guard index < limit, tokens[index].kind == .number else { return nil }
            return Digits.whole(text, tokens[index].range, digits: 4)
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

        /// Two whole numbers in one token: `30.6`, `6.2025`.
        func dottedPair(_ index: Int) -> (Int, Int)? {
            guard isNumber(index), index < limit, tokens[index].range.count <= 7 else { return nil }
            var parts = (0, 0)
            var dots = 0
            for position in tokens[index].range {
                let digit = Int(text[position]) - 0x30
                if text[position] == UInt8(ascii: ".") {
                    dots += 1
                } else if !(0...9).contains(digit) {
                    return nil
                } else if dots == 0 {
                    parts.0 = parts.0 * 10 + digit
                } else {
                    parts.1 = parts.1 * 10 + digit
                }
            }
            return dots == 1 ? parts : nil
        }

        /// `I` to `IV`, `1` to `4`, `một` to `bốn` or `tư`.
        func quarterNumber(_ index: Int) -> Int? {
            if let value = number(index) {
                return tokens[index].range.count <= 2 && (1...4).contains(value) ? value : nil
            }
            let id = word(index)
            if id != 0, id < words.ceiling, let value = words.unit(id) {
                return (1...4).contains(value) && id != words.mốt ? Int(value) : nil
            }
            guard index < limit, tokens[index].kind == .word, tokens[index].range.count <= 3 else { return nil }
            var ones = 0
            for position in tokens[index].range {
                switch text[position] {
                case UInt8(ascii: "I"): ones += 1
                case UInt8(ascii: "V") where ones == 1 && tokens[index].range.count == 2: return 4
                default: return nil
                }
            }
            return ones
        }

        /// A number of months: digits, or a word to twelve.
        func small(_ index: Int) -> (value: Int, end: Int)? {
            if let value = number(index) { return (value, index + 1) }
            let id = word(index)
            if id == words.mười {
                switch word(index + 1) {
                case words.một: return (11, index + 2)
                case words.hai: return (12, index + 2)
                default: return (10, index + 1)
                }
            }
            // `đầu tư tháng 6` counts no months; after `mười` and `mươi` a number has begun already.
            guard id != 0, id < words.ceiling, id != words.tư, id != words.mốt, id != words.lăm, id != words.nhăm,
                word(index - 1) != words.mười, word(index - 1) != words.mươi, let value = words.unit(id)
            else { return nil }
            return (Int(value), index + 1)
        }

        /// A month after `tháng`: `9`, `giêng`, `tư`, `mười hai`, `chạp`.
        func month(_ index: Int) -> (value: Int, end: Int)? {
            if let value = monthNumber(index) { return (value, index + 1) }
            switch word(index) {
            case 0: return nil
            case words.giêng: return (1, index + 1)
            case words.chạp: return (12, index + 1)
            case words.tư: return (4, index + 1)
            default: return small(index).flatMap { (1...12).contains($0.value) ? $0 : nil }
            }
        }
    }
}
