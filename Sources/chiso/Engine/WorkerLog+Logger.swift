import Logging
import Pipeline

extension Logger {
    /// Writes what a worker tells.
    func write(_ entry: WorkerLog) {
        let level: Logger.Level =
            switch entry.level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        let metadata = Metadata(entry.fields.map { ($0.name, .string($0.value)) }) { _, last in last }
        log(level: level, "\(entry.message)", metadata: metadata)
    }
}
