public import Observation

/// Finds the indicator that a label names.
///
/// First by an alias of the very same words, then by weighted overlap, where rare words weigh more. Precision comes
/// first: a label that two indicators fit about equally well, or none well enough, stays without a code.
public struct IndicatorIndex: Sendable {
    /// All indicators, sorted by code.
    public let all: [Indicator]

    static let files = [
        "abbreviations.tsv", "indicators.tsv", "stop_words.tsv", "telling_words.tsv", UnitFamilies.file,
    ]

    /// An alias as numbers of words.
    private struct Alias: Sendable {
        var indicator: Int
        /// In order, repeats included.
        var words: [UInt16]
        /// The summed weight of its distinct words.
        var weight: Float
        /// Those of its words that make another indicator of a name.
        var telling: Set<UInt16> = []
    }

    /// The least overlap (Jaccard's index over weighted words) that counts as a match.
    private static let threshold: Float = 0.82
    /// By how much the best match must beat the best one of another indicator.
    private static let margin: Float = 0.05
    private let reader: LabelReader
    private let families: UnitFamilies
    /// The units of all indicators, each once, and which of them an indicator has.
    private let units: [String]
    private let unitOf: [Int]
    private let byCode: [String: Int]
    private var aliases: [Alias] = []
    /// By the hash of the alias as it stands.
    private var verbatim: [UInt64: [Int]] = [:]
    private var exact: [[UInt16]: [Int]] = [:]
    /// By word: the aliases that hold it.
    private var postings: [[Int]] = []
    private var weights: [Float] = []
    private var unknownWeight: Float = 0
    /// Words of which a label and its indicator's name must have the same.
    private let telling: Set<UInt16>

    init(files: [String: [UInt8]]) throws(CatalogueError) {
        func table(_ name: String, _ columns: [String]) throws(CatalogueError) -> [[String]] {
            try Table(files[name] ?? [], name: name, columns: columns).rows
        }
        var reader = try LabelReader(
            stopWords: table("stop_words.tsv", ["phrase", "where", "kind"]),
            abbreviations: table("abbreviations.tsv", ["abbreviation", "words"]))
        let columns = ["code", "label_vi", "label_en", "unit", "sector", "framework", "aliases"]
        all = try table("indicators.tsv", columns).map { row in
            Indicator(
                code: row[0], labelVi: row[1], labelEn: row[2], unit: row[3], sector: row[4],
                framework: row[5].isEmpty ? nil : row[5], aliases: row[6].cellParts)
        }.sorted { $0.code < $1.code }
        var byCode: [String: Int] = [:]
        for (index, indicator) in all.enumerated() where byCode.updateValue(index, forKey: indicator.code) != nil {
            throw CatalogueError(.malformedFile, "indicators.tsv has \(indicator.code) twice: keep one line")
        }
        for (index, indicator) in all.enumerated() {
            for text in [indicator.labelVi] + indicator.aliases {
                let (words, reading) = reader.readAlias(text)
                guard !words.isEmpty else {
                    throw CatalogueError(
                        .malformedFile, "indicators.tsv: \(text) of \(indicator.code) has only stop words: reword it")
                }
                aliases.append(Alias(indicator: index, words: words, weight: 0))
                if verbatim[reading.verbatim]?.contains(index) != true {
                    verbatim[reading.verbatim, default: []].append(index)
                }
            }
        }
        telling = Set(try table("telling_words.tsv", ["word"]).flatMap { reader.readAlias($0[0]).words })
        self.byCode = byCode
        self.reader = reader
        families = try UnitFamilies(files[UnitFamilies.file] ?? [])
        let units = Set(all.map(\.unit)).sorted()
        unitOf = all.map { indicator in units.firstIndex(of: indicator.unit) ?? 0 }
        self.units = units
        weigh()
    }

    /// The indicator with a code.
    public func indicator(code: String) -> Indicator? { byCode[code].map { all[$0] } }

    /// The indicator a label names, or nil.
    /// - Parameters:
    ///   - label: as the article words it, NFC.
    ///   - unit: the observation's unit; a level needs an indicator of that unit.
    ///   - measure: a change or multiple carries the code of what changed.
    public func lookup(label: String, unit: String, measure: Observation.Measure) -> Indicator? {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: LabelReader.capacity) { buffer in
            let reading = reader.read(label, into: buffer)
            guard reading.count > 0 else { return nil }
            let query = Query(
                words: UnsafeBufferPointer(rebasing: buffer[..<reading.count]), reading: reading, unit: unit,
                measure: measure)
            if reading.unknown == 0 {
                if let found = choose(verbatim[reading.verbatim], query) { return found }
                if let candidates = exact[Array(query.words)], candidates.contains(where: { fits($0, query) }) {
                    return choose(candidates, query)
                }
            }
            return reading.isHeadUnknown ? nil : overlap(query)
        }
    }

    /// A label with what restricts the indicators it may name.
    private struct Query {
        var words: UnsafeBufferPointer<UInt16>
        var reading: LabelReader.Reading
        var unit: String
        var measure: Observation.Measure
    }

    /// The one of several namesakes that is meant. They differ in unit; a change in percent may fit more than one.
    private func choose(_ candidates: [Int]?, _ query: Query) -> Indicator? {
        guard let fitting = candidates?.filter({ fits($0, query) }), let first = fitting.first else { return nil }
        if fitting.count == 1 { return all[first] }
        let preferred = fitting.filter { isPreferred(unit: all[$0].unit, query) }
        return preferred.count == 1 ? all[preferred[0]] : nil
    }

    private func fits(_ indicator: Int, _ query: Query) -> Bool { fits(unit: all[indicator].unit, query) }

    private func fits(unit: String, _ query: Query) -> Bool {
        guard !query.reading.isRank || unit == "rank" else { return false }
        // `tỷ lệ hồ sơ trực tuyến của 34 tỉnh`: what is counted there is not what the share is of.
        guard !query.reading.isShare || query.measure != .level || query.unit != "count" else { return false }
        return families.isCompatible(unit, with: query.unit, measure: query.measure)
    }

    /// Of namesakes in several units, a level means the one that is told like it, with or without a denominator
    /// (`bác sĩ` of 12 per 10,000 people), a change the share where the label calls itself one, else the amount.
    private func isPreferred(unit: String, _ query: Query) -> Bool {
        if query.measure == .level { return families.isToldAlike(unit, query.unit) }
        return (unit == "percent") == query.reading.isShare
    }

    private func overlap(_ query: Query) -> Indicator? {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: aliases.count) { shared in
            // Vietnamese puts the head first: an alias without the label's head speaks of something else, however
            // many words they share (`doanh thu của doanh nghiệp` is no `doanh nghiệp`).
            shared.initialize(repeating: -.infinity)
            for alias in postings[Int(query.words[0])] { shared[alias] = 0 }
            var total = Float(query.reading.unknown) * unknownWeight
            for (position, word) in query.words.enumerated() where !query.words[..<position].contains(word) {
                total += weights[Int(word)]
                for alias in postings[Int(word)] { shared[alias] += weights[Int(word)] }
            }
            let units = self.units.map { (fits: fits(unit: $0, query), isPreferred: isPreferred(unit: $0, query)) }
            let telling = self.telling.intersection(query.words)
            var best: (indicator: Int, score: Float) = (-1, 0)
            var second: Float = 0
            for index in postings[Int(query.words[0])] {
                let alias = aliases[index]
                let unit = units[unitOf[alias.indicator]]
                guard unit.fits, alias.telling == telling else { continue }
                // What the label says beyond the alias narrows it (`kim ngạch xuất khẩu gạo`); what the alias says beyond
                // the label makes it something wider (`giá bình quân` is not `giá điện bình quân`).
                var score = shared[index] / (total - shared[index] + alias.weight)
                if !unit.isPreferred { score -= Self.margin }
                if alias.indicator == best.indicator {
                    best.score = max(best.score, score)
                } else if score > best.score {
                    second = best.score
                    best = (alias.indicator, score)
                } else {
                    second = max(second, score)
                }
            }
            guard best.score >= Self.threshold, best.score - second >= Self.margin else { return nil }
            return all[best.indicator]
        }
    }

    /// Weighs every word by how few aliases hold it, and lists the aliases by word.
    private mutating func weigh() {
        postings = Array(repeating: [], count: reader.wordCount)
        for (index, alias) in aliases.enumerated() {
            if exact[alias.words]?.contains(alias.indicator) != true {
                exact[alias.words, default: []].append(alias.indicator)
            }
            for word in Set(alias.words) { postings[Int(word)].append(index) }
        }
        // Binary logarithms by halving: enough for weights, and the same on every machine.
        func weight(_ frequency: Int) -> Float {
            var ratio = Float(aliases.count + 1) / Float(max(frequency, 1))
            var log: Float = 1
            while ratio >= 2 {
                ratio /= 2
                log += 1
            }
            return log + (ratio - 1)
        }
        weights = postings.map { weight($0.count) }
        unknownWeight = weight(1)
        for index in aliases.indices {
            aliases[index].telling = telling.intersection(aliases[index].words)
            aliases[index].weight = Set(aliases[index].words).sorted().reduce(0) { $0 + weights[Int($1)] }
        }
    }
}
