import ArgumentParser
import Article
import Catalogue
import Extraction
import Foundation
import Pipeline
import Service

/// Shows what the weights of names are learned from; `Tests/Evaluation/learn_names.py` is its one user.
struct WeighNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weigh-names",
        abstract: "For developers: print every name that is weighed for every figure of some articles.",
        discussion: """
            One JSON object a line: article_id, field, start_offset and end_offset of the figure, how the name was put \
            together, the name, and its features by number. --features prints what the numbers mean.
            """,
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("Files, or - for JSON Lines on standard input.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Print the features' names, by number, and stop.")
    var features = false

    @OptionGroup var options: ConfigurationOptions

    private struct Line: Encodable {
        let article: String
        let field: String
        let start: Int
        let end: Int
        let source: String
        let name: String
        let features: [Int]

        enum CodingKeys: String, CodingKey {
            case article = "article_id"
            case field, source, name, features
            case start = "start_offset"
            case end = "end_offset"
        }
    }

    func run() throws {
        if features {
            for name in WeighedName.features { print(name) }
            return
        }
        let configuration = try options.load()
        let reader = try configuration.articleReader()
        var extractor = Extractor(lexicon: try Lexicon(catalogue: try Catalogue()))
        let encoder = JSONEncoder()
        try ArticleFiles(files.isEmpty ? ["-"] : files, limit: configuration.limits.articleBytes).forEach(
            { message in
                try message.withRawMessage { raw in
                    guard case .article(let article, _) = try reader.read(raw) else { return }
                    let document = try reader.document(article)
                    var weighed: [WeighedName] = []
                    _ = try extractor.extract(document, publication: article.publicationDate) { weighed.append($0) }
                    for name in weighed {
                        let field = document.fields[name.field]
                        let range = field.scalarRange(ofText: name.surface)
                        let line = Line(
                            article: article.id, field: field.name.rawValue, start: range.lowerBound,
                            end: range.upperBound, source: name.source, name: name.text, features: name.features)
                        print(String(decoding: try encoder.encode(line), as: UTF8.self))
                    }
                }
                return true
            }, rejected: { origin, reason in StandardError.line("\(origin): \(reason)") })
    }
}
