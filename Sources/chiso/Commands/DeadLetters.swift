import ArgumentParser
import Article
import Events
import Foundation
import Service

struct DeadLetters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "List, show and requeue what could not be processed or published.",
        discussion: """
            The dead-letter topic is read from its start to where it ended when the command began, without a consumer \
            group; nothing is ever committed or deleted there, since a topic is a log. With many partitions letters \
            come in the order of each partition.

            Examples:
              chiso dead-letters list --config chiso.yaml
              chiso dead-letters list --totals --since '2h ago'
              chiso dead-letters show --partition 0 --offset 17
              chiso dead-letters requeue --reason limit_bytes --dry-run
            """,
        subcommands: [DeadLettersList.self, DeadLettersShow.self, DeadLettersRequeue.self])
}

/// Which letters are meant.
struct LetterOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Only letters of this reason (dlq-error); repeatable.", valueName: "code"))
    var reason: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only letters of this stage; repeatable.", valueName: "stage"))
    var stage: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only what failed then or later: RFC 3339, or as in '2h ago' (s, m, h, d).", valueName: "time"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("Only what failed before.", valueName: "time"))
    var until: String?

    @Option(name: .long, help: ArgumentHelp("Only letters of this article; repeatable.", valueName: "id"))
    var id: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only this partition of the dead-letter topic.", valueName: "number"))
    var partition: Int32?

    @Option(name: .long, help: ArgumentHelp("Only the letter at this offset of --partition.", valueName: "number"))
    var offset: Int64?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Leave out what stands before these offsets of the dead-letter topic, as an earlier requeue has told them.",
            valueName: "partition:offset,…"))
    var after: String?

    @Option(name: .long, help: ArgumentHelp("Stop after so many letters.", valueName: "count"))
    var limit: Int?

    @OptionGroup var kafka: KafkaOptions

    func validate() throws {
        if offset != nil && partition == nil { throw ValidationError("--offset needs --partition") }
        if (offset ?? 0) < 0 || (partition ?? 0) < 0 {
            throw ValidationError("--partition and --offset are 0 or more")
        }
        if let limit, limit < 1 { throw ValidationError("--limit needs 1 or more") }
        _ = try filter(now: 0)
        _ = try starts()
    }

    /// - Parameter now: in milliseconds since 1970.
    func filter(now: Int64 = Int64(Date().timeIntervalSince1970 * 1000)) throws -> DeadLetterFilter {
        var filter = DeadLetterFilter()
        filter.errors = Set(reason)
        filter.stages = Set(stage)
        filter.ids = Set(id)
        filter.since = try moment(since, "--since", now)
        filter.until = try moment(until, "--until", now)
        return filter
    }

    private func moment(_ text: String?, _ flag: String, _ now: Int64) throws -> Int64? {
        guard let text else { return nil }
        guard let moment = Moment.past(text, now: now) else {
            throw ValidationError("\(flag) needs a time such as 2026-01-31T08:00:00+07:00 or '2h ago', not `\(text)`")
        }
        return moment
    }

    /// Where to begin, by partition.
    func starts() throws -> [Int32: Int64] {
        var starts: [Int32: Int64] = [:]
        for part in after?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            let numbers = part.split(separator: ":", omittingEmptySubsequences: false)
            guard numbers.count == 2, let partition = Int32(numbers[0]), let offset = Int64(numbers[1]),
                partition >= 0, offset >= 0
            else { throw ValidationError("--after needs partition:offset, as in 0:120,1:87, not `\(part)`") }
            starts[partition] = offset
        }
        return starts
    }

    /// What there is to read now.
    func span(_ reader: LetterReader) throws -> LetterReader.Span {
        try reader.span(partition: partition, offset: offset, after: try starts())
    }
}
