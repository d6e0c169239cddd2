/// Why the catalogue could not be loaded: which file, where in it, and what would mend it.
public struct CatalogueError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// No resource folder was found.
        case missingDirectory
        /// A data file is not in the folder, or cannot be read.
        case missingFile
        /// A data file is not as its header promises.
        case malformedFile
    }

    public let code: Code
    /// One line, naming the fix.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
