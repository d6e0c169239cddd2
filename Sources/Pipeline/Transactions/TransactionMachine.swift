/// The life of one portion of a batch in transactions, as a value: what happened in, what is to be done out.
///
/// A portion is committed once, or reported as holding a record that the brokers refuse. Whatever fails on the way, its
/// records are sent again in a new transaction, after it is known that the one before came to nothing.
struct TransactionMachine: Sendable, Equatable {
    /// Where the portion and its producer are.
    enum State: Sendable, Hashable, CaseIterable {
        /// The producer has not registered its id.
        case fresh
        /// No transaction is open.
        case ready
        /// Records are being sent.
        case open
        /// All records are acknowledged; the offsets are being handed in.
        case closing
        /// The brokers are asked to commit.
        case committing
        /// The transaction is being aborted.
        case aborting
        /// It is not known whether the transaction was committed; a new producer is registering its id, after which it
        /// is settled either way.
        case unsure
        /// The group is asked for its committed offsets, which tell.
        case looking
        /// Over: nothing more can be published.
        case ended
    }

    /// What happened.
    enum Event: Sendable, Hashable {
        /// A portion is to be published.
        case begin
        /// The producer's id is registered.
        case registered
        /// The transaction is open.
        case begun
        /// All records are acknowledged.
        case delivered
        /// The offsets are in the transaction.
        case handedIn
        case committed
        case aborted
        /// The group's offsets say whether the transaction was committed.
        case found(Bool)
        case failed(TransactionFailure)
    }

    /// What is to be done.
    enum Action: Sendable, Hashable {
        case none
        /// Register the producer's id.
        case register
        /// Give the producer up, make another of the same id, and register it.
        case renew
        /// Leave out what is not ours any more, and open a transaction.
        case begin
        /// Send the records.
        case send
        /// Hand in the offsets, with the group's metadata taken just before.
        case handIn
        case commit
        case abort
        /// Ask the group for its committed offsets.
        case look
        /// The portion is done.
        case committed
        /// The portion holds a record that is refused for good.
        case refused
        /// The worker has to end.
        case stop(ExitReason)
    }

    /// How often something may fail in a row.
    struct Bounds: Sendable, Equatable {
        /// Failures that may pass.
        var attempts = 10
        /// Calls to commit that timed out before the outcome counts as unknown.
        var commits = 3
        /// New producers before things have gone well again: two workers of one name fence each other in turn.
        var renewals = 5
        /// Commits in a row after which they have.
        var calm = 20
    }

    private let bounds: Bounds
    private(set) var state: State
    /// Failures since the last commit.
    private(set) var failures = 0
    private var renewals = 0
    private var commitsSinceRenewal = 0
    private var timeouts = 0
    /// Whether a record was refused, which is told once the transaction is over.
    private var isRefused = false

    init(_ bounds: Bounds = Bounds(), state: State = .fresh) {
        self.bounds = bounds
        self.state = state
    }

    mutating func handle(_ event: Event) -> Action {
        switch (state, event) {
        case (.fresh, .begin): return .register
        case (.fresh, .registered): return settled()
        case (.fresh, .failed(.passing)), (.fresh, .failed(.group)): return again(.register)
        case (.fresh, .failed): return renew()

        case (.ready, .begin): return go(.ready, .begin)
        case (.ready, .begun): return go(.open, .send)
        case (.ready, .failed(.passing)), (.ready, .failed(.group)): return again(.begin)
        case (.ready, .failed): return renew()

        case (.open, .delivered): return go(.closing, .handIn)
        case (.open, .failed(.refused)):
            isRefused = true
            return go(.aborting, .abort)
        case (.closing, .handedIn): return go(.committing, .commit)
        case (.closing, .failed(.passing)): return again(.handIn)
        case (.open, .failed(.broken)), (.closing, .failed(.broken)): return renew()
        // The group lets the member in again, or takes its partitions: as long as that takes.
        case (.open, .failed(.group)), (.closing, .failed(.group)): return go(.aborting, .abort)
        case (.open, .failed), (.closing, .failed): return counted(.aborting, .abort)

        case (.committing, .committed): return done()
        case (.committing, .failed(.passing)):
            timeouts += 1
            return timeouts < bounds.commits ? .commit : unsure()
        // The request may have gone out before whatever came in between.
        case (.committing, .failed): return unsure()

        case (.aborting, .aborted): return settled()
        case (.aborting, .failed(.passing)), (.aborting, .failed(.group)): return again(.abort)
        // The next producer of the same id aborts it.
        case (.aborting, .failed): return renew()

        case (.unsure, .registered): return go(.looking, .look)
        case (.unsure, .failed(.passing)), (.unsure, .failed(.group)): return again(.register)
        case (.unsure, .failed): return unsure()

        case (.looking, .found(true)): return done()
        case (.looking, .found(false)): return go(.ready, .begin)
        case (.looking, .failed(.group)): return .look
        case (.looking, .failed): return again(.look)

        // The rest comes too early, too late or a second time, and changes nothing.
        case (.fresh, _), (.ready, _), (.open, _), (.closing, _), (.committing, _), (.aborting, _), (.unsure, _),
            (.looking, _), (.ended, _):
            return .none
        }
    }

    /// Ends it for a reason that no repetition mends.
    mutating func end(_ reason: ExitReason) -> Action { go(.ended, .stop(reason)) }

    /// The transaction came to nothing.
    private mutating func settled() -> Action {
        guard isRefused else { return go(.ready, .begin) }
        isRefused = false
        return go(.ready, .refused)
    }

    private mutating func done() -> Action {
        (failures, timeouts, isRefused) = (0, 0, false)
        commitsSinceRenewal += 1
        if commitsSinceRenewal >= bounds.calm { renewals = 0 }
        return go(.ready, .committed)
    }

    private mutating func again(_ action: Action) -> Action { counted(state, action) }

    private mutating func counted(_ next: State, _ action: Action) -> Action {
        failures += 1
        return failures < bounds.attempts ? go(next, action) : end(.unavailable)
    }

    private mutating func renew() -> Action { renewed(.fresh) }

    private mutating func unsure() -> Action { renewed(.unsure) }

    private mutating func renewed(_ next: State) -> Action {
        timeouts = 0
        renewals += 1
        commitsSinceRenewal = 0
        return renewals <= bounds.renewals ? go(next, .renew) : end(.fatal)
    }

    private mutating func go(_ next: State, _ action: Action) -> Action {
        state = next
        return action
    }
}
