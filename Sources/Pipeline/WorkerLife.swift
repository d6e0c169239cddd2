/// The life of a worker as a value: what happens to it in, what shall be done out.
struct WorkerLife: Sendable {
    /// Where in its life a worker is.
    enum State: Sendable, CaseIterable {
        /// Made, not yet run.
        case idle
        /// Asks the brokers about its topics.
        case starting
        /// Polls, processes, publishes.
        case running
        /// Polls no more; finishes and commits what is in hand.
        case draining
        /// Gives up what is in hand.
        case abandoning
        /// Leaves the group and closes its clients.
        case closing
        /// Over.
        case stopped
    }

    /// What happens to a worker.
    enum Event: Sendable, Hashable {
        case start
        /// The brokers answered.
        case connected
        /// Somebody wants it to stop.
        case stop
        /// All that it was to read is read.
        case finished
        /// Nothing is in hand any more.
        case drained
        /// The grace of a stop ran out.
        case expired
        /// It cannot go on.
        case failed(ExitReason)
        /// Its clients are closed.
        case closed
    }

    /// What is to be done.
    enum Action: Sendable, Hashable {
        case none
        /// Ask the brokers about the topics.
        case connect
        /// Join the group and begin.
        case consume
        /// Poll no more, and finish what is in hand within the grace.
        case drain
        /// Wake every stage and have it drop what it holds.
        case abandon
        /// Leave the group and close.
        case close
        /// Tell the outcome.
        case report
    }

    private(set) var state = State.idle
    /// Why it ends; the first cause stands.
    private(set) var exit: ExitReason?

    mutating func handle(_ event: Event) -> Action {
        switch (state, event) {
        case (.idle, .start): return go(.starting, .connect)
        case (.idle, .stop): return go(.stopped, .report, .drained)

        case (.starting, .connected): return go(.running, .consume)
        case (.starting, .stop): return go(.closing, .close, .drained)
        case (.starting, .failed(let reason)): return go(.closing, .close, reason)

        case (.running, .stop), (.running, .finished): return go(.draining, .drain)
        case (.running, .failed(let reason)): return go(.abandoning, .abandon, reason)

        case (.draining, .drained): return go(.closing, .close, .drained)
        case (.draining, .stop), (.draining, .expired): return go(.abandoning, .abandon, .graceExceeded)
        case (.draining, .failed(let reason)): return go(.abandoning, .abandon, reason)

        case (.abandoning, .drained), (.abandoning, .expired): return go(.closing, .close)

        case (.closing, .closed): return go(.stopped, .report)

        // The rest comes too early, too late or a second time, and changes nothing.
        case (.idle, _), (.starting, _), (.running, _), (.draining, _), (.abandoning, _), (.closing, _), (.stopped, _):
            return .none
        }
    }

    private mutating func go(_ next: State, _ action: Action, _ reason: ExitReason? = nil) -> Action {
        state = next
        if exit == nil { exit = reason }
        return action
    }
}
