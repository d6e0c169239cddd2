import Foundation

/// An indicator event as any reader of the topic sees it: decoded from its JSON, as far as people are shown it.
struct EventView: Decodable, Sendable {
    let indicator: String
    let indicatorCode: String?
    let value: Decimal
    let valueUpper: Decimal?
    let ofTotal: Decimal?
    let unit: String
    let measure: String
    let direction: String?
    let status: String
    let qualifier: String
    let timePeriod: String?
    let baseline: String?
    let refArea: String
    let organization: String?
    let field: String
    let startOffset: Int
    let endOffset: Int
    let surface: String
    let sentence: String
    let articleID: String
    let confidence: Double
    let flags: [String]

    private enum CodingKeys: String, CodingKey {
        case indicator, value, unit, measure, direction, status, qualifier, baseline, organization, field, surface
        case sentence, confidence, flags
        case indicatorCode = "indicator_code"
        case valueUpper = "value_upper"
        case ofTotal = "of_total"
        case timePeriod = "time_period"
        case refArea = "ref_area"
        case startOffset = "start_offset"
        case endOffset = "end_offset"
        case articleID = "article_id"
    }

    /// An event from one line of JSON.
    init(json: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(EventView.self, from: Data(json))
    }
}

extension EventView {
    /// The value as a person reads it, digits grouped: `2 505 000 000 000 VND`, `8–10 %`, `71 of 193`.
    var quantity: String {
        switch unit {
        case "count": amount
        case "percent": amount + " %"
        default: amount + " " + unit
        }
    }

    /// The value without its unit: `8–10`, `71 of 193`.
    var amount: String {
        var text = EventView.grouped(value)
        if let valueUpper { text += "–" + EventView.grouped(valueUpper) }
        if let ofTotal { text += " of " + EventView.grouped(ofTotal) }
        return text
    }

    /// `level`, `change ↑`, `multiple ↓`.
    var movement: String {
        switch direction {
        case "up": measure + " ↑"
        case "down": measure + " ↓"
        default: measure
        }
    }

    /// Whole digits in groups of three, parted by spaces, as Vietnamese and English readers both
    /// understand it.
    static func grouped(_ value: Decimal) -> String {
        let parts = "\(value)".split(separator: ".", maxSplits: 1)
        let isNegative = parts[0].hasPrefix("-")
        let digits = Array(parts[0].drop { $0 == "-" })
        var whole = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, digits.count > 4, (digits.count - index) % 3 == 0 { whole += " " }
            whole.append(digit)
        }
        return (isNegative ? "−" : "") + whole + (parts.count == 2 ? "." + parts[1] : "")
    }
}
