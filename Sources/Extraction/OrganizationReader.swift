import Vietnamese

/// An organization the article names.
struct OrganizationMention {
    var tokens: Range<Int>
    var sentence: Int
}

/// Finds the organizations of a sentence, and gives each quantity the one whose own figure it is.
struct OrganizationReader {
    let view: FieldView

    /// The organizations a sentence names, by lexicon or by a head noun and the capitalised words after it.
    func mentions(in sentence: Int) -> [OrganizationMention] {
        let limits = view.scan.sentences[sentence].tokens
        var found: [OrganizationMention] = []
        guard view.scan.holds(Category.organization, sentence: sentence) else { return found }
        var index = limits.lowerBound
        while index < limits.upperBound {
            guard let hit = view.scan.longest(Category.organization, at: index), isWritten(hit) else {
                index += 1
                continue
            }
            let end =
                hit.entry.value == 1 || hit.entry.value == 3 ? endOfName(from: Int(hit.end), limits) : Int(hit.end)
            if end > Int(hit.end) || (hit.entry.value != 1 && (hit.entry.value != 3 || isName(hit))) {
                found.append(OrganizationMention(tokens: index..<end, sentence: sentence))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// A company's own name in the lexicon needs no words behind it; a head such as `Công ty` does.
    private func isName(_ hit: PhraseBook.Hit) -> Bool { view.scan.has(Category.organization, 0, at: Int(hit.start)) }

    /// Names begin with a capital; groups (`khối bộ, ngành`) need none.
    private func isWritten(_ hit: PhraseBook.Hit) -> Bool {
        hit.entry.value == 2 || view.scan.tokens[Int(hit.start)].traits.contains(.capital)
    }

    /// Capitalised words, and small ones between two of them, complete a head: `Sở Thông tin và Truyền thông`.
    private func endOfName(from start: Int, _ limits: Range<Int>) -> Int {
        var index = start
        var end = start
        while index < limits.upperBound, view.scan.tokens[index].kind == .word, index - end <= 3 {
            if view.scan.tokens[index].traits.contains(.capital) {
                end = index + 1
            } else if view.scan.longest(Category.cue, at: index) != nil {
                break
            } else if view.wordClass(index, in: limits)?.kind == .edge,
                view.word(index, in: limits) != view.words.và
            {
                break
            }
            index += 1
        }
        // `Ngân hàng Chính sách xã hội (100%)`: a bracket closes the name with its last small words.
        if end < index, index - end <= 3, view.sign("(", index, in: limits) { return index }
        return end
    }

    /// Sets the organizations of the quantities of one sentence: in brackets right after a name, one by one in a
    /// respective list, else the subject of a clause that ranks or scores it.
    func attribute(
        _ quantities: inout ArraySlice<Quantity>, sentence: Int, subject owner: String?, _ limits: Range<Int>
    ) {
        for index in quantities.indices { quantities[index].organization = owner }
        let own = mentions(in: sentence)
        guard !own.isEmpty else { return }
        for index in quantities.indices {
            let quantity = quantities[index]
            if let before = own.last(where: { $0.tokens.upperBound <= quantity.tokens.lowerBound }),
                view.sign("(", before.tokens.upperBound, in: limits),
                quantity.predicate - before.tokens.upperBound <= 2
            {
                quantities[index].organization = name(before)
            } else if let subject = subject(of: quantity, own, limits) {
                quantities[index].organization = name(subject)
            }
        }
        let lists = RespectiveLists(view: view)
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard let list = lists.names(own.map(\.tokens), before: start, count: run.count, limits) else { continue }
            for (quantity, mention) in zip(run, list) { quantities[quantity].organization = name(own[mention]) }
        }
    }

    /// The organization that opens the figure's clause and is itself ranked or measured there.
    private func subject(
        of quantity: Quantity, _ own: [OrganizationMention], _ limits: Range<Int>
    ) -> OrganizationMention? {
        guard
            let mention = own.last(where: {
                $0.tokens.upperBound <= quantity.tokens.lowerBound
                    && !($0.tokens.upperBound..<quantity.tokens.lowerBound).contains { token in
                        view.scan.tokens[token].isSign(";")
                    }
            })
        else { return nil }
        guard !isSource(mention, limits) else { return nil }
        let end = mention.tokens.upperBound
        // `khối địa phương 44,0%`, `Viettel dẫn đầu với 7.300 trạm`, `… trên mạng Viettel chiếm 18,4%`.
        if end == quantity.predicate || view.phrase(.lead, at: end) != nil { return mention }
        let isNear = !(end..<quantity.tokens.lowerBound).contains { view.scan.tokens[$0].isSign(",") }
        if isCompany(mention), isNear { return mention }
        guard let after = view.scan.cue(at: end) else { return nil }
        return after.cue == .rank || after.cue == .level || after.cue == .up || after.cue == .down ? mention : nil
    }

    /// `theo Bộ Công an`, `báo cáo của Bộ Y tế`: who says it, not whose figure it is.
    func isSource(_ mention: OrganizationMention, _ limits: Range<Int>) -> Bool {
        guard let before = view.wordClass(mention.tokens.lowerBound - 1, in: limits) else { return false }
        return before.kind == .edge
    }

    func name(_ mention: OrganizationMention) -> String {
        let tokens = view.scan.tokens
        let range = Int(tokens[mention.tokens.lowerBound].start)..<Int(tokens[mention.tokens.upperBound - 1].end)
        return String(decoding: view.text[range], as: UTF8.self)
    }
}
