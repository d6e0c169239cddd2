import NIOCore

/// Stands before the parser: bounds what one request may take, in bytes and in time.
final class HTTPRequestGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case idle, reading, answering
    }

    private let bounds: HTTPBounds
    private var phase = Phase.idle
    private var received = 0
    private var isRefused = false
    private var timer: Scheduled<Void>?

    init(_ bounds: HTTPBounds) { self.bounds = bounds }

    func channelActive(context: ChannelHandlerContext) {
        enter(.idle, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        if phase == .idle { enter(.reading, context) }
        received += unwrapInboundIn(data).readableBytes
        guard received <= bounds.requestBytes else { return refuse(context) }
        context.fireChannelRead(data)
    }

    /// The request is complete.
    func requestEnded(_ context: ChannelHandlerContext) { enter(.answering, context) }

    /// The client has taken the answer.
    func answered(_ context: ChannelHandlerContext) {
        received = 0
        enter(.idle, context)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        isRefused = true
        let text = "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    private func enter(_ phase: Phase, _ context: ChannelHandlerContext) {
        self.phase = phase
        timer?.cancel()
        let time =
            switch phase {
            case .idle: bounds.idle
            case .reading: bounds.reading
            case .answering: bounds.writing
            }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            context.close(promise: nil)
        }
    }
}
