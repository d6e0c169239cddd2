import Vietnamese

/// Gathers what an article calls its organizations.
struct OrganizationNamesReader {
    var names = OrganizationNames()
    /// Every name the article gives, as printed.
    private var printed: Set<String> = []

    /// Takes in one field.
    mutating func gather(_ view: FieldView) {
        let reader = OrganizationReader(view: view)
        for sentence in view.scan.sentences.indices {
            let mentions = reader.mentions(in: sentence)
            let limits = view.scan.sentences[sentence].tokens
            for mention in mentions where mention.kind == .firm || mention.kind == .office {
                addForms(of: mention, reader, limits)
                printed.insert(reader.text(mention.tokens))
                if mention.kind == .office {
                    names.count(reader.text(mention.tokens), head: view.scan.tokens[mention.tokens.lowerBound].word)
                }
            }
            findFirms(reader, mentions, limits)
        }
    }

    /// `VNPT`, `Bộ TN&MT` stand for what the article calls `Tập đoàn Bưu chính Viễn thông Việt Nam`, `Bộ Tài nguyên và Môi
    /// trường` elsewhere.
    mutating func settle(_ lexicon: Lexicon) {
        let names = printed.sorted()
        let whole = Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        for name in names {
            let words = name.split(separator: " ")
            for start in words.indices {
                for end in start..<min(words.count, start + 3) {
                    guard let full = lexicon.fullNames[words[start...end].joined(separator: " ")] else { continue }
                    let parts = words[..<start].map(String.init) + [full] + words[(end + 1)...].map(String.init)
                    if let same = whole[parts.joined(separator: " ").lowercased()] {
                        self.names.add(short: name, for: self.names.full(same))
                    }
                }
            }
        }
    }

    /// `Tổng công ty Đường sắt Việt Nam (VNR)`, `Ngân hàng Lộc Phát (LPBank, mã LPB)`, `Công ty cổ phần Sữa Hòa Lạc`.
    private mutating func addForms(of mention: OrganizationMention, _ reader: OrganizationReader, _ limits: Range<Int>)
    {
        let view = reader.view
        let end = mention.tokens.upperBound
        let full = reader.text(mention.tokens)
        for own in ownNames(of: mention, view) {
            names.add(short: reader.text(own), for: full)
            names.add(Array(view.text[bytes(own, view)]), .firm)
        }
        let open = bracket(after: end, view, limits)
        guard view.sign("(", open, in: limits) else { return }
        let close = view.afterBracket(open, in: limits)
        addName(behind: open, for: full, of: mention, reader, limits)
        // `Bảo hiểm xã hội (BHXH) Việt Nam`: the bracket stands inside the name.
        if open == end, close == end + 3, let short = view.token(end + 1, in: limits),
            short.traits.contains(.allCapitals),
            view.token(close, in: limits)?.traits.contains(.capital) ?? false
        {
            let rest = reader.extended(close, limits)
            if rest > close {
                let tail = reader.text(close..<rest)
                names.add(short: "\(reader.text(end + 1..<end + 2)) \(tail)", for: "\(full) \(tail)")
                return
            }
        }
        var index = open + 1
        while index < close - 1 {
            let token = view.scan.tokens[index]
            let isKnown = view.scan.has(Category.organization, OrganizationWord.firm.rawValue, at: index)
            if token.kind == .word, isShort(token, view) || isKnown, view.scan.longest(Category.place, at: index) == nil
            {
                let isWhole = close - open == 3 && open == end && mention.proper > mention.tokens.lowerBound
                let short = reader.text(index..<index + 1)
                names.add(short: short, for: isWhole ? "\(full) (\(short))" : full)
                if isWhole { names.add(short: full, for: "\(full) (\(short))") }
                names.add(Array(view.text[bytes(index..<index + 1, view)]), mention.kind)
            }
            index += 1
        }
    }

    /// What a company is called without its head, and without a second one: `Tập đoàn Hải Vân` and `Hải Vân` of `Công ty cổ
    /// phần Tập đoàn Hải Vân`.
    private func ownNames(of mention: OrganizationMention, _ view: FieldView) -> [Range<Int>] {
        guard mention.kind == .firm, mention.proper > mention.tokens.lowerBound,
            !view.scan.has(Category.organization, OrganizationWord.site.rawValue, at: mention.tokens.lowerBound)
        else { return [] }
        var starts = [mention.proper]
        if let second = view.scan.longest(Category.organization, at: mention.proper),
            second.entry.value == OrganizationWord.company.rawValue
        {
            starts.append(Int(second.end))
        } else if view.scan.has(Category.organization, OrganizationWord.company.rawValue, at: mention.proper) {
            // A lexicon's name begins with the second head: `Tập đoàn FPT`.
            starts.append(mention.proper + 2)
        }
        return starts.filter { $0 < mention.tokens.upperBound }.map { $0..<mention.tokens.upperBound }.filter { own in
            guard view.scan.longest(Category.place, at: own.lowerBound) == nil else { return false }
            if own.count >= 2 { return true }
            // A single word is a name where it is no other word.
            return isShort(view.scan.tokens[own.lowerBound], view)
                || view.scan.has(Category.organization, OrganizationWord.firm.rawValue, at: own.lowerBound)
        }
    }

    /// Where the bracket behind a name may open: behind `- CTCP`, if that follows.
    private func bracket(after end: Int, _ view: FieldView, _ limits: Range<Int>) -> Int {
        guard view.dash(end, in: limits), let form = view.scan.longest(Category.organization, at: end + 1),
            form.entry.value == OrganizationWord.company.rawValue
        else { return end }
        return Int(form.end)
    }

    /// `Ngân hàng TMCP Hải Vân (Hải Vân Bank, mã HVB)`: a name of several words comes first in the bracket.
    private mutating func addName(
        behind open: Int, for full: String, of mention: OrganizationMention, _ reader: OrganizationReader,
        _ limits: Range<Int>
    ) {
        let view = reader.view
        guard mention.kind == .firm, mention.proper > mention.tokens.lowerBound else { return }
        var end = open + 1
        while let token = view.token(end, in: limits), token.kind == .word, token.traits.contains(.capital) { end += 1 }
        guard (2...4).contains(end - open - 1), view.sign(",", end, in: limits) || view.sign(")", end, in: limits),
            view.scan.longest(Category.place, at: open + 1).map({ Int($0.end) < end }) ?? true
        else { return }
        names.add(short: reader.text(open + 1..<end), for: full)
        names.add(Array(view.text[bytes(open + 1..<end, view)]), .firm)
    }

    /// Two capitals and more.
    private func isShort(_ token: Token, _ view: FieldView) -> Bool {
        token.traits.contains(.allCapitals) || (token.traits.contains(.capital) && isForeign(token, view))
    }

    private func bytes(_ range: Range<Int>, _ view: FieldView) -> Range<Int> {
        Int(view.scan.tokens[range.lowerBound].start)..<Int(view.scan.tokens[range.upperBound - 1].end)
    }

    /// Capitalised names that stand as only companies' do.
    private mutating func findFirms(
        _ reader: OrganizationReader, _ mentions: [OrganizationMention], _ limits: Range<Int>
    ) {
        let view = reader.view
        var index = limits.lowerBound
        while index < limits.upperBound {
            guard view.scan.tokens[index].kind == .word, view.scan.tokens[index].traits.contains(.capital) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < limits.upperBound, view.scan.tokens[end].kind == .word,
                view.scan.tokens[end].traits.contains(.capital)
            {
                end += 1
            }
            // `Chuỗi Phở Quê`: the noun before it has a capital only because it opens the sentence.
            if view.scan.tokens[index].traits.contains(.sentenceStart),
                let hit = view.scan.longest(Category.organization, at: index), Int(hit.end) < end,
                hit.entry.value == OrganizationWord.chain.rawValue
            {
                index = Int(hit.end)
            }
            let run = index..<end
            index = end
            guard run.count <= 5, !mentions.contains(where: { $0.tokens.overlaps(run) }),
                view.scan.longest(Category.place, at: run.lowerBound).map({ Int($0.end) < run.upperBound }) ?? true,
                view.role(.person, endingAt: run.lowerBound, notBefore: limits.lowerBound) == nil,
                isFirm(run, view, limits)
            else { continue }
            names.add(Array(view.text[bytes(run, view)]), .firm)
        }
    }

    private func isFirm(_ run: Range<Int>, _ view: FieldView, _ limits: Range<Int>) -> Bool {
        let end = run.upperBound
        // `Hòa Phát (HPG)`, `(mã HPG)`: a listed company's code.
        if view.sign("(", end, in: limits), let code = view.token(end + 1, in: limits) {
            let isCode = code.traits.contains(.allCapitals) && code.range.count == 3 && code.word == 0
            if isCode, view.sign(")", end + 2, in: limits) { return true }
            if view.scan.has(Category.organization, OrganizationWord.chain.rawValue, at: end + 1) { return true }
        }
        let first = view.scan.tokens[run.lowerBound]
        // `cổ phiếu HPG`, `mã NVL`.
        if run.count == 1, first.traits.contains(.allCapitals), first.range.count == 3,
            view.role(.noname, at: run.lowerBound) == nil,
            view.role(.share, endingAt: run.lowerBound, notBefore: limits.lowerBound) != nil
        {
            return true
        }
        guard run.count >= 2 || (first.word == 0 && isForeign(first, view)) else { return false }
        // `chuỗi Bách Hóa Xanh`, `nhà mạng Gtel`.
        if let hit = view.scan.longest(
            Category.organization, endingAt: run.lowerBound, notBefore: limits.lowerBound),
            hit.entry.value == OrganizationWord.chain.rawValue || hit.entry.value == OrganizationWord.company.rawValue
        {
            return view.scan.longest(Category.place, at: run.lowerBound) == nil
        }
        let opens =
            run.lowerBound == limits.lowerBound || view.listJoint(run.lowerBound - 1, in: limits)
            || view.sign(":", run.lowerBound - 1, in: limits)
        guard opens else { return false }
        // `Petrolimex, doanh nghiệp giữ …`, `Vĩnh Hoàn - công ty lớn nhất ngành -`.
        let after = view.afterBracket(end, in: limits)
        if view.sign(",", after, in: limits) || view.dash(after, in: limits),
            let hit = view.scan.longest(Category.organization, at: after + 1),
            hit.entry.value == OrganizationWord.company.rawValue || hit.entry.value == OrganizationWord.chain.rawValue,
            !view.scan.tokens[after + 1].traits.contains(.capital)
        {
            return true
        }
        // `Hoa Sen lãi 120 tỷ`.
        return view.role(.trades, at: after) != nil
    }

    /// No Vietnamese syllable: a letter the alphabet lacks, a capital within, or too long.
    private func isForeign(_ token: Token, _ view: FieldView) -> Bool {
        guard !token.traits.contains(.allCapitals) else { return false }
        var inner = false
        for (offset, position) in token.range.enumerated() {
            let byte = view.text[position]
            guard byte < 0x80 else { return false }
            switch byte | 0x20 {
            case UInt8(ascii: "f"), UInt8(ascii: "j"), UInt8(ascii: "w"), UInt8(ascii: "z"): return true
            default: break
            }
            if byte & 0x20 == 0, offset > 0 { inner = true }
        }
        return token.range.count >= 8 || inner
    }
}
