import Dispatch
public import Kafka
import Synchronization

/// The long-running worker: reads raw articles, processes them in lanes, publishes what they say and commits.
///
/// Consuming, processing and publishing run at the same time, each on threads of its own, joined by bounded queues. An
/// offset is committed when every record before it has its events and manifest, or its dead letter, in the log: with them
/// in one transaction where delivery is exactly once, after them where it is at least once, so that after a crash some
/// output comes twice, and none is missing.
public final class Worker: Sendable {
    let options: WorkerOptions
    let consumer: Consumer
    let output: OutputProducer
    let processor: any MessageProcessor
    let log: WorkerLogHandler
    let limitedLog: LimitedLog
    let counters = WorkerCounters()
    let vitals: Vitals
    let healthState: Mutex<WatchedHealth>
    let life = Monitor(WorkerLife())
    let flow: Monitor<BatchFlow<PolledBatch>>
    let ledger = Monitor(DeliveryLedger())
    let rebalancing: RebalanceHandler
    let stopClock = StopClock()
    /// Why it failed, in words; the first that is said.
    private let failure = Mutex<String?>(nil)

    /// Makes a worker; it connects when it is run.
    ///
    /// - Parameters:
    ///   - options: how it works.
    ///   - processor: copied for each lane.
    ///   - log: takes the log.
    /// - Throws: `KafkaError` where a Kafka property is wrong or refused.
    public init(
        options: WorkerOptions, processor: some MessageProcessor, log: @escaping WorkerLogHandler = { _ in }
    ) throws(KafkaError) {
        var options = options
        options.lanes = max(1, options.lanes)
        if case .exactlyOnce(let id) = options.delivery { options.producer.transactionalID = id }
        // The end of a partition is behind its last record where transactions were: the lag needs it.
        options.consumer.reportsEndOfPartition = true
        options.consumer.client.statisticsInterval = options.statisticsInterval
        options.producer.client.statisticsInterval = options.statisticsInterval
        self.options = options
        self.processor = processor
        let limitedLog = LimitedLog(log)
        let log = limitedLog.handler
        self.limitedLog = limitedLog
        self.log = log
        let vitals = Vitals(beginsAtOldest: options.consumer.offsetReset == .earliest)
        self.vitals = vitals
        healthState = Mutex(WatchedHealth(value: HealthState(stallAfter: options.stallAfter)))
        flow = Monitor(
            BatchFlow(
                .init(
                    batches: max(1, options.queuedBatches), inputBytes: options.queuedBytes,
                    outputBytes: options.outputBytes)))
        let rebalancing = RebalanceHandler(
            options: options, flow: flow, stopClock: stopClock, counters: counters, log: log)
        self.rebalancing = rebalancing
        output = try OutputProducer(options.producer)
        consumer = try Consumer(options.consumer) {
            rebalancing.handle($0, $1)
            vitals.note($0)
        }
    }

    /// Runs until somebody stops it, its end is reached, or it cannot go on. Once only.
    public func run() async -> WorkerResult {
        await withCheckedContinuation { continuation in
            WorkerThreads().start("chiso-poll") { continuation.resume(returning: self.runOnThisThread()) }
        }
    }

    /// Asks it to stop: it polls no more, finishes and commits what is in hand within the grace, and leaves the group.
    /// A second call gives up what is in hand. From any thread, at any time.
    public func stop() {
        stopClock.begin(options.grace)
        let action = life.change { $0.handle(.stop) }
        if action == .abandon { abandon() }
        // The polling thread may wait for room or for records.
        flow.change { _ in }
        consumer.wake()
    }

    /// What it has done so far and what it has in hand. From any thread; asks no broker.
    public func snapshot() -> WorkerSnapshot {
        var snapshot = counters.current
        (snapshot.inFlight, snapshot.inFlightBytes) = flow.update { ($0.recordCount, $0.inputBytes) }
        snapshot.assignedPartitions = rebalancing.tracker.update { $0.owned.count }
        for (place, lag) in vitals.lag({ $0.lags }) { snapshot.lag["\(place)"] = lag }
        return snapshot
    }

    /// Ends the worker for a reason.
    func fail(_ reason: ExitReason, _ message: String) {
        failure.withLock { $0 = $0 ?? message }
        log(WorkerLog(.error, "the worker cannot go on", [("reason", message)]))
        let action = life.change { $0.handle(.failed(reason)) }
        if action == .abandon { abandon() }
        consumer.wake()
    }

    /// Has every stage drop what it holds.
    func abandon() {
        flow.change { $0.abandon() }
        try? output.current.purge()
    }

    /// Whether what is in hand is to be dropped, now or within a time.
    func isAbandoned(within time: Duration = .zero) -> Bool {
        if time == .zero { return life.update { $0.isAbandoning } }
        return life.wait(until: .now + time) { $0.isAbandoning ? true : nil } ?? false
    }

    var result: WorkerResult {
        WorkerResult(reason: life.update { $0.exit ?? .drained }, message: failure.withLock { $0 })
    }
}

extension WorkerLife {
    /// Whether work in hand is dropped.
    var isAbandoning: Bool { state == .abandoning || exit.map { $0 != .drained } ?? false }
}
