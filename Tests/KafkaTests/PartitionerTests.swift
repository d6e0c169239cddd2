import Kafka
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

/// A small generator whose sequence depends on the seed alone.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
