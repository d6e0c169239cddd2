/// All that is wrong with a configuration, so that it is mended in one go.
public struct ConfigurationFailure: Error, Equatable, CustomStringConvertible {
    /// One line each: where, what, and the fix. No value of a secret is in them.
    public let problems: [String]

    /// What was found, in the order of the sources.
    public init(_ problems: [String]) { self.problems = problems }

    /// The problems, one a line.
    public var description: String { problems.joined(separator: "\n") }
}
