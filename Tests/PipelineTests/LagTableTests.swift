import Kafka
import Testing

@testable import Pipeline

@Suite struct LagTableTests {
    private static let place = TopicPartition("articles.raw", 0)
    private static let other = TopicPartition("articles.raw", 1)

    /// What happens to a partition that is owned.
    enum Step: Sendable {
        case read(Int64), end(Int64), committed(Int64?), marks(Int64, Int64)
    }

    private func lag(_ steps: [Step], beginsAtOldest: Bool = true) -> Int64? {
        var table = LagTable(beginsAtOldest: beginsAtOldest)
        table.assign([Self.place])
        for step in steps { apply(step, to: &table) }
        return table.lags[Self.place]
    }

    private func apply(_ step: Step, to table: inout LagTable) {
        switch step {
        case .read(let offset): table.read([TopicPartitionOffset(Self.place, offset)])
        case .end(let offset): table.reachEnd(TopicPartitionOffset(Self.place, offset))
        case .committed(let offset): table.setCommitted([Self.place: offset])
        case .marks(let low, let high): table.setWatermarks(Self.place, Watermarks(low: low, high: high))
        }
    }

    @Test(
        "records still to be polled",
        arguments: [
            // Unknown is left out.
            ([], nil), ([.marks(0, 9)], nil), ([.read(4)], nil), ([.committed(4)], nil),
            // Before the first record: the committed offset, or where a group without one begins.
            ([.committed(4), .marks(0, 9)], 5), ([.committed(nil), .marks(2, 9)], 7),
            ([.committed(nil), .marks(0, 0)], 0),
            // Then the position.
            ([.committed(4), .marks(0, 9), .read(6)], 3), ([.read(6), .marks(0, 9)], 3),
            ([.marks(0, 9), .read(12)], 0),
            // The end of a partition lies behind the control records of a transaction.
            ([.marks(0, 10), .read(9)], 1), ([.marks(0, 10), .read(9), .end(10)], 0),
            ([.marks(0, 8), .read(9), .end(10)], 0), ([.end(10), .marks(0, 10)], 0), ([.end(10), .marks(0, 14)], 4),
            // An end that records of the same poll have passed.
            ([.marks(0, 20), .read(13), .end(10)], 7),
            // What retention has taken does not wait.
            ([.committed(4), .marks(6, 9)], 3), ([.read(4), .marks(6, 9)], 3),
        ] as [([Step], Int64?)])
    func table(steps: [Step], expected: Int64?) {
        #expect(lag(steps) == expected)
    }

    @Test("a group that begins with records to come has no lag that is known before it was at the end")
    func latest() {
        #expect(lag([.committed(nil), .marks(2, 9)], beginsAtOldest: false) == nil)
        #expect(lag([.committed(nil), .marks(2, 9), .end(9)], beginsAtOldest: false) == 0)
        #expect(lag([.committed(4), .marks(2, 9)], beginsAtOldest: false) == 5)
    }

    @Test("what waits behind a leader that does not answer is told, but cannot be read")
    func silence() {
        var table = LagTable(beginsAtOldest: true)
        table.assign([Self.place, Self.other])
        for step in [Step.marks(0, 9), .read(4)] { apply(step, to: &table) }
        table.setWatermarks(Self.other, Watermarks(low: 0, high: 3))
        #expect(table.readable == 5)
        table.setCommitted([Self.other: 1])
        #expect(table.readable == 7)
        table.missAnswer(Self.place)
        #expect(table.readable == 2)
        #expect(table.lags == [Self.place: 5, Self.other: 2])
        apply(.marks(0, 10), to: &table)
        #expect(table.readable == 8)
    }

    @Test("a partition that leaves takes all that was known of it along, and late news of it changes nothing")
    func leaving() {
        var table = LagTable(beginsAtOldest: true)
        table.assign([Self.place, Self.other])
        #expect(table.needingStart == [Self.place, Self.other])
        for step in [Step.marks(0, 9), .read(4)] { apply(step, to: &table) }
        #expect(table.owned == [Self.place, Self.other])
        #expect(table.needingStart == [Self.other])
        #expect(table.lags == [Self.place: 5])
        table.remove([Self.place])
        for step in [Step.marks(0, 9), .read(4), .end(4), .committed(4)] { apply(step, to: &table) }
        #expect(table.lags.isEmpty)
        #expect(table.owned == [Self.other])
        table.assign([Self.place])
        #expect(table.lags.isEmpty)
        #expect(table.needingStart == [Self.place, Self.other])
        table.setCommitted([Self.place: nil, Self.other: 3])
        #expect(table.needingStart.isEmpty)
    }
}
