import Kafka

extension Worker {
    /// Takes delivery reports, and whatever else the two clients have to say, until the worker is closed.
    func drainReports(until end: Ending) {
        var nextCommit = ContinuousClock.now
        var unsettled: ContinuousClock.Instant?
        var nextLook = ContinuousClock.now
        var summary = ProgressSummary()
        while !end.isReached {
            do {
                let events = try output.current.poll(timeout: .milliseconds(50))
                if !events.deliveries.isEmpty {
                    ledger.change { ledger in
                        for report in events.deliveries { ledger.close(report.id, report.error) }
                    }
                }
                for event in events.others { handle(event, .producer) }
                for event in try consumer.events() { handle(event, .consumer) }
            } catch {
                // Both clients are closed by the polling thread at the end; until then it is a fault.
                if error.code != .closed { return fail(.fatal, "\(error)") }
            }
            if ContinuousClock.now >= nextCommit {
                nextCommit = .now + .milliseconds(500)
                unsettled = settle(since: unsettled)
                commitDue()
            }
            if ContinuousClock.now >= nextLook {
                nextLook = .now + .seconds(1)
                lookAfter(&summary)
            }
        }
        limitedLog.flush(all: true)
    }

    /// Ends the wait for an assignment when every member must have joined, should none have come.
    private func settle(since start: ContinuousClock.Instant?) -> ContinuousClock.Instant? {
        guard rebalancing.tracker.update({ $0.calm != .steady }) else { return nil }
        let longest = options.consumer.maximumPollInterval + options.consumer.sessionTimeout
        guard let start, ContinuousClock.now - start > longest else { return start ?? .now }
        rebalancing.tracker.update { $0.settle() }
        return nil
    }

    private func handle(_ event: ClientEvent, _ client: BrokerReachability.Client) {
        switch event {
        case .committed(let offsets, let error): noteCommit(offsets, error)
        // A transactional producer is renewed by whoever publishes.
        case .error(let error) where error.isFatal && !(client == .producer && output.isTransactional):
            fail(.fatal, "\(client): \(error)")
        // Told once it has stood for a moment, and again when it is over.
        case .error(let error) where error.code == .allBrokersDown: vitals.noteAllDown(client)
        case .error(let error):
            // A lost connection is tried again, and is nothing to act on while there are others.
            let isPassing = error.code == .transport
            vitals.noteConnectionError(error.message)
            log(
                WorkerLog(
                    isPassing ? .info : .warning, isPassing ? "connection lost or refused" : "kafka error",
                    [("client", client.rawValue), ("error", "\(error)")]))
        case .log(let line):
            // What the library calls an error it tries again by itself, a lost connection above all; what it cannot
            // mend comes as a fatal error. Failures of connections are told as events too.
            let isToldAlready = line.facility == "FAIL"
            let level: WorkerLog.Level =
                line.level <= 2 ? .error : line.level <= 4 && !isToldAlready ? .warning : .debug
            log(WorkerLog(level, line.message, [("client", client.rawValue), ("facility", line.facility)]))
        case .statistics(let json): vitals.note(json, client)
        }
    }
}
