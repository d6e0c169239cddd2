/// What a server says to one request.
public struct HTTPAnswer: Sendable, Equatable {
    /// The status code.
    public var status: Int
    /// The media type of the body.
    public var contentType: String
    /// The body; left out where only the head was asked for.
    public var body: [UInt8]

    /// A text as answer.
    public init(status: Int = 200, contentType: String, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = Array(body.utf8)
    }

    /// Lines for a person.
    static func plain(_ status: Int, _ text: String) -> HTTPAnswer {
        HTTPAnswer(status: status, contentType: "text/plain; charset=utf-8", body: text + "\n")
    }
}

/// The pages of a server, by path. Called on the server's own thread: must not block.
public struct HTTPPages: Sendable {
    private let pages: [(path: String, answer: @Sendable () -> HTTPAnswer)]

    /// Pages with their paths.
    public init(_ pages: [(path: String, answer: @Sendable () -> HTTPAnswer)]) { self.pages = pages }

    /// The answer to a request; a query behind the path is ignored.
    func answer(to method: String, _ target: String) -> HTTPAnswer {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        guard let page = pages.first(where: { $0.path == path }) else {
            return .plain(404, "no such page; there are \(pages.map(\.path).joined(separator: ", "))")
        }
        guard method == "GET" || method == "HEAD" else { return .plain(405, "only GET and HEAD are answered") }
        return page.answer()
    }
}
