/// Finds the name somebody meant.
enum NearestName {
    /// The known name with the fewest changed characters, or the one that matches best without its section:
    /// `article_bytes` is as near to `limits.article_bytes` as a name can be.
    static func of(_ name: String, among known: some Sequence<String>) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in known {
            let own = candidate.split(separator: ".", maxSplits: 1).last.map(String.init) ?? candidate
            let distance = min(2 * editDistance(name, candidate), 2 * editDistance(name, own) + 1)
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Insertions, deletions and replacements that turn one name into the other (Levenshtein); `-` and `_` are one.
    static func editDistance(_ left: String, _ right: String) -> Int {
        let left = folded(left)
        let right = folded(right)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }

    /// Names longer than this are no slip of the pen.
    private static let longest = 128

    private static func folded(_ name: String) -> [UInt8] {
        name.lowercased().utf8.prefix(longest).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    }
}
