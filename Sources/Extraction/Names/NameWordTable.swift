import Catalogue
import Vietnamese

/// The words that a figure's name may be made of: those of its sentence and those of the names that can be put
/// together, each with its features and how likely it is part of the name.
struct NameWordTable {
    private(set) var hashes: [UInt64] = []
    /// The token of a word of the sentence, the one nearest to the figure; -1 for a word said elsewhere.
    private(set) var tokens: [Int] = []
    /// A row of features a word.
    private(set) var rows: [UInt8] = []
    /// The labels that the words nearly or wholly spell.
    private(set) var matches: [NameLore.Match] = []
    /// How likely each word is part of the name: 0 to 1.
    private(set) var chances: [Float] = []
    private var numbers: [Int32] = []
    private var places: [UInt64: Int] = [:]

    /// How far from the figure words are looked at.
    private static let reach = (left: 48, right: 36)

    /// The place of a word in the table.
    func place(of hash: UInt64) -> Int? { places[hash] }

    /// - Parameters:
    ///   - words: the figure's sentence; nil in a table.
    ///   - previous: the table of the figure before it in the sentence.
    init(
        _ quantity: Quantity, _ candidates: [NameCandidate], _ words: SentenceWords?, _ figure: WordFeatures.Figure,
        article: ArticleWords, memory: NameMemory, previous: NameWordTable?, lexicon: Lexicon
    ) {
        if let words {
            let start = quantity.tokens.lowerBound - words.first
            let after = quantity.after - words.first
            gather(stride(from: start - 1, through: max(0, start - NameWordTable.reach.left), by: -1), words, quantity)
            gather(
                stride(from: after, to: min(words.items.count, after + NameWordTable.reach.right), by: 1), words,
                quantity, isRight: true)
        }
        gather(candidates, lexicon.lore)
        matches = lexicon.lore.matches(numbers)
        describe(candidates.count, words, figure, article, lexicon.lore)
        describe(memory, previous)
        weigh(lexicon.naming)
        lookAgain(lexicon.namingAgain, candidates, lexicon.lore)
        level(words, candidates, lexicon.lore)
    }

    private func row(_ place: Int) -> Int { place * WordFeatures.count }

    private mutating func add(_ hash: UInt64, _ number: Int32) -> Int {
        let place = hashes.count
        hashes.append(hash)
        numbers.append(number)
        tokens.append(-1)
        places[hash] = place
        let start = rows.count
        rows.append(contentsOf: repeatElement(0, count: WordFeatures.count))
        rows[start + WordFeatures.leftDistance] = WordFeatures.none
        rows[start + WordFeatures.rightDistance] = WordFeatures.none
        for index in WordFeatures.facts..<WordFeatures.lore { rows[start + index] = WordFeatures.none }
        return place
    }

    /// Walks away from the figure and takes in each word where it stands nearest.
    private mutating func gather(
        _ way: some Sequence<Int>, _ words: SentenceWords, _ quantity: Quantity, isRight: Bool = false
    ) {
        var between = Between(isRight: isRight)
        var distance: UInt8 = 0
        for index in way {
            distance += 1
            let item = words.items[index]
            if item.hash != 0, !NameWords.isCommon(item.hash) {
                let known = places[item.hash]
                let place = known ?? add(item.hash, item.number)
                let start = row(place)
                let own = start + (isRight ? WordFeatures.rightDistance : WordFeatures.leftDistance)
                if rows[own] == WordFeatures.none {
                    rows[own] = distance
                    for (offset, count) in between.counts.enumerated() {
                        rows[start + (isRight ? WordFeatures.right : WordFeatures.left) + offset] = count
                    }
                    if known == nil || (isRight && distance < rows[start + WordFeatures.leftDistance]) {
                        tokens[place] = words.first + index
                        describe(start, index, words, quantity, isRight: isRight)
                    }
                }
            }
            between.pass(item)
        }
    }

    /// What stands between a word and its figure.
    private struct Between {
        let isRight: Bool
        /// In the order of `WordFeatures.betweenTitles`; brackets count from 8, since they may be open or closed.
        var counts: [UInt8] = [0, 0, 0, 0, 0, 8, 0, 0]

        init(isRight: Bool) { self.isRight = isRight }

        mutating func pass(_ item: SentenceWords.Item) {
            if item.facts.contains(.comma) { counts[0] += 1 }
            if item.facts.contains(.semicolon) { counts[1] += 1 }
            if item.facts.contains(.number), !item.facts.contains(.aside) { counts[2] += 1 }
            if Between.predicates.contains(item.cue) { counts[3] += 1 }
            if item.facts.contains(.word(.verb)) { counts[4] += 1 }
            if item.facts.contains(isRight ? .closing : .opening) { counts[5] += 1 }
            if item.facts.contains(isRight ? .opening : .closing), counts[5] > 0 { counts[5] -= 1 }
            if item.facts.contains(.and) { counts[6] += 1 }
            if item.facts.contains(.aside) { counts[7] += 1 }
        }

        /// Cues that give a figure a predicate of its own.
        private static let predicates: Set<UInt8> = Set(
            [Cue.up, .down, .level, .share, .rank, .growth, .shrink, .contributes].map { UInt8($0.rawValue + 1) })
    }

    /// What a word of the sentence is and what stands beside it.
    private mutating func describe(
        _ start: Int, _ index: Int, _ words: SentenceWords, _ quantity: Quantity, isRight: Bool
    ) {
        let item = words.items[index]
        for bit in SentenceWords.titles.indices {
            rows[start + WordFeatures.facts + bit] = UInt8(item.facts.rawValue >> UInt32(bit) & 1)
        }
        // The edge of a sentence is like a sign.
        let edge = SentenceWords.Item(hash: 0, number: -1, facts: .sign, cue: 0)
        let before = index > 0 ? words.items[index - 1] : edge
        let after = index + 1 < words.items.count ? words.items[index + 1] : edge
        func bit(_ item: SentenceWords.Item, _ fact: SentenceWords.Facts) -> UInt8 { item.facts.contains(fact) ? 1 : 0 }
        let anchor = (isRight ? quantity.after : quantity.predicate) - words.first
        let values: [UInt8] = [
            item.cue, bit(before, .sign), before.cue, bit(before, .word(.verb)), bit(before, .word(.has)),
            bit(before, .word(.head)), bit(before, .word(.edge)), bit(after, .sign), after.cue,
            bit(after, .word(.verb)),
            index == 0 ? 1 : 0, UInt8(min(index, 40)), UInt8(min(max(index - anchor + 100, 0), 200)),
            words.sinceNumber[index], words.untilNumber[index], isRight ? 1 : 0,
        ]
        for (offset, value) in values.enumerated() { rows[start + WordFeatures.around + offset] = value }
    }

    /// Notes which of the names that can be put together hold which words.
    private mutating func gather(_ candidates: [NameCandidate], _ lore: NameLore) {
        for candidate in candidates {
            for hash in candidate.phrase.hashes where !NameWords.isCommon(hash) {
                let start = row(places[hash] ?? add(hash, lore.number(hash)))
                let source = start + WordFeatures.sources + candidate.source.rawValue
                guard rows[source] == 0 else { continue }
                rows[source] = 1
                rows[start + WordFeatures.held] += 1
            }
        }
    }

    /// The features that hold of a word wherever it stands.
    private mutating func describe(
        _ names: Int, _ words: SentenceWords?, _ figure: WordFeatures.Figure, _ article: ArticleWords, _ lore: NameLore
    ) {
        let labels = labelFeatures(figure, lore)
        let length = UInt8(min(words?.items.count ?? 0, 250))
        for place in hashes.indices {
            let start = row(place)
            let hash = hashes[place]
            let number = numbers[place]
            let share = Int(rows[start + WordFeatures.held]) * 200 / max(1, names)
            let ways: [UInt8] = [
                UInt8(min(share, 250)), article.isInTitle(hash) ? 1 : 0, article.count(hash),
                words?.before.contains(hash) ?? false ? 1 : 0, length,
            ]
            for (offset, value) in ways.enumerated() { rows[start + WordFeatures.held + 1 + offset] = value }
            var sides: [UInt8] = [WordFeatures.none, WordFeatures.none, 0, 0]
            if let words, tokens[place] >= 0 {
                let index = tokens[place] - words.first
                for (side, beside) in [index - 1, index + 1].enumerated() where words.items.indices.contains(beside) {
                    let item = words.items[beside]
                    guard item.hash != 0 else { continue }
                    sides[side] = lore.share(item.number)
                    sides[side + 2] = side == 0 ? lore.pair(item.number, number) : lore.pair(number, item.number)
                }
            }
            let side: NameLore.Context =
                tokens[place] < 0
                ? .elsewhere : rows[start + WordFeatures.side] == 1 ? .right : .left
            let values =
                [
                    lore.share(number), lore.seen(number), lore.share(number, side), lore.share(number, figure.context),
                ] + sides + labels[place]
            for (offset, value) in values.enumerated() { rows[start + WordFeatures.lore + offset] = value }
            for (offset, value) in figure.values.enumerated() { rows[start + WordFeatures.figure + offset] = value }
        }
    }

    /// What the names before say of a word: in how many of them it is, whether in the last one, and how likely it was part
    /// of the name of the figure before.
    private mutating func describe(_ memory: NameMemory, _ previous: NameWordTable?) {
        let last = Set(memory.last { _ in true }.hashes)
        for place in hashes.indices {
            let hash = hashes[place]
            let uses = memory.uses[hash] ?? 0
            let before = previous.map { table in table.place(of: hash).map { UInt8(table.chances[$0] * 200) } ?? 0 }
            let values: [UInt8] = [
                UInt8(min(uses, 250)), UInt8(uses * 200 / max(1, memory.count)), last.contains(hash) ? 1 : 0,
                before ?? WordFeatures.none,
            ]
            for (offset, value) in values.enumerated() { rows[row(place) + WordFeatures.memory + offset] = value }
        }
    }

    /// For each word the longest label it is part of, by how much of it is at hand, in how many articles labels wholly
    /// at hand stand; and the first again among labels of figures in the same unit, and the longest of these that are
    /// wholly at hand.
    private func labelFeatures(_ figure: WordFeatures.Figure, _ lore: NameLore) -> [[UInt8]] {
        var features = [[UInt8]](repeating: [0, 0, 0, 0], count: hashes.count)
        var placeOf: [Int32: Int] = [:]
        for (place, number) in numbers.enumerated() where number >= 0 { placeOf[number] = place }
        for match in matches {
            let label = lore.labels[match.label]
            let length = UInt8(min(250, match.cover * Float(label.words.count) * 8))
            let isWhole = match.cover > 0.999
            let fits = !label.kinds.isDisjoint(with: figure.kind)
            for word in label.words {
                guard let place = placeOf[word] else { continue }
                features[place][0] = max(features[place][0], length)
                if isWhole { features[place][1] = UInt8(min(250, Int(features[place][1]) + label.articles)) }
                if fits { features[place][2] = max(features[place][2], length) }
                if fits, isWhole { features[place][3] = max(features[place][3], UInt8(min(label.words.count, 250))) }
            }
        }
        return features
    }

    private mutating func weigh(_ trees: DecisionTrees) {
        chances = trees.odds(of: hashes.indices.map { row($0) }, in: rows, givesUp: true).map { Odds.chance($0) }
    }
}

// MARK: - Syllables

extension NameWordTable {
    /// Gives the syllables of one word the same chance, so that a name has all of them or none.
    private mutating func level(_ words: SentenceWords?, _ candidates: [NameCandidate], _ lore: NameLore) {
        // Each place's group, as the place of another of its members; the last is its own.
        var groups = Array(hashes.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while groups[place] != place { place = groups[place] }
            return place
        }
        func tie(_ left: UInt64, _ right: UInt64) {
            guard let left = places[left], let right = places[right], left != right,
                lore.isOneWord(numbers[left], numbers[right])
            else { return }
            groups[root(left)] = root(right)
        }
        if let words {
            for token in tokens where token >= 0 && token - words.first + 1 < words.items.count {
                tie(words.items[token - words.first].hash, words.items[token - words.first + 1].hash)
            }
        }
        for candidate in candidates {
            for (left, right) in zip(candidate.phrase.hashes, candidate.phrase.hashes.dropFirst()) { tie(left, right) }
        }
        var sums: [Int: (sum: Float, count: Int)] = [:]
        for place in hashes.indices {
            let root = root(place)
            sums[root, default: (0, 0)].sum += chances[place]
            sums[root, default: (0, 0)].count += 1
        }
        for place in hashes.indices {
            if let (sum, count) = sums[root(place)], count == 2 { chances[place] = sum / Float(count) }
        }
    }
}

// MARK: - The second look

extension NameWordTable {
    /// Words less likely than this at the first look are not looked at again.
    private static let least: Float = 0.02

    /// Weighs the likely words once more by what the first look says of all of them together: whether its neighbours are
    /// likely, and how good a name can be with it and without it. So words of one name keep together, and of two names
    /// that compete one is left.
    private mutating func lookAgain(_ trees: DecisionTrees, _ candidates: [NameCandidate], _ lore: NameLore) {
        let names = names(candidates, lore)
        let expected = chances.reduce(0, +)
        let order = chances.indices.sorted { (-chances[$0], $0) < (-chances[$1], $1) }
        var (most, sum): (Float, Float) = (0, 0)
        for (index, place) in order.enumerated() {
            sum += chances[place]
            most = max(most, 2 * sum / (Float(index + 1) + expected))
        }
        var placeAt: [Int: Int] = [:]
        for (place, token) in tokens.enumerated() where token >= 0 { placeAt[token] = place }
        let first = chances
        let top = order.first.map { first[$0] } ?? 0
        for (rank, place) in order.enumerated() where first[place] >= NameWordTable.least {
            let with = names.first { $0.places.contains(place) }?.overlap ?? 0
            let without = names.first { !$0.places.contains(place) }?.overlap ?? 0
            let beside: [UInt8] = [-1, 1, -2, 2].map { step in
                guard tokens[place] >= 0, let other = placeAt[tokens[place] + step] else { return WordFeatures.none }
                return UInt8(first[other] * 200)
            }
            let values =
                [
                    UInt8(first[place] * 200), UInt8(with * 200), UInt8(without * 200),
                    UInt8(min(max((with - without) * 100 + 100, 0), 200)), UInt8(min(rank, 250)),
                    UInt8(min(expected * 10, 250)), UInt8(most * 200),
                ] + beside + [UInt8(first[place] / max(top, 0.001) * 200)]
            let start = row(place) + WordFeatures.again
            for (offset, value) in values.enumerated() { rows[start + offset] = value }
        }
        guard !trees.isEmpty else { return }
        let likely = order.filter { first[$0] >= NameWordTable.least }
        let odds = trees.odds(of: likely.map { row($0) }, in: rows, givesUp: true)
        for (place, odds) in zip(likely, odds) { chances[place] = Odds.chance(odds) }
    }

    /// The names that can be put together and the labels wholly at hand, as places of their words, the best first.
    private func names(_ candidates: [NameCandidate], _ lore: NameLore) -> [(places: Set<Int>, overlap: Float)] {
        var names: [(places: Set<Int>, overlap: Float)] = []
        let expected = chances.reduce(0, +)
        func add(_ places: Set<Int>, _ count: Int) {
            guard !places.isEmpty else { return }
            names.append((places, 2 * places.reduce(0) { $0 + chances[$1] } / (Float(count) + expected)))
        }
        var seen: Set<UInt64> = []
        for candidate in candidates where seen.insert(NameWords.key(candidate.phrase.hashes)).inserted {
            let telling = NameWords.telling(candidate.phrase.hashes)
            add(Set(telling.compactMap { place(of: $0) }), telling.count)
        }
        for match in matches where match.cover > 0.999 {
            let words = lore.labels[match.label].words
            add(Set(words.compactMap { number in numbers.firstIndex(of: number) }), words.count)
        }
        return names.sorted { $0.overlap > $1.overlap }
    }
}
