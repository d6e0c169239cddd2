import Foundation
import Kafka

extension ChaosRun {
    /// Does one thing of the plan.
    func take(_ action: ChaosPlan.Action) throws {
        switch action {
        case .startWorker: try startWorker()
        case .kill(let index):
            guard let worker = worker(index) else { return }
            worker.isLeaving = true
            worker.signal(SIGKILL)
            note("\(worker.name) is killed")
        case .terminate(let index):
            guard let worker = worker(index) else { return }
            worker.isLeaving = true
            worker.signal(SIGTERM)
            note("\(worker.name) is told to stop")
        case .freeze(let index):
            guard let worker = worker(index) else { return }
            worker.isFrozen = true
            worker.signal(SIGSTOP)
            note("\(worker.name) is frozen")
            let length = max(Self.sessionTimeout, ChaosSettings.transactionTimeout) + .seconds(3)
            mend(after: length, "\(worker.name) goes on") {
                worker.signal(SIGCONT)
                worker.isFrozen = false
            }
        case .stopBroker, .slowBroker, .moveLeaders, .moveCoordinator, .fail: try disturb(action)
        }
    }

    /// Does something to the brokers, where they can be told.
    private func disturb(_ action: ChaosPlan.Action) throws {
        guard let broker = cluster.embedded else { return }
        note("\(action)")
        switch action {
        case .stopBroker(let id, let milliseconds):
            try broker.stop(broker: id)
            mend(after: .milliseconds(milliseconds), "broker \(id) is back") { try broker.start(broker: id) }
        case .slowBroker(let id, let roundTrip, let milliseconds):
            try broker.setRoundTrip(.milliseconds(roundTrip), broker: id)
            mend(after: .milliseconds(milliseconds), "broker \(id) is quick again") {
                try broker.setRoundTrip(.zero, broker: id)
            }
        case .moveLeaders(let stream, let id):
            for place in cluster.places([stream]) where place.partition % 2 == id % 2 {
                try broker.moveLeader(of: place, to: id)
            }
        case .moveCoordinator(let id): try broker.moveCoordinator(ofGroup: cluster.group, to: id)
        case .fail(let request, let codes): try broker.fail(request, with: codes)
        case .kill, .terminate, .freeze, .startWorker: break
        }
    }

    /// One of the workers at work.
    private func worker(_ index: Int) -> WorkerProcess? {
        let running = workers.filter { !$0.isLeaving && !$0.isFrozen && !$0.hasEnded() }
        return running.isEmpty ? nil : running[index % running.count]
    }

    private func mend(after time: Duration, _ what: String, _ body: @escaping () throws -> Void) {
        mends.append((.now + time, what, body))
    }

    /// Mends what is due; nil: everything, and forgets errors that nobody met.
    func mendAll(dueBy time: ContinuousClock.Instant?) {
        let due = mends.filter { mend in time.map { mend.at <= $0 } ?? true }
        mends.removeAll { mend in time.map { mend.at <= $0 } ?? true }
        for mend in due {
            note(mend.what)
            do { try mend.body() } catch { faults.append("\(mend.what): \(error)") }
        }
        guard time == nil, let broker = cluster.embedded else { return }
        for (request, _) in ChaosPlan.passingErrors { try? broker.clearFailures(request) }
    }

    /// Looks who has ended, and sees to it that somebody works.
    func supervise() throws {
        for worker in workers where worker.hasEnded() { judge(worker) }
        workers.removeAll { $0.ending != nil }
        if workers.allSatisfy({ $0.isLeaving || $0.isFrozen }) { try startWorker() }
    }

    /// Whether a worker ended as it may.
    private func judge(_ worker: WorkerProcess) {
        guard let ending = worker.ending else { return }
        note("\(worker.name) ended: \(ending)")
        switch (ending, worker.isLeaving) {
        case (.signal(SIGKILL), true), (.exit(0), true): return
        // The brokers were away for longer than the grace, or than a start may take.
        case (.exit(75), true): return
        // The signal came before the program had begun.
        case (.signal(SIGTERM), true) where worker.logTail().isEmpty: return
        default: faults.append("\(worker.name): \(ending)\n\(worker.logTail())")
        }
    }

    /// Tells all workers to stop; each must do so in good order.
    func stopWorkers() {
        for worker in workers where !worker.isLeaving {
            worker.isLeaving = true
            worker.signal(SIGTERM)
        }
        let end = ContinuousClock.now + .seconds(45)
        while workers.contains(where: { !$0.hasEnded() }), ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.05)
        }
        for worker in workers {
            if worker.hasEnded() {
                judge(worker)
            } else {
                faults.append("\(worker.name) did not stop\n\(worker.logTail())")
            }
        }
        workers = []
    }
}
