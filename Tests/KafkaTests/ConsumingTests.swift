import Foundation
import Kafka
import Testing

@Suite struct ConsumingTests {
    @Test("a new consumer of the group goes on where the last one committed", arguments: [false, true])
    func resume(asynchronously: Bool) async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(20)
            let place = TopicPartition("articles", 0)
            let start = TopicPartitionOffset(place, TopicPartitionOffset.committed)
            let first = try cluster.consumer()
            try first.assign([start])
            #expect(try read(20, from: first).first?.offset == 0)
            let done = [TopicPartitionOffset(place, 12)]
            if asynchronously {
                try first.commitAsynchronously(done)
                var outcome: [TopicPartitionOffset]?
                let deadline = ContinuousClock.now + .seconds(10)
                while outcome == nil, ContinuousClock.now < deadline {
                    for case .committed(let offsets, let error) in try first.events(timeout: .milliseconds(100)) {
                        #expect(error == nil)
                        outcome = offsets
                    }
                }
                #expect(outcome == done)
            } else {
                try first.commit(done)
            }
            #expect(try first.committed([place], timeout: .seconds(5)) == [place: 12])
            #expect(first.close(timeout: .seconds(5)))
            let second = try cluster.consumer()
            try second.assign([start])
            let seen = try read(8, from: second)
            #expect(seen.map(\.text) == (12..<20).map(String.init))
            #expect(second.close(timeout: .seconds(5)))
        }
    }

    @Test("position, watermarks, lag and the end of a partition are known")
    func progress() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(30)
            let place = TopicPartition("articles", 0)
            let consumer = try cluster.consumer { $0.reportsEndOfPartition = true }
            try consumer.assign([TopicPartitionOffset(place, 5)])
            #expect(try consumer.assignment() == [place])
            #expect(try consumer.committed([place], timeout: .seconds(5)) == [place: nil])
            var batch: RecordBatch?
            let deadline = ContinuousClock.now + .seconds(10)
            while batch == nil, ContinuousClock.now < deadline {
                batch = try consumer.poll(maximumRecords: 10, timeout: .milliseconds(100))
            }
            let count = Int64(try #require(batch).count)
            let progress = try #require(try consumer.progress().first)
            #expect(progress.position == 5 + count)
            #expect(progress.watermarks?.high == 30)
            #expect(progress.lag == 25 - count)
            let asked = try consumer.queryWatermarks(place, timeout: .seconds(5))
            #expect(asked.low == 0)
            #expect(asked.high == 30)
            var end: TopicPartitionOffset?
            try poll(consumer, until: { end != nil }) { batch in
                for case .endOfPartition(let offset) in batch.events { end = offset }
            }
            #expect(end == TopicPartitionOffset(place, 30))
            #expect(try consumer.progress().first?.lag == 0)
            batch = nil
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("a pause holds records back, and resuming neither skips nor repeats one")
    func pause() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(100)
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0)])
            var next: Int64 = 0
            while next < 100 {
                if let batch = try consumer.poll(maximumRecords: 37, timeout: .seconds(5)) {
                    for record in batch {
                        #expect(record.offset == next)
                        next += 1
                    }
                }
                try consumer.pause()
                #expect(consumer.isPaused)
                #expect(try consumer.poll(timeout: .milliseconds(30)) == nil)
                try consumer.resume()
                #expect(!consumer.isPaused)
            }
            #expect(next == 100)
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("pausing one partition lets the others through")
    func pauseOne() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(5, partition: 0)
            try cluster.publishNumbers(5, partition: 1)
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0), TopicPartitionOffset("articles", 1, 0)])
            try consumer.pause([TopicPartition("articles", 0)])
            #expect(Set(try read(5, from: consumer).map(\.partition)) == [1])
            try consumer.resume([TopicPartition("articles", 0)])
            #expect(Set(try read(5, from: consumer).map(\.partition)) == [0])
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("an offset that does not exist is an event when resetting is forbidden")
    func offsetOutOfRange() async throws {
        try await onThread {
            let cluster = try TestCluster()
            try cluster.publishNumbers(3)
            let consumer = try cluster.consumer { $0.offsetReset = .error }
            try consumer.assign([TopicPartitionOffset("articles", 0, 1000)])
            var found: (KafkaError, TopicPartition?)?
            try poll(consumer, until: { found != nil }) { batch in
                for case .error(let error, let place) in batch.events { found = (error, place) }
            }
            #expect(found?.0.code == .offsetReset)
            #expect(found?.1 == TopicPartition("articles", 0))
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("waking ends a poll long before its time")
    func wake() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0)])
            let start = ContinuousClock.now
            Thread.detachNewThread { consumer.wake() }
            #expect(try consumer.poll(timeout: .seconds(30)) == nil)
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(consumer.close(timeout: .seconds(5)))
        }
    }

    @Test("closing from another thread ends the poll in progress, and later calls throw")
    func closing() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let consumer = try cluster.consumer()
            try consumer.assign([TopicPartitionOffset("articles", 0, 0)])
            let polling = DispatchSemaphore(value: 0)
            let ended = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                polling.signal()
                _ = try? consumer.poll(timeout: .seconds(60))
                ended.signal()
            }
            polling.wait()
            try wait("a second poll is refused") {
                do {
                    _ = try consumer.poll(timeout: .zero)
                    return false
                } catch { return (error as? KafkaError)?.code == .state }
            }
            #expect(throws: KafkaError.self) { try consumer.pause() }
            let start = ContinuousClock.now
            #expect(consumer.close(timeout: .seconds(10)))
            #expect(ContinuousClock.now - start < .seconds(8))
            #expect(ended.wait(timeout: .now() + 5) == .success)
            #expect(consumer.close(timeout: .zero))
            let error = #expect(throws: KafkaError.self) { try consumer.poll(timeout: .zero) }
            #expect(error?.code == .closed)
            #expect(throws: KafkaError.self) { try consumer.commit([TopicPartitionOffset("articles", 0, 1)]) }
            consumer.wake()
        }
    }

    @Test("closing keeps its deadline when no broker answers")
    func closingWithoutBroker() async throws {
        try await onThread {
            let cluster = try TestCluster()
            let consumer = try cluster.consumer()
            try consumer.subscribe(["articles"])
            _ = try consumer.poll(timeout: .milliseconds(300))
            try cluster.broker.stop()
            let start = ContinuousClock.now
            consumer.close(timeout: .milliseconds(500))
            #expect(ContinuousClock.now - start < .seconds(2))
        }
    }
}
