import Kafka
import Testing

@Suite struct EmbeddedBrokerTests {
    @Test("metadata tells brokers, topics, partitions and leaders")
    func metadata() async throws {
        try await onThread {
            let cluster = try TestCluster(brokers: 3, topics: ["a": 5, "b": 1])
            let producer = try cluster.producer()
            let all = try producer.metadata(timeout: .seconds(5))
            #expect(all.brokers.count == 3)
            #expect(
                Set(all.brokers.values) == Set(cluster.broker.bootstrapServers.split(separator: ",").map(String.init)))
            #expect(all.topics.map(\.name) == ["a", "b"])
            #expect(all.topic("a")?.partitionCount == 5)
            try cluster.broker.moveLeader(of: TopicPartition("b", 0), to: 3)
            #expect(try producer.metadata(topic: "b", timeout: .seconds(5)).topic("b")?.leaders == [0: 3])
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("a moved leader and a broker that comes back lose no record")
    func leaderMoves() async throws {
        try await onThread {
            let cluster = try TestCluster(brokers: 2, topics: ["articles": 1])
            let place = TopicPartition("articles", 0)
            try cluster.broker.moveLeader(of: place, to: 1)
            let producer = try cluster.producer { $0.client.properties["retry.backoff.ms"] = "50" }
            try producer.produce(topic: "articles", key: nil, value: bytes("1").span, id: 1)
            #expect(try reports(1, from: producer).first?.error == nil)
            try cluster.broker.stop(broker: 1)
            try cluster.broker.moveLeader(of: place, to: 2)
            try producer.produce(topic: "articles", key: nil, value: bytes("2").span, id: 2)
            #expect(try reports(1, from: producer).first?.error == nil)
            try cluster.broker.start(broker: 1)
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset(place, 0)])
            #expect(try read(2, from: consumer).map(\.text) == ["1", "2"])
            #expect(producer.close(timeout: .seconds(5)))
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("one broker's next answer can be delayed, once")
    func delay() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            try producer.produce(topic: "articles", partition: 0, key: nil, value: nil)
            _ = try reports(1, from: producer)
            try cluster.broker.fail(.produce, on: 1, with: nil, after: .milliseconds(400))
            #expect(try cluster.broker.pendingFailures(.produce, on: 1) == 1)
            let start = ContinuousClock.now
            try producer.produce(topic: "articles", partition: 0, key: nil, value: nil)
            #expect(try reports(1, from: producer).first?.error == nil)
            #expect(ContinuousClock.now - start >= .milliseconds(400))
            #expect(try cluster.broker.pendingFailures(.produce, on: 1) == 0)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("faults on brokers that do not exist, and on a closed cluster, are errors")
    func errors() async throws {
        try await onThread {
            let broker = try EmbeddedBroker()
            #expect(throws: KafkaError.self) { try broker.fail(.produce, on: 9, with: .notLeader) }
            #expect(throws: KafkaError.self) { try broker.moveLeader(of: TopicPartition("t", 0), to: 9) }
            #expect(broker.close())
            let error = #expect(throws: KafkaError.self) { try broker.createTopic("t") }
            #expect(error?.code == .closed)
        }
    }

    @Test("when all brokers go, consumer and producer say so as events; statistics come when asked for")
    func clientEvents() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let consumer = try cluster.consumer("g") { $0.client.statisticsInterval = .milliseconds(100) }
            let producer = try cluster.producer { $0.client.statisticsInterval = .milliseconds(100) }
            _ = try consumer.metadata(timeout: .seconds(5))
            _ = try producer.metadata(timeout: .seconds(5))
            try cluster.broker.stop()
            var (seenByConsumer, seenByProducer) = (Set<String>(), Set<String>())
            let wanted: Set<String> = ["down", "statistics", "log"]
            let deadline = ContinuousClock.now + .seconds(15)
            while seenByConsumer != wanted || seenByProducer != wanted, ContinuousClock.now < deadline {
                for event in try consumer.events(timeout: .milliseconds(20)) { note(event, in: &seenByConsumer) }
                for event in try producer.poll(timeout: .milliseconds(20)).others { note(event, in: &seenByProducer) }
            }
            #expect(seenByConsumer == wanted)
            #expect(seenByProducer == wanted)
            #expect(producer.close(timeout: .seconds(5)))
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    private func note(_ event: ClientEvent, in seen: inout Set<String>) {
        switch event {
        case .error(let error): if error.code == .allBrokersDown, error.isRetriable { seen.insert("down") }
        case .statistics(let json): if json.hasPrefix("{"), json.hasSuffix("}") { seen.insert("statistics") }
        case .log(let line): if !line.message.isEmpty { seen.insert("log") }
        case .committed: break
        }
    }
}
