import Glibc
import Logging

/// Writes log records as single lines on standard error: time in UTC, level, message, metadata sorted by name.
///
/// Messages never hold article bodies or secrets. Line breaks and control characters that come from outside are
/// escaped, so that nobody can forge a line.
struct LogLine: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var own = metadata
        if let provided = metadataProvider?.get() { own.merge(provided) { _, new in new } }
        if let given = event.metadata { own.merge(given) { _, new in new } }
        StandardError.line(LogLine.text(event.level, event.message.description, own, at: LogLine.now()))
    }

    static func text(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, at time: String) -> String {
        let name = level.rawValue.uppercased()
        var line = time + " " + name + String(repeating: " ", count: max(0, 8 - name.utf8.count)) + " "
        // Before characters are escaped, since a secret may hold some of these.
        append(SecretMask.masked(message), to: &line)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let text = SecretMask.masked(value.description)
            let needsQuotes = text.isEmpty || text.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
            line += " " + key + "="
            if needsQuotes { line += "\"" }
            append(text, to: &line, quoted: needsQuotes)
            if needsQuotes { line += "\"" }
        }
        return line
    }

    private static func append(_ text: String, to line: inout String, quoted: Bool = false) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\"" where quoted: line += "\\\""
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || scalar.value == 0x2028 || scalar.value == 0x2029:
                line += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: line.unicodeScalars.append(scalar)
            }
        }
    }

    private static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var parts = tm()
        gmtime_r(&time.tv_sec, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let milliseconds = String(time.tv_nsec / 1_000_000)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) + "."
            + String(repeating: "0", count: 3 - milliseconds.utf8.count) + milliseconds + "Z"
    }
}

extension Logger {
    /// The logger of a command: lines on standard error from the configured level on.
    public static func lines(_ label: String, level: Configuration.LogLevel) -> Logger {
        // The levels of the configuration are swift-log's own, by name.
        let level = Logger.Level(rawValue: level.rawValue) ?? .info
        return Logger(label: label) { _ in LogLine(logLevel: level) }
    }
}
