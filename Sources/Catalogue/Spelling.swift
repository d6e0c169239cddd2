/// The spellings one name has in print, and the one spelling events keep.
enum Spelling {
    /// The name with the tone mark where older print puts it: `Hòa`, `Thủy` for `Hoà`, `Thuỷ`.
    static func canonical(_ name: String) -> String { retoned(name, from: newer, to: older) }

    /// The name and its variants: tone marks in the newer place (`Hoà`), hyphens and dashes with and without spaces,
    /// straight and curly apostrophes. The first is the name itself.
    static func variants(of name: String) -> [String] {
        var forms = [name]
        func add(_ form: String) {
            if !forms.contains(form) { forms.append(form) }
        }
        add(canonical(name))
        add(retoned(name, from: older, to: newer))
        for form in forms where form.unicodeScalars.contains("-") {
            let parts = form.split(separator: "-").map { $0.trimmingSpaces }
            for joint in [" - ", "-", " – ", "–"] { add(parts.joined(separator: joint)) }
        }
        for form in forms {
            add(form.replacingScalar("'", with: "’"))
            add(form.replacingScalar("’", with: "'"))
        }
        return forms
    }

    private static let older: [[Unicode.Scalar]] = pairs("óa òa ỏa õa ọa óe òe ỏe õe ọe úy ùy ủy ũy ụy")
    private static let newer: [[Unicode.Scalar]] = pairs("oá oà oả oã oạ oé oè oẻ oẽ oẹ uý uỳ uỷ uỹ uỵ")

    private static func pairs(_ text: String) -> [[Unicode.Scalar]] {
        text.split(separator: " ").map { Array($0.unicodeScalars) }
    }

    /// Moves tone marks in syllables that end in `oa`, `oe` or `uy`; `quý` is no such syllable.
    private static func retoned(_ name: String, from: [[Unicode.Scalar]], to: [[Unicode.Scalar]]) -> String {
        var scalars = Array(name.unicodeScalars)
        for index in scalars.indices.dropLast() {
            let isLast = index + 2 == scalars.count || !scalars[index + 2].properties.isAlphabetic
            let followsQ = index > 0 && (scalars[index - 1] == "q" || scalars[index - 1] == "Q")
            guard isLast, !followsQ, let match = from.firstIndex(of: [scalars[index], scalars[index + 1]]) else {
                continue
            }
            scalars[index] = to[match][0]
            scalars[index + 1] = to[match][1]
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension String {
    fileprivate func replacingScalar(_ old: Unicode.Scalar, with new: Unicode.Scalar) -> String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == old ? new : $0 }))
    }
}
