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
        /// A bit for the low six bits of each next word: a clear one says that none goes on so.
        var next: UInt64 = 0
    }

    /// From a state by a word or sign to another state; key 0 is empty.
    private struct Edge: Sendable {
        var key: UInt64 = 0
        var target: Int32 = 0
    }

    private var states: [State] = [State()]
    private var entries: [Entry] = []
    /// Open addressing on (state, word).
    private var edges: [Edge]
    private var edgeCount = 0
    /// For each word, the state after it where it begins a phrase, else 0.
    private var roots: [Int32] = []
    private var pending: [[Entry]] = [[]]

    /// A book without phrases.
    public init() { edges = Array(repeating: Edge(), count: 1 << 12) }

    /// Adds a phrase, its words as tokens write them; signs within are given by their scalars.
    public mutating func add(_ phrase: [Symbol], _ entry: Entry) {
        guard !phrase.isEmpty else { return }
        var state: Int32 = 0
        for symbol in phrase { state = child(of: state, symbol.key) }
        if case .word(let word) = phrase[0] {
            while roots.count <= Int(word) { roots.append(0) }
            roots[Int(word)] = child(of: 0, phrase[0].key)
        }
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
    public func appendHits(_ tokens: Run<Token>, at start: Int, limit: Int, into hits: inout [Hit]) {
        var state: Int32 = 0
        var found = states[0]
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
            if index == start, token.kind == .word {
                guard Int(token.word) < roots.count, roots[Int(token.word)] != 0 else { return }
                state = roots[Int(token.word)]
            } else {
                guard found.next & PhraseBook.bit(key) != 0, let next = edge(from: state, key) else { return }
                state = next
            }
            index += 1
            found = states[Int(state)]
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
        let mask = edges.count - 1
        var slot = PhraseBook.slot(full) & mask
        while edges[slot].key != 0 {
            if edges[slot].key == full { return edges[slot].target }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func child(of state: Int32, _ key: UInt64) -> Int32 {
        if let next = edge(from: state, key) { return next }
        if (edgeCount + 1) * 2 > edges.count { grow() }
        let next = Int32(states.count)
        states.append(State())
        pending.append([])
        states[Int(state)].next |= PhraseBook.bit(key)
        insert(Edge(key: PhraseBook.edgeKey(state, key), target: next))
        edgeCount += 1
        return next
    }

    private mutating func insert(_ edge: Edge) {
        let mask = edges.count - 1
        var slot = PhraseBook.slot(edge.key) & mask
        while edges[slot].key != 0 { slot = (slot + 1) & mask }
        edges[slot] = edge
    }

    private mutating func grow() {
        let old = edges
        edges = Array(repeating: Edge(), count: old.count * 2)
        for edge in old where edge.key != 0 { insert(edge) }
    }

    /// A word or sign (41 bits) beside a state (23): no two edges share a key below eight million states, far beyond
    /// any lexicon.
    @inline(__always)
    private static func edgeKey(_ state: Int32, _ key: UInt64) -> UInt64 { key << 23 | (UInt64(state) + 1) }

    @inline(__always)
    private static func bit(_ key: UInt64) -> UInt64 { 1 << (key & 63) }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
