import ArgumentParser
import Kafka
import Logging
import Pipeline
import Service

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the worker: from raw articles to events and manifests, until it is stopped.",
        discussion: """
            SIGTERM and SIGINT finish and commit what is in hand within shutdown_grace, leave the group and exit 0; a \
            second one ends the process at once. The log goes to stderr.

            Examples:
              chiso run --config chiso.yaml
              chiso run --bootstrap-servers kafka:9092 --set lanes=4
              CHISO_KAFKA_SASL_PASSWORD_FILE=/run/secrets/kafka chiso run --config chiso.yaml
            """)

    @OptionGroup var options: KafkaOptions

    func run() async throws {
        // First of all, so that a stop that comes while the tables are read is one too.
        let signals = StopSignals()
        let configuration = try options.load()
        let logger = Logger.lines("chiso", level: configuration.log.level)
        let workerOptions = configuration.workerOptions
        let processor = try configuration.processor(recordBytes: workerOptions.recordBytes)
        let worker = try Worker(options: workerOptions, processor: processor, log: { logger.write($0) })
        logger.info(
            "worker starts",
            metadata: [
                "chiso": "\(ProgramVersion.own)", "extractor": "\(processor.versions.extractor)",
                "catalogue": "\(processor.versions.catalogue)", "librdkafka": "\(Kafka.libraryVersion)",
                "group": "\(configuration.groupID)", "lanes": "\(workerOptions.lanes)",
                "delivery": "\(configuration.delivery.rawValue)", "kafka": "\(configuration.kafka)",
            ])
        let requests = signals.requests
        let stopper = Task {
            for await number in requests {
                logger.info("stopping", metadata: ["signal": "\(number)"])
                worker.stop()
            }
        }
        let result = await worker.run()
        stopper.cancel()
        withExtendedLifetime(signals) {}
        let counts = worker.snapshot()
        logger.info(
            "worker ended",
            metadata: [
                "consumed": "\(counts.consumed)", "articles": "\(counts.articles)", "events": "\(counts.events)",
                "deletions": "\(counts.deletions)", "dead_letters": "\(counts.deadLetterCount)",
            ])
        guard result.reason != .drained else { return }
        let status = ExitStatus(rawValue: result.reason.code) ?? .fatal
        throw CommandFailure(status, result.message ?? "the grace of \(configuration.shutdownGrace) ran out")
    }
}
