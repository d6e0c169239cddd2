import ArgumentParser
import Events
import Glibc
import Pipeline
import Service

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Read raw articles from files and print their indicator events; needs no Kafka.",
        discussion: """
            A .json file holds one raw message, .jsonl and standard input (-) one a line; .txt, .md and .html files \
            are bare bodies. A bad message costs one line on stderr, the others go on, and the exit code is 65.

            --explain says why. A ground is the rule that gave a field its value and the words, if any, it went by; \
            numbers that are no observation come with the reason. As a table, for a terminal: sentence by sentence \
            with the figures in brackets, and below each figure a line a field. As jsonl: a line a number in the order \
            of the text, either {"event": …, "grounds": {"value": {"rule": …, "cue": …}, …}} with the event as it is \
            published, or {"rejected": {…, "reason": …}}; schemas/README.md lists rules and reasons. As html: grounds \
            beside the fields, and rejected numbers marked faintly.

            The html page needs no network and runs no script. Its marks show their fields when pointed at, tapped or \
            reached with the Tab key; of several articles it has an index.

            Examples:
              chiso extract article.txt
              chiso extract --explain article.txt
              chiso extract --explain news.jsonl | jq -c 'select(.rejected)'
              chiso extract --format html --explain article.html >marked.html
              kcat -C -e -b HOST:PORT -t articles.raw | chiso extract - >events.jsonl
              chiso extract --set mapping.body=/data/content crawl.jsonl
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, table, html }

    @Argument(help: ArgumentHelp("Files, or - for JSON Lines on standard input.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: .shortAndLong,
        help: "How events are printed: jsonl, table or html; table on a terminal and jsonl elsewhere.")
    var format: Format?

    @Flag(help: "Tell the grounds of every field, and why numbers are no observation.")
    var explain = false

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        guard !files.isEmpty || isatty(STDIN_FILENO) == 0 else {
            throw CommandFailure(.usage, "name a file, or - for standard input; see chiso extract --help")
        }
        let configuration = try options.load()
        var printer = try EventPrinter(
            format: format ?? (Terminal.output.isTerminal ? .table : .jsonl), explains: explain, terminal: .output)
        var processor = try configuration.processor()
        var slot = OutputSlot()
        var rejected = 0
        let reject = { (origin: String, reason: String) in
            rejected += 1
            StandardError.line("\(origin): \(DisplayWidth.onOneLine(reason))")
        }
        try ArticleFiles(files.isEmpty ? ["-"] : files, limit: configuration.limits.articleBytes).forEach(
            { message in
                try message.withRawMessage { raw in
                    // Nothing is published, so the moment that a dead letter would carry is of no interest.
                    processor.process(raw, time: 0, into: &slot)
                    switch slot.fate {
                    case .deadLetter(_, let reason): reject(message.origin, "\(reason.message) (\(reason.error))")
                    case .events, .deletion, .pending:
                        try printer.print(slot) { try processor.read(raw, explains: explain) }
                    }
                }
                return !printer.isClosed
            }, rejected: reject)
        try printer.finish()
        if rejected > 0 { throw CommandFailure(.inputRejected, "") }
    }
}
