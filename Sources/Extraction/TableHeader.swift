import Catalogue
import Observation
import Vietnamese

/// What a table's header says of the figures under it.
struct TableHeader {
    /// What is measured; empty where the header is only a period or a unit.
    var name: String { phrase.text }
    var phrase = NamePhrase()
    var unit: Unit?
    var period: TimePeriod?
    /// The figures are changes, their sign the direction.
    var isChange = false
    /// `Hạng`, `Xếp hạng`: the figures are ranks.
    var isRank = false
    /// `Giảm`: changes that are downward without a sign.
    var isDecline = false
    /// What the changes are measured against, as worded: `cùng kỳ năm 2024`.
    var comparison: CalendarExpression?
    /// The header ends in `So với`: what the figures are compared with stands in the row below.
    var isDangling = false
    /// The period as worded, for a header above that ends in `So với`.
    var worded: CalendarExpression?
    /// The figures are changes because they are compared, not because the header speaks of growth.
    var isCompared = false
    /// In a column of changes behind two periods' columns, the earlier one.
    var base: TimePeriod?
    /// The tokens of the header cell.
    var cell = 0..<0
    /// What gave the name: the cell itself, one above it, or the one left of it.
    var nameNote = Note(.tableHeader)
    /// What gave the unit: the cell itself, one above it, or the table's title.
    var unitNote = Note(.tableHeader)
    /// `STT`: the column numbers the rows.
    var isNumbering = false
    /// `Đơn vị`: the column holds the unit of each row.
    var isUnit = false
    /// `Ngày công bố`: the column holds days.
    var isDay = false
    /// `Thị phần`: without a unit the figures are percent.
    var isShare = false
    /// `Giá bán tối đa`: the figures are bounds.
    var qualifier: Observation.Qualifier?
    /// `Thay đổi`: by how much, in whatever the figures are given in.
    var isShift = false
    /// `Tổng điểm`: without a unit the figures are points.
    var isPoint = false
    /// `GDP`, `IIP`: nothing but the letters of an aggregate, so that percents are its growth.
    var isAcronym = false
    /// `Ước 2025`, `Kế hoạch 2026`: what the figures are.
    var status: Observation.Status?

    static let empty: TableHeader? = TableHeader()

    /// A scale and unit for a whole column.
    struct Unit {
        var power: Int
        var code: String
        var kind: Quantity.Kind
    }

    /// A header above several columns, joined with one of theirs.
    func joined(with below: TableHeader) -> TableHeader {
        var joined = below
        if below.name.isEmpty { joined.nameNote = nameNote }
        joined.phrase = phrase.joined(below.phrase)
        joined.unit = below.unit ?? unit
        if below.unit == nil { joined.unitNote = unitNote }
        joined.period = below.period ?? period
        joined.isChange = isChange || below.isChange
        joined.isDecline = isDecline || below.isDecline
        joined.isRank = isRank || below.isRank
        joined.status = below.status ?? status
        joined.isShare = isShare || below.isShare
        joined.isDay = isDay || below.isDay
        joined.isUnit = isUnit || below.isUnit
        joined.isNumbering = isNumbering || below.isNumbering
        joined.comparison = below.comparison ?? comparison
        joined.qualifier = below.qualifier ?? qualifier
        joined.isShift = isShift || below.isShift
        joined.isPoint = isPoint || below.isPoint
        joined.isCompared = isCompared || below.isCompared
        if isDangling, below.comparison == nil, let worded = below.worded {
            joined.comparison = worded
            joined.period = period
        }
        return joined
    }
}

/// Reads headers, row labels and table titles.
struct TableHeaderReader {
    let view: FieldView
    let publication: CivilDate?

    /// Reads one header cell's tokens.
    func read(_ limits: Range<Int>) -> TableHeader {
        var header = TableHeader()
        header.cell = limits
        header.nameNote = Note(.tableHeader, limits)
        header.unitNote = header.nameNote
        mark(&header, limits)
        var asides: [Range<Int>] = []
        let calendar = CalendarReader(words: view.words)
        var versus = limits.upperBound
        var speaksOfGrowth = false
        var index = limits.lowerBound
        while index < limits.upperBound {
            if view.scan.hasCue(.versus, at: index) {
                versus = min(versus, index)
                // `So với kế hoạch (%)`: how much of it, not by how much it moved.
                header.isChange = !(index..<limits.upperBound).contains { view.scan.hasCue(.plan, at: $0) }
                header.isCompared = header.isChange
                header.isDangling = view.scan.cue(at: index)?.end == limits.upperBound
            }
            if let mention = calendar.read(view.text, view.scan.tokens, at: index, limit: limits.upperBound) {
                place(mention, isBaseline: mention.tokens.lowerBound > versus, in: &header)
                asides.append(mention.tokens)
                index = mention.tokens.upperBound
                continue
            }
            if let year = view.plainNumber(index, in: limits), (1990...2100).contains(year) {
                if index <= versus {
                    header.period = .year(year)
                } else {
                    // `so với cuối 2024` is that year's end, `so với 2024` the same time then.
                    let isEdge = [view.words.cuối, view.words.đầu].contains(view.word(index - 1, in: limits))
                    header.comparison = isEdge ? .year(.named(year)) : .samePeriod(.named(year))
                }
                asides.append(index..<index + 1)
            } else if let (unit, end) = unit(at: index, limits) {
                header.unit = header.unit ?? unit
                asides.append(index..<end)
                index = end
                continue
            } else if header.isShift, let (form, end) = view.unit(at: index, isScaled: false, in: limits),
                form.kind == .rank
            {
                // `Thay đổi bậc so với 2022`.
                header.unit = TableHeader.Unit(power: 0, code: form.code, kind: .rank)
                asides.append(index..<end)
            } else if view.scan.hasCue(.rank, at: index) {
                header.isRank = true
            } else if let cue = view.scan.cue(at: index), [.up, .down, .growth, .shrink].contains(cue.cue),
                // `xã đạt chuẩn nâng cao`.
                view.phrase(.compound, at: index) == nil
            {
                header.isChange = true
                speaksOfGrowth = true
                if cue.cue == .down || cue.cue == .shrink, !header.name.isEmpty || index == limits.lowerBound {
                    header.isDecline = !limits.contains { view.scan.hasCue(.up, at: $0) }
                }
                asides.append(index..<cue.end)
                index = cue.end
                continue
            }
            index += 1
        }
        if speaksOfGrowth { header.isCompared = false }
        if header.unit == nil { header.unit = rate(limits) }
        if versus < limits.upperBound { asides.append(versus..<limits.upperBound) }
        header.phrase = NounPhrases(view: view, asides: asides, organizations: [], places: []).header(limits)
        // `Năm`, `Quý` above a row of them.
        if ["năm", "quý", "tháng", "kỳ"].contains(header.name.lowercased()) { header.phrase = NamePhrase() }
        return header
    }

    /// What the column is for, from its first words.
    private func mark(_ header: inout TableHeader, _ limits: Range<Int>) {
        let start = limits.lowerBound
        guard limits.contains(start) else { return }
        if let kind = view.scan.longest(Category.numbering, at: start) {
            header.isNumbering = kind.entry.value == 0 && limits.count <= 2
            header.isUnit = kind.entry.value == 1 && Int(kind.end) == limits.upperBound
        }
        header.isDay = view.word(start, in: limits) == view.words.ngày
        if view.phrase(.shift, at: start) != nil {
            header.isChange = true
            header.isShift = true
        }
        for index in limits {
            switch view.scan.cue(at: index)?.cue {
            case .atMost: header.qualifier = .atMost
            case .atLeast: header.qualifier = .atLeast
            default: break
            }
        }
        // A lexicon's lines that begin with the sign are comments.
        if limits.count == 1, view.sign("#", start, in: limits) { header.isNumbering = true }
        if let measure = view.scan.longest(Category.measure, at: start) {
            header.isShare = measure.entry.value == NamePhrase.Measures(name: "share")?.rawValue
            header.isPoint = measure.entry.value == NamePhrase.Measures(name: "point")?.rawValue
        }
        header.isAcronym =
            view.phrase(.aggregate, at: start) != nil
            && limits.dropFirst().allSatisfy {
                view.scan.tokens[$0].kind != .word || view.word($0, in: limits) == view.words.năm
            }
        if let cue = view.scan.cue(at: start)?.cue {
            switch cue {
            case .estimate: header.status = .estimate
            case .forecast: header.status = .forecast
            case .plan, .target: header.status = .target
            default: break
            }
        }
        // `Giường kế hoạch`, `Vốn kế hoạch (tỷ đồng)`; but `Tỷ lệ so với kế hoạch` is a share of it.
        let end = limits.first { view.sign("(", $0, in: limits) || view.sign(",", $0, in: limits) } ?? limits.upperBound
        if header.status == nil, !header.isShare, !limits.contains(where: { view.sign("%", $0, in: limits) }),
            let last = view.cue(endingAt: end, in: limits), last.start > start,
            view.scan.hasCue(.plan, at: last.start), !limits.contains(where: { view.sign("/", $0, in: limits) }),
            !(start..<last.start).contains(where: { view.scan.cue(at: $0) != nil })
        {
            header.status = .target
        }
    }

    private func place(_ mention: CalendarMention, isBaseline: Bool, in header: inout TableHeader) {
        var resolver = PeriodResolver(publication: publication)
        header.worded = header.worded ?? mention.expression
        if isBaseline {
            // The value's own period is not known here: a named year says which one the comparison is with.
            header.comparison = mention.expression
        } else if let period = resolver.resolve(mention.expression)?.period {
            header.period = period
        }
    }

    /// `(tỷ USD)`, `(%)`, `nghìn tấn`: scale and unit at a token.
    private func unit(at index: Int, _ limits: Range<Int>) -> (TableHeader.Unit, Int)? {
        let isBracketed =
            view.sign("(", index - 1, in: limits) || view.sign(",", index - 1, in: limits)
            || view.sign(":", index - 1, in: limits) || index == limits.lowerBound
        let (power, after) = scale(at: index, limits)
        guard isBracketed || power > 0 || view.sign("%", index, in: limits) else { return nil }
        if let (form, afterUnit) = view.unit(at: after, isScaled: power > 0, in: limits),
            let kind = Quantity.Kind(form.kind)
        {
            var code = form.code
            var end = afterUnit
            let units = UnitReader(view: view)
            for _ in 0..<UnitReader.mostDenominators {
                guard let below = units.denominator(after: end, of: code, limits) else { break }
                if !below.code.isEmpty { code += "/\(below.code)" }
                end = below.end
            }
            // `Lạng Sơn` is no weight.
            let opens = index == limits.lowerBound && power == 0 && view.token(end, in: limits)?.kind == .word
            if opens, form.kind == .physical || form.kind == .currency { return nil }
            guard form.kind != .duration || power > 0 || view.sign("(", index - 1, in: limits) else { return nil }
            return (TableHeader.Unit(power: power + form.power, code: code, kind: kind), end)
        }
        guard power > 0, isBracketed else { return nil }
        return (TableHeader.Unit(power: power, code: "count", kind: .count), after)
    }

    /// `Tổng tỷ suất sinh (con/phụ nữ)`, `Số giường bệnh/10.000 dân`: so many for each so many.
    private func rate(_ limits: Range<Int>) -> TableHeader.Unit? {
        let units = UnitReader(view: view)
        for slash in limits where view.sign("/", slash, in: limits) && slash > limits.lowerBound {
            guard view.scan.tokens[slash - 1].kind == .word, limits.contains(slash + 1),
                view.scan.tokens[slash + 1].kind == .word || units.isRound(slash + 1, limits),
                let below = units.denominator(after: slash, of: "count", limits), !below.code.isEmpty
            else { continue }
            let above = view.denominator(at: slash - 1, of: "count")
            if let above, above.end == slash, below.code.first?.isLetter ?? false {
                return TableHeader.Unit(power: 0, code: "\(above.code)/\(below.code)", kind: .physical)
            }
            guard !(below.code.first?.isLetter ?? true) else { continue }
            return TableHeader.Unit(power: 0, code: "count/\(below.code)", kind: .physical)
        }
        return nil
    }

    /// `nghìn`, `tr.`, `1.000`: what the figures are multiplied by.
    private func scale(at index: Int, _ limits: Range<Int>) -> (power: Int, end: Int) {
        let (power, after) = NumeralReader(words: view.words).scale(
            view.scan.tokens, at: index, limit: limits.upperBound)
        if power > 0 { return (power, after) }
        if view.word(index, in: limits) == view.lexicon.million, view.lexicon.million != 0 {
            return (6, view.sign(".", index + 1, in: limits) ? index + 2 : index + 1)
        }
        guard limits.contains(index), view.scan.tokens[index].kind == .number,
            let many = NumeralReader(words: view.words).read(
                view.text, view.scan.tokens, at: index, limit: limits.upperBound, style: view.style),
            let whole = many.value.whole, many.scale == 0,
            let power = [1_000: 3, 10_000: 4, 100_000: 5, 1_000_000: 6][whole],
            view.unit(at: many.tokens.upperBound, isScaled: true, in: limits) != nil
        else { return (0, index) }
        return (power, many.tokens.upperBound)
    }

    /// The organization a row is about, where its label is one, or where the labels' header says what they are:
    /// `Ngân hàng` over `Lộc Phát`, `Chi cục Thuế` over `Tân Thanh`.
    func organization(_ sentence: Int, under header: Range<Int>?, _ names: OrganizationNames) -> String? {
        let limits = view.scan.sentences[sentence].tokens
        let reader = OrganizationReader(view: view, names: names)
        if let mention = reader.mentions(in: sentence).first, mention.tokens.lowerBound == limits.lowerBound,
            view.afterBracket(mention.tokens.upperBound, in: limits) == limits.upperBound
        {
            return mention.kind == .reporter ? nil : reader.name(mention)
        }
        guard let header, view.token(limits.lowerBound, in: limits)?.traits.contains(.capital) ?? false,
            view.role(.scope, at: limits.lowerBound) == nil,
            view.word(limits.lowerBound, in: limits) != view.words.tổng,
            let hit = view.scan.longest(Category.organization, at: header.lowerBound),
            Int(hit.end) == header.upperBound,
            let word = OrganizationWord(rawValue: hit.entry.value)
        else { return nil }
        switch word {
        case .head, .site: return "\(reader.text(header)) \(reader.text(limits))"
        case .company, .chain: return reader.text(limits)
        case .name, .group, .firm, .reporter, .general: return nil
        }
    }
}

extension Quantity.Kind {
    /// The kind of figure a unit makes; nil for a compound that is no unit.
    init?(_ kind: UnitForm.Kind) {
        switch kind {
        case .share: self = .share
        case .point: self = .point
        case .rank: self = .rank
        case .times: self = .times
        case .currency: self = .currency
        case .physical: self = .physical
        case .duration: self = .duration
        case .none: return nil
        }
    }
}
