import ArgumentParser
import Article
import Kafka
import Service

struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Put raw articles from files on the raw topic.",
        discussion: """
            The key is the article's id, the value the message as it is in the file. Messages that are no articles \
            cost one line on stderr, the others go on, and the exit code is 65. Ends when the brokers have \
            acknowledged everything.

            Examples:
              chiso publish news.jsonl
              chiso publish --bootstrap-servers kafka:9092 --topic articles.raw article.html
              cat *.jsonl | chiso publish -
            """)

    @Argument(help: ArgumentHelp("Files as in chiso extract, or - for JSON Lines.", valueName: "file"))
    var files: [String]

    @Option(name: .shortAndLong, help: "The topic (topics.raw).")
    var topic: String?

    @OptionGroup var options: KafkaOptions

    func run() throws {
        let configuration = try options.load(topic.map { [("topics.raw", $0, "--topic")] } ?? [])
        var publisher = try ArticlePublisher(configuration, topic: configuration.topics.raw)
        var progress = Progress("published", "articles", on: .error)
        var rejected = 0
        let reject = { (origin: String, reason: String) in
            rejected += 1
            StandardError.line("\(origin): \(DisplayWidth.onOneLine(reason))")
        }
        try ArticleFiles(files, limit: configuration.limits.articleBytes).forEach(
            { message in
                do {
                    try publisher.publish(message)
                } catch let error as ArticleError {
                    reject(message.origin, "\(error.message) (\(error.code.rawValue))")
                }
                progress.update(publisher.acknowledged)
                return !publisher.isHopeless
            }, rejected: reject)
        try publisher.finish { progress.update($0) }
        progress.finish(publisher.acknowledged)
        if rejected > 0 { throw CommandFailure(.inputRejected, "") }
    }
}
