import TestSupport
import Testing

/// The ledger must catch whatever can go wrong, each by its name.
@Suite struct ConservationLedgerTests {
    typealias Ledger = ConservationLedger

    private static func item(_ stream: ChaosPlan.Stream, _ name: String, _ content: String = "") -> Ledger.Item {
        Ledger.Item(stream: stream, name: name, content: Array(content.utf8))
    }

    /// Three versions of an article, another article, a dead letter.
    private static let entries: [Ledger.Entry] =
        (0..<3).map { version in
            Ledger.Entry(
                partition: 0, offset: Int64(version), orderedArticle: "a",
                items: [
                    item(.events, "a\(version).1"), item(.events, "a\(version).2"), item(.manifests, "a\(version)"),
                ])
        } + [
            Ledger.Entry(
                partition: 0, offset: 3, orderedArticle: "b", items: [item(.events, "b.1"), item(.manifests, "b")]),
            Ledger.Entry(
                partition: 1, offset: 0, orderedArticle: nil, items: [item(.deadLetters, "of 1/0", "decode no_id")]),
        ]

    private static let ends: [Int32: Int64] = [0: 4, 1: 1]
    private let ledger = Ledger(entries)

    /// A topic in which these items stand, one after the other.
    private func log(_ items: [Ledger.Item]) -> [Ledger.Finding] {
        items.enumerated().map { Ledger.Finding(item: $0.element, partition: 0, offset: Int64($0.offset)) }
    }

    private var sound: [Ledger.Item] { Self.entries.flatMap(\.items) }

    private func judge(_ items: [Ledger.Item], committed: [Int32: Int64] = ends) -> Ledger.Verdict {
        ledger.judge(log(items), committed: committed, ends: Self.ends)
    }

    @Test("what is whole is clean")
    func clean() {
        #expect(judge(sound) == Ledger.Verdict())
        #expect(judge(sound).isClean(allowingDuplicates: false))
    }

    @Test("each thing that is left out is missing", arguments: 0..<12)
    func missing(index: Int) {
        var items = sound
        let gone = items.remove(at: index)
        #expect(judge(items).missing == ["\(gone.stream) \(gone.name)"])
        #expect(!judge(items).isClean(allowingDuplicates: true))
    }

    @Test("each thing that is there twice is doubled, and only at-least-once may do that", arguments: 0..<12)
    func doubled(index: Int) {
        let items = sound + [sound[index]]
        let verdict = judge(items)
        #expect(verdict.doubled == ["\(sound[index].stream) \(sound[index].name)": 1])
        #expect(verdict.duplicates == 1)
        #expect(verdict.isClean(allowingDuplicates: true) && !verdict.isClean(allowingDuplicates: false))
    }

    @Test("a later version before an earlier one is misordered, events of one article too")
    func misordered() {
        var items = sound
        items.swapAt(2, 5)
        #expect(judge(items).misordered == ["manifests a1 of 0/1"])
        items = sound
        items.swapAt(0, 1)
        #expect(judge(items).misordered == ["events a0.2 of 0/0"])
        #expect(!judge(items).isClean(allowingDuplicates: true))
    }

    @Test("copies that come later disturb no order: what counts is where each stands first")
    func lateCopies() {
        #expect(judge(sound + sound).misordered.isEmpty)
        #expect(judge(sound + sound).duplicates == sound.count)
        // Another article's place does not matter.
        #expect(judge(Array(sound[9...]) + sound[..<9]).misordered.isEmpty)
    }

    @Test("a wrong reason is altered and its right one missing")
    func altered() {
        var items = sound
        items[items.count - 1] = Self.item(.deadLetters, "of 1/0", "decode invalid_utf8")
        let verdict = judge(items)
        #expect(verdict.altered == ["deadLetters of 1/0 at 0/11"])
        #expect(verdict.missing == ["deadLetters of 1/0"])
        #expect(!verdict.isClean(allowingDuplicates: true))
    }

    @Test("what nobody put in is invented, a second fate of a record too")
    func invented() {
        let verdict = judge(sound + [Self.item(.events, "c.1"), Self.item(.deadLetters, "of 0/3", "publish")])
        #expect(verdict.invented == ["deadLetters of 0/3 at 0/13", "events c.1 at 0/12"])
        #expect(!verdict.isClean(allowingDuplicates: true))
    }

    @Test("an offset behind the end, past it or not there at all is told")
    func offsets() {
        #expect(judge(sound, committed: [0: 3, 1: 1]).offsets == ["partition 0 ends at 4, committed 3"])
        #expect(judge(sound, committed: [0: 5, 1: 1]).offsets == ["partition 0 ends at 4, committed 5"])
        #expect(judge(sound, committed: [0: 4]).offsets == ["partition 1 ends at 1, committed nothing"])
    }

    @Test("a record that was put in twice must come out twice")
    func repeated() {
        let item = Self.item(.manifests, "a")
        let twice = Ledger(
            (0..<2).map { Ledger.Entry(partition: 0, offset: $0, orderedArticle: "a", items: [item]) })
        #expect(twice.judge(log([item, item]), committed: [0: 2], ends: [0: 2]) == Ledger.Verdict())
        #expect(twice.judge(log([item]), committed: [0: 2], ends: [0: 2]).missing == ["manifests a"])
        #expect(twice.judge(log([item, item, item]), committed: [0: 2], ends: [0: 2]).duplicates == 1)
    }

    @Test(
        "at random: every single fault is caught, and copies alone are clean", arguments: 1...50 as ClosedRange<UInt64>)
    func anything(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Copies of whole stretches, as workers make them that begin again.
        let start = Int.random(in: 0..<sound.count, using: &random)
        let end = Int.random(in: start...sound.count, using: &random)
        let items = Array(sound[..<end]) + sound[start...]
        #expect(judge(items).isClean(allowingDuplicates: true))
        #expect(judge(items).duplicates == end - start)
        guard let victim = items.randomElement(using: &random) else { return }
        #expect(!judge(items.filter { $0 != victim }).isClean(allowingDuplicates: true))
    }
}
