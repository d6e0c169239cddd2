import ArgumentParser
import Events
import Glibc
import Kafka
import Service

struct DeadLettersRequeue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: "Put the records of dead letters back on the raw topic, as they were.",
        discussion: """
            Key, bytes, headers and timestamp are the original's; one header, dlq-attempt, is added, from which the \
            worker counts on. Ends when the brokers have acknowledged every record. Letters that were cut to fit \
            (dlq-truncated), that have failed --max-attempts times or that no worker wrote stay where they are: they \
            are counted, and the exit code is 65.

            Letters are not deleted, since a topic is a log. How to know what was requeued: the last line names the \
            offsets up to which letters were looked at, to be given to --after the next time; and a letter that \
            failed again has a successor with the same source headers or id and a greater attempt. Requeuing twice is \
            harmless: the same article gives the same event ids, which readers take once.

            Without --yes it asks first, on a terminal.

            Examples:
              chiso dead-letters requeue --reason limit_bytes --dry-run
              chiso dead-letters requeue --reason limit_bytes --since '1d ago' --yes
              chiso dead-letters requeue --after 0:120,1:87 --yes
              chiso dead-letters requeue --id vi-123 --to articles.retry --yes
            """)

    @Option(name: .long, help: ArgumentHelp("The topic to put them on (topics.raw).", valueName: "topic"))
    var to: String?

    @Flag(name: .long, help: "Tell how many it would be, with a sample; write nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Option(name: .long, help: ArgumentHelp("Leave letters that failed so often.", valueName: "count"))
    var maxAttempts = 5

    @OptionGroup var options: LetterOptions

    /// Rows of a dry run.
    private static let sample = 10

    func validate() throws {
        guard (1...1_000_000).contains(maxAttempts) else { throw ValidationError("--max-attempts needs 1 or more") }
    }

    /// What a look at all letters has shown.
    private struct Plan {
        var matching = 0
        var refused: [Requeue.Refusal: Int] = [:]
        var count: Int { matching - refused.values.reduce(0, +) }
    }

    func run() throws {
        let configuration = try options.kafka.load(to.map { [("topics.raw", $0, "--to")] } ?? [])
        let (source, target) = (configuration.topics.deadLetter, configuration.topics.raw)
        guard source != target else {
            throw CommandFailure(.usage, "--to needs another topic than \(source), where the letters are")
        }
        guard dryRun || yes || isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(.usage, "say --yes to requeue, or --dry-run to see what it would be")
        }
        let reader = LetterReader(configuration.client, topic: source)
        let span = try options.span(reader)
        var output = OutputFile()
        let plan = try look(reader, span, &output)
        for (refusal, count) in plan.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            StandardError.line("not requeued: \(count), \(refusal.explanation)")
        }
        if dryRun {
            output.write("would requeue \(plan.count) of \(plan.matching) letters to \(target)\n")
            output.flush()
        } else if plan.count > 0 {
            guard yes || agreed(plan.count, target) else {
                StandardError.line("nothing was requeued")
                return
            }
            try send(reader, span, configuration, plan.count)
            // A limit may have left letters out, and a filter may yet be wanted otherwise: so only a whole look counts.
            if options.limit == nil, options.offset == nil {
                StandardError.line("looked at all before --after \(ends(span))")
            }
        } else {
            StandardError.line("nothing to requeue among \(plan.matching) letters")
        }
        if plan.count < plan.matching { throw CommandFailure(.inputRejected, "") }
    }

    /// Counts, and prints a sample for a dry run.
    private func look(_ reader: LetterReader, _ span: LetterReader.Span, _ output: inout OutputFile) throws -> Plan {
        let filter = try options.filter()
        var plan = Plan()
        var rows = LetterTable()
        var progress = Progress("looked at", "offsets", of: span.values.reduce(0) { $0 + $1.count }, on: .error)
        var passed = 0
        let note = { (count: Int) in
            passed = count
            progress.update(count)
        }
        try reader.forEach(span, progress: note) { letter in
            guard filter.matches(letter.details, key: letter.key) else { return true }
            plan.matching += 1
            if let refusal = Requeue.refusal(letter.details, maximumAttempts: maxAttempts) {
                plan.refused[refusal, default: 0] += 1
            } else if dryRun, rows.count < Self.sample {
                rows.add(letter)
            }
            return plan.matching < options.limit ?? .max
        }
        if Terminal.error.isTerminal { progress.finish(passed) }
        if rows.count > 0 { for line in rows.lines(for: .output) { output.write(line + "\n") } }
        return plan
    }

    /// Sends what `look` has counted: the same letters, since the end is fixed.
    private func send(
        _ reader: LetterReader, _ span: LetterReader.Span, _ configuration: Configuration, _ count: Int
    ) throws {
        let filter = try options.filter()
        var publisher = try LetterPublisher(configuration, topic: configuration.topics.raw)
        var progress = Progress("requeued", "letters", of: count, on: .error)
        var matching = 0
        try reader.forEach(span) { letter in
            guard filter.matches(letter.details, key: letter.key) else { return true }
            matching += 1
            if Requeue.refusal(letter.details, maximumAttempts: maxAttempts) == nil { try publisher.publish(letter) }
            progress.update(publisher.acknowledged)
            return matching < options.limit ?? .max && !publisher.isHopeless
        }
        try publisher.finish { progress.update($0) }
        progress.finish(publisher.acknowledged)
    }

    private func agreed(_ count: Int, _ target: String) -> Bool {
        StandardError.write("requeue \(count) letter\(count == 1 ? "" : "s") to \(target)? [y/N] ")
        return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }

    private func ends(_ span: LetterReader.Span) -> String {
        span.sorted { $0.key < $1.key }.map { "\($0.key.partition):\($0.value.upperBound)" }.joined(separator: ",")
    }
}

extension Requeue.Refusal {
    /// Why, behind how many.
    fileprivate var explanation: String {
        switch self {
        case .truncated: "cut to fit the topic (dlq-truncated): fetch the articles anew"
        case .attempts: "failed as often as --max-attempts allows"
        case .foreign: "not written by a worker: headers that say where it came from are missing"
        }
    }
}
