import Events
import Kafka
import Service

/// A dead letter as it stands in its topic. It owns its bytes, since a record that is kept keeps its consumer open.
struct Letter {
    let place: TopicPartition
    let offset: Int64
    /// The original's, in milliseconds since 1970.
    let timestamp: Int64?
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [DeadLetter.Header]
    let details: DeadLetterDetails

    init(_ record: Record) {
        place = record.topicPartition
        offset = record.offset
        timestamp = record.timestamp
        key = record.keyCopy
        value = record.valueCopy
        headers = record.headers.map { DeadLetter.Header(name: $0.name, value: $0.value) }
        details = DeadLetterDetails(headers)
    }
}

/// Reads the dead-letter topic as far as it went when it was asked: without a group, without committing anything.
struct LetterReader {
    /// Offsets to read of each partition, from the first to the one after the last.
    typealias Span = [TopicPartition: Range<Int64>]

    private let client: ClientConfiguration
    private let topic: String

    /// How long the brokers may take to send something.
    private static let patience = Duration.seconds(30)
    /// No group is joined: the id is what librdkafka wants to see, and brokers may ask for the right to describe it.
    static let groupID = "chiso-dead-letters"

    init(_ client: ClientConfiguration, topic: String) {
        self.client = client
        self.topic = topic
    }

    /// What there is to read now.
    /// - Parameters:
    ///   - place: one partition, and one offset of it, where only these are wanted.
    ///   - after: where to begin, by partition.
    func span(partition: Int32?, offset: Int64?, after: [Int32: Int64]) throws -> Span {
        let consumer = try makeConsumer()
        defer { _ = consumer.close(timeout: .seconds(5)) }
        let metadata: TopicMetadata?
        do {
            metadata = try consumer.metadata(topic: topic, timeout: Self.patience).topic(topic)
        } catch { throw failure(consumer, error.message) }
        if let error = metadata?.error, error.code != .unknownTopicOrPartition { throw error }
        guard let metadata, metadata.partitionCount > 0 else {
            throw CommandFailure(
                .unavailable,
                "the topic \(topic) does not exist: create it, or name it in the configuration (topics.dead_letter)")
        }
        for number in (partition.map { [$0] } ?? []) + after.keys.sorted() where metadata.leaders[number] == nil {
            throw CommandFailure(
                .usage, "\(topic) has the partitions 0 to \(metadata.partitionCount - 1), not \(number)")
        }
        var span: Span = [:]
        for number in metadata.leaders.keys.sorted() where partition == nil || partition == number {
            let place = TopicPartition(topic, number)
            let marks = try consumer.queryWatermarks(place, timeout: Self.patience)
            var range = marks.low..<max(marks.low, marks.high)
            if let start = after[number] { range = range.clamped(to: max(0, start)..<Int64.max) }
            if let offset { range = range.clamped(to: max(0, offset)..<max(0, offset) + 1) }
            if !range.isEmpty { span[place] = range }
        }
        return span
    }

    /// Hands on every letter of a span, in the order of each partition; ends early when `body` says false.
    /// - Parameter progress: told how many offsets lie behind, from time to time.
    func forEach(_ span: Span, progress: (Int) -> Void = { _ in }, _ body: (Letter) throws -> Bool) throws {
        guard !span.isEmpty else { return }
        let consumer = try makeConsumer()
        defer { _ = consumer.close(timeout: .seconds(5)) }
        try consumer.assign(
            span.sorted { $0.key < $1.key }.map { TopicPartitionOffset($0.key, $0.value.lowerBound) })
        var open = span
        let total = span.values.reduce(0) { $0 + $1.count }
        var deadline = ContinuousClock.now + Self.patience
        while !open.isEmpty {
            guard ContinuousClock.now < deadline else {
                throw failure(consumer, "nothing came in \(Self.patience)")
            }
            guard let batch = try consumer.poll(timeout: .milliseconds(100)) else { continue }
            for record in batch {
                guard let range = open[record.topicPartition], range.contains(record.offset) else {
                    // What came after the start is for the next reader.
                    if let range = open[record.topicPartition], record.offset >= range.upperBound {
                        open[record.topicPartition] = nil
                    }
                    continue
                }
                deadline = .now + Self.patience
                let goesOn = try body(Letter(record))
                open[record.topicPartition] =
                    record.offset + 1 < range.upperBound ? record.offset + 1..<range.upperBound : nil
                if !goesOn { return progress(total - open.values.reduce(0) { $0 + $1.count }) }
            }
            // Offsets that hold no letter, such as the ends of transactions, are passed over: the end is then told.
            for event in batch.events { try handle(event, &open) }
            progress(total - open.values.reduce(0) { $0 + $1.count })
        }
    }

    private func handle(_ event: ConsumerEvent, _ open: inout Span) throws {
        switch event {
        case .endOfPartition(let offset): open[offset.topicPartition] = nil
        case .error(let error, _):
            // The group is not used, so a right to it is not missed.
            if error.code == .groupAuthorization || error.isRetriable { return }
            throw error
        }
    }

    private func failure(_ consumer: Consumer, _ reason: String) -> CommandFailure {
        let reasons = ((try? consumer.events()) ?? []).compactMap { event in
            if case .error(let error) = event, error.code != .groupAuthorization { error.message } else { nil }
        }
        return CommandFailure(.unavailable, "cannot read \(topic): \(reasons.first ?? reason); chiso check tells more")
    }

    private func makeConsumer() throws -> Consumer {
        var configuration = ConsumerConfiguration(client: client, groupID: Self.groupID)
        configuration.reportsEndOfPartition = true
        configuration.offsetReset = .earliest
        configuration.queuedKibibytes = 32_768
        // A reader of a few letters need not wait long for more; the embedded broker would sleep through it.
        configuration.fetchWait = .milliseconds(50)
        return try Consumer(configuration)
    }
}
