import Observation
import Vietnamese

/// Names what is measured.
///
/// A figure's name stands right of it (`14 bộ, ngành đã ban hành …`), left of its verb (`doanh thu đạt …`), behind a
/// colon, in a table's headers, or was said before; often it must be put together of these. No one rule tells which, so
/// all names that the grammar can put together are weighed: features of name, figure and clause speak for and against
/// each, with weights learned from annotated articles (`naming.tsv`).
struct NameReader {
    let view: FieldView
    let phrases: NounPhrases
    /// What was named before the sentence.
    private(set) var memory: NameMemory
    /// The words of the article.
    let article: ArticleWords
    /// The words of the sentence in hand, once a figure of it is named.
    private var words: SentenceWords?
    /// How likely the words around the figure before are part of its name, in the same sentence.
    private var previous: NameWordTable?

    init(
        view: FieldView, asides: [Range<Int>], organizations: [OrganizationMention], places: [Range<Int>],
        memory: NameMemory, article: ArticleWords
    ) {
        self.view = view
        self.article = article
        phrases = NounPhrases(view: view, asides: asides, organizations: organizations.map(\.tokens), places: places)
        self.memory = memory
    }

    /// Sets the indicators of the quantities of one sentence; what stays without one is no observation.
    mutating func name(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) {
        let runs = RespectiveLists(view: view).runs(of: quantities, limits)
        var carried: (pieces: NamePieces, end: Int)?
        for index in quantities.indices {
            var quantity = quantities[index]
            var pieces = pieces(index, quantities, limits)
            if quantity.kind == .count, quantity.measure == .level { carry(&pieces, &carried, quantity) }
            if let run = runs.first(where: { $0.contains(index) }) {
                let items = items(before: quantities[run.lowerBound], run.count, limits)
                if items.count == run.count { pieces.item = items[index - run.lowerBound] }
                if let level = level(of: index, in: run, quantities) {
                    pieces.paired = phrase(of: quantities[level].indicator)
                }
            }
            let before = (memory.last { _ in true }.text, memory.last { $0.unit == quantity.unit }.text)
            var ground = Ground.Rule.ownClause
            if !isNameless(quantity, pieces, follows: index > quantities.startIndex) {
                ground = choose(&quantity, pieces, quantities[..<index], limits)
            }
            quantity.isOwnName = isOwn(quantity.indicator, pieces)
            quantity.noteName(
                left: pieces.subject.text, right: pieces.right.text, before: [before.0, before.1],
                opening: [pieces.opening.text, pieces.head.text, pieces.earlier.text], otherwise: ground)
            if quantity.kind == .count, quantity.value.exponent < 0, quantity.scale == 0, pieces.right.isEmpty {
                // An index has neither unit nor noun: `đạt 0,8241`.
                quantity.kind = .point
                quantity.unit = "point"
                quantity.grounds.unit = Note(.bareScore)
            }
            quantities[index] = quantity
        }
    }

    /// A bare number beside which nothing is named counts nothing.
    private func isNameless(_ quantity: Quantity, _ pieces: NamePieces, follows: Bool) -> Bool {
        quantity.kind == .count && !quantity.isNamed && pieces.right.isEmpty && pieces.opening.isEmpty
            && (pieces.subject.isEmpty || pieces.isActor) && !follows
    }

    /// `S kết nối với 18 bộ, 63 tỉnh và 4 doanh nghiệp, phục vụ 52 nghìn người`: a later count without a subject of its own
    /// has that of the count before it.
    private func carry(
        _ pieces: inout NamePieces, _ carried: inout (pieces: NamePieces, end: Int)?, _ quantity: Quantity
    ) {
        if let before = carried, pieces.subject.isEmpty, quantity.cue != .level,
            !(before.end..<max(before.end, quantity.tokens.lowerBound)).contains(where: {
                view.scan.tokens[$0].isSign(";")
            })
        {
            pieces.carried = before.pieces.subject.isEmpty ? before.pieces.carried : before.pieces.subject
            pieces.carriedVerb = pieces.verb.isEmpty ? before.pieces.verb : pieces.verb
        }
        carried = pieces.subject.isEmpty && pieces.carried.isEmpty ? nil : (pieces, quantity.after)
    }

    /// The name was found in the figure's own clause.
    private func isOwn(_ name: String, _ pieces: NamePieces) -> Bool {
        (!pieces.subject.isEmpty && name.holds(pieces.subject.text))
            || (!pieces.right.isEmpty && name.holds(pieces.right.text))
    }

    /// The items of the list left of a run of figures, if it has as many.
    private func items(before quantity: Quantity, _ count: Int, _ limits: Range<Int>) -> [NamePhrase] {
        let tokens = phrases.leftLong(of: quantity, floor: limits.lowerBound, limits, acrossCommas: true)
        var items: [[Int]] = [[]]
        for token in tokens {
            if view.listJoint(token, in: limits) {
                if !items[items.count - 1].isEmpty { items.append([]) }
            } else {
                items[items.count - 1].append(token)
            }
        }
        return items.count >= count ? items.suffix(count).map { phrases.phrase($0) } : []
    }

    /// `doanh thu 5.320 tỷ và lợi nhuận 498 tỷ đồng, lần lượt tăng 6,1% và 37,4%`: as many changes as levels before
    /// them belong to these one by one.
    private func level(of index: Int, in run: Range<Int>, _ quantities: ArraySlice<Quantity>) -> Int? {
        guard quantities[run.lowerBound].measure != .level else { return nil }
        let levels = quantities.indices.filter { $0 < run.lowerBound && quantities[$0].measure == .level }
        guard levels.count == run.count, levels.last == run.lowerBound - 1 else { return nil }
        return levels[index - run.lowerBound]
    }

    private mutating func choose(
        _ quantity: inout Quantity, _ pieces: NamePieces, _ earlier: ArraySlice<Quantity>, _ limits: Range<Int>
    ) -> Ground.Rule {
        let block = view.scan.sentences[quantity.sentence].block
        let isIndexed = quantity.kind == .rank || quantity.kind == .point
        let candidates = NameCandidates(
            quantity, pieces, memory, phrases,
            index: isIndexed ? indexName(before: quantity.sentence) : NamePhrase(), block: block, title: article.title
        ).found
        let floor = earlier.last?.after ?? limits.lowerBound
        let figure = WordFeatures.Figure(
            quantity, pieces, joint: joint(quantity, earlier.last, limits), near: near(quantity, floor))
        if words?.first != limits.lowerBound { words = SentenceWords(phrases, limits, sentence: quantity.sentence) }
        guard let (whole, table) = chosen(quantity, candidates, words, figure) else { return .ownClause }
        var chosen = whole
        previous = table
        if grows(quantity), let held = phrases.grower(of: chosen.phrase.text) {
            chosen.phrase = chosen.phrase.with(text: held)
        }
        quantity.indicator = chosen.phrase.text
        quantity.chances.name = chosen.chance
        memory.note(chosen.phrase, quantity, block: block)
        return chosen.ground
    }

    /// `tỷ trọng kinh tế số đạt 18,3%, tốc độ tăng trưởng 20%`: the rate at which something grows, not by how much its share
    /// moved.
    private func grows(_ quantity: Quantity) -> Bool {
        guard quantity.measure == .change, quantity.unit == "percent" else { return false }
        let verb = quantity.predicate..<max(quantity.predicate, min(quantity.predicate + 2, quantity.numberToken))
        return quantity.cue == .growth || quantity.grounds.measure.rule == .subjectNoun
            || view.lexicon.isGrowthNoun(view.scan.tokens[verb])
    }

    /// Chooses between names, and shows what was weighed to whoever wants to see it.
    func chosen(
        _ quantity: Quantity, _ candidates: [NameCandidate], _ words: SentenceWords?, _ figure: WordFeatures.Figure
    ) -> (NameChoice.Chosen, NameWordTable)? {
        guard !candidates.isEmpty else { return nil }
        let table = NameWordTable(
            quantity, candidates, words, figure, article: article, memory: memory, previous: previous,
            lexicon: view.lexicon)
        let chosen = NameChoice(phrases: phrases, table: table, lexicon: view.lexicon)
            .best(of: candidates, kind: figure.kind, figure: quantity.tokens.lowerBound)
        view.weighed?(table.weighed(quantity, candidates, chosen: chosen?.phrase.text ?? "", view: view))
        return chosen.map { ($0, table) }
    }

    /// Whether a place (1) or an organization (2) stands between the figure before and the predicate.
    private func near(_ quantity: Quantity, _ floor: Int) -> Int {
        let range = floor..<max(floor, quantity.predicate)
        let place = phrases.places.contains { $0.overlaps(range) && !$0.isEmpty }
        let organization = phrases.organizations.contains { $0.overlaps(range) && !$0.isEmpty }
        return (place ? 1 : 0) + (organization ? 2 : 0)
    }

    private func joint(_ quantity: Quantity, _ previous: Quantity?, _ limits: Range<Int>) -> WordFeatures.Joint {
        guard let previous else { return .opens }
        var joint = WordFeatures.Joint.other
        for index in previous.after..<max(previous.after, quantity.predicate) {
            let token = view.scan.tokens[index]
            if token.isSign(";") || token.isSign(":") { return .semicolon }
            if token.isSign("(") { joint = .bracket }
            if token.isSign(")"), joint == .bracket { joint = .other }
            if token.isSign(","), joint != .bracket { joint = .comma }
            if view.word(index, in: limits) == view.words.và, joint == .other { joint = .and }
        }
        return joint
    }

    /// The index or ranking named last, in the sentence itself or some sentences before.
    private func indexName(before sentence: Int) -> NamePhrase {
        for earlier in stride(from: sentence, through: max(0, sentence - 8), by: -1) {
            let limits = view.scan.sentences[earlier].tokens
            for token in limits {
                if let name = phrases.indexName(at: token, limits) { return phrases.phrase(name) }
            }
        }
        return NamePhrase()
    }

    /// A name given before, of which only the text is left.
    func phrase(of text: String) -> NamePhrase {
        var phrase = NamePhrase().with(text: text)
        phrase.words = phrase.hashes.count
        return phrase
    }
}
