import Catalogue
import Vietnamese

/// How far a name goes, and what points back to one.
extension OrganizationReader {
    /// Capitalised words and fields complete a head, with small ones between two of them: `Sở Thông tin và Truyền
    /// thông`, `Bệnh viện Đa khoa tỉnh Phú Thọ`, `Ban quản lý dự án đường Hồ Chí Minh`.
    func complete(from start: Int, _ limits: Range<Int>) -> Int {
        if let bracket = abbreviation(after: start, limits) { return bracket }
        return numbered(words(from: start, limits), limits)
    }

    /// `Trường Tiểu học số 2`, `Trung tâm Dữ liệu quốc gia số 1`: a number of its own ends the name.
    private func numbered(_ end: Int, _ limits: Range<Int>) -> Int {
        guard view.word(end, in: limits) == view.words.số, let number = view.plainNumber(end + 1, in: limits),
            number < 100
        else { return end }
        return extended(end + 2, limits)
    }

    private func words(from start: Int, _ limits: Range<Int>) -> Int {
        var index = start
        // `Công ty cổ phần Tập đoàn Hải Vân`: a second head.
        if let second = view.scan.longest(Category.organization, at: start),
            second.entry.value == OrganizationWord.company.rawValue, view.scan.tokens[start].traits.contains(.capital),
            view.token(Int(second.end), in: limits)?.traits.contains(.capital) ?? false
        {
            index = Int(second.end)
        }
        var end = index
        // A field or place closes the name, a plain capital may have a small syllable behind.
        var isClosed = false
        while index < limits.upperBound, index - end <= 3 {
            let token = view.scan.tokens[index]
            if let field = view.role(.field, at: index), token.traits.contains(.capital) {
                end = field
                index = field
                isClosed = true
                continue
            }
            if token.kind == .word, token.traits.contains(.capital), let place = placeEnd(index) {
                end = place
                index = place
                isClosed = true
                continue
            }
            // `Cái Mép - Thị Vải`.
            if view.dash(index, in: limits), index == end, end > start, let next = view.token(index + 1, in: limits),
                next.traits.contains(.capital), view.scan.longest(Category.organization, at: index + 1) == nil
            {
                index += 1
                continue
            }
            guard token.kind == .word else { break }
            if token.traits.contains(.capital) {
                if index > end, let hit = view.scan.longest(Category.organization, at: index), hit.entry.value != 1 {
                    break
                }
                index += 1
                end = index
                isClosed = false
                continue
            }
            // Nothing small follows a field or place but the type of the next place.
            if isClosed, view.scan.longest(Category.placeType, at: index) == nil,
                view.word(index, in: limits) != view.words.và
            {
                break
            }
            if view.word(index, in: limits) == view.words.và {
                guard end > start, let next = view.token(index + 1, in: limits), next.traits.contains(.capital),
                    view.scan.longest(Category.organization, at: index + 1) == nil, placeEnd(index + 1) == nil
                else { break }
            } else if isBoundary(index, limits) {
                break
            }
            index += 1
        }
        // The second syllable of the last word is small: `Kinh tế số`, `Đa khoa`.
        if end > start, end < index, !isClosed, index - end <= 3, isEdge(index, limits),
            index - end == 1 || closes(index, limits), !isDate(end, limits),
            view.word(end, in: limits) != view.words.vừa, view.role(.trades, at: end) == nil
        {
            return index
        }
        return end
    }

    /// `Công ty TNHH MTV Vận hành hệ thống điện và thị trường điện quốc gia (NSMO)`: an abbreviation in brackets ends the
    /// name, small words and all.
    private func abbreviation(after start: Int, _ limits: Range<Int>) -> Int? {
        var index = start
        while index < limits.upperBound, index - start <= 14 {
            let token = view.scan.tokens[index]
            if token.isSign("(") {
                guard index > start, view.sign(")", index + 2, in: limits),
                    let short = view.token(index + 1, in: limits), short.traits.contains(.allCapitals),
                    view.scan.longest(Category.place, at: index + 1) == nil
                else { return nil }
                return index
            }
            guard token.kind == .word || view.dash(index, in: limits) || token.isSign("&") else { return nil }
            if view.phrase(.cut, at: index) != nil { return nil }
            index += 1
        }
        return nil
    }

    /// More capitals right behind a name belong to it: `VNPT Hà Nội`, `Cục Hải quan tỉnh Lạng Sơn`.
    func extended(_ start: Int, _ limits: Range<Int>, from name: Int? = nil, places: Bool = false) -> Int {
        var end = start
        if places, let type = view.scan.longest(Category.placeType, at: end), let place = placeEnd(Int(type.end)) {
            return place
        }
        while let token = view.token(end, in: limits), token.kind == .word, token.traits.contains(.capital) {
            if let place = placeEnd(end) {
                end = place
            } else if view.scan.longest(Category.organization, at: end) != nil
                || view.role(.person, endingAt: name ?? start - 1, notBefore: limits.lowerBound) != nil
            {
                break
            } else {
                end += 1
            }
        }
        return end
    }

    private func placeEnd(_ index: Int) -> Int? {
        guard index < view.scan.tokens.count, view.scan.tokens[index].traits.contains(.capital) else { return nil }
        return view.scan.longest(Category.place, at: index).map { Int($0.end) }
    }

    private func isBoundary(_ index: Int, _ limits: Range<Int>) -> Bool {
        if view.scan.longest(Category.cue, at: index) != nil { return true }
        if let found = view.wordClass(index, in: limits), found.kind != .stop { return true }
        return view.phrase(.cut, at: index) != nil
    }

    private func isEdge(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard let token = view.token(index, in: limits) else { return true }
        return token.kind != .word || isBoundary(index, limits)
    }

    /// `cảng Hải Vân ngày 12-5`.
    private func isDate(_ index: Int, _ limits: Range<Int>) -> Bool {
        let word = view.word(index, in: limits)
        return word == view.words.ngày || word == view.words.tháng || word == view.words.năm || word == view.words.quý
    }

    /// The small words of a project board's name: `Ban Quản lý dự án đầu tư xây dựng công trình giao thông`.
    func board(from start: Int, _ limits: Range<Int>) -> Int {
        var end = start
        while end < limits.upperBound, end - start <= 14 {
            let token = view.scan.tokens[end]
            if token.kind == .word {
                if view.scan.cue(at: end) != nil || view.role(.own, at: end) != nil || view.role(.says, at: end) != nil
                {
                    break
                }
                if let found = view.wordClass(end, in: limits), found.kind == .aux || found.kind == .edge,
                    view.word(end, in: limits) != view.words.và
                {
                    break
                }
            } else if !(view.sign(",", end, in: limits) && view.role(.field, at: end + 1) != nil) {
                break
            }
            end += 1
        }
        return end
    }

    private func closes(_ index: Int, _ limits: Range<Int>) -> Bool { view.sign("(", index, in: limits) }

    /// `một nhà băng nhỏ`, `một doanh nghiệp bất động sản phía Nam`: up to the verb, comma or figure.
    func unnamed(at index: Int, _ limits: Range<Int>) -> Int? {
        guard let hit = view.scan.longest(Category.organization, at: index + 1),
            hit.entry.value == OrganizationWord.company.rawValue || hit.entry.value == OrganizationWord.site.rawValue,
            index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign
                || view.role(.whose, endingAt: index, notBefore: limits.lowerBound) != nil
                || view.role(.person, endingAt: index, notBefore: limits.lowerBound) != nil,
            !view.scan.tokens[index + 1].traits.contains(.capital)
        else { return nil }
        var end = Int(hit.end)
        while end < limits.upperBound, view.scan.tokens[end].kind == .word, end - index <= 12 {
            if view.scan.longest(Category.place, at: end) == nil, isBoundary(end, limits), !isTie(end, limits) { break }
            if let place = placeEnd(end) {
                end = place
            } else {
                end += 1
            }
        }
        return end
    }

    /// `ở`, `tại`, `phía` before a place.
    private func isTie(_ index: Int, _ limits: Range<Int>) -> Bool {
        guard view.role(.whose, at: index) != nil else { return false }
        let next = view.scan.longest(Category.placeType, at: index + 1).map { Int($0.end) } ?? index + 1
        return placeEnd(next) != nil
    }

    /// What stands for an organization named before: `ngân hàng này`, `Cục`, `toàn tập đoàn`.
    struct Pointer {
        var tokens: Range<Int>
        /// The first word of the head.
        var head: WordID
        var isOffice: Bool
        /// `cơ quan`, `đơn vị`: an office or a company.
        var isGeneral: Bool
        var isThis: Bool
        /// It opens a clause and does something: `…, đơn vị thu ngân sách …`.
        var isAgent: Bool
    }

    func pointers(in sentence: Int, beside mentions: [OrganizationMention]) -> [Pointer] {
        guard view.scan.holds(Category.organization, sentence: sentence) else { return [] }
        let limits = view.scan.sentences[sentence].tokens
        var found: [Pointer] = []
        var index = limits.lowerBound
        while index < limits.upperBound {
            if let mention = mentions.first(where: { $0.tokens.contains(index) }) {
                index = mention.tokens.upperBound
            } else if let pointer = pointer(at: index, limits) {
                found.append(pointer)
                index = pointer.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func pointer(at index: Int, _ limits: Range<Int>) -> Pointer? {
        let token = view.scan.tokens[index]
        guard token.kind == .word, let hit = view.scan.longest(Category.organization, at: index),
            let word = OrganizationWord(rawValue: hit.entry.value),
            word == .company || word == .head || word == .general || word == .chain
        else { return nil }
        let end = Int(hit.end)
        let isCapital = token.traits.contains(.capital)
        let next = view.token(end, in: limits)
        let isThis = next.map { view.lexicon.pointers.contains($0.word) } ?? false
        if word == .chain, !isThis { return nil }
        // `Tây Nam Bộ`.
        if isCapital, let before = view.token(index - 1, in: limits), before.kind == .word,
            before.traits.contains(.capital), !before.traits.contains(.sentenceStart)
        {
            return nil
        }
        if let person = view.role(.person, at: index), person >= end { return nil }
        // `người tham gia BHXH`: what it is about, not who does it.
        if word == .head, !isThis, token.traits.contains(.allCapitals), let before = view.token(index - 1, in: limits),
            before.kind == .word, view.role(.whose, endingAt: index, notBefore: limits.lowerBound) == nil,
            view.wordClass(index - 1, in: limits).map({ $0.kind != .edge && $0.kind != .aux }) ?? true
        {
            return nil
        }
        if word == .head, !isCapital || (token.traits.contains(.sentenceStart) && !isThis && end - index <= 2) {
            return nil
        }
        guard isThis || isEdge(end, limits) || view.role(.own, at: end) != nil || view.role(.duty, at: end) != nil,
            !(next?.traits.contains(.capital) ?? false)
        else { return nil }
        if !isThis, view.role(.plural, endingAt: index, notBefore: limits.lowerBound) != nil { return nil }
        if !isThis, view.scan.tokens.indices.contains(index - 1), index > limits.lowerBound,
            view.scan.tokens[index - 1].kind == .number
        {
            return nil
        }
        return Pointer(
            tokens: index..<(isThis ? end + 1 : end), head: token.word, isOffice: word == .head,
            isGeneral: word == .general, isThis: isThis,
            isAgent: (index == limits.lowerBound || view.scan.tokens[index - 1].kind == .sign)
                && (view.role(.own, at: end) != nil || view.role(.duty, at: end) != nil))
    }
}
