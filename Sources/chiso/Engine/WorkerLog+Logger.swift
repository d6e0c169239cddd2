import Logging
import Pipeline

extension Logger {
    /// Writes what a worker tells.
    ///
    /// A property under `kafka` goes to consumer and producer alike, and librdkafka warns of it in the client that has
    /// no use for it: that is no news to anyone.
    func write(_ entry: WorkerLog) {
        let isOfTheOther = entry.message.contains("property and will be ignored by this")
        let level: Logger.Level =
            switch entry.level {
            case _ where isOfTheOther: .debug
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        let metadata = Metadata(entry.fields.map { ($0.name, .string($0.value)) }) { _, last in last }
        log(level: level, "\(entry.message)", metadata: metadata)
    }
}
