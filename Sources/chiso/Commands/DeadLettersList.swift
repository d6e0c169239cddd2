import ArgumentParser
import Service

struct DeadLettersList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List dead letters, a row each.",
        discussion: """
            A table on a terminal, of 1,000 rows unless --limit says otherwise; JSON Lines in a pipe. place is where the letter stands in the dead-letter topic \
            (see chiso dead-letters show), source where its record stood. --since and --until ask when it failed; \
            brokers cannot look that up, since a letter keeps its record's timestamp, so all letters are read.

            Examples:
              chiso dead-letters list --since '1d ago'
              chiso dead-letters list --stage publish --reason message_too_large --limit 20
              chiso dead-letters list --id vi-123 | jq .message
              chiso dead-letters list --totals
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, jsonl }

    @Option(name: .shortAndLong, help: "table or jsonl; table on a terminal and jsonl elsewhere.")
    var format: Format?

    @Flag(help: "Only tell how many letters there are of each stage and reason.")
    var totals = false

    @OptionGroup var options: LetterOptions

    private static let mostRows = 1000

    func run() throws {
        let configuration = try options.kafka.load()
        let reader = LetterReader(configuration.client, topic: configuration.topics.deadLetter)
        let filter = try options.filter()
        let span = try options.span(reader)
        let isTable = (format ?? (Terminal.output.isTerminal ? .table : .jsonl)) == .table
        var output = OutputFile()
        defer { output.flush() }
        var rows = LetterTable()
        var counts = LetterTotals()
        var count = 0
        // A table is laid out when all its rows are known, so it must be bounded.
        let limit = options.limit ?? (isTable && !totals ? Self.mostRows : .max)
        try reader.forEach(span) { letter in
            guard filter.matches(letter.details, key: letter.key) else { return true }
            count += 1
            switch (totals, isTable) {
            case (true, _): counts.add(letter.details)
            case (_, true): rows.add(letter)
            case (_, false): output.write(try LetterLine(letter).json() + [UInt8(ascii: "\n")])
            }
            return !output.isClosed && count < limit
        }
        if totals {
            for line in try isTable ? counts.table(for: .output) : counts.lines() { output.write(line + "\n") }
        } else if isTable, count > 0 {
            for line in rows.lines(for: .output) { output.write(line + "\n") }
        }
        output.flush()
        if isTable, options.limit == nil, count == limit {
            StandardError.line("the first \(count) dead letters; --limit shows more, --totals counts all")
        } else if isTable {
            StandardError.line("\(count) dead letter\(count == 1 ? "" : "s") in \(configuration.topics.deadLetter)")
        }
    }
}
