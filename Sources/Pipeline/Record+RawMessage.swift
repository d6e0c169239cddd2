import Article
import Kafka

extension Record {
    /// Lends the record to the reader; key and value stay where librdkafka has them, headers are gathered.
    func withRawMessage<Result>(_ body: (RawMessage) -> Result) -> Result {
        func lend(_ headers: [RawMessage.Header]) -> Result {
            var message = RawMessage(
                topic: topic, partition: partition, offset: offset, timestamp: timestamp, value: nil, headers: headers)
            func lendValue() -> Result {
                guard let value else { return body(message) }
                return value.withUnsafeBufferPointer { bytes in
                    message.value = bytes.lendable
                    return body(message)
                }
            }
            guard let key else { return lendValue() }
            return key.withUnsafeBufferPointer { bytes in
                message.key = bytes.lendable
                return lendValue()
            }
        }
        let headers = self.headers
        guard !headers.isEmpty else { return lend([]) }
        let values = headers.flatMap { $0.value ?? [] }
        return values.withUnsafeBytes { bytes in
            var start = 0
            return lend(
                headers.map { header in
                    let count = header.value?.count ?? 0
                    defer { start += count }
                    let value = UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
                    return RawMessage.Header(name: header.name, value: header.value == nil ? nil : value)
                })
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The same bytes; of no bytes, still not nil.
    fileprivate var lendable: UnsafeRawBufferPointer { UnsafeRawBufferPointer(self) }
}
