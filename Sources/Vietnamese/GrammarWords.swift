/// The words that the grammar itself knows, as numbers: numerals and the calendar. What a statistician may want to
/// edit stands in resource files instead.
public final class GrammarWords: Sendable {
    /// `không` to `chín` with their variants after `mươi` (`mốt`, `tư`, `lăm`).
    private let units: WordTable
    /// Powers of ten: `chục`, `trăm`, `nghìn`, `ngàn`, `vạn`, `triệu`, `tỷ`, `tỉ`.
    private let scales: WordTable
    /// 1 for the words that a calendar expression may begin with.
    private let calendarHeads: WordTable
    /// 1 for these and the words that a numeral may begin with.
    private let figureHeads: WordTable
    /// The lowest number above any of the words of numerals, so that most words are settled by one comparison.
    let ceiling: WordID

    public let một, năm, số, rưỡi: WordID
    let mười, mươi, trăm, linh, lẻ, nửa, phần, tư, tỷ, tỉ, triệu: WordID
    let không, hai, mốt, lăm, nhăm, phẩy, chấm, hạng: WordID
    public let hàng, vài, mấy, dăm: WordID
    let lệ, trọng, suất, giá, trị, phú, chứng: WordID
    /// What `chứng` joins to make a thing that is counted: `chứng chỉ`, `chứng khoán` …
    private let certificates: [WordID]
    /// What `tư` joins: `tư nhân`, `tư vấn` …
    private let compoundsOfTư: [WordID]
    public let ngày, tháng, quý, kỳ, đến, tới, từ, trước, sau, hết, và: WordID
    public let giữa, mỗi, cứ, giây: WordID
    let học, ngoái, qua, này: WordID
    public let đầu, cuối, phiên: WordID
    public let nay: WordID
    public let tuổi, khóa: WordID
    public let thời: WordID
    let báo, cáo, có, còn, đã, đang, thực, thể, xuất, phát, biểu: WordID
    public let mùng, mồng: WordID
    let gian, giai, đoạn, nhiệm, cùng, cả, niên: WordID
    public let hiện, riêng: WordID
    public let của: WordID
    let hôm, bữa, giêng, chạp, các, hằng, nhiều, tiếp, kế, theo, tuần: WordID
    public let vừa: WordID
    public let tại, điểm: WordID
    /// Words around numbers that the extraction's grammar asks for.
    public let khi: WordID
    public let thứ, trong, trên, tổng, gấp, đôi, lúc, giờ, phút, dịp, lễ: WordID
    public let sáng, trưa, chiều, tối, đêm, vào, hồi, so, thọ, con, những, nhất, nhì: WordID
    let hơn, kém, thua, đó, ấy, mới, liền, kề, kia, mai, vụ, h: WordID
    public let là: WordID
    /// What stands before a length of time that is not counted from January: `sau 6 tháng`, `kỳ hạn 6 tháng`.
    private let durationHeads: WordTable
    /// What makes another word of `hiện`, before it (`thực hiện`) and behind it (`hiện đại`).
    private let beforeHiện: WordTable
    private let behindHiện: WordTable

    /// Adds the words to a vocabulary.
    public init(_ vocabulary: inout Vocabulary) {
        func word(_ text: String) -> WordID { vocabulary.intern(text) }
        let digits: [WordID: Int8] = [
            word("không"): 0, word("một"): 1, word("mốt"): 1, word("hai"): 2, word("ba"): 3, word("bốn"): 4,
            word("tư"): 4, word("năm"): 5, word("lăm"): 5, word("nhăm"): 5, word("sáu"): 6, word("bảy"): 7,
            word("bẩy"): 7, word("tám"): 8, word("chín"): 9,
        ]
        units = WordTable(digits)
        let powers: [WordID: Int8] = [
            word("chục"): 1, word("trăm"): 2, word("nghìn"): 3, word("ngàn"): 3, word("vạn"): 4, word("triệu"): 6,
            word("tỷ"): 9, word("tỉ"): 9,
        ]
        scales = WordTable(powers)
        mười = word("mười")
        mươi = word("mươi")
        trăm = word("trăm")
        linh = word("linh")
        lẻ = word("lẻ")
        rưỡi = word("rưỡi")
        nửa = word("nửa")
        phần = word("phần")
        một = word("một")
        năm = word("năm")
        tư = word("tư")
        triệu = word("triệu")
        không = word("không")
        hai = word("hai")
        mốt = word("mốt")
        lăm = word("lăm")
        nhăm = word("nhăm")
        phẩy = word("phẩy")
        chấm = word("chấm")
        hạng = word("hạng")
        trị = word("trị")
        phú = word("phú")
        chứng = word("chứng")
        certificates = ["chỉ", "nhận", "khoán", "từ", "thư", "minh", "cứ"].map(word)
        compoundsOfTư = ["nhân", "vấn", "liệu", "duy", "tưởng", "pháp", "cách", "thế", "thục", "bản", "lợi"].map(word)
        hàng = word("hàng")
        vài = word("vài")
        mấy = word("mấy")
        dăm = word("dăm")
        số = word("số")
        lệ = word("lệ")
        trọng = word("trọng")
        suất = word("suất")
        tỷ = word("tỷ")
        tỉ = word("tỉ")
        giá = word("giá")
        ceiling = WordID(vocabulary.count) + 1
        ngày = word("ngày")
        tháng = word("tháng")
        quý = word("quý")
        học = word("học")
        kỳ = word("kỳ")
        đầu = word("đầu")
        cuối = word("cuối")
        giữa = word("giữa")
        hết = word("hết")
        đến = word("đến")
        tới = word("tới")
        từ = word("từ")
        nay = word("nay")
        ngoái = word("ngoái")
        qua = word("qua")
        này = word("này")
        trước = word("trước")
        sau = word("sau")
        báo = word("báo")
        có = word("có")
        còn = word("còn")
        đã = word("đã")
        đang = word("đang")
        thực = word("thực")
        thể = word("thể")
        xuất = word("xuất")
        phát = word("phát")
        biểu = word("biểu")
        cáo = word("cáo")
        gian = word("gian")
        giai = word("giai")
        đoạn = word("đoạn")
        thời = word("thời")
        nhiệm = word("nhiệm")
        mùng = word("mùng")
        mồng = word("mồng")
        cùng = word("cùng")
        cứ = word("cứ")
        giây = word("giây")
        hiện = word("hiện")
        và = word("và")
        khóa = word("khóa")
        tuổi = word("tuổi")
        cả = word("cả")
        niên = word("niên")
        hôm = word("hôm")
        bữa = word("bữa")
        của = word("của")
        giêng = word("giêng")
        chạp = word("chạp")
        các = word("các")
        mỗi = word("mỗi")
        hằng = word("hằng")
        nhiều = word("nhiều")
        tại = word("tại")
        điểm = word("điểm")
        tiếp = word("tiếp")
        kế = word("kế")
        theo = word("theo")
        tuần = word("tuần")
        vừa = word("vừa")
        khi = word("khi")
        thứ = word("thứ")
        trong = word("trong")
        trên = word("trên")
        tổng = word("tổng")
        gấp = word("gấp")
        đôi = word("đôi")
        lúc = word("lúc")
        giờ = word("giờ")
        phút = word("phút")
        dịp = word("dịp")
        lễ = word("lễ")
        sáng = word("sáng")
        trưa = word("trưa")
        chiều = word("chiều")
        tối = word("tối")
        đêm = word("đêm")
        vào = word("vào")
        hồi = word("hồi")
        so = word("so")
        thọ = word("thọ")
        con = word("con")
        những = word("những")
        nhất = word("nhất")
        nhì = word("nhì")
        hơn = word("hơn")
        kém = word("kém")
        thua = word("thua")
        đó = word("đó")
        ấy = word("ấy")
        là = word("là")
        mới = word("mới")
        liền = word("liền")
        kề = word("kề")
        riêng = word("riêng")
        phiên = word("phiên")
        kia = word("kia")
        mai = word("mai")
        vụ = word("vụ")
        h = word("h")
        func table(_ list: [String]) -> WordTable {
            WordTable(Dictionary(uniqueKeysWithValues: list.map { (word($0), Int8(1)) }))
        }
        durationHeads = table([
            "trước", "vòng", "mỗi", "hạn", "suốt", "tròn", "đủ", "thêm", "mất", "nghỉ", "dài", "hơn", "gần",
            "dưới", "trên", "cách", "liền", "tiếp", "tuổi", "từ", "khoảng", "chừng", "độ", "phạt", "tù", "thử",
        ])
        beforeHiện = table(["thực", "thể", "xuất", "phát", "biểu", "tái", "hiển", "ẩn", "ngụ"])
        behindHiện = table([
            "đại", "tượng", "trường", "vật", "hành", "thực", "diện", "hữu", "hình", "thân", "trạng", "sinh", "kim",
            "ra",
            "lên", "rõ", "nguyên", "hóa",
        ])
        var heads: [WordID: Int8] = [:]
        for head in [
            năm, quý, tháng, hôm, bữa, ngày, mùng, mồng, giai, thời, nhiệm, niên, cùng, nửa, đầu, cuối, giữa, hiện,
            đến, tới, trong, cả, từ, mười, nay, sáng, trưa, chiều, tối, đêm, phiên, vụ, kỳ,
        ] + digits.keys {
            heads[head] = 1
        }
        calendarHeads = WordTable(heads)
        for head in powers.keys + [nhất, nhì, đôi, rưỡi] { heads[head] = 1 }
        figureHeads = WordTable(heads)
    }

    /// Whether a numeral may begin with a word: a unit, `mười`, `nửa`, a scale; `nhất`, `nhì`, `đôi`, `rưỡi` after `thứ`
    /// and `gấp` are left to whoever knows what stands before.
    public func mayBeginNumeral(_ word: WordID) -> Bool {
        word < ceiling && (units[word] != nil || word == mười || word == nửa || scales[word] != nil)
    }

    /// The value of `không` to `chín`, of `mốt`, `tư`, `lăm`, `nhăm`; nil for any other word.
    @inline(__always)
    func unit(_ word: WordID) -> Int64? { units[word].map(Int64.init) }

    /// Whether a word is one of `một` to `chín`.
    public func isDigit(_ word: WordID) -> Bool { word < ceiling && (units[word] ?? 0) > 0 }

    /// The power of ten of a scale word; nil for any other.
    @inline(__always)
    func scale(_ word: WordID) -> Int? { scales[word].map(Int.init) }

    /// Whether a numeral or a calendar expression may begin with a word, ordinals and multiples included: whoever looks
    /// for figures passes over all others.
    @inline(__always)
    public func mayBeginFigure(_ word: WordID) -> Bool { figureHeads[word] != nil }

    /// Whether a calendar expression may begin with a word; most words are settled here.
    @inline(__always)
    func mayBeginCalendar(_ word: WordID) -> Bool { calendarHeads[word] != nil }

    /// Whether `chứng` and this word name a thing: `chứng chỉ`, `chứng khoán`.
    func isCertificate(_ word: WordID) -> Bool { word != 0 && certificates.contains(word) }

    /// Whether `tư` and this word are one: `tư nhân`, `tư vấn`.
    func isCompoundOfTư(_ word: WordID) -> Bool { compoundsOfTư.contains(word) }

    /// Words that follow `năm` where it means year: `nay`, `ngoái`, `trước`, `sau`, `tới`, `qua`, `này`, `học`.
    func isYearWord(_ word: WordID) -> Bool {
        word == nay || word == ngoái || word == trước || word == sau || word == tới || word == qua || word == này
            || word == học
    }

    /// `hơn`, `kém`, `thua`: the comparatives that may stand right before what is compared with.
    public func compares(_ word: WordID) -> Bool { word != 0 && (word == hơn || word == kém || word == thua) }

    /// Whether a word makes the months behind it a mere length of time.
    func precedesDuration(_ word: WordID) -> Bool { word != 0 && durationHeads[word] != nil }

    /// Whether `hiện` between two words means now: `thực hiện`, `hiện đại` and their like are other words.
    public func isNow(hiệnAfter before: WordID, before behind: WordID) -> Bool {
        (before == 0 || beforeHiện[before] == nil) && (behind == 0 || behindHiện[behind] == nil)
    }

    /// Words after which `6/2` is a day: times of the day, `ngày`, `từ`, `đến`, `trước`, `sau`, `lễ` …
    public func precedesDay(_ word: WordID) -> Bool {
        word == ngày || word == sáng || word == trưa || word == chiều || word == tối || word == đêm || word == hôm
            || word == từ || word == đến || word == tới || word == trước || word == sau || word == vào
            || word == hết || word == dịp || word == lễ || word == lúc || word == phiên
    }

    /// `sáng`, `chiều` … and `ngày`: after these even `12-7` is a day.
    public func isTimeOfDay(_ word: WordID) -> Bool {
        word == ngày || word == sáng || word == trưa || word == chiều || word == tối || word == đêm || word == hôm
    }
}

/// Small values of a few words, looked up by the word's number alone.
private struct WordTable: Sendable {
    private let values: [Int8]
    private static let none: Int8 = -1

    /// The values must not be negative.
    init(_ entries: [WordID: Int8]) {
        var values = Array(repeating: WordTable.none, count: Int(entries.keys.max() ?? 0) + 1)
        for (word, value) in entries { values[Int(word)] = value }
        self.values = values
    }

    @inline(__always)
    subscript(word: WordID) -> Int8? {
        guard Int(word) < values.count else { return nil }
        let value = values[Int(word)]
        return value == WordTable.none ? nil : value
    }
}
