import Kafka
import Service

extension MetricsText {
    /// librdkafka's figures of each client.
    mutating func write(_ statistics: [String: ClientStatistics]) {
        let clients = statistics.sorted { $0.key < $1.key }.map { (name: $0.key, figures: $0.value) }
        guard !clients.isEmpty else { return }
        for figure in MetricsText.clientFigures {
            begin(figure.name, figure.kind, figure.help)
            for client in clients {
                sample(client.figures[keyPath: figure.path], [("client", client.name)])
            }
        }
        for figure in MetricsText.brokerFigures {
            begin(figure.name, figure.kind, figure.help)
            for client in clients {
                for broker in client.figures.brokers {
                    guard let value = figure.value(broker) else { continue }
                    sample(value, [("client", client.name), ("broker", broker.name)])
                }
            }
        }
    }

    private typealias ClientFigure = (
        name: String, kind: Kind, help: String, path: KeyPath<ClientStatistics, Double> & Sendable
    )

    private static let clientFigures: [ClientFigure] = [
        ("chiso_kafka_requests_total", .counter, "Requests sent.", \.requests),
        ("chiso_kafka_request_bytes_total", .counter, "Bytes sent.", \.requestBytes),
        ("chiso_kafka_responses_total", .counter, "Answers received.", \.responses),
        ("chiso_kafka_response_bytes_total", .counter, "Bytes received.", \.responseBytes),
        ("chiso_kafka_records_sent_total", .counter, "Records sent.", \.recordsSent),
        ("chiso_kafka_record_bytes_sent_total", .counter, "Their bytes.", \.recordBytesSent),
        ("chiso_kafka_records_received_total", .counter, "Records received.", \.recordsReceived),
        ("chiso_kafka_record_bytes_received_total", .counter, "Their bytes.", \.recordBytesReceived),
        ("chiso_kafka_queued_records", .gauge, "Records to be sent or acknowledged.", \.queuedRecords),
        ("chiso_kafka_queued_bytes", .gauge, "Their bytes.", \.queuedBytes),
        ("chiso_kafka_fetched_records", .gauge, "Records fetched ahead and not yet polled.", \.fetchedRecords),
        ("chiso_kafka_fetched_bytes", .gauge, "Their bytes.", \.fetchedBytes),
        ("chiso_kafka_rebalances_total", .counter, "Rebalances of the group.", \.rebalances),
    ]

    private typealias BrokerFigure = (
        name: String, kind: Kind, help: String, value: @Sendable (ClientStatistics.Broker) -> Double?
    )

    private static let brokerFigures: [BrokerFigure] = [
        ("chiso_kafka_broker_up", .gauge, "1 while a connection is up.", { $0.state == "UP" ? 1 : 0 }),
        ("chiso_kafka_broker_connects_total", .counter, "Connections tried.", { $0.connects }),
        ("chiso_kafka_broker_disconnects_total", .counter, "Connections lost.", { $0.disconnects }),
        ("chiso_kafka_broker_errors_total", .counter, "Requests failed or unanswered.", { $0.errors }),
        (
            "chiso_kafka_broker_round_trip_seconds", .gauge, "Mean time of an answer over the last two seconds.",
            { $0.roundTrip }
        ),
    ]
}
