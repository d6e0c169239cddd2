import CRdKafka
import Dispatch
import Synchronization

/// A member of a consumer group, or a reader of assigned partitions.
///
/// One thread polls; polling, pausing, rebalancing and closing exclude one another, and a call at the wrong time throws
/// `state`. Commits, look-ups, `events` and `wake` may come from any thread at any time.
public final class Consumer: Sendable {
    /// Called on the polling thread, between batches, for each change of the assignment: for revoked partitions
    /// *before* they are released, so that what is in hand can be finished and committed. It may commit, pause, resume
    /// and look up, not poll or close. Its time counts against `maximumPollInterval`.
    public typealias RebalanceHook = @Sendable (Rebalance, Consumer) -> Void

    /// What the polling side is doing.
    enum Phase {
        case idle, polling, rebalancing, closed
    }

    struct State {
        var phase = Phase.idle
        var isPaused = false
        var isClosing = false
        /// Signalled when the polling side falls idle, for a closer that waits for it.
        var closer: DispatchSemaphore?
        var discardedEvents = 0
    }

    let slot: HandleSlot
    let queue: ConsumerQueue
    let inbox: RebalanceInbox
    let hook: RebalanceHook
    let state: Mutex<State>

    /// Events of the main queue kept for `events`; beyond, the oldest are thrown away.
    static let keptEvents = 1000
    /// Records asked for at a time, between which bytes are counted.
    static let chunk = 32

    /// Makes a consumer; it connects in the background.
    public init(_ configuration: ConsumerConfiguration, onRebalance: @escaping RebalanceHook = { _, _ in })
        throws(KafkaError)
    {
        let native = try NativeConfiguration(configuration.nativeProperties())
        let inbox = RebalanceInbox()
        let opaque = Unmanaged.passUnretained(inbox).toOpaque()
        native.with { raw in
            rd_kafka_conf_set_events(raw, ClientEvent.common | RD_KAFKA_EVENT_OFFSET_COMMIT)
            rd_kafka_conf_set_opaque(raw, opaque)
            rd_kafka_conf_set_rebalance_cb(raw, RebalanceInbox.callback)
        }
        let client = try native.makeClient(RD_KAFKA_CONSUMER)
        rd_kafka_set_log_queue(client, nil)
        let queue = ConsumerQueue(rd_kafka_queue_get_consumer(client))
        slot = HandleSlot(
            ClientHandle(
                client, mayDestroy: { inbox.mayDestroy }, beforeDestroying: { queue.giveBack() },
                afterDestroying: { withExtendedLifetime(inbox) {} }))
        hook = onRebalance
        self.queue = queue
        self.inbox = inbox
        inbox.setPolledQueue(queue.get())
        state = Mutex(State())
    }

    /// Joins the group for these topics. A name that begins with `^` is a pattern.
    public func subscribe(_ topics: [String]) throws(KafkaError) {
        let handle = try slot.get()
        let list = PartitionList(topics: topics)
        inbox.noteSubscription()
        try KafkaError.check(list.with { rd_kafka_subscribe(handle.client.raw, $0) }, "subscribe")
    }

    /// Reads these partitions from these offsets, without joining the group; replaces an earlier assignment.
    public func assign(_ offsets: [TopicPartitionOffset]) throws(KafkaError) {
        let handle = try slot.get()
        let list = PartitionList(offsets)
        try whileIdle("assign") { list.with { rd_kafka_assign(handle.client.raw, $0) } }
    }

    /// Waits for records up to the timeout, then takes what else is there at once.
    ///
    /// - Parameters:
    ///   - maximumRecords: at most so many records.
    ///   - maximumBytes: ends the batch once passed, so a batch holds at most that and 31 records more.
    ///   - timeout: how long to wait for the first record.
    /// - Returns: nil if there was nothing, neither record nor event, or `wake` was called.
    /// - Throws: `state` if another poll runs, `closed` after closing.
    public func poll(maximumRecords: Int = 512, maximumBytes: Int = 4 << 20, timeout: Duration) throws(KafkaError)
        -> RecordBatch?
    {
        let handle = try slot.get()
        try begin()
        defer { end() }
        guard let queue = queue.get() else { return nil }
        discardExcessEvents(handle)
        let messages = MessageBuffer(capacity: max(1, maximumRecords))
        messages.fill(from: queue, limit: 1, timeout: timeout.milliseconds)
        while inbox.isEmpty, messages.hasRoom, messages.byteCount < maximumBytes {
            guard messages.fill(from: queue, limit: Self.chunk, timeout: 0) > 0 else { break }
        }
        answerRebalances(handle, taken: messages)
        return messages.takeBatch(handle)
    }

    /// Ends the poll that waits, or the next one at once. From any thread.
    public func wake() {
        queue.wake()
    }

    /// Logs, errors, statistics and the outcome of asynchronous commits, oldest first.
    ///
    /// Meant for one thread that drains them. Polling throws away the oldest when more than a thousand have gathered;
    /// `discardedEvents` counts them.
    public func events(maximum: Int = 100, timeout: Duration = .zero) throws(KafkaError) -> [ClientEvent] {
        let handle = try slot.get()
        var result: [ClientEvent] = []
        var wait = timeout.milliseconds
        while result.count < maximum, let event = rd_kafka_queue_poll(handle.mainQueue.raw, wait) {
            if let read = ClientEvent(event) { result.append(read) }
            rd_kafka_event_destroy(event)
            wait = 0
        }
        return result
    }

    /// Events thrown away because nobody asked for them in time.
    public var discardedEvents: Int { state.withLock { $0.discardedEvents } }

    private func discardExcessEvents(_ handle: ClientHandle) {
        var excess = rd_kafka_queue_length(handle.mainQueue.raw) - Self.keptEvents
        while excess > 0, let event = rd_kafka_queue_poll(handle.mainQueue.raw, 0) {
            rd_kafka_event_destroy(event)
            state.withLock { $0.discardedEvents += 1 }
            excess -= 1
        }
    }
}

extension Consumer {
    /// Takes the polling side.
    private func begin() throws(KafkaError) {
        let before = state.withLock { state in
            let before = state.isClosing ? .closed : state.phase
            if before == .idle { state.phase = .polling }
            return before
        }
        switch before {
        case .idle: return
        case .closed: throw KafkaError(.closed, "the consumer is closed")
        case .polling, .rebalancing: throw KafkaError(.state, "another poll is in progress on this consumer")
        }
    }

    private func end() {
        state.withLock { state in
            state.phase = .idle
            state.closer?.signal()
            state.closer = nil
        }
    }

    /// Does something that must not meet a poll of librdkafka, and that does not block.
    func whileIdle(_ what: String, _ body: () -> rd_kafka_resp_err_t) throws(KafkaError) {
        let outcome = state.withLock { state -> rd_kafka_resp_err_t? in
            guard state.phase == .idle || state.phase == .rebalancing else { return nil }
            return body()
        }
        guard let outcome else { throw KafkaError(.state, "\(what) between polls, on the polling thread") }
        try KafkaError.check(outcome, what)
    }
}
