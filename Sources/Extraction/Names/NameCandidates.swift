import Observation
import Vietnamese

/// A name that a figure might have.
struct NameCandidate {
    var source: NameSource
    var phrase: NamePhrase
}

/// Gathers the names that a figure might have: from its clause, from what was named before, and from both together.
struct NameCandidates {
    let quantity: Quantity
    /// What stands around the figure.
    let p: NamePieces
    let memory: NameMemory
    let phrases: NounPhrases
    /// The index or ranking spoken of, where the figure may be one of its ranks or scores.
    let index: NamePhrase
    /// The block the figure stands in.
    let block: Int
    private(set) var found: [NameCandidate] = []

    init(
        _ quantity: Quantity, _ pieces: NamePieces, _ memory: NameMemory, _ phrases: NounPhrases, index: NamePhrase,
        block: Int, title: [NamePhrase]
    ) {
        self.quantity = quantity
        p = pieces
        self.memory = memory
        self.phrases = phrases
        self.index = index
        self.block = block
        addClause()
        for piece in title { add(.titleWords, piece) }
    }

    /// Words; what is longer is no name.
    private static let longest = 22

    /// What a physical unit measures.
    private static let dimensions = [
        "har": "diện tích", "km2": "diện tích", "m2": "diện tích", "t": "sản lượng", "kg": "sản lượng",
    ]

    mutating func add(_ source: NameSource, _ phrase: NamePhrase) {
        guard !phrase.isEmpty, phrase.words <= NameCandidates.longest else { return }
        found.append(NameCandidate(source: source, phrase: phrase))
    }

    private mutating func addClause() {
        add(.right, p.right)
        add(.rightTail, p.tail)
        add(.paired, p.paired)
        if p.rightLong.text != p.right.text { add(.rightLong, p.rightLong) }
        add(.subject, p.subject)
        if p.subjectLong.text != p.subject.text { add(.subjectLong, p.subjectLong) }
        add(.opening, p.opening)
        add(.beforeCut, p.beforeCut)
        add(.measured, p.measured)
        add(.measuredBefore, p.measuredBefore)
        add(.subjectWide, p.subjectWide)
        if p.subjectShort.text != p.subject.text { add(.subjectShort, p.subjectShort) }
        if p.openingWide.text != p.opening.text { add(.openingWide, p.openingWide) }
        if !p.measured.isEmpty {
            if !p.subject.isEmpty, !p.subject.text.hasPrefix(p.measured.text),
                !p.measured.text.hasSuffix(p.subject.text)
            {
                add(.measuredSubject, p.measured.joined(p.subject))
            }
            if !p.right.isEmpty { add(.measuredRight, p.measured.joined(p.right)) }
        }
        if p.head.text != p.subject.text { add(.head, p.head) }
        if !p.right.isEmpty {
            if !p.verb.isEmpty {
                add(.rightVerb, p.right.joined(p.verb))
                add(.verbRight, p.verb.joined(p.right))
                if !p.subject.isEmpty { add(.rightVerbSubject, p.right.joined(p.verb).joined(p.subject)) }
            }
            if !p.subject.isEmpty {
                // `kinh tế số chiếm 18,3% GDP`: a part and its whole make a name with what they are to each other.
                let isPart = quantity.cue == .share
                add(.rightSubject, isPart ? p.subject.joined(p.right, by: "trong") : p.right.joined(p.subject))
                add(.subjectRight, p.subject.joined(p.right, by: isPart ? "trong" : ""))
                if p.rightLong.text != p.right.text { add(.rightLongSubject, p.rightLong.joined(p.subject)) }
            }
            if !p.openingWide.isEmpty, p.openingWide.text != p.opening.text {
                add(.rightOpeningWide, p.right.joined(p.openingWide))
            }
            if !p.opening.isEmpty {
                add(.rightOpening, p.right.joined(p.opening))
                add(.openingRight, p.opening.joined(p.right))
            }
            if !p.head.isEmpty, p.head.text != p.subject.text { add(.rightHead, p.right.joined(p.head)) }
            if !p.carried.isEmpty {
                add(.rightCarried, p.right.joined(p.carried))
                add(.rightVerbCarried, p.right.joined(p.carriedVerb).joined(p.carried))
            }
            if !p.carriedVerb.isEmpty { add(.rightCarriedVerb, p.right.joined(p.carriedVerb)) }
            add(.fullerRight, memory.fuller(than: p.right))
            if quantity.kind == .physical, let dimension = NameCandidates.dimensions[quantity.unit] {
                add(.dimension, p.right.behind(dimension))
                if !p.verb.isEmpty { add(.dimensionVerb, p.right.joined(p.verb).behind(dimension)) }
            }
        }
        if !p.subject.isEmpty {
            if !p.verb.isEmpty { add(.subjectVerb, p.subject.joined(p.verb)) }
            if !p.opening.isEmpty { add(.openingSubject, p.opening.joined(p.subject)) }
            add(.fullerSubject, memory.fuller(than: p.subject))
            grow()
        }
        addRemembered()
        if !p.mean.isEmpty {
            let last = memory.last { _ in true }
            let named: [(NameSource, NamePhrase)] = [
                (.rightMean, p.right), (.rightVerbMean, p.verb.isEmpty ? p.verb : p.right.joined(p.verb)),
                (.subjectMean, p.subject), (.lastMean, last), (.measuredMean, p.measured),
            ]
            for (source, phrase) in named where !phrase.isEmpty && !phrase.text.holds(p.mean.text) {
                add(source, phrase.joined(p.mean))
            }
        }
        addBase()
        compose()
    }

    /// A subject without its growth noun, or what holds the share it names.
    private mutating func grow() {
        let subject = p.subject
        let grown: [(NameSource, NamePhrase)] = [
            (.grown, subject), (.grownVerb, p.verb.isEmpty ? NamePhrase() : subject.joined(p.verb)),
            (.grownCut, p.beforeCut),
        ]
        for (source, whole) in grown {
            let text = phrases.withoutGrowth(whole.text)
            guard text != whole.text, !text.isEmpty else { continue }
            var phrase = whole.with(text: text)
            phrase.head = .plain
            phrase.words = max(1, whole.words - 2)
            add(source, phrase)
        }
        if let held = phrases.holder(of: subject.text) {
            var phrase = subject.with(text: held)
            phrase.head = .plain
            phrase.words = max(1, subject.words - 4)
            add(.held, phrase)
        }
    }

    private mutating func compose() {
        let last = memory.last { _ in true }
        if quantity.kind == .share, !p.right.isEmpty {
            let whole = withoutShare(p.subject)
            if !whole.isEmpty {
                add(.shareOf, whole.joined(p.right, by: "trong").behind("tỷ trọng"))
                add(.contribution, whole.joined(p.right).behind("đóng góp của"))
            }
            if !last.isEmpty { add(.shareOfLast, withoutShare(last).joined(p.right, by: "trong").behind("tỷ trọng")) }
        }
        if quantity.kind == .share || quantity.kind == .times, !p.right.isEmpty {
            let yardstick = p.plan.isEmpty ? p.right : p.plan
            if !p.subject.isEmpty { add(.versus, p.subject.joined(yardstick, by: "so với")) }
            if !last.isEmpty { add(.versusLast, last.joined(yardstick, by: "so với")) }
        }
        if quantity.kind == .rank {
            if !p.field.isEmpty { add(.rankField, p.field.behind("xếp hạng")) }
            if !p.subject.isEmpty { add(.rankSubject, p.subject.behind("xếp hạng")) }
            if !last.isEmpty, !last.text.hasPrefix("xếp hạng") { add(.rankLast, last.behind("xếp hạng")) }
            let unit = memory.last { $0.unit == "point" || $0.unit == "rank" }
            if !unit.isEmpty, !unit.text.hasPrefix("xếp hạng") { add(.rankUnit, unit.behind("xếp hạng")) }
            if !index.isEmpty {
                add(.rankIndex, (index.abbreviation ?? index).behind("xếp hạng"))
            }
        }
        if quantity.kind == .rank || quantity.kind == .point {
            add(.index, index)
            if let short = index.abbreviation { add(.short, short) }
        }
        if let short = p.subject.abbreviation { add(.short, short) }
        if let short = p.subjectLong.abbreviation { add(.short, short) }
        if !p.right.isEmpty { add(.repeated, phrases.repeated(p.rightTokens)) }
        if !p.subject.isEmpty { add(.repeatedSubject, phrases.repeated(p.subjectTokens)) }
    }

    /// What was named last, without the whole it was a share of or the yardstick it was held against.
    private mutating func addBase() {
        let last = memory.last { _ in true }
        guard !last.isEmpty, let base = last.base else { return }
        add(.base, base)
        guard !p.right.isEmpty else { return }
        add(.baseShare, base.joined(p.right, by: "trong"))
        add(.baseVersus, base.joined(p.plan.isEmpty ? p.right : p.plan, by: "so với"))
    }

    private func withoutShare(_ phrase: NamePhrase) -> NamePhrase {
        phrase.with(text: phrases.withoutShare(phrase.text))
    }

}
