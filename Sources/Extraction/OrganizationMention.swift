import Vietnamese

/// An organization the article names.
struct OrganizationMention {
    var tokens: Range<Int>
    var sentence: Int
    var kind: Kind
    /// Where its own name begins, behind a head such as `Công ty cổ phần`.
    var proper: Int

    /// What its figures are like.
    enum Kind {
        /// A company, bank, hospital, airport: its figures are its own.
        case firm
        /// A ministry, agency or association: it also does the country's work and reports on it.
        case office
        /// Several offices that count as one.
        case group
        /// It publishes figures of others.
        case reporter
        /// `một doanh nghiệp phía Nam`: no name, and no other place to take one from.
        case unnamed
        /// `ngân hàng này`, `Cục`: points back to one named before.
        case pointer
    }
}

/// What a phrase of `organizations.tsv` is, where it names or begins to name an organization.
enum OrganizationWord: Int32, CaseIterable {
    case name, head, group, company, firm, site, reporter, chain, general
}

/// What a phrase of `organizations.tsv` says of an organization beside it.
enum OrganizationRole: Int32, CaseIterable {
    case field, scope, report, person, object, whose, alone, plural, own, trades, duty, says, time, mean, nation,
        counted, affair, noname, share
}

extension FieldView {
    /// The end of the longest phrase of a role that begins at a token.
    func role(_ role: OrganizationRole, at index: Int) -> Int? {
        guard index >= 0, index < scan.marks.count, scan.marks[index].mayHave(Category.role, role.rawValue) else {
            return nil
        }
        var end: Int?
        for hit in scan.hits[Int(scan.firstHit[index])..<Int(scan.firstHit[index + 1])]
        where hit.entry.category == Category.role && hit.entry.value == role.rawValue {
            end = Int(hit.end)
        }
        return end
    }

    /// The start of the longest phrase of a role that ends right before a token.
    func role(_ role: OrganizationRole, endingAt end: Int, notBefore floor: Int) -> Int? {
        (max(floor, end - 4)..<max(floor, end)).first { start in
            guard scan.marks[start].mayHave(Category.role, role.rawValue) else { return false }
            return scan.hits[Int(scan.firstHit[start])..<Int(scan.firstHit[start + 1])].contains { hit in
                hit.end == Int32(end) && hit.entry.category == Category.role && hit.entry.value == role.rawValue
            }
        }
    }

    /// `SSI dự báo …`, `HSBC trong báo cáo tuần trước ước tính …`: figures of others.
    func says(_ end: Int, _ limits: Range<Int>) -> Bool {
        let start = afterBracket(end, in: limits)
        for index in start..<max(start, min(start + 6, limits.upperBound)) {
            if scan.tokens[index].kind == .number || scan.tokens[index].isSign(",") { return false }
            if role(.says, at: index) != nil { return true }
        }
        return false
    }

    /// The token behind a bracket that opens at a token and holds no figure of its own; the token itself otherwise.
    func afterBracket(_ index: Int, in limits: Range<Int>) -> Int {
        guard sign("(", index, in: limits) else { return index }
        var end = index + 1
        while end < limits.upperBound, end - index <= 12 {
            if scan.tokens[end].isSign(")") { return end + 1 }
            if scan.tokens[end].kind == .number { return index }
            end += 1
        }
        return index
    }
}
