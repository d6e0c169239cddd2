import Observation

/// Names that the text before a figure gives.
extension NameCandidates {
    /// What was named before, alone and with the noun at hand.
    mutating func addRemembered() {
        let last = memory.last { _ in true }
        let unit = memory.last { $0.unit == quantity.unit && $0.measure == .level }
        let paragraph = memory.named.first { $0.block == block }?.phrase ?? NamePhrase()
        add(.last, last)
        add(.unit, unit)
        add(.sibling, memory.last { $0.sentence == quantity.sentence })
        add(.paragraph, paragraph)
        if let first = memory.named.first { add(.title, first.phrase) }
        func isSame(_ index: Int) -> Bool {
            memory.named[index].measure == .level && memory.named[index].unit == quantity.unit
        }
        let places = memory.named.indices
        if let second = places.last(where: { memory.named[$0].phrase.text != unit.text && isSame($0) }) {
            add(.unitSecond, memory.named[second].phrase)
        }
        if let first = places.first(where: { memory.named[$0].block == block && isSame($0) }) {
            add(.unitParagraph, memory.named[first].phrase)
        }
        if let first = places.first(where: isSame) { add(.unitFirst, memory.named[first].phrase) }
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
            add(.held, last.with(text: held))
        }
        if let short = last.abbreviation { add(.short, short) }
        exchange(p.subject.isEmpty ? p.subjectLong : p.subject, last, unit, paragraph)
        exchangeMeasure()
    }

    /// What was named before with another item: `xuất khẩu tôm sang Nhật Bản …, sang Hoa Kỳ 708 triệu`.
    private mutating func exchange(
        _ item: NamePhrase, _ last: NamePhrase, _ unit: NamePhrase, _ paragraph: NamePhrase
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

    /// The noun of measure said before, of the item at hand: `xuất khẩu tôm …; cá tra đạt 820 triệu USD`.
    private mutating func exchangeMeasure() {
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
        // `năng suất lúa đạt …, sản lượng …`: another measure of the same thing.
        for (source, named) in [(NameSource.measureSwap, memory.last { _ in true }), (.measureSwapBefore, any)]
        where !p.subject.measure.isEmpty && p.subject.text == p.subject.measure {
            if let thing = named.withoutMeasure { add(source, p.subject.joined(thing)) }
        }
        if !p.item.isEmpty {
            add(.item, p.item)
            if !any.measure.isEmpty { add(.itemSwap, p.item.behind(any.measure)) }
        }
    }
}
