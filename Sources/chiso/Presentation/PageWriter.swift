import Glibc
import Pipeline
import Service

/// Writes articles as one page. An index of them comes first, so the articles wait in a file without a name, and memory
/// holds only their titles.
struct PageWriter {
    private let explains: Bool
    private let waiting: UnsafeMutablePointer<FILE>
    private var entries: [ArticlePage.Entry] = []

    /// - Throws: `CommandFailure` where no temporary file can be had.
    init(explains: Bool) throws(CommandFailure) {
        guard let file = tmpfile() else { throw PageWriter.failure() }
        waiting = file
        self.explains = explains
    }

    /// Adds an article.
    mutating func add(_ reading: ArticleReading, _ events: [EventView]) throws(CommandFailure) {
        let section = ArticleSection(reading, events, number: entries.count + 1)
        entries.append(section.entry)
        var html = section.html
        let isWritten = html.withUTF8 { fwrite($0.baseAddress, 1, $0.count, waiting) == $0.count }
        if !isWritten { throw PageWriter.failure() }
    }

    /// Writes the page, index first; nothing can be added after.
    func finish(to output: inout OutputFile) throws(CommandFailure) {
        defer { fclose(waiting) }
        output.write(ArticlePage.head(entries, explains: explains))
        rewind(waiting)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while !output.isClosed {
            let count = fread(&chunk, 1, chunk.count, waiting)
            if count == 0 { break }
            output.write(chunk[..<count])
        }
        if ferror(waiting) != 0 { throw PageWriter.failure() }
        output.write(ArticlePage.foot)
    }

    private static func failure() -> CommandFailure {
        CommandFailure(
            .unavailable,
            "the page's articles cannot wait in a temporary file: \(SystemError.text(errno)); make room in /tmp")
    }
}
