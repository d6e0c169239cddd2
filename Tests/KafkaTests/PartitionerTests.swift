import Kafka
import TestSupport
import Testing

@Suite struct PartitionerTests {
    /// From the Java client's own test of `Utils.murmur2`.
    static let javaVectors: [(key: String, hash: Int32)] = [
        ("21", -973_932_308),
        ("foobar", -790_332_482),
        ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
        ("abc", 479_470_107),
    ]

    @Test("hashes equal the Java client's", arguments: javaVectors)
    func java(key: String, hash: Int32) {
        #expect(Int32(bitPattern: Partitioner.murmur2(bytes(key).span)) == hash)
    }

    @Test("partitions equal those that the producer chooses")
    func producer() async throws {
        try await onThread {
            let partitions: Int32 = 7
            let cluster = try TestCluster(topics: ["articles": Int(partitions)])
            let producer = try cluster.producer()
            var generator = SeededGenerator(seed: 20_260_517)
            let keys = (0..<300).map { index -> [UInt8] in
                (0..<(index % 40)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
            for (index, key) in keys.enumerated() {
                try producer.produce(topic: "articles", key: key.span, value: nil, id: UInt64(index))
            }
            for report in try reports(keys.count, from: producer) {
                let key = keys[Int(report.id)]
                #expect(report.error == nil)
                #expect(Partitioner.partition(forKey: key.span, partitions: partitions) == report.partition)
            }
            #expect(producer.close(timeout: .seconds(5)))
        }
    }
}
