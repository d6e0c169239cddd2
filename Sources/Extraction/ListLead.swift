import Article
import Observation

/// What introduces a list says what its items are: `Mục tiêu đến năm 2030:`, `Kế hoạch 2026` above goals.
struct ListLead {
    let view: FieldView

    /// What the last line before the items says of them.
    private var status: (status: Observation.Status, tokens: Range<Int>)?

    init(view: FieldView) { self.view = view }

    /// Takes a sentence that is no list item: it may introduce the next list.
    mutating func pass(_ limits: Range<Int>, isHeading: Bool) {
        status = nil
        guard let last = limits.last, limits.count <= ListLead.longest else { return }
        guard isHeading || view.sign(":", last, in: limits) else { return }
        var found: (status: Observation.Status, tokens: Range<Int>)?
        for index in limits {
            if view.phrase(.past, at: index) != nil || view.phrase(.outcome, at: index) != nil { return }
            guard found == nil, let (cue, end) = view.scan.cue(at: index) else { continue }
            if view.scan.hasCue(.versus, at: index) || cue == .level || cue == .exceeds { return }
            if cue == .forecast {
                found = (.forecast, index..<end)
            } else if view.scan.hasCue(.target, at: index) || view.scan.hasCue(.plan, at: index) {
                found = (.target, index..<end)
            }
        }
        status = found
    }

    /// No introduction is longer.
    private static let longest = 40

    /// Gives the items' facts what their introduction says.
    func settle(_ quantities: inout ArraySlice<Quantity>, _ limits: Range<Int>) {
        guard let (status, tokens) = status else { return }
        for index in quantities.indices where quantities[index].status == .actual {
            let before = limits.lowerBound..<max(limits.lowerBound, quantities[index].tokens.lowerBound)
            if before.contains(where: { view.phrase(.past, at: $0) != nil }) { return }
            quantities[index].status = status
            quantities[index].grounds.status = Note(.opening, tokens)
        }
    }
}
