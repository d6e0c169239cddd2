import ArgumentParser
import Foundation
import Kafka
import Service

struct Broker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker",
        abstract: "Run an embedded broker that other clients can use, for trying things out.",
        discussion: """
            The first line on stdout is the address to connect to; the broker chooses its port itself. It listens on \
            the loopback interface, keeps everything in memory, some 5 MiB a partition, and is not a Kafka to trust \
            with data. It runs until SIGTERM or SIGINT.

            Examples:
              chiso broker
              chiso broker --address-file /tmp/kafka.address &
              chiso broker --topic articles.raw:1 --topic indicators.events:1
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A topic to create, with its partitions (4); repeatable. Without it: the four topics.",
            valueName: "name[:partitions]"))
    var topic: [String] = []

    @Option(name: .long, help: ArgumentHelp("Also write the address to this file.", valueName: "file"))
    var addressFile: String?

    @OptionGroup var options: ConfigurationOptions

    private static let standardPartitions = 4

    func run() async throws {
        let configuration = try options.load()
        let topics =
            try self.topic.isEmpty
            ? configuration.topics.all.map { ($0, Broker.standardPartitions) } : self.topic.map(Broker.parse)
        let signals = StopSignals()
        let broker = try EmbeddedBroker()
        for (name, partitions) in topics { try broker.createTopic(name, partitions: partitions) }
        if let addressFile {
            do {
                // In one piece: whoever waits for the file finds a whole address in it.
                try (broker.bootstrapServers + "\n").write(toFile: addressFile, atomically: true, encoding: .utf8)
            } catch {
                throw CommandFailure(
                    .unavailable, "cannot write `\(addressFile)`; name a file in a folder that can be written")
            }
        }
        var output = OutputFile()
        output.write(broker.bootstrapServers + "\n")
        output.flush()
        let names = topics.map { "\($0.0):\($0.1)" }.joined(separator: " ")
        StandardError.line("embedded broker on \(broker.bootstrapServers) with \(names); ^C stops it")
        for await _ in signals.requests { break }
        broker.close()
        withExtendedLifetime(signals) {}
    }

    private static func parse(_ text: String) throws -> (String, Int) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let count = parts.count == 2 ? Int(parts[1]) : standardPartitions
        guard (1...2).contains(parts.count), !parts[0].isEmpty, let count, (1...1_000).contains(count) else {
            throw CommandFailure(.usage, "--topic needs name or name:partitions, 1 to 1000 of them, not `\(text)`")
        }
        return (String(parts[0]), count)
    }
}
