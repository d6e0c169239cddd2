import Kafka

extension Worker {
    /// Takes delivery reports, and whatever else the two clients have to say, until the worker is closed.
    func drainReports(until end: Ending) {
        var nextCommit = ContinuousClock.now
        var unsettled: ContinuousClock.Instant?
        while !end.isReached {
            do {
                let events = try output.current.poll(timeout: .milliseconds(50))
                if !events.deliveries.isEmpty {
                    ledger.change { ledger in
                        for report in events.deliveries { ledger.close(report.id, report.error) }
                    }
                }
                for event in events.others { handle(event, "producer") }
                for event in try consumer.events() { handle(event, "consumer") }
            } catch {
                // Both clients are closed by the polling thread at the end; until then it is a fault.
                if error.code != .closed { return fail(.fatal, "\(error)") }
            }
            if ContinuousClock.now >= nextCommit {
                nextCommit = .now + .milliseconds(500)
                unsettled = settle(since: unsettled)
                commitDue()
            }
        }
    }

    /// Ends the wait for an assignment when every member must have joined, should none have come.
    private func settle(since start: ContinuousClock.Instant?) -> ContinuousClock.Instant? {
        guard rebalancing.tracker.update({ $0.calm != .steady }) else { return nil }
        let longest = options.consumer.maximumPollInterval + options.consumer.sessionTimeout
        guard let start, ContinuousClock.now - start > longest else { return start ?? .now }
        rebalancing.tracker.update { $0.settle() }
        return nil
    }

    private func handle(_ event: ClientEvent, _ client: String) {
        switch event {
        case .committed(let offsets, let error): noteCommit(offsets, error)
        // A transactional producer is renewed by whoever publishes.
        case .error(let error) where error.isFatal && !(client == "producer" && output.isTransactional):
            fail(.fatal, "\(client): \(error)")
        case .error(let error):
            log(WorkerLog(.warning, "kafka error", [("client", client), ("error", "\(error)")]))
        case .log(let line):
            let level: WorkerLog.Level = line.level <= 3 ? .error : line.level == 4 ? .warning : .debug
            log(WorkerLog(level, line.message, [("client", client), ("facility", line.facility)]))
        case .statistics: break
        }
    }
}
