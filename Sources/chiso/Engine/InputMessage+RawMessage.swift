import Article

extension InputMessage {
    /// Lends the message out as a record would be.
    func withRawMessage<Result>(_ body: (RawMessage) throws -> Result) rethrows -> Result {
        try value.withUnsafeBytes { value in
            guard let bare else { return try body(RawMessage(topic: origin, value: value)) }
            let (type, id) = (Array(bare.contentType.rawValue.utf8), Array(bare.id.utf8))
            return try type.withUnsafeBytes { type in
                try id.withUnsafeBytes { id in
                    let headers = [
                        RawMessage.Header(name: "content-type", value: type), RawMessage.Header(name: "id", value: id),
                    ]
                    return try body(RawMessage(topic: origin, value: value, headers: headers))
                }
            }
        }
    }
}
