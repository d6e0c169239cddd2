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
            Delivery is exactly once: output and consumed offsets go in transactions, named after the group and the \
            worker, so give each worker of a group a name of its own that it keeps over restarts (the host's name is \
            the default). With --set delivery=at-least-once, and on the embedded broker, output may come twice after a \
            crash, with the same ids.

            Health and metrics are on http://127.0.0.1:8080 (http.listen), or a free port where that is taken: /healthz, \
            /readyz, /metrics. The log says where.

            SIGTERM and SIGINT finish and commit what is in hand within shutdown_grace, leave the group and exit 0; a \
            second one ends the process at once. The log goes to stderr.

            Exit codes: 0 drained; 69 Kafka, a topic or a right could not be had; 70 fenced by another worker of the \
            same name, or an error that nothing mends; 75 grace exceeded; 78 configuration; 130 and 143 second signal.

            Examples:
              chiso run --config chiso.yaml
              chiso run --bootstrap-servers kafka:9092 --worker-name worker-0 --lanes 4
              chiso run --config chiso.yaml --http 0.0.0.0:8080
              CHISO_KAFKA_SASL_PASSWORD_FILE=/run/secrets/kafka chiso run --config chiso.yaml
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where health and metrics are served (http.listen): an address, port 0 for a free one, or off.",
            valueName: "host:port"))
    var http: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A folder of this worker alone, where it marks what it has in hand: a record that ends the process twice "
                + "becomes a dead letter (state_dir).", valueName: "folder"))
    var stateDir: String?

    @OptionGroup var options: KafkaOptions

    @Option(name: .long, help: "Threads that process articles; 0 for one a core (lanes).")
    var lanes: Int?

    @Option(name: .long, help: "The worker's own name in its group (worker_name).")
    var workerName: String?

    func run() async throws {
        // First of all, so that a stop that comes while the tables are read is one too.
        let signals = StopSignals()
        let flags = [
            lanes.map { (key: "lanes", value: String($0), flag: "--lanes") },
            http.map { (key: "http.listen", value: $0, flag: "--http") },
            stateDir.map { (key: "state_dir", value: $0, flag: "--state-dir") },
            workerName.map { (key: "worker_name", value: $0, flag: "--worker-name") },
        ]
        let configuration = try options.load(flags.compactMap { $0 })
        let logger = Logger.lines("chiso", level: configuration.log.level)
        var workerOptions = configuration.workerOptions
        workerOptions.crashWatch = try configuration.crashWatch(logger)
        let processor = try configuration.processor(recordBytes: workerOptions.recordBytes)
        let worker = try Worker(options: workerOptions, processor: processor, log: { logger.write($0) })
        logger.info(
            "worker starts",
            metadata: [
                "chiso": "\(ProgramVersion.own)", "extractor": "\(processor.versions.extractor)",
                "catalogue": "\(processor.versions.catalogue)", "librdkafka": "\(Kafka.libraryVersion)",
                "group": "\(configuration.groupID)", "worker": "\(configuration.name)",
                "lanes": "\(workerOptions.lanes)",
                "delivery": "\(configuration.delivery.rawValue)", "kafka": "\(configuration.kafka)",
            ])
        let server = try await WorkerPages(worker, processor.versions)
            .serve(on: configuration.http.listen)
        if let server { logger.info("listening", metadata: ["http": "\(server.address)"]) }
        let requests = signals.requests
        let stopper = Task {
            for await number in requests {
                logger.info("stopping", metadata: ["signal": "\(number)"])
                worker.stop()
            }
        }
        let result = await worker.run()
        stopper.cancel()
        await server?.stop(within: .seconds(1))
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
