/// Who was put in and what came out, as a value: every raw record must have exactly one fate, whole, in order, and
/// nothing else may be there.
struct ConservationLedger: Sendable {
    /// Something published, whatever publishes it: what it is called, and all of what it holds.
    struct Item: Hashable, Sendable {
        let stream: ChaosPlan.Stream
        /// What it is: two items of one name are versions of the same thing.
        let name: String
        /// Key, value, headers and partition, as far as they must be right.
        let content: [UInt8]
    }

    /// A raw record in the log.
    struct Entry: Sendable {
        let partition: Int32
        let offset: Int64
        /// The article whose versions are in order with this one; nil where no order is promised.
        let orderedArticle: String?
        /// In the order they are published.
        let items: [Item]

        var place: String { "\(partition)/\(offset)" }
    }

    /// An item as it was found in an output topic.
    struct Finding: Sendable {
        let item: Item
        let partition: Int32
        let offset: Int64
    }

    /// What is wrong, each by its name; and what is allowed, counted.
    struct Verdict: Sendable, Equatable {
        var missing: [String] = []
        /// Something expected, with wrong content.
        var altered: [String] = []
        var invented: [String] = []
        /// More often than it was put in, with the same bytes.
        var doubled: [String: Int] = [:]
        /// An article's output that first appeared before that of an earlier version.
        var misordered: [String] = []
        /// Partitions whose committed offset is not their end.
        var offsets: [String] = []

        var duplicates: Int { doubled.values.reduce(0, +) }

        func isClean(allowingDuplicates: Bool) -> Bool {
            missing.isEmpty && altered.isEmpty && invented.isEmpty && misordered.isEmpty && offsets.isEmpty
                && (allowingDuplicates || doubled.isEmpty)
        }
    }

    private let entries: [Entry]
    private var expected: [Item: Int] = [:]
    private var names: Set<String> = []

    /// - Parameter entries: everything in the raw topic.
    init(_ entries: [Entry]) {
        self.entries = entries.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
        for item in entries.flatMap(\.items) {
            expected[item, default: 0] += 1
            names.insert(Self.name(item))
        }
    }

    /// - Parameters:
    ///   - findings: everything in the output topics.
    ///   - committed: the group's offsets.
    ///   - ends: of the raw topic's partitions.
    func judge(_ findings: [Finding], committed: [Int32: Int64], ends: [Int32: Int64]) -> Verdict {
        var verdict = Verdict()
        var found: [Item: Int] = [:]
        for finding in findings {
            found[finding.item, default: 0] += 1
            guard expected[finding.item] == nil else { continue }
            let name = "\(Self.name(finding.item)) at \(finding.partition)/\(finding.offset)"
            if names.contains(Self.name(finding.item)) {
                verdict.altered.append(name)
            } else {
                verdict.invented.append(name)
            }
        }
        for (item, count) in expected {
            let difference = found[item, default: 0] - count
            if difference < 0 { verdict.missing.append(Self.name(item)) }
            if difference > 0 { verdict.doubled[Self.name(item), default: 0] += difference }
        }
        verdict.misordered = misordered(findings)
        for (partition, end) in ends where committed[partition] ?? 0 != end {
            verdict.offsets.append(
                "partition \(partition) ends at \(end), committed \(committed[partition].map(String.init) ?? "nothing")"
            )
        }
        verdict.missing.sort()
        verdict.altered.sort()
        verdict.invented.sort()
        verdict.offsets.sort()
        return verdict
    }

    /// First appearances must be in the order of the raw topic, by article and topic.
    private func misordered(_ findings: [Finding]) -> [String] {
        var first: [Item: Int64] = [:]
        for finding in findings { first[finding.item] = min(first[finding.item] ?? .max, finding.offset) }
        var last: [String: Int64] = [:]
        var seen: Set<Item> = []
        var result: [String] = []
        for entry in entries {
            guard let article = entry.orderedArticle else { continue }
            for item in entry.items where item.stream != .deadLetters && seen.insert(item).inserted {
                guard let offset = first[item] else { continue }
                let line = "\(item.stream) \(article)"
                if let before = last[line], before > offset { result.append("\(Self.name(item)) of \(entry.place)") }
                last[line] = max(last[line] ?? offset, offset)
            }
        }
        return result
    }

    private static func name(_ item: Item) -> String { "\(item.stream) \(item.name)" }
}

extension ConservationLedger.Verdict: CustomStringConvertible {
    /// Some lines for a person: each fault with how many there are and the first few names.
    var description: String {
        let faults: [(String, [String])] = [
            ("missing", missing), ("altered", altered), ("invented", invented), ("misordered", misordered),
            ("offsets", offsets), ("doubled", doubled.keys.sorted()),
        ]
        return faults.filter { !$0.1.isEmpty }.map { name, list in
            "\(name) \(list.count): \(list.prefix(8).joined(separator: ", "))"
        }.joined(separator: "\n")
    }
}
