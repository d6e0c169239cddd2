import Article
import Events

extension RawMessage {
    /// The `traceparent` header, to be handed on; nil where there is none or it is longer than any that is well formed.
    var traceparent: [UInt8]? {
        guard let value = headers.last(where: { $0.name == "traceparent" })?.value, value.count <= 256 else {
            return nil
        }
        return Array(value)
    }

    /// A copy for a dead letter.
    var original: DeadLetter.Original {
        DeadLetter.Original(
            topic: topic, partition: partition, offset: offset, timestamp: timestamp, key: key.map { Array($0) },
            value: value.map { Array($0) },
            headers: headers.map { DeadLetter.Header(name: $0.name, value: $0.value.map { Array($0) }) })
    }
}

extension OutputSlot {
    /// Makes the record's fate a dead letter, in place of whatever was there.
    mutating func refuse(_ message: RawMessage, _ refusal: Refusal, time: Int64, maximumBytes: Int?) {
        let id = refusal.articleID ?? articleID
        clear()
        articleID = id
        let original = message.original
        let letter = DeadLetter(
            original, reason: refusal.reason, id: id, time: time, attempt: DeadLetter.attempt(after: original.headers),
            maximumBytes: maximumBytes)
        fate = .deadLetter(letter, refusal.reason)
    }
}
