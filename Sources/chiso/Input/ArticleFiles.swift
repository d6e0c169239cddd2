import Article
import Glibc
import Service

/// A raw message from a file.
struct InputMessage {
    /// `file` or `file:line`.
    let origin: String
    let value: [UInt8]
    /// For a bare body: its markup and the id it goes by, which is the file's name without its ending.
    var bare: (contentType: RawArticle.ContentType, id: String)?
}

/// Reads raw messages from files and standard input: `.json` holds one, `.jsonl` and `-` one a line, `.txt`, `.md`
/// and `.html` a bare body.
struct ArticleFiles {
    private let paths: [String]
    private let limit: Int

    /// - Parameters:
    ///   - paths: Files in the order they are read; `-` is standard input.
    ///   - limit: The most bytes of a message: `limits.article_bytes`.
    init(_ paths: [String], limit: Int) {
        self.paths = paths
        self.limit = limit
    }

    /// Hands every message on, in order, and what could not be read as one with its reason.
    /// - Parameter take: Returns false when no more is wanted.
    func forEach(
        _ take: (InputMessage) throws -> Bool, rejected: (_ origin: String, _ reason: String) -> Void
    ) throws {
        for path in paths {
            do {
                guard try read(path, take, rejected) else { return }
            } catch let failure as FileBytes.Failure {
                rejected(path, failure.reason)
            }
        }
    }

    /// The endings of files that can be read, as help and errors name them.
    static let endings = ".json, .jsonl, .txt, .md or .html"

    private func read(
        _ path: String, _ take: (InputMessage) throws -> Bool, _ rejected: (String, String) -> Void
    ) throws -> Bool {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        let bare: RawArticle.ContentType? =
            switch ending {
            case "txt": .plain
            case "md", "markdown": .markdown
            case "html", "htm": .html
            default: nil
            }
        if let bare {
            let id = parts.dropLast().joined(separator: ".")
            return try take(InputMessage(origin: path, value: try whole(path), bare: (bare, id.isEmpty ? file : id)))
        }
        switch ending {
        case "jsonl", "ndjson": return try lines(path, take, rejected)
        case _ where path == "-": return try lines(path, take, rejected)
        case "json": return try take(InputMessage(origin: path, value: try whole(path)))
        default:
            rejected(path, "cannot tell what is in it; name it \(ArticleFiles.endings)")
            return true
        }
    }

    private func whole(_ path: String) throws(FileBytes.Failure) -> [UInt8] {
        try FileBytes.read(path, limit: limit)
    }

    private func lines(
        _ path: String, _ take: (InputMessage) throws -> Bool, _ rejected: (String, String) -> Void
    ) throws -> Bool {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            rejected(path, SystemError.text(errno))
            return true
        }
        defer { if path != "-" { _ = close(descriptor) } }
        var reader = LineReader(descriptor: descriptor, limit: limit, name: path)
        var number = 0
        while let line = try reader.next() {
            number += 1
            switch line {
            case .bytes(let bytes):
                guard try take(InputMessage(origin: "\(path):\(number)", value: bytes)) else { return false }
            case .tooLong(let count):
                rejected("\(path):\(number)", "the message has \(count) bytes; limits.article_bytes is \(limit)")
            }
        }
        return true
    }
}
