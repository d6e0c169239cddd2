import Catalogue
import Foundation
import Testing

@Suite struct LoadingTests {
    /// A copy of the data files in a folder of its own, gone after the body.
    private func withCopy(_ body: (URL) throws -> Void) throws {
        let source = try #require(Self.resources())
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        try body(copy)
    }

    private static func resources() -> URL? {
        let file = URL(fileURLWithPath: #filePath)
        return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Catalogue/Resources")
    }

    private func code(_ body: () throws -> Void) -> CatalogueError.Code? {
        do {
            try body()
            return nil
        } catch let error as CatalogueError {
            #expect(!error.message.contains("\n"))
            return error.code
        } catch {
            return nil
        }
    }

    @Test func aMissingFolderIsSaidPlainly() {
        #expect(code { _ = try Catalogue(directory: "/nonexistent/catalogue") } == .missingDirectory)
    }

    @Test func theVersionFollowsTheData() throws {
        let version = try shipped.get().version
        try withCopy { folder in
            #expect(try Catalogue(directory: folder.path).version == version)
            let file = folder.appendingPathComponent("countries.tsv")
            let text = try String(contentsOf: file, encoding: .utf8)
            try (text + "# a remark\n").write(to: file, atomically: true, encoding: .utf8)
            let edited = try Catalogue(directory: folder.path).version
            #expect(edited != version)
            #expect(edited.split(separator: "+").first == version.split(separator: "+").first)
        }
    }

    @Test func everyFileIsNeeded() throws {
        try withCopy { folder in
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "README.md" {
                let file = folder.appendingPathComponent(name)
                let bytes = try Data(contentsOf: file)
                try FileManager.default.removeItem(at: file)
                #expect(code { _ = try Catalogue(directory: folder.path) } == .missingFile, "\(name)")
                try Data().write(to: file)
                #expect(code { _ = try Catalogue(directory: folder.path) } == .malformedFile, "\(name)")
                try bytes.write(to: file)
            }
        }
    }

    @Test(
        arguments: [
            ("countries.tsv", "XX\tonly two\n"), ("districts.tsv", "99\tAtlantis\t999\tPoseidonis\tquận\n"),
            ("provinces.tsv", "98\tMu\ttỉnh\tVN-98\t99\tLemuria\ttỉnh\t0\n"),
            ("stop_words.tsv", "một cụm từ quá dài\tanywhere\t\n"),
            ("stop_words.tsv", "từ mới\tmiddle\t\n"), ("stop_words.tsv", "từ mới\tstart\tcolour\n"),
            ("stop_words.tsv", "tỷ lệ\tanywhere\t\n"), ("unit_families.tsv", "furlong\t\n"),
            ("abbreviations.tsv", "TTHC\tthủ tục\n"),
            ("indicators.tsv", "economy.gdp\tGDP\tGDP\tVND\ts\t\t\t\n"),
            ("indicators.tsv", "x.y\ttỷ lệ của các\tNothing\tpercent\ts\t\t\t\n"),
        ])
    func aBadLineIsSaidPlainly(name: String, line: String) throws {
        try withCopy { folder in
            let file = folder.appendingPathComponent(name)
            let text = try String(contentsOf: file, encoding: .utf8)
            try (text + line).write(to: file, atomically: true, encoding: .utf8)
            #expect(code { _ = try Catalogue(directory: folder.path) } == .malformedFile)
        }
    }

    @Test func theDataAreComposed() throws {
        let folder = try #require(Self.resources())
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let composed = text.precomposedStringWithCanonicalMapping
            #expect(text.unicodeScalars.elementsEqual(composed.unicodeScalars), "\(name) is not NFC")
        }
    }
}
