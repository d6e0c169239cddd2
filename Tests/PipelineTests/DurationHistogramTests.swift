import Testing

@testable import Pipeline

@Suite struct DurationHistogramTests {
    @Test("every duration falls into the bucket of the least bound that is not below it")
    func buckets() {
        let bounds = DurationHistogram.bounds
        #expect(bounds == bounds.sorted() && Set(bounds).count == bounds.count)
        for (index, bound) in bounds.enumerated() {
            for (nanoseconds, expected) in [(bound - 1, index), (bound, index), (bound + 1, index + 1)] {
                var histogram = DurationHistogram()
                histogram.observe(.nanoseconds(Int64(nanoseconds)))
                #expect(histogram.counts.firstIndex(of: 1) == expected)
                #expect(histogram.count == 1)
            }
        }
        #expect(DurationHistogram.boundsInSeconds.first == 0.0001)
        #expect(DurationHistogram.boundsInSeconds.last == 60)
    }

    @Test("the sum is in seconds; a negative time counts as none")
    func sum() {
        var histogram = DurationHistogram()
        #expect(histogram.count == 0 && histogram.sum == 0)
        histogram.observe(.milliseconds(1500))
        histogram.observe(.seconds(90))
        histogram.observe(.seconds(-1))
        #expect(histogram.count == 3)
        #expect(histogram.sum == 91.5)
        #expect(histogram.counts.first == 1 && histogram.counts.last == 1)
    }

    @Test("a minute's progress is the difference to the last one, with the partition that is furthest behind")
    func progress() {
        let start = ContinuousClock.now
        var summary = ProgressSummary()
        var snapshot = WorkerSnapshot()
        snapshot.consumed = 5
        func take(_ seconds: Int) -> WorkerLog? { summary.take(snapshot, at: start + .seconds(seconds)) }
        #expect(take(0) == nil)
        snapshot.consumed = 12
        snapshot.deadLetters = ["x": 2]
        snapshot.lag = ["t/0": 3, "t/1": 9, "t/2": 9]
        #expect(take(59) == nil)
        let entry = take(60)
        let fields = Dictionary(uniqueKeysWithValues: (entry?.fields ?? []).map { ($0.name, $0.value) })
        #expect(entry?.level == .info)
        #expect(fields["consumed"] == "7" && fields["dead_letters"] == "2" && fields["lag"] == "21")
        #expect(fields["worst_partition"] == "t/1:9")
        #expect(take(61) == nil)
    }
}
