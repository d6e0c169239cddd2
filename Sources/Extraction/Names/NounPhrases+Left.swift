import Vietnamese

/// The subject and verb left of a figure.
extension NounPhrases {
    /// What stands left of a figure's predicate.
    struct Left {
        var subject: [Int] = []
        /// The verb behind the subject that has the figure as its object.
        var verb: [Int] = []
        var isActor = false
        var isHolder = false
        /// What stands before `mục tiêu`, `dự báo` and their like, where nothing behind them names anything.
        var beforeCut: [Int] = []
    }

    /// Subject and verb before a figure, between the figure before it and its predicate.
    func left(of quantity: Quantity, floor: Int, _ limits: Range<Int>) -> Left {
        var end = quantity.predicate
        // `giảm so với mức 31,7`: behind a comparison stands the yardstick's value, not another subject.
        if let versus = (floor..<max(floor, end)).last(where: { view.scan.hasCue(.versus, at: $0) }),
            !(versus..<end).contains(where: { view.scan.tokens[$0].isSign(",") || view.scan.tokens[$0].isSign(";") }),
            !(versus..<end).contains(where: isAside)
        {
            end = versus
        }
        var start = end
        while start > floor, !endsClause(start - 1) { start -= 1 }
        start = afterOpenBracket(start, end)
        // The nouns of the figure before end at a joint; without one nothing of this figure's own stands here.
        if start == floor, floor > limits.lowerBound {
            start =
                (floor..<end).first { view.listJoint($0, in: limits) || view.scan.cue(at: $0)?.cue == .opener } ?? end
        }
        var left = Left()
        var subject = end
        if let verb = view.phrase(.verb, endingAt: end, notBefore: start),
            view.phrase(.head, endingAt: verb, notBefore: start) == nil,
            !isCompound(verb)
                || view.phrase(.compound, at: verb) == end
        {
            left.verb = Array(verb..<end)
            left.isHolder = view.phrase(.has, endingAt: end, notBefore: start) == verb
            subject = verb
        } else if end == quantity.predicate, quantity.cue == .holds || quantity.cue == .level,
            view.phrase(.has, endingAt: min(end + 2, quantity.tokens.lowerBound), notBefore: end) == end
                || view.scan.hasCue(.holds, at: end)
        {
            left.isHolder = true
        }
        (left.subject, left.beforeCut) = core(start..<subject, limits)
        if let first = left.subject.first {
            left.isActor = isActor(first, left.subject.count)
        }
        if left.isActor, let holder = left.subject.lastIndex(where: { view.phrase(.has, at: $0) == $0 + 1 }),
            holder + 1 < left.subject.count
        {
            // `Nhóm ngân hàng … có dư nợ tăng 9%`: whose it is, then what.
            left.subject = Array(left.subject[(holder + 1)...])
            left.isActor = false
        }
        if isPronoun(left.subject) || left.subject.allSatisfy({ token in places.contains { $0.contains(token) } }) {
            left.subject = left.beforeCut
            left.isActor = left.subject.first.map { isActor($0, left.subject.count) } ?? left.isActor
        }
        return left
    }

    /// Signs that no name runs across; a dot within an abbreviation is none.
    func endsClause(_ index: Int) -> Bool {
        let token = view.scan.tokens[index]
        guard token.kind == .sign, !isAside(index) else { return false }
        switch token.word {
        case 0x2C, 0x2F, 0x2D, 0x2013, 0x22, 0x201C, 0x201D, 0x28, 0x29, 0x26: return false
        default: return true
        }
    }

    /// An organization, or a noun that only acts, heads the subject.
    func isActor(_ first: Int, _ count: Int) -> Bool {
        if organizations.contains(where: { $0.contains(first) || $0.lowerBound - first == 1 }) { return true }
        guard let end = view.phrase(.actor, at: first) else { return false }
        return count <= end - first + 5
    }

    /// The whole phrase only points back.
    func isPronoun(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last else { return false }
        return view.phrase(.pronoun, at: first).map { $0 > last } ?? false
    }

    /// An unclosed bracket begins a clause of its own.
    func afterOpenBracket(_ start: Int, _ end: Int) -> Int {
        var depth = 0
        var index = end
        while index > start {
            index -= 1
            if view.scan.tokens[index].isSign(")") { depth += 1 }
            if view.scan.tokens[index].isSign("(") {
                if depth == 0 { return index + 1 }
                depth -= 1
            }
        }
        return start
    }

    /// The last segment that names something, with the segments before it that are items of the same list.
    func core(_ range: Range<Int>, _ limits: Range<Int>) -> (name: [Int], beforeCut: [Int]) {
        var segments: [Range<Int>] = []
        var start = range.lowerBound
        var depth = 0
        for index in range {
            if view.scan.tokens[index].isSign("(") { depth += 1 }
            if view.scan.tokens[index].isSign(")") { depth = max(0, depth - 1) }
            guard view.scan.tokens[index].isSign(","), !isAside(index), depth == 0 else { continue }
            segments.append(start..<index)
            start = index + 1
        }
        segments.append(start..<range.upperBound)
        // `vốn đăng ký, gồm vốn cấp mới, vốn điều chỉnh, đạt`: the parts are no part of the name.
        if segments.last?.isEmpty ?? false,
            let parts = segments.indices.dropFirst().first(where: { index in
                segments[index].first.map { view.phrase(.aside, at: $0) != nil } ?? false
            })
        {
            segments.removeSubrange(parts...)
        }
        var first = segments.count - 1
        while first >= 0, trimmed(segments[first], limits).isEmpty { first -= 1 }
        guard first >= 0 else { return ([], []) }
        // `GRDP, theo giá so sánh, đạt`: an aside between commas names nothing while a subject stands before it.
        var named = first
        let closes = segments.last?.isEmpty ?? true
        while closes, named > 0, isPrepositional(segments[named]) || trimmed(segments[named], limits).isEmpty {
            named -= 1
        }
        if closes, !isPrepositional(segments[named]), !trimmed(segments[named], limits).isEmpty { first = named }
        // `So với 4 ngày nghỉ cùng kỳ, giảm 45 vụ`: a comparison names nothing.
        if let head = segments[first].first, view.scan.hasCue(.versus, at: head) { return ([], []) }
        let last = first
        while first > 0, joins(segments[first - 1], segments[first], limits) { first -= 1 }
        let whole = afterSource(segments[first].lowerBound..<segments[last].upperBound)
        let (cut, behind) = lastCut(in: whole)
        let speaks = view.phrase(.says, at: cut) != nil
        let before = cut > whole.lowerBound && !speaks ? trimmed(whole.lowerBound..<cut, limits) : []
        let name = trimmed(behind..<whole.upperBound, limits)
        return name.isEmpty ? (before, []) : (name, before)
    }

    /// `Theo số liệu của Tổng cục Hải quan tổng kim ngạch đạt …`: without a comma the name begins behind the source.
    func afterSource(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { !isAside($0) }), view.phrase(.preposition, at: first) != nil,
            let source = organizations.first(where: { $0.lowerBound > first && $0.upperBound < range.upperBound }),
            source.lowerBound - first <= 8
        else { return range }
        return source.upperBound..<range.upperBound
    }

    /// Whether a segment opens with a preposition of its own.
    func isPrepositional(_ segment: Range<Int>) -> Bool {
        guard let first = segment.first(where: { !isAside($0) }) else { return false }
        return view.phrase(.preposition, at: first) != nil
    }

    /// Whether two segments around a comma are one name: `nông, lâm nghiệp và thủy sản`, `có bằng, chứng chỉ`.
    func joins(_ before: Range<Int>, _ after: Range<Int>, _ limits: Range<Int>) -> Bool {
        guard let first = before.first, let next = after.first, startsPlain(next, limits) else { return false }
        if isAside(first) || view.wordClass(first, in: limits)?.kind == .edge { return false }
        if let cue = view.scan.cue(at: first)?.cue, [.opener, .versus, .level, .up, .down].contains(cue) {
            return false
        }
        if before.contains(where: { view.scan.tokens[$0].kind == .number && !isAside($0) }) { return false }
        let kept = trimmed(before, limits)
        guard !kept.isEmpty else { return false }
        let plain = after.prefix { !isAside($0) }
        let closes = plain.contains { view.scan.tokens[$0].word == view.words.và }
        if kept.count <= 2 { return closes || kept.count == 1 }
        // `tỷ lệ lao động có bằng, chứng chỉ`: a short noun behind a full phrase.
        return closes
            || (plain.count <= 3 && kept.count >= 5 && !view.scan.tokens[next].traits.contains(.capital)
                && view.phrase(.pronoun, at: next) == nil && view.phrase(.actor, at: next) == nil)
    }

    /// Whether a segment goes on as a name: no connective, period, place or verb at its head.
    func startsPlain(_ first: Int, _ limits: Range<Int>) -> Bool {
        view.wordClass(first, in: limits) == nil && !isAside(first) && view.scan.cue(at: first) == nil
    }

    /// The last word that ends what somebody says or does, and where the name behind it begins:
    /// `chuyên gia dự báo | lưu lượng xác thực`.
    func lastCut(in range: Range<Int>) -> (cut: Int, start: Int) {
        var found = (cut: range.lowerBound, start: range.lowerBound)
        for index in range where index >= found.start {
            guard let end = view.phrase(.cut, at: index), end <= range.upperBound, !isCompound(index) else { continue }
            found = (index, end)
        }
        return found
    }

    /// A token inside a compound is not what it looks like.
    func isCompound(_ index: Int) -> Bool {
        (max(0, index - 2)...index).contains { start in view.phrase(.compound, at: start).map { $0 > index } ?? false }
    }

    /// The tokens of a phrase without asides, connectives at its head and auxiliaries at its end.
    func trimmed(_ range: Range<Int>, _ limits: Range<Int>, isRight: Bool = false) -> [Int] {
        var kept = range.filter { !isAside($0) }
        while let first = kept.first {
            let token = view.scan.tokens[first]
            if token.kind == .sign, token.word != 0x22, token.word != 0x201C {
                kept.removeFirst()
            } else if let found = view.wordClass(first, in: limits), found.kind == .edge || found.kind == .aux {
                kept.removeAll { $0 < found.end }
            } else if !isCompound(first), let cue = view.scan.cue(at: first),
                (isRight ? NounPhrases.headsOfRight : NounPhrases.headsOfLeft).contains(cue.cue)
            {
                kept.removeAll { $0 < cue.end }
            } else {
                break
            }
        }
        while let last = kept.last {
            let token = view.scan.tokens[last]
            if token.kind == .sign, token.word != 0x29, token.word != 0x22, token.word != 0x201D {
                kept.removeLast()
            } else if token.kind == .word, kept.count > 1, let start = tail(endingAt: last + 1, notBefore: kept[0] + 1)
            {
                kept.removeAll { $0 >= start }
            } else {
                break
            }
        }
        if !isRight, kept.allSatisfy(isCueWord) { return [] }
        return withoutBrackets(kept)
    }

    /// Cues that stand before a name without being part of it.
    static let headsOfLeft: Set<Cue> = [.target, .opener, .level, .holds, .estimate, .versus, .restates]
    static let headsOfRight: Set<Cue> = [.opener, .level, .holds, .versus]

    /// A verb of level, movement or rank, or a hedge: what is made of these alone names nothing.
    func isCueWord(_ index: Int) -> Bool {
        (max(0, index - 2)...index).contains { start in
            guard let found = view.scan.cue(at: start), found.end > index else { return false }
            return [.level, .exceeds, .over, .rank, .holds, .versus, .equals, .up, .down].contains(found.cue)
                && !view.lexicon.isGrowthNoun(view.scan.tokens[start..<found.end])
        }
    }

    /// Where the auxiliary or connective that closes a phrase begins, if one does.
    func tail(endingAt end: Int, notBefore floor: Int) -> Int? {
        if isCompound(end - 1) { return nil }
        return view.phrase(.aux, endingAt: end, notBefore: floor) ?? view.phrase(.edge, endingAt: end, notBefore: floor)
    }

    /// Drops brackets and what they hold, but for an abbreviation: `Chỉ số Chuyển đổi số (DTI)`.
    func withoutBrackets(_ tokens: [Int]) -> [Int] {
        guard tokens.contains(where: { view.scan.tokens[$0].isSign("(") || view.scan.tokens[$0].isSign(")") }) else {
            return tokens
        }
        var kept: [Int] = []
        var index = 0
        while index < tokens.count {
            let token = view.scan.tokens[tokens[index]]
            if token.isSign("("), let close = tokens[index...].firstIndex(where: { view.scan.tokens[$0].isSign(")") }) {
                let inside = tokens[(index + 1)..<close]
                let short = inside.prefix { view.scan.tokens[$0].traits.contains(.allCapitals) }
                if !short.isEmpty { kept += [tokens[index]] + short + [tokens[close]] }
                index = close + 1
            } else {
                if !token.isSign("("), !token.isSign(")") { kept.append(tokens[index]) }
                index += 1
            }
        }
        return kept
    }
}
