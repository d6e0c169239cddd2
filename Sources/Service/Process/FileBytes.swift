import Glibc

/// Reads whole files, up to a bound.
public enum FileBytes {
    /// A file that could not be read.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// The file as it was named.
        public let path: String
        /// Why, without the path.
        public let reason: String
        /// One line: the path and the reason.
        public var description: String { "`\(path)`: \(reason)" }
    }

    /// A file's bytes.
    /// - Parameters:
    ///   - path: The file, or `-` for standard input.
    ///   - limit: The most bytes it may have.
    public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, reason: SystemError.text(errno)) }
        defer { if descriptor != STDIN_FILENO { _ = close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(path: path, reason: SystemError.text(errno)) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else {
                throw Failure(path: path, reason: "has more than the \(limit) bytes allowed")
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}

/// The system's words for its error numbers.
public enum SystemError {
    /// `No such file or directory`; glibc keeps the text in thread-local storage.
    public static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
