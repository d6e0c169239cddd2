import Catalogue
import Vietnamese

/// Tells whether a place that a sentence names is only the scene: the seat of a meeting or an office, a destination, an
/// origin, a yardstick, the name of a road.
struct AreaScene {
    let view: FieldView
    /// The sentence.
    let limits: Range<Int>

    func isScene(_ start: Int, _ end: Int) -> Bool {
        let first = self.first(start)
        // `bỏ xa Hà Nội (8,9 triệu)`: it has a figure of its own.
        if view.sign("(", end, in: limits), view.token(end + 1, in: limits)?.kind == .number { return false }
        if labels(first) || isYardstick(first) || isRoute(start, end) || isDateline(start, end) { return true }
        if isVenue(first) || isFormer(end) || namesIndex(start) { return true }
        // `khách sạn tại Nha Trang`, `với doanh nghiệp ở Bình Dương`: a preposition of its own ties it to what it holds.
        let isTied = view.lexicon.seats.contains(view.word(first - 1, in: limits))
        var index = start - 1
        var steps = 0
        while index >= limits.lowerBound, steps < 5, view.scan.tokens[index].kind == .word {
            // `Với Bắc Kạn, …` opens a sentence with its subject; `hợp nhất với Quảng Nam` does not.
            switch word(index) {
            case .seat, .authority: return true
            case .destination: if !isTied, index > limits.lowerBound { return true }
            default: break
            }
            index -= 1
            steps += 1
        }
        return false
    }

    /// Where the type word before a place's name begins.
    private func first(_ start: Int) -> Int {
        view.scan.longest(Category.placeType, endingAt: start, notBefore: limits.lowerBound).map { Int($0.start) }
            ?? start
    }

    /// The longest phrase at a token, if it is no part of another word: `báo` is none in `dự báo`, `báo cáo`.
    private func word(_ index: Int) -> SceneWord? {
        guard let hit = view.scan.longest(Category.scene, at: index) else { return nil }
        if index > limits.lowerBound {
            if let cue = view.scan.cue(at: index - 1), cue.end > index { return nil }
            if let other = view.wordClass(index - 1, in: limits), other.end > index { return nil }
        }
        return SceneWord(rawValue: hit.entry.value)
    }

    private func has(_ word: SceneWord, _ index: Int) -> Bool {
        view.scan.has(Category.scene, word.rawValue, at: index)
    }

    /// `UBND tỉnh Quảng Trị`, `Chủ tịch HĐND TP Thủ Đức`.
    func isRuled(_ start: Int) -> Bool { ends([.authority], at: first(start)) }

    /// A word that holds a place's name stands right before it: `đường Hồ Chí Minh`, `cao tốc Biên Hòa - Vũng Tàu`.
    func labels(_ index: Int) -> Bool { ends([.label, .yardstick], at: index) }

    /// Whether a phrase of one of the kinds ends right before a token.
    func ends(_ kinds: [SceneWord], at end: Int) -> Bool {
        (max(limits.lowerBound, end - 4)..<max(limits.lowerBound, end)).contains { start in
            guard view.scan.marks[start].mayHave(Category.scene) else { return false }
            return view.scan.hits[Int(view.scan.firstHit[start])..<Int(view.scan.firstHit[start + 1])].contains { hit in
                hit.end == Int32(end) && hit.entry.category == Category.scene
                    && kinds.contains { $0.rawValue == hit.entry.value }
            }
        }
    }

    /// Only a list's joint and type words stand between two places, and the list ends with `và`.
    func goesOn(from end: Int, to place: Range<Int>) -> Bool {
        var index = first(place.lowerBound) - 1
        guard index >= end, view.listJoint(index, in: limits) else { return false }
        // `so với Đồng Nai, Bình Dương thu hút …`: a subject behind a comma.
        guard
            view.word(index, in: limits) == view.words.và
                || (view.listJoint(place.upperBound, in: limits)
                    && !view.sign(";", place.upperBound, in: limits)
                    && view.token(place.upperBound + 1, in: limits)?.traits.contains(.capital) ?? false)
        else { return false }
        if index > end, view.listJoint(index - 1, in: limits) { index -= 1 }
        return index == end
    }

    /// `cao nhất vùng Đồng bằng sông Cửu Long`, `thấp hơn mức bình quân cả nước`.
    private func isYardstick(_ start: Int) -> Bool {
        var index = start - 1
        var steps = 0
        while index >= limits.lowerBound, steps < 6, view.scan.tokens[index].kind == .word {
            if view.word(index, in: limits) == view.words.nhất, steps < 3 { return true }
            if steps > 0, view.lexicon.endsComparative(view.scan.tokens[index]) { return true }
            if view.scan.hasCue(.versus, at: index) { return true }
            // `thua bình quân cả nước`.
            if steps > 0, has(.yardstick, index), view.role(.mean, at: index + 1) != nil { return true }
            if view.scan.cue(at: index).map({ $0.cue == .level }) ?? false { return false }
            index -= 1
            steps += 1
        }
        return false
    }

    /// `Chỉ số an toàn thông tin mạng toàn cầu`: the end of an index's name.
    private func namesIndex(_ start: Int) -> Bool {
        guard view.token(start, in: limits).map({ !$0.traits.contains(.capital) }) ?? false else { return false }
        var index = start - 1
        while index >= limits.lowerBound, start - index <= 10, view.scan.tokens[index].kind == .word {
            if view.phrase(.index, at: index) != nil { return start - index > 2 }
            if view.scan.cue(at: index) != nil { return false }
            index -= 1
        }
        return false
    }

    /// `Quảng Ngãi - Hoài Nhơn`, `Hà Nội - TP.HCM`: two places joined by a dash are a road, a line, a flight.
    private func isRoute(_ start: Int, _ end: Int) -> Bool {
        if view.dash(end, in: limits), view.token(end + 1, in: limits)?.traits.contains(.capital) ?? false,
            view.scan.longest(Category.place, at: end + 1) != nil
        {
            return true
        }
        guard view.dash(start - 1, in: limits) else { return false }
        return view.token(start - 2, in: limits)?.traits.contains(.capital) ?? false
    }

    /// `Hà Nội, ngày 3/4/2025`, `HÀ NỘI (TTXVN) - …`, `Huế, 28/12 – …`: where a text was written.
    private func isDateline(_ start: Int, _ end: Int) -> Bool {
        guard first(start) == limits.lowerBound else { return false }
        if view.sign(",", end, in: limits) {
            if view.word(end + 1, in: limits) == view.words.ngày { return true }
            return view.token(end + 1, in: limits)?.kind == .number && view.sign("/", end + 2, in: limits)
        }
        let behind = view.afterBracket(end, in: limits)
        return behind > end && behind - end <= 5 && view.dash(behind, in: limits)
    }

    /// `công bố tại Hà Nội`, `Ngày 2/4, tại Đà Nẵng, … tổ chức hội nghị`: where something is held.
    private func isVenue(_ first: Int) -> Bool {
        guard view.lexicon.seats.contains(view.word(first - 1, in: limits)) else { return false }
        let tie = first - 1
        if ends([.event], at: tie) { return true }
        // Between a day and what is held on it.
        let opens = view.sign(",", tie - 1, in: limits) || view.token(tie - 1, in: limits)?.kind == .number
        guard opens, tie - limits.lowerBound <= 8, isDated(limits.lowerBound..<tie) else { return false }
        for index in first..<min(limits.upperBound, first + 24) {
            if has(.event, index) { return true }
            if view.token(index, in: limits)?.kind == .number { return false }
        }
        return false
    }

    private func isDated(_ range: Range<Int>) -> Bool {
        range.contains { view.scan.tokens[$0].kind == .number }
            || range.contains { view.word($0, in: limits) == view.lexicon.today }
    }

    /// `Bình Định cũ (nay là Gia Lai)`, `(gồm cả Ninh Thuận cũ)`: beside the province that it is now part of.
    private func isFormer(_ end: Int) -> Bool {
        guard view.word(end, in: limits) == view.lexicon.former, limits.contains(end) else { return false }
        if view.sign("(", end + 1, in: limits), view.word(end + 2, in: limits) == view.lexicon.today { return true }
        return view.sign(")", end + 1, in: limits)
    }
}
