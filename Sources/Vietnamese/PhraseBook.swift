/// Phrases of several lexicons in one automaton over word numbers: a trie, walked from each token, so a phrase is
/// found by looking at each of its words once.
public struct PhraseBook: Sendable {
    /// Which lexicon a phrase is of; the caller's numbering.
    public typealias Category = UInt8

    /// One meaning of a phrase.
    public struct Entry: Sendable, Equatable {
        /// Which lexicon.
        public let category: Category
        /// What it stands for: an index or code of its lexicon.
        public let value: Int32

        /// A meaning.
        public init(category: Category, value: Int32) {
            self.category = category
            self.value = value
        }
    }

    /// A phrase found in the text.
    public struct Hit: Sendable {
        /// Its first token's index.
        public let start: Int32
        /// The index after its last token.
        public let end: Int32
        /// What it means.
        public let entry: Entry
    }

    private struct State: Sendable {
        var firstEntry: Int32 = 0
        var entryCount: Int32 = 0
    }

    private var states: [State] = [State()]
    private var entries: [Entry] = []
    /// Open addressing on (state, word); 0 is empty.
    private var keys: [UInt64]
    private var targets: [Int32]
    private var edgeCount = 0
    private var pending: [[Entry]] = [[]]

    /// A book without phrases.
    public init() {
        keys = Array(repeating: 0, count: 1 << 12)
        targets = Array(repeating: 0, count: 1 << 12)
    }

    /// Adds a phrase, its words as tokens write them; signs within are given by their scalars.
    public mutating func add(_ phrase: [Symbol], _ entry: Entry) {
        guard !phrase.isEmpty else { return }
        var state: Int32 = 0
        for symbol in phrase { state = child(of: state, symbol.key) }
        if !pending[Int(state)].contains(entry) { pending[Int(state)].append(entry) }
    }

    /// Lays the entries out flat; phrases added since the last call are found only after it.
    public mutating func freeze() {
        entries.removeAll()
        for index in states.indices {
            states[index].firstEntry = Int32(entries.count)
            states[index].entryCount = Int32(pending[index].count)
            entries.append(contentsOf: pending[index])
        }
    }

    /// Appends every phrase that begins at a token, shortest first.
    @inline(__always)
    public func appendHits(_ tokens: [Token], at start: Int, limit: Int, into hits: inout [Hit]) {
        var state: Int32 = 0
        var index = start
        while index < limit {
            let token = tokens[index]
            let key: UInt64
            switch token.kind {
            case .word:
                if token.word == 0 { return }
                key = UInt64(token.word)
            case .sign: key = UInt64(token.word) | Symbol.signBit
            case .number: return
            }
            guard let next = edge(from: state, key) else { return }
            state = next
            index += 1
            let found = states[Int(state)]
            for entry in 0..<found.entryCount {
                hits.append(
                    Hit(start: Int32(start), end: Int32(index), entry: entries[Int(found.firstEntry + entry)]))
            }
        }
    }

    /// A word or a sign of a phrase.
    public enum Symbol: Sendable {
        /// A word, by its number in the vocabulary.
        case word(WordID)
        /// A sign, by its scalar.
        case sign(Unicode.Scalar)

        static let signBit: UInt64 = 1 << 40

        var key: UInt64 {
            switch self {
            case .word(let id): UInt64(id)
            case .sign(let scalar): UInt64(scalar.value) | Symbol.signBit
            }
        }
    }

    @inline(__always)
    private func edge(from state: Int32, _ key: UInt64) -> Int32? {
        let full = PhraseBook.edgeKey(state, key)
        let mask = keys.count - 1
        var slot = PhraseBook.slot(full) & mask
        while keys[slot] != 0 {
            if keys[slot] == full { return targets[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func child(of state: Int32, _ key: UInt64) -> Int32 {
        if let next = edge(from: state, key) { return next }
        if (edgeCount + 1) * 2 > keys.count { grow() }
        let next = Int32(states.count)
        states.append(State())
        pending.append([])
        insert(PhraseBook.edgeKey(state, key), next)
        edgeCount += 1
        return next
    }

    private mutating func insert(_ full: UInt64, _ target: Int32) {
        let mask = keys.count - 1
        var slot = PhraseBook.slot(full) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = full
        targets[slot] = target
    }

    private mutating func grow() {
        let old = zip(keys, targets).filter { $0.0 != 0 }
        keys = Array(repeating: 0, count: keys.count * 2)
        targets = Array(repeating: 0, count: keys.count)
        for (key, target) in old { insert(key, target) }
    }

    /// A word or sign (41 bits) beside a state (23): no two edges share a key below eight million states, far beyond
    /// any lexicon.
    @inline(__always)
    private static func edgeKey(_ state: Int32, _ key: UInt64) -> UInt64 { key << 23 | (UInt64(state) + 1) }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
