import Vietnamese

/// Phrases that reach as far as their clause does.
extension NounPhrases {
    /// The noun after a figure with what its clause says of it, up to the next comma or verb of level.
    func rightLong(of quantity: Quantity, ceiling: Int, _ limits: Range<Int>) -> [Int] {
        var end = quantity.after
        let ceiling = min(ceiling, limits.upperBound, quantity.after + 24)
        while end < ceiling {
            let token = view.scan.tokens[end]
            if token.kind == .sign, !isAside(end) {
                if token.isSign(","), continuesList(end, quantity.after, ceiling, limits) {
                    end += 1
                    continue
                }
                guard token.isSign("-") || token.isSign("/") || token.isSign("\"") || token.isSign("&") else { break }
            }
            if !isCompound(end), let cue = view.scan.cue(at: end)?.cue,
                [.up, .down, .level, .share, .exceeds, .versus, .multiple, .opener, .restates].contains(cue)
            {
                break
            }
            end += 1
        }
        return trimmed(quantity.after..<end, limits, isRight: true)
    }

    /// What stands left of a figure's predicate, back to where its clause begins.
    func leftLong(
        of quantity: Quantity, floor: Int, _ limits: Range<Int>, acrossCommas: Bool = false
    ) -> [Int] {
        let end = quantity.predicate
        var start = end
        while start > floor, end - start < 24 {
            let token = view.scan.tokens[start - 1]
            if token.kind == .sign, !isAside(start - 1), !token.isSign("-"), !token.isSign("/"), !token.isSign("\""),
                !(acrossCommas && token.isSign(","))
            {
                break
            }
            // What stands before `cho biết` speaks.
            if view.phrase(.says, endingAt: start, notBefore: floor) != nil { break }
            start -= 1
        }
        return trimmed(start..<max(start, end), limits)
    }

    /// `bình quân mỗi ngày`: the mean that a figure's clause says it is, if it does.
    func mean(of quantity: Quantity, floor: Int, _ limits: Range<Int>) -> [Int] {
        for index in quantity.after..<min(quantity.after + 9, limits.upperBound) {
            if view.scan.tokens[index].kind == .sign { break }
            if let end = view.phrase(.rate, at: index) { return Array(index..<end) }
        }
        var found: [Int] = []
        var index = quantity.numberToken - 1
        let start = max(floor, quantity.numberToken - 24, limits.lowerBound)
        while index >= start, !view.scan.tokens[index].isSign(";") {
            if let end = view.phrase(.rate, at: index) { found = Array(index..<end) }
            index -= 1
        }
        return found
    }

    /// The nearest noun of measure before a token that fits a unit, with what belongs to it.
    func measured(before end: Int, _ needs: NamePhrase.Measures, _ limits: Range<Int>) -> [Int] {
        var start = end - 1
        let floor = max(limits.lowerBound, end - 48)
        while start >= floor {
            defer { start -= 1 }
            guard !isAside(start), let hit = view.scan.longest(Category.measure, at: start),
                !NamePhrase.Measures(rawValue: hit.entry.value).isDisjoint(with: needs),
                start == limits.lowerBound
                    || view.scan.longest(Category.measure, at: start - 1).map({ $0.end <= Int32(start) }) ?? true
            else { continue }
            var stop = Int(hit.end)
            while stop < end, stop - start < 16 {
                let token = view.scan.tokens[stop]
                if token.kind != .word, !isAside(stop), !token.isSign("-"), !token.isSign("/") { break }
                if !isCompound(stop), let cue = view.scan.cue(at: stop)?.cue,
                    [.up, .down, .level, .share, .exceeds, .versus, .multiple, .opener, .restates, .rank, .plan]
                        .contains(cue)
                {
                    break
                }
                stop += 1
            }
            let name = trimmed(start..<stop, limits)
            if !name.isEmpty { return name }
        }
        return []
    }

    /// What stands behind the last verb or preposition of a subject.
    func afterLastVerb(_ tokens: [Int], _ limits: Range<Int>) -> [Int] {
        guard
            let last = tokens.dropFirst().last(where: { token in
                !isCompound(token)
                    && (view.phrase(.verb, at: token) != nil || view.phrase(.preposition, at: token) != nil
                        || view.phrase(.aux, at: token) != nil || view.phrase(.has, at: token) != nil)
            }), let final = tokens.last, last < final
        else { return tokens }
        let end = max(
            view.phrase(.verb, at: last) ?? 0, view.phrase(.preposition, at: last) ?? 0,
            view.phrase(.aux, at: last) ?? 0, view.phrase(.has, at: last) ?? 0, last + 1)
        // A phrase may go on behind the subject.
        return end <= final ? trimmed(end..<final + 1, limits) : []
    }

    /// A noun with the words that follow it wherever else the article says it: `tổ công nghệ số cộng đồng` for `tổ`.
    func repeated(_ noun: [Int]) -> NamePhrase {
        guard noun.count <= 3, let first = noun.first else { return NamePhrase() }
        func spells(_ start: Int) -> Bool {
            for (offset, token) in noun.enumerated() {
                guard start + offset < view.scan.tokens.count,
                    same(view.scan.tokens[start + offset], view.scan.tokens[token])
                else { return false }
            }
            return true
        }
        var follow: [(start: Int, end: Int)] = []
        // So far the article is looked through: what is repeated is mostly repeated near, and the search must not grow.
        let near = max(0, first - 120)..<min(view.scan.tokens.count, first + 120)
        for start in near where start != first && spells(start) {
            var end = start + noun.count
            while end < view.scan.tokens.count, end - start < 9, view.scan.tokens[end].kind == .word,
                !view.scan.tokens[end].traits.contains(.sentenceStart)
            {
                end += 1
            }
            if end > start + noun.count { follow.append((start + noun.count, end)) }
            if follow.count == 24 { break }
        }
        // The longest run of words that two occurrences share.
        var best = 0
        var at = 0
        for (index, one) in follow.enumerated() {
            for other in follow[(index + 1)...] {
                var length = 0
                while one.start + length < one.end, other.start + length < other.end,
                    same(view.scan.tokens[one.start + length], view.scan.tokens[other.start + length])
                {
                    length += 1
                }
                if length > best {
                    best = length
                    at = one.start
                }
            }
        }
        guard best > 0 else { return NamePhrase() }
        return phrase(trimmed(at - noun.count..<at + best, at - noun.count..<at + best))
    }

    private func same(_ left: Token, _ right: Token) -> Bool {
        guard left.kind == right.kind else { return false }
        if left.word != 0 || right.word != 0 { return left.word == right.word }
        return left.end - left.start == right.end - right.start
            && zip(view.text[left.range], view.text[right.range]).allSatisfy(==)
    }
}
