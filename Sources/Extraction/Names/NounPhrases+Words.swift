/// Names without the words of growth and share, and what names an index.
extension NounPhrases {
    /// A subject without the growth noun at its head; `tăng trưởng kinh tế` is a name of its own.
    func withoutGrowth(_ subject: String) -> String {
        guard NounPhrases.beginsGrowth(subject) else { return subject }
        let folded = subject.lowercased()
        for head in NounPhrases.growthHeads where folded.hasPrefix(head) {
            let rest = subject.dropFirst(head.count)
            let name = rest.hasPrefix(" của ") ? rest.dropFirst(5) : rest.dropFirst()
            if name.isEmpty { return "" }
            return name.lowercased() == "kinh tế" ? "tăng trưởng kinh tế" : String(name)
        }
        return subject
    }

    /// A subject without `tỷ trọng` or `tỷ lệ` at its head.
    func withoutShare(_ subject: String) -> String {
        guard let first = subject.utf8.first, first | 0x20 == UInt8(ascii: "t") else { return subject }
        let folded = subject.lowercased()
        for head in ["tỷ trọng ", "tỉ trọng ", "tỷ lệ ", "tỉ lệ "] where folded.hasPrefix(head) {
            return String(subject.dropFirst(head.count))
        }
        return subject
    }

    /// What holds a share: `kinh tế số` of `tỷ trọng kinh tế số trong GDP`; nil for what is no share.
    func holder(of name: String) -> String? {
        let held = withoutShare(name)
        guard held != name, name.lowercased().hasPrefix("t") else { return nil }
        for cut in [" trong ", "/", " trên "] {
            let parts = held.split(separator: cut, maxSplits: 1)
            if parts.count == 2 { return String(parts[0]) }
        }
        return nil
    }

    /// What grows where a share of it is named: `kinh tế số` of `tỷ trọng kinh tế số trong GDP`; nil for what is no `tỷ trọng`.
    func grower(of name: String) -> String? {
        let folded = name.lowercased()
        guard folded.hasPrefix("tỷ trọng ") || folded.hasPrefix("tỉ trọng ") else { return nil }
        return holder(of: name) ?? withoutShare(name)
    }

    /// Whether a name only points back: `khu vực này`, `lĩnh vực này`.
    func pointsBack(_ name: String) -> Bool {
        name.hasSuffix(" này") && name.utf8.count { $0 == 0x20 } <= 3
    }

    /// `t`, `m`, `n`, `đ`: what the growth heads begin with.
    private static func beginsGrowth(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return first >= 0x80 || [UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "n")].contains(first | 0x20)
    }

    static let growthHeads = [
        "tốc độ tăng trưởng", "tốc độ tăng", "tỷ lệ tăng trưởng", "tỷ lệ tăng", "mức tăng trưởng", "mức tăng",
        "nhịp tăng", "đà tăng", "tăng trưởng", "tốc độ giảm", "mức giảm", "tỷ lệ giảm",
    ]
}
