import CRdKafka

/// Transactions of a producer whose configuration has a `transactionalID`.
///
/// They block up to their timeout and belong on one thread, while another goes on polling: committing waits for delivery
/// reports that only polling takes. A call that timed out (`isRetriable`) may be made again, and goes on where it was.
extension Producer {
    /// Registers the transactional id, before the first transaction: an unfinished transaction of an earlier producer
    /// with the same id is finished or aborted, and that producer is fenced.
    public func initTransactions(timeout: Duration) throws(KafkaError) {
        let handle = try slot.get()
        try KafkaError.check(
            rd_kafka_init_transactions(handle.client.raw, timeout.milliseconds), "register the transactional id")
    }

    /// Begins a transaction: what is produced from now on belongs to it.
    public func beginTransaction() throws(KafkaError) {
        let handle = try slot.get()
        try KafkaError.check(rd_kafka_begin_transaction(handle.client.raw), "begin a transaction")
    }

    /// Adds consumed offsets to the transaction: they are committed with it, or not at all.
    ///
    /// - Parameters:
    ///   - offsets: of the next records to read.
    ///   - group: who consumed them, as of now.
    public func sendOffsets(
        _ offsets: [TopicPartitionOffset], of group: GroupMetadata, timeout: Duration
    ) throws(KafkaError) {
        let handle = try slot.get()
        let list = PartitionList(offsets)
        let error = list.with { list in
            group.with {
                rd_kafka_send_offsets_to_transaction(handle.client.raw, list, $0, timeout.milliseconds)
            }
        }
        try KafkaError.check(error, "hand in offsets")
    }

    /// Commits the transaction. Thrown errors that are neither retriable nor abortable leave it open whether it is
    /// committed.
    public func commitTransaction(timeout: Duration) throws(KafkaError) {
        let handle = try slot.get()
        try KafkaError.check(
            rd_kafka_commit_transaction(handle.client.raw, timeout.milliseconds), "commit the transaction")
    }

    /// Aborts the transaction: no reader of committed records sees any of it. Records still queued are given up.
    public func abortTransaction(timeout: Duration) throws(KafkaError) {
        let handle = try slot.get()
        try KafkaError.check(
            rd_kafka_abort_transaction(handle.client.raw, timeout.milliseconds), "abort the transaction")
    }
}
