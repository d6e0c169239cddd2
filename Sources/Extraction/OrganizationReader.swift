import Vietnamese

/// Finds the organizations that a sentence names or points back to.
struct OrganizationReader {
    let view: FieldView
    /// What else the article calls its companies.
    var names = OrganizationNames()

    /// The organizations a sentence names: by lexicon, by a head noun and the words that complete it, or because the
    /// article shows elsewhere that the name is a company's.
    func mentions(in sentence: Int) -> [OrganizationMention] {
        var found: [OrganizationMention] = []
        guard view.scan.holds(Category.organization, sentence: sentence) || !names.others.isEmpty else { return found }
        let limits = view.scan.sentences[sentence].tokens
        var index = limits.lowerBound
        while index < limits.upperBound {
            if let mention = mention(at: index, sentence, limits) {
                found.append(mention)
                index = mention.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func mention(at index: Int, _ sentence: Int, _ limits: Range<Int>) -> OrganizationMention? {
        let token = view.scan.tokens[index]
        guard token.kind == .word, !isInside(index, limits) else { return nil }
        let isCapital = token.traits.contains(.capital)
        func mention(_ end: Int, _ kind: OrganizationMention.Kind, proper: Int? = nil) -> OrganizationMention {
            OrganizationMention(tokens: index..<end, sentence: sentence, kind: kind, proper: proper ?? index)
        }
        let hit = view.scan.longest(Category.organization, at: index)
        if isCapital, let known = names.match(view, at: index), known.end >= hit.map({ Int($0.end) }) ?? 0,
            !isGlued(known.end, limits), view.role(.noname, at: index) != known.end
        {
            return mention(known.kind == .firm ? extended(known.end, limits, from: index) : known.end, known.kind)
        }
        if view.word(index, in: limits) == view.words.một, let end = unnamed(at: index, limits) {
            return mention(end, .unnamed)
        }
        guard let hit, let word = OrganizationWord(rawValue: hit.entry.value) else { return nil }
        let end = Int(hit.end)
        // `Cục trưởng`, `Đài Loan`.
        if let person = view.role(.person, at: index), person >= end { return nil }
        if let place = view.scan.longest(Category.place, at: index), Int(place.end) > end { return nil }
        switch word {
        case .group: return mention(end, .group)
        case .chain, .general: return nil
        case .name: return isCapital ? mention(extended(end, limits, from: index, places: true), .office) : nil
        case .reporter: return isFirm(index, end, limits) ? mention(end, .reporter) : nil
        case .firm:
            guard isFirm(index, end, limits) else { return nil }
            // `Bệnh viện Hữu nghị Đa khoa Nghệ An`: a longer name than the lexicon's.
            let isHeaded = view.scan.has(Category.organization, OrganizationWord.company.rawValue, at: index)
            return mention(isHeaded ? complete(from: end, limits) : extended(end, limits, from: index), .firm)
        case .head, .company, .site:
            guard isCapital || word == .site else { return nil }
            // `Tây Ban Nha`, `Đông Nam Bộ`.
            if let before = view.token(index - 1, in: limits), before.kind == .word, before.traits.contains(.capital),
                !before.traits.contains(.sentenceStart), word != .company
            {
                return nil
            }
            if word == .head, end == index + 1,
                view.token(end, in: limits).map({ !$0.traits.contains(.capital) }) ?? true,
                view.scan.longest(Category.placeType, at: end) == nil
            {
                return nil
            }
            var whole = complete(from: end, limits)
            if word == .head, view.lexicon.boards.contains(view.scan.tokens[end - 1].word), end - index >= 2 {
                whole = max(whole, board(from: end, limits))
                // `Ban Quản lý dự án 6`.
                if whole == end, view.plainNumber(end, in: limits) != nil,
                    view.token(end + 1, in: limits).map({ $0.kind == .word }) ?? true
                {
                    whole = end + 1
                }
            }
            if whole > end, isReporter(whole, limits) { return mention(whole, .reporter) }
            if whole > end { return mention(whole, word == .head ? .office : .firm, proper: end) }
            // `Hội` alone is none, but a shorter reading of the same words may be one: `Tập đoàn Bảo Việt`.
            return nil
        }
    }

    /// Short names are words too: only in capitals throughout are they names.
    private func isFirm(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        let first = view.scan.tokens[start]
        guard first.traits.contains(.capital) else { return false }
        if end - start == 1, first.range.count <= 3, !first.traits.contains(.allCapitals) { return false }
        // `Nguyễn Bảo Việt`: part of something longer.
        if let before = view.token(start - 1, in: limits), before.kind == .word, before.traits.contains(.capital),
            !before.traits.contains(.sentenceStart),
            view.scan.longest(Category.organization, endingAt: start, notBefore: limits.lowerBound) == nil
        {
            return false
        }
        if isGlued(end, limits) { return false }
        return view.scan.tokens[end - 1].kind != .word || view.scan.tokens[end - 1].traits.contains(.capital)
            || end - start > 2
    }

    /// `TT-NHNN`: part of a longer word that begins before it.
    private func isInside(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.scan.tokens[index].isGlued, let before = view.token(index - 1, in: limits) else { return false }
        return before.isSign("-") || before.isSign("/")
    }

    /// `… Lưu ký và Bù trừ chứng khoán Việt Nam (VSDC)`: the abbreviation is a reporter's; `(HoSE: VHC)` is where a company
    /// is listed.
    private func isReporter(_ end: Int, _ limits: Range<Int>) -> Bool {
        view.sign("(", end, in: limits) && view.sign(")", end + 2, in: limits)
            && view.scan.has(Category.organization, OrganizationWord.reporter.rawValue, at: end + 1)
    }

    /// `HNX-Index`: part of a longer word.
    private func isGlued(_ end: Int, _ limits: Range<Int>) -> Bool {
        guard let dash = view.token(end, in: limits), dash.isSign("-"), dash.isGlued else { return false }
        return view.token(end + 1, in: limits)?.isGlued ?? false
    }

    func name(_ mention: OrganizationMention) -> String { names.full(text(mention.tokens)) }

    /// The words of a name as printed.
    func text(_ range: Range<Int>) -> String {
        let tokens = view.scan.tokens
        let bytes = Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
        return String(decoding: view.text[bytes], as: UTF8.self)
    }
}
