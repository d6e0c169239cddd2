import Glibc
import Service

/// The lines of a stream, one at a time, with a bound on what one line may take of the memory.
struct LineReader: ~Copyable {
    /// A line without its line feed.
    enum Line: Equatable {
        case bytes([UInt8])
        /// A line past the bound, skipped; how many bytes it had.
        case tooLong(Int)
    }

    private let descriptor: Int32
    private let limit: Int
    private let name: String
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var available = 0..<0
    private var isAtEnd = false

    /// The lines of an open descriptor, which stays the caller's to close.
    /// - Parameters:
    ///   - limit: The most bytes of a line that is kept.
    ///   - name: For errors.
    init(descriptor: Int32, limit: Int, name: String) {
        self.descriptor = descriptor
        self.limit = limit
        self.name = name
    }

    /// The next line, or nil at the end. What follows the last line feed is a line only if there is something.
    mutating func next() throws(CommandFailure) -> Line? {
        var line: [UInt8] = []
        var length = 0
        while true {
            if available.isEmpty {
                try fill()
                if available.isEmpty { return length == 0 ? nil : finished(line, length) }
            }
            let end = chunk[available].firstIndex(of: UInt8(ascii: "\n"))
            let part = available.lowerBound..<(end ?? available.upperBound)
            if length + part.count <= limit { line.append(contentsOf: chunk[part]) } else { line = [] }
            length += part.count
            available = part.upperBound + (end == nil ? 0 : 1)..<available.upperBound
            if end != nil { return finished(line, length) }
        }
    }

    private func finished(_ line: [UInt8], _ length: Int) -> Line { length > limit ? .tooLong(length) : .bytes(line) }

    private mutating func fill() throws(CommandFailure) {
        guard !isAtEnd else { return }
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.unavailable, "cannot read `\(name)`: \(SystemError.text(errno))")
            }
            isAtEnd = count == 0
            available = 0..<count
            return
        }
    }
}
