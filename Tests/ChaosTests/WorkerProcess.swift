import Foundation
import Glibc

/// A `chiso run` in a process of its own, told what to do by signals.
final class WorkerProcess {
    /// How a process ended.
    enum Ending: Equatable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let status): "exit \(status)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    let name: String
    let pid: pid_t
    /// Its stderr.
    let log: URL
    private(set) var ending: Ending?
    /// Whether it has been told to end.
    var isLeaving = false
    var isFrozen = false

    /// Where the product stands: beside the test bundle.
    static let binary: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("chiso")
    }()

    /// Starts it.
    /// - Parameter settings: as `--set` takes them.
    init(name: String, folder: URL, settings: [String: String]) throws {
        self.name = name
        log = folder.appendingPathComponent("\(name).log")
        var arguments = [Self.binary.path, "run"]
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            arguments += ["--set", "\(key)=\(value)"]
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // Else it would inherit the embedded broker's sockets and hold them open when the broker hangs up: nobody would
        // answer on them, nobody notice that they are closed, and no broker could come back to its port.
        for descriptor: Int32 in 3..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CHISO_") }
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, Self.binary.path, &actions, nil, &argv, &envp)
        guard code == 0 else {
            throw ChaosCluster.Failure("\(Self.binary.path) cannot be started: \(String(cString: strerror(code)))")
        }
        self.pid = pid
    }

    deinit {
        guard !hasEnded() else { return }
        signal(SIGKILL)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }

    func signal(_ number: Int32) {
        if ending == nil { kill(pid, number) }
    }

    /// Looks whether it has ended, without waiting.
    func hasEnded() -> Bool {
        if ending != nil { return true }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return false }
        let number = status & 0x7f
        ending = number == 0 ? .exit(status >> 8 & 0xff) : .signal(number)
        return true
    }

    /// A figure of `/proc/PID/status`, in KiB: `VmHWM` is the most memory it ever had resident, `VmRSS` what it has.
    func memory(_ field: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(field + ":") })
        else { return nil }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// The last lines it logged.
    func logTail(_ count: Int = 15) -> String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(count).joined(separator: "\n")
    }
}
