import Testing

@testable import Service

@Suite struct HTTPServerTests {
    private static let pages = HTTPPages([
        ("/healthz", { HTTPAnswer(contentType: "application/json", body: "{}\n") }),
        ("/readyz", { HTTPAnswer(status: 503, contentType: "text/plain", body: "no\n") }),
    ])

    /// Runs a server for the length of a test.
    private func serve(
        _ bounds: HTTPBounds = HTTPBounds(), _ pages: HTTPPages = pages,
        _ body: @escaping @Sendable (Int) throws -> Void
    ) async throws {
        let server = try await HTTPServer.start(
            on: ListenAddress(host: "127.0.0.1", port: 0), bounds: bounds, pages: pages)
        let port = server.address.port
        let result = await Task { try await onThread { try body(port) } }.result
        await server.stop(within: .seconds(5))
        try result.get()
    }

    private static func ask(_ request: String, _ port: Int) throws -> String {
        let connection = try RawConnection(port: port)
        connection.send(request)
        return try connection.readToEnd()
    }

    @Test(
        "pages, heads, unknown pages and other methods",
        arguments: [
            ("GET /healthz HTTP/1.1", "HTTP/1.1 200 OK", "{}\n"),
            ("GET /healthz?x=1 HTTP/1.1", "HTTP/1.1 200 OK", "{}\n"),
            ("GET /readyz HTTP/1.1", "HTTP/1.1 503 Service Unavailable", "no\n"),
            ("HEAD /healthz HTTP/1.1", "HTTP/1.1 200 OK", ""), ("GET /healthz HTTP/1.0", "HTTP/1.0 200 OK", "{}\n"),
            ("GET /x HTTP/1.1", "HTTP/1.1 404 Not Found", "no such page; there are /healthz, /readyz\n"),
            ("GET //healthz HTTP/1.1", "HTTP/1.1 404 Not Found", "no such page; there are /healthz, /readyz\n"),
            ("POST /healthz HTTP/1.1", "HTTP/1.1 405 Method Not Allowed", "only GET and HEAD are answered\n"),
            ("DELETE /healthz HTTP/1.1", "HTTP/1.1 405 Method Not Allowed", "only GET and HEAD are answered\n"),
        ])
    func routes(line: String, status: String, body: String) async throws {
        try await serve { port in
            let answer = try Self.ask("\(line)\r\nHost: x\r\nConnection: close\r\n\r\n", port)
            #expect(answer.hasPrefix(status + "\r\n"), "\(answer)")
            let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            #expect(parts.count == 2 && parts[1] == body)
            let length = line.hasPrefix("HEAD") ? 3 : body.utf8.count
            #expect(answer.contains("content-length: \(length)\r\n"))
            #expect(answer.contains("allow: GET, HEAD\r\n") == status.contains("405"))
        }
    }

    @Test("a connection serves one request after the other, pipelined ones in order")
    func keepAlive() async throws {
        try await serve { port in
            let connection = try RawConnection(port: port)
            for _ in 0..<3 {
                connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try connection.read { $0.hasSuffix("{}\n") }.hasPrefix("HTTP/1.1 200"))
            }
            connection.send(
                "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answers = try connection.readToEnd()
            let first = try #require(answers.firstRange(of: "200 OK")),
                second = try #require(answers.firstRange(of: "503 "))
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    @Test(
        "what is no request is refused and the connection closed",
        arguments: [
            "nonsense\r\n\r\n", "GET /healthz HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        ])
    func garbage(request: String) async throws {
        try await serve { port in
            let answer = try Self.ask(request, port)
            #expect(!answer.contains(" 200 "), "\(answer)")
            #expect(try Self.ask("GET /healthz HTTP/1.0\r\n\r\n", port).contains(" 200 "))
        }
    }

    @Test(
        "a request past its bound is refused before it is read to its end",
        arguments: [
            "GET /healthz HTTP/1.1\r\nX: " + String(repeating: "x", count: 20_000),
            "GET /" + String(repeating: "x", count: 20_000),
            "GET /healthz HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 5_000),
            "POST /healthz HTTP/1.1\r\nContent-Length: 50000\r\n\r\n" + String(repeating: "x", count: 20_000),
        ])
    func tooLarge(request: String) async throws {
        try await serve { port in
            let answer = try Self.ask(request, port)
            // What was sent and not read may turn the close into a reset, which takes the answer along.
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
        }
    }

    @Test("who sends nothing, too slowly, or nothing more, is hung up on")
    func timeouts() async throws {
        var bounds = HTTPBounds()
        (bounds.idle, bounds.reading) = (.milliseconds(200), .milliseconds(300))
        try await serve(bounds) { port in
            #expect(try RawConnection(port: port).readToEnd() == "")
            #expect(try Self.ask("GET /healthz HTT", port) == "")
            let connection = try RawConnection(port: port)
            connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try connection.readToEnd().hasSuffix("{}\n"))
        }
    }

    @Test("clients that hold on keep nobody out: the connection idle longest makes room")
    func manyConnections() async throws {
        var bounds = HTTPBounds()
        bounds.connections = 4
        try await serve(bounds) { port in
            let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
            var held: [RawConnection] = []
            for _ in 0..<20 {
                let connection = try RawConnection(port: port)
                connection.send(request)
                #expect(try connection.read { $0.hasSuffix("{}\n") }.contains(" 200 "))
                held.append(connection)
            }
            for connection in held.prefix(16) { #expect(try connection.readToEnd() == "") }
            for connection in held.suffix(4) {
                connection.send(request)
                #expect(try connection.read { $0.hasSuffix("{}\n") }.contains(" 200 "))
            }
        }
    }

    @Test("clients in the midst of a request keep nobody out either")
    func manyRequests() async throws {
        var bounds = HTTPBounds()
        bounds.connections = 4
        bounds.reading = .seconds(60)
        try await serve(bounds) { port in
            var held: [RawConnection] = []
            for number in 0..<20 {
                let connection = try RawConnection(port: port)
                connection.send(number % 2 == 0 ? "GET /heal" : "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n12")
                held.append(connection)
                #expect(try Self.ask("GET /healthz HTTP/1.0\r\n\r\n", port).contains(" 200 "))
            }
            for connection in held.prefix(16) { #expect(try connection.readToEnd() == "") }
        }
    }

    @Test("a stop hangs up on who has not asked yet, and listens no more")
    func stop() async throws {
        let server = try await HTTPServer.start(on: ListenAddress(host: "127.0.0.1", port: 0), pages: Self.pages)
        let port = server.address.port
        let idle = try RawConnection(port: port)
        let slow = try RawConnection(port: port)
        slow.send("POST /healthz HTTP/1.1\r\nContent-Length: 5\r\n\r\n12")
        // Both are taken in once a third that came later is answered.
        _ = try await onThread { try Self.ask("GET /healthz HTTP/1.0\r\n\r\n", port) }
        let start = ContinuousClock.now
        await server.stop(within: .seconds(300))
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(try await onThread { try idle.readToEnd() } == "")
        #expect(try await onThread { try slow.readToEnd() } == "")
        #expect(throws: RawConnection.Failed.self) { try RawConnection(port: port) }
    }

    @Test("an address in use, and a host that is none, say so")
    func cannotListen() async throws {
        try await serve { _ in }
        let server = try await HTTPServer.start(on: ListenAddress(host: "127.0.0.1", port: 0), pages: Self.pages)
        let taken = await #expect(throws: ListenFailure.self) {
            _ = try await HTTPServer.start(on: server.address, pages: Self.pages)
        }
        #expect(taken?.description == "cannot listen on \(server.address): Address already in use")
        await server.stop(within: .seconds(1))
        let foreign = await #expect(throws: ListenFailure.self) {
            _ = try await HTTPServer.start(on: ListenAddress(host: "192.0.2.1", port: 0), pages: Self.pages)
        }
        #expect(foreign?.description == "cannot listen on 192.0.2.1:0: Cannot assign requested address")
    }
}
