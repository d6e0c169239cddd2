import ArgumentParser
import Kafka
import Logging
import Pipeline
import Service

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run the whole job on sample articles with an embedded broker: nothing else is needed.",
        discussion: """
            Starts an embedded broker, publishes the sample articles, runs the worker on them until each has its \
            manifest, and prints the events as they are read back from the events topic.

            Examples:
              chiso demo
              chiso demo | less -S
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        var configuration = try options.load()
        let broker = try EmbeddedBroker()
        defer { broker.close() }
        // Nothing of a real cluster's settings fits here.
        configuration.delivery = .atLeastOnce
        configuration.kafka = KafkaProperties(["bootstrap.servers": broker.bootstrapServers])
        for topic in configuration.topics.all { try broker.createTopic(topic, partitions: 4) }
        say("embedded broker on \(broker.bootstrapServers); delivery there is at least once")

        let count = try publish(configuration)
        say("published \(count) sample articles to \(configuration.topics.raw) (their figures are partly invented)")

        var options = configuration.workerOptions
        options.end = .afterRecords(count)
        // An empty fetch of the embedded broker sleeps its whole wait.
        options.consumer.fetchWait = .milliseconds(20)
        let logger = Logger.lines("chiso", level: .warning)
        let worker = try Worker(
            options: options, processor: try configuration.processor(recordBytes: options.recordBytes),
            log: { logger.write($0) })
        say("running the worker; joining a group takes it some seconds")
        let result = await worker.run()
        guard result.reason == .drained else {
            throw CommandFailure(
                ExitStatus(rawValue: result.reason.code) ?? .fatal, result.message ?? "the worker ended early")
        }
        let manifests = try TopicReader(configuration.client).values(of: configuration.topics.articles)
        guard manifests.count == count else {
            throw CommandFailure(.fatal, "\(manifests.count) of \(count) articles have a manifest")
        }
        try show(configuration, articles: count)
    }

    private func say(_ text: String) { StandardError.line("demo: \(text)") }

    private func publish(_ configuration: Configuration) throws -> Int {
        var publisher = try ArticlePublisher(configuration, topic: configuration.topics.raw)
        try ArticleFiles([try Samples.path()], limit: configuration.limits.articleBytes).forEach(
            { message in
                try publisher.publish(message)
                return true
            }, rejected: { StandardError.line("\($0): \($1)") })
        try publisher.finish()
        return publisher.acknowledged
    }

    private func show(_ configuration: Configuration, articles: Int) throws {
        let events = try TopicReader(configuration.client).values(of: configuration.topics.events)
            .map { try EventView(json: $0) }
            .sorted {
                ($0.articleID, $0.field == "title" ? 0 : 1, $0.startOffset)
                    < ($1.articleID, $1.field == "title" ? 0 : 1, $1.startOffset)
            }
        var table = EventTable()
        for event in events { table.add(event) }
        let own = CommandLine.arguments.first ?? "chiso"
        var output = OutputFile()
        for line in table.lines(for: .output) { output.write(line + "\n") }
        output.write(
            """

            \(events.count) events of \(articles) articles, read back from \(configuration.topics.events).

            Where to look next:
              \(own) extract FILE                 your own article, without Kafka: .txt, .html, .md, .json or .jsonl
              \(own) extract --format html FILE   the article as a page with every figure marked
              \(own) broker                       an embedded broker for your own client; beside it:
              \(own) publish -b ADDRESS FILE      puts your articles on its topic
              \(own) run -b ADDRESS               reads them until it is stopped
            README.md tells how to point it at a real cluster.

            """)
        output.flush()
    }
}
