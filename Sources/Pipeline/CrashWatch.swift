import Events
import Kafka

/// Has lanes mark what they have in hand, and runs what is suspected of ending the process alone.
///
/// With `CrashMarks` deciding and `CrashMarkFile` remembering, this is the gate that lanes pass: many at once with
/// ordinary records, one at a time with a suspect.
public final class CrashWatch: Sendable {
    /// Why the folder cannot be used, as one line.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Gate: Sendable {
        var marks: CrashMarks
        /// Ordinary records in hand.
        var running = 0
        /// Suspects that run or wait for the others to end.
        var suspects = 0
        var isAlone = false
    }

    private let file: CrashMarkFile
    private let gate: Monitor<Gate>
    /// Whether there was no suspect at the start; none can come later.
    private let isCalm: Bool
    /// How many records an earlier process is suspected, or known, to have ended at.
    public let suspectCount: Int
    /// Whether there was a file that could not be read, and was begun anew.
    public let wasUnreadable: Bool

    /// - Parameter directory: where the file of marks is, or will be; one worker's own.
    public init(directory: String) throws(Failure) {
        do { file = try CrashMarkFile(directory: directory) } catch { throw Failure(description: error.description) }
        let marks = CrashMarks(after: file.found)
        wasUnreadable = file.wasUnreadable
        suspectCount = marks.kept.count
        isCalm = marks.isEmpty
        gate = Monitor(Gate(marks: marks))
        // First the suspects, then the empty slots: a process that ends in between must not forget any.
        file.keep(marks, emptyingLanes: true)
    }

    /// Tells where partitions begin: what was suspected before is committed.
    func polled(_ batch: RecordBatch) {
        guard !isCalm else { return }
        var isChanged = false
        var last: TopicPartition?
        for record in batch where record.topicPartition != last {
            last = record.topicPartition
            let place = RecordPlace(record)
            isChanged = gate.update { $0.marks.begin(at: place) } || isChanged
        }
        if isChanged { file.keep(gate.update { $0.marks }, emptyingLanes: false) }
    }

    /// Processes a record in a lane, or has it refused.
    func run(
        _ record: Record, lane: Int, _ process: () -> OutputSlot, refuse: (Refusal) -> OutputSlot
    ) -> OutputSlot {
        let place = RecordPlace(record)
        guard !isCalm else { return run(place, lane, .together, process) }
        switch gate.update({ $0.marks.treatment(of: place) }) {
        case .condemned: return refuse(.crash)
        case .ordinary:
            _ = gate.wait { gate -> Bool? in
                guard gate.suspects == 0 else { return nil }
                gate.running += 1
                return true
            }
            defer { gate.change { $0.running -= 1 } }
            return run(place, lane, .together, process)
        case .alone:
            gate.update { $0.suspects += 1 }
            _ = gate.wait { gate -> Bool? in
                guard gate.running == 0, !gate.isAlone else { return nil }
                gate.isAlone = true
                return true
            }
            let slot = run(place, lane, .alone, process)
            let marks = gate.update { gate in
                gate.marks.survived(place)
                return gate.marks
            }
            // After the lane's own mark is gone, lest a kill just now condemn a record that has come through.
            file.keep(marks, emptyingLanes: false)
            gate.change { gate in
                gate.isAlone = false
                gate.suspects -= 1
            }
            return slot
        }
    }

    private func run(
        _ place: RecordPlace, _ lane: Int, _ mark: CrashMarks.Mark, _ process: () -> OutputSlot
    ) -> OutputSlot {
        file.mark(lane: lane, place, mark)
        defer { file.clear(lane: lane) }
        return process()
    }
}

extension RecordPlace {
    init(_ record: Record) {
        self.init(
            topic: record.topic, partition: record.partition, offset: record.offset, timestamp: record.timestamp)
    }
}

extension Refusal {
    /// The record ended the process while nothing else was in hand.
    static let crash = Refusal(
        DeadLetter.Reason(
            stage: "process", error: "crash",
            message: "the record ended the process twice, the second time while nothing else was in hand"))
}
