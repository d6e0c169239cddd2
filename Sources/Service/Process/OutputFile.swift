import Glibc

/// Buffered bytes to a file descriptor.
///
/// When the reader goes away (`| head -1`) it stops quietly and says so, instead of ending the process by a signal;
/// `ignoreBrokenPipes()` must have been called. What is not flushed is lost, so flush before exiting.
public struct OutputFile: ~Copyable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Whether the reader has gone or the disk refused: nothing more needs to be produced.
    public private(set) var isClosed = false
    /// Why writing ended, where it was anything but a reader that left.
    public private(set) var failure: String?

    private static let capacity = 1 << 16

    /// Writes to standard output, or another open descriptor, which it does not close.
    public init(descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
        buffer.reserveCapacity(OutputFile.capacity)
    }

    /// Appends bytes.
    public mutating func write(_ bytes: some Collection<UInt8>) {
        guard !isClosed else { return }
        buffer.append(contentsOf: bytes)
        if buffer.count >= OutputFile.capacity { flush() }
    }

    /// Appends a text as UTF-8.
    public mutating func write(_ text: String) { write(text.utf8) }

    /// Hands everything to the system.
    public mutating func flush() {
        var written = 0
        while written < buffer.count, !isClosed {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                isClosed = true
                failure = errno == EPIPE ? nil : SystemError.text(errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Makes a write to a reader that has gone an error of that write, for the whole process.
    public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// Lines for people, on standard error: unbuffered, each in one piece.
public enum StandardError {
    /// Writes one line.
    public static func line(_ text: String) { write(text + "\n") }

    /// Writes a text as it is; nobody is told when that fails, since this is where failures are told.
    public static func write(_ text: String) {
        var text = SecretMask.masked(text)
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = Glibc.write(STDERR_FILENO, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count < 0 && errno != EINTR { return }
                written += max(0, count)
            }
        }
    }
}
