import Article
import Testing

@Suite struct MomentTests {
    private static let now: Int64 = 1_750_000_000_000

    @Test(arguments: [
        ("2h ago", 7_200_000), ("2h", 7_200_000), ("90m ago", 5_400_000), ("90 min ago", 5_400_000),
        ("30s ago", 30_000), ("3d ago", 259_200_000), ("500ms", 500), ("0s", 0),
    ])
    func timesPast(text: String, before: Int64) {
        #expect(Moment.past(text, now: Self.now) == Self.now - before)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:01Z", 1000), ("1970-01-01T07:00:01+07:00", 1000), ("1970-01-02", 61_200_000),
    ])
    func absoluteTimes(text: String, milliseconds: Int64) {
        #expect(Moment.past(text, now: Self.now) == milliseconds)
        #expect(Moment.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "ago", "2 ago", "h ago", "-2h ago", "2h hence", "2w ago", "9223372036854775807d", "yesterday",
    ])
    func everythingElseIsNone(text: String) { #expect(Moment.past(text, now: Self.now) == nil) }
}
