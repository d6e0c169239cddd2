import Foundation
import Testing

/// Pages of `chiso extract --format html`, looked at by a real browser: see `Tests/Page`.
@Suite struct PageTests {
    private static let script = BuiltBinary.project.appendingPathComponent("Tests/Page/check_pages.py").path

    private static let hasBrowser = ["chromedriver", "chromium"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Where the tests' peers were set up, and in CI, a browser must be there.
    private static let mustLook: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return hasBrowser || environment["CI"] != nil || environment["CHISO_TEST_PYTHON"] != nil
    }()

    @Test(.enabled(if: mustLook, "needs chromium and chromedriver"))
    func pagesAreWholeOnDesktopAndTelephone() async throws {
        let run = try await BuiltBinary.run(BuiltBinary.python, ["-B", Self.script, "--chiso", BuiltBinary.url.path])
        #expect(run.status == 0, "\(run.lines.prefix(20).joined(separator: "\n"))\n\(run.errors)")
        #expect(run.lines.last?.hasSuffix("broken pages noticed") == true)
    }
}
