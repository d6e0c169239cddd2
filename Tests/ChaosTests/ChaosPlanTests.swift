import Foundation
import Testing

@testable import Pipeline

@Suite struct ChaosPlanTests {
    @Test("a seed is a plan: the same each time, another for another seed", arguments: [1, 2, 77] as [UInt64])
    func seeded(seed: UInt64) {
        #expect(ChaosPlan(seed: seed) == ChaosPlan(seed: seed))
        #expect(ChaosPlan(seed: seed) != ChaosPlan(seed: seed + 1))
    }

    @Test("every plan kills, stops, freezes and adds workers, and has every kind of broker fault and record")
    func complete() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let plan = ChaosPlan(seed: seed)
            func has(_ isIt: (ChaosPlan.Action) -> Bool) -> Bool { plan.steps.contains { isIt($0.action) } }
            #expect(has { if case .kill = $0 { true } else { false } })
            #expect(has { if case .terminate = $0 { true } else { false } })
            #expect(has { if case .freeze = $0 { true } else { false } })
            #expect(has { if case .stopBroker = $0 { true } else { false } })
            #expect(has { if case .slowBroker = $0 { true } else { false } })
            #expect(has { if case .moveLeaders = $0 { true } else { false } })
            #expect(has { if case .moveCoordinator = $0 { true } else { false } })
            #expect(has { if case .fail = $0 { true } else { false } })
            #expect(plan.steps.map(\.delivered) == plan.steps.map(\.delivered).sorted())
            let letters = plan.inputs.compactMap { input -> String? in
                if case .deadLetter(_, let error) = input.fate { error } else { nil }
            }
            #expect(Set(letters).count >= 9, "seed \(seed): \(Set(letters))")
            #expect(plan.inputs.contains { $0.fate == .deletion })
            let keys = plan.inputs.map(\.key)
            #expect(Set(keys).count < keys.count - 20, "no article comes in several versions")
        }
    }

    @Test("faults of brokers can be left out, and the rest stays as it is")
    func withoutBrokers() {
        let plan = ChaosPlan(seed: 5, brokerFaults: false)
        #expect(!plan.steps.contains { $0.action.isOfBroker })
        #expect(plan.inputs == ChaosPlan(seed: 5).inputs)
    }

    @Test("each record has the fate that its plan says, by the function that workers run")
    func fates() throws {
        var expectation = try Expectation(partitions: 6)
        for input in ChaosPlan(seed: 9).inputs {
            let slot = expectation.slot(
                LoggedRecord(
                    topic: "articles.raw", partition: input.partition ?? 0, offset: Int64(input.number),
                    timestamp: input.timestamp, key: input.key, value: input.value, headers: input.headers))
            switch (input.fate, slot.fate) {
            case (.events(let values), .events):
                let found = slot.records.records.filter { $0.destination == .events }.map { record in
                    let json = try? JSONSerialization.jsonObject(with: Data(slot.records.bytes[record.value]))
                    return "\((json as? [String: Any])?["value"] ?? "none")"
                }
                #expect(found == values, "\(String(decoding: input.value ?? [], as: UTF8.self))")
            case (.deletion, .deletion): break
            case (.deadLetter(let stage, let error), .deadLetter(_, let reason)):
                #expect(reason.stage == stage && reason.error == error, "\(reason)")
            default: Issue.record("record \(input.number): \(slot.fate) for \(input.fate)")
            }
        }
    }
}
