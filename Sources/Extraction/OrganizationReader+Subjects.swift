import Vietnamese

/// Whose figures a paragraph gives, sentence by sentence.
extension OrganizationReader {
    /// The organization that is the subject of a sentence: it opens the clause, after periods and connectives only, and
    /// a verb of its own follows. Ministries and the government do the country's work: only where they are ranked or
    /// scored is the figure theirs.
    func subject(of sentence: Int, calendar: ArraySlice<CalendarMention>) -> OrganizationMention? {
        let limits = view.scan.sentences[sentence].tokens
        guard let mention = mentions(in: sentence).first else { return nil }
        var index = limits.lowerBound
        while index < mention.tokens.lowerBound {
            if let period = calendar.first(where: { $0.tokens.lowerBound == index }) {
                index = period.tokens.upperBound
            } else if view.scan.tokens[index].isSign(",") {
                index += 1
            } else if let found = view.wordClass(index, in: limits), found.kind == .edge || found.kind == .aux {
                index = found.end
            } else {
                return nil
            }
        }
        guard !isSource(mention, limits), acts(from: mention.tokens.upperBound, limits) else { return nil }
        return isMinistry(mention) ? nil : mention
    }

    /// A verb, an auxiliary or a word of level follows; words of saying do not make a subject.
    private func acts(from index: Int, _ limits: Range<Int>) -> Bool {
        guard view.phrase(.cut, at: index) == nil else { return false }
        if let found = view.wordClass(index, in: limits), found.kind == .verb || found.kind == .aux { return true }
        guard let cue = view.scan.cue(at: index)?.cue else { return false }
        return [.level, .up, .down, .rank, .holds, .share, .estimate].contains(cue)
    }

    /// A lower-case head that points back to an organization: `trung tâm tiêu thụ …`, `ngân hàng này …`.
    func pointsBack(_ sentence: Int) -> Bool {
        let limits = view.scan.sentences[sentence].tokens
        var index = limits.lowerBound
        while index < limits.upperBound, index - limits.lowerBound < 14 {
            if let hit = view.scan.longest(Category.organization, at: index),
                hit.entry.value == 1 || hit.entry.value == 3,
                !view.scan.tokens[index].traits.contains(.capital) || index == limits.lowerBound,
                view.token(Int(hit.end), in: limits).map({ !$0.traits.contains(.capital) }) ?? true
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// A company, bank, hospital or the like: neither a ministry nor an office of the state, and no group of them.
    func isCompany(_ mention: OrganizationMention) -> Bool {
        guard !isMinistry(mention), let hit = view.scan.longest(Category.organization, at: mention.tokens.lowerBound)
        else { return false }
        return hit.entry.value == 3 || view.scan.has(Category.organization, 3, at: mention.tokens.lowerBound)
    }

    /// How often `công ty`, `ngân hàng`, `doanh nghiệp` point back to a company named before.
    func countOfHeads() -> Int {
        guard view.scan.sentences.contains(where: { $0.categories & FieldScan.Mark.bit(Category.organization) != 0 })
        else { return 0 }
        return view.scan.tokens.indices.count { index in
            guard let hit = view.scan.longest(Category.organization, at: index), hit.entry.value == 3 else {
                return false
            }
            return !view.scan.tokens[index].traits.contains(.capital)
        }
    }

    /// `Bộ …`, `Chính phủ`: the lexicon's first heads.
    private func isMinistry(_ mention: OrganizationMention) -> Bool {
        view.phrase(.actor, at: mention.tokens.lowerBound) != nil
            && view.scan.tokens[mention.tokens.lowerBound].range.count <= 4
    }
}
