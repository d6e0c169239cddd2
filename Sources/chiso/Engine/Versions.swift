import Extraction
import Kafka

/// What `--version` tells.
enum ProgramVersion {
    /// The program's own version.
    static let own = "0.1.0"

    /// Without what has to be loaded first.
    static var short: String { "chiso \(own), librdkafka \(Kafka.libraryVersion)" }

    /// All that events are stamped with, and the library.
    static func full(extractor: String, catalogue: String) -> String {
        "chiso \(own)\nextractor \(extractor)\ncatalogue \(catalogue)\nlibrdkafka \(Kafka.libraryVersion)"
    }
}
