import Kafka

/// What a failure in a transaction means: the one place that decides.
enum TransactionFailure: Sendable, Hashable, CaseIterable {
    /// The same call may succeed later.
    case passing
    /// The group is being rebalanced, or no longer knows the member: the transaction is of a time gone by.
    case group
    /// The transaction has to be aborted; the producer is sound.
    case abortable
    /// A record is refused for good.
    case refused
    /// The producer is of no use any more: fenced, timed out, or out of sequence.
    case broken

    /// - Parameter error: thrown by a call, or of a delivery report.
    init(_ error: KafkaError) {
        if error.isFatal || Self.brokenCodes.contains(error.code) {
            self = .broken
        } else if Self.groupCodes.contains(error.code) {
            self = .group
        } else if Self.refusedCodes.contains(error.code) {
            self = .refused
        } else if error.isRetriable && !error.isAbortable {
            self = .passing
        } else {
            self = .abortable
        }
    }

    /// The gravest of several records' failures: a refused record takes others with it, and makes the producer refuse
    /// what is sent after it.
    init(ofRecords errors: [KafkaError]) {
        let failures = Set(errors.map { TransactionFailure($0) })
        self = [.broken, .refused].first { failures.contains($0) } ?? .abortable
    }

    /// Why nothing can be published at all, if so: rights and topics that are missing, brokers too old, an instance of
    /// the same name.
    static func stop(_ error: KafkaError) -> ExitReason? {
        if error.code == .fencedInstance { return .fatal }
        return standingCodes.contains(error.code) ? .unavailable : nil
    }

    private static let brokenCodes: Set<KafkaError.Code> = [.fatal, .fenced, .invalidProducerEpoch]
    private static let groupCodes: Set<KafkaError.Code> = [.illegalGeneration, .unknownMember, .rebalanceInProgress]
    private static let refusedCodes: Set<KafkaError.Code> = [
        .messageTooLarge, .invalidMessage, .invalidRecord, .recordListTooLarge, .invalidTimestamp, .policyViolation,
        .unsupportedForMessageFormat,
    ]
    private static let standingCodes: Set<KafkaError.Code> = [
        .topicAuthorization, .groupAuthorization, .transactionalIDAuthorization, .clusterAuthorization,
        .authentication, .unknownTopic, .invalidTransactionTimeout, .unsupportedFeature, .closed,
    ]
}
