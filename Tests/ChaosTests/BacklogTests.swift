import Foundation
import Testing

/// A worker that never catches up: the producer refills the partitions faster than it reads. Its memory must stay
/// bounded, and no record may be left out. `make backlog` has a million articles of 5 KB.
@Suite(.serialized) struct BacklogTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// Articles in all.
    static let articles = environment["CHISO_BACKLOG_ARTICLES"].flatMap { Int($0) } ?? 20_000
    /// MB that a worker may ever have resident.
    static let mostMegabytes = 200

    @Test("memory stays bounded however long the backlog, nothing is skipped, and nothing stands still for long")
    func bounded() async throws {
        let articles = Self.articles
        let report = try await onThread { try BacklogRun(articles: articles).run() }
        say(
            "backlog: \(articles) articles in \(report.duration), at most \(report.mostLag) waiting,"
                + " worker \(report.idleMegabytes) MB at its start and \(report.mostMegabytes) MB at most,"
                + " longest stall \(report.longestStall)")
        #expect(report.faults.isEmpty, "\(report.faults.joined(separator: "\n"))")
        #expect(report.mostMegabytes < Self.mostMegabytes)
        // A stall of the fetcher takes about a second, on a machine that does nothing else.
        #expect(report.longestStall < .seconds(10))
        #expect(report.mostLag > min(articles / 2, 10_000), "the producer did not keep ahead of the worker")
    }
}
