import Kafka
import Testing

@Suite struct ConfigurationTests {
    static let client = ClientConfiguration(bootstrapServers: "127.0.0.1:1")

    @Test("properties on which guarantees rest are refused with the reason", arguments: RefusedProperty.all)
    func refused(property: RefusedProperty) {
        var client = Self.client
        client.properties[property.name] = "x"
        for make in [
            { _ = try Producer(ProducerConfiguration(client: client)) },
            { _ = try Consumer(ConsumerConfiguration(client: client, groupID: "g")) },
        ] {
            let error = #expect(throws: KafkaError.self) { try make() }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains(property.name) == true)
            #expect(error?.message.contains(property.reason) == true)
            #expect(error?.isRetriable == false)
        }
    }

    @Test("every property that the interface names is refused")
    func refusedNames() {
        for name in [
            "enable.auto.commit", "enable.auto.offset.store", "isolation.level", "enable.idempotence", "acks",
            "transactional.id", "partition.assignment.strategy",
        ] {
            #expect(RefusedProperty.reason(for: name) != nil)
        }
        #expect(RefusedProperty.reason(for: "linger.ms") == nil)
    }

    @Test(
        "unknown properties and bad values are errors that name them",
        arguments: [("no.such.property", "1"), ("linger.ms", "soon"), ("compression.type", "arithmetic")])
    func badProperties(name: String, value: String) {
        var client = Self.client
        client.properties[name] = value
        let error = #expect(throws: KafkaError.self) { try Producer(ProducerConfiguration(client: client)) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(name) == true)
    }

    @Test("a passed-through property takes effect over the typed one")
    func passThrough() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let producer = try cluster.producer { $0.client.properties["message.max.bytes"] = "2000" }
            let value = [UInt8](repeating: 0, count: 3000)
            let error = #expect(throws: KafkaError.self) {
                try producer.produce(topic: "articles", key: nil, value: value.span)
            }
            #expect(error?.code == .messageTooLarge)
            #expect(producer.close(timeout: .seconds(5)))
        }
    }

    @Test("secrets are not shown")
    func secrets() {
        var client = Self.client
        client.properties = ["sasl.username": "an", "sasl.password": "s3cret", "ssl.key.password": "s3cret"]
        #expect(!client.description.contains("s3cret"))
        #expect(client.description.contains("sasl.username=an"))
    }

    @Test("a consumer without a group is refused")
    func noGroup() {
        let error = #expect(throws: KafkaError.self) {
            try Consumer(ConsumerConfiguration(client: Self.client, groupID: ""))
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test("the linked library names its version")
    func version() {
        #expect(libraryVersion.split(separator: ".").count >= 3)
    }
}
