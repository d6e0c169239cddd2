import Events
import Pipeline
import Service

/// Prints the events of article after article in one of the formats, with the reasons where they are wanted.
struct EventPrinter: ~Copyable {
    private let format: Extract.Format
    private let explains: Bool
    private let terminal: Terminal
    private var output = OutputFile()
    private var table = EventTable()
    private var page: PageWriter?

    /// Rows after which a table is printed and a new one begun, so that its memory stays bounded.
    private static let rowsOfTable = 1_000

    init(format: Extract.Format, explains: Bool, terminal: Terminal) throws(CommandFailure) {
        self.format = format
        self.explains = explains
        self.terminal = terminal
        if format == .html { page = try PageWriter(explains: explains) }
    }

    /// Whether nobody reads any more.
    var isClosed: Bool { output.isClosed }

    /// Prints an article's events.
    /// - Parameter reading: The article itself, asked for where the format shows it.
    mutating func print(_ slot: borrowing OutputSlot, reading: () throws -> Reading) throws {
        let records = slot.records
        let events = records.records.lazy.filter { $0.destination == .events }.map { records.bytes[$0.value] }
        if explains || format == .html {
            guard case .article(let reading) = try reading() else { return }
            try show(reading, Array(events))
        } else if format == .jsonl {
            for event in events { line(event) }
        } else {
            for event in events { table.add(try EventView(json: event)) }
            if table.count >= EventPrinter.rowsOfTable { flushTable() }
        }
        // What comes in slowly shall be seen at once.
        if terminal.isTerminal, format == .jsonl || explains { output.flush() }
    }

    private mutating func show(_ reading: ArticleReading, _ events: [ArraySlice<UInt8>]) throws {
        switch format {
        case .jsonl: try ExplanationLines(reading).forEach(events: events) { line($0) }
        case .table:
            let views = try events.map { try EventView(json: $0) }
            for line in ExplanationText(reading, views, for: terminal).lines { output.write(line + "\n") }
        case .html: try page?.add(reading, try events.map { try EventView(json: $0) })
        }
    }

    private mutating func line(_ bytes: some Collection<UInt8>) {
        output.write(bytes)
        output.write([UInt8(ascii: "\n")])
    }

    /// Prints what is left.
    mutating func finish() throws(CommandFailure) {
        if table.count > 0 { flushTable() }
        try page?.finish(to: &output)
        output.flush()
        if let failure = output.failure { throw CommandFailure(.unavailable, "cannot write the output: \(failure)") }
    }

    private mutating func flushTable() {
        for line in table.lines(for: terminal) { output.write(line + "\n") }
        table = EventTable()
    }
}
