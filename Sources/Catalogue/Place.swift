/// A place an observation can speak of.
public struct Place: Sendable, Equatable {
    /// What kind of place it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// Việt Nam itself.
        case homeCountry
        case province
        /// A district until June 2025: `quận`, `huyện`, `thị xã` or a city under a province.
        case district
        /// A commune since July 2025: `xã`, `phường` or `đặc khu`.
        case commune
        /// A region of the country, such as `Đồng bằng sông Cửu Long`.
        case region
        /// A bloc or wider area, such as `ASEAN`, `Đông Nam Á` or `World`.
        case bloc
        /// Another country.
        case country
    }

    public let kind: Kind
    /// The value of `ref_area`: `VN`, `Thanh Hóa`, `Thanh Hóa/Sầm Sơn`, `Tây Nguyên`, `ASEAN`, `TH`.
    public let area: String
    /// The Vietnamese name without its type word: `Sầm Sơn`.
    public let name: String
    /// The type word in lower case where the kind has one: `thành phố`, `quận`, `xã`.
    public let type: String?
    /// The province of a district or commune: an index of the gazetteer's places.
    public let parent: Int?
    /// The General Statistics Office's code (a province's is that until June 2025), or the ISO 3166-1 code.
    public let code: String?
    /// The administrative maps it stands on; both for places that the reform of 2025 left alone.
    public let vintages: Vintages
}

/// An administrative map of Việt Nam: before and after the reform of 1 July 2025.
public enum Vintage: String, Sendable, CaseIterable {
    /// 63 provinces with districts.
    case untilJune2025 = "until-2025-06"
    /// 34 provinces without districts.
    case sinceJuly2025 = "since-2025-07"
}

/// A set of administrative maps.
public struct Vintages: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The map of 63 provinces.
    public static let untilJune2025 = Vintages(rawValue: 1)
    /// The map of 34 provinces.
    public static let sinceJuly2025 = Vintages(rawValue: 2)
    /// Either map.
    public static let both: Vintages = [.untilJune2025, .sinceJuly2025]
}

/// The codes of a reference area as events carry them.
public struct AreaCode: Sendable, Equatable {
    /// The General Statistics Office's code as of the article, or `VN`.
    public let code: String?
    /// The map the code belongs to; nil for `VN` and where the date leaves it open.
    public let vintage: Vintage?
    /// The code of the province it belongs to since 1 July 2025, or `VN`.
    public let current: String?

    /// No codes: a place that is no province.
    public static let none = AreaCode(code: nil, vintage: nil, current: nil)
}
