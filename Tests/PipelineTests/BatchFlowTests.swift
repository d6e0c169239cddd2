import TestSupport
import Testing

@testable import Pipeline

@Suite struct BatchFlowTests {
    private func flow(batches: Int = 3, input: Int = 1000, output: Int = 1000) -> BatchFlow<Int> {
        BatchFlow(.init(batches: batches, inputBytes: input, outputBytes: output))
    }

    /// A slot that weighs so much.
    private func slot(_ weight: Int = 0) -> OutputSlot {
        var slot = OutputSlot()
        slot.refuseForTests(weight)
        return slot
    }

    @Test("room ends with the batches or the bytes; one batch always fits")
    func room() {
        var flow = flow()
        flow.put(1, count: 1, bytes: 5000)
        #expect(!flow.hasRoom)
        var many = self.flow(batches: 2)
        many.put(1, count: 1, bytes: 1)
        #expect(many.hasRoom)
        many.put(2, count: 1, bytes: 1)
        #expect(!many.hasRoom)
        #expect(self.flow(batches: 1, input: 0).hasRoom)
    }

    @Test("records go out in order, batches only whole and in order, whatever the order of completion")
    func order() throws {
        var flow = flow()
        flow.put(10, count: 2, bytes: 1)
        flow.put(20, count: 1, bytes: 1)
        let tasks = (0..<3).compactMap { _ in flow.take() }
        #expect(tasks.map(\.payload) == [10, 10, 20])
        #expect(tasks.map(\.index) == [0, 1, 0])
        let none1 = flow.take()
        #expect(none1?.index == nil)
        let result2 = flow.complete(tasks[2].batch, 0, slot())
        #expect(!result2)
        let result3 = flow.complete(tasks[1].batch, 1, slot())
        #expect(!result3)
        #expect(!flow.hasSegment)
        let result4 = flow.complete(tasks[0].batch, 0, slot())
        #expect(result4)
        let firstFound = flow.takeSegment()
        let first = try #require(firstFound)
        #expect(first.payload == 10)
        #expect(first.slots.count == 2)
        #expect(first.isLast)
        #expect(!flow.hasSegment)
        flow.release(first)
        let second = flow.takeSegment()
        #expect(second?.payload == 20)
    }

    @Test("output past its bound goes out in parts, and only the awaited record is processed meanwhile")
    func parts() throws {
        var flow = flow(output: 100)
        flow.put(1, count: 4, bytes: 1)
        let firstFound = flow.take()
        let first = try #require(firstFound)
        let secondFound = flow.take()
        let second = try #require(secondFound)
        let result5 = flow.complete(first.batch, second.index, slot(150))
        #expect(!result5)
        // Too much output waits, and the first record is in hand already.
        let none6 = flow.take()
        #expect(none6?.index == nil)
        let result7 = flow.complete(first.batch, first.index, slot(1))
        #expect(result7)
        let segmentFound = flow.takeSegment()
        let segment = try #require(segmentFound)
        #expect(segment.slots.count == 2)
        #expect(!segment.isLast)
        // The publisher now waits for the third record.
        let thirdFound = flow.take()
        let third = try #require(thirdFound)
        #expect(third.index == 2)
        let none8 = flow.take()
        #expect(none8?.index == nil)
        flow.release(segment)
        #expect(flow.outputBytes == 0)
        let fourth = flow.take()
        #expect(fourth?.index == 3)
    }

    @Test("closed, it runs dry; abandoned, it is dry at once, and what comes late is dropped")
    func ending() throws {
        var flow = flow()
        flow.put(1, count: 1, bytes: 1)
        flow.close()
        flow.put(2, count: 1, bytes: 1)
        #expect(flow.batchCount == 1)
        #expect(!flow.isExhausted)
        let taskFound = flow.take()
        let task = try #require(taskFound)
        #expect(flow.isExhausted)
        #expect(!flow.isEmpty)
        flow.abandon()
        #expect(flow.isEmpty)
        let result9 = flow.complete(task.batch, task.index, slot(9))
        #expect(!result9)
        #expect(flow.outputBytes == 0)
        #expect(flow.inputBytes == 0)
    }

    @Test("random lanes: every record passes once, in order, and the bounds hold")
    func random() {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<100 {
            var flow = flow(batches: 3, input: 50, output: 200)
            var inHand: [BatchFlow<Int>.Task] = []
            var segment: BatchFlow<Int>.Segment?
            var next = 0
            var published: [Int] = []
            var sizes: [Int] = []
            var steps = 0
            while published.count < 60 || !flow.isEmpty {
                steps += 1
                if steps > 20_000 { break }
                switch random.next(below: 4) {
                case 0 where flow.hasRoom && next < 60:
                    let count = 1 + random.next(below: 8)
                    flow.put(next, count: count, bytes: random.next(below: 40))
                    sizes.append(count)
                    next += count
                case 1 where inHand.count < 3:
                    if let task = flow.take() { inHand.append(task) }
                case 2 where !inHand.isEmpty:
                    let task = inHand.remove(at: random.next(below: inHand.count))
                    _ = flow.complete(task.batch, task.index, slot(random.next(below: 100)))
                default:
                    if let done = segment {
                        flow.release(done)
                        segment = nil
                    } else if let new = flow.takeSegment() {
                        published += new.slots.indices.map { new.payload + new.start + $0 }
                        segment = new
                    }
                }
                #expect(flow.batchCount <= 3)
                // The bound, and what three lanes may have in hand when it is reached.
                #expect(flow.outputBytes < 200 + 4 * 100)
            }
            #expect(published == Array(0..<next))
            #expect(flow.inputBytes == 0)
        }
    }
}

extension OutputSlot {
    /// Gives the slot a dead letter of a weight.
    mutating func refuseForTests(_ weight: Int) {
        let value = [UInt8](repeating: 0, count: weight)
        value.withUnsafeBytes { bytes in
            refuse(
                .init(topic: "raw", value: bytes), Refusal(.publish, "test", "test"), time: 0, maximumBytes: nil)
        }
    }
}
