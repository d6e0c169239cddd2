import TestSupport
import Testing

@testable import Extraction

/// What is learned of names: trees, words and labels.
@Suite struct NameLearningTests {
    /// `a ≤ 3 ? (b ≤ 0 ? -100 : 250) : 700`
    private static let tree = "a:3 b:0 -100 250 700"

    @Test(
        "a tree asks of one feature after another",
        arguments: [([0, 0], -100), ([3, 0], -100), ([3, 1], 250), ([4, 0], 700), ([255, 255], 700)]
            as [([UInt8], Int32)])
    func odds(row: [UInt8], expected: Int32) {
        var trees = DecisionTrees()
        #expect(trees.isEmpty)
        #expect(trees.read(Self.tree) { ["a": 0, "b": 1][$0] })
        #expect(trees.odds(of: [0], in: row) == [expected])
        #expect(trees.read("50") { _ in nil })
        #expect(trees.odds(of: [0], in: row) == [expected + 50])
    }

    @Test("rows that go side by side come to the same as each alone, however many they are", arguments: 0..<12)
    func together(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        var trees = DecisionTrees()
        for _ in 0..<100 {
            let bounds = (0..<3).map { _ in Int.random(in: 0..<255, using: &random) }
            let line = "a:\(bounds[0]) b:\(bounds[1]) -100 a:\(bounds[2]) 90 -70 -40"
            #expect(trees.read(line) { ["a": 0, "b": 1][$0] })
        }
        let rows = (0..<count * 2).map { _ in UInt8.random(in: 0...255, using: &random) }
        let starts = (0..<count).map { $0 * 2 }
        for givesUp in [false, true] {
            #expect(
                trees.odds(of: starts, in: rows, givesUp: givesUp)
                    == starts.flatMap { trees.odds(of: [$0], in: rows, givesUp: givesUp) })
        }
    }

    @Test(
        "what is no tree is refused",
        arguments: ["", "a:3", "a:3 1", "c:3 1 2", "a:300 1 2", "a:x 1 2", "a:3 1 zwei"])
    func malformed(line: String) {
        var trees = DecisionTrees()
        #expect(!trees.read(line) { ["a": 0, "b": 1][$0] })
    }

    @Test("chances rise with the odds, are even at nought, and stay between 0 and 1")
    func chances() {
        #expect(Odds.chance(0) == 0.5)
        var last: Float = 0
        for odds in stride(from: Int32(-20_000), through: 20_000, by: 16) {
            let chance = Odds.chance(odds)
            #expect(chance >= last && chance >= 0 && chance <= 1)
            last = chance
        }
        #expect(abs(Odds.chance(1_096) - 0.75) < 0.002)
    }

    @Test("every feature has a name of its own, and the groups follow one another")
    func features() {
        #expect(WordFeatures.names.count == WordFeatures.count)
        #expect(Set(WordFeatures.names).count == WordFeatures.count)
        #expect(WordFeatures.names.allSatisfy { !$0.contains(" ") && !$0.contains(":") })
        #expect(WordFeatures.names[WordFeatures.leftDistance] == "distance.left")
        #expect(WordFeatures.names[WordFeatures.held] == "names")
        #expect(WordFeatures.names[WordFeatures.again] == "again.chance")
    }

    private static let lore: NameLore = {
        var lore = NameLore()
        lore.read(label: "tỷ lệ hộ nghèo", kinds: NameLore.Kinds(unit: "percent"), articles: 7)
        lore.read(label: "số hộ nghèo", kinds: NameLore.Kinds(unit: "count"), articles: 2)
        lore.read(label: "diện tích rừng trồng mới", kinds: NameLore.Kinds(unit: "har"), articles: 1)
        lore.freeze()
        return lore
    }()

    private static func numbers(_ text: String) -> [Int32] { NameWords.all(text).map { lore.number($0) } }

    @Test(
        "labels are found by the words at hand, wholly or for the most part",
        arguments: [
            ("Hộ nghèo của xã", ["tỷ lệ hộ nghèo"], true), ("nghèo hộ", ["tỷ lệ hộ nghèo"], true),
            ("hộ", [], false), ("diện tích rừng mới", ["diện tích rừng trồng mới"], false),
            ("rừng", [], false), ("", [], false),
        ])
    func labels(text: String, expected: [String], isWhole: Bool) {
        let found = Self.lore.matches(Self.numbers(text))
        #expect(found.map { Self.lore.labels[$0.label].text } == expected)
        #expect(found.allSatisfy { ($0.cover > 0.999) == isWhole })
    }

    @Test("labels of the same telling words are one, of all their units")
    func joined() {
        let label = Self.lore.labels.first { $0.text == "tỷ lệ hộ nghèo" }
        #expect(label?.articles == 9)
        #expect(label?.kinds == NameLore.Kinds(unit: "percent").union(NameLore.Kinds(unit: "count")))
        #expect(NameLore.Kinds(unit: "VND") == NameLore.Kinds(unit: "USD"))
        #expect(NameLore.Kinds(name: "weight") == nil)
    }

    @Test("syllables that labels never part are one word")
    func syllables() {
        func number(_ word: String) -> Int32 { Self.numbers(word)[0] }
        #expect(Self.lore.pair(number("hộ"), number("nghèo")) == 9)
        #expect(Self.lore.pair(number("nghèo"), number("hộ")) == 0)
        #expect(Self.lore.isOneWord(number("hộ"), number("nghèo")))
        #expect(!Self.lore.isOneWord(number("rừng"), number("trồng")), "seen too rarely to tell")
        #expect(!Self.lore.isOneWord(number("hộ"), -1))
    }

    @Test("names have no word twice, and none but of what the text says or a known label")
    func mended() throws {
        let texts = [
            "Trong tháng, xuất khẩu gạo đạt 520 nghìn tấn, trị giá 300 triệu USD, tăng 12% so với cùng kỳ năm trước.",
            "Cả tỉnh có 1.250 hợp tác xã đang hoạt động, trong đó 820 hợp tác xã nông nghiệp, chiếm 65,6%.",
            "Tỷ lệ hộ nghèo giảm còn 3,2%; riêng các xã vùng cao còn 18,4%, giảm 2,1 điểm phần trăm.",
        ]
        for text in texts {
            for figure in try TestReader.read(text) {
                let words = NameWords.telling(NameWords.all(figure.observation.indicator))
                #expect(!words.isEmpty)
                #expect(Set(words).count == words.count, "\(figure.observation.indicator)")
            }
        }
    }
}
