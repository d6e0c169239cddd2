import ArgumentParser

/// The root of the commands.
struct Chiso: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chiso",
        abstract: "Turns raw Vietnamese news articles into normalised indicator events, from Kafka to Kafka.",
        discussion: """
            Examples:
              chiso demo                                      the whole job on sample articles; needs nothing
              chiso extract article.txt                       what an article says, as a table
              chiso extract --format html news.jsonl >a.html  the articles with their figures marked
              chiso run --config chiso.yaml                   the long-running worker
              chiso dead-letters list --totals                what it could not process, and why

            Configuration: defaults < --config FILE < environment CHISO_… < flags.
            Exit codes: 0 done, 64 usage, 65 some input was rejected, 69 unavailable, 70 fenced or fatal, 75 stopped \
            before work in hand was finished, 78 configuration, 130/143 second signal.
            """,
        version: ProgramVersion.short,
        subcommands: [
            Demo.self, Extract.self, Publish.self, Run.self, Broker.self, Check.self, DeadLetters.self, Weigh.self,
        ])
}
