import Kafka
import Testing

@Suite struct DeliveryTests {
    @Test("each record gets one report with its id, partition and offset")
    func reportsOnce() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            for id in 1...500 {
                let headers = id % 2 == 0 ? [RecordHeader("h", "1")] : []
                try producer.produce(
                    topic: "articles", partition: 3, key: nil, value: bytes("\(id)").span, headers: headers,
                    id: UInt64(id))
            }
            let reports = try reports(500, from: producer)
            #expect(reports.map(\.id) == Array(1...500))
            #expect(reports.map(\.offset) == (0..<500).map { Int64($0) })
            #expect(reports.allSatisfy { $0.partition == 3 && $0.error == nil })
            #expect(producer.pendingCount == 0)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("passing errors of the broker are retried, and order holds")
    func retried() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.broker.fail(.produce, with: [.notEnoughReplicas, .requestTimedOut, .notLeader])
            let producer = try cluster.producer { $0.client.properties["retry.backoff.ms"] = "20" }
            for id in 0..<5 {
                try producer.produce(topic: "articles", partition: 0, key: nil, value: nil, id: UInt64(id))
            }
            let reports = try reports(5, from: producer)
            #expect(reports.map(\.id) == [0, 1, 2, 3, 4])
            #expect(reports.allSatisfy { $0.error == nil })
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("an error for good comes back in the report, and later records pass")
    func permanent() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            try cluster.broker.fail(.produce, with: [.messageTooLarge])
            try producer.produce(topic: "articles", partition: 0, key: nil, value: bytes("a").span, id: 7)
            let failed = try #require(try reports(1, from: producer).first)
            #expect(failed.id == 7)
            #expect(failed.error?.code == .messageTooLarge)
            #expect(failed.error?.isRetriable == false)
            #expect(failed.offset == nil)
            #expect(!failed.mayBePersisted)
            try producer.produce(topic: "articles", partition: 0, key: nil, value: bytes("b").span, id: 8)
            let passed = try #require(try reports(1, from: producer).first)
            #expect(passed.id == 8)
            #expect(passed.error == nil)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("a right that is missing is told in the report, then at once")
    func unauthorized() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            try cluster.broker.fail(.produce, with: [.topicAuthorization])
            try producer.produce(topic: "articles", partition: 0, key: nil, value: bytes("a").span)
            let report = try #require(try reports(1, from: producer).first)
            #expect(report.error?.code == .topicAuthorization)
            #expect(report.error?.isRetriable == false)
            let error = #expect(throws: KafkaError.self) {
                try producer.produce(topic: "articles", partition: 0, key: nil, value: bytes("b").span)
            }
            #expect(error?.code == .topicAuthorization)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("without a broker a record fails when its time is up, and the reason is retriable")
    func brokerDown() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.messageTimeout = .seconds(1) }
            try producer.produce(topic: "articles", partition: 0, key: nil, value: nil, id: 1)
            #expect(try reports(1, from: producer).first?.error == nil)
            try cluster.broker.stop()
            try producer.produce(topic: "articles", partition: 0, key: nil, value: nil, id: 2)
            let report = try #require(try reports(1, from: producer).first)
            #expect(report.id == 2)
            #expect(report.error?.code == .messageTimedOut)
            #expect(report.error?.isRetriable == true)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("a record over the limit is refused at once, with headers or without", arguments: [false, true])
    func oversize(withHeaders: Bool) async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.maximumMessageBytes = 10_000 }
            let value = [UInt8](repeating: 0, count: 20_000)
            let headers = withHeaders ? [RecordHeader("a", "b")] : []
            let error = #expect(throws: KafkaError.self) {
                try producer.produce(topic: "articles", key: nil, value: value.span, headers: headers)
            }
            #expect(error?.code == .messageTooLarge)
            #expect(error?.isRetriable == false)
            #expect(producer.pendingCount == 0)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("a full queue refuses records until reports are taken")
    func queueFull() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.queuedRecords = 10 }
            for id in 0..<10 { try producer.produce(topic: "articles", key: nil, value: nil, id: UInt64(id)) }
            let error = #expect(throws: KafkaError.self) {
                try producer.produce(topic: "articles", key: nil, value: nil)
            }
            #expect(error?.code == .queueFull)
            #expect(error?.isRetriable == true)
            _ = try reports(10, from: producer)
            try producer.produce(topic: "articles", key: nil, value: nil, id: 11)
            #expect(try reports(1, from: producer).first?.id == 11)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("flush ends lingering and hands the reports over")
    func flush() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.linger = .seconds(60) }
            for id in 0..<100 { try producer.produce(topic: "articles", key: nil, value: nil, id: UInt64(id)) }
            var ids: Set<UInt64> = []
            let done = try producer.flush(timeout: .seconds(10)) { ids.formUnion($0.deliveries.map(\.id)) }
            #expect(done)
            #expect(ids == Set(0..<100))
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("closing in time gives up what cannot be sent, and reports it")
    func closeGivesUp() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            try producer.produce(topic: "articles", partition: 0, key: nil, value: nil)
            _ = try reports(1, from: producer)
            try cluster.broker.stop()
            for id in 1...3 {
                try producer.produce(topic: "articles", partition: 0, key: nil, value: nil, id: UInt64(id))
            }
            var reports: [DeliveryReport] = []
            let start = ContinuousClock.now
            let closed = producer.close(timeout: .milliseconds(300)) { reports += $0.deliveries }
            #expect(!closed)
            #expect(ContinuousClock.now - start < .seconds(2))
            #expect(reports.map(\.id).sorted() == [1, 2, 3])
            let purged: Set<KafkaError.Code> = [.purgedFromQueue, .purgedInFlight]
            #expect(reports.allSatisfy { $0.error.map { purged.contains($0.code) } == true })
        }
    }

    @Test("no call on a closed producer does harm")
    func closed() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer()
            #expect(producer.close(timeout: .seconds(5)))
            #expect(producer.close(timeout: .seconds(5)))
            let error = #expect(throws: KafkaError.self) {
                try producer.produce(topic: "articles", key: nil, value: nil)
            }
            #expect(error?.code == .closed)
            #expect(throws: KafkaError.self) { try producer.poll() }
            #expect(producer.pendingCount == 0)
        }
    }
}
