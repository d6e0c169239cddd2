import Vietnamese

/// Chooses what a figure is called: of the names that can be put together and the labels known of other articles, the one
/// that most likely shares its words with the figure's true name; where all of them leave out likely words or hold
/// unlikely ones, the best of them mended.
struct NameChoice {
    let phrases: NounPhrases
    let table: NameWordTable
    let lexicon: Lexicon
    /// The summed chances of all words: how many words the true name is expected to have.
    private let expected: Float
    /// The words that make the best name, order aside, and how good that name is.
    private let wanted: [Bool]
    private let most: Float

    /// A chosen name.
    struct Chosen {
        var phrase: NamePhrase
        /// The way it was put together; nil for a label known of other articles.
        var source: NameSource?
        /// Where most of its words stand: left of the figure, right of it, or elsewhere.
        var ground = Ground.Rule.ownClause
        /// The share of words that it is expected to have in common with the true name: 0 to 1.
        var chance: Double
    }

    /// What a whole name is worth beside one mended of the best words, for being one that somebody wrote; and one
    /// that the catalogue knows, for having a code.
    private static let whole: Float = 1.06
    private static let catalogued: Float = 1.15
    /// A mended name that has this share of the best is good enough.
    private static let fluency: Float = 0.97
    /// Common words that may end a longer word: `sản lượng`, `định mức`.
    private static let endings = Set(NameWords.all("lượng lệ mức"))
    /// Words that stand side by side in labels of so many articles make one word.
    private static let oftenTogether: UInt8 = 5

    init(phrases: NounPhrases, table: NameWordTable, lexicon: Lexicon) {
        self.phrases = phrases
        self.table = table
        self.lexicon = lexicon
        let chances = table.chances
        let expected = chances.reduce(0, +)
        // The best set of any size is made of the likeliest words.
        let order = chances.indices.sorted { (-chances[$0], $0) < (-chances[$1], $1) }
        var (best, size, sum): (Float, Int, Float) = (0, 0, 0)
        for (index, place) in order.enumerated() {
            sum += chances[place]
            let overlap = 2 * sum / (Float(index + 1) + expected)
            if overlap > best { (best, size) = (overlap, index + 1) }
        }
        var wanted = [Bool](repeating: false, count: chances.count)
        for place in order.prefix(size) { wanted[place] = true }
        self.expected = expected
        self.wanted = wanted
        most = best
    }

    /// The best name; nil where there is none to choose from.
    func best(of candidates: [NameCandidate], kind: NameLore.Kinds, figure: Int) -> Chosen? {
        guard var chosen = best(of: candidates, kind: kind) else { return nil }
        chosen.ground = ground(of: chosen.phrase.hashes, figure: figure)
        return chosen
    }

    /// Where most of a name's words stand, by the token of the figure.
    private func ground(of hashes: [UInt64], figure: Int) -> Ground.Rule {
        var (left, right, elsewhere) = (0, 0, 0)
        for place in hashes.compactMap({ table.place(of: $0) }) {
            let token = table.tokens[place]
            if token < 0 { elsewhere += 1 } else if token < figure { left += 1 } else { right += 1 }
        }
        if elsewhere > left + right { return .antecedent }
        return left >= right ? .clauseLeft : .clauseRight
    }

    private func best(of candidates: [NameCandidate], kind: NameLore.Kinds) -> Chosen? {
        var best: (worth: Float, chosen: Chosen)?
        func weigh(_ worth: Float, _ overlap: Float, _ source: NameSource?, _ phrase: @autoclosure () -> NamePhrase) {
            if best.map({ worth > $0.worth }) ?? true {
                best = (worth, Chosen(phrase: phrase(), source: source, chance: Double(overlap)))
            }
        }
        for candidate in candidates {
            let overlap = overlap(candidate.phrase.hashes)
            weigh(overlap * NameChoice.whole, overlap, candidate.source, candidate.phrase)
        }
        for match in table.matches where match.cover > 0.999 {
            let label = lexicon.lore.labels[match.label]
            guard !label.kinds.isDisjoint(with: kind) else { continue }
            let overlap = overlap(NameWords.all(label.text))
            weigh(
                overlap * (label.isCatalogued ? NameChoice.catalogued : NameChoice.whole), overlap, nil,
                phrase(label.text, like: NamePhrase()))
        }
        guard let best, most > best.worth else { return best.map { worded($0.chosen, candidates) } }
        return mended(candidates, best.chosen)
    }

    /// A known label as the article words it, where it does: `Tỷ lệ hộ nghèo` for `hộ nghèo`.
    private func worded(_ chosen: Chosen, _ candidates: [NameCandidate]) -> Chosen {
        guard chosen.source == nil else { return chosen }
        let words = NameWords.telling(chosen.phrase.hashes)
        guard let own = candidates.first(where: { NameWords.telling($0.phrase.hashes) == words }) else { return chosen }
        return Chosen(phrase: own.phrase, source: own.source, chance: chosen.chance)
    }

    /// How much a name is expected to share with the true one: F1 over telling words. A word said twice counts once.
    private func overlap(_ hashes: [UInt64]) -> Float {
        let telling = NameWords.telling(hashes)
        guard !telling.isEmpty else { return 0 }
        var sum: Float = 0
        for (index, hash) in telling.enumerated() where !telling[..<index].contains(hash) {
            if let place = table.place(of: hash) { sum += table.chances[place] }
        }
        return 2 * sum / (Float(telling.count) + expected)
    }

    /// The name that needs the least mending, without its unlikely words and with the likely ones it lacks.
    private func mended(_ candidates: [NameCandidate], _ whole: Chosen) -> Chosen {
        var base: (text: String, overlap: Float, candidate: NameCandidate)?
        for candidate in candidates {
            let kept = Set(candidate.phrase.hashes.filter(isWanted))
            guard !kept.isEmpty else { continue }
            let overlap = overlap(Array(kept))
            if base.map({ overlap > $0.overlap }) ?? true { base = ("", overlap, candidate) }
        }
        guard var base else { return whole }
        base.text = pruned(base.candidate.phrase.text, isWanted)
        var held = Set(NameWords.all(base.text))
        var text = base.text
        if base.overlap < most * NameChoice.fluency {
            for run in missingRuns(held) {
                let part = phrases.text(run)
                text = isBefore(run, text) ? "\(part) \(text)" : "\(text) \(part)"
                held.formUnion(NameWords.all(part))
            }
            if let part = missingElsewhere(held, candidates) {
                text = "\(text) \(part)"
                held.formUnion(NameWords.all(part))
            }
        }
        let overlap = overlap(NameWords.all(text))
        guard Double(overlap) > whole.chance else { return whole }
        return Chosen(
            phrase: phrase(text, like: base.candidate.phrase), source: base.candidate.source, chance: Double(overlap))
    }

    private func isWanted(_ hash: UInt64) -> Bool { table.place(of: hash).map { wanted[$0] } ?? false }

    /// A name without the words that are not wanted and those it has already; common words stay between words that stay.
    private func pruned(_ text: String, _ isWanted: (UInt64) -> Bool) -> String {
        let chunks = text.split(separator: " ")
        // Kept, dropped, or as its neighbours are.
        var held: Set<UInt64> = []
        let fates: [Bool?] = chunks.map { chunk in
            let hashes = NameWords.all(String(chunk))
            if hashes.contains(where: { isWanted($0) && !held.contains($0) }) {
                held.formUnion(hashes)
                return true
            }
            return hashes.allSatisfy(NameWords.isCommon) && !hashes.isEmpty ? nil : false
        }
        var kept: [Substring] = []
        /// `lượng` of `sản lượng`: a common word that with the word kept before it makes one.
        func belongs(_ chunk: Substring, to last: Substring?, at index: Int) -> Bool {
            guard fates[index] == nil, index > 0, let last, last == chunks[index - 1],
                NameWords.all(String(chunk)).allSatisfy(NameChoice.endings.contains)
            else { return false }
            let pair = [last, chunk].compactMap { NameWords.all(String($0)).last }.map { lexicon.lore.number($0) }
            return pair.count == 2 && lexicon.lore.pair(pair[0], pair[1]) >= NameChoice.oftenTogether
        }
        for (index, chunk) in chunks.enumerated() {
            let before = fates[..<index].last { $0 != nil } ?? true
            let after = fates[index...].first { $0 != nil } ?? nil
            if fates[index] ?? ((before ?? true) && (after ?? false)) || belongs(chunk, to: kept.last, at: index) {
                kept.append(chunk)
            }
        }
        while let last = kept.last, let sign = last.last, sign == "," || sign == "-" || sign == "/" {
            kept[kept.count - 1] = last.dropLast()
            if kept[kept.count - 1].isEmpty { kept.removeLast() }
        }
        return kept.joined(separator: " ")
    }

    /// The wanted words of the sentence that a name lacks, in runs that only common words interrupt.
    private func missingRuns(_ held: Set<UInt64>) -> [[Int]] {
        let tokens = table.hashes.indices.filter {
            wanted[$0] && table.tokens[$0] >= 0 && !held.contains(table.hashes[$0])
        }
        .map { table.tokens[$0] }.sorted()
        var runs: [[Int]] = []
        for token in tokens {
            if let last = runs.last?.last, token - last <= 3, areCommon(last + 1..<token) {
                runs[runs.count - 1] += Array(last + 1...token)
            } else {
                runs.append([token])
            }
        }
        return runs
    }

    private func areCommon(_ range: Range<Int>) -> Bool {
        range.allSatisfy { index in
            let token = phrases.view.scan.tokens[index]
            return token.kind == .word
                && NameWords.all(UnsafeBufferPointer(rebasing: phrases.view.text[token.range]))
                    .allSatisfy(NameWords.isCommon)
        }
    }

    /// Whether a run stands right before the first word of a name.
    private func isBefore(_ run: [Int], _ text: String) -> Bool {
        guard let last = run.last,
            let first = NameWords.telling(NameWords.all(text)).first.flatMap({ table.place(of: $0) }),
            table.tokens[first] > last, table.tokens[first] - last <= 3
        else { return false }
        return areCommon(last + 1..<table.tokens[first])
    }

    /// The wanted words that only names said before hold, as the name that has most of them words them.
    private func missingElsewhere(_ held: Set<UInt64>, _ candidates: [NameCandidate]) -> String? {
        let missing = Set(
            table.hashes.indices.filter { wanted[$0] && !held.contains(table.hashes[$0]) }.map { table.hashes[$0] })
        guard !missing.isEmpty else { return nil }
        let counts = candidates.map { candidate in Set(candidate.phrase.hashes).intersection(missing).count }
        guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else { return nil }
        return pruned(candidates[index].phrase.text) { missing.contains($0) }
    }

    /// A text as a name that begins as another does.
    private func phrase(_ text: String, like other: NamePhrase) -> NamePhrase {
        var phrase = NamePhrase().with(text: text)
        phrase.words = phrase.hashes.count
        phrase.head = text.hasPrefix(other.text.prefix { $0 != " " }) ? other.head : .plain
        if !other.measure.isEmpty, text.hasPrefix(other.measure) {
            phrase.measure = other.measure
            phrase.measures = other.measures
        }
        return phrase
    }
}
