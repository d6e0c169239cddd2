import Events
import Kafka

/// Hands the records of slots to the producer.
struct Outbox: Sendable {
    var producer: Producer
    let topics: WorkerOptions.Topics
    /// How many partitions the output topics have.
    var eventPartitions: Int32 = 1
    var manifestPartitions: Int32 = 1

    /// How many records a slot holds: its events and manifest, or one dead letter.
    static func recordCount(_ slot: OutputSlot) -> Int {
        switch slot.fate {
        case .pending: 0
        case .events, .deletion: slot.records.records.count
        case .deadLetter: 1
        }
    }

    /// Queues one record of a slot.
    func send(_ slot: OutputSlot, _ record: Int, id: UInt64) throws(KafkaError) {
        switch slot.fate {
        case .pending: return
        case .deadLetter(let letter, _): try send(letter, id: id)
        case .events, .deletion: try send(slot.records, slot.records.records[record], id: id)
        }
    }

    private func send(_ output: ArticleOutput, _ record: ArticleOutput.Record, id: UInt64) throws(KafkaError) {
        var headers: [RecordHeader] = []
        headers.reserveCapacity(8)
        output.forEachHeader(of: record) { name, value in
            headers.append(RecordHeader("\(name)", Array(value)))
        }
        let bytes = output.bytes.span
        let isEvent = record.destination == .events
        let partition = Partitioner.partition(
            forKey: bytes.extracting(record.partitionKey), partitions: isEvent ? eventPartitions : manifestPartitions)
        try producer.produce(
            topic: isEvent ? topics.events : topics.manifests, partition: partition,
            key: bytes.extracting(record.key), value: bytes.extracting(record.value), headers: headers, id: id)
    }

    private func send(_ letter: DeadLetter, id: UInt64) throws(KafkaError) {
        try producer.produce(
            topic: topics.deadLetters, key: letter.key?.span, value: letter.value?.span,
            headers: letter.headers.map { RecordHeader($0.name, $0.value) }, timestamp: letter.timestamp, id: id)
    }

    /// The size of a slot's largest record as brokers count it, a little generously; dead letters fit by themselves.
    static func largestRecord(_ slot: OutputSlot) -> Int {
        guard case .events = slot.fate else { return 0 }
        var largest = 0
        for record in slot.records.records {
            var size = 128 + record.key.count + record.value.count
            slot.records.forEachHeader(of: record) { name, value in size += name.utf8CodeUnitCount + value.count + 10 }
            largest = max(largest, size)
        }
        return largest
    }
}
