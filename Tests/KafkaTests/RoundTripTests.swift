import Kafka
import Testing

@Suite struct RoundTripTests {
    @Test("keys, values, headers, timestamps and partitions arrive as they were sent")
    func everyPart() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let sent = [
                OutgoingRecord(topic: "articles", partition: 2, key: bytes("k"), value: bytes("giá trị"), timestamp: 1),
                OutgoingRecord(topic: "articles", partition: 2, key: nil, value: bytes("no key")),
                OutgoingRecord(topic: "articles", partition: 2, key: [], value: bytes("empty key")),
                OutgoingRecord(topic: "articles", partition: 2, key: bytes("tombstone"), value: nil),
                OutgoingRecord(topic: "articles", partition: 2, key: bytes("empty"), value: []),
                OutgoingRecord(
                    topic: "articles", partition: 2, key: [0, 255], value: [0, 0],
                    headers: [
                        RecordHeader("ce_id", "1"), RecordHeader("ce_id", "2"), RecordHeader("null", nil),
                        RecordHeader("empty", []), RecordHeader("nguồn", [0xff, 0x00]),
                    ], timestamp: 1_700_000_000_000),
                OutgoingRecord(
                    topic: "articles", partition: 2, key: nil, value: nil, headers: [RecordHeader("only", "header")]),
            ]
            try cluster.publish(sent)
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 2, TopicPartitionOffset.beginning)])
            var index = 0
            try poll(consumer, until: { index == sent.count }) { batch in
                for record in batch {
                    #expect(copy(record.key) == sent[index].key)
                    #expect(copy(record.value) == sent[index].value)
                    #expect(record.keyCopy == sent[index].key)
                    #expect(record.valueCopy == sent[index].value)
                    #expect(record.headers == sent[index].headers)
                    #expect(record.topic == "articles")
                    #expect(record.partition == 2)
                    #expect(record.offset == Int64(index))
                    if let timestamp = sent[index].timestamp { #expect(record.timestamp == timestamp) }
                    index += 1
                }
            }
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("a header is looked up by name, the last of several, and null is none")
    func headerLookUp() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let headers = [
                RecordHeader("id", "first"), RecordHeader("id", "last"), RecordHeader("null", nil),
                RecordHeader("empty", []),
            ]
            try cluster.publish([
                OutgoingRecord(topic: "articles", partition: 0, key: nil, value: nil, headers: headers)
            ])
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0)])
            var count = 0
            try poll(consumer, until: { count == 1 }) { batch in
                for record in batch {
                    count += 1
                    #expect(copy(record.header("id")) == bytes("last"))
                    #expect(copy(record.header("null")) == nil)
                    #expect(copy(record.header("empty")) == [])
                    #expect(copy(record.header("absent")) == nil)
                }
            }
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("batches keep to their limits of records and bytes, in order and without gaps")
    func batchLimits() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.linger = .milliseconds(20) }
            let value = [UInt8](repeating: 7, count: 1000)
            for _ in 0..<2000 {
                try producer.produce(topic: "articles", partition: 1, key: nil, value: value.span)
            }
            #expect(producer.close(timeout: .seconds(10)))
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 1, 0)])
            var next: Int64 = 0
            while next < 1000 {
                guard let batch = try consumer.poll(maximumRecords: 100, timeout: .seconds(5)) else { break }
                #expect(batch.count <= 100)
                for record in batch {
                    #expect(record.offset == next)
                    next += 1
                }
                #expect(batch.nextOffsets == [TopicPartitionOffset("articles", 1, next)])
            }
            while next < 2000 {
                let limit = 10_000
                guard let batch = try consumer.poll(maximumBytes: limit, timeout: .seconds(5)) else { break }
                #expect(batch.byteCount <= limit + 32 * 1000)
                #expect(batch.byteCount == batch.count * 1000)
                next += Int64(batch.count)
            }
            #expect(next == 2000)
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("a record kept past its consumer's end is still readable")
    func recordOutlivesConsumer() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(1)
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0)])
            var kept: Record?
            try poll(consumer, until: { kept != nil }) { kept = $0.first }
            #expect(!consumer.close(timeout: .milliseconds(500)), "a batch still holds the client")
            let record = try #require(kept)
            #expect(copy(record.value) == bytes("0"))
        }
    }
}
