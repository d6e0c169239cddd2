import Vietnamese

/// What one article calls its organizations: abbreviations and the full names they stand for, and companies that only
/// the article's own wording shows to be such.
struct OrganizationNames {
    /// From a short form to the fullest one.
    private(set) var fullForms: [String: String] = [:]
    /// Names that no lexicon has, as printed.
    private(set) var others: [(name: [UInt8], kind: OrganizationMention.Kind)] = []

    /// The fullest form the article gives.
    func full(_ name: String) -> String { fullForms[name] ?? name }

    mutating func add(short: String, for full: String) {
        guard short != full, fullForms[short] == nil else { return }
        fullForms[short] = full
    }

    mutating func add(_ bytes: [UInt8], _ kind: OrganizationMention.Kind) {
        guard others.count < OrganizationNames.limit, bytes.count > 2, !others.contains(where: { $0.name == bytes })
        else { return }
        others.append((bytes, kind))
    }

    /// How often each office is named.
    private var offices: [String: (head: WordID, count: Int)] = [:]

    mutating func count(_ office: String, head: WordID) { offices[office, default: (head, 0)].count += 1 }

    /// The office that a bare head means where none was named before: the one of that head named most.
    func office(_ head: WordID) -> String? {
        offices.filter { $0.value.head == head }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    /// So many names are looked for at each capitalised word.
    private static let limit = 32

    /// The longest of them that stands at a token.
    func match(_ view: FieldView, at index: Int) -> (end: Int, kind: OrganizationMention.Kind)? {
        guard !others.isEmpty else { return nil }
        let start = Int(view.scan.tokens[index].start)
        var best: (end: Int, kind: OrganizationMention.Kind)?
        for (name, kind) in others {
            let end = start + name.count
            guard end <= view.text.count, view.text[start] == name[0], name.last == view.text[end - 1],
                zip(start..<end, name).allSatisfy({ view.text[$0] == $1 })
            else { continue }
            var token = index
            while token < view.scan.tokens.count, Int(view.scan.tokens[token].end) < end { token += 1 }
            guard token < view.scan.tokens.count, Int(view.scan.tokens[token].end) == end else { continue }
            if token + 1 > best?.end ?? 0 { best = (token + 1, kind) }
        }
        return best
    }
}
