import CRdKafka

extension Consumer {
    /// Answers what the group announced during the last poll.
    ///
    /// A failure becomes an event of the batch, because throwing would lose the records already taken.
    func answerRebalances(_ handle: ClientHandle, taken: MessageBuffer) {
        while let announcement = inbox.takeFirst() {
            state.withLock { $0.phase = .rebalancing }
            do throws(KafkaError) {
                try answer(announcement, handle, taken)
            } catch {
                taken.note(.error(error, nil))
            }
            state.withLock { $0.phase = .polling }
        }
    }

    private func answer(_ announcement: RebalanceInbox.Announcement, _ handle: ClientHandle, _ taken: MessageBuffer)
        throws(KafkaError)
    {
        let partitions = announcement.partitions.partitions
        guard announcement.code.raw == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS else {
            taken.discard(Set(partitions))
            hook(Rebalance(kind: announcement.isLost ? .lost : .revoked, partitions: partitions), self)
            try release(announcement, handle)
            return
        }
        try take(announcement.partitions, handle)
        hook(Rebalance(kind: .assigned, partitions: partitions), self)
    }

    private func take(_ partitions: PartitionList, _ handle: ClientHandle) throws(KafkaError) {
        let client = handle.client.raw
        if isCooperative(client) {
            try KafkaError.check(partitions.with { rd_kafka_incremental_assign(client, $0) }, "assign")
        } else {
            try KafkaError.check(partitions.with { rd_kafka_assign(client, $0) }, "assign")
        }
        // librdkafka remembers of a partition that left that it was paused, and would never fetch from it again.
        let isPaused = isPaused
        _ = partitions.with {
            isPaused ? rd_kafka_pause_partitions(client, $0) : rd_kafka_resume_partitions(client, $0)
        }
    }

    private func release(_ announcement: RebalanceInbox.Announcement, _ handle: ClientHandle) throws(KafkaError) {
        let client = handle.client.raw
        if announcement.code.raw == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS, isCooperative(client) {
            let error = announcement.partitions.with { rd_kafka_incremental_unassign(client, $0) }
            try KafkaError.check(error, "unassign")
        } else {
            try KafkaError.check(rd_kafka_assign(client, nil), "unassign")
        }
    }

    private func isCooperative(_ client: OpaquePointer) -> Bool {
        rd_kafka_rebalance_protocol(client).map { String(cString: $0) } == "COOPERATIVE"
    }

    /// Stops fetching from every partition, present and to come, until `resume`: polls then only keep the membership.
    ///
    /// What was fetched ahead is thrown away and read again later, so wait some seconds on a full stage before pausing.
    /// Only between polls.
    public func pause() throws(KafkaError) { try setPaused(true) }

    /// Fetches again from where the last batch ended. Only between polls. The first record may take a second to come:
    /// librdkafka 2.0.2 looks for partitions to fetch from only so often.
    public func resume() throws(KafkaError) { try setPaused(false) }

    /// Whether `pause` is in force.
    public var isPaused: Bool { state.withLock { $0.isPaused } }

    private func setPaused(_ paused: Bool) throws(KafkaError) {
        let partitions = try assignment()
        try change(partitions, paused: paused)
        state.withLock { $0.isPaused = paused }
    }

    /// Stops fetching from some partitions. Only between polls; a partition that leaves and returns is not paused.
    public func pause(_ partitions: [TopicPartition]) throws(KafkaError) { try change(partitions, paused: true) }

    /// Fetches from some partitions again. Only between polls.
    public func resume(_ partitions: [TopicPartition]) throws(KafkaError) { try change(partitions, paused: false) }

    private func change(_ partitions: [TopicPartition], paused: Bool) throws(KafkaError) {
        let handle = try slot.get()
        let list = PartitionList(partitions)
        let what = paused ? "pause" : "resume"
        try whileIdle(what) {
            list.with {
                paused
                    ? rd_kafka_pause_partitions(handle.client.raw, $0)
                    : rd_kafka_resume_partitions(handle.client.raw, $0)
            }
        }
        try list.checkEach(what)
    }
}
