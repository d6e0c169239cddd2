import Observation

/// The features of one name for one figure: what of the name, the figure and its clause speaks for or against it.
enum NameFeatures {
    /// How a figure hangs together with the one before it in its sentence.
    enum Joint: Int, CaseIterable {
        /// It is the first of its sentence.
        case opens
        case comma, and, bracket, semicolon, other
    }

    /// What names are looked at with: the figure and its clause.
    struct Setting {
        let kind: Int
        let measure: Int
        let cue: Int
        let hasTotal: Bool
        let joint: Joint
        /// What the unit measures.
        let needs: NamePhrase.Measures
        let right: NamePhrase
        let subject: NamePhrase
        let measured: NamePhrase
        /// What is empty or missing around the figure, a bit each.
        let around: Int
        /// The name of the figure before it in its sentence.
        let sibling: String
        let sameUnit: Bool
        /// Words of the clause left and right of the figure, and of the sentence before.
        let leftWords: [UInt64]
        let rightWords: [UInt64]
        let earlierWords: [UInt64]
        let clauseWords: [UInt64]
        /// A place (1), an organization (2) stands left of the predicate in its clause.
        let left: Int

        init(
            _ quantity: Quantity, _ pieces: NamePieces, joint: Joint, sibling: String, sameUnit: Bool,
            leftWords: [UInt64], rightWords: [UInt64], earlierWords: [UInt64], left: Int
        ) {
            kind = NameFeatures.kinds.firstIndex(of: quantity.kind) ?? 0
            measure = NameFeatures.measures.firstIndex(of: quantity.measure) ?? 0
            cue = quantity.cue.map { Int($0.rawValue) + 1 } ?? 0
            hasTotal = quantity.total != nil
            self.joint = joint
            needs = NamePhrase.Measures(quantity)
            right = pieces.right
            subject = pieces.subject
            measured = pieces.measured
            around =
                (pieces.right.isEmpty ? 1 : 0) + (pieces.subject.isEmpty ? 2 : 0) + (pieces.isActor ? 4 : 0)
                + (pieces.verb.isEmpty ? 0 : 8)
            self.sibling = sibling
            self.sameUnit = sameUnit
            self.leftWords = leftWords
            self.rightWords = rightWords
            self.earlierWords = earlierWords
            clauseWords = leftWords + rightWords
            self.left = left
        }
    }

    /// What a feature is made of, by the name it has in `naming.tsv`: parts joined by dots.
    enum Template: Int, CaseIterable {
        case sourceKind
        case sourceCue
        case sourceWords
        case kindHead
        case sourceJoint
        case jointSibling
        case sourceTail
        case sourceHolds
        case sourceAround
        case sourceHead
        case sourceTotal
        case kindWords
        case kindTail
        case kindHolds
        case sourceJointKind
        case sourceSubject
        case sourceRight
        case hasRight
        case hasSubject
        case cueHas
        case hasMeasured
        case sourceDistance
        case sourceUsed
        case sourceLeft
        case kindUsed
        case sourceOwn
        case sourceCover
        case leftCover
        case rightCover
        case sourceEarlier
        case kindOwn
        case cueCover
        case sourceKnown
        case kindKnown
    }

    /// The templates' names, in their order.
    private static let titles = [
        "source.kind.measure",
        "source.cue",
        "source.words",
        "kind.head.measure",
        "source.joint",
        "joint.sibling.measure",
        "source.tail",
        "source.holds",
        "source.around",
        "source.head",
        "source.total",
        "kind.words",
        "kind.tail",
        "kind.holds",
        "source.joint.kind",
        "source.subjecthead",
        "source.righthead",
        "kind.hasright.righthead",
        "kind.hassubject.subjecthead",
        "cue.hasright.hassubject",
        "kind.hasmeasured.measure",
        "source.distance",
        "source.used",
        "source.left.measure",
        "kind.used.left",
        "source.own",
        "source.leftcover",
        "kind.leftcover.measure",
        "kind.rightcover.measure",
        "source.earlier",
        "kind.own.words",
        "cue.leftcover.rightcover",
        "source.known",
        "kind.known.measure",
    ]

    static let kinds: [Quantity.Kind] = [.count, .share, .point, .rank, .times, .currency, .physical, .duration]
    static let measures: [Observation.Measure] = [.level, .change, .multiple]

    /// What each part may be: names, or small numbers.
    private static let parts: [String: [String]] = [
        "source": NameSource.allCases.map { "\($0)" },
        "kind": kinds.map { "\($0)" },
        "measure": measures.map { "\($0)" },
        "cue": ["none"] + Cue.allCases.map { "\($0)" },
        "head": heads, "subjecthead": heads, "righthead": heads,
        "tail": NamePhrase.Tail.allCases.map { "\($0)" },
        "joint": Joint.allCases.map { "\($0)" },
        "words": numbers(8), "holds": numbers(8), "around": numbers(16), "total": numbers(2), "sibling": numbers(4),
        "hasright": numbers(2), "hassubject": numbers(2), "hasmeasured": numbers(3), "distance": numbers(5),
        "used": numbers(4), "left": numbers(4), "own": numbers(5), "earlier": numbers(5), "leftcover": numbers(6),
        "rightcover": numbers(6), "known": numbers(2),
    ]

    private static let heads = NamePhrase.Head.allCases.map { "\($0)" }
    private static func numbers(_ count: Int) -> [String] { (0..<count).map(String.init) }

    private static func parts(of template: Template) -> [[String]] {
        titles[template.rawValue].split(separator: ".").map { parts[String($0)] ?? [] }
    }

    /// By template: its first feature, and how many values its second and third part have.
    private static let layout: [(base: Int, second: Int, third: Int)] = {
        var layout: [(base: Int, second: Int, third: Int)] = []
        var base = 0
        for template in Template.allCases {
            let sizes = parts(of: template).map(\.count)
            layout.append((base, sizes[1], sizes.count > 2 ? sizes[2] : 1))
            base += sizes.reduce(1, *)
        }
        layout.append((base, 0, 0))
        return layout
    }()

    /// The number of features.
    static var count: Int { layout[layout.count - 1].base }

    /// The features as `naming.tsv` writes them, by number: template, tab, values.
    static var names: [String] {
        Template.allCases.flatMap { template in
            parts(of: template).reduce([""]) { names, part in
                names.flatMap { name in part.map { name.isEmpty ? $0 : "\(name).\($0)" } }
            }.map { "\(titles[template.rawValue])\t\($0)" }
        }
    }

    /// The feature that a template and the names of its values mean; nil for what is none.
    static func index(_ template: String, _ values: String) -> Int? {
        guard let place = titles.firstIndex(of: template), let template = Template(rawValue: place) else { return nil }
        let names = parts(of: template)
        let values = values.split(separator: ".").map(String.init)
        guard values.count == names.count else { return nil }
        var index = 0
        for (value, part) in zip(values, names) {
            guard let position = part.firstIndex(of: value) else { return nil }
            index = index * part.count + position
        }
        return layout[place].base + index
    }

    /// What is known of a name, whatever way it was put together.
    struct Name {
        /// Its words as one number.
        let key: UInt64
        /// The words that tell it from others.
        let telling: [UInt64]
        /// How near it was last given: 0 never, 1 in the sentence … 4 in another paragraph.
        let distance: Int
        /// How often it was given.
        let used: Int
        /// An indicator of the catalogue is called so.
        let isKnown: Bool
    }

    /// Calls `body` with each feature of a name.
    @inline(__always)
    static func forEach(
        _ phrase: NamePhrase, _ source: NameSource, _ setting: Setting, _ name: Name, _ body: (Int) -> Void
    ) {
        func add(_ template: Template, _ first: Int, _ second: Int, _ third: Int = 0) {
            let layout = NameFeatures.layout[template.rawValue]
            body(layout.base + (first * layout.second + second) * layout.third + third)
        }
        let telling = name.telling
        let (kind, measure, source) = (setting.kind, setting.measure, source.rawValue)
        let length = [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6][min(phrase.words, 11)] + (phrase.words > 14 ? 1 : 0)
        let isUnfit = !phrase.measures.isEmpty && phrase.measures.isDisjoint(with: setting.needs)
        let head = phrase.head == .measure && isUnfit ? NamePhrase.Head.unfit : phrase.head
        let sibling =
            setting.sibling.isEmpty ? 0 : (phrase.text == setting.sibling ? 2 : 0) + (setting.sameUnit ? 1 : 0)
        let hasRight = !setting.right.isEmpty && phrase.text.holds(setting.right.text) ? 1 : 0
        let hasSubject = !setting.subject.isEmpty && phrase.text.holds(setting.subject.text) ? 1 : 0
        let hasMeasured = setting.measured.isEmpty ? 0 : phrase.text.holds(setting.measured.text) ? 2 : 1
        let own = NameFeatures.share(telling, of: setting.clauseWords)
        let leftCover = setting.leftWords.isEmpty ? 5 : NameFeatures.share(setting.leftWords, of: telling)
        let rightCover = setting.rightWords.isEmpty ? 5 : NameFeatures.share(setting.rightWords, of: telling)
        let known = name.isKnown ? 1 : 0
        let uses = min(name.used, 3)
        add(.sourceKind, source, kind, measure)
        add(.sourceCue, source, setting.cue)
        add(.sourceWords, source, length)
        add(.kindHead, kind, head.rawValue, measure)
        add(.sourceJoint, source, setting.joint.rawValue)
        add(.jointSibling, setting.joint.rawValue, sibling, measure)
        add(.sourceTail, source, phrase.tail.rawValue)
        add(.sourceHolds, source, phrase.holds.rawValue)
        add(.sourceAround, source, setting.around)
        add(.sourceHead, source, head.rawValue)
        add(.sourceTotal, source, setting.hasTotal ? 1 : 0)
        add(.kindWords, kind, length)
        add(.kindTail, kind, phrase.tail.rawValue)
        add(.kindHolds, kind, phrase.holds.rawValue)
        add(.sourceJointKind, source, setting.joint.rawValue, kind)
        add(.sourceSubject, source, setting.subject.head.rawValue)
        add(.sourceRight, source, setting.right.head.rawValue)
        add(.hasRight, kind, hasRight, setting.right.head.rawValue)
        add(.hasSubject, kind, hasSubject, setting.subject.head.rawValue)
        add(.cueHas, setting.cue, hasRight, hasSubject)
        add(.hasMeasured, kind, hasMeasured, measure)
        add(.sourceDistance, source, name.distance)
        add(.sourceUsed, source, uses)
        add(.sourceLeft, source, setting.left, measure)
        add(.kindUsed, kind, uses, setting.left)
        add(.sourceOwn, source, own)
        add(.sourceCover, source, leftCover)
        add(.leftCover, kind, leftCover, measure)
        add(.rightCover, kind, rightCover, measure)
        add(.sourceEarlier, source, NameFeatures.share(telling, of: setting.earlierWords))
        add(.kindOwn, kind, own, length)
        add(.cueCover, setting.cue, leftCover, rightCover)
        add(.sourceKnown, source, known)
        add(.kindKnown, kind, known, measure)
    }

    /// How many of some words stand among others: 0 none, 4 all.
    private static func share(_ words: [UInt64], of others: [UInt64]) -> Int {
        guard !words.isEmpty else { return 0 }
        let count = words.count { others.contains($0) }
        if count == 0 { return 0 }
        if count == words.count { return 4 }
        return 1 + count * 3 / words.count
    }
}
