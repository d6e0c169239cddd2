import CRdKafka

extension Producer {
    /// Takes delivery reports and other events.
    ///
    /// - Parameters:
    ///   - maximum: ends after so many; a set of reports that came together is never split, so it may be more.
    ///   - timeout: how long to wait for the first.
    public func poll(maximum: Int = 10_000, timeout: Duration = .zero) throws(KafkaError) -> ProducerEvents {
        var events = ProducerEvents()
        Self.drain(try slot.get(), into: &events, maximum: maximum, timeout: timeout.milliseconds)
        return events
    }

    /// Sends what is queued at once and waits until every record is acknowledged or has failed, or the time is up.
    ///
    /// Reports that come meanwhile are handed to `body`, on this thread; those that another thread polls go to it.
    ///
    /// - Returns: whether nothing is pending any more.
    @discardableResult
    public func flush(timeout: Duration, _ body: (ProducerEvents) -> Void = { _ in }) throws(KafkaError) -> Bool {
        let handle = try slot.get()
        return Self.flush(handle, by: .now + timeout, body)
    }

    /// Gives up every record that is queued or under way; each gets a report of that.
    public func purge() throws(KafkaError) {
        let handle = try slot.get()
        let flags = RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT
        try KafkaError.check(rd_kafka_purge(handle.client.raw, flags), "purge")
    }

    /// Flushes, gives up what is left when the time is up, hands over its reports, and destroys the client.
    ///
    /// - Parameters:
    ///   - timeout: for the whole; a fifth of a second more is spent on the reports of what was given up.
    ///   - body: gets the last reports, on this thread.
    /// - Returns: whether every record was acknowledged or had failed in time, and the client is destroyed.
    @discardableResult
    public func close(timeout: Duration, _ body: (ProducerEvents) -> Void = { _ in }) -> Bool {
        let deadline = ContinuousClock.now + timeout
        let flushed = finish(by: deadline, body)
        return slot.close(by: max(deadline, .now + .milliseconds(200))) && flushed
    }

    private func finish(by deadline: ContinuousClock.Instant, _ body: (ProducerEvents) -> Void) -> Bool {
        guard let handle = try? slot.get() else { return true }
        if Self.flush(handle, by: deadline, body) { return true }
        _ = rd_kafka_purge(handle.client.raw, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
        _ = Self.flush(handle, by: .now + .milliseconds(200), body)
        return false
    }

    private static func flush(
        _ handle: ClientHandle, by deadline: ContinuousClock.Instant, _ body: (ProducerEvents) -> Void
    ) -> Bool {
        let client = handle.client.raw
        while true {
            // librdkafka's flush ends lingering but does not serve the event queue, without which it never ends:
            // so it is called for moments, and the queue is served in between.
            _ = rd_kafka_flush(client, 2)
            var events = ProducerEvents()
            drain(handle, into: &events, maximum: 10_000, timeout: 2)
            if !events.isEmpty { body(events) }
            if rd_kafka_outq_len(client) == 0 { return true }
            if ContinuousClock.now >= deadline { return false }
        }
    }

    private static func drain(_ handle: ClientHandle, into events: inout ProducerEvents, maximum: Int, timeout: Int32) {
        var wait = timeout
        var taken = 0
        while taken < maximum, let event = rd_kafka_queue_poll(handle.mainQueue.raw, wait) {
            if rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR {
                while let message = rd_kafka_event_message_next(event) {
                    events.deliveries.append(DeliveryReport(message))
                    taken += 1
                }
            } else {
                if let other = ClientEvent(event) { events.others.append(other) }
                taken += 1
            }
            rd_kafka_event_destroy(event)
            wait = 0
        }
    }
}
