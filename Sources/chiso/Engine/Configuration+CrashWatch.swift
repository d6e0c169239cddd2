import Logging
import Pipeline
import Service

extension Configuration {
    /// The marks of what is in hand, where a folder for them is configured.
    func crashWatch(_ logger: Logger) throws -> CrashWatch? {
        guard !stateDirectory.isEmpty else { return nil }
        do throws(CrashWatch.Failure) {
            let watch = try CrashWatch(directory: stateDirectory)
            if watch.wasUnreadable {
                logger.warning(
                    "crash marks could not be read and are begun anew", metadata: ["state_dir": "\(stateDirectory)"])
            }
            if watch.suspectCount > 0 {
                logger.warning(
                    "records were in hand when the process ended; each is run alone",
                    metadata: ["records": "\(watch.suspectCount)"])
            }
            return watch
        } catch {
            throw CommandFailure(.configuration, error.description)
        }
    }
}
