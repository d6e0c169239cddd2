import Article

@testable import Pipeline

/// Lets articles through when it is told to.
final class Gate: Sendable {
    private let state: Monitor<(allowed: Int, arrived: Int)>

    /// A gate that lets so many through.
    init(_ allowed: Int) { state = Monitor((allowed, 0)) }

    func open() { state.change { $0.allowed = .max } }

    /// Articles that have come to the gate.
    var arrived: Int { state.update { $0.arrived } }

    func pass() {
        state.change { $0.arrived += 1 }
        _ = state.wait { state -> Bool? in
            guard state.allowed > 0 else { return nil }
            if state.allowed != .max { state.allowed -= 1 }
            return true
        }
    }
}

/// A processor that waits at a gate before each article.
struct GatedProcessor<Inner: MessageProcessor>: MessageProcessor {
    var inner: Inner
    let gate: Gate

    mutating func process(_ message: RawMessage, time: Int64, into slot: inout OutputSlot) {
        gate.pass()
        inner.process(message, time: time, into: &slot)
    }
}
