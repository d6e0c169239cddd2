import Catalogue
import Observation

/// The identity of a time series, readable: what, in which unit, where, of whom, observed or planned, compared with
/// what. Figures of the same series can be laid side by side.
enum SeriesID {
    /// Appends `code|unit|measure|area|organization|class`, and for a change or multiple `|comparison`.
    ///
    /// The area carries its map after an `@` (`Lào Cai@until-2025-06`). `\` and `|` within a part are written `\\`
    /// and `\|`.
    static func append(_ observation: Observation, _ enrichment: Enrichment, to bytes: inout [UInt8]) {
        if let code = enrichment.indicatorCode {
            appendPart(code, to: &bytes)
        } else {
            appendLabel(observation.indicator, to: &bytes)
        }
        bytes.append(UInt8(ascii: "|"))
        appendPart(observation.unit, to: &bytes)
        bytes.append(UInt8(ascii: "|"))
        appendPart(observation.measure.rawValue, to: &bytes)
        bytes.append(UInt8(ascii: "|"))
        appendPart(observation.area, to: &bytes)
        if let vintage = enrichment.areaVintage {
            bytes.append(UInt8(ascii: "@"))
            appendPart(vintage.rawValue, to: &bytes)
        }
        bytes.append(UInt8(ascii: "|"))
        if let organization = observation.organization { appendPart(organization, to: &bytes) }
        switch observation.status {
        case .actual, .estimate: bytes.append(literal: "|observed")
        case .target: bytes.append(literal: "|target")
        case .forecast: bytes.append(literal: "|forecast")
        }
        if observation.measure != .level {
            bytes.append(UInt8(ascii: "|"))
            bytes.append(literal: comparison(observation))
        }
    }

    /// What a change is compared with: the same stretch a year earlier, the stretch just before, a target, or
    /// something else or unsaid. A year against the year before is `yoy`.
    static func comparison(_ observation: Observation) -> StaticString {
        switch observation.baseline {
        case .target: return "target"
        case .period(let baseline):
            guard let period = observation.period else { return "other" }
            let lastYear = period.yearsBack(1)
            if baseline.firstDay == lastYear.firstDay, baseline.lastDay == lastYear.lastDay { return "yoy" }
            return baseline.lastDay.adding(days: 1) == period.firstDay ? "previous" : "other"
        case nil: return "other"
        }
    }

    private static func appendPart(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
    }

    /// A label in lower case, white space at its ends gone and within it single.
    private static func appendLabel(_ label: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        var isGap = false
        for scalar in label.unicodeScalars {
            if scalar.properties.isWhitespace {
                isGap = bytes.count > start
                continue
            }
            if isGap { bytes.append(UInt8(ascii: " ")) }
            isGap = false
            if scalar.value < 0x80 {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append((0x41...0x5a).contains(byte) ? byte | 0x20 : byte)
            } else {
                appendLowercased(scalar, to: &bytes)
            }
        }
    }

    /// The letters of Vietnamese and its neighbours by arithmetic, without allocating; other scripts by the Unicode
    /// tables.
    private static func appendLowercased(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let lower: UInt32
        switch scalar.value {
        case 0xd7, 0xdf...0xff: lower = scalar.value
        case 0xc0...0xde: lower = scalar.value + 0x20
        case 0x100...0x12f, 0x132...0x137, 0x14a...0x177: lower = scalar.value | 1
        case 0x1a0, 0x1af: lower = scalar.value + 1
        case 0x1e00...0x1e95, 0x1ea0...0x1eff: lower = scalar.value | 1
        default:
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            return
        }
        bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(lower) ?? scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
