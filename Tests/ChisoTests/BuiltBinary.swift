import Foundation
import Testing

/// The binary under test: the built product beside the test bundle.
enum BuiltBinary {
    /// `chiso`, beside the running test executable.
    static let url: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("chiso")
    }()

    /// The project's folder.
    static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the fixtures.
    static let fixtures = project.appendingPathComponent("Tests/Fixtures")

    /// The Python with the independent peers.
    static let python: String = {
        let own = project.appendingPathComponent(".venv/bin/python").path
        return ProcessInfo.processInfo.environment["CHISO_TEST_PYTHON"]
            ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3")
    }()

    /// What a finished process left behind.
    struct Finished {
        let status: Int32
        /// Whether it was a signal that ended it.
        let wasKilled: Bool
        let output: Data
        let errors: String

        var lines: [String] {
            String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
    }

    /// Runs `chiso` to its end.
    static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> Finished {
        try await run(url.path, arguments, input: input, environment: environment)
    }

    /// Runs a shell line in which `$CHISO` is the binary.
    static func shell(_ line: String, environment: [String: String] = [:]) async throws -> Finished {
        try await run(
            "/bin/bash", ["-c", line], environment: environment.merging(["CHISO": url.path]) { own, _ in own })
    }

    /// Runs any program to its end; one that does not end within a minute is killed, which fails the test by its status.
    static func run(
        _ program: String, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> Finished {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = clean.merging(environment) { _, given in given }
        // Files, not pipes: no reader has to keep up.
        let (output, errors) = (folder.file("output"), folder.file("errors"))
        for file in [output, errors] { try Data().write(to: file) }
        try input.write(to: folder.file("input"))
        process.standardInput = try FileHandle(forReadingFrom: folder.file("input"))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let watchdog = DispatchSource.makeTimerSource()
        watchdog.schedule(deadline: .now() + 60)
        let box = ProcessBox(process)
        watchdog.setEventHandler { box.kill() }
        watchdog.activate()
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in done.resume() }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        watchdog.cancel()
        return Finished(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// The environment without anything that configures chiso, but for the port: workers run side by side.
    static let clean = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CHISO_") }
        .merging(["CHISO_HTTP_LISTEN": "127.0.0.1:0"]) { _, own in own }
}

/// A folder that is gone when its last user is.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("chiso-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String) throws -> String {
        try text.write(to: file(name), atomically: true, encoding: .utf8)
        return file(name).path
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A process that a watchdog may end from its own queue.
final class ProcessBox: @unchecked Sendable {
    // Foundation's Process is not Sendable, but its signals may be sent from any thread.
    private let process: Process

    init(_ process: Process) { self.process = process }

    func kill() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }
}
