import CRdKafka

/// The messages of a poll while it gathers them.
final class MessageBuffer {
    private var messages: UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>?
    private let capacity: Int
    private var count = 0
    private var notes: [ConsumerEvent] = []
    /// Bytes of keys and values gathered.
    private(set) var byteCount = 0

    init(capacity: Int) {
        self.capacity = capacity
        let messages = UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>.allocate(capacity: capacity)
        messages.initialize(repeating: nil, count: capacity)
        self.messages = messages
    }

    deinit {
        guard let messages else { return }
        for index in 0..<count { rd_kafka_message_destroy(messages[index]) }
        messages.deallocate()
    }

    var hasRoom: Bool { count < capacity }

    /// Adds what the queue has, at most `limit`, and says how many came.
    @discardableResult
    func fill(from queue: OpaqueHandle, limit: Int, timeout: Int32) -> Int {
        guard let messages else { return 0 }
        let room = min(limit, capacity - count)
        let came = max(0, rd_kafka_consume_batch_queue(queue.raw, timeout, messages + count, room))
        for index in count..<(count + came) {
            if let message = messages[index]?.pointee { byteCount += message.len + message.key_len }
        }
        count += came
        return came
    }

    /// Gives back the messages of partitions that leave: nobody has seen them, and their next owner reads them again.
    func discard(_ partitions: Set<TopicPartition>) {
        keep { message in
            guard let topic = message.pointee.rkt else { return true }
            let place = TopicPartition(String(cString: rd_kafka_topic_name(topic)), message.pointee.partition)
            return !partitions.contains(place)
        }
    }

    /// Adds an event to the batch to come.
    func note(_ event: ConsumerEvent) { notes.append(event) }

    /// The batch, if there is anything to tell.
    func takeBatch(_ handle: ClientHandle) -> RecordBatch? {
        var events = notes
        keep { message in
            guard message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR else { return true }
            events.append(ConsumerEvent(message))
            return false
        }
        guard let messages, count > 0 || !events.isEmpty else { return nil }
        self.messages = nil
        return RecordBatch(messages, count: count, events: events, handle: handle)
    }

    private func keep(_ isKept: (UnsafeMutablePointer<rd_kafka_message_t>) -> Bool) {
        guard let messages else { return }
        var kept = 0
        for index in 0..<count {
            guard let message = messages[index] else { continue }
            if isKept(message) {
                messages[kept] = message
                kept += 1
            } else {
                rd_kafka_message_destroy(message)
            }
        }
        count = kept
    }
}
