import Foundation

/// A lexicon as a person edits it: tab-separated lines, `#` comments, the first column a phrase.
struct LexiconFile {
    /// The columns of each line.
    let rows: [[String]]

    /// Reads `name.tsv` of a directory.
    init(_ name: String, in directory: URL) throws(LexiconError) {
        let url = directory.appendingPathComponent("\(name).tsv")
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw LexiconError(file: url.path, line: 0, reason: "cannot be read")
        }
        var rows: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) where !line.hasPrefix("#") {
            rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
        }
        self.rows = rows
    }
}

/// A lexicon that cannot be used, and where it is wrong.
public struct LexiconError: Error, Sendable, CustomStringConvertible {
    public let file: String
    /// Counts data lines from 1; 0 is the file as a whole.
    public let line: Int
    public let reason: String

    public var description: String { line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)" }
}
