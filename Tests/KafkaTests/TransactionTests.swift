import Kafka
import Testing

@testable import Kafka

@Suite("Transactions of the client") struct TransactionTests {
    @Test("a member knows its generation and name; one that has not joined is nobody")
    func groupMetadata() async throws {
        let cluster = try TestCluster()
        let consumer = try cluster.consumer()
        #expect(try !consumer.groupMetadata().isMember)
        try consumer.subscribe(["articles"])
        try await onThread {
            let deadline = ContinuousClock.now + .seconds(30)
            while try consumer.assignment().isEmpty, ContinuousClock.now < deadline {
                _ = try consumer.poll(timeout: .milliseconds(50))
            }
        }
        let joined = try consumer.groupMetadata()
        #expect(joined.isMember)
        #expect((joined.generation ?? -1) >= 1)
        #expect(joined.memberID?.isEmpty == false)
        #expect(consumer.close(timeout: .seconds(5)))
    }

    @Test("serialized metadata of an unknown form tells nothing")
    func unknownForm() {
        #expect(GroupMetadata.identity(in: Array("CGMDv3:....".utf8)) == nil)
        #expect(GroupMetadata.identity(in: Array("CGMDv2:".utf8)) == nil)
        #expect(GroupMetadata.identity(in: []) == nil)
        let bytes = Array("CGMDv2:".utf8) + [7, 0, 0, 0] + Array("group\0member\0".utf8)
        let identity = GroupMetadata.identity(in: bytes)
        #expect(identity?.generation == 7)
        #expect(identity?.memberID == "member")
    }

    @Test("the embedded broker is known by its cluster's id")
    func clusterID() async throws {
        let cluster = try TestCluster()
        let consumer = try cluster.consumer()
        let id = try await onThread { try consumer.clusterID(timeout: .seconds(10)) }
        #expect(EmbeddedBroker.isEmbedded(clusterID: try #require(id)))
        #expect(!EmbeddedBroker.isEmbedded(clusterID: "MkU3OEVBNTcwNTJENDM2Qg"))
    }

    @Test("records and offsets of a transaction are taken by the broker, and an aborted one can be followed by another")
    func commitAndAbort() async throws {
        let cluster = try TestCluster()
        let producer = try cluster.producer { $0.transactionalID = "tests-one" }
        let consumer = try cluster.consumer()
        try await onThread {
            try producer.initTransactions(timeout: .seconds(10))
            for isAborted in [true, false] {
                try producer.beginTransaction()
                try producer.produce(topic: "articles", partition: 0, key: nil, value: bytes("one").span, id: 1)
                var reports: [DeliveryReport] = []
                while reports.isEmpty { reports += try producer.poll(timeout: .milliseconds(100)).deliveries }
                #expect(reports.allSatisfy { $0.error == nil })
                if isAborted {
                    try producer.abortTransaction(timeout: .seconds(10))
                } else {
                    try producer.sendOffsets(
                        [TopicPartitionOffset("articles", 0, 1)], of: try consumer.groupMetadata(),
                        timeout: .seconds(10))
                    try producer.commitTransaction(timeout: .seconds(10))
                }
            }
        }
        #expect(throws: KafkaError.self) { try producer.commitTransaction(timeout: .seconds(1)) }
        #expect(producer.close(timeout: .seconds(5)))
    }

    @Test("a transactional record does not outlive its transaction")
    func timeouts() throws {
        var configuration = ProducerConfiguration(client: ClientConfiguration(bootstrapServers: "localhost:1"))
        #expect(try configuration.nativeProperties()["transactional.id"] == nil)
        configuration.transactionalID = "chiso-worker-0"
        let properties = try configuration.nativeProperties()
        #expect(properties["transaction.timeout.ms"] == "15000")
        #expect(properties["message.timeout.ms"] == "15000")
        configuration.client.properties["transaction.timeout.ms"] = "8000"
        #expect(try configuration.nativeProperties()["message.timeout.ms"] == "8000")
    }
}
