import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let pages: HTTPPages
    private let gate: HTTPRequestGate
    private let connections: HTTPConnections
    private var head: HTTPRequestHead?

    init(_ pages: HTTPPages, _ gate: HTTPRequestGate, _ connections: HTTPConnections) {
        self.pages = pages
        self.gate = gate
        self.connections = connections
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            self.head = nil
            gate.requestEnded(context)
            _ = connections.note(context.channel, isIdle: false)
            send(pages.answer(to: head.method.rawValue, head.uri), to: head, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.remove(context.channel)
        context.fireChannelInactive()
    }

    /// What cannot be parsed has been answered before this handler, and a connection that fails is of no more use.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func send(_ answer: HTTPAnswer, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders([
            ("content-type", answer.contentType), ("content-length", "\(answer.body.count)"),
            ("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
        ])
        if answer.status == 405 { headers.add(name: "allow", value: "GET, HEAD") }
        let staysOpen = request.isKeepAlive
        if !staysOpen {
            headers.add(name: "connection", value: "close")
        } else if request.version == .http1_0 {
            headers.add(name: "connection", value: "keep-alive")
        }
        let version = request.version == .http1_0 ? HTTPVersion.http1_0 : .http1_1
        let head = HTTPResponseHead(version: version, status: .init(statusCode: answer.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { [self] _ in
            guard connections.note(context.channel, isIdle: true), staysOpen else {
                return context.close(promise: nil)
            }
            gate.answered(context)
        }
    }
}
