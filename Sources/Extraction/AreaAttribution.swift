import Catalogue
import Vietnamese

/// Gives each quantity the place it speaks of.
struct AreaAttribution {
    let view: FieldView
    let areas: AreaMentions
    /// The place the whole article speaks of, if any.
    let article: String?
    /// The article is about trade, investment or travel.
    let isFlow: Bool

    /// Sets the areas of the quantities of one sentence.
    func attribute(_ quantities: inout ArraySlice<Quantity>, sentence: Int, _ limits: Range<Int>) {
        let own = areas.mentions[areas.ofSentence[sentence]].filter { !$0.isScene }
        for index in quantities.indices {
            let (area, note) = area(of: quantities[index], own: own, sentence: sentence, quantities, limits)
            quantities[index].area = area
            quantities[index].grounds.area = note
        }
        let lists = RespectiveLists(view: view)
        // `EU, Hàn Quốc và Nhật Bản lần lượt mua …`: partners of Việt Nam's.
        let isPartner = isPartner(sentence, limits)
        let names = own.filter {
            $0.kind != .homeCountry && !(isPartner && ($0.kind == .country || $0.kind == .bloc))
        }
        for run in lists.runs(of: quantities, limits) {
            let start = quantities[run.lowerBound].tokens.lowerBound
            guard
                let list = lists.names(names.map(\.tokens), before: start, count: run.count, limits)
            else { continue }
            for (quantity, name) in zip(run, list) {
                quantities[quantity].area = names[name].area
                quantities[quantity].grounds.area = Note(.list, names[name].tokens)
            }
        }
    }

    private func area(
        of quantity: Quantity, own: [AreaMention], sentence: Int, _ quantities: ArraySlice<Quantity>,
        _ limits: Range<Int>
    ) -> (String, Note) {
        let usable = own.filter { canHold($0, quantity, quantities, sentence, limits) }
        if let last = anaphor(before: quantity, sentence, limits) { return (last.area, Note(.pointsBack, last.tokens)) }
        if let named = named(behind: quantity, sentence, limits) {
            return (named.area, Note(.clauseRight, named.tokens))
        }
        if let mean = mean(behind: quantity, sentence, limits) { return (mean.area, Note(.clauseRight, mean.tokens)) }
        let left = usable.last { $0.tokens.upperBound <= quantity.tokens.lowerBound && reaches($0, quantity, limits) }
        if let own = whole(after: left?.tokens.upperBound ?? limits.lowerBound, before: quantity, limits) { return own }
        if let left { return (left.area, Note(.clauseLeft, left.tokens)) }
        if let note = national(quantity, usable, limits) { return ("VN", note) }
        let right = usable.first {
            $0.tokens.lowerBound >= quantity.after && $0.kind != .homeCountry
                && quantity.kind != .rank && !crosses(quantity.after..<$0.tokens.lowerBound, limits)
                && !quantities.contains { other in
                    other.tokens.lowerBound > quantity.tokens.lowerBound
                        && other.tokens.lowerBound < (usable.first?.tokens.lowerBound ?? 0)
                }
        }
        if let right { return (right.area, Note(.clauseRight, right.tokens)) }
        return inherited(quantity, sentence)
    }

    /// `kém mức 2,3% bình quân thế giới`: the figure is of those whose mean it is.
    private func mean(behind quantity: Quantity, _ sentence: Int, _ limits: Range<Int>) -> AreaMention? {
        guard let end = view.role(.mean, at: quantity.after), quantity.tokens.lowerBound > limits.lowerBound,
            view.word(quantity.predicate - 1, in: limits) == view.lexicon.amount
                || view.word(quantity.tokens.lowerBound - 1, in: limits) == view.lexicon.amount
        else { return nil }
        return areas.mentions[areas.ofSentence[sentence]].first { first($0.tokens.lowerBound, limits) == end }
    }

    /// `đứng thứ 34/34 là Đắk Lắk`: the last of a ranking stands behind its rank.
    private func named(behind quantity: Quantity, _ sentence: Int, _ limits: Range<Int>) -> AreaMention? {
        guard quantity.kind == .rank, view.word(quantity.after, in: limits) == view.words.là else { return nil }
        return areas.mentions[areas.ofSentence[sentence]].first {
            isHome($0) && first($0.tokens.lowerBound, limits) == quantity.after + 1
        }
    }

    /// `toàn tỉnh`, `của thành phố` between a place and a figure: the province of the article; `toàn vùng`: its region.
    private func whole(after start: Int, before quantity: Quantity, _ limits: Range<Int>) -> (String, Note)? {
        guard let article, start < quantity.tokens.lowerBound else { return nil }
        let isRegion = isRegion(article)
        for index in start..<quantity.tokens.lowerBound where view.scan.marks[index].mayHave(Category.local) {
            let area: String
            if isRegion {
                guard view.local(.region, at: index), start == limits.lowerBound else { continue }
                area = article
            } else if view.local(.local, at: index) || view.isLocalSubject(index, in: limits) {
                area = article
            } else if view.local(.part, at: index), article.contains("/") {
                area = article
            } else {
                continue
            }
            let end = view.scan.longest(Category.local, at: index).map { Int($0.end) } ?? index + 1
            return (area, Note(.article, index..<end))
        }
        return nil
    }

    private func isRegion(_ area: String) -> Bool { !area.contains("/") && view.places.province(area) == nil }

    /// Whether a place can be what a figure speaks of at all.
    private func canHold(
        _ mention: AreaMention, _ quantity: Quantity, _ quantities: ArraySlice<Quantity>, _ sentence: Int,
        _ limits: Range<Int>
    ) -> Bool {
        let start = mention.tokens.lowerBound
        // `thứ 9 toàn vùng Nam Bộ, thứ 24 trên 34 tỉnh, thành cả nước`: the field of a rank.
        if mention.kind == .region || mention.kind == .homeCountry || mention.kind == .bloc,
            quantities.contains(where: {
                $0.kind == .rank && $0.after <= start && start - $0.after <= 6 && !crosses($0.after..<start, limits)
            })
        {
            return false
        }
        switch mention.kind {
        case .bloc, .country:
            let isBracketed = view.sign("(", mention.tokens.upperBound, in: limits)
            guard quantity.kind != .rank || isBracketed || isRanked(mention, quantity, limits),
                mention.tokens.upperBound <= quantity.tokens.lowerBound
            else { return false }
            // `con số này ở Thái Lan`, `sản lượng của Ecuador`.
            if let tie = view.role(.whose, endingAt: first(start, limits), notBefore: limits.lowerBound),
                !view.lexicon.copulas.contains(view.word(tie, in: limits))
            {
                return true
            }
            if mention.area == "World" || mention.area == "ASEAN" { return !afterPreposition(mention, limits) }
            return !isPartner(sentence, limits) && !afterPreposition(mention, limits)
        case .homeCountry:
            return isSubject(mention, limits)
        case .region, .province, .district, .commune: return true
        }
    }

    /// Where the type word before a place's name begins.
    private func first(_ start: Int, _ limits: Range<Int>) -> Int {
        view.scan.longest(Category.placeType, endingAt: start, notBefore: limits.lowerBound).map { Int($0.start) }
            ?? start
    }

    /// `Singapore giữ vị trí thứ 3`: a country that opens a clause with nothing but words behind it.
    private func isRanked(_ mention: AreaMention, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        let start = first(mention.tokens.lowerBound, limits)
        guard mention.kind == .country, start == limits.lowerBound || view.listJoint(start - 1, in: limits),
            (0...5).contains(quantity.tokens.lowerBound - mention.tokens.upperBound)
        else { return false }
        return (mention.tokens.upperBound..<quantity.tokens.lowerBound).allSatisfy {
            view.scan.tokens[$0].kind == .word && view.scan.longest(Category.place, at: $0) == nil
        }
    }

    /// In a province's article `cả nước` is what it is compared with unless it opens a clause.
    private func isSubject(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        guard article != nil, mention.kind == .homeCountry else { return true }
        let start = mention.tokens.lowerBound
        // `Trung bình cả nước là …`, `Trên bình diện cả nước, …`: the mean is a subject too.
        if let before = view.role(.mean, endingAt: start, notBefore: limits.lowerBound), opens(before, limits) {
            return true
        }
        // `cao hơn cả nước (47,3%)`: it has a figure of its own.
        if view.sign("(", mention.tokens.upperBound, in: limits),
            view.token(mention.tokens.upperBound + 1, in: limits)?.kind == .number
        {
            return true
        }
        // `hai tháng đầu năm cả nước xuất khẩu …`.
        if followsTime(start, limits) { return true }
        return start == limits.lowerBound || view.scan.tokens[start - 1].kind == .sign
            || view.scan.cue(at: mention.tokens.upperBound) != nil
    }

    /// `năm 2024`, `tháng 6`, `năm nay`, `năm qua` right before a token.
    private func followsTime(_ index: Int, _ limits: Range<Int>) -> Bool {
        if view.role(.time, endingAt: index, notBefore: limits.lowerBound) != nil { return true }
        let units: Set<WordID> = [view.words.năm, view.words.tháng, view.words.quý]
        // `thứ năm toàn quốc` is a rank.
        if view.scan.hasCue(.rank, at: index - 2) { return false }
        if units.contains(view.word(index - 1, in: limits)) { return true }
        guard
            view.token(index - 1, in: limits)?.kind == .number || view.word(index - 1, in: limits) == view.lexicon.today
        else { return false }
        return (max(limits.lowerBound, index - 5)..<index - 1).contains { units.contains(view.word($0, in: limits)) }
    }

    /// `các bộ, ngành`, `14 bộ, ngành`, `GDP`, `61/63 tỉnh, thành phố`: what no single place has.
    private func national(_ quantity: Quantity, _ own: [AreaMention], _ limits: Range<Int>) -> Note? {
        guard quantity.kind != .rank, own.isEmpty || own.allSatisfy({ $0.kind == .homeCountry }) else { return nil }
        for index in limits.lowerBound..<quantity.tokens.lowerBound {
            if view.local(.local, at: index) || view.isLocalSubject(index, in: limits) { return nil }
        }
        for index in limits.lowerBound..<min(limits.upperBound, quantity.after + 1) {
            guard index < quantity.tokens.lowerBound || index == quantity.after,
                let end = view.role(.nation, at: index) ?? counted(index, limits)
            else { continue }
            return Note(index < quantity.tokens.lowerBound ? .clauseLeft : .clauseRight, index..<end)
        }
        return nil
    }

    /// `14 bộ, ngành`: the end of what only a country has several of, behind a number.
    private func counted(_ index: Int, _ limits: Range<Int>) -> Int? {
        guard view.token(index - 1, in: limits)?.kind == .number else { return nil }
        return view.role(.counted, at: index)
    }

    /// The first word of a clause.
    private func opens(_ index: Int, _ limits: Range<Int>) -> Bool {
        index == limits.lowerBound || view.listJoint(index - 1, in: limits) || view.sign(":", index - 1, in: limits)
    }

    /// Other countries only deal with Việt Nam here: the sentence says so, or the paragraph or article does and the
    /// sentence compares no economies.
    private func isPartner(_ sentence: Int, _ limits: Range<Int>) -> Bool {
        if has(.flow, sentence) { return true }
        return (isFlow || dealsWithHome(sentence)) && !has(.macro, sentence)
    }

    private func has(_ word: SceneWord, _ sentence: Int) -> Bool {
        view.scan.holds(Category.scene, sentence: sentence)
            && view.scan.sentences[sentence].tokens.contains { view.scan.has(Category.scene, word.rawValue, at: $0) }
    }

    /// The paragraph speaks of trade, investment or travel.
    private func dealsWithHome(_ sentence: Int) -> Bool {
        let block = view.scan.sentences[sentence].block
        var index = sentence
        while index >= 0, view.scan.sentences[index].block == block {
            if has(.flow, index) { return true }
            index -= 1
        }
        return false
    }

    /// A place governs what follows it in its sentence up to a semicolon or a bracket's end.
    private func reaches(_ mention: AreaMention, _ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        // `Cảng Quy Nhơn (Gia Lai) xếp dỡ`, `Pouyuen (TP.HCM)`: the bracket says where the name before it is.
        var depth = says(mention, limits) ? 1 : 0
        let isTopic = mention.tokens.lowerBound - limits.lowerBound <= 3
        // `so với bình quân cả nước (1,9%), …`: only what is in the bracket.
        if article != nil, mention.kind == .homeCountry, view.sign("(", mention.tokens.upperBound, in: limits),
            (mention.tokens.upperBound..<quantity.tokens.lowerBound).contains(where: {
                view.scan.tokens[$0].isSign(")")
            })
        {
            return false
        }
        for index in mention.tokens.upperBound..<quantity.tokens.lowerBound {
            if view.scan.tokens[index].isSign(";"), !isTopic { return false }
            if view.scan.tokens[index].isSign("(") { depth += 1 }
            if view.scan.tokens[index].isSign(")") { depth -= 1 }
        }
        return depth >= 0
    }

    /// Places alone fill a bracket right behind a name.
    private func says(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        var open = mention.tokens.lowerBound - 1
        while open > limits.lowerBound, !view.scan.tokens[open].isSign("("), mention.tokens.lowerBound - open < 8 {
            open -= 1
        }
        guard view.sign("(", open, in: limits), open > limits.lowerBound,
            view.scan.tokens[open - 1].traits.contains(.capital) || view.scan.tokens[open - 1].kind == .number
        else { return false }
        // `(Tri Tôn, An Giang)`.
        var end = mention.tokens.upperBound
        while view.sign(",", end, in: limits) {
            let name = view.scan.longest(Category.placeType, at: end + 1).map { Int($0.end) } ?? end + 1
            guard let place = view.scan.longest(Category.place, at: name) else { return false }
            end = Int(place.end)
        }
        return view.sign(")", end, in: limits) && view.afterBracket(open, in: limits) > open
    }

    private func crosses(_ range: Range<Int>, _ limits: Range<Int>) -> Bool {
        range.contains { view.scan.tokens[$0].isSign(",") || view.scan.tokens[$0].isSign(";") }
    }

    private func afterPreposition(_ mention: AreaMention, _ limits: Range<Int>) -> Bool {
        var start = mention.tokens.lowerBound
        // `qua Trung Quốc, Lào và Campuchia`: it governs the whole list.
        let end = mention.tokens.upperBound
        let isListed =
            view.word(start - 1, in: limits) == view.words.và
            || (view.listJoint(end, in: limits) && view.scan.longest(Category.place, at: end + 1) != nil)
        while isListed, view.listJoint(start - 1, in: limits),
            let place = view.scan.longest(Category.place, endingAt: start - 1, notBefore: limits.lowerBound)
        {
            start = Int(place.start)
        }
        guard let before = view.wordClass(start - 1, in: limits) else { return false }
        return before.kind == .edge && !view.listJoint(start - 1, in: limits)
    }

    /// From the paragraph's sentences before, else from the article.
    private func inherited(_ quantity: Quantity, _ sentence: Int) -> (String, Note) {
        let block = view.scan.sentences[sentence].block
        // A paragraph that names one place only speaks of it throughout.
        var only: AreaMention?
        let whole = (article ?? "VN", Note(article == nil ? .unsaid : .article))
        for mention in areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(64).reversed() {
            Steps.take()
            guard view.scan.sentences[mention.sentence].block == block else { break }
            let limits = view.scan.sentences[mention.sentence].tokens
            guard !mention.isScene, isHome(mention), isSubject(mention, limits) else { continue }
            // `xếp thứ năm toàn quốc`: a province's article speaks of the country only where it says so first.
            if article != nil, mention.kind == .homeCountry, !opens(mention.tokens.lowerBound, limits) { continue }
            if article != nil, view.sign("(", mention.tokens.lowerBound - 1, in: limits) { continue }
            guard only == nil || only?.area == mention.area else { return whole }
            only = mention
        }
        guard let only, lasts(only) else { return whole }
        return (only.area, Note(.paragraph, only.tokens))
    }

    /// In a province's article a paragraph goes on about a district only where it begins with it.
    private func lasts(_ mention: AreaMention) -> Bool {
        guard let article, mention.kind == .district || mention.kind == .commune, mention.area.hasPrefix(article + "/")
        else { return true }
        let limits = view.scan.sentences[mention.sentence].tokens
        let isFirst =
            mention.sentence == 0
            || view.scan.sentences[mention.sentence - 1].block != view.scan.sentences[mention.sentence].block
        return isFirst && first(mention.tokens.lowerBound, limits) - limits.lowerBound <= 2
    }

    private func isHome(_ mention: AreaMention) -> Bool {
        switch mention.kind {
        case .province, .district, .commune, .homeCountry: true
        case .region, .bloc, .country: false
        }
    }

    /// `thành phố này`, `tỉnh này`: the place named last before.
    private func anaphor(before quantity: Quantity, _ sentence: Int, _ limits: Range<Int>) -> AreaMention? {
        var index = quantity.tokens.lowerBound - 1
        while index >= limits.lowerBound, quantity.tokens.lowerBound - index < 16 {
            if view.sign(";", index, in: limits) { return nil }
            if view.local(.anaphor, at: index) {
                let own = areas.mentions[areas.ofSentence[sentence]].filter { $0.tokens.upperBound <= index }
                let all = areas.mentions[..<areas.ofSentence[sentence].lowerBound].suffix(8) + own
                return all.last { !$0.isScene && isHome($0) && $0.kind != .homeCountry }
            }
            index -= 1
        }
        return nil
    }
}
