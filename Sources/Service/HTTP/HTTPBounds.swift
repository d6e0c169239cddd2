/// What a server grants its clients.
public struct HTTPBounds: Sendable {
    /// Connections at a time. One more takes the place of the one that has been without a whole request longest, so that
    /// clients that hold on cannot keep a probe out; if all are being answered, it is closed.
    public var connections = 64
    /// Bytes of one request, its head and a body that nobody reads.
    public var requestBytes = 16 << 10
    /// Between requests.
    public var idle = Duration.seconds(75)
    /// From the first byte of a request to its last.
    public var reading = Duration.seconds(10)
    /// From the end of a request until its answer is taken.
    public var writing = Duration.seconds(10)

    /// The defaults.
    public init() {}
}
