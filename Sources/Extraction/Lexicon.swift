import Catalogue
import Foundation
import Vietnamese

/// Everything the extractor knows of words, built once from the resource files and then only read.
public final class Lexicon: Sendable {
    let vocabulary: Vocabulary
    let words: GrammarWords
    let book: PhraseBook
    let units: [UnitForm]
    let denominators: [DenominatorForm]
    /// The words beside which a unit of several meanings is one.
    let neighbours: [String: WordID]
    let gazetteer: Gazetteer
    /// Names that indicators are known by: evidence for a name.
    let indicators: IndicatorIndex
    /// `tăng`, `trưởng`: the verb that is also the noun of growth.
    private let growthNoun: (WordID, WordID)
    private let comparatives: (WordID, WordID)
    /// What speaks for a word as part of a figure's name, and what figures have been called.
    let naming, namingAgain: DecisionTrees
    /// What speaks for a period, a place, a movement, a status as that of a figure.
    let choosingPeriods, choosingAreas, choosingMovements, choosingStatuses: DecisionTrees
    /// `đã`, `đang`, `hiện`: words that tell what stands from what came about.
    let aspects: [WordID]
    let lore: NameLore
    /// What the grounds of a figure are worth.
    let confidence: Confidence
    /// `này`, `đó`: what they close points back.
    let pointers: Set<WordID>
    /// `cả`, `trong`: before a number word of things that are known already.
    let framing: Set<WordID>
    /// `về`: what a rank is about.
    let about: WordID
    /// `mất`: a movement, but also a loss; `giá`: what cannot be lost.
    let lose, price: WordID
    /// `mới`: no more than that so far.
    let only: WordID
    /// `đổi`: before the one unit that a rate of exchange is for.
    let exchange: WordID
    /// `liên`, `liền`: begin `liên tiếp`, `liền`; `trở`: begins `trở đi`.
    let running: Set<WordID>
    /// `giao`: gives a task; `đa`, `nhất`: what ends a bound that may be a mere maximum.
    let give: WordID
    let utmost: Set<WordID>
    /// `chữ`: `hai chữ số`.
    let digit: WordID
    /// `hạn`: the end of `thời hạn`, a time that is granted.
    let limit: WordID
    /// `để`: what is done so that something comes about.
    let purpose: WordID
    /// `tr`: a header's million.
    let million: WordID
    /// `giữ`: a goal that is kept governs as one that is set.
    let keep: WordID
    /// `trước`: before the day by which something is to be done.
    let by: WordID
    /// `được`: makes a verb passive.
    let got: WordID
    /// `mức`.
    let level: WordID
    /// `không … nào`: none.
    let none, any: WordID
    /// `nơi`: begins what is said of a place in passing.
    let spot: WordID
    /// `thêm`.
    let more: WordID
    /// `mà`: ties a goal to the one who set it.
    let that: WordID
    /// `phải`, `cần`: a verb of movement or level after them is an order.
    let duties: Set<WordID>
    /// `sẽ`.
    let will: WordID
    /// `nay`, the `chỉ` of `địa chỉ`, `hạng`: what stands before a day, a house number, a rank.
    let today, address, place, former, amount, quarter: WordID
    /// `rút`: what lengths of time do.
    let shorten: WordID
    /// `tại`, `ở`: before the number of a house.
    let seats: Set<WordID>
    /// From abbreviations within the names of organizations to what they stand for.
    let fullNames: [String: String]
    /// What a project board's head ends in: `Ban Quản lý dự án`.
    let boards: Set<WordID>
    /// `toàn hệ thống`, `cả nước`.
    let wholes: Set<WordID>
    /// `là`, `có`: they tie a noun to a subject, not to an owner.
    let copulas: Set<WordID>
    /// `còn`: sets one item of a list against another.
    let whereas: WordID
    /// `mốc`, `ngưỡng`: nouns that hold the value passed, not the amount it was passed by.
    let marks: Set<WordID>
    /// `nhất`, `hơn`, `kém`: the end of how something moved.
    private let manners: Set<WordID>
    /// Prepositions that tie a period or a place to its sentence.
    let ties: Set<WordID>
    /// FNV-1a over all files, so that an edited lexicon is another version.
    let fingerprint: UInt64

    /// Loads the lexicons shipped with the program, or those of another directory.
    ///
    /// - Throws: `LexiconError` with file and line where one cannot be used.
    public init(catalogue: Catalogue, directory: URL? = nil) throws(LexiconError) {
        let gazetteer = catalogue.gazetteer
        let directory = directory ?? Bundle.module.bundleURL.appendingPathComponent("Resources")
        var builder = Builder()
        let words = GrammarWords(&builder.vocabulary)
        var units: [UnitForm] = []
        var neighbours: Set<String> = []
        try builder.read("units", in: directory) { columns in
            guard (4...5).contains(columns.count), let power = Int(columns[2]),
                let kind = UnitForm.Kind(rawValue: columns[3]),
                let condition = UnitForm.Condition(columns.count == 5 ? columns[4] : "", of: columns[0])
            else { return nil }
            if case .beside(let word) = condition { neighbours.insert(word) }
            units.append(UnitForm(code: columns[1], power: power, kind: kind, condition: condition))
            return (Category.unit, Int32(units.count - 1))
        }
        self.neighbours = Dictionary(
            uniqueKeysWithValues: neighbours.map { ($0, builder.vocabulary.intern($0)) })
        var denominators: [DenominatorForm] = []
        try builder.read("denominators", in: directory) { columns in
            guard (2...3).contains(columns.count) else { return nil }
            denominators.append(
                DenominatorForm(code: columns[1], numerator: columns.count == 3 ? columns[2] : nil))
            return (Category.denominator, Int32(denominators.count - 1))
        }
        try builder.read("cues", in: directory) { columns in
            guard columns.count == 2, let cue = Cue(name: columns[1]) else { return nil }
            return (Category.cue, cue.rawValue)
        }
        try builder.read("names", in: directory) { columns in
            guard columns.count == 2, let kind = NameKind(name: columns[1]) else { return nil }
            return (Category.name, kind.rawValue)
        }
        try builder.read("words", in: directory) { columns in
            guard columns.count == 2, let kind = WordClass(name: columns[1]) else { return nil }
            return (Category.word, kind.rawValue)
        }
        try builder.read("furniture", in: directory) { columns in
            let kinds: [String: Int32] = ["line": 0, "rest": 1, "any": 2]
            guard columns.count == 2, let kind = kinds[columns[1]] else { return nil }
            return (Category.furniture, kind)
        }
        var fullNames: [String: String] = [:]
        try builder.read("organizations", in: directory) { columns in
            guard (2...3).contains(columns.count) else { return nil }
            if columns.count == 3 { fullNames[columns[0]] = columns[2] }
            if let word = OrganizationWord.allCases.first(where: { "\($0)" == columns[1] }) {
                return (Category.organization, word.rawValue)
            }
            return OrganizationRole.allCases.first { "\($0)" == columns[1] }.map { (Category.role, $0.rawValue) }
        }
        self.fullNames = fullNames
        try builder.read("scenes", in: directory) { columns in
            guard columns.count == 2, let kind = SceneWord.allCases.first(where: { "\($0)" == columns[1] }) else {
                return nil
            }
            return (Category.scene, kind.rawValue)
        }
        try builder.read("numbering", in: directory) { columns in
            guard columns.count == 2, ["numbering", "unit"].contains(columns[1]) else { return nil }
            return (Category.numbering, columns[1] == "numbering" ? 0 : 1)
        }
        try builder.read("local", in: directory) { columns in
            guard columns.count == 2, let kind = LocalWord.allCases.first(where: { "\($0)" == columns[1] }) else {
                return nil
            }
            return (Category.local, kind.rawValue)
        }
        try builder.read("measures", in: directory) { columns in
            guard columns.count == 2 else { return nil }
            var measures: NamePhrase.Measures = []
            for name in columns[1].split(separator: " ") {
                guard let measure = NamePhrase.Measures(name: String(name)) else { return nil }
                measures.formUnion(measure)
            }
            return (Category.measure, measures.rawValue)
        }
        (naming, namingAgain, lore, confidence) = try builder.learned(in: directory, catalogue)
        choosingPeriods = try builder.trees("choosing_periods", in: directory, PeriodFeature.names)
        choosingMovements = try builder.trees("choosing_movements", in: directory, MovementFeature.names)
        choosingStatuses = try builder.trees("choosing_statuses", in: directory, StatusFeature.names)
        choosingAreas = try builder.trees("choosing_areas", in: directory, AreaFeature.names)
        for (index, form) in gazetteer.forms.enumerated() {
            builder.add(form.text, Category.place, Int32(index))
        }
        for type in gazetteer.typeWords {
            let kind: PlaceType =
                ["thành phố", "tp.", "t.p", "tp"].contains(type)
                ? .city : ["tỉnh", "nước", "đất nước", "vương quốc"].contains(type) ? .whole : .part
            builder.add(type, Category.placeType, kind.rawValue)
        }
        builder.book.freeze()
        self.words = words
        pointers = Set(["này", "đó", "ấy", "kia"].map { builder.vocabulary.intern($0) })
        framing = Set(
            [
                "cả", "trong", "sau", "trước", "giữa", "của", "đủ", "mỗi", "những", "các", "với", "bởi", "theo", "như",
                "vài", "hàng", "một", "gộp", "thứ", "phần", "hoặc", "từng", "nào", "về",
            ].map { builder.vocabulary.intern($0) })
        growthNoun = (builder.vocabulary.intern("tăng"), builder.vocabulary.intern("trưởng"))
        comparatives = (builder.vocabulary.intern("hơn"), builder.vocabulary.intern("kém"))
        about = builder.vocabulary.intern("về")
        lose = builder.vocabulary.intern("mất")
        only = builder.vocabulary.intern("mới")
        exchange = builder.vocabulary.intern("đổi")
        aspects = [
            "đã", "đang", "còn", "hiện", "có", "sẽ", "tổng", "lũy", "luỹ", "cả", "mỗi", "riêng", "trong", "được",
            "thêm",
            "mới",
        ].map { builder.vocabulary.intern($0) }
        running = Set(["liên", "liền", "trở"].map { builder.vocabulary.intern($0) })
        digit = builder.vocabulary.intern("chữ")
        limit = builder.vocabulary.intern("hạn")
        give = builder.vocabulary.intern("giao")
        utmost = Set(["đa", "chưa", "cao"].map { builder.vocabulary.intern($0) })
        purpose = builder.vocabulary.intern("để")
        million = builder.vocabulary.intern("tr")
        keep = builder.vocabulary.intern("giữ")
        by = builder.vocabulary.intern("trước")
        got = builder.vocabulary.intern("được")
        level = builder.vocabulary.intern("mức")
        none = builder.vocabulary.intern("không")
        any = builder.vocabulary.intern("nào")
        spot = builder.vocabulary.intern("nơi")
        more = builder.vocabulary.intern("thêm")
        that = builder.vocabulary.intern("mà")
        duties = Set(["phải", "cần"].map { builder.vocabulary.intern($0) })
        will = builder.vocabulary.intern("sẽ")
        today = builder.vocabulary.intern("nay")
        place = builder.vocabulary.intern("hạng")
        quarter = builder.vocabulary.intern("quận")
        wholes = Set(["toàn", "cả"].map { builder.vocabulary.intern($0) })
        amount = builder.vocabulary.intern("mức")
        boards = Set(["án", "qlda"].map { builder.vocabulary.intern($0) })
        copulas = Set(["là", "có"].map { builder.vocabulary.intern($0) })
        former = builder.vocabulary.intern("cũ")
        seats = Set(["tại", "ở"].map { builder.vocabulary.intern($0) })
        address = builder.vocabulary.intern("chỉ")
        shorten = builder.vocabulary.intern("rút")
        whereas = builder.vocabulary.intern("còn")
        price = builder.vocabulary.intern("giá")
        marks = Set(
            ["mốc", "ngưỡng", "trần", "đỉnh", "đáy", "vạch", "cũ", "lục"].map { builder.vocabulary.intern($0) })
        manners = Set(["nhất", "hơn", "kém", "lại"].map { builder.vocabulary.intern($0) })
        ties = Set(
            [
                "trong", "của", "ở", "tại", "vào", "đến", "tới", "hết", "tính", "từ", "trước", "cho", "ngày", "riêng",
                "cả",
            ].map {
                builder.vocabulary.intern($0)
            })
        self.book = builder.book
        self.units = units
        self.denominators = denominators
        self.gazetteer = gazetteer
        indicators = catalogue.indicators
        self.fingerprint = builder.fingerprint
        self.vocabulary = builder.vocabulary
    }

    /// `hơn`, `kém`: the end of a comparative (`nhiều hơn năm 2023`).
    func endsComparative(_ token: Token) -> Bool { token.word == comparatives.0 || token.word == comparatives.1 }

    /// `mạnh nhất`, `nhanh hơn`, `nhanh chẳng kém`: the end of how something moved.
    func endsManner(_ token: Token) -> Bool { token.kind == .word && manners.contains(token.word) }

    /// The version of rules and lexicons: `0.1.0+1f2e3d4c`.
    var version: String {
        let digits = String(UInt32(truncatingIfNeeded: fingerprint ^ fingerprint >> 32), radix: 16)
        return "\(Extractor.rules)+" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Whether a phrase is `tăng trưởng`.
    func isGrowthNoun(_ tokens: ArraySlice<Token>) -> Bool {
        tokens.count == 2 && tokens.first?.word == growthNoun.0 && tokens.last?.word == growthNoun.1
    }

    /// Gathers phrases while the files are read.
    private struct Builder {
        var vocabulary = Vocabulary()
        var book = PhraseBook()
        var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func read(
            _ name: String, in directory: URL, entry: ([String]) -> (UInt8, Int32)?
        ) throws(LexiconError) {
            let file = try LexiconFile(name, in: directory)
            for (index, columns) in file.rows.enumerated() {
                hash(columns)
                guard let (category, value) = entry(columns) else {
                    throw LexiconError(
                        file: "\(name).tsv", line: index + 1, reason: "cannot read '\(columns.joined(separator: "  "))'"
                    )
                }
                add(columns[0], category, value)
            }
        }

        private mutating func rows(
            _ name: String, in directory: URL, _ take: ([String]) -> Bool
        ) throws(LexiconError) {
            for (index, columns) in try LexiconFile(name, in: directory).rows.enumerated() {
                hash(columns)
                guard take(columns) else {
                    throw LexiconError(file: "\(name).tsv", line: index + 1, reason: "cannot be read")
                }
            }
        }

        /// Trees over features that the file names.
        mutating func trees(
            _ name: String, in directory: URL, _ features: [String]
        ) throws(LexiconError) -> DecisionTrees {
            let numbers = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1, $0) })
            var trees = DecisionTrees()
            try rows(name, in: directory) { columns in columns.count == 1 && trees.read(columns[0]) { numbers[$0] } }
            return trees
        }

        /// What was learned from annotated articles: the trees that weigh words, and what they know of words and labels.
        mutating func learned(
            in directory: URL, _ catalogue: Catalogue
        ) throws(LexiconError) -> (DecisionTrees, DecisionTrees, NameLore, Confidence) {
            func rows(_ name: String, _ take: ([String]) -> Bool) throws(LexiconError) {
                try self.rows(name, in: directory, take)
            }
            let first = try trees("naming", in: directory, WordFeatures.names)
            let second = try trees("naming_again", in: directory, WordFeatures.names)
            var lore = NameLore()
            try rows("priors") { columns in
                guard columns.count == 4, let share = UInt8(columns[1]), let seen = UInt8(columns[2]) else {
                    return false
                }
                return lore.read(
                    word: columns[0], share: share, seen: seen,
                    byContext: columns[3].split(separator: " ").compactMap { UInt8($0) })
            }
            try rows("labels") { columns in
                guard columns.count == 3, let articles = Int(columns[2]) else { return false }
                var kinds: NameLore.Kinds = []
                for name in columns[1].split(separator: " ") {
                    guard let kind = NameLore.Kinds(name: String(name)) else { return false }
                    kinds.formUnion(kind)
                }
                lore.read(label: columns[0], kinds: kinds, articles: articles)
                return true
            }
            for indicator in catalogue.indicators.all {
                let kinds = NameLore.Kinds(unit: indicator.unit).union(.change)
                for name in [indicator.labelVi] + indicator.aliases {
                    lore.read(label: name, kinds: kinds, articles: 1, isCatalogued: true)
                }
            }
            lore.freeze()
            var confidence = Confidence()
            try rows("confidence") { columns in
                guard columns.count == 3, let weight = Double(columns[2]) else { return false }
                return confidence.read(columns[0], columns[1], weight)
            }
            return (first, second, lore, confidence)
        }

        mutating func hash(_ columns: [String]) {
            for byte in columns.joined(separator: "\t").utf8 {
                fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }

        mutating func add(_ phrase: String, _ category: UInt8, _ value: Int32) {
            var symbols: [PhraseBook.Symbol] = []
            var word = ""
            for scalar in phrase.precomposedStringWithCanonicalMapping.unicodeScalars {
                if scalar.properties.isAlphabetic || (!word.isEmpty && ("0"..."9").contains(scalar)) {
                    word.unicodeScalars.append(scalar)
                    continue
                }
                if !word.isEmpty { symbols.append(.word(vocabulary.intern(word))) }
                word = ""
                if !scalar.properties.isWhitespace { symbols.append(.sign(scalar)) }
            }
            if !word.isEmpty { symbols.append(.word(vocabulary.intern(word))) }
            book.add(symbols, PhraseBook.Entry(category: category, value: value))
        }
    }
}
