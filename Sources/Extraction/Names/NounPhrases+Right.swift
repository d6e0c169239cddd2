import Vietnamese

/// The nouns right of a figure, and the names found elsewhere in its sentence.
extension NounPhrases {
    /// The counted or shared noun after a figure, up to what ends it.
    func right(of quantity: Quantity, ceiling: Int, _ limits: Range<Int>) -> [Int] {
        var quantity = quantity
        // `50% trở lên dân số`: the hedge behind the figure is no part of the noun.
        if let cue = view.scan.cue(at: quantity.after), cue.cue == .orMore || cue.cue == .orLess {
            quantity.after = cue.end
        }
        quantity.after = afterTotal(quantity, limits)
        let end = endOfRight(quantity, min(ceiling, limits.upperBound), limits)
        return trimmed(quantity.after..<max(end, quantity.after), limits, isRight: true)
    }

    /// `53 trên tổng số 175 xã`: the noun of both stands behind the total.
    func afterTotal(_ quantity: Quantity, _ limits: Range<Int>) -> Int {
        guard quantity.total != nil, quantity.kind == .count else { return quantity.after }
        let near = quantity.after..<min(quantity.after + 6, limits.upperBound)
        guard let number = near.first(where: { view.scan.tokens[$0].kind == .number }),
            near.lowerBound..<number ~= number - 1,
            (near.lowerBound..<number).allSatisfy({ view.scan.tokens[$0].kind == .word })
        else { return quantity.after }
        return number + 1
    }

    /// `63/63 địa phương (tăng 14 …) đã ban hành`: the closed bracket behind a figure's noun.
    func bracket(after quantity: Quantity, _ limits: Range<Int>) -> Range<Int>? {
        let near = quantity.after..<min(quantity.after + 6, limits.upperBound)
        guard let open = near.first(where: { view.scan.tokens[$0].kind == .sign && !view.scan.tokens[$0].isSign(",") }),
            view.scan.tokens[open].isSign("("),
            let close = (open..<limits.upperBound).first(where: { view.scan.tokens[$0].isSign(")") })
        else { return nil }
        return open..<close + 1
    }

    func endOfRight(_ quantity: Quantity, _ ceiling: Int, _ limits: Range<Int>) -> Int {
        var end = quantity.after
        var isNominal = true
        let bracket = bracket(after: quantity, limits)
        while end < ceiling {
            let token = view.scan.tokens[end]
            if let bracket, end == bracket.lowerBound, end > quantity.after, bracket.upperBound < ceiling {
                end = bracket.upperBound
                continue
            }
            if isAside(end) { break }
            if token.kind == .sign {
                if token.isSign(","), isNominal, continuesList(end, quantity.after, ceiling, limits) {
                    end += 1
                    continue
                }
                if token.isSign("-") || token.isSign("/") || token.isSign("\"") || token.isSign("&") {
                    end += 1
                    continue
                }
                break
            }
            if token.kind == .number, !token.isGlued { break }
            if !isCompound(end) || view.phrase(.compound, at: end) != nil, let found = view.wordClass(end, in: limits) {
                if found.kind == .stop { break }
                // `112 dự án với tổng vốn …`: what they hold has a figure of its own.
                if view.scan.longest(Category.measure, at: found.end) != nil,
                    view.phrase(.preposition, at: end) != nil
                        || view.phrase(.has, at: end) != nil, ceiling < limits.upperBound
                {
                    break
                }
                if end == quantity.after, found.kind == .edge, quantity.kind == .count { break }
                if found.kind == .verb || (found.kind == .aux && end > quantity.after) { isNominal = false }
            }
            end += 1
        }
        return end
    }

    /// `bộ, ngành`, `sân bay, bến cảng, cửa khẩu dùng …`: a comma inside a name has nouns on both sides, and what
    /// follows closes with another joint or the verb.
    func continuesList(_ comma: Int, _ start: Int, _ ceiling: Int, _ limits: Range<Int>) -> Bool {
        let next = comma + 1
        guard comma > start, next < ceiling, view.scan.tokens[next].kind == .word,
            startsPlain(next, limits) || joinsVerbs(comma, start, limits),
            !view.scan.tokens[next].traits.contains(.capital),
            // `612 vụ, số tiền bồi thường …`: a noun of measure opens another figure's name.
            view.scan.longest(Category.measure, at: next) == nil
        else { return false }
        // `27,9 triệu con, đàn gia cầm 584 triệu con`: what leads straight to the next figure is its name.
        if leadsToFigure(next, ceiling, limits) { return false }
        let isPlural = view.wordClass(start, in: limits)?.kind == .aux
        if comma - start <= (isPlural ? 3 : 2) { return true }
        let isList = (start..<comma).contains { view.scan.tokens[$0].isSign(",") }
        var index = next
        while index < ceiling, index - next < 6 {
            if isAside(index) { return false }
            if view.listJoint(index, in: limits) { return index - next <= 5 }
            if let found = view.wordClass(index, in: limits) {
                return found.kind == .verb || (found.kind == .aux && index > next)
            }
            index += 1
        }
        return isList && index == ceiling && index - next <= 4
    }

    /// Only nouns stand between a token and the next figure's predicate.
    private func leadsToFigure(_ start: Int, _ ceiling: Int, _ limits: Range<Int>) -> Bool {
        guard ceiling < limits.upperBound else { return false }
        return !(start..<ceiling).contains { index in
            isAside(index) || view.scan.tokens[index].kind == .sign || view.wordClass(index, in: limits) != nil
                || view.word(index, in: limits) == view.words.và
        }
    }

    /// `tra cứu, xác thực`: a verb on both sides of the comma.
    private func joinsVerbs(_ comma: Int, _ start: Int, _ limits: Range<Int>) -> Bool {
        view.phrase(.verb, at: comma + 1) != nil
            && view.phrase(.verb, endingAt: comma, notBefore: start) != nil
    }

    /// `về chỉ số chuyển đổi số`: the field of a rank.
    func field(of quantity: Quantity, _ limits: Range<Int>) -> [Int] {
        var index = quantity.after
        while index < limits.upperBound, index - quantity.after < 12 {
            if view.sign(",", index, in: limits) || view.sign(";", index, in: limits) { return [] }
            let ranking = view.scan.cue(at: index).flatMap { $0.cue == .rank && $0.end - index == 2 ? $0.end : nil }
            if let start = view.word(index, in: limits) == view.lexicon.about ? index + 1 : ranking {
                var end = start
                while end < limits.upperBound, !isAside(end),
                    view.scan.tokens[end].kind == .word
                        || view.sign("(", end, in: limits) || view.sign(")", end, in: limits)
                {
                    if view.wordClass(end, in: limits)?.kind == .stop { break }
                    end += 1
                }
                return trimmed(start..<end, limits)
            }
            index += 1
        }
        return []
    }

    /// What two coordinated counts share: the verb phrase behind the second noun, where the first noun has none.
    func sharedTail(_ first: Quantity, _ second: Quantity, _ limits: Range<Int>) -> String? {
        let noun = right(of: first, ceiling: second.predicate, limits)
        guard let last = noun.last, view.listJoint(last + 1, in: limits), second.predicate - last <= 4,
            !noun.contains(where: { view.phrase(.verb, at: $0) != nil })
        else { return nil }
        let whole = right(of: second, ceiling: limits.upperBound, limits)
        guard
            let verb = whole.dropFirst().first(where: {
                view.phrase(.verb, at: $0) != nil || view.phrase(.aux, at: $0) != nil
            })
        else { return nil }
        return text(whole.filter { $0 >= verb })
    }

    /// The words of a sentence up to its first verb of level or movement.
    func subjectOfSentence(_ limits: Range<Int>) -> [Int] {
        let end = limits.dropFirst().first { index in
            view.scan.cue(at: index).map { [.level, .up, .down, .share].contains($0.cue) } ?? false
                || view.scan.tokens[index].isSign(",") || view.scan.tokens[index].isSign(":")
        }
        return trimmed(limits.lowerBound..<(end ?? limits.upperBound), limits)
    }

    /// The name of an index or ranking that begins at a token: `chỉ số chuyển đổi số cấp tỉnh (DTI)`.
    func indexName(at start: Int, _ limits: Range<Int>) -> [Int]? {
        guard let noun = view.phrase(.index, at: start) else { return nil }
        var end = noun
        while end < limits.upperBound, end - start < 14, !isAside(end) {
            let token = view.scan.tokens[end]
            if token.kind == .number || (token.kind == .sign && !token.isSign("(") && !token.isSign(")")) { break }
            if let found = view.wordClass(end, in: limits), found.kind != .verb, found.kind != .aux || end > noun {
                break
            }
            if let cue = view.scan.cue(at: end)?.cue, [.level, .rank, .up, .down, .holds].contains(cue), end > noun {
                break
            }
            end += 1
        }
        let name = trimmed(start..<end, limits)
        return name.count > noun - start ? name : nil
    }

    /// Where no clause names it: what its sentence opens with, up to a colon or the figure's clause.
    func opening(before quantity: Quantity, _ limits: Range<Int>) -> String {
        let colon = (limits.lowerBound..<quantity.predicate).first { view.scan.tokens[$0].isSign(":") }
        guard let colon else { return "" }
        let end = min(colon, limits.lowerBound + 40)
        let name = core(limits.lowerBound..<end, limits).name
        return text(Array(name.prefix(14)))
    }

    /// A header's name: its tokens without asides, and brackets but for an abbreviation.
    func header(_ limits: Range<Int>) -> NamePhrase {
        var kept = withoutBrackets(limits.filter { !isAside($0) })
        kept = kept.filter { index in
            guard view.scan.tokens[index].kind == .sign else { return true }
            return view.sign(",", index, in: limits) || view.sign("-", index, in: limits)
                || view.sign("&", index, in: limits) || view.sign("(", index, in: limits)
                || view.sign(")", index, in: limits)
        }
        func isLoose(_ index: Int) -> Bool {
            view.scan.tokens[index].kind == .sign && !view.scan.tokens[index].isSign(")")
        }
        while let last = kept.last, isLoose(last) { kept.removeLast() }
        while let first = kept.first, view.scan.tokens[first].kind == .sign { kept.removeFirst() }
        // `Trong đó: Lương thực`.
        if let first = kept.first, let cue = view.scan.cue(at: first), cue.cue == .opener {
            kept.removeAll { $0 < cue.end }
        }
        return phrase(kept)
    }
}
