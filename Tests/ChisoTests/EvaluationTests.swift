import Testing

/// How well the shipped articles are read, measured by the project's scorer.
@Suite struct EvaluationTests {
    private static let folder = BuiltBinary.project.appendingPathComponent("Tests/Evaluation")

    @Test func noFigureFallsBelowItsFloor() async throws {
        let run = try await BuiltBinary.run(
            BuiltBinary.python,
            [
                Self.folder.appendingPathComponent("evaluate.py").path, "--chiso", BuiltBinary.url.path,
                "--floors", Self.folder.appendingPathComponent("floors.json").path,
            ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.count > 20)
    }

    @Test func theScorerPassesItsOwnTests() async throws {
        let run = try await BuiltBinary.run(
            BuiltBinary.python, ["-B", "-m", "unittest", "discover", "-s", Self.folder.path])
        #expect(run.status == 0, "\(run.errors)")
    }
}
