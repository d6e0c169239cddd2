import Catalogue
import Observation
import Vietnamese

/// What a table's header says of the figures under it.
struct TableHeader {
    /// What is measured; empty where the header is only a period or a unit.
    var name = ""
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
    /// The tokens of the header cell.
    var cell = 0..<0
    /// What gave the name: the cell itself, one above it, or the one left of it.
    var nameNote = Note(.tableHeader)
    /// What gave the unit: the cell itself, one above it, or the table's title.
    var unitNote = Note(.tableHeader)
    /// `STT`: the column numbers the rows.
    var isNumbering = false

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
        joined.name = name.isEmpty ? below.name : below.name.isEmpty ? name : "\(name) \(below.name)"
        joined.unit = below.unit ?? unit
        if below.unit == nil { joined.unitNote = unitNote }
        joined.period = below.period ?? period
        joined.isChange = isChange || below.isChange
        joined.isDecline = isDecline || below.isDecline
        joined.isRank = isRank || below.isRank
        joined.comparison = below.comparison ?? comparison
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
        header.isNumbering = limits.count <= 2 && view.scan.longest(Category.numbering, at: limits.lowerBound) != nil
        var asides: [Range<Int>] = []
        let calendar = CalendarReader(words: view.words)
        var versus = limits.upperBound
        var index = limits.lowerBound
        while index < limits.upperBound {
            if view.scan.hasCue(.versus, at: index) {
                versus = min(versus, index)
                header.isChange = true
            }
            if let mention = calendar.read(view.text, view.scan.tokens, at: index, limit: limits.upperBound) {
                place(mention, isBaseline: mention.tokens.lowerBound > versus, in: &header)
                asides.append(mention.tokens)
                index = mention.tokens.upperBound
                continue
            }
            if let year = view.plainNumber(index, in: limits), (1990...2100).contains(year) {
                header.period = .year(year)
                asides.append(index..<index + 1)
            } else if let (unit, end) = unit(at: index, limits) {
                header.unit = header.unit ?? unit
                asides.append(index..<end)
                index = end
                continue
            } else if view.scan.hasCue(.rank, at: index) {
                header.isRank = true
            } else if let cue = view.scan.cue(at: index), [.up, .down, .growth, .shrink].contains(cue.cue) {
                header.isChange = true
                if cue.cue == .down || cue.cue == .shrink, !header.name.isEmpty || index == limits.lowerBound {
                    header.isDecline = !limits.contains { view.scan.hasCue(.up, at: $0) }
                }
                asides.append(index..<cue.end)
                index = cue.end
                continue
            }
            index += 1
        }
        if versus < limits.upperBound { asides.append(versus..<limits.upperBound) }
        header.name = name(limits, asides)
        // `Năm`, `Quý` above a row of them.
        if ["năm", "quý", "tháng", "kỳ"].contains(header.name.lowercased()) { header.name = "" }
        return header
    }

    private func place(_ mention: CalendarMention, isBaseline: Bool, in header: inout TableHeader) {
        var resolver = PeriodResolver(publication: publication)
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
        let (power, after) = NumeralReader(words: view.words).scale(
            view.scan.tokens, at: index, limit: limits.upperBound)
        guard isBracketed || power > 0 || view.sign("%", index, in: limits) else { return nil }
        if after < limits.upperBound, let hit = view.scan.longest(Category.unit, at: after),
            let kind = Quantity.Kind(view.lexicon.units[Int(hit.entry.value)].kind)
        {
            let form = view.lexicon.units[Int(hit.entry.value)]
            var end = Int(hit.end)
            var code = form.code
            if view.sign("/", end, in: limits), let below = view.scan.longest(Category.denominator, at: end + 1) {
                let denominator = view.lexicon.denominators[Int(below.entry.value)]
                if !denominator.isEmpty { code += "/\(denominator)" }
                end = Int(below.end)
            }
            guard form.kind != .duration || power > 0 || view.sign("(", index - 1, in: limits) else { return nil }
            return (TableHeader.Unit(power: power + form.power, code: code, kind: kind), end)
        }
        guard power > 0, isBracketed else { return nil }
        return (TableHeader.Unit(power: power, code: "count", kind: .count), after)
    }

    private func name(_ limits: Range<Int>, _ asides: [Range<Int>]) -> String {
        NounPhrases(view: view, asides: asides, organizations: [], places: []).header(limits)
    }

    /// The place a row is about, where its label is one. A partner country is part of what is measured.
    func area(_ limits: Range<Int>) -> String? {
        let start = start(of: limits)
        guard limits.contains(start) else { return nil }
        let scan = view.scan
        for hit in scan.hits[Int(scan.firstHit[start])..<Int(scan.firstHit[start + 1])]
        where hit.entry.category == Category.place && Int(hit.end) == limits.upperBound {
            let place = view.lexicon.gazetteer.places[view.lexicon.gazetteer.forms[Int(hit.entry.value)].place]
            switch place.kind {
            case .province, .region, .homeCountry: return place.area
            case .district, .commune, .country, .bloc: continue
            }
        }
        return nil
    }

    private func start(of limits: Range<Int>) -> Int {
        view.scan.longest(Category.placeType, at: limits.lowerBound).map { Int($0.end) } ?? limits.lowerBound
    }

    /// The organization a row is about, where its label is one.
    func organization(_ limits: Range<Int>) -> String? {
        guard let hit = view.scan.longest(Category.organization, at: limits.lowerBound),
            Int(hit.end) == limits.upperBound || hit.entry.value == 1
        else { return nil }
        let tokens = view.scan.tokens
        let range = Int(tokens[limits.lowerBound].start)..<Int(tokens[limits.upperBound - 1].end)
        return String(decoding: view.text[range], as: UTF8.self)
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
