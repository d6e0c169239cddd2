import Vietnamese

/// A unit as it is written: what code it stands for and what kind of figure it makes.
struct UnitForm: Sendable {
    /// UCUM, ISO 4217, or one of `percent`, `percentage_point`, `point`, `rank`, `times`.
    let code: String
    /// `tạ` is ten to the −1 of a `t`.
    let power: Int
    let kind: Kind
    let condition: Condition

    /// What kind of figure a unit makes.
    enum Kind: String, Sendable {
        /// `none` marks a compound that only begins like a unit: `điểm cầu`.
        case share, point, rank, times, currency, physical, duration, none
    }

    /// Where a form that has other meanings is a unit.
    enum Condition: Sendable {
        case always
        /// Written with just these capitals: `Mb/s` is bits, `MB/s` bytes.
        case exact([UInt8])
        /// For a compound that is none: not after a scale word, where its first word is a unit.
        case unscaled
        /// After a scale word: `20 triệu bảng` is money, `5 bảng` is not.
        case scaled
        /// In a sentence that has this word: `35 độ` where `nhiệt độ` stands.
        case beside(String)

        /// As the lexicon's last column says it; nil where that says nothing known.
        init?(_ name: String, of written: String) {
            switch name {
            case "": self = .always
            case "exact": self = .exact(Array(written.utf8))
            case "scaled": self = .scaled
            case "unscaled": self = .unscaled
            case _ where name.hasPrefix("beside:"): self = .beside(String(name.dropFirst("beside:".count)))
            default: return nil
            }
        }
    }
}

/// What stands after the slash of a rate.
struct DenominatorForm: Sendable {
    /// UCUM; empty for a denominator that adds none.
    let code: String
    /// The unit above the slash that it is for, where another reading serves all others: oil's barrel under `USD`.
    let numerator: String?
}

extension FieldView {
    /// The longest unit written at a token whose condition holds; nil where a longer phrase only begins like a unit.
    func unit(at token: Int, isScaled: Bool, in limits: Range<Int>) -> (form: UnitForm, end: Int)? {
        guard limits.contains(token), scan.marks[token].mayHave(Category.unit) else { return nil }
        var index = Int(scan.firstHit[token + 1]) - 1
        while index >= Int(scan.firstHit[token]) {
            let hit = scan.hits[index]
            index -= 1
            guard hit.entry.category == Category.unit else { continue }
            let form = lexicon.units[Int(hit.entry.value)]
            if form.kind == .none {
                // `4.000 tỷ đồng tiền lương`: a scaled number is money all the same.
                if case .unscaled = form.condition, isScaled { continue }
                return nil
            }
            if holds(form.condition, hit, isScaled: isScaled, in: limits) { return (form, Int(hit.end)) }
        }
        return nil
    }

    private func holds(
        _ condition: UnitForm.Condition, _ hit: PhraseBook.Hit, isScaled: Bool, in limits: Range<Int>
    ) -> Bool {
        switch condition {
        case .always, .unscaled: return true
        case .scaled: return isScaled
        case .exact(let written):
            let range = Int(scan.tokens[Int(hit.start)].start)..<Int(scan.tokens[Int(hit.end) - 1].end)
            return text[range].elementsEqual(written)
        case .beside(let neighbour):
            guard let word = lexicon.neighbours[neighbour] else { return false }
            return limits.contains { self.word($0, in: limits) == word }
        }
    }

    /// The longest denominator written at a token, for a figure of a unit.
    func denominator(at token: Int, of unit: String) -> (code: String, end: Int)? {
        guard token >= 0, token < scan.marks.count, scan.marks[token].mayHave(Category.denominator) else { return nil }
        var found: (code: String, end: Int)?
        for index in Int(scan.firstHit[token])..<Int(scan.firstHit[token + 1])
        where scan.hits[index].entry.category == Category.denominator {
            let form = lexicon.denominators[Int(scan.hits[index].entry.value)]
            let end = Int(scan.hits[index].end)
            if let found, found.end > end { continue }
            if form.numerator == unit || (form.numerator == nil && found?.end != end) { found = (form.code, end) }
        }
        return found
    }
}
