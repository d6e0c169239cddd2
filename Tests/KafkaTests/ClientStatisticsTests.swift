import Testing

@testable import Kafka

@Suite struct ClientStatisticsTests {
    @Test("a statistics event as the library writes it, cut to what matters")
    func reading() throws {
        let json = """
            { "name": "rdkafka#consumer-1", "type": "consumer", "ts":5016483227792, "replyq":0, "msg_cnt":22,
              "msg_size":704, "tx":631, "tx_bytes":168584245, "rx":16, "rx_bytes":1.5e3, "txmsgs":4, "txmsg_bytes":5,
              "rxmsgs":6, "rxmsg_bytes":7, "brokers":{
                "localhost:9093/3": { "name":"localhost:9093/3", "nodeid":3, "source":"learned", "state":"DOWN",
                  "txerrs":1, "rxerrs":2, "req_timeouts":4, "connects":8, "disconnects":7,
                  "rtt": { "min":0, "max":0, "avg":0, "cnt":0 }, "toppars":{ "t-1": { "topic":"t", "partition":1 } } },
                "localhost:9092/2": { "name":"localhost:9092/2", "nodeid":2, "source":"learned", "state":"UP",
                  "rtt": { "min":1580, "avg":2500, "cnt":2 } },
                ":0/internal": { "name":":0/internal", "source":"internal", "state":"UP" } },
              "topics":{ "t": { "topic":"t", "batchsize": [1, 2, []], "partitions":{
                "1": { "partition":1, "fetchq_cnt":12, "fetchq_size":900, "unknown":false },
                "-1": { "partition":-1, "fetchq_cnt":0, "fetchq_size":0, "unknown":true } } } },
              "cgrp": { "state": "up", "rebalance_cnt": 3, "rebalance_reason": "a \\"quoted\\" reason" } }
            """
        let statistics = try #require(ClientStatistics(json: json))
        #expect(statistics.requests == 631 && statistics.requestBytes == 168_584_245)
        #expect(statistics.responses == 16 && statistics.responseBytes == 1500)
        #expect(statistics.recordsSent == 4 && statistics.recordBytesSent == 5)
        #expect(statistics.recordsReceived == 6 && statistics.recordBytesReceived == 7)
        #expect(statistics.queuedRecords == 22 && statistics.queuedBytes == 704)
        #expect(statistics.fetchedRecords == 12 && statistics.fetchedBytes == 900)
        #expect(statistics.rebalances == 3)
        #expect(statistics.brokers.map(\.name) == ["localhost:9092/2", "localhost:9093/3"])
        let (up, down) = (statistics.brokers[0], statistics.brokers[1])
        #expect(up.state == "UP" && up.roundTrip == 0.0025 && up.errors == 0)
        #expect(down.state == "DOWN" && down.roundTrip == nil && down.errors == 7)
        #expect(down.connects == 8 && down.disconnects == 7)
    }

    @Test(
        "what is no JSON object is no statistics, and ends no process",
        arguments: [
            "", "{", "[]", "null", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"b}", "{\"a\":\"\\",
            "{\"a\":tru}",
            "{\"a\":-}", String(repeating: "{\"a\":", count: 10_000), String(repeating: "[", count: 10_000),
        ])
    func nonsense(json: String) { #expect(ClientStatistics(json: json) == nil) }

    @Test("an empty object has no figures")
    func empty() { #expect(ClientStatistics(json: " {} ") == ClientStatistics()) }
}
