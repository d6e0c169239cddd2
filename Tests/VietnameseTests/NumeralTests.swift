import Observation
import TestSupport
import Testing

@testable import Vietnamese

@Suite struct NumeralTests {
    /// The text, its numerals' values and their surfaces.
    typealias Row = (text: String, values: [String], surfaces: [String])

    static let digits: [Row] = [
        ("2.505 tỷ đồng", ["2505000000000"], ["2.505 tỷ"]), ("12,3 nghìn tỷ", ["12300000000000"], ["12,3 nghìn tỷ"]),
        ("2 tỷ 300 triệu đồng", ["2300000000"], ["2 tỷ 300 triệu"]),
        ("3 nghìn 500 tỷ", ["3000", "500000000000"], ["3 nghìn", "500 tỷ"]),
        ("3 nghìn tỷ 500 tỷ", ["3500000000000"], ["3 nghìn tỷ 500 tỷ"]),
        ("2 tỷ 300 triệu 50 nghìn", ["2300050000"], ["2 tỷ 300 triệu 50 nghìn"]),
        ("2 tỷ 1.300 triệu", ["2000000000", "1300000000"], ["2 tỷ", "1.300 triệu"]),
        ("2 tỷ, 300 triệu", ["2000000000", "300000000"], ["2 tỷ", "300 triệu"]),
        ("3 triệu rưỡi", ["3500000"], ["3 triệu rưỡi"]), ("1,5 triệu người", ["1500000"], ["1,5 triệu"]),
        ("268 triệu", ["268000000"], ["268 triệu"]), ("5 chục", ["50"], ["5 chục"]), ("5 trăm", ["500"], ["5 trăm"]),
        ("3 vạn", ["30000"], ["3 vạn"]), ("5 ngàn", ["5000"], ["5 ngàn"]), ("4 tỉ", ["4000000000"], ["4 tỉ"]),
        ("200 nghìn tỷ đồng", ["200000000000000"], ["200 nghìn tỷ"]), ("1tr5", ["1500000"], ["1tr5"]),
        ("2t3", ["2300000000"], ["2t3"]), ("100k", ["100000"], ["100k"]), ("100K", ["100000"], ["100K"]),
        ("35tr", ["35000000"], ["35tr"]), ("1tr250", ["1250000"], ["1tr250"]), ("1tr05", ["1050000"], ["1tr05"]),
        ("1,5tr", ["1500000"], ["1,5tr"]), ("1,5tr5", ["1.5"], ["1,5"]), ("5tỷ", ["5000000000"], ["5tỷ"]),
        ("5 k", ["5"], ["5"]), ("5t", ["5"], ["5"]), ("5kg", ["5"], ["5"]), ("12km", ["12"], ["12"]),
        ("5k2025", ["5"], ["5"]), ("5G", ["5"], ["5"]), ("30.6.2023", [], []), ("45.", ["45"], ["45"]),
        ("7 tỷ rưỡi đồng", ["7500000000"], ["7 tỷ rưỡi"]), ("7 rưỡi", ["7"], ["7"]),
    ]

    /// Words that look like a scale and are none, beside the ones that are.
    static let scales: [Row] = [
        ("năm 2024 tỷ lệ", ["5", "2024"], ["năm", "2024"]), ("45 tỷ trọng", ["45"], ["45"]), ("5 tỷ giá", ["5"], ["5"]),
        ("5 tỉ suất", ["5"], ["5"]), ("2 tỷ số", ["2"], ["2"]), ("6 tỷ phú", ["6"], ["6"]),
        ("9 triệu phú", ["9"], ["9"]),
        ("3 triệu chứng", ["3"], ["3"]), ("3 triệu chứng của bệnh", ["3"], ["3"]),
        ("2024 triệu hồi", ["2024"], ["2024"]),
        ("3 triệu chứng chỉ", ["3000000"], ["3 triệu"]), ("3 triệu chứng khoán", ["3000000"], ["3 triệu"]),
        ("3 tỷ giá trị", ["3000000000"], ["3 tỷ"]), ("5 tỷ USD", ["5000000000"], ["5 tỷ"]),
        ("5 tỷ Phú Thọ", ["5000000000"], ["5 tỷ"]), ("6 Tỷ Phú", ["6"], ["6"]), ("6 TỶ PHÚ", ["6"], ["6"]),
        ("nghìn tỷ lệ", [], []), ("12 nghìn tỷ trọng", ["12000"], ["12 nghìn"]),
    ]

    static let words: [Row] = [
        ("một", ["1"], ["một"]), ("tám", ["8"], ["tám"]), ("bẩy", ["7"], ["bẩy"]), ("mười", ["10"], ["mười"]),
        ("mười một", ["11"], ["mười một"]), ("mười lăm", ["15"], ["mười lăm"]), ("mười nhăm", ["15"], ["mười nhăm"]),
        ("hai mươi", ["20"], ["hai mươi"]), ("hai mươi mốt", ["21"], ["hai mươi mốt"]),
        ("ba mươi tư", ["34"], ["ba mươi tư"]), ("chín mươi chín", ["99"], ["chín mươi chín"]),
        ("hai chục", ["20"], ["hai chục"]), ("trăm", ["100"], ["trăm"]), ("trăm linh năm", ["105"], ["trăm linh năm"]),
        ("một trăm lẻ ba", ["103"], ["một trăm lẻ ba"]), ("trăm rưỡi", ["150"], ["trăm rưỡi"]),
        ("ba trăm hai mươi mốt", ["321"], ["ba trăm hai mươi mốt"]), ("năm trăm", ["500"], ["năm trăm"]),
        ("nghìn rưỡi", ["1500"], ["nghìn rưỡi"]), ("một nghìn", ["1000"], ["một nghìn"]),
        ("năm ngàn", ["5000"], ["năm ngàn"]),
        ("nghìn lẻ một", ["1001"], ["nghìn lẻ một"]), ("hai nghìn linh năm", ["2005"], ["hai nghìn linh năm"]),
        ("hai nghìn không trăm hai mươi lăm", ["2025"], ["hai nghìn không trăm hai mươi lăm"]),
        ("một nghìn chín trăm bốn mươi lăm", ["1945"], ["một nghìn chín trăm bốn mươi lăm"]),
        ("năm vạn", ["50000"], ["năm vạn"]), ("hai trăm nghìn", ["200000"], ["hai trăm nghìn"]),
        ("ba triệu rưỡi", ["3500000"], ["ba triệu rưỡi"]), ("Ba triệu", ["3000000"], ["Ba triệu"]),
        ("một tỷ hai trăm triệu", ["1200000000"], ["một tỷ hai trăm triệu"]),
        ("hai nghìn tỷ đồng", ["2000000000000"], ["hai nghìn tỷ"]),
        (
            "bảy trăm hai mươi mốt nghìn không trăm mười hai", ["721012"],
            ["bảy trăm hai mươi mốt nghìn không trăm mười hai"]
        ),
        ("một triệu không trăm linh một nghìn", ["1001000"], ["một triệu không trăm linh một nghìn"]),
        ("hai phẩy năm triệu", ["2500000"], ["hai phẩy năm triệu"]),
        ("mười hai phẩy năm", ["12.5"], ["mười hai phẩy năm"]),
        ("không phẩy bảy mươi lăm", ["0.75"], ["không phẩy bảy mươi lăm"]),
        ("một phẩy không hai", ["1.02"], ["một phẩy không hai"]),
        ("một chấm ba", ["1.3"], ["một chấm ba"]), ("thứ tư", ["4"], ["tư"]), ("hạng tư", ["4"], ["tư"]),
    ]

    /// `năm` the year, `tư` of `đầu tư`, `không` not, and digits that begin something else.
    static let nearMisses: [Row] = [
        ("mười năm qua", ["10", "5"], ["mười", "năm"]), ("hai mươi năm", ["20", "5"], ["hai mươi", "năm"]),
        ("một trăm năm", ["100", "5"], ["một trăm", "năm"]), ("hai nghìn năm", ["2000", "5"], ["hai nghìn", "năm"]),
        ("ba triệu một tháng", ["3000000", "1"], ["ba triệu", "một"]),
        ("hai trăm ba", ["200", "3"], ["hai trăm", "ba"]),
        ("đầu tư", [], []), ("tư nhân", [], []), ("không có", [], []), ("mốt thời trang", [], []), ("lăm le", [], []),
        ("mấy phần trăm", [], []), ("năm phần trăm", ["5"], ["năm"]), ("mươi ngày", [], []), ("nghìn người", [], []),
        ("triệu phú", [], []), ("tỷ lệ", [], []), ("rưỡi", [], []), ("linh năm", ["5"], ["năm"]),
        ("một nghìn hai triệu", ["1000", "2000000"], ["một nghìn", "hai triệu"]),
        ("ba, bốn", ["3", "4"], ["ba", "bốn"]),
    ]

    static let fractions: [Row] = [
        ("một nửa", ["50"], ["một nửa"]), ("hai phần ba", ["66.666666666667"], ["hai phần ba"]),
        ("một phần ba", ["33.333333333333"], ["một phần ba"]), ("ba phần tư", ["75"], ["ba phần tư"]),
        ("một phần tư", ["25"], ["một phần tư"]), ("bốn phần năm", ["80"], ["bốn phần năm"]),
        ("bảy phần mười", ["70"], ["bảy phần mười"]), ("một phần tư dân số", ["25"], ["một phần tư"]),
        ("một phần tư nhân", ["1"], ["một"]), ("một phần năm 2024", ["1", "5", "2024"], ["một", "năm", "2024"]),
        ("một phần năm nay", ["1", "5"], ["một", "năm"]), ("một phần ba mươi", ["1", "30"], ["một", "ba mươi"]),
        ("ba phần hai", ["3", "2"], ["ba", "hai"]), ("một phần", ["1"], ["một"]),
    ]

    @Test("reads", arguments: [digits, scales, words, nearMisses, fractions].flatMap { $0 })
    func reads(row: Row) {
        let reading = Reading(row.text)
        let numerals = reading.numerals()
        #expect(numerals.map(\.value.description) == row.values)
        #expect(numerals.map { reading.surface($0.tokens) } == row.surfaces)
    }

    @Test(
        "kinds",
        arguments: [
            ("2.505 tỷ", 9, false, false, false), ("12,3 nghìn tỷ", 12, false, false, false),
            ("2 tỷ 300 triệu", 9, false, false, false),
            ("45", 0, false, false, false), ("1tr5", 6, false, false, true), ("100k", 3, false, false, true),
            ("hai mươi", 0, true, false, false), ("một tỷ hai trăm triệu", 9, true, false, false),
            ("một nửa", 0, true, true, false),
        ])
    func kinds(text: String, scale: Int, isWords: Bool, isFraction: Bool, isCompact: Bool) throws {
        let numeral = try #require(Reading(text).numeral(at: 0))
        #expect(numeral.scale == scale && numeral.isWords == isWords)
        #expect(numeral.isFraction == isFraction && numeral.isCompact == isCompact)
    }

    @Test func englishHabit() {
        #expect(Reading("1,234.5 tỷ").numeral(at: 0, style: .english)?.value == FixedDecimal(12345, exponent: 8))
        #expect(Reading("10,000 người").numeral(at: 0, style: .english)?.value == 10000)
    }

    @Test func staysWithinItsLimit() {
        let reading = Reading("2 tỷ 300 triệu rưỡi")
        #expect(
            (0...5).map { reading.numeral(at: 0, limit: $0)?.value.description } == [
                nil, "2", "2000000000", "2000000000", "2300000000", "2300000000",
            ])
    }

    /// Every number below a million, spelt by the rules of the school book, is read back.
    @Test func spelledNumbersRoundTrip() {
        var generator = SeededGenerator(seed: 1945)
        let sample = Array(1...1200) + (0..<1500).map { _ in Int.random(in: 1...999_999_999, using: &generator) }
        for number in sample {
            let text = Spelling.words(number)
            let numeral = Reading(text).numerals()
            // A lone `năm`, `tư` … are what they are; every number read must be the one that was spelt.
            #expect(numeral.map(\.value) == [FixedDecimal(Int64(number))], "\(number): \(text)")
        }
    }

    /// Any tokens, any limit: no trap, and a numeral lies within its limit.
    @Test func survivesAnything() {
        var generator = SeededGenerator(seed: 77)
        var found = 0
        let parts = [
            "một", "hai", "năm", "tư", "không", "mười", "mươi", "trăm", "linh", "lẻ", "rưỡi", "nửa", "phần", "chục",
            "nghìn",
            "vạn", "triệu", "tỷ", "tỉ", "lệ", "phẩy", "lăm", "mốt", "12", "1.234", "1,5", "999999999999999999", "tr5",
            "k", ",",
            "%", "xã", "chứng", "phú", "1.2.3", "nay",
        ]
        for _ in 0..<4000 {
            let glue = Bool.random(using: &generator) ? " " : ""
            let text = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }
            .joined(separator: glue)
            let reading = Reading(text)
            for start in reading.tokens.indices {
                let limit = Int.random(in: start...reading.tokens.count, using: &generator)
                guard let numeral = reading.numeral(at: start, limit: limit) else { continue }
                found += 1
                let isSound =
                    numeral.tokens.lowerBound == start && numeral.tokens.upperBound > start
                    && numeral.tokens.upperBound <= limit && numeral.value >= 0
                if !isSound { Issue.record("\(text) at \(start), limit \(limit): \(numeral)") }
            }
        }
        #expect(found > 500)
    }
}

/// Vietnamese number words, written independently of how they are read.
enum Spelling {
    static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

    static func words(_ number: Int) -> String {
        var groups: [String] = []
        for (size, name) in [(1_000_000, "triệu"), (1000, "nghìn"), (1, "")] {
            let group = number / size % 1000
            guard group > 0 else { continue }
            groups.append(below1000(group, isFirst: groups.isEmpty) + (name.isEmpty ? "" : " " + name))
        }
        return groups.joined(separator: " ")
    }

    private static func below1000(_ number: Int, isFirst: Bool) -> String {
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10)
        var parts: [String] = []
        if hundreds > 0 || !isFirst { parts += [digits[hundreds], "trăm"] }
        switch tens {
        case 0 where ones > 0 && !parts.isEmpty: parts.append("linh")
        case 0: break
        case 1: parts.append("mười")
        default: parts += [digits[tens], "mươi"]
        }
        switch ones {
        case 0: break
        case 1 where tens > 1: parts.append("mốt")
        case 5 where tens > 0: parts.append("lăm")
        default: parts.append(digits[ones])
        }
        return parts.joined(separator: " ")
    }
}
