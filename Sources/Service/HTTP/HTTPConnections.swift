import NIOCore
import Synchronization

/// The open connections of a server, so that their number has a bound and a stop can wait for them.
final class HTTPConnections: Sendable {
    private struct Entry {
        let channel: any Channel
        /// A number that grows with each turn to idle; nil while a request is being answered.
        var idleTurn: UInt64?
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var turn: UInt64 = 0
        var isStopping = false
        var emptied: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Takes a new connection in, at the cost of an idle one if there is no room.
    /// - Returns: false if it has to go.
    func admit(_ channel: any Channel) -> Bool {
        let (isAdmitted, leaving) = state.withLock { state -> (Bool, (any Channel)?) in
            guard !state.isStopping else { return (false, nil) }
            var leaving: (any Channel)?
            if state.entries.count >= limit {
                let idle = state.entries.filter { $0.value.idleTurn != nil }
                guard let oldest = idle.min(by: { ($0.value.idleTurn ?? 0) < ($1.value.idleTurn ?? 0) }) else {
                    return (false, nil)
                }
                leaving = oldest.value.channel
                state.entries[oldest.key] = nil
            }
            state.turn += 1
            state.entries[ObjectIdentifier(channel)] = Entry(channel: channel, idleTurn: state.turn)
            return (true, leaving)
        }
        leaving?.close(promise: nil)
        return isAdmitted
    }

    /// Notes that a request is complete or has been answered.
    /// - Returns: whether the connection may stay open.
    func note(_ channel: any Channel, isIdle: Bool) -> Bool {
        state.withLock { state in
            state.turn += 1
            state.entries[ObjectIdentifier(channel)]?.idleTurn = isIdle ? state.turn : nil
            return !state.isStopping
        }
    }

    /// Forgets a connection that is closed.
    func remove(_ channel: any Channel) {
        let emptied = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.entries[ObjectIdentifier(channel)] = nil
            guard state.entries.isEmpty else { return nil }
            defer { state.emptied = nil }
            return state.emptied
        }
        emptied?.resume()
    }

    /// Lets no more in, closes the idle ones, and waits until the others are gone.
    func stop() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let idle = state.withLock { state -> [any Channel]? in
                state.isStopping = true
                guard !state.entries.isEmpty else { return nil }
                state.emptied = continuation
                return state.entries.values.filter { $0.idleTurn != nil }.map(\.channel)
            }
            guard let idle else { return continuation.resume() }
            for channel in idle { channel.close(promise: nil) }
        }
    }

    /// Closes all that are left.
    func closeAll() {
        for channel in state.withLock({ $0.entries.values.map(\.channel) }) { channel.close(promise: nil) }
    }
}
