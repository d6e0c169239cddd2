/// Says on standard error how far a long command has come, at what rate, and how long it will take.
///
/// On a terminal one line is rewritten some times a second; elsewhere a line is added every few seconds, so that a log
/// shows life without filling up.
public struct Progress {
    private let verb: String
    private let noun: String
    private let total: Int?
    private let terminal: Terminal
    private let start: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant
    private let clock = ContinuousClock()

    /// - Parameters:
    ///   - verb: What happens: `published`.
    ///   - noun: To what: `articles`.
    ///   - total: How many there will be, where known.
    public init(_ verb: String, _ noun: String, of total: Int? = nil, on terminal: Terminal) {
        self.verb = verb
        self.noun = noun
        self.total = total
        self.terminal = terminal
        start = clock.now
        lastShown = start
    }

    /// Shows the count, if it is time to.
    public mutating func update(_ count: Int) {
        let now = clock.now
        guard lastShown.duration(to: now) >= (terminal.isTerminal ? .milliseconds(100) : .seconds(5)) else { return }
        lastShown = now
        let line = text(count, after: start.duration(to: now))
        StandardError.write(
            terminal.isTerminal ? "\r\u{1B}[K" + DisplayWidth.cut(line, to: terminal.width) : line + "\n")
    }

    /// Shows the last count and leaves the line.
    public mutating func finish(_ count: Int) {
        let line = text(count, after: start.duration(to: clock.now), isDone: true)
        StandardError.write((terminal.isTerminal ? "\r\u{1B}[K" : "") + line + "\n")
    }

    func text(_ count: Int, after time: Duration, isDone: Bool = false) -> String {
        let seconds = max(0.001, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
        let rate = Double(count) / seconds
        var line = "\(verb) \(count)"
        if let total, !isDone { line += " of \(total)" }
        line += " \(noun)"
        if count > 0 { line += ", \(Progress.figure(rate))/s" }
        if isDone { return line + ", \(Progress.figure(seconds)) s" }
        if let total, count > 0, count < total {
            line += ", \(Progress.clockTime(Int((Double(total - count) / rate).rounded(.up)))) left"
        }
        return line
    }

    private static func figure(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String(Double(Int((value * 10).rounded())) / 10)
    }

    private static func clockTime(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
