import Foundation
import Testing

/// A worker that never catches up: the producer refills the partitions faster than it reads. Its memory must stay
/// bounded, and no record may be left out. `make backlog` has a million articles of 5 KB.
@Suite(.serialized) struct BacklogTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// MB that a worker may ever have resident.
    static let mostMegabytes = 200
    static let loads: [BacklogRun.Load] = {
        if let articles = environment["CHISO_BACKLOG_ARTICLES"].flatMap({ Int($0) }) {
            return [BacklogRun.Load(articles: articles, bodyBytes: 5_000, figures: 1)]
        }
        return [
            BacklogRun.Load(articles: 20_000, bodyBytes: 5_000, figures: 1),
            // Longer than a worker is patient with full stages before it pauses.
            BacklogRun.Load(articles: 20_000, bodyBytes: 5_000, figures: 1, refusal: .seconds(8)),
            // Much comes out of each.
            BacklogRun.Load(articles: 1_200, bodyBytes: 5_000, figures: 20),
            // Each takes much itself.
            BacklogRun.Load(articles: 150, bodyBytes: 400_000, figures: 1),
        ]
    }()

    @Test(
        "memory stays bounded however long the backlog, nothing is skipped, and nothing stands still for long",
        arguments: loads)
    func bounded(load: BacklogRun.Load) async throws {
        let report = try await onThread { try BacklogRun(load).run() }
        say(
            "backlog: \(load) in \(report.duration), at most \(report.mostLag) waiting,"
                + " worker \(report.idleMegabytes) MB at its start and \(report.mostMegabytes) MB at most,"
                + " longest stall \(report.longestStall), recovery in \(report.recovery)")
        #expect(report.faults.isEmpty, "\(report.faults.joined(separator: "\n"))")
        #expect(report.mostMegabytes < Self.mostMegabytes)
        // A stall of the fetcher takes about a second, on a machine that does nothing else.
        #expect(report.longestStall < .seconds(10))
        #expect(report.recovery < .seconds(10))
        #expect(report.mostLag > min(load.articles, load.window * 32) / 2, "the producer did not keep ahead")
    }
}
