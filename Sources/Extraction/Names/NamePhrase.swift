import Vietnamese

/// A name for a figure as text, with what the choice between names looks at.
struct NamePhrase {
    var text = ""
    var head = Head.none
    /// Words that name something.
    var words = 0
    /// What the noun of measure it begins with is given in.
    var measures: Measures = []
    /// That noun of measure.
    var measure = ""
    /// Its words in order, as hashes.
    var hashes: [UInt64] = []

    var isEmpty: Bool { text.isEmpty }

    /// What it begins with.
    enum Head: Int, CaseIterable {
        case none, measure, unfit, generic, actor, pronoun, organization, place, verb, edge, cue, number, sign, capital
        case plain
    }

    /// What a noun of measure may be given in.
    struct Measures: OptionSet {
        let rawValue: Int32

        static let names = [
            "currency", "price", "share", "point", "rank", "count", "duration", "area", "mass", "power", "energy",
            "speed", "length", "volume", "yield", "times", "temperature",
        ]

        init(rawValue: Int32) { self.rawValue = rawValue }

        init?(name: String) {
            guard let bit = Measures.names.firstIndex(of: name) else { return nil }
            rawValue = 1 << Int32(bit)
        }

        /// What a figure's unit measures.
        init(_ quantity: Quantity) {
            let name =
                switch quantity.kind {
                case .count: "count"
                case .share: "share"
                case .point: "point"
                case .rank: "rank"
                case .times: "times"
                case .duration: "duration"
                case .currency: quantity.unit.contains("/") ? "price" : "currency"
                case .physical: Measures.dimension(of: quantity.unit)
                }
            self = Measures(name: name) ?? []
        }

        private static func dimension(of unit: String) -> String {
            if unit.contains("/") && !unit.hasPrefix("Mbit") && !unit.hasPrefix("Gbit") { return "yield" }
            return switch unit {
            case "har", "m2", "km2": "area"
            case "t", "kg", "g": "mass"
            case "W", "kW", "MW", "GW": "power"
            case "kW.h", "MW.h", "GW.h": "energy"
            case "km", "m", "cm", "mm": "length"
            case "m3", "L": "volume"
            case "Cel": "temperature"
            default: "speed"
            }
        }
    }

    /// The name followed by another.
    func joined(_ other: NamePhrase, by word: String = "") -> NamePhrase {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var whole = self
        whole.text += word.isEmpty ? " \(other.text)" : " \(word) \(other.text)"
        whole.words += other.words
        if !word.isEmpty { whole.hashes += NameWords.all(word) }
        whole.hashes += other.hashes
        return whole
    }

    /// What the name's noun of measure is of: `lúa` of `năng suất lúa`.
    var withoutMeasure: NamePhrase? {
        guard !measure.isEmpty, text.utf8.count > measure.utf8.count + 1, text.hasPrefix(measure) else { return nil }
        var phrase = with(text: String(text.dropFirst(measure.count + 1)))
        phrase.head = .plain
        phrase.measure = ""
        phrase.measures = []
        phrase.words = phrase.hashes.count
        return phrase
    }

    /// The same name with another text.
    func with(text: String) -> NamePhrase {
        var phrase = self
        phrase.text = text
        phrase.hashes = NameWords.all(text)
        return phrase
    }

    /// The first words of a long name.
    func firstWords(_ count: Int) -> NamePhrase {
        let parts = text.split(separator: " ")
        guard parts.count > count else { return self }
        var phrase = with(text: parts.prefix(count).joined(separator: " "))
        phrase.words = count
        return phrase
    }

    /// The abbreviation that closes a name in brackets: `GRDP` of `Tổng sản phẩm trên địa bàn (GRDP)`.
    var abbreviation: NamePhrase? {
        guard let open = text.lastIndex(of: "("), let close = text[open...].firstIndex(of: ")") else { return nil }
        let short = text[text.index(after: open)..<close]
        guard short.utf8.count >= 2, !short.contains(" ") else { return nil }
        var phrase = NamePhrase().with(text: String(short))
        phrase.head = .capital
        phrase.words = 1
        return phrase
    }

    /// The name without `tỷ trọng …`, `… so với …`, `… trong …`; nil where it has none of these.
    var base: NamePhrase? {
        var phrase = self
        var parts = text.split(separator: " ")
        if let versus = parts.indices.dropLast().dropFirst().first(where: {
            parts[$0] == "so" && parts[$0 + 1] == "với"
        }) {
            parts.removeSubrange(versus...)
        } else if let whole = parts.indices.dropFirst().first(where: { parts[$0] == "trong" || parts[$0] == "trên" }) {
            parts.removeSubrange(whole...)
        }
        if parts.count > 2, ["tỷ trọng", "tỉ trọng"].contains("\(parts[0]) \(parts[1])".lowercased()) {
            parts.removeFirst(2)
        }
        let base = parts.joined(separator: " ")
        guard base != text, !base.isEmpty else { return nil }
        phrase = with(text: base)
        phrase.words = parts.count
        return phrase
    }

    /// The name with what follows its last preposition replaced.
    func withTail(_ item: NamePhrase) -> NamePhrase? {
        let parts = text.split(separator: " ")
        guard let cut = parts.lastIndex(where: { NamePhrase.prepositions.contains($0.lowercased()) }), cut > 0 else {
            return nil
        }
        let first = item.text.prefix { $0 != " " }.lowercased()
        let kept = NamePhrase.prepositions.contains(first) ? parts[..<cut] : parts[...cut]
        var whole = with(text: kept.joined(separator: " ") + " " + item.text)
        whole.words = kept.count + item.words
        return whole
    }

    private static let prepositions: Set<String> = ["sang", "qua", "ở", "tại", "của", "cho", "với", "vào", "từ", "về"]

    /// The name with as many words at its end replaced as an item has.
    func withLastWords(_ item: NamePhrase) -> NamePhrase? {
        let parts = text.split(separator: " ")
        let count = item.text.utf8.count { $0 == 0x20 } + 1
        guard parts.count > count, count <= 4 else { return nil }
        return with(text: parts.dropLast(count).joined(separator: " ") + " " + item.text)
    }

    /// The name behind a word of its own: `xếp hạng`, `tỷ trọng`.
    func behind(_ word: String) -> NamePhrase {
        var whole = self
        whole.text = "\(word) \(text)"
        whole.hashes = NameWords.all(word) + hashes
        whole.head = .measure
        whole.words += 2
        return whole
    }
}

extension NounPhrases {
    /// The name that tokens spell.
    func phrase(_ tokens: [Int]) -> NamePhrase {
        guard let first = tokens.first, let last = tokens.last else { return NamePhrase() }
        var phrase = NamePhrase()
        phrase.text = text(tokens)
        phrase.hashes = NameWords.all(phrase.text)
        phrase.head = head(at: first)
        if let hit = view.scan.longest(Category.measure, at: first) {
            phrase.measures = NamePhrase.Measures(rawValue: hit.entry.value)
            phrase.measure = text(Array(first..<min(Int(hit.end), last + 1)))
        }
        phrase.words = tokens.count { view.scan.tokens[$0].kind == .word }
        // `khoản này`, `nhóm hàng đó`.
        let pointer = view.scan.tokens[last].word
        if phrase.words <= 3, pointer != 0, view.lexicon.pointers.contains(pointer), !isCompound(last) {
            phrase.head = .pronoun
        }
        return phrase
    }

    private func head(at first: Int) -> NamePhrase.Head {
        let token = view.scan.tokens[first]
        if token.kind == .number { return .number }
        if token.kind == .sign { return .sign }
        if view.phrase(.pronoun, at: first) != nil { return .pronoun }
        if view.scan.longest(Category.measure, at: first) != nil { return .measure }
        if organizations.contains(where: { $0.contains(first) }) { return .organization }
        if places.contains(where: { $0.contains(first) }) { return .place }
        if view.phrase(.actor, at: first) != nil { return .actor }
        if view.phrase(.generic, at: first) != nil { return .generic }
        if view.phrase(.verb, at: first) != nil, !isCompound(first) { return .verb }
        if view.phrase(.edge, at: first) != nil || view.phrase(.aux, at: first) != nil, !isCompound(first) {
            return .edge
        }
        if view.scan.cue(at: first) != nil, !isCompound(first) { return .cue }
        return token.traits.contains(.capital) && !token.traits.contains(.sentenceStart) ? .capital : .plain
    }
}
