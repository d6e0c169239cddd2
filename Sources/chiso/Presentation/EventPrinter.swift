import Events
import Pipeline
import Service

/// Prints the events of article after article in one of the formats.
struct EventPrinter: ~Copyable {
    private let format: Extract.Format
    private let terminal: Terminal
    private var output = OutputFile()
    private var table = EventTable()
    private var hasStarted = false

    /// Rows after which a table is printed and a new one begun, so that its memory stays bounded.
    private static let rowsOfTable = 1_000

    init(format: Extract.Format, terminal: Terminal) {
        self.format = format
        self.terminal = terminal
    }

    /// Whether nobody reads any more.
    var isClosed: Bool { output.isClosed }

    /// Prints an article's events.
    /// - Parameter reading: The article itself, asked for where the format shows it.
    mutating func print(_ slot: borrowing OutputSlot, reading: () throws -> Reading) throws {
        let records = slot.records
        let events = records.records.lazy.filter { $0.destination == .events }.map { records.bytes[$0.value] }
        switch format {
        case .jsonl:
            for event in events {
                output.write(event)
                output.write([UInt8(ascii: "\n")])
            }
            // What comes in slowly shall be seen at once.
            if terminal.isTerminal { output.flush() }
        case .table:
            for event in events { table.add(try EventView(json: event)) }
            if table.count >= EventPrinter.rowsOfTable { flushTable() }
        case .html:
            if !hasStarted { output.write(ArticlePage.head) }
            guard case .article(let reading) = try reading(), let article = reading.context.article else { return }
            output.write(ArticlePage.section(article, reading.document, try events.map { try EventView(json: $0) }))
        }
        hasStarted = true
    }

    /// Prints what is left.
    mutating func finish() throws(CommandFailure) {
        if format == .table, table.count > 0 { flushTable() }
        if format == .html { output.write((hasStarted ? "" : ArticlePage.head) + ArticlePage.foot) }
        output.flush()
        if let failure = output.failure { throw CommandFailure(.unavailable, "cannot write the output: \(failure)") }
    }

    private mutating func flushTable() {
        for line in table.lines(for: terminal) { output.write(line + "\n") }
        table = EventTable()
    }
}
