/// Lets a message through so many times a period and counts the rest, as a value.
///
/// A period begins with the first line of a message. What was left out in it is told when it is over, in one line.
struct LogLimiter: Sendable {
    /// A message of which lines were left out.
    struct Omission: Sendable, Equatable {
        let key: String
        let count: Int
    }

    private struct Entry: Sendable {
        var began: ContinuousClock.Instant
        var passed = 0
        var omitted = 0
    }

    let limit: Int
    let period: Duration
    private var entries: [String: Entry] = [:]
    /// Messages come from code and are few; what librdkafka says has its facility for a key.
    private static let mostKeys = 500

    init(limit: Int = 10, period: Duration = .seconds(60)) {
        self.limit = limit
        self.period = period
    }

    /// Whether a line may pass. Take what is `due` before.
    mutating func admit(_ key: String, at now: ContinuousClock.Instant) -> Bool {
        let key = entries[key] == nil && entries.count >= Self.mostKeys ? "" : key
        var entry = entries[key] ?? Entry(began: now)
        defer { entries[key] = entry }
        guard entry.passed < limit else {
            entry.omitted += 1
            return false
        }
        entry.passed += 1
        return true
    }

    /// Ends the periods that are over.
    /// - Parameter all: whether to end the others too.
    /// - Returns: what was left out in them, sorted by key.
    mutating func due(at now: ContinuousClock.Instant, all: Bool = false) -> [Omission] {
        var omissions: [Omission] = []
        for (key, entry) in entries where all || now - entry.began >= period {
            if entry.omitted > 0 { omissions.append(Omission(key: key, count: entry.omitted)) }
            entries[key] = nil
        }
        return omissions.sorted { $0.key < $1.key }
    }
}
