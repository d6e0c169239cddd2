import Foundation
import Kafka

/// Carries a plan out: puts records in, runs workers, lets things fail, and has the ledger judge what came out.
///
/// All of it happens on the thread that calls; what depends on time are only the lengths of faults and a deadline.
final class ChaosRun {
    /// How a run came out.
    struct Report {
        var verdict: ConservationLedger.Verdict
        /// What must not happen and is not the ledger's: crashes, wrong exit codes, a missed deadline.
        var faults: [String]
        var records: Int
        var findings: Int
        var duration: Duration
        /// The longest time in which nothing got its fate, while there was work.
        var longestStall: Duration
        /// What was done, and when.
        var journal: [String]
    }

    /// Records that are put in and have no fate yet, at most.
    private static let window = 120
    private static let workersAtStart = 3
    static let sessionTimeout = Duration.seconds(6)

    let plan: ChaosPlan
    let cluster: ChaosCluster
    let delivery: String
    private let start = ContinuousClock.now
    private let deadline: ContinuousClock.Instant
    let folder: URL
    var workers: [WorkerProcess] = []
    private var started = 0
    /// Whether the workers' logs stay behind: those of a failed run are wanted.
    private var keepsLogs = true
    var faults: [String] = []
    private(set) var journal: [String] = []
    /// What is to be mended, and when.
    var mends: [(at: ContinuousClock.Instant, what: String, body: () throws -> Void)] = []
    private var fates: Set<ConservationLedger.Item> = []
    private var lastFate = ContinuousClock.now
    private var longestStall = Duration.zero

    /// - Parameter delivery: what the workers promise.
    init(plan: ChaosPlan, cluster: ChaosCluster, delivery: String, within limit: Duration) throws {
        self.plan = plan
        self.cluster = cluster
        self.delivery = delivery
        deadline = .now + limit
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("chiso-chaos-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        workers = []
        if !keepsLogs { try? FileManager.default.removeItem(at: folder) }
    }

    /// From the first record to the verdict.
    func run() throws -> Report {
        for _ in 0..<Self.workersAtStart { try startWorker() }
        try carryOut()
        mendAll(dueBy: nil)
        try awaitCommits()
        stopWorkers()
        let raw = try cluster.readAll([.raw])
        var expectation = try Expectation(partitions: cluster.partitions)
        let ledger = ConservationLedger(raw.map { expectation.entry($0) })
        checkInputs(raw)
        let findings = try cluster.readAll([.events, .manifests, .deadLetters]).map { record in
            ConservationLedger.Finding(
                item: record.item(cluster.stream(record.topic) ?? .raw), partition: record.partition,
                offset: record.offset)
        }
        let verdict = ledger.judge(
            findings, committed: try cluster.committed(), ends: try cluster.rawWatermarks().mapValues(\.high))
        keepsLogs =
            ChaosSettings.debug != nil || !faults.isEmpty
            || !verdict.isClean(allowingDuplicates: !ChaosSettings.isExactlyOnce(delivery))
        note(keepsLogs ? "the workers' logs are in \(folder.path)" : "all is well")
        return Report(
            verdict: verdict, faults: faults, records: raw.count, findings: findings.count,
            duration: .now - start, longestStall: longestStall, journal: journal)
    }

    func note(_ text: String) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        journal.append("\(String(format: "%6.1f", seconds)) s, \(fates.count) fates: \(text)")
    }

    /// Puts everything in and takes every step.
    private func carryOut() throws {
        let producer = try cluster.producer()
        defer { producer.close(timeout: .seconds(2)) }
        let reader = try cluster.reader([.manifests, .deadLetters])
        defer { reader.close(timeout: .seconds(5)) }
        var steps = plan.steps[...]
        var next = 0
        var (acknowledged, again) = (0, [Int]())
        while acknowledged < plan.inputs.count || !steps.isEmpty || !mends.isEmpty {
            guard ContinuousClock.now < deadline else { return faults.append("the deadline passed halfway") }
            try watch(reader)
            for report in try producer.poll().deliveries {
                if report.error == nil { acknowledged += 1 } else { again.append(Int(report.id)) }
            }
            while !again.isEmpty || (next < plan.inputs.count && next - fates.count < Self.window) {
                let number = again.popLast() ?? next
                do throws(KafkaError) { try put(plan.inputs[number], producer) } catch {
                    if number < next { again.append(number) }
                    break
                }
                if number == next { next += 1 }
            }
            // When nothing more comes, what is left of the plan must not wait for it.
            let isOver = acknowledged == plan.inputs.count && ContinuousClock.now - lastFate > .seconds(5)
            while let step = steps.first, step.delivered <= fates.count || isOver {
                steps.removeFirst()
                try take(step.action)
            }
            mendAll(dueBy: .now)
            try supervise()
        }
    }

    private func put(_ input: ChaosInput, _ producer: Producer) throws(KafkaError) {
        let partition = input.key.map { Partitioner.partition(forKey: $0.span, partitions: cluster.partitions) }
        try producer.produce(
            OutgoingRecord(
                topic: cluster.topic(.raw), partition: partition ?? input.partition, key: input.key,
                value: input.value, headers: input.headers, timestamp: input.timestamp),
            id: UInt64(input.number))
    }

    /// Counts what has its fate.
    private func watch(_ reader: Consumer) throws {
        guard let batch = try reader.poll(timeout: .milliseconds(20)) else { return }
        let before = fates.count
        for record in batch {
            let record = LoggedRecord(record)
            fates.insert(record.item(cluster.stream(record.topic) ?? .raw))
        }
        guard fates.count > before else { return }
        longestStall = max(longestStall, .now - lastFate)
        lastFate = .now
    }

    /// Waits until the group has committed all there is.
    private func awaitCommits() throws {
        note("all records are in and all steps taken")
        let ends = try cluster.rawWatermarks().mapValues(\.high).filter { $0.value > 0 }
        while ContinuousClock.now < deadline {
            // Asked anew each time: coordinators may be on the move still.
            if let committed = try? cluster.committed(), committed == ends { return note("all is committed") }
            try supervise()
            Thread.sleep(forTimeInterval: 0.25)
        }
        let committed = (try? cluster.committed()) ?? [:]
        faults.append("not everything was committed before the deadline: \(committed) of \(ends)")
        for worker in workers { faults.append("\(worker.name):\n\(worker.logTail(40))") }
    }

    /// What the producer of this test lost or doubled is no worker's fault, but must be known.
    private func checkInputs(_ raw: [LoggedRecord]) {
        let numbers = Set(raw.compactMap { $0.header(ChaosInput.numberHeader).flatMap { Int($0) } })
        let absent = plan.inputs.map(\.number).filter { !numbers.contains($0) }
        if !absent.isEmpty { faults.append("inputs that never reached the raw topic: \(absent.prefix(10))") }
        if cluster.embedded == nil, raw.count != numbers.count { faults.append("inputs are in the raw topic twice") }
    }

    func startWorker() throws {
        started += 1
        let name = "w\(started)"
        workers.append(
            try WorkerProcess(
                name: name, folder: folder, settings: ChaosSettings.worker(name, cluster, delivery: delivery)))
        note("\(name) starts")
    }
}
