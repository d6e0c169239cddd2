import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 server for probes and scrapers: GET and HEAD on fixed pages, everything bounded.
public final class HTTPServer: Sendable {
    /// Where it listens, with the port that the system chose.
    public let address: ListenAddress
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let connections: HTTPConnections

    private init(
        _ address: ListenAddress, _ group: MultiThreadedEventLoopGroup, _ listener: any Channel,
        _ connections: HTTPConnections
    ) {
        self.address = address
        self.group = group
        self.listener = listener
        self.connections = connections
    }

    /// Listens from now on, until `stop`.
    /// - Throws: `ListenFailure`.
    public static func start(
        on address: ListenAddress, bounds: HTTPBounds = HTTPBounds(), pages: HTTPPages
    ) async throws(ListenFailure) -> HTTPServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let connections = HTTPConnections(limit: bounds.connections)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard connections.admit(channel) else { throw Full() }
                    let gate = HTTPRequestGate(bounds)
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(gate)
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                    try pipeline.addHandler(HTTPConnection(pages, gate, connections))
                }
            }
        do {
            let listener = try await bootstrap.bind(host: address.host, port: address.port).get()
            let bound = listener.localAddress
            return HTTPServer(
                ListenAddress(host: bound?.ipAddress ?? address.host, port: bound?.port ?? address.port), group,
                listener, connections)
        } catch {
            try? await group.shutdownGracefully()
            throw ListenFailure(address, error)
        }
    }

    /// Listens no more, answers what is being asked, and closes what is left after a time.
    public func stop(within time: Duration) async {
        try? await listener.close()
        let connections = connections
        let deadline = listener.eventLoop.scheduleTask(in: TimeAmount(time)) { connections.closeAll() }
        await connections.stop()
        deadline.cancel()
        try? await group.shutdownGracefully()
    }

    private struct Full: Error {}
}

/// Why nobody can listen at an address.
public struct ListenFailure: Error, Equatable, CustomStringConvertible {
    /// As it was configured.
    public let address: ListenAddress
    /// Why, in the system's words.
    public let reason: String

    init(_ address: ListenAddress, _ error: any Error) {
        self.address = address
        reason =
            switch error {
            case let error as IOError: SystemError.text(error.errnoCode)
            case is SocketAddressError: "the host's name cannot be resolved"
            default: "\(error)"
            }
    }

    /// One line.
    public var description: String { "cannot listen on \(address): \(reason)" }
}
