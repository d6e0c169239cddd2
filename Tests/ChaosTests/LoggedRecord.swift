import Article
import Kafka

/// A record of any topic, owning its bytes.
struct LoggedRecord: Sendable {
    var topic: String
    var partition: Int32
    var offset: Int64
    var timestamp: Int64?
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [RecordHeader]

    /// The text of the last header of that name.
    func header(_ name: String) -> String? {
        headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the record to a reader.
    func withRawMessage(_ body: (RawMessage) -> Void) {
        let values = headers.flatMap { $0.value ?? [] }
        values.withUnsafeBytes { bytes in
            var start = 0
            let lent = headers.map { header in
                let end = start + (header.value?.count ?? 0)
                defer { start = end }
                let value = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                return RawMessage.Header(name: header.name, value: header.value == nil ? nil : value)
            }
            Self.lend(key) { key in
                Self.lend(value) { value in
                    body(
                        RawMessage(
                            topic: topic, partition: partition, offset: offset, timestamp: timestamp, key: key,
                            value: value, headers: lent))
                }
            }
        }
    }

    private static func lend(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Void) {
        if let bytes { bytes.withUnsafeBytes { body($0) } } else { body(nil) }
    }
}

extension LoggedRecord {
    init(_ record: Record) {
        self.init(
            topic: record.topic, partition: record.partition, offset: record.offset, timestamp: record.timestamp,
            key: record.keyCopy, value: record.valueCopy, headers: record.headers)
    }
}
