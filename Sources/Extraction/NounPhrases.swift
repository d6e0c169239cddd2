import Vietnamese

/// Cuts the noun phrases around a figure out of its sentence, as lists of tokens.
struct NounPhrases {
    let view: FieldView
    /// Token ranges that are no part of a name: periods and places, with the preposition before them.
    let asides: [Range<Int>]
    let organizations: [Range<Int>]
    /// The places of the sentence.
    let places: [Range<Int>]

    // MARK: Left

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
    private func endsClause(_ index: Int) -> Bool {
        let token = view.scan.tokens[index]
        guard token.kind == .sign, !isAside(index) else { return false }
        switch token.word {
        case 0x2C, 0x2F, 0x2D, 0x2013, 0x22, 0x201C, 0x201D, 0x28, 0x29, 0x26: return false
        default: return true
        }
    }

    /// An organization, or a noun that only acts, heads the subject.
    private func isActor(_ first: Int, _ count: Int) -> Bool {
        if organizations.contains(where: { $0.contains(first) || $0.lowerBound - first == 1 }) { return true }
        guard let end = view.phrase(.actor, at: first) else { return false }
        return count <= end - first + 5
    }

    /// The whole phrase only points back.
    private func isPronoun(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last else { return false }
        return view.phrase(.pronoun, at: first).map { $0 > last } ?? false
    }

    /// An unclosed bracket begins a clause of its own.
    private func afterOpenBracket(_ start: Int, _ end: Int) -> Int {
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
    private func core(_ range: Range<Int>, _ limits: Range<Int>) -> (name: [Int], beforeCut: [Int]) {
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
        let before = cut > whole.lowerBound ? trimmed(whole.lowerBound..<cut, limits) : []
        let name = trimmed(behind..<whole.upperBound, limits)
        return name.isEmpty ? (before, []) : (name, before)
    }

    /// Whether a name opens with a noun of measure: `tỷ lệ`, `độ`, `doanh thu`.
    func isMeasure(_ tokens: [Int]) -> Bool {
        tokens.first.map { view.phrase(.head, at: $0) != nil } ?? false
    }

    /// `Theo số liệu của Tổng cục Hải quan tổng kim ngạch đạt …`: without a comma the name begins behind the source.
    private func afterSource(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { !isAside($0) }), view.phrase(.preposition, at: first) != nil,
            let source = organizations.first(where: { $0.lowerBound > first && $0.upperBound < range.upperBound }),
            source.lowerBound - first <= 8
        else { return range }
        return source.upperBound..<range.upperBound
    }

    /// Whether a segment opens with a preposition of its own.
    private func isPrepositional(_ segment: Range<Int>) -> Bool {
        guard let first = segment.first(where: { !isAside($0) }) else { return false }
        return view.phrase(.preposition, at: first) != nil
    }

    /// Whether two segments around a comma are one name: `nông, lâm nghiệp và thủy sản`, `có bằng, chứng chỉ`.
    private func joins(_ before: Range<Int>, _ after: Range<Int>, _ limits: Range<Int>) -> Bool {
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
    private func startsPlain(_ first: Int, _ limits: Range<Int>) -> Bool {
        view.wordClass(first, in: limits) == nil && !isAside(first) && view.scan.cue(at: first) == nil
    }

    /// The last word that ends what somebody says or does, and where the name behind it begins:
    /// `chuyên gia dự báo | lưu lượng xác thực`.
    private func lastCut(in range: Range<Int>) -> (cut: Int, start: Int) {
        var found = (cut: range.lowerBound, start: range.lowerBound)
        for index in range where index >= found.start {
            guard let end = view.phrase(.cut, at: index), end <= range.upperBound, !isCompound(index) else { continue }
            found = (index, end)
        }
        return found
    }

    /// A token inside a compound is not what it looks like.
    private func isCompound(_ index: Int) -> Bool {
        (max(0, index - 2)...index).contains { start in view.phrase(.compound, at: start).map { $0 > index } ?? false }
    }

    /// The tokens of a phrase without asides, connectives at its head and auxiliaries at its end.
    private func trimmed(_ range: Range<Int>, _ limits: Range<Int>, isRight: Bool = false) -> [Int] {
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
    private static let headsOfLeft: Set<Cue> = [.target, .opener, .level, .holds, .estimate, .versus, .restates]
    private static let headsOfRight: Set<Cue> = [.opener, .level, .holds, .versus]

    /// A verb of level, movement or rank, or a hedge: what is made of these alone names nothing.
    private func isCueWord(_ index: Int) -> Bool {
        (max(0, index - 2)...index).contains { start in
            guard let found = view.scan.cue(at: start), found.end > index else { return false }
            return [.level, .exceeds, .over, .rank, .holds, .versus, .equals, .up, .down].contains(found.cue)
                && !view.lexicon.isGrowthNoun(view.scan.tokens[start..<found.end])
        }
    }

    /// Where the auxiliary or connective that closes a phrase begins, if one does.
    private func tail(endingAt end: Int, notBefore floor: Int) -> Int? {
        if isCompound(end - 1) { return nil }
        return view.phrase(.aux, endingAt: end, notBefore: floor) ?? view.phrase(.edge, endingAt: end, notBefore: floor)
    }

    /// Drops brackets and what they hold, but for an abbreviation: `Chỉ số Chuyển đổi số (DTI)`.
    private func withoutBrackets(_ tokens: [Int]) -> [Int] {
        guard tokens.contains(where: { view.scan.tokens[$0].isSign("(") || view.scan.tokens[$0].isSign(")") }) else {
            return tokens
        }
        var kept: [Int] = []
        var index = 0
        while index < tokens.count {
            let token = view.scan.tokens[tokens[index]]
            if token.isSign("("), let close = tokens[index...].firstIndex(where: { view.scan.tokens[$0].isSign(")") }) {
                let inside = tokens[(index + 1)..<close]
                if let first = inside.first, view.scan.tokens[first].traits.contains(.allCapitals) {
                    kept += [tokens[index], first, tokens[close]]
                }
                index = close + 1
            } else {
                if !token.isSign("("), !token.isSign(")") { kept.append(tokens[index]) }
                index += 1
            }
        }
        return kept
    }

    // MARK: Right

    /// The counted or shared noun after a figure, up to what ends it.
    func right(of quantity: Quantity, ceiling: Int, _ limits: Range<Int>) -> [Int] {
        var quantity = quantity
        // `50% trở lên dân số`: the hedge behind the figure is no part of the noun.
        if let cue = view.scan.cue(at: quantity.after), cue.cue == .orMore || cue.cue == .orLess {
            quantity.after = cue.end
        }
        let end = endOfRight(quantity, min(ceiling, limits.upperBound), limits)
        return trimmed(quantity.after..<max(end, quantity.after), limits, isRight: true)
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

    private func endOfRight(_ quantity: Quantity, _ ceiling: Int, _ limits: Range<Int>) -> Int {
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
                if end == quantity.after, found.kind == .edge, quantity.kind == .count { break }
                if found.kind == .verb || (found.kind == .aux && end > quantity.after) { isNominal = false }
            }
            end += 1
        }
        return end
    }

    /// `bộ, ngành`, `sân bay, bến cảng, cửa khẩu dùng …`: a comma inside a name has nouns on both sides, and what
    /// follows closes with another joint or the verb.
    private func continuesList(_ comma: Int, _ start: Int, _ ceiling: Int, _ limits: Range<Int>) -> Bool {
        let next = comma + 1
        guard comma > start, next < ceiling, view.scan.tokens[next].kind == .word, startsPlain(next, limits),
            !view.scan.tokens[next].traits.contains(.capital)
        else { return false }
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

    /// The noun names nothing by itself: `người`, `hồ sơ`.
    func isGeneric(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last else { return false }
        return view.phrase(.generic, at: first).map { $0 > last } ?? false
    }

    /// The noun is only a counting word: `con`, `em`.
    func isClassifier(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last else { return false }
        return view.phrase(.classifier, at: first).map { $0 > last } ?? false
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

    // MARK: Elsewhere

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

    /// A header's name: its tokens without asides and empty brackets.
    func header(_ limits: Range<Int>) -> String {
        var kept = limits.filter { !isAside($0) }
        kept = kept.filter { index in
            guard view.scan.tokens[index].kind == .sign else { return true }
            return view.sign(",", index, in: limits) || view.sign("-", index, in: limits)
                || view.sign("&", index, in: limits)
        }
        while let last = kept.last, view.scan.tokens[last].kind == .sign { kept.removeLast() }
        while let first = kept.first, view.scan.tokens[first].kind == .sign { kept.removeFirst() }
        return text(kept)
    }

    // MARK: Words of growth and share

    /// A subject without the growth noun at its head; `tăng trưởng kinh tế` is a name of its own.
    func withoutGrowth(_ subject: String) -> String {
        for head in NounPhrases.growthHeads where subject.lowercased().hasPrefix(head) {
            let rest = subject.dropFirst(head.count)
            let name = rest.hasPrefix(" của ") ? rest.dropFirst(5) : rest.dropFirst()
            if name.isEmpty { return "" }
            return name.lowercased() == "kinh tế" ? "tăng trưởng kinh tế" : String(name)
        }
        return subject
    }

    /// A subject without `tỷ trọng` or `tỷ lệ` at its head.
    func withoutShare(_ subject: String) -> String {
        for head in ["tỷ trọng ", "tỉ trọng ", "tỷ lệ ", "tỉ lệ "] where subject.lowercased().hasPrefix(head) {
            return String(subject.dropFirst(head.count))
        }
        return subject
    }

    /// What holds a share: `kinh tế số` of `tỷ trọng kinh tế số trong GDP`; nil for what is no share.
    func holder(of name: String) -> String? {
        let held = withoutShare(name)
        guard held != name, name.lowercased().hasPrefix("t") else { return nil }
        for cut in [" trong ", "/", " trên "] {
            let parts = held.split(separator: cut, maxSplits: 1)
            if parts.count == 2 { return String(parts[0]) }
        }
        return nil
    }

    /// Whether a name only points back: `khu vực này`, `lĩnh vực này`.
    func pointsBack(_ name: String) -> Bool {
        name.hasSuffix(" này") && name.utf8.count { $0 == 0x20 } <= 3
    }

    /// Whether a name speaks of an index or ranking: the words for it, or an abbreviation in capitals.
    func namesIndex(_ name: String) -> Bool {
        let folded = name.lowercased()
        if folded.contains("chỉ số") || folded.contains("xếp hạng") || folded.contains("thứ hạng") { return true }
        return name.split(separator: " ").contains { word in
            word.utf8.count >= 3 && word.utf8.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || $0 == 0x28 || $0 == 0x29 }
        }
    }

    private static let growthHeads = [
        "tốc độ tăng trưởng", "tốc độ tăng", "tỷ lệ tăng trưởng", "tỷ lệ tăng", "mức tăng trưởng", "mức tăng",
        "nhịp tăng", "đà tăng", "tăng trưởng", "tốc độ giảm", "mức giảm", "tỷ lệ giảm",
    ]

    // MARK: Text

    private func isAside(_ token: Int) -> Bool { asides.contains { $0.contains(token) } }

    /// The text of tokens, one space between those that are spaced in the article.
    func text(_ tokens: [Int]) -> String {
        var bytes: [UInt8] = []
        for index in tokens {
            let token = view.scan.tokens[index]
            if !bytes.isEmpty, token.traits.contains(.spaced) { bytes.append(0x20) }
            bytes.append(contentsOf: view.text[token.range])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
