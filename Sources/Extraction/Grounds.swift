/// A reader's note of why it set a field: the rule, and the tokens it went by. It is noted by the very code that
/// decides, always, since it costs eight bytes and no allocation; bytes and texts are made of it only when asked for.
struct Note {
    private var start: Int32
    private var count: UInt16
    let rule: Ground.Rule
    /// The field the tokens are of.
    let place: Place

    enum Place: UInt8 { case own, title, body }

    init(_ rule: Ground.Rule, _ tokens: Range<Int> = 0..<0, in place: Place = .own) {
        self.rule = rule
        self.place = place
        start = Int32(truncatingIfNeeded: tokens.lowerBound)
        count = UInt16(clamping: tokens.count)
    }

    /// The cue's tokens; empty where no words decided.
    var tokens: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// What the readers noted of one quantity, a note a field.
struct Grounds {
    var value = Note(.digits)
    var unit = Note(.noUnit)
    var measure = Note(.unsaid)
    var direction = Note(.unsaid)
    var status = Note(.unsaid)
    var qualifier = Note(.unsaid)
    var period = Note(.unsaid)
    var baseline = Note(.unsaid)
    var area = Note(.unsaid)
    var organization = Note(.unsaid)
    var indicator = Note(.unsaid)

    subscript(field: Ground.Field) -> Note {
        switch field {
        case .value: value
        case .unit: unit
        case .measure: measure
        case .direction: direction
        case .status: status
        case .qualifier: qualifier
        case .period: period
        case .baseline: baseline
        case .area: area
        case .organization: organization
        case .indicator: indicator
        }
    }
}

extension Quantity {
    /// Notes what made the figure move, or made it stand.
    mutating func noteMeasure(_ note: Note) {
        grounds.measure = note
        grounds.direction = note
    }

    /// Notes where its name was found: on which side of the figure, among what was named before, or in the words that
    /// its sentence or the one before opens with; otherwise where most of its words stand.
    mutating func noteName(
        left: String, right: String, before: [String], opening: [String], otherwise: Ground.Rule
    ) {
        func isHeld(_ part: String) -> Bool { !part.isEmpty && indicator.holds(part) }
        let rule: Ground.Rule =
            isHeld(left)
            ? .clauseLeft
            : isHeld(right)
                ? .clauseRight
                : before.contains(where: isHeld) ? .antecedent : opening.contains(where: isHeld) ? .opening : otherwise
        grounds.indicator = Note(rule)
    }
}

/// A number that is no observation, and why.
struct RejectedNumber {
    var tokens: Range<Int>
    var reason: Rejection
}
