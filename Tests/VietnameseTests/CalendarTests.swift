import TestSupport
import Testing

@testable import Vietnamese

@Suite struct CalendarTests {
    typealias Expression = CalendarExpression
    /// The text, what it says, and the words that say it; no text means all of it.
    typealias Row = (text: String, expression: Expression, surface: String?)

    static func day(_ day: Int, _ month: Int, _ year: Expression.Year = .unsaid) -> Expression.Day {
        .init(day: day, month: month, year: year)
    }

    static let years: [Row] = [
        ("năm 2024", .year(.named(2024)), nil), ("Năm 2024 đạt", .year(.named(2024)), "Năm 2024"),
        ("năm nay", .year(.fromPublication(0)), nil), ("năm ngoái", .year(.fromPublication(-1)), nil),
        ("năm trước", .year(.fromContext(-1)), nil), ("năm sau", .year(.fromContext(1)), nil),
        ("năm tới", .year(.fromContext(1)), nil), ("năm tiếp theo", .year(.fromContext(1)), nil),
        ("năm kế tiếp", .year(.fromContext(1)), nil), ("cuối năm 2024", .year(.named(2024)), nil),
        ("đầu năm", .year(.unsaid), nil), ("trong năm", .year(.unsaid), nil), ("cả năm 2025", .year(.named(2025)), nil),
        ("năm hai nghìn không trăm hai mươi lăm", .year(.named(2025)), nil),
        ("năm học 2024-2025", .schoolYear(2024, 2025), nil), ("năm học 2024 – 2025", .schoolYear(2024, 2025), nil),
        ("năm học 2024/2025", .schoolYear(2024, 2025), nil), ("năm học 2024", .schoolYear(2024, 2025), nil),
        ("giai đoạn 2021-2025", .years(2021, 2025), nil), ("giai đoạn 2021 - 2025", .years(2021, 2025), nil),
        ("giai đoạn từ năm 2021 đến năm 2025", .years(2021, 2025), nil), ("thời kỳ 2021–2030", .years(2021, 2030), nil),
        ("giai đoạn 2021 đến hết năm 2025", .years(2021, 2025), nil), ("nhiệm kỳ 2020-2025", .years(2020, 2025), nil),
        ("năm liền trước", .year(.fromContext(-1)), nil), ("ba năm trước", .year(.fromContext(-3)), nil),
        ("năm học này", .relativeSchoolYear(0), nil), ("năm học trước", .relativeSchoolYear(-1), nil),
        ("năm học tới", .relativeSchoolYear(1), nil), ("năm học mới", .newSchoolYear, nil),
        ("giai đoạn này", .thisPhase, nil), ("năm qua", .year(.justPast), nil),
        ("từ đầu năm 2021 đến cuối năm 2022", .years(2021, 2022), nil),
        ("từ đầu năm 2021 đến hết 2022", .years(2021, 2022), nil),
        ("niên khoá 2024-2025", .years(2024, 2025), nil), ("từ năm 2021 đến năm 2025", .years(2021, 2025), nil),
        ("từ 2021 tới 2025", .years(2021, 2025), nil), ("5 năm 2021-2025", .years(2021, 2025), "năm 2021-2025"),
        ("2021-2025", .years(2021, 2025), nil), ("giai đoạn 2025", .year(.named(2025)), nil),
    ]

    static let quarters: [Row] = [
        ("quý I/2025", .quarter(1, .named(2025)), nil), ("quý IV năm 2024", .quarter(4, .named(2024)), nil),
        ("Quý 3/2024", .quarter(3, .named(2024)), nil), ("quý III", .quarter(3, .unsaid), nil),
        ("quý II năm nay", .quarter(2, .fromPublication(0)), nil), ("quý I-2025", .quarter(1, .named(2025)), nil),
        ("quý ba", .quarter(3, .unsaid), nil), ("quý tư năm ngoái", .quarter(4, .fromPublication(-1)), nil),
        ("quý 4 của năm 2018", .quarter(4, .named(2018)), nil), ("cuối quý II/2025", .quarter(2, .named(2025)), nil),
        ("quý trước", .relativeQuarter(-1), nil), ("quý này", .relativeQuarter(0), nil),
        ("quý sau", .relativeQuarter(1), nil), ("quý đó", .relativeQuarter(0), nil),
        ("quý liền trước", .relativeQuarter(-1), nil), ("quý đầu năm", .quarter(1, .unsaid), nil),
        ("quý cuối năm 2024", .quarter(4, .named(2024)), nil), ("nửa năm 2025", .semester(1, .named(2025)), nil),
        ("nửa năm", .monthsSoFar(6), nil), ("cuối quý", .relativeQuarter(0), nil),
        ("nửa đầu năm", .semester(1, .unsaid), nil), ("nửa cuối năm 2024", .semester(2, .named(2024)), nil),
        ("nửa đầu năm nay", .semester(1, .fromPublication(0)), nil), ("nửa đầu 2024", .semester(1, .named(2024)), nil),
        ("ba quý đầu năm 2024", .months(1, 9, .named(2024)), nil), ("2 quý cuối năm", .months(7, 12, .unsaid), nil),
    ]

    static let months: [Row] = [
        ("6 tháng đầu năm 2023", .months(1, 6, .named(2023)), nil), ("9 tháng đầu năm", .months(1, 9, .unsaid), nil),
        ("sáu tháng đầu năm", .months(1, 6, .unsaid), nil),
        ("6 tháng cuối năm 2024", .months(7, 12, .named(2024)), nil),
        ("6 tháng đầu năm nay", .months(1, 6, .fromPublication(0)), nil),
        ("6 tháng đầu 2023", .months(1, 6, .named(2023)), nil),
        ("6 tháng đầu của năm 2023", .months(1, 6, .named(2023)), nil),
        ("6 tháng đầu của năm", .months(1, 6, .unsaid), nil),
        ("6 tháng đầu năm/2023", .months(1, 6, .named(2023)), nil),
        ("năm tháng đầu năm 2025", .months(1, 5, .named(2025)), nil),
        ("trong năm tháng đầu năm", .months(1, 5, .unsaid), "năm tháng đầu năm"),
        ("mười một tháng đầu năm 2024", .months(1, 11, .named(2024)), nil),
        ("mười tháng đầu năm", .months(1, 10, .unsaid), nil),
        ("9 tháng năm 2024", .months(1, 9, .named(2024)), nil), ("7 tháng/2025", .months(1, 7, .named(2025)), nil),
        ("11 tháng của năm 2024", .months(1, 11, .named(2024)), nil), ("9 tháng", .monthsSoFar(9), nil),
        ("tháng 6/2025", .month(6, .named(2025)), nil), ("tháng 06-2025", .month(6, .named(2025)), nil),
        ("tháng 6.2025", .month(6, .named(2025)), nil), ("tháng 6 năm 2025", .month(6, .named(2025)), nil),
        ("tháng 6, năm 2025", .month(6, .named(2025)), nil), ("tháng 6", .month(6, .unsaid), nil),
        ("6/2025", .month(6, .named(2025)), nil),
        ("giữa tháng 8/2023", .month(8, .named(2023)), nil), ("tháng 1-4/2024", .months(1, 4, .named(2024)), nil),
        ("tháng cuối năm 2024", .month(12, .named(2024)), nil), ("tháng trước", .relativeMonth(-1), nil),
        ("tháng ấy", .relativeMonth(0), nil), ("tháng liền kề", .relativeMonth(-1), nil),
        ("Hai tháng", .monthsSoFar(2), nil),
        (
            "từ năm 2021 đến hết quý I/2026",
            .monthSpan(from: .init(month: 1, year: .named(2021)), to: .init(month: 3, year: .named(2026))), nil
        ),
        ("tháng này", .relativeMonth(0), nil), ("cuối tháng, cả nước", .relativeMonth(0), "cuối tháng"),
        ("tháng này năm trước", .samePeriod(.fromContext(-1)), nil), ("tháng sau", .relativeMonth(1), nil),
        ("tháng giêng", .month(1, .unsaid), nil), ("tháng Chạp", .month(12, .unsaid), nil),
        ("tháng tư", .month(4, .unsaid), nil),
        ("tháng mười hai năm 2025", .month(12, .named(2025)), nil),
        ("tháng mười một, cả nước", .month(11, .unsaid), "tháng mười một"),
        ("tháng năm", .month(5, .unsaid), nil), ("tháng năm năm 2024", .month(5, .named(2024)), nil),
        ("từ tháng 8 đến tháng 12/2025", .months(8, 12, .named(2025)), nil),
        ("từ tháng 8 đến hết tháng 12", .months(8, 12, .unsaid), nil),
        (
            "từ tháng 11/2022 đến tháng 3/2023",
            .monthSpan(from: .init(month: 11, year: .named(2022)), to: .init(month: 3, year: .named(2023))), nil
        ),
        (
            "từ tháng 11 đến tháng 3/2023",
            .monthSpan(from: .init(month: 11, year: .unsaid), to: .init(month: 3, year: .named(2023))), nil
        ),
    ]

    static let days: [Row] = [
        ("ngày 30-6-2023", .day(day(30, 6, .named(2023))), nil),
        ("ngày 30/6/2023", .day(day(30, 6, .named(2023))), nil),
        ("30.6.2023", .day(day(30, 6, .named(2023))), nil), ("30/06/2023", .day(day(30, 6, .named(2023))), nil),
        ("30/6/23", .day(day(30, 6, .named(2023))), nil),
        ("ngày 30 tháng 6 năm 2023", .day(day(30, 6, .named(2023))), nil),
        ("30 tháng 6 năm 2023", .day(day(30, 6, .named(2023))), nil),
        ("ngày 30/6 năm 2023", .day(day(30, 6, .named(2023))), nil),
        ("ngày 30/6 năm ngoái", .day(day(30, 6, .fromPublication(-1))), nil), ("ngày 30/6", .day(day(30, 6)), nil),
        ("ngày 30.6", .day(day(30, 6)), nil), ("sáng 30-6", .day(day(30, 6)), "30-6"),
        ("9 tháng 6", .day(day(9, 6)), nil),
        ("12 tháng 10 năm 2017", .day(day(12, 10, .named(2017))), nil), ("mùng 2 tháng 9", .day(day(2, 9)), nil),
        ("mồng 2/9/2025", .day(day(2, 9, .named(2025))), nil), ("ngày mùng 7 tháng 3", .day(day(7, 3)), nil),
        ("mùng hai tháng chín", .day(day(2, 9)), nil),
        ("ngày mười tháng ba năm 2025", .day(day(10, 3, .named(2025))), nil),
        ("đến hết ngày 15/2", .day(day(15, 2)), "ngày 15/2"), ("ngày 31/2", .day(day(31, 2)), nil),
        ("ngày 3-4/12", .daySpan(from: day(3, 12), to: day(4, 12)), nil),
        ("từ 10-15/6", .daySpan(from: day(10, 6), to: day(15, 6)), "10-15/6"),
        ("ngày 3-4/12/2025", .daySpan(from: day(3, 12, .named(2025)), to: day(4, 12, .named(2025))), nil),
        (
            "từ ngày 1/7 đến ngày 19/8/2025", .daySpan(from: day(1, 7), to: day(19, 8, .named(2025))), nil
        ),
        ("từ 1/7 đến hết 19/8", .daySpan(from: day(1, 7), to: day(19, 8)), nil),
        ("từ ngày 1/7 - 19/8", .daySpan(from: day(1, 7), to: day(19, 8)), nil),
        ("từ ngày 1 đến 19/8", .daySpan(from: day(1, 8), to: day(19, 8)), nil),
        ("từ 5 đến 11/5", .daySpan(from: day(5, 5), to: day(11, 5)), nil),
        ("ngày 30/6-5/7", .daySpan(from: day(30, 6), to: day(5, 7)), nil),
        ("từ đầu năm đến nay", .yearToDate(through: .now), nil),
        ("từ đầu năm đến hôm nay", .yearToDate(through: .now), nil),
        ("từ đầu năm đến thời điểm này", .yearToDate(through: .thisMoment), nil),
        ("từ ngày 8/5 đến 14 giờ ngày 14/6", .daySpan(from: day(8, 5), to: day(14, 6)), nil),
        ("từ 0h ngày 1/7 đến hết ngày 3/7", .daySpan(from: day(1, 7), to: day(3, 7)), nil),
        ("01/01 - 20/12/2022", .daySpan(from: day(1, 1), to: day(20, 12, .named(2022))), nil),
        ("từ đầu năm đến 20/9", .yearToDate(through: .day(day(20, 9))), nil),
        ("từ đầu năm 2025 đến hết ngày 20/9", .yearToDate(through: .day(day(20, 9, .named(2025)))), nil),
        ("từ đầu năm đến hết tháng 9", .yearToDate(through: .month(.init(month: 9, year: .unsaid))), nil),
    ]

    static let pointers: [Row] = [
        ("cùng kỳ", .samePeriod(.unsaid), nil), ("cùng kỳ năm trước", .samePeriod(.fromContext(-1)), nil),
        ("cùng kỳ năm ngoái", .samePeriod(.fromPublication(-1)), nil),
        ("cùng kỳ năm 2023", .samePeriod(.named(2023)), nil),
        ("cùng kỳ 2023", .samePeriod(.named(2023)), nil),
        ("cùng thời điểm năm ngoái", .samePeriod(.fromPublication(-1)), nil),
        ("cùng tháng năm trước", .samePeriod(.fromContext(-1)), nil), ("cùng thời gian này", .sameTime, nil),
        ("cùng khoảng thời gian", .sameTime, nil), ("cùng năm", .sameTime, nil), ("đến nay", .now, nil),
        ("hiện nay", .now, nil), ("sáng nay", .now, nil), ("cùng ngày", .sameTime, nil),
        ("hiện phục vụ", .now, "hiện"), ("nay còn", .now, "nay"),
        ("một năm trước", .samePeriod(.unsaid), nil), ("cùng thời điểm", .thisMoment, nil),
        ("hiện tại", .now, nil), ("Hiện, cả nước", .now, "Hiện"), ("hôm nay", .now, nil), ("ngày hôm nay", .now, nil),
        ("đến thời điểm này", .thisMoment, "thời điểm này"), ("thời điểm hiện tại", .thisMoment, nil),
        ("thời điểm báo cáo", .thisMoment, nil),
        ("hôm qua", .dayFromPublication(-1), nil), ("ngày hôm qua", .dayFromPublication(-1), nil),
        ("hôm kia", .dayFromPublication(-2), nil), ("ngày mai", .dayFromPublication(1), nil),
        ("hôm trước", .relativeDay(-1), nil), ("ngày hôm trước", .relativeDay(-1), nil),
        ("ngày trước đó", .relativeDay(-1), nil), ("ngày liền trước", .relativeDay(-1), nil),
        ("phiên trước", .relativeDay(-1), nil), ("phiên liền trước", .relativeDay(-1), nil),
        ("phiên liền kề trước đó", .relativeDay(-1), nil), ("hôm sau", .relativeDay(1), nil),
        ("ngày này năm ngoái", .samePeriod(.fromPublication(-1)), nil),
        ("thời điểm này năm trước", .samePeriod(.fromContext(-1)), nil),
        ("cùng thời điểm tháng trước", .sameTimeOfMonth(-1), nil),
        ("cùng kỳ tháng trước", .sameTimeOfMonth(-1), nil), ("cùng kỳ quý trước", .sameTimeOfMonth(-3), nil),
        ("cùng kỳ các năm 2011-2022", .sameOfYears, nil), ("vụ trước", .runBefore, nil),
        ("kỳ liền trước", .runBefore, nil),
    ]

    @Test("reads", arguments: [years, quarters, months, days, pointers].flatMap { $0 })
    func reads(row: Row) {
        let reading = Reading(row.text)
        let mentions = reading.mentions()
        #expect(mentions.map(\.expression) == [row.expression])
        #expect(mentions.map { reading.surface($0.tokens) } == [row.surface ?? row.text])
    }

    @Test func sharedYears() {
        #expect(
            Reading("quý I, quý II và quý III/2024").mentions().map(\.expression)
                == (1...3).map { .quarter($0, .named(2024)) })
        #expect(
            Reading("tháng 6 và tháng 7/2025").mentions().map(\.expression) == [6, 7].map { .month($0, .named(2025)) })
        #expect(Reading("quý I, II").mentions().map(\.expression) == [.quarter(1, .unsaid)])
    }

    static let none = [
        "thực hiện", "hiện đại", "phát hiện", "hiện trường", "lâu nay", "kỳ hạn sáu tháng", "một năm trước khi",
        "năm bệnh viện", "thứ năm", "Thứ Năm", "lần thứ năm", "mười năm", "mỗi năm 2000 người", "hằng năm 2000 tấn",
        "năm 2.024", "năm 24",
        "mỗi tháng hai lần", "một tháng hai kỳ", "tháng hai người", "những tháng năm qua", "tháng 13", "quý khách",
        "quý vị", "quý 5", "đá quý",
        "đầu tư", "cuối cùng", "giữa hai nước", "nửa triệu", "hiện đại", "thực hiện 5 dự án", "thời điểm",
        "thời điểm hiện", "thời điểm báo",
        "từ đầu", "giai đoạn 2", "kỳ hạn", "mỗi ngày 2.5 triệu", "6/13/20a", "25/25", "8-10%", "2 tháng 10 ngày",
        "như ngày trước", "các kỳ trước", "hai vụ trước", "hôm", "phiên họp", "vụ việc", "kỳ họp",
        "2021-2020", "đầu tư tháng cuối", "ngày đêm", "1/2", "32/12/2024", "0/5/2024",
    ]

    @Test("near misses", arguments: none)
    func readsNothing(text: String) {
        let mentions = Reading(text).mentions().filter { if case .monthsSoFar = $0.expression { false } else { true } }
        #expect(mentions.isEmpty, "\(mentions)")
    }

    /// Some months of a year are no single month.
    @Test func severalMonthsAreTheYear() {
        #expect(Reading("những tháng cuối năm 2025").mentions().map(\.expression) == [.year(.named(2025))])
        #expect(Reading("tháng năm 2024").mentions().map(\.expression) == [.year(.named(2024))])
    }

    @Test func bareDaysNeedACaller() {
        #expect(Reading("6/2").mention(at: 0) == nil)
        #expect(Reading("6/2").mention(at: 0, dayExpected: true)?.expression == .day(CalendarTests.day(6, 2)))
        #expect(Reading("12-7").mention(at: 0) == nil)
        #expect(Reading("12-7").mention(at: 0, dayExpected: true)?.expression == .day(CalendarTests.day(12, 7)))
    }

    /// Any tokens, any limit: no trap, and an expression lies within its limit.
    @Test func survivesAnything() {
        var generator = SeededGenerator(seed: 2_09)
        var found = 0
        let parts = [
            "năm", "tháng", "ngày", "quý", "từ", "đến", "đầu", "cuối", "nửa", "cùng", "kỳ", "thời", "điểm", "gian",
            "giai", "đoạn", "hiện", "nay",
            "này", "trước", "sau", "của", "học", "mùng", "hai", "mười", "nghìn", "tư", "giêng", "hết", "và", "báo",
            "cáo", "tại", "trong", "hôm", "kế",
            "tiếp", "theo", "I", "IV", "2024", "2025", "6", "30", "30.6", "30.6.2023", "6.2025", "12", "/", "-", "–",
            ",", ".", "(", "x",
        ]
        for _ in 0..<6000 {
            let glue = Bool.random(using: &generator) ? " " : ""
            let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }
            .joined(separator: glue)
            let reading = Reading(text)
            for start in reading.tokens.indices {
                let limit = Int.random(in: start...reading.tokens.count, using: &generator)
                guard
                    let mention = reading.mention(at: start, limit: limit, dayExpected: Bool.random(using: &generator))
                else { continue }
                found += 1
                let isSound =
                    mention.tokens.lowerBound == start && !mention.tokens.isEmpty && mention.tokens.upperBound <= limit
                if !isSound { Issue.record("\(text) at \(start), limit \(limit): \(mention)") }
            }
        }
        #expect(found > 300)
    }
}
