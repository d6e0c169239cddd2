import Testing

@testable import Service

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("lanes", "lanes", 0), ("lane", "lanes", 1), ("lanse", "lanes", 2),
        ("dead-letter", "dead_letter", 0), ("LANES", "lanes", 0), ("kitten", "sitting", 3),
    ])
    func editDistance(left: String, right: String, expected: Int) {
        #expect(NearestName.editDistance(left, right) == expected)
        #expect(NearestName.editDistance(right, left) == expected)
    }

    @Test func everySingleSlipFindsItsKey() {
        let known = Setting.all.map(\.key)
        for key in known {
            for index in key.indices {
                var slipped = key
                slipped.remove(at: index)
                let nearest = NearestName.of(slipped, among: known)
                #expect(nearest == key, "\(slipped)")
            }
        }
    }

    @Test func everyKeyIsDeclaredOnceAndItsDefaultReads() {
        #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.environmentName)).count == Setting.all.count)
        for setting in Setting.all {
            var configuration = Configuration()
            #expect(setting.assign(setting.standard, &configuration), "\(setting.key)")
            #expect(configuration == Configuration(), "\(setting.key)")
            #expect(setting.help.hasSuffix("."))
        }
    }
}
