import Events
import Kafka
import Pipeline
import Service

/// The worker's pages for probes and scrapers.
struct WorkerPages: Sendable {
    private let worker: Worker
    private let versions: Versions

    init(_ worker: Worker, _ versions: Versions) {
        self.worker = worker
        self.versions = versions
    }

    /// Serves them; nil if they are not wanted. Where the default port is taken, by another worker most likely, a free
    /// one does; an address that somebody chose has to be free.
    func serve(on address: ListenAddress?) async throws -> HTTPServer? {
        guard let address else { return nil }
        let pages = HTTPPages([
            ("/healthz", { WorkerPages.alive(worker.health()) }),
            ("/readyz", { WorkerPages.ready(worker.health(), partitions: worker.snapshot().assignedPartitions) }),
            ("/metrics", { metrics() }),
        ])
        do {
            return try await HTTPServer.start(on: address, pages: pages)
        } catch {
            if address == Configuration().http.listen,
                let server = try? await HTTPServer.start(on: ListenAddress(host: address.host, port: 0), pages: pages)
            {
                return server
            }
            throw CommandFailure(
                .unavailable, "\(error); set http.listen (or --http) to another address, to port 0 or to off")
        }
    }

    static func alive(_ health: WorkerHealth) -> HTTPAnswer {
        guard let reason = health.stall else { return json(200, #"{"status":"alive"}"#) }
        return json(503, #"{"status":"stalled","reason":"\#(escaped(reason))"}"#)
    }

    static func ready(_ health: WorkerHealth, partitions: Int) -> HTTPAnswer {
        guard let reason = health.unready else { return json(200, #"{"status":"ready","partitions":\#(partitions)}"#) }
        return json(503, #"{"status":"not ready","reason":"\#(escaped(reason))"}"#)
    }

    private static func json(_ status: Int, _ body: String) -> HTTPAnswer {
        HTTPAnswer(status: status, contentType: "application/json", body: body + "\n")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        // Reasons quote what librdkafka says of connections.
        for scalar in SecretMask.masked(text).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
        }
        return result
    }

    private func metrics() -> HTTPAnswer {
        var text = MetricsText()
        text.write(build: versions)
        let health = worker.health()
        text.write(worker.snapshot(), isAlive: health.isAlive, isReady: health.isReady)
        text.write(worker.kafkaStatistics())
        if let figures = ProcessFigures.current() { text.write(figures) }
        return HTTPAnswer(contentType: MetricsText.contentType, body: text.text)
    }
}
