import ArgumentParser
import Article
import Catalogue
import Extraction
import Foundation
import Pipeline
import Service

/// Shows what the weights of names, periods and places are learned from; `Tests/Evaluation/learn.py` is its one user.
struct Weigh: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weigh",
        abstract: "For developers: print how the names and other fields of all figures of some articles are chosen.",
        discussion: """
            One JSON object a line: article_id, what is chosen (of: name, period, area, movement, status), field, start_offset and \
            end_offset of the figure, the words of names or the values that are weighed, their features (a row of bytes \
            each, in Base64), of names those that were put together, and the name chosen or the value by rules. \
            --features prints what the bytes of a row mean.
            """,
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("Files, or - for JSON Lines on standard input.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Print the features' names, by number, and stop.")
    var features = false

    @Option(help: "Whose features: name, period, area, movement or status.")
    var of = WeighedFigure.Choice.name

    @OptionGroup var options: ConfigurationOptions

    private struct Line: Encodable {
        let article: String
        let of: String
        let field: String
        let start: Int
        let end: Int
        let words: [String]
        let rows: Data
        let sources: [String]
        let names: [String]
        let chosen: String

        enum CodingKeys: String, CodingKey {
            case article = "article_id"
            case of, field, words, rows, sources, names, chosen
            case start = "start_offset"
            case end = "end_offset"
        }
    }

    func run() throws {
        if features {
            for name in WeighedFigure.features(of: of) { print(name) }
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
                    var weighed: [WeighedFigure] = []
                    _ = try extractor.extract(document, publication: article.publicationDate) { weighed.append($0) }
                    for figure in weighed {
                        let field = document.fields[figure.field]
                        let range = field.scalarRange(ofText: figure.surface)
                        let line = Line(
                            article: article.id, of: figure.of.rawValue, field: field.name.rawValue,
                            start: range.lowerBound,
                            end: range.upperBound, words: figure.words, rows: Data(figure.rows),
                            sources: figure.names.map(\.source), names: figure.names.map(\.text),
                            chosen: figure.chosen)
                        print(String(decoding: try encoder.encode(line), as: UTF8.self))
                    }
                }
                return true
            }, rejected: { origin, reason in StandardError.line("\(origin): \(reason)") })
    }
}

extension WeighedFigure.Choice: ExpressibleByArgument {}
