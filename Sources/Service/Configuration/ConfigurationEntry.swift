/// One key as a source gave it, before anything is known about the key.
struct ConfigurationEntry: Sendable, Equatable {
    /// The path, sections joined by dots.
    let key: String
    let value: Value
    /// For messages: `chiso.yaml:3`, `CHISO_LANES`, `--set`.
    let origin: String
    /// The name under which the writer knows the key, where that is not the key.
    var writtenAs: String?

    enum Value: Sendable, Equatable {
        case text(String)
        case list([String])
        /// An explicit null: the default.
        case none
        /// A mapping with nothing in it.
        case emptySection
    }

    /// The key as its writer wrote it.
    var name: String { writtenAs ?? key }
}
