import Article
import Catalogue
import Foundation
import Observation

@testable import Extraction

/// Reads texts as the program does, for tables of cases.
struct TestReader {
    static let catalogue = Result { try Catalogue() }
    static let lexicon = Result { try Lexicon(catalogue: try catalogue.get()) }

    /// An observation with the text of its surface, so that a table can name it.
    struct Read {
        let surface: String
        let observation: Observation

        /// `surface=value unit measure`, the part every case looks at.
        var core: String {
            let upper = observation.upper.map { "..\($0)" } ?? ""
            let total = observation.total.map { "/\($0)" } ?? ""
            return "\(surface)=\(observation.value)\(upper)\(total) \(observation.unit) \(observation.measure.rawValue)"
        }
    }

    /// The observations of a body, in order.
    static func read(
        _ body: String, title: String = "", published: String? = "2025-02-06",
        contentType: RawArticle.ContentType = .plain
    ) throws -> [Read] {
        let article = RawArticle(
            id: "t", title: Array(title.utf8), body: Array(body.utf8), publishedAt: published,
            contentType: contentType)
        let document = try ArticleReader().document(article)
        var extractor = Extractor(lexicon: try lexicon.get())
        return try extractor.extract(document, publication: article.publicationDate).map {
            Read(surface: document.fields[$0.place.field].surface(ofText: $0.place.surface), observation: $0)
        }
    }
}

extension TestReader {
    /// Shows how the fields of a body's figures are chosen.
    static func weigh(_ body: String, _ show: (WeighedFigure) -> Void) throws {
        let article = RawArticle(
            id: "t", title: [], body: Array(body.utf8), publishedAt: "2024-07-06", contentType: .plain)
        var extractor = Extractor(lexicon: try lexicon.get())
        _ = try withoutActuallyEscaping(show) { show in
            try extractor.extract(
                try ArticleReader().document(article), publication: article.publicationDate, weighed: show)
        }
    }
}

/// The project's folder of fixtures.
enum Fixtures {
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// The gold files that ship with the project.
    static func gold() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: directory.appendingPathComponent("gold/dev"), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    /// The columns of a table's lines, comments left out.
    static func rows(_ path: String) -> [[String]] {
        let text = (try? String(contentsOf: directory.appendingPathComponent(path), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
