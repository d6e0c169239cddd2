import Events
import Kafka

extension Worker {
    /// Tells of a record that is refused, or odd: where it stands in the log and why, never what it says.
    func tell(_ slot: OutputSlot, of record: Record) {
        guard let entry = slot.entry(at: "\(record.topic)/\(record.partition)/\(record.offset)") else { return }
        log(entry)
    }
}

extension OutputSlot {
    /// The line for the log, where there is anything to tell.
    func entry(at place: @autoclosure () -> String) -> WorkerLog? {
        if case .deadLetter(_, let reason) = fate {
            return WorkerLog(
                .warning, "an article cannot be processed and becomes a dead letter",
                [("record", place()), ("stage", reason.stage), ("error", reason.error)])
        }
        guard warnings.contains(.keyDiffersFromID) else { return nil }
        return WorkerLog(
            .warning, "a record's key is not its article's id: its order among others is not promised",
            [("record", place())])
    }
}
