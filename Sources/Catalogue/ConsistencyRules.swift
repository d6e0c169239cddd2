import Observation

/// The words that tell a share of a whole from other percentages.
struct ConsistencyRules: Sendable {
    static let file = "consistency.tsv"

    /// Beginnings of labels that name a share, lower case: `tỷ lệ`.
    private let shareHeads: [String]
    /// Words that make a percentage no share of a whole: `so với kế hoạch`, `tăng trưởng`.
    private let notShares: [String]
    /// Words after which `tăng 3%` is the rate itself, not a change of it: `lạm phát`.
    private let rates: [String]

    init(_ bytes: [UInt8]) throws(CatalogueError) {
        let rows = try Table(bytes, name: Self.file, columns: ["rule", "phrase"]).rows
        func phrases(_ rule: String) -> [String] { rows.filter { $0[0] == rule }.map { $0[1].lowercased() } }
        shareHeads = phrases("share_head")
        notShares = phrases("not_share")
        rates = phrases("rate")
    }

    /// Whether a percentage of this label may not pass 100.
    func isShareOfWhole(_ label: String) -> Bool {
        let label = label.lowercased()
        return !notShares.contains { label.contains($0) }
    }

    /// Whether a label names a share, so that a change of it in percent may mean points.
    func isShare(_ label: String, unit: String?) -> Bool {
        let label = label.lowercased()
        if rates.contains(where: { label.contains($0) }) { return false }
        return unit == "percent" || shareHeads.contains { label.hasPrefix($0) }
    }
}
