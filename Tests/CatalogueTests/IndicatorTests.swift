import Catalogue
import Observation
import TestSupport
import Testing

@Suite struct IndicatorTests {
    let index: IndicatorIndex

    init() throws { index = try shipped.get().indicators }

    @Test func everyAliasFindsItsOwnCode() {
        for indicator in index.all {
            for text in [indicator.labelVi] + indicator.aliases {
                for label in [text, text.uppercased(), "  \(text) "] {
                    let found = index.lookup(label: label, unit: indicator.unit, measure: .level)
                    #expect(found?.code == indicator.code, "\(label) is \(found?.code ?? "nothing")")
                }
            }
        }
    }

    /// Words without meaning of their own change nothing, so that no two names of a unit differ in those alone.
    @Test func everyAliasIsTellingWithoutItsSmallWords() {
        for indicator in index.all {
            for text in [indicator.labelVi] + indicator.aliases {
                let found = index.lookup(label: "\(text) của cả nước", unit: indicator.unit, measure: .level)
                #expect(found?.code == indicator.code, "\(text) is \(found?.code ?? "nothing")")
            }
        }
    }

    @Test func codesAreUniqueAndWellFormed() {
        #expect(Set(index.all.map(\.code)).count == index.all.count)
        for indicator in index.all {
            let parts = indicator.code.split(separator: ".")
            #expect(parts.count == 2 && indicator.code.utf8.allSatisfy { $0 < 0x7f }, "\(indicator.code)")
            #expect(!indicator.sector.isEmpty && !indicator.labelEn.isEmpty && !indicator.unit.isEmpty)
            #expect(index.indicator(code: indicator.code) == indicator)
        }
    }

    @Test(
        arguments: [
            ("tỷ trọng kinh tế số trong GDP", "percent", Observation.Measure.level, "digital_economy.gdp_share"),
            ("tỉ trọng kinh tế số trong GDP", "percent", .level, "digital_economy.gdp_share"),
            ("kinh tế số", "percent", .change, "digital_economy.size"), ("GDP", "percent", .change, "economy.gdp"),
            ("tốc độ tăng trưởng GDP", "percent", .change, "economy.gdp"),
            ("kim ngạch xuất khẩu hàng hoá", "USD", .level, "trade.exports"),
            ("kim ngạch xuất khẩu", "VND", .level, "trade.exports"),
            ("Tỷ lệ thất nghiệp", "percent", .level, "labour.unemployment_rate"),
            ("tỉ lệ hộ nghèo", "percentage_point", .change, "living.poverty_rate"),
            ("số hộ nghèo", "count", .level, "living.poor_households"),
            ("hộ nghèo", "percent", .change, "living.poor_households"),
            ("tỷ lệ hộ nghèo", "percent", .change, "living.poverty_rate"),
            ("Tổng kim ngạch xuất nhập khẩu", "USD", .level, "trade.turnover"),
            ("tổng số doanh nghiệp đăng ký thành lập mới", "count", .level, "economy.enterprises_registered"),
            ("tỷ lệ hồ sơ TTHC giải quyết đúng hạn", "percent", .level, "governance.on_time_dossier_share"),
            ("xếp hạng Chính phủ điện tử", "rank", .change, "egov.egdi_rank"),
            (
                "tăng trưởng nền tảng số \"Make in Vietnam\" và ứng dụng di động", "percent", .change,
                "digital_platform.make_in_vietnam_growth"
            ),
        ])
    func findsWhatTheLabelNames(label: String, unit: String, measure: Observation.Measure, code: String) {
        let found = index.lookup(label: label, unit: unit, measure: measure)
        #expect(found?.code == code, "\(label): \(found?.code ?? "nothing")")
    }

    @Test(
        arguments: [
            ("kim ngạch xuất khẩu", "percent", Observation.Measure.level), ("GDP", "rank", .level),
            ("xếp hạng Chính phủ điện tử", "percent", .change), ("hộ nghèo", "USD", .level),
            ("kim ngạch xuất khẩu", "percentage_point", .change), ("thành viên ban chỉ đạo", "count", .level),
            ("kim ngạch", "USD", .level), ("cán bộ", "count", .level), ("tỷ lệ", "percent", .level),
            ("", "percent", .level), ("!!!", "count", .level),
        ])
    func leavesOthersAlone(label: String, unit: String, measure: Observation.Measure) {
        let found = index.lookup(label: label, unit: unit, measure: measure)
        #expect(found == nil, "\(label): \(found?.code ?? "")")
    }

    @Test func anyTextIsLookedUpInBoundedTime() {
        var generator = SeededGenerator(seed: 7)
        let words = index.all.flatMap { $0.labelVi.split(separator: " ") }
        for length in [1, 3, 10, 63, 64, 65, 200, 5000] {
            let label = (0..<length).map { _ in words[Int(generator.next() % UInt64(words.count))] }
            _ = index.lookup(label: label.joined(separator: " "), unit: "percent", measure: .change)
        }
        let found = index.lookup(label: String(repeating: "GDP ", count: 5000), unit: "VND", measure: .level)
        #expect(found == nil || found?.code == "economy.gdp")
    }
}
