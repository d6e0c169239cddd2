import Kafka

/// What a failure to publish means for the record, its article and the worker: the one place that decides.
enum PublishVerdict: Sendable, Hashable {
    /// It may pass unchanged, later.
    case retry
    /// It will never pass, for its own sake, or one it was sent with: sent alone it shows which.
    case refused
    /// No record would pass.
    case stop(ExitReason)

    /// - Parameter error: of a delivery report, or thrown by `produce`.
    init(_ error: KafkaError) {
        if error.isFatal {
            self = .stop(.fatal)
        } else if Self.standing.contains(error.code) {
            self = .stop(.unavailable)
        } else if error.isRetriable || error.code == .unknownPartition {
            self = .retry
        } else {
            self = .refused
        }
    }

    /// Faults of the topic, the rights or the client, which are no record's fault.
    private static let standing: Set<KafkaError.Code> = [
        .topicAuthorization, .groupAuthorization, .authentication, .unknownTopic, .invalidArgument, .closed, .state,
        .fatal,
    ]
}

/// What is sent again after a round of sending, as a value.
struct ResendPlan: Sendable, Equatable {
    /// A slot, from one of its records on.
    struct Part: Sendable, Equatable {
        let slot: Int
        let firstRecord: Int
    }

    /// In order of the slots.
    let parts: [Part]
    /// Whether to send record by record, so that one that is refused is known and takes no other with it.
    let isCareful: Bool
    /// Why the worker has to stop, if so.
    let stop: (reason: ExitReason, error: KafkaError)?

    /// - Parameters:
    ///   - failures: of the round, in any order.
    ///   - recordCounts: of each slot.
    ///   - articleIDs: of each slot, where known. An article's later versions are sent again after an earlier one, so
    ///     that the last in the log stays the last.
    init(failures: [DeliveryLedger.Failure], recordCounts: [Int], articleIDs: [String?]) {
        let verdicts = failures.map { PublishVerdict($0.error) }
        isCareful = verdicts.contains(.refused)
        var stop: (reason: ExitReason, error: KafkaError)?
        for (verdict, failure) in zip(verdicts, failures) {
            if case .stop(let reason) = verdict, stop == nil { stop = (reason, failure.error) }
        }
        self.stop = stop
        var first: [Int: Int] = [:]
        for failure in failures { first[failure.slot] = min(first[failure.slot] ?? .max, failure.record) }
        var again: Set<String> = []
        var parts: [Part] = []
        for slot in recordCounts.indices {
            let id = articleIDs[slot]
            if let record = first[slot] {
                parts.append(Part(slot: slot, firstRecord: record))
                if let id { again.insert(id) }
            } else if let id, again.contains(id) {
                parts.append(Part(slot: slot, firstRecord: 0))
            }
        }
        self.parts = parts
    }

    static func == (left: Self, right: Self) -> Bool {
        left.parts == right.parts && left.isCareful == right.isCareful && left.stop?.reason == right.stop?.reason
            && left.stop?.error == right.stop?.error
    }
}
