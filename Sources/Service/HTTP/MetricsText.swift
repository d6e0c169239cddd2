/// Writes metrics in Prometheus' text exposition format, version 0.0.4.
public struct MetricsText: Sendable {
    /// What a metric is to its reader.
    public enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// Names and values, in the order in which they are written.
    public typealias Labels = [(name: String, value: String)]

    /// The media type.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// What is written so far.
    public private(set) var text = ""
    private var name = ""

    /// Nothing yet.
    public init() {}

    /// Begins a metric; its samples follow.
    public mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        text += "# HELP \(name) "
        MetricsText.append(help, to: &text, quoted: false)
        text += "\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A sample of the metric that was begun.
    public mutating func sample(_ value: Double, _ labels: Labels = [], suffix: String = "") {
        text += name + suffix
        if !labels.isEmpty {
            text += "{"
            for (index, label) in labels.enumerated() {
                text += (index == 0 ? "" : ",") + label.name + "=\""
                MetricsText.append(label.value, to: &text, quoted: true)
                text += "\""
            }
            text += "}"
        }
        text += " " + MetricsText.number(value) + "\n"
    }

    /// A metric of one sample without labels.
    public mutating func write(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        begin(name, kind, help)
        sample(value)
    }

    /// The samples of one histogram of the metric that was begun.
    /// - Parameters:
    ///   - bounds: the upper bounds of the buckets, rising, in seconds.
    ///   - counts: observations in each bucket alone; one more than bounds, for those above all.
    ///   - sum: of all observations, in seconds.
    public mutating func histogram(bounds: [Double], counts: [UInt64], sum: Double, _ labels: Labels = []) {
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? MetricsText.number(bounds[index]) : "+Inf"
            sample(Double(total), labels + [("le", bound)], suffix: "_bucket")
        }
        sample(sum, labels, suffix: "_sum")
        sample(Double(total), labels, suffix: "_count")
    }

    /// Whole numbers without a fraction, others as short as they are exact.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    private static func append(_ value: String, to text: inout String, quoted: Bool) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\"" where quoted: text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
