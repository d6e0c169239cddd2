import Observation
import Testing

@testable import Extraction

/// How a field is chosen among the values that an article offers, and what the learned choice makes of periods and places.
@Suite struct ChoiceTests {
    private static func trees(_ lines: [String]) -> DecisionTrees {
        var trees = DecisionTrees()
        for line in lines { #expect(trees.read(line) { ["a": 0, "b": 1][$0] }) }
        return trees
    }

    @Test("a value has one row, which begins blank and keeps what is set")
    func rows() {
        var table = ChoiceTable<String>(blank: [0, ChoiceFeature.none])
        #expect(table.place(of: "2023") == 0)
        #expect(table.place(of: "2024") == 1)
        #expect(table.place(of: "2023") == 0)
        table[1, 0] = 7
        table.set(0, 0, [1, 2])
        #expect(table.rows == [1, 2, 7, ChoiceFeature.none])
        #expect(table.values == ["2023", "2024"])
    }

    @Test("the likeliest is chosen, the first of equals; alone it is sure, among equals it is one of so many")
    func best() throws {
        let trees = Self.trees(["a:3 0 2000"])
        var table = ChoiceTable<Int>(blank: [0, 0])
        #expect(table.best(trees) == nil)
        _ = table.place(of: 10)
        #expect(try #require(table.best(trees)) == (0, 1))
        _ = table.place(of: 20)
        _ = table.place(of: 30)
        let even = try #require(table.best(trees))
        #expect(even.place == 0)
        #expect(abs(even.chance - 1 / 3) < 0.01)
        table[2, 0] = 9
        let chosen = try #require(table.best(trees))
        #expect(chosen.place == 2)
        #expect(chosen.chance > 0.7 && chosen.chance < 1)
        #expect(table.best(DecisionTrees()) == nil)
        // The rules' answer stands where nothing is likelier by the margin.
        #expect(table.best(trees, rule: 10, margin: 1_999)?.place == 2)
        let kept = try #require(table.best(trees, rule: 10, margin: 2_001))
        #expect(kept.place == 0)
        #expect(kept.chance < chosen.chance)
    }

    @Test("numbers are kept within a byte", arguments: [(-4, 0), (0, 0), (59, 59), (60, 60), (9_999, 60)])
    func counts(number: Int, expected: UInt8) {
        #expect(ChoiceFeature.count(number) == expected)
        #expect(ChoiceFeature.share(number, of: 0) <= 200)
        #expect(ChoiceFeature.share(1, of: 2) == 100)
    }

    @Test("every feature has a name of its own", arguments: WeighedFigure.Choice.allCases)
    func features(choice: WeighedFigure.Choice) {
        let names = WeighedFigure.features(of: choice)
        #expect(!names.isEmpty)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.contains(" ") && !$0.contains(":") })
    }

    @Test("every choice is shown with a row a value, the rules' answer among them")
    func shown() throws {
        var shown: [WeighedFigure] = []
        try TestReader.weigh(
            """
            6 tháng đầu năm 2024, kim ngạch xuất khẩu của tỉnh Hà Nam đạt 2,5 tỷ USD, tăng 12% so với cùng kỳ. Năm 2023, kim \
            ngạch xuất khẩu đạt 4,6 tỷ USD. Riêng thị xã Duy Tiên thu ngân sách 1.200 tỷ đồng.
            """
        ) { shown.append($0) }
        for choice in [WeighedFigure.Choice.period, .area] {
            let own = shown.filter { $0.of == choice }
            #expect(own.count == 4)
            let width = WeighedFigure.features(of: choice).count
            #expect(own.allSatisfy { $0.rows.count == $0.words.count * width && $0.words.contains($0.chosen) })
        }
    }

    @Test(
        "the period beside a figure is its own, whatever the article is about",
        arguments: [
            ("Năm 2024, tỉnh thu ngân sách 9.200 tỷ đồng; năm 2023 là 8.100 tỷ đồng.", ["2024", "2023"]),
            ("Quý I/2024 xuất khẩu đạt 5 tỷ USD. Trong quý II/2024 xuất khẩu đạt 6 tỷ USD.", ["2024-Q1", "2024-Q2"]),
            ("Đến ngày 30/6/2024, toàn tỉnh có 120 xã đạt chuẩn nông thôn mới.", ["2024-06-30"]),
        ])
    func periods(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).compactMap { $0.observation.period?.description } == expected)
    }

    @Test(
        "the place beside a figure is its own",
        arguments: [
            ("Hà Nội thu hút 25 dự án, Đà Nẵng 17 dự án.", ["Hà Nội", "Đà Nẵng"]),
            ("Tỷ lệ hộ nghèo của Nghệ An là 5,2%, của Thanh Hóa là 4,1%.", ["Nghệ An", "Thanh Hóa"]),
        ])
    func places(text: String, expected: [String]) throws {
        #expect(try TestReader.read(text).map(\.observation.area) == expected)
    }
}
