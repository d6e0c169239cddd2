import Article
import Catalogue
import Events
import Extraction
import Kafka

@testable import Pipeline

/// Says what must become of a raw record, by the function that workers process it with, here without any Kafka.
struct Expectation {
    private static let loaded = Result { () throws -> Processor<JSONEventEncoder> in
        let catalogue = try Catalogue()
        let settings = ProcessorSettings(
            reader: ArticleReader(limits: ArticleLimits(articleBytes: ChaosInput.articleBytes)),
            recordBytes: ChaosInput.recordBytes)
        return Processor(
            lexicon: try Lexicon(catalogue: catalogue), catalogue: catalogue, encoder: JSONEventEncoder(),
            settings: settings)
    }

    private var processor: Processor<JSONEventEncoder>
    private let partitions: Int32

    /// - Parameter partitions: of each output topic.
    init(partitions: Int32) throws {
        processor = try Self.loaded.get()
        self.partitions = partitions
    }

    /// The slot that a worker fills for the record, oversize output refused.
    mutating func slot(_ record: LoggedRecord) -> OutputSlot {
        var slot = OutputSlot()
        record.withRawMessage { message in
            processor.process(message, time: 0, into: &slot)
            let size = Outbox.largestRecord(slot)
            let limit = ChaosInput.recordBytes
            guard size > limit else { return }
            // As the publisher words it: the words take room from a record that is cut to fit.
            let reason = "a record of \(size) bytes is over the producer's \(limit): raise message.max.bytes"
            let refusal = Refusal(.publish, "message_too_large", reason, articleID: slot.articleID)
            slot.refuse(message, refusal, time: 0, maximumBytes: limit)
        }
        return slot
    }

    /// What must be in the output topics because of a record.
    mutating func entry(_ record: LoggedRecord) -> ConservationLedger.Entry {
        let slot = slot(record)
        var items: [ConservationLedger.Item] = []
        switch slot.fate {
        case .pending: break
        case .deadLetter(let letter, _):
            items = [
                LoggedRecord(
                    topic: "", partition: 0, offset: 0, timestamp: letter.timestamp, key: letter.key,
                    value: letter.value, headers: letter.headers.map { RecordHeader($0.name, $0.value) }
                ).item(.deadLetters)
            ]
        case .events, .deletion:
            items = slot.records.records.map { item($0, slot.records) }
        }
        let isOrdered = slot.articleID.map { Array($0.utf8) == record.key } ?? false
        return ConservationLedger.Entry(
            partition: record.partition, offset: record.offset, orderedArticle: isOrdered ? slot.articleID : nil,
            items: items)
    }

    private func item(_ record: ArticleOutput.Record, _ output: ArticleOutput) -> ConservationLedger.Item {
        var headers: [RecordHeader] = []
        output.forEachHeader(of: record) { name, value in headers.append(RecordHeader("\(name)", Array(value))) }
        let partitionKey = Array(output.bytes[record.partitionKey])
        return LoggedRecord(
            topic: "", partition: Partitioner.partition(forKey: partitionKey.span, partitions: partitions), offset: 0,
            timestamp: nil, key: Array(output.bytes[record.key]), value: Array(output.bytes[record.value]),
            headers: headers
        ).item(record.destination == .events ? .events : .manifests)
    }
}

extension LoggedRecord {
    /// The record as the ledger knows it.
    ///
    /// Of a dead letter its place in the raw topic is the name, and the moment of failure does not count.
    func item(_ stream: ChaosPlan.Stream) -> ConservationLedger.Item {
        var content: [UInt8] = []
        func add(_ bytes: [UInt8]?) {
            content += bytes.map { Array("\($0.count):".utf8) + $0 } ?? Array("null,".utf8)
        }
        add(key)
        add(value)
        for header in headers where header.name != "dlq-time" {
            add(Array(header.name.utf8))
            add(header.value)
        }
        let name: String
        switch stream {
        case .deadLetters:
            add(Array("\(timestamp ?? -1)".utf8))
            name = "of \(header("dlq-partition") ?? "?")/\(header("dlq-offset") ?? "?")"
        case .manifests, .events, .raw:
            add(Array("\(partition)".utf8))
            name = header("ce_id") ?? "without ce_id"
        }
        return ConservationLedger.Item(stream: stream, name: name, content: content)
    }
}
