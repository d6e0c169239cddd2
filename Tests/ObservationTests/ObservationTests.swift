import Observation
import Testing

@Suite struct ObservationTests {
    static let flags: [Observation.Flags] = [
        .noPublicationDate, .percentOrPoint, .rankChangeMismatch, .shareOver100, .totalMismatch, .yearInferred,
    ]

    @Test func flagNamesAreSortedWhateverTheSet() {
        for bits in 0..<UInt32(1 << ObservationTests.flags.count) {
            let set = Observation.Flags(rawValue: bits)
            #expect(set.names == set.names.sorted())
            #expect(set.names.count == ObservationTests.flags.filter { set.contains($0) }.count)
        }
        let all = Observation.Flags(ObservationTests.flags)
        #expect(Set(all.names).count == ObservationTests.flags.count)
        #expect(all.names.first == "no_publication_date")
        #expect(Observation.Flags().names.isEmpty)
    }

    /// The names that events carry.
    @Test func codes() {
        #expect(Observation.Measure.allCases.map(\.rawValue) == ["level", "change", "multiple"])
        #expect(Observation.Direction.allCases.map(\.rawValue) == ["up", "down"])
        #expect(Observation.Status.allCases.map(\.rawValue) == ["actual", "estimate", "target", "forecast"])
        #expect(
            Observation.Qualifier.allCases.map(\.rawValue) == [
                "exact", "approx", "over", "under", "nearly", "at_least", "at_most",
            ])
        #expect(Observation.Baseline.target.description == "target")
    }

    @Test func defaultsAreTheContracts() {
        let place = Observation.Place(field: 0, surface: 0..<2, number: 0, sentence: 0..<9)
        let plain = Observation(place: place, value: 5, unit: "count", measure: .level, indicator: "xã")
        #expect(plain.status == .actual && plain.qualifier == .exact && plain.area == "VN")
        #expect(plain.period == nil && plain.baseline == nil && plain.organization == nil && plain.flags.isEmpty)
    }
}
