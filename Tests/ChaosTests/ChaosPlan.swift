import Kafka
import TestSupport

/// What one run of chaos does, all of it from a seed: the records that are put in, and what is done to workers and
/// brokers meanwhile.
struct ChaosPlan: Sendable, Equatable {
    /// Something done to the system. Workers are counted among those that run at that moment.
    enum Action: Sendable, Equatable {
        /// SIGKILL.
        case kill(Int)
        /// SIGTERM.
        case terminate(Int)
        /// SIGSTOP for longer than a session, then SIGCONT.
        case freeze(Int)
        case startWorker
        case stopBroker(Int32, milliseconds: Int)
        case slowBroker(Int32, roundTrip: Int, milliseconds: Int)
        case moveLeaders(Stream, to: Int32)
        case moveCoordinator(to: Int32)
        case fail(EmbeddedBroker.Request, with: [KafkaError.Code])

        /// Whether it needs a broker that can be told to fail.
        var isOfBroker: Bool {
            switch self {
            case .kill, .terminate, .freeze, .startWorker: false
            default: true
            }
        }
    }

    /// A topic, whatever it is called.
    enum Stream: String, Sendable, CaseIterable {
        case raw, events, manifests, deadLetters
    }

    /// An action that is due once so many records have their fate.
    struct Step: Sendable, Equatable {
        let delivered: Int
        let action: Action
    }

    struct Size: Sendable {
        /// Raw records.
        var inputs = 400
        /// Broker faults; workers are killed, stopped and added besides.
        var brokerFaults = 14
        var brokers: Int32 = 3
        var partitions: Int32 = 6
    }

    let seed: UInt64
    let inputs: [ChaosInput]
    /// By the number of deliveries.
    let steps: [Step]

    init(seed: UInt64, size: Size = Size(), brokerFaults: Bool = true) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        inputs = Self.inputs(size, &random)
        let faults = Self.brokerFaults(size, &random)
        let actions = Self.workerActions(&random) + (brokerFaults ? faults : [])
        // Some 5 to 85 % on the way, so that there is work before the first and after the last.
        steps = actions.map { action in
            Step(delivered: size.inputs / 20 + Int.random(in: 0..<size.inputs * 4 / 5, using: &random), action: action)
        }.enumerated().sorted { ($0.element.delivered, $0.offset) < ($1.element.delivered, $1.offset) }.map(\.element)
    }

    private static func workerActions(_ random: inout SeededGenerator) -> [Action] {
        func any() -> Int { Int.random(in: 0..<8, using: &random) }
        var actions: [Action] = [.kill(any()), .terminate(any()), .freeze(any()), .startWorker, .startWorker]
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            actions.append([.kill(any()), .terminate(any()), .startWorker][Int.random(in: 0..<3, using: &random)])
        }
        return actions
    }

    /// Passing errors that brokers give, by request. Each is one that a sound cluster gives in the course of a day.
    static let passingErrors: [(request: EmbeddedBroker.Request, codes: [KafkaError.Code])] = [
        (.produce, [.notEnoughReplicas, .requestTimedOut, .notLeader, .transport]),
        (.fetch, [.notLeader, .transport, KafkaError.Code(rawValue: 56), .requestTimedOut]),
        (.listOffsets, [.notLeader, .transport]),
        (.metadata, [.transport]),
        (.offsetCommit, [KafkaError.Code(rawValue: 14), .notCoordinator, .requestTimedOut, .rebalanceInProgress]),
        (.offsetFetch, [KafkaError.Code(rawValue: 14), .notCoordinator, .transport]),
        (.findCoordinator, [KafkaError.Code(rawValue: 15), .transport]),
        (.joinGroup, [KafkaError.Code(rawValue: 15), .notCoordinator, .transport]),
        (.syncGroup, [.rebalanceInProgress, .notCoordinator, .transport]),
        (.heartbeat, [.rebalanceInProgress, .notCoordinator, .illegalGeneration, .unknownMember, .transport]),
        (.leaveGroup, [.notCoordinator, .transport]),
        (.initializeProducerID, [KafkaError.Code(rawValue: 14), .notCoordinator, .transport]),
    ]

    private static func brokerFaults(_ size: Size, _ random: inout SeededGenerator) -> [Action] {
        func broker() -> Int32 { Int32.random(in: 1...size.brokers, using: &random) }
        var errors = passingErrors.shuffled(using: &random)[...]
        return (0..<size.brokerFaults).map { index in
            switch index % 7 {
            case 0: return .stopBroker(broker(), milliseconds: Int.random(in: 300...2500, using: &random))
            case 1: return .moveLeaders(Stream.allCases.randomElement(using: &random) ?? .raw, to: broker())
            case 2: return .moveCoordinator(to: broker())
            case 3:
                return .slowBroker(
                    broker(), roundTrip: Int.random(in: 20...400, using: &random),
                    milliseconds: Int.random(in: 500...3000, using: &random))
            default:
                if errors.isEmpty { errors = passingErrors.shuffled(using: &random)[...] }
                let (request, codes) = errors.removeFirst()
                let count = Int.random(in: 1...4, using: &random)
                return .fail(request, with: (0..<count).compactMap { _ in codes.randomElement(using: &random) })
            }
        }
    }

    private static func inputs(_ size: Size, _ random: inout SeededGenerator) -> [ChaosInput] {
        var versions: [Int: Int] = [:]
        var poisons = Poison.allCases.shuffled(using: &random)[...]
        return (0..<size.inputs).map { number in
            let header = [RecordHeader(ChaosInput.numberHeader, "\(number)")]
            var input = ChaosInput(number: number, key: nil, value: nil, headers: header, fate: .deletion)
            switch Int.random(in: 0..<20, using: &random) {
            case 0, 1:
                if poisons.isEmpty { poisons = Poison.allCases.shuffled(using: &random)[...] }
                let poison = poisons.removeFirst()
                input.key = poison.hasKey ? Array("poison-\(number)".utf8) : nil
                input.partition = poison.hasKey ? nil : Int32.random(in: 0..<size.partitions, using: &random)
                input.value = poison.value(id: "poison-\(number)")
                input.fate = poison.fate
            case 2:
                // Withdraws an article that may be there, and may come again.
                input.key = Array("a-\(Int.random(in: 0..<max(1, size.inputs / 4), using: &random))".utf8)
            case 3:
                // A bare body: its id is the key, a header, or its place.
                let figure = Int.random(in: 1...99, using: &random)
                input.value = Array("Tỷ lệ hồ sơ trực tuyến đạt \(figure)% trong năm 2024.".utf8)
                input.headers.append(RecordHeader("content-type", "text/plain"))
                input.fate = .events(values: ["\(figure)"])
                switch Int.random(in: 0..<3, using: &random) {
                case 0: input.key = Array("bare-\(number)".utf8)
                case 1:
                    input.key = Array("key-\(number)".utf8)
                    input.headers.append(RecordHeader("id", "bare-\(number)"))
                default: input.partition = Int32.random(in: 0..<size.partitions, using: &random)
                }
            default:
                let article = Int.random(in: 0..<max(1, size.inputs / 4), using: &random)
                let version = versions[article, default: 0]
                versions[article] = version + 1
                let hasForeignKey = article % 17 == 3 && version == 0
                let id = hasForeignKey ? "foreign-\(number)" : "a-\(article)"
                input.key = Array((hasForeignKey ? "key-\(number)" : id).utf8)
                (input.value, input.fate) = articleText(id, version, &random)
            }
            return input
        }
    }

    /// An article of one to three sentences with one figure each.
    private static func articleText(
        _ id: String, _ version: Int, _ random: inout SeededGenerator
    ) -> ([UInt8], ChaosInput.Fate) {
        let figures = (0..<Int.random(in: 1...3, using: &random)).map { _ in Int.random(in: 2...98, using: &random) }
        let texts: [(Int) -> String] = [
            { "Năm 2024, GDP của Việt Nam tăng \($0)%." }, { "Tỷ lệ hồ sơ trực tuyến đạt \($0)%." },
            { "Kim ngạch xuất khẩu năm 2023 đạt \($0) tỷ USD." },
        ]
        let body = zip(texts, figures).map { text, figure in text(figure) }.joined(separator: " ")
        let crawled = "2025-01-06T\(10 + version / 60 % 14):\(10 + version % 50):00Z"
        let value =
            #"{"id":"\#(id)","title":"Bản tin kinh tế","body":"\#(body)","published_at":"2025-01-06","#
            + #""crawled_at":"\#(crawled)"}"#
        return (
            Array(value.utf8),
            .events(
                values: figures.enumerated().map { index, figure in index == 2 ? "\(figure)000000000" : "\(figure)" })
        )
    }
}
