/// What a word says of the figure near it. The phrases stand in `cues.tsv`.
enum Cue: Int32, CaseIterable {
    // The indicator moved.
    case up, down, negative, multiple, equals
    /// `vượt`: a hedge (`vượt 80%`), or a movement where it is measured against something.
    case exceeds
    // Nouns of growth.
    case growth, shrink
    // The figure is the indicator's own value.
    case level, share, rank, top
    /// `đóng góp`: a share in something else.
    case contributes
    /// Weak links to a figure (`có`, `với`): they leave the kind of figure open.
    case holds
    /// `hay`, `tức`, `tương đương`: the same thing said in another unit.
    case restates
    // Hedges.
    case approx, over, under, nearly, atLeast, atMost, from, orMore, orLess
    // Fact, estimate, goal, forecast.
    case estimate, target, forecast
    /// Who set a goal (`Quốc hội giao`), before its figure or after it.
    case assigned
    /// `có thể`: what may come, where a figure of level or movement follows.
    case may
    // What a change is measured against.
    case versus, plan
    // Structure.
    case respective, opener

    init?(name: String) {
        switch name {
        case "at_least": self = .atLeast
        case "at_most": self = .atMost
        case "or_more": self = .orMore
        case "or_less": self = .orLess
        default:
            guard let found = Cue.allCases.first(where: { "\($0)" == name }) else { return nil }
            self = found
        }
    }
}

/// How a word shapes a noun phrase. The words stand in `words.tsv`.
enum WordClass: Int32, CaseIterable {
    /// Adverbs and auxiliaries.
    case aux
    /// Connectives that open a clause.
    case edge
    /// What ends the phrase of a counted noun.
    case stop
    /// Takes the counted things as its object.
    case verb
    /// Ends what somebody says or does before the name begins.
    case cut
    /// What stands before it speaks, and names nothing.
    case says
    /// Stands for what was named before.
    case pronoun
    /// Does what is counted, and is no part of its name.
    case actor
    /// A counted noun that names nothing by itself.
    case generic
    /// The subject holds what is counted.
    case has
    /// A word whose syllables look like another class and are none of it.
    case compound
    /// Opens an aside of its own, up to the comma.
    case preposition
    /// A counting word that the name does without.
    case classifier
    /// Opens a list of parts behind a name.
    case aside
    /// Says that it has happened: `đã`.
    case past
    /// Stands between a verb of movement and its amount: `tăng bình quân 6,5%`.
    case mean
    /// A mean, or the span of time that a count is for: `bình quân mỗi ngày`.
    case rate
    /// Begins the name of an index or ranking: `chỉ số`.
    case index
    /// Takes the lead of a ranking: `dẫn đầu`.
    case lead
    /// A noun of measure: a verb right behind it is part of the name.
    case head
    /// Towards the value moved to: `lên`, `xuống`, `còn`.
    case moves
    /// An act of reporting, whose date is not that of the figures: `công bố`, `họp báo`.
    case reports
    /// A meeting held every month or quarter, named by it: `phiên họp thường kỳ tháng 10`.
    case meets
    /// A plan or yardstick named by the years it runs: `chuẩn nghèo giai đoạn 2022-2025`.
    case scheme
    /// What is planned or promised, where something is compared with it: `so với kịch bản`, `so với tiến độ cam kết`.
    case yardstick
    /// What a month of delivery stands behind: `giao tháng 5`, `kỳ hạn tháng 7`.
    case contract
    /// A noun of mass: `2/3` before it is a part of it, not two of three things.
    case whole
    /// How something grew: `khá`, `mạnh`, `nhất`.
    case manner
    /// An aggregate whose percents are its growth: `GDP`, `IIP`.
    case aggregate
    /// How far two things are apart: `chênh lệch`, `khoảng cách`.
    case distance
    /// A ratio given in times: `P/E`, `hệ số`.
    case ratio
    /// Being short of something: `thiếu`, `thua`.
    case lack
    /// Gives a task: `giao`, `yêu cầu`, `đặt ra`.
    case order
    /// Heads a column of differences: `Thay đổi`, `Biến động`.
    case shift
    /// Gives money to a use: `bố trí`.
    case allots
    /// Carries out what was given: `giải ngân`.
    case spends
    /// A time by which something is to be done: `từ nay`, `chậm nhất`.
    case deadline
    /// Speaks of what came of plans: `kết quả`, `tình hình`.
    case outcome
    /// Tells somebody what to do: `giao`, `yêu cầu`, `đề nghị`.
    case commands
    /// Makes a plan a goal: `trình kế hoạch`, `có kế hoạch`.
    case sets
    /// A kind or size that a number before a unit names: `loại 50 con/kg`, `container 40 feet`.
    case size
    /// A noun of things that news count: a number word before it is a figure.
    case counted
    /// What a slogan counts: `6 rõ`, `4 tại chỗ`, `5 đẩy mạnh`.
    case watchword

    /// The classes that bound phrases; the others only qualify words inside them.
    static let shaping: Set<WordClass> = [.aux, .edge, .stop, .verb]

    init?(name: String) {
        guard let found = WordClass.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = found
    }
}

/// Why a noun turns the number after it into a name. The nouns stand in `names.tsv`.
enum NameKind: Int32, CaseIterable {
    case legal, clause, programme, session, weekday, grade, place, name, phone
    /// What is always a code, grouped digits or not: `mã bưu chính`, `tọa độ`.
    case code
    /// Names only a number that counts nothing: `Bệnh viện 19-8`, but not `dự án 500 căn nhà`.
    case bare
    /// Heads a slogan: `phương châm 4 tại chỗ`.
    case slogan
    /// Follows the number of a code: `21,03 độ vĩ Bắc`.
    case coordinate
    /// Follows the share that names a product: `gạo 5% tấm`.
    case product
    /// Follows the number of a day: `ngày 15 âm lịch`.
    case feast

    init?(name: String) {
        guard let found = NameKind.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = found
    }
}

/// Which lexicon a phrase is of.
enum Category {
    static let unit: UInt8 = 0
    static let denominator: UInt8 = 1
    static let cue: UInt8 = 2
    static let name: UInt8 = 3
    static let furniture: UInt8 = 4
    static let word: UInt8 = 5
    static let place: UInt8 = 6
    static let organization: UInt8 = 7
    static let placeType: UInt8 = 8
    static let scene: UInt8 = 9
    static let local: UInt8 = 10
    static let numbering: UInt8 = 11
    static let measure: UInt8 = 12
    static let role: UInt8 = 13
}
