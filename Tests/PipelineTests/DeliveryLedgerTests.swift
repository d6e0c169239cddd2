import Kafka
import TestSupport
import Testing

@testable import Pipeline

@Suite struct DeliveryLedgerTests {
    private let timedOut = KafkaError(.messageTimedOut, "late")
    private let tooLarge = KafkaError(.messageTooLarge, "large")

    @Test("a round is over when each record has its report, and names what failed")
    func round() {
        var ledger = DeliveryLedger()
        ledger.begin()
        let ids = [ledger.send(slot: 0, record: 0), ledger.send(slot: 0, record: 1), ledger.send(slot: 2, record: 0)]
        #expect(Set(ids).count == 3)
        #expect(ledger.outstanding == 3)
        let result1 = ledger.close(ids[2], nil)
        #expect(result1)
        let result2 = ledger.close(ids[0], timedOut)
        #expect(result2)
        #expect(ledger.outstanding == 1)
        let result3 = ledger.close(ids[1], nil)
        #expect(result3)
        #expect(ledger.outstanding == 0)
        #expect(ledger.delivered == 2)
        #expect(ledger.failures == [.init(slot: 0, record: 0, error: timedOut)])
    }

    @Test("a report counts once, in its own round only")
    func once() {
        var ledger = DeliveryLedger()
        ledger.begin()
        let old = ledger.send(slot: 0, record: 0)
        let result4 = ledger.close(old, nil)
        #expect(result4)
        let result5 = ledger.close(old, nil)
        #expect(!result5)
        let result6 = ledger.close(old, tooLarge)
        #expect(!result6)
        #expect(ledger.delivered == 1)
        ledger.begin()
        let new = ledger.send(slot: 0, record: 0)
        #expect(new != old)
        let result7 = ledger.close(old, nil)
        #expect(!result7)
        let result8 = ledger.close(new + 1, nil)
        #expect(!result8)
        #expect(ledger.outstanding == 1)
    }

    @Test("only the last record, not yet reported, can be withdrawn")
    func withdraw() {
        var ledger = DeliveryLedger()
        ledger.begin()
        let first = ledger.send(slot: 0, record: 0)
        let second = ledger.send(slot: 0, record: 1)
        ledger.withdraw(first)
        #expect(ledger.outstanding == 2)
        ledger.withdraw(second)
        #expect(ledger.outstanding == 1)
        let result9 = ledger.close(second, nil)
        #expect(!result9)
        ledger.close(first, nil)
        ledger.withdraw(first)
        #expect(ledger.outstanding == 0)
        #expect(ledger.delivered == 1)
    }

    @Test("random rounds balance: sent = delivered + failed + outstanding")
    func balance() {
        var random = SeededGenerator(seed: 3)
        var ledger = DeliveryLedger()
        var stale: [UInt64] = []
        for _ in 0..<200 {
            ledger.begin()
            var open: [UInt64] = []
            var (sent, failed) = (0, 0)
            for step in 0..<random.next(below: 60) {
                switch random.next(below: 5) {
                case 0 where !open.isEmpty:
                    let error = random.next(below: 3) == 0 ? timedOut : nil
                    if error != nil { failed += 1 }
                    let id = open.remove(at: random.next(below: open.count))
                    let result10 = ledger.close(id, error)
                    #expect(result10)
                    stale.append(id)
                case 1 where !stale.isEmpty:
                    let result11 = ledger.close(stale[random.next(below: stale.count)], nil)
                    #expect(!result11)
                default:
                    open.append(ledger.send(slot: step, record: 0))
                    sent += 1
                }
                #expect(ledger.outstanding == open.count)
                #expect(ledger.failures.count == failed)
                #expect(sent == ledger.delivered + failed + open.count)
            }
            stale += open
            if stale.count > 500 { stale.removeFirst(stale.count - 500) }
        }
    }
}

@Suite struct ResendPlanTests {
    typealias Plan = ResendPlan
    private let late = KafkaError(.messageTimedOut, "late")
    private let large = KafkaError(.messageTooLarge, "large")

    @Test(
        "verdicts",
        arguments: [
            (KafkaError(.messageTimedOut, ""), PublishVerdict.retry), (KafkaError(.queueFull, ""), .retry),
            (KafkaError(.unknownPartition, ""), .retry), (KafkaError(.notLeader, ""), .retry),
            (KafkaError(.purgedInFlight, ""), .retry), (KafkaError(.messageTooLarge, ""), .refused),
            (KafkaError(.invalidMessage, ""), .refused), (KafkaError(.topicAuthorization, ""), .stop(.unavailable)),
            (KafkaError(.unknownTopic, ""), .stop(.unavailable)), (KafkaError(.closed, ""), .stop(.unavailable)),
            (KafkaError(.messageTooLarge, "", isFatal: true), .stop(.fatal)),
        ])
    func verdict(_ error: KafkaError, _ verdict: PublishVerdict) {
        #expect(PublishVerdict(error) == verdict)
    }

    @Test("a slot is sent again from its first failed record on")
    func firstFailed() {
        let plan = Plan(
            failures: [.init(slot: 1, record: 4, error: late), .init(slot: 1, record: 2, error: late)],
            recordCounts: [3, 6, 2], articleIDs: ["a", "b", "c"])
        #expect(plan.parts == [.init(slot: 1, firstRecord: 2)])
        #expect(!plan.isCareful)
        #expect(plan.stop == nil)
    }

    @Test("later versions of the article follow it, others and earlier ones do not")
    func laterVersions() {
        let plan = Plan(
            failures: [.init(slot: 1, record: 1, error: late)], recordCounts: [2, 2, 2, 2, 1],
            articleIDs: ["a", "a", "b", "a", nil])
        #expect(plan.parts == [.init(slot: 1, firstRecord: 1), .init(slot: 3, firstRecord: 0)])
    }

    @Test("one refusal makes the round careful; one standing fault ends it")
    func modes() {
        let refused = Plan(
            failures: [.init(slot: 0, record: 0, error: late), .init(slot: 1, record: 0, error: large)],
            recordCounts: [1, 1], articleIDs: [nil, nil])
        #expect(refused.isCareful)
        let denied = KafkaError(.topicAuthorization, "denied")
        let stopped = Plan(
            failures: [.init(slot: 0, record: 0, error: late), .init(slot: 1, record: 0, error: denied)],
            recordCounts: [1, 1], articleIDs: [nil, nil])
        #expect(stopped.stop?.reason == .unavailable)
        #expect(stopped.stop?.error == denied)
    }

    @Test("pauses double up to the longest, and at most half is left off")
    func pauses() {
        var retry = WorkerOptions.Retry()
        retry.pause = .milliseconds(100)
        retry.longestPause = .seconds(1)
        let full = (1...6).map { retry.pause(after: $0, random: 0) }
        #expect(full == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
        #expect(retry.pause(after: 2, random: 1) == .milliseconds(100))
        #expect(retry.pause(after: 1000, random: 0) == .seconds(1))
    }
}
