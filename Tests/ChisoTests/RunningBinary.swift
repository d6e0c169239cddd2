import Foundation
import Testing

/// A `chiso` that goes on running beside the test, and is killed with it.
final class RunningBinary {
    private let process = Process()
    private let output: AsyncStream<String>
    private let errors: AsyncStream<String>
    private let ended: AsyncStream<Int32>
    private let watchdog = DispatchSource.makeTimerSource()

    /// Starts it; after two minutes it is killed, which fails whoever waits for it.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = BuiltBinary.url
        process.arguments = arguments
        process.environment = BuiltBinary.clean.merging(environment) { _, given in given }
        process.standardInput = FileHandle.nullDevice
        output = Self.lines(of: &process.standardOutput)
        errors = Self.lines(of: &process.standardError)
        let (ended, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.ended = ended
        process.terminationHandler = {
            continuation.yield($0.terminationReason == .exit ? $0.terminationStatus : -$0.terminationStatus)
            continuation.finish()
        }
        let box = ProcessBox(process)
        watchdog.schedule(deadline: .now() + 120)
        watchdog.setEventHandler { box.kill() }
        watchdog.activate()
        try process.run()
    }

    deinit {
        watchdog.cancel()
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The next line on stdout.
    func line() async throws -> String {
        for await line in output { return line }
        throw Ended(what: "no line on stdout")
    }

    /// Waits for a line on stderr.
    func awaitError(containing text: String) async throws { _ = try await errorLine(containing: text) }

    /// The next line on stderr with a text in it.
    func errorLine(containing text: String) async throws -> String {
        for await line in errors where line.contains(text) { return line }
        throw Ended(what: "no line with `\(text)` on stderr")
    }

    /// The same, and no line until then may hold another text.
    func awaitError(containing text: String, never other: String) async throws {
        for await line in errors {
            if line.contains(other) { throw Ended(what: "a line that must not be: \(line)") }
            if line.contains(text) { return }
        }
        throw Ended(what: "no line with `\(text)` on stderr")
    }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The exit status, or the signal that ended it as a negative number.
    func status() async -> Int32 {
        for await status in ended { return status }
        return .min
    }

    struct Ended: Error { let what: String }

    private static func lines(of channel: inout Any?) -> AsyncStream<String> {
        let pipe = Pipe()
        channel = pipe
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let handle = pipe.fileHandleForReading
        // A thread of its own: reading blocks.
        Thread.detachNewThread {
            var rest = Data()
            while case let data = handle.availableData, !data.isEmpty {
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                }
            }
            continuation.finish()
        }
        return stream
    }
}
