import Foundation
import Testing

/// Workers in processes of their own, killed, stopped, frozen and added while brokers fail, and a ledger of what went
/// in and came out. `make chaos SEEDS="7 8"` runs these seeds with more records.
@Suite(.serialized) struct ChaosTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let seeds: [UInt64] = {
        let text = environment["CHISO_CHAOS_SEEDS"] ?? ""
        let given = text.split { !$0.isNumber }.compactMap { UInt64($0) }
        return given.isEmpty ? [1] : given
    }()
    static let inputs = environment["CHISO_CHAOS_RECORDS"].flatMap { Int($0) } ?? 300

    private var size: ChaosPlan.Size {
        var size = ChaosPlan.Size()
        size.inputs = Self.inputs
        size.brokerFaults = max(10, Self.inputs / 40)
        return size
    }

    private var limit: Duration { .seconds(240) + .milliseconds(100 * Self.inputs) }

    @Test("nothing is lost, invented or out of order, whatever fails", arguments: seeds)
    func embedded(seed: UInt64) async throws {
        let (size, limit) = (size, limit)
        try await judge(seed) {
            let cluster = try ChaosCluster(brokers: size.brokers, partitions: size.partitions)
            defer { cluster.embedded?.close() }
            return try ChaosRun(
                plan: ChaosPlan(seed: seed, size: size), cluster: cluster, delivery: ChaosSettings.embeddedDelivery,
                within: limit
            ).run()
        }
    }

    @Test(
        "on a real cluster nothing is doubled either", .enabled(if: ChaosCluster.realServers != nil), arguments: seeds)
    func real(seed: UInt64) async throws {
        var size = size
        // Without faults of brokers it is so much quicker.
        size.inputs *= 5
        let (plan, limit) = (ChaosPlan(seed: seed, size: size, brokerFaults: false), limit)
        let partitions = size.partitions
        let delivery = ChaosSettings.strictestDelivery
        try await judge(seed, allowingDuplicates: !ChaosSettings.isExactlyOnce(delivery)) {
            let cluster = try ChaosCluster(
                servers: ChaosCluster.realServers ?? "", partitions: partitions)
            return try ChaosRun(
                plan: plan, cluster: cluster, delivery: delivery, within: limit
            ).run()
        }
    }

    private func judge(
        _ seed: UInt64, allowingDuplicates: Bool = true, _ run: @escaping @Sendable () throws -> ChaosRun.Report
    ) async throws {
        let report = try await onThread { try run() }
        say(
            "chaos: seed \(seed): \(report.records) records, \(report.findings) outputs,"
                + " \(report.verdict.duplicates) duplicates, longest stall \(report.longestStall), \(report.duration)")
        if Self.environment["CHISO_CHAOS_JOURNAL"] != nil { say(report.journal.joined(separator: "\n")) }
        let isSound = report.verdict.isClean(allowingDuplicates: allowingDuplicates) && report.faults.isEmpty
        #expect(
            isSound,
            """
            \(report.verdict)
            \(report.faults.joined(separator: "\n"))
            \(report.journal.joined(separator: "\n"))
            replay: make chaos SEEDS=\(seed) RECORDS=\(Self.inputs)
            """)
    }
}

/// Runs blocking work on a thread of its own.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// Says something at once, where what is printed waits for a buffer to fill.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
