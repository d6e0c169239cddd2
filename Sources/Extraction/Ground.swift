/// Why a field of an observation has its value: the rule that gave it, and the words that rule went by.
public struct Ground: Sendable, Equatable {
    /// The rule that gave the value.
    public let rule: Rule
    /// The words it went by; nil where none did.
    public let cue: Cue?
    /// How likely the value is right, 0 to 1, where weights learned from annotated articles chose it among others.
    public let chance: Double?

    /// A ground; readers note them, this makes one of what they noted.
    public init(rule: Rule, cue: Cue? = nil, chance: Double? = nil) {
        self.rule = rule
        self.cue = cue
        self.chance = chance
    }

    /// Where words stand.
    public struct Cue: Sendable, Equatable {
        /// Index of the document's field.
        public let field: Int
        /// Bytes of the field's text.
        public let bytes: Range<Int>

        /// The words at these bytes of a field.
        public init(field: Int, bytes: Range<Int>) {
            self.field = field
            self.bytes = bytes
        }
    }

    /// The fields whose grounds are noted.
    public enum Field: String, Sendable, CaseIterable {
        case value, unit, measure, direction, status, qualifier, period, baseline, area, organization, indicator
    }

    /// The ways in which a field comes by its value.
    public enum Rule: String, Sendable, CaseIterable {
        /// Nothing says anything, so the field has the value it has where nothing is said.
        case unsaid
        // The figure itself.
        case digits
        case numberWords = "number_words"
        case unitWord = "unit_word"
        case noUnit = "no_unit"
        case fraction
        case rankWord = "rank_word"
        case rate
        case bareScore = "bare_score"
        /// The unit says so: ranks, multiples and points move.
        case unit
        case sign
        // Words near it.
        case word
        case subjectNoun = "subject_noun"
        case comparative
        case comparison
        case goal
        case beside
        case sentence
        case clauseLeft = "clause_left"
        case clauseRight = "clause_right"
        case ownClause = "own_clause"
        case sentenceSubject = "sentence_subject"
        // Other figures.
        case nextFigure = "next_figure"
        case previousFigure = "previous_figure"
        case movedFrom = "moved_from"
        case list
        case bodyFigure = "body_figure"
        // What was said before.
        case pointsBack = "points_back"
        case antecedent
        case opening
        case paragraph
        case moment
        case mainPeriod = "main_period"
        case article
        case futurePeriod = "future_period"
        // Tables.
        case tableHeader = "table_header"
        case tableRow = "table_row"
        case tableTitle = "table_title"
        // The learned choices: `chance` stands beside it. New rules come last, since their order numbers a feature.
        case learned
    }
}

extension Ground.Rule {
    /// The rule in a few words, for a person.
    public var meaning: String {
        switch self {
        case .unsaid: "nothing says otherwise"
        case .digits: "the digits"
        case .numberWords: "the number words"
        case .unitWord: "the unit after the number"
        case .noUnit: "no unit follows, so things are counted"
        case .fraction: "a fraction in words"
        case .rankWord: "a word of rank"
        case .rate: "so many for each so many"
        case .bareScore: "neither unit nor noun follows, so it is a score"
        case .unit: "its unit says so"
        case .sign: "the printed sign"
        case .word: "the word near the number"
        case .subjectNoun: "the noun of growth in its subject"
        case .comparative: "the word compares, it does not hedge"
        case .comparison: "what it is compared with"
        case .goal: "a goal it is measured against"
        case .beside: "named right beside it"
        case .sentence: "named in its sentence"
        case .clauseLeft: "its own clause, left of it"
        case .clauseRight: "its own clause, right of it"
        case .ownClause: "its own clause"
        case .sentenceSubject: "the subject of its sentence"
        case .nextFigure: "said once for a list, at the next figure"
        case .previousFigure: "shared with the figure before it"
        case .movedFrom: "the value it moved away from"
        case .list: "its place in a list of as many"
        case .bodyFigure: "the same figure in the body"
        case .pointsBack: "words that point back to it"
        case .antecedent: "named before its clause"
        case .opening: "what its sentence or the one before opens with"
        case .paragraph: "named earlier in the paragraph"
        case .moment: "the moment the article's totals stand at"
        case .mainPeriod: "the period most of the article speaks of"
        case .article: "what the whole article speaks of"
        case .futurePeriod: "its period had not come when the article came out"
        case .tableHeader: "the table's header"
        case .tableRow: "the table's row"
        case .tableTitle: "the table's title"
        case .learned: "likelier than what the rules say, by annotated articles"
        }
    }
}
