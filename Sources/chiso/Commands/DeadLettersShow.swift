import ArgumentParser
import Events
import Service

struct DeadLettersShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one dead letter whole: its reason, its headers and its bytes.",
        discussion: """
            Where several letters are meant, the one that failed last is shown. Control characters and bytes that are \
            no UTF-8 are escaped; --raw writes the value's bytes as they are and nothing else.

            Examples:
              chiso dead-letters show --partition 0 --offset 17
              chiso dead-letters show --id vi-123
              chiso dead-letters show --id vi-123 --raw | chiso extract -
            """)

    @Flag(help: "Write exactly the bytes of the original value.")
    var raw = false

    @OptionGroup var options: LetterOptions

    func run() throws {
        let configuration = try options.kafka.load()
        let reader = LetterReader(configuration.client, topic: configuration.topics.deadLetter)
        let filter = try options.filter()
        var found: Letter?
        var count = 0
        try reader.forEach(try options.span(reader)) { letter in
            guard filter.matches(letter.details, key: letter.key) else { return true }
            count += 1
            if found.map({ $0.details.time ?? 0 <= letter.details.time ?? 0 }) ?? true { found = letter }
            return count < options.limit ?? .max
        }
        guard let found else {
            throw CommandFailure(
                .unavailable, "no such letter in \(configuration.topics.deadLetter); chiso dead-letters list shows them"
            )
        }
        if count > 1 { StandardError.line("\(count) letters are meant; this is the last that failed") }
        var output = OutputFile()
        defer { output.flush() }
        if raw {
            if let value = found.value {
                output.write(value)
            } else {
                StandardError.line("the value is null: a deletion")
            }
        } else {
            for line in LetterPage(found, terminal: .output).lines { output.write(line + "\n") }
        }
    }
}
