import CRdKafka

/// Bytes as librdkafka wants them for the length of a call: null and empty are not the same.
struct NativeBytes {
    let start: UnsafeMutableRawPointer?
    let count: Int

    /// Borrows the span's bytes. The caller keeps the span alive over the call, which copies them and never writes.
    init(_ span: Span<UInt8>?) {
        guard let span else {
            (start, count) = (nil, 0)
            return
        }
        count = span.count
        let address = span.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
        // An empty span may have no address; anything but null says empty.
        start = UnsafeMutableRawPointer(mutating: address) ?? Self.nowhere
    }

    private static var nowhere: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: 1) }
}

/// The tagged parts of a record for `rd_kafka_produceva`.
struct RecordParts {
    private(set) var units: [rd_kafka_vu_t] = []

    init(topic: OpaquePointer, partition: Int32, opaque: UnsafeMutableRawPointer?) {
        units.reserveCapacity(8)
        add(RD_KAFKA_VTYPE_RKT) { $0.rkt = topic }
        add(RD_KAFKA_VTYPE_PARTITION) { $0.i32 = partition }
        add(RD_KAFKA_VTYPE_MSGFLAGS) { $0.i = RD_KAFKA_MSG_F_COPY }
        add(RD_KAFKA_VTYPE_OPAQUE) { $0.ptr = opaque }
    }

    mutating func add(key: NativeBytes, value: NativeBytes) {
        add(RD_KAFKA_VTYPE_KEY) { $0.mem = .init(ptr: key.start, size: key.count) }
        add(RD_KAFKA_VTYPE_VALUE) { $0.mem = .init(ptr: value.start, size: value.count) }
    }

    mutating func add(timestamp: Int64) {
        add(RD_KAFKA_VTYPE_TIMESTAMP) { $0.i64 = timestamp }
    }

    /// Adds the headers and gives their list, which the caller frees if the record is refused.
    mutating func add(headers: [RecordHeader]) -> OpaquePointer? {
        guard !headers.isEmpty, let list = rd_kafka_headers_new(headers.count) else { return nil }
        for header in headers {
            var name = header.name
            name.withUTF8 { name in
                let start = UnsafeRawPointer(name.baseAddress)?.assumingMemoryBound(to: CChar.self)
                if let value = header.value {
                    value.withUnsafeBytes { bytes in
                        let address = bytes.baseAddress ?? UnsafeRawPointer(name.baseAddress)
                        rd_kafka_header_add(list, start, name.count, address, bytes.count)
                    }
                } else {
                    rd_kafka_header_add(list, start, name.count, nil, 0)
                }
            }
        }
        add(RD_KAFKA_VTYPE_HEADERS) { $0.headers = list }
        return list
    }

    private mutating func add(_ type: rd_kafka_vtype_t, _ fill: (inout rd_kafka_vu_s.__Unnamed_union_u) -> Void) {
        var unit = rd_kafka_vu_t()
        unit.vtype = type
        fill(&unit.u)
        units.append(unit)
    }
}
