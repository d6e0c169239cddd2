import Foundation
import Observation
import Vietnamese

/// What stands around a figure, in pieces that names are put together of.
struct NamePieces {
    var rightTokens: [Int] = []
    var subjectTokens: [Int] = []
    var right = NamePhrase()
    /// The right noun with all that its clause says of it.
    var rightLong = NamePhrase()
    var subject = NamePhrase()
    /// All that stands between the clause's beginning and the verb.
    var subjectLong = NamePhrase()
    var verb = NamePhrase()
    var opening = NamePhrase()
    var beforeCut = NamePhrase()
    /// What the sentence opens with.
    var head = NamePhrase()
    /// The field of a rank.
    var field = NamePhrase()
    /// What the sentence before opens with.
    var earlier = NamePhrase()
    /// The nearest noun of measure that fits, in the sentence and before it.
    var measured = NamePhrase()
    var measuredBefore = NamePhrase()
    var subjectWide = NamePhrase()
    var subjectShort = NamePhrase()
    var openingWide = NamePhrase()
    var mean = NamePhrase()
    /// The item of a list that is this figure's by its place.
    var item = NamePhrase()
    var plan = NamePhrase()
}

/// A name that a figure might have.
struct NameCandidate {
    var source: NameSource
    var phrase: NamePhrase
}

/// What was named before, the newest last.
struct NameMemory {
    struct Named {
        var phrase: NamePhrase
        var unit: String
        var measure: Observation.Measure
        var sentence: Int
        var block: Int
    }

    private(set) var named: [Named] = []

    mutating func note(_ phrase: NamePhrase, _ quantity: Quantity, block: Int) {
        if named.count >= 48 { named.removeFirst(24) }
        named.append(
            Named(
                phrase: phrase, unit: quantity.unit, measure: quantity.measure, sentence: quantity.sentence,
                block: block))
    }

    func last(where matches: (Named) -> Bool) -> NamePhrase { named.last(where: matches)?.phrase ?? NamePhrase() }

    /// Names before the last, the newest first, each once.
    func distinct(_ count: Int, before last: NamePhrase) -> [NamePhrase] {
        var found: [NamePhrase] = []
        for entry in named.reversed().prefix(16)
        where entry.phrase.text != last.text && !found.contains(where: { $0.text == entry.phrase.text }) {
            found.append(entry.phrase)
            if found.count == count { break }
        }
        return found
    }

    /// The newest longer name that begins with a noun.
    func fuller(than noun: NamePhrase) -> NamePhrase {
        guard !noun.isEmpty else { return NamePhrase() }
        let start = noun.text.lowercased() + " "
        return last { $0.phrase.text.utf8.count > start.utf8.count && $0.phrase.text.lowercased().hasPrefix(start) }
    }
}

extension LabelReader {
    /// The pieces around a figure.
    func pieces(
        _ quantity: Quantity, _ left: NounPhrases.Left, _ right: [Int], floor: Int, ceiling: Int, _ limits: Range<Int>
    ) -> NamePieces {
        var pieces = NamePieces()
        pieces.rightTokens = right
        pieces.subjectTokens = left.subject
        pieces.right = phrases.phrase(right)
        pieces.rightLong = phrases.phrase(phrases.rightLong(of: quantity, ceiling: ceiling, limits))
        pieces.subject = phrases.phrase(left.subject)
        pieces.verb = phrases.phrase(left.verb)
        pieces.beforeCut = phrases.phrase(left.beforeCut)
        pieces.subjectLong = phrases.phrase(phrases.leftLong(of: quantity, floor: floor, limits))
        if let colon = (limits.lowerBound..<quantity.predicate).first(where: { view.scan.tokens[$0].isSign(":") }) {
            let end = min(colon, limits.lowerBound + 40)
            pieces.openingWide = phrases.phrase(
                phrases.trimmed(limits.lowerBound..<min(end, limits.lowerBound + 16), limits))
            pieces.opening = phrases.phrase(Array(phrases.core(limits.lowerBound..<end, limits).name.prefix(14)))
        }
        if limits.lowerBound < quantity.predicate {
            let opening = limits.lowerBound..<min(quantity.predicate, limits.lowerBound + 16)
            pieces.head = phrases.phrase(phrases.subjectOfSentence(opening))
        }
        pieces.mean = phrases.phrase(phrases.mean(of: quantity, floor: floor, limits))
        let wide = phrases.leftLong(of: quantity, floor: floor, limits, acrossCommas: true)
        if wide.contains(where: { view.scan.tokens[$0].isSign(",") }) { pieces.subjectWide = phrases.phrase(wide) }
        pieces.subjectShort = phrases.phrase(phrases.afterLastVerb(left.subject, limits))
        let needs = NamePhrase.Measures(quantity)
        pieces.measured = phrases.phrase(phrases.measured(before: quantity.predicate, needs, limits))
        if pieces.measured.isEmpty, quantity.sentence > 0 {
            for sentence in stride(from: quantity.sentence - 1, through: max(0, quantity.sentence - 3), by: -1) {
                let tokens = view.scan.sentences[sentence].tokens
                let found = phrases.measured(before: tokens.upperBound, needs, tokens)
                if !found.isEmpty {
                    pieces.measuredBefore = phrases.phrase(found)
                    break
                }
            }
        }
        if quantity.sentence > 0 {
            let tokens = view.scan.sentences[quantity.sentence - 1].tokens
            pieces.earlier = phrases.phrase(
                phrases.subjectOfSentence(tokens.lowerBound..<min(tokens.upperBound, tokens.lowerBound + 14)))
        }
        if quantity.kind == .rank { pieces.field = phrases.phrase(phrases.field(of: quantity, limits)) }
        if let first = right.first, view.scan.hasCue(.plan, at: first), let end = view.scan.cue(at: first)?.end {
            pieces.plan = phrases.phrase(Array(first..<end))
        }
        return pieces
    }

    /// The names a figure might have.
    func candidates(
        _ quantity: Quantity, _ context: Context, _ quantities: ArraySlice<Quantity>, rule: String
    ) -> [NameCandidate] {
        var found: [NameCandidate] = []
        func add(_ source: NameSource, _ phrase: NamePhrase) {
            guard !phrase.isEmpty, phrase.words <= LabelReader.longestName else { return }
            found.append(NameCandidate(source: source, phrase: phrase))
        }
        let p = context.pieces
        add(.right, p.right)
        if p.rightLong.text != p.right.text { add(.rightLong, p.rightLong) }
        add(.subject, p.subject)
        if p.subjectLong.text != p.subject.text { add(.subjectLong, p.subjectLong) }
        add(.opening, p.opening)
        add(.beforeCut, p.beforeCut)
        add(.measured, p.measured)
        add(.measuredBefore, p.measuredBefore)
        add(.subjectWide, p.subjectWide)
        if p.subjectShort.text != p.subject.text { add(.subjectShort, p.subjectShort) }
        if p.openingWide.text != p.opening.text { add(.openingWide, p.openingWide) }
        if !p.measured.isEmpty {
            if !p.subject.isEmpty, !p.subject.text.hasPrefix(p.measured.text),
                !p.measured.text.hasSuffix(p.subject.text)
            {
                add(.measuredSubject, p.measured.joined(p.subject))
            }
            if !p.right.isEmpty { add(.measuredRight, p.measured.joined(p.right)) }
        }
        if p.head.text != p.subject.text { add(.head, p.head) }
        if !p.right.isEmpty {
            if !p.verb.isEmpty {
                add(.rightVerb, p.right.joined(p.verb))
                add(.verbRight, p.verb.joined(p.right))
                if !p.subject.isEmpty { add(.rightVerbSubject, p.right.joined(p.verb).joined(p.subject)) }
            }
            if !p.subject.isEmpty {
                add(.rightSubject, p.right.joined(p.subject))
                add(.subjectRight, p.subject.joined(p.right))
                if p.rightLong.text != p.right.text { add(.rightLongSubject, p.rightLong.joined(p.subject)) }
            }
            if !p.openingWide.isEmpty, p.openingWide.text != p.opening.text {
                add(.rightOpeningWide, p.right.joined(p.openingWide))
            }
            if !p.opening.isEmpty {
                add(.rightOpening, p.right.joined(p.opening))
                add(.openingRight, p.opening.joined(p.right))
            }
            if !p.head.isEmpty, p.head.text != p.subject.text { add(.rightHead, p.right.joined(p.head)) }
            add(.fullerRight, memory.fuller(than: p.right))
            if quantity.kind == .physical, let dimension = Self.dimensions[quantity.unit] {
                add(.dimension, p.right.behind(dimension))
                if !p.verb.isEmpty { add(.dimensionVerb, p.right.joined(p.verb).behind(dimension)) }
            }
        }
        if !p.subject.isEmpty {
            if !p.verb.isEmpty { add(.subjectVerb, p.subject.joined(p.verb)) }
            if !p.opening.isEmpty { add(.openingSubject, p.opening.joined(p.subject)) }
            add(.fullerSubject, memory.fuller(than: p.subject))
            grow(p.subject, add)
        }
        remembered(quantity, p, quantities, add)
        if !p.mean.isEmpty {
            let last = memory.last { _ in true }
            let named: [(NameSource, NamePhrase)] = [
                (.rightMean, p.right), (.rightVerbMean, p.verb.isEmpty ? p.verb : p.right.joined(p.verb)),
                (.subjectMean, p.subject), (.lastMean, last), (.measuredMean, p.measured),
            ]
            for (source, phrase) in named where !phrase.isEmpty && !phrase.text.holds(p.mean.text) {
                add(source, phrase.joined(p.mean))
            }
        }
        base(p, add)
        compose(quantity, p, add)
        add(.rule, phrase(of: rule, found))
        return found
    }

    /// A subject without its growth noun, or what holds the share it names.
    private func grow(_ subject: NamePhrase, _ add: (NameSource, NamePhrase) -> Void) {
        let grown = phrases.withoutGrowth(subject.text)
        if grown != subject.text, !grown.isEmpty {
            var phrase = subject
            phrase.text = grown
            phrase.head = .plain
            phrase.words = max(1, subject.words - 2)
            add(.grown, phrase)
        }
        if let held = phrases.holder(of: subject.text) {
            var phrase = subject
            phrase.text = held
            phrase.head = .plain
            phrase.words = max(1, subject.words - 4)
            add(.held, phrase)
        }
    }

    private func remembered(
        _ quantity: Quantity, _ p: NamePieces, _ quantities: ArraySlice<Quantity>,
        _ add: (NameSource, NamePhrase) -> Void
    ) {
        let block = view.scan.sentences[quantity.sentence].block
        let last = memory.last { _ in true }
        let unit = memory.last { $0.unit == quantity.unit && $0.measure == .level }
        let paragraph = memory.named.first { $0.block == block }?.phrase ?? NamePhrase()
        add(.last, last)
        add(.unit, unit)
        add(.sibling, memory.last { $0.sentence == quantity.sentence })
        add(.paragraph, paragraph)
        if let first = memory.named.first { add(.title, first.phrase) }
        let same = memory.named.filter { $0.unit == quantity.unit && $0.measure == .level }
        if let second = same.last(where: { $0.phrase.text != unit.text }) { add(.unitSecond, second.phrase) }
        if let first = same.first(where: { $0.block == block }) { add(.unitParagraph, first.phrase) }
        if let first = same.first { add(.unitFirst, first.phrase) }
        for (source, phrase) in zip([NameSource.second, .third, .fourth], memory.distinct(3, before: last)) {
            add(source, phrase)
        }
        add(.earlier, p.earlier)
        if !p.right.isEmpty {
            if !p.earlier.isEmpty { add(.rightEarlier, p.right.joined(p.earlier)) }
            if !last.isEmpty, last.words + p.right.words <= 14 {
                add(.lastRight, last.joined(p.right))
                add(.rightLast, p.right.joined(last))
            }
            if !unit.isEmpty, unit.text != last.text { add(.rightUnit, p.right.joined(unit)) }
        }
        if let held = phrases.holder(of: last.text) {
            var phrase = last
            phrase.text = held
            add(.held, phrase)
        }
        if let short = last.abbreviation { add(.short, short) }
        exchange(quantity, p.subject.isEmpty ? p.subjectLong : p.subject, last, unit, paragraph, add)
        exchange(quantity, p, add)
    }

    /// What was named before with another item: `xuất khẩu tôm sang Nhật Bản …, sang Hoa Kỳ 708 triệu`.
    private func exchange(
        _ quantity: Quantity, _ item: NamePhrase, _ last: NamePhrase, _ unit: NamePhrase, _ paragraph: NamePhrase,
        _ add: (NameSource, NamePhrase) -> Void
    ) {
        guard !item.isEmpty, item.words <= 8 else { return }
        let last = last.words + item.words <= 13 ? last : NamePhrase()
        let unit = unit.words + item.words <= 13 ? unit : NamePhrase()
        if !last.isEmpty {
            add(.lastSubject, last.joined(item))
            if let swapped = last.withTail(item) { add(.tailSwap, swapped) }
            if let swapped = last.withLastWords(item) { add(.wordSwap, swapped) }
        }
        if !unit.isEmpty, unit.text != last.text {
            add(.unitSubject, unit.joined(item))
            if let swapped = unit.withTail(item) { add(.unitTailSwap, swapped) }
            if let swapped = unit.withLastWords(item) { add(.unitWordSwap, swapped) }
        }
        if !paragraph.isEmpty, paragraph.text != last.text, paragraph.text != unit.text {
            add(.paragraphSubject, paragraph.joined(item))
        }
    }

    private func exchange(_ quantity: Quantity, _ p: NamePieces, _ add: (NameSource, NamePhrase) -> Void) {
        // The noun of measure said before, of the item at hand: `xuất khẩu tôm …; cá tra đạt 820 triệu USD`.
        let needs = NamePhrase.Measures(quantity)
        let measured = memory.last { !$0.phrase.measures.isDisjoint(with: needs) && !$0.phrase.measure.isEmpty }
        let any = memory.last { !$0.phrase.measure.isEmpty }
        if !measured.measure.isEmpty {
            for (source, item) in [(NameSource.swap, p.subject), (.swapRight, p.right)]
            where !item.isEmpty && item.measures.isDisjoint(with: needs) {
                add(source, item.behind(measured.measure))
            }
        }
        if !any.measure.isEmpty, any.measure != measured.measure, !p.subject.isEmpty, p.subject.measure.isEmpty {
            add(.swapAny, p.subject.behind(any.measure))
        }
        if !p.item.isEmpty {
            add(.item, p.item)
            if !any.measure.isEmpty { add(.itemSwap, p.item.behind(any.measure)) }
        }
    }

    private func compose(_ quantity: Quantity, _ p: NamePieces, _ add: (NameSource, NamePhrase) -> Void) {
        let last = memory.last { _ in true }
        if quantity.kind == .share, !p.right.isEmpty {
            let whole = withoutShare(p.subject)
            if !whole.isEmpty {
                add(.shareOf, whole.joined(p.right, by: "trong").behind("tỷ trọng"))
                add(.contribution, whole.joined(p.right).behind("đóng góp của"))
            }
            if !last.isEmpty { add(.shareOfLast, withoutShare(last).joined(p.right, by: "trong").behind("tỷ trọng")) }
        }
        if quantity.kind == .share || quantity.kind == .times, !p.right.isEmpty {
            let yardstick = p.plan.isEmpty ? p.right : p.plan
            if !p.subject.isEmpty { add(.versus, p.subject.joined(yardstick, by: "so với")) }
            if !last.isEmpty { add(.versusLast, last.joined(yardstick, by: "so với")) }
        }
        if quantity.kind == .rank {
            if !p.field.isEmpty { add(.rankField, p.field.behind("xếp hạng")) }
            if !p.subject.isEmpty { add(.rankSubject, p.subject.behind("xếp hạng")) }
            if !last.isEmpty, !last.text.hasPrefix("xếp hạng") { add(.rankLast, last.behind("xếp hạng")) }
            let unit = memory.last { $0.unit == "point" || $0.unit == "rank" }
            if !unit.isEmpty, !unit.text.hasPrefix("xếp hạng") { add(.rankUnit, unit.behind("xếp hạng")) }
            let index = indexName(before: quantity.sentence)
            if !index.isEmpty {
                add(.rankIndex, (index.abbreviation ?? index).behind("xếp hạng"))
            }
        }
        if quantity.kind == .rank || quantity.kind == .point {
            let index = indexName(before: quantity.sentence)
            add(.index, index)
            if let short = index.abbreviation { add(.short, short) }
        }
        if let short = p.subject.abbreviation { add(.short, short) }
        if let short = p.subjectLong.abbreviation { add(.short, short) }
        if !p.right.isEmpty { add(.repeated, phrases.repeated(p.rightTokens)) }
        if !p.subject.isEmpty { add(.repeatedSubject, phrases.repeated(p.subjectTokens)) }
    }

    /// What was named last, without the whole it was a share of or the yardstick it was held against.
    private func base(_ p: NamePieces, _ add: (NameSource, NamePhrase) -> Void) {
        let last = memory.last { _ in true }
        guard !last.isEmpty, let base = last.base else { return }
        add(.base, base)
        guard !p.right.isEmpty else { return }
        add(.baseShare, base.joined(p.right, by: "trong"))
        add(.baseVersus, base.joined(p.plan.isEmpty ? p.right : p.plan, by: "so với"))
    }

    private func withoutShare(_ phrase: NamePhrase) -> NamePhrase {
        var phrase = phrase
        phrase.text = phrases.withoutShare(phrase.text)
        return phrase
    }

    /// The phrase of a text: that of the candidate which spells it, if one does.
    func phrase(of text: String, _ found: [NameCandidate]) -> NamePhrase {
        if let same = found.first(where: { $0.phrase.text == text }) { return same.phrase }
        var phrase = NamePhrase()
        phrase.text = text
        phrase.head = .none
        phrase.tail = .none
        phrase.words = text.utf8.count { $0 == 0x20 } + 1
        return phrase
    }

    /// Chooses a figure's name among the candidates; `quantity.indicator` holds the grammar's first choice.
    mutating func choose(
        _ quantity: inout Quantity, _ context: Context, _ quantities: ArraySlice<Quantity>, _ limits: Range<Int>
    ) {
        let rule = quantity.indicator
        let candidates = candidates(quantity, context, quantities, rule: rule)
        let previous = quantities.last { $0.tokens.lowerBound < quantity.tokens.lowerBound }
        let setting = NameFeatures.Setting(
            kind: quantity.kind, measure: quantity.measure, cue: quantity.cue, hasTotal: quantity.total != nil,
            joint: joint(quantity, previous, limits), needs: NamePhrase.Measures(quantity),
            isRightEmpty: context.pieces.right.isEmpty, isSubjectEmpty: context.pieces.subject.isEmpty,
            isActor: context.isActor, hasVerb: !context.pieces.verb.isEmpty,
            sibling: memory.last { $0.sentence == quantity.sentence }.text,
            sameUnit: previous?.unit == quantity.unit, rule: rule, pieces: context.pieces,
            leftWords: words((previous?.after ?? limits.lowerBound)..<quantity.predicate, most: 24),
            rightWords: NameWords.telling(NameWords.all(context.pieces.right.text)),
            earlierWords: earlierWords(quantity.sentence),
            left: left(of: quantity, previous?.after ?? limits.lowerBound))
        let block = view.scan.sentences[quantity.sentence].block
        let best = weigh(candidates, setting, quantity) { text in
            let uses = memory.named.filter { $0.phrase.text == text }
            let distance =
                uses.last.map {
                    $0.sentence == quantity.sentence
                        ? 1 : quantity.sentence - $0.sentence == 1 ? 2 : $0.block == block ? 3 : 4
                } ?? 0
            return (uses.count, distance)
        }
        guard let best else { return }
        quantity.indicator = best.text
        memory.note(best, quantity, block: view.scan.sentences[quantity.sentence].block)
    }

    /// The best of several names; `used` tells how often a name was given before, and how near.
    func weigh(
        _ candidates: [NameCandidate], _ setting: NameFeatures.Setting, _ quantity: Quantity,
        used: (String) -> (count: Int, distance: Int)
    ) -> NamePhrase? {
        let weighed = candidates.map { candidate in
            let used = used(candidate.phrase.text)
            let features = NameFeatures(
                candidate.phrase, candidate.source, setting, distance: used.distance, used: used.count,
                isKnown: view.lexicon.indicators.knows(
                    label: candidate.phrase.text, unit: quantity.unit, measure: quantity.measure))
            NameTrace.note?(
                .init(
                    fieldLength: view.text.count, surface: quantity.surface, source: "\(candidate.source)",
                    text: candidate.phrase.text, features: features.indices))
            let score = view.lexicon.naming.score(features)
            return (score: score, words: NameWords.telling(features.words), phrase: candidate.phrase)
        }
        return agreed(weighed)
    }

    /// The telling words of a stretch but for periods and places; of a long one, those at its end.
    private func words(_ range: Range<Int>, most: Int) -> [UInt64] {
        let tokens = (max(range.lowerBound, range.upperBound - most)..<max(range.lowerBound, range.upperBound)).filter {
            view.scan.tokens[$0].kind == .word && !phrases.isAside($0)
        }
        return tokens.isEmpty ? [] : NameWords.telling(NameWords.all(phrases.text(tokens)))
    }

    private func earlierWords(_ sentence: Int) -> [UInt64] {
        sentence > 0 ? words(view.scan.sentences[sentence - 1].tokens, most: 40) : []
    }

    /// The name that agrees best with all names, each weighed by how likely it is: where several say nearly the same,
    /// one of them is safer than a lone favourite.
    private func agreed(_ weighed: [(score: Float, words: [UInt64], phrase: NamePhrase)]) -> NamePhrase? {
        guard let top = weighed.map(\.score).max() else { return nil }
        let chances = weighed.map { exp(($0.score - top) / LabelReader.temperature) }
        var best: (gain: Float, phrase: NamePhrase)?
        for one in weighed.indices where chances[one] > 0.005 {
            var gain: Float = 0
            for other in weighed.indices where chances[other] > 0.005 {
                let overlap = NameWords.overlap(weighed[one].words, weighed[other].words)
                gain += chances[other] * (overlap + (overlap >= 0.6 ? 1 : 0))
            }
            if best.map({ gain > $0.gain }) ?? true { best = (gain, weighed[one].phrase) }
        }
        return best?.phrase
    }

    /// Words; what is longer is no name.
    private static var longestName: Int { 22 }

    /// How far the scores of names are trusted: the lower, the more the best one alone decides.
    private static var temperature: Float { 0.5 }

    /// Whether a place or an organization stands between the figure before and the predicate.
    private func left(of quantity: Quantity, _ floor: Int) -> Int {
        let range = floor..<max(floor, quantity.predicate)
        let place = phrases.places.contains { $0.overlaps(range) && !$0.isEmpty }
        let organization = phrases.organizations.contains { $0.overlaps(range) && !$0.isEmpty }
        return (place ? 1 : 0) + (organization ? 2 : 0)
    }

    private func joint(_ quantity: Quantity, _ previous: Quantity?, _ limits: Range<Int>) -> NameFeatures.Joint {
        guard let previous else { return .opens }
        var joint = NameFeatures.Joint.other
        for index in previous.after..<max(previous.after, quantity.predicate) {
            let token = view.scan.tokens[index]
            if token.isSign(";") || token.isSign(":") { return .semicolon }
            if token.isSign("(") { joint = .bracket }
            if token.isSign(")"), joint == .bracket { joint = .other }
            if token.isSign(","), joint != .bracket { joint = .comma }
            if view.word(index, in: limits) == view.words.và, joint == .other { joint = .and }
        }
        return joint
    }

    /// The index or ranking named last, in the sentence itself or some sentences before.
    func indexName(before sentence: Int) -> NamePhrase {
        for earlier in stride(from: sentence, through: max(0, sentence - 8), by: -1) {
            let limits = view.scan.sentences[earlier].tokens
            for token in limits {
                if let name = phrases.indexName(at: token, limits) { return phrases.phrase(name) }
            }
        }
        return NamePhrase()
    }

    /// What a figure without any name of its own is about: what the sentence before speaks of, or its own opens with.
    func heading(_ quantity: Quantity) -> String {
        if quantity.kind == .rank || quantity.kind == .point {
            let index = indexName(before: quantity.sentence)
            if !index.isEmpty { return index.text }
        }
        if quantity.sentence > 0 {
            let tokens = view.scan.sentences[quantity.sentence - 1].tokens
            let subject = phrases.subjectOfSentence(
                tokens.lowerBound..<min(tokens.upperBound, tokens.lowerBound + 14))
            if !subject.isEmpty { return phrases.text(subject) }
        }
        let start = view.scan.sentences[quantity.sentence].tokens.lowerBound
        func words(before end: Int) -> String {
            phrases.text((start..<max(start, min(end, start + 14))).filter { view.scan.tokens[$0].kind == .word })
        }
        let subject = words(before: quantity.predicate)
        return subject.isEmpty ? words(before: quantity.tokens.lowerBound) : subject
    }
}
