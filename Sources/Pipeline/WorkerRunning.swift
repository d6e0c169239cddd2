import Kafka

extension Worker {
    /// The whole life, on the polling thread.
    func runOnThisThread() -> WorkerResult {
        guard life.change({ $0.handle(.start) }) == .connect else { return result }
        let stages = WorkerThreads()
        let reports = WorkerThreads()
        let end = Ending()
        let probing = WorkerThreads()
        let probingEnd = Ending()
        probing.start("chiso-probe") { self.probe(until: probingEnd) }
        reports.start("chiso-reports") { self.drainReports(until: end) }
        if let outbox = connect(), life.change({ $0.handle(.connected) }) == .consume {
            start(stages, outbox)
            poll()
            drain(stages)
        }
        probingEnd.reach()
        close(reports, end)
        return result
    }

    /// Asks for the topics and joins the group.
    /// - Returns: nil if the worker ends before it began.
    private func connect() -> Outbox? {
        let deadline = ContinuousClock.now + options.startTimeout
        var outbox = Outbox(producer: output.current, topics: options.topics)
        while life.update({ $0.state == .starting }) {
            do {
                try outbox.countPartitions(timeout: .seconds(1))
                try chooseDelivery(&outbox)
                if options.end == .whenCaughtUp { try setTargets(timeout: .seconds(5)) }
                try consumer.subscribe([options.topics.raw])
                return outbox
            } catch {
                if error.isRetriable, ContinuousClock.now < deadline {
                    // Metadata errors may come at once: do not ask in a hot loop.
                    _ = life.wait(until: .now + .milliseconds(100)) { $0.state == .starting ? nil : true }
                    continue
                }
                let servers = options.consumer.client.bootstrapServers
                fail(.unavailable, "\(error) (asked \(servers))")
            }
        }
        return nil
    }

    /// Does without transactions where they are worth nothing.
    private func chooseDelivery(_ outbox: inout Outbox) throws(KafkaError) {
        guard output.isTransactional, !options.transactsWithEmbedded else { return }
        guard EmbeddedBroker.isEmbedded(clusterID: try consumer.clusterID(timeout: .seconds(5)) ?? "") else { return }
        log(
            WorkerLog(
                .warning,
                "delivery is at least once: the embedded broker neither isolates transactions nor keeps their offsets"))
        var configuration = options.producer
        configuration.transactionalID = nil
        try output.replace(with: configuration)
        outbox.producer = output.current
    }

    private func setTargets(timeout: Duration) throws(KafkaError) {
        let metadata = try consumer.metadata(topic: options.topics.raw, timeout: timeout)
        guard let topic = metadata.topic(options.topics.raw) else { return }
        if let error = topic.error { throw error }
        var targets: [TopicPartition: Int64] = [:]
        for partition in topic.leaders.keys {
            let place = TopicPartition(options.topics.raw, partition)
            let marks = try consumer.queryWatermarks(place, timeout: timeout)
            targets[place] = marks.low == marks.high ? 0 : marks.high
        }
        rebalancing.finish.update { [targets] in $0.setTargets(targets) }
    }

    private func start(_ stages: WorkerThreads, _ outbox: Outbox) {
        for lane in 0..<options.lanes {
            stages.start("chiso-lane-\(lane)") { self.runLane(lane) }
        }
        stages.start("chiso-publish") { self.runPublisher(outbox) }
    }

    /// Finishes what is in hand within the grace, while the consumer stays in its group.
    private func drain(_ stages: WorkerThreads) {
        stopClock.begin(options.grace)
        try? consumer.pause()
        flow.change { $0.close() }
        while life.update({ $0.state == .draining }) {
            let tick = min(stopClock.workEnd, .now + .milliseconds(20))
            // A commit that met a rebalance passes when that is over.
            if flow.wait(until: tick, { $0.isEmpty ? true : nil }) ?? false,
                rebalancing.tracker.wait(until: tick, { $0.isSettled ? true : nil }) ?? false
            {
                break
            }
            if flow.update({ $0.isEmpty }), ContinuousClock.now >= stopClock.workEnd { break }
            if ContinuousClock.now >= stopClock.workEnd {
                if life.change({ $0.handle(.expired) }) == .abandon { abandon() }
            } else {
                // What a paused consumer hands out nonetheless is not in hand, and is read again later.
                _ = try? consumer.poll(maximumRecords: 1, timeout: .zero)
            }
        }
        // A lane in the midst of an article cannot be interrupted: it is not waited for much longer than for the rest.
        if !stages.join(until: .now + .seconds(1)) {
            log(WorkerLog(.warning, "a lane is still in the midst of an article and is left behind"))
        }
        _ = life.change { $0.handle(.drained) }
    }

    private func close(_ reports: WorkerThreads, _ end: Ending) {
        stopClock.begin(options.grace)
        commitRest()
        let patience = max(.seconds(1), stopClock.end - .now)
        // Who cannot be reached cannot be taken leave of.
        let isHopeless = life.update { $0.isAbandoning } || vitals.unreachable != nil
        if !consumer.close(timeout: isHopeless ? min(patience, .seconds(3)) : patience) {
            log(WorkerLog(.warning, "the group could not be left in time; it notices by the session timeout"))
        }
        end.reach()
        _ = reports.join(until: .now + .seconds(1))
        output.current.close(timeout: .milliseconds(500))
        _ = life.change { $0.handle(.closed) }
    }

    /// Commits what is delivered, and waits for the answer.
    private func commitRest() {
        let due = rebalancing.tracker.update { $0.takeDue(of: Array($0.owned)) }
        guard !due.isEmpty else { return }
        do {
            try consumer.commit(due)
            rebalancing.tracker.update { $0.commit(due, succeeded: true) }
            counters.change { $0.commits += 1 }
        } catch {
            rebalancing.tracker.update { $0.commit(due, succeeded: false) }
            counters.change { $0.commitFailures += 1 }
            log(WorkerLog(.warning, "the last commit failed; some work is repeated", [("error", "\(error)")]))
        }
    }
}

extension Outbox {
    /// Counts the partitions of the output topics, which must be there.
    mutating func countPartitions(timeout: Duration) throws(KafkaError) {
        eventPartitions = try count(topics.events, timeout)
        manifestPartitions = try count(topics.manifests, timeout)
        _ = try count(topics.deadLetters, timeout)
    }

    private func count(_ topic: String, _ timeout: Duration) throws(KafkaError) -> Int32 {
        let metadata = try producer.metadata(topic: topic, timeout: timeout)
        let described = metadata.topic(topic)
        if let error = described?.error, error.code != .unknownTopicOrPartition { throw error }
        guard let described, described.partitionCount > 0 else {
            throw KafkaError(.unknownTopicOrPartition, "the topic \(topic) does not exist: create it")
        }
        return described.partitionCount
    }
}
