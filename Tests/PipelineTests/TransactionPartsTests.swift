import Kafka
import Testing

@testable import Pipeline

@Suite("Parts of transactions") struct TransactionPartsTests {
    private let raw = "articles.raw"

    @Test(
        "what a failure means",
        arguments: [
            (KafkaError(.fenced, "", isFatal: true), TransactionFailure.broken),
            (KafkaError(.invalidProducerEpoch, ""), .broken), (KafkaError(.fatal, ""), .broken),
            (KafkaError(.illegalGeneration, "", isAbortable: true), .group),
            (KafkaError(.unknownMember, "", isAbortable: true), .group), (KafkaError(.rebalanceInProgress, ""), .group),
            (KafkaError(.messageTooLarge, ""), .refused), (KafkaError(.invalidRecord, ""), .refused),
            (KafkaError(.timedOut, ""), .passing), (KafkaError(.notCoordinator, ""), .passing),
            (KafkaError(.timedOut, "", isAbortable: true), .abortable), (KafkaError(.state, ""), .abortable),
            (KafkaError(.invalidArgument, ""), .abortable),
        ])
    func meaning(error: KafkaError, expected: TransactionFailure) { #expect(TransactionFailure(error) == expected) }

    @Test(
        "the gravest of a batch's failures tells",
        arguments: [
            ([KafkaError(.state, ""), KafkaError(.messageTooLarge, "")], TransactionFailure.refused),
            ([KafkaError(.messageTooLarge, ""), KafkaError(.fenced, "", isFatal: true)], .broken),
            ([KafkaError(.messageTimedOut, ""), KafkaError(.purgedFromQueue, "")], .abortable),
        ])
    func gravest(errors: [KafkaError], expected: TransactionFailure) {
        #expect(TransactionFailure(ofRecords: errors) == expected)
    }

    @Test(
        "what nothing mends",
        arguments: [
            (KafkaError.Code.transactionalIDAuthorization, ExitReason.unavailable),
            (.topicAuthorization, .unavailable), (.fencedInstance, .fatal), (.unsupportedFeature, .unavailable),
        ])
    func standing(code: KafkaError.Code, expected: ExitReason) {
        #expect(TransactionFailure.stop(KafkaError(code, "", isFatal: true)) == expected)
        #expect(TransactionFailure.stop(KafkaError(.fenced, "", isFatal: true)) == nil)
    }

    private func portion(_ records: [(Int32, Int64)], range: Range<Int>, held: Set<Int32>) -> TransactionPortion {
        TransactionPortion(
            range, place: { TopicPartitionOffset(raw, records[$0].0, records[$0].1) },
            isHeld: { held.contains($0.partition) })
    }

    @Test("a portion ends behind its last record of each partition, and leaves out what is not ours")
    func portions() {
        let records: [(Int32, Int64)] = [(0, 7), (1, 3), (0, 8), (1, 4), (2, 0)]
        let all = portion(records, range: 0..<5, held: [0, 1, 2])
        #expect(all.slots == [0, 1, 2, 3, 4])
        #expect(all.offsets == [.init(raw, 0, 9), .init(raw, 1, 5), .init(raw, 2, 1)])
        let part = portion(records, range: 1..<4, held: [0, 2])
        #expect(part.slots == [2])
        #expect(part.dropped == [1, 3])
        #expect(part.offsets == [.init(raw, 0, 9)])
        #expect(portion(records, range: 0..<5, held: []).slots.isEmpty)
    }

    @Test("the group's offsets tell whether a transaction was committed, by a partition that is still ours")
    func looking() {
        let both = portion([(0, 7), (1, 3)], range: 0..<2, held: [0, 1])
        let (zero, one) = (TopicPartition(raw, 0), TopicPartition(raw, 1))
        #expect(both.isCommitted(by: [zero: 8, one: 4]) { _ in true } == true)
        #expect(both.isCommitted(by: [zero: 7, one: 3]) { _ in true } == false)
        #expect(both.isCommitted(by: [zero: nil, one: nil]) { _ in true } == false)
        // Another member has gone on with partition 0.
        #expect(both.isCommitted(by: [zero: 20, one: 3]) { $0 == one } == false)
        #expect(both.isCommitted(by: [zero: 20, one: 3]) { _ in false } == nil)
    }
}
