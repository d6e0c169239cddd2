/// The batches between polling and publishing: the bounded queues that join the three stages, as a value.
///
/// Batches leave in the order they came. Lanes take single records from the oldest batch that has any left; the
/// publisher takes a batch when its last record is done, or a part of it from its front when the output of all batches
/// outgrows its bound. A batch is let go when all of it is published.
struct BatchFlow<Payload: Sendable>: Sendable {
    /// How much may be under way.
    struct Bounds: Sendable {
        /// Batches.
        var batches: Int
        /// Bytes of raw keys and values.
        var inputBytes: Int
        /// Bytes of encoded output that is not yet delivered.
        var outputBytes: Int
    }

    /// One record for a lane.
    struct Task: Sendable {
        let batch: UInt64
        let index: Int
        let payload: Payload
    }

    /// Neighbouring records of a batch, for the publisher.
    struct Segment: Sendable {
        let batch: UInt64
        /// The index of the first slot's record in the batch.
        let start: Int
        var slots: [OutputSlot]
        let payload: Payload
        /// Whether the batch ends with it.
        let isLast: Bool
        fileprivate let outputBytes: Int
    }

    private struct Entry: Sendable {
        let id: UInt64
        let payload: Payload
        let bytes: Int
        var slots: [OutputSlot?]
        /// Records that lanes have taken.
        var taken = 0
        /// Records done without a gap, from the first.
        var done = 0
        /// Records that the publisher has taken.
        var outgoing = 0
    }

    private let bounds: Bounds
    private var entries: [Entry] = []
    private var nextID: UInt64 = 0
    private(set) var inputBytes = 0
    private(set) var outputBytes = 0
    /// Whether no more batches will come.
    private(set) var isClosed = false

    init(_ bounds: Bounds) { self.bounds = bounds }

    var isEmpty: Bool { entries.isEmpty }
    var batchCount: Int { entries.count }
    /// Records under way.
    var recordCount: Int { entries.reduce(0) { $0 + $1.slots.count } }

    /// Whether the stages have room for another batch. One batch always fits, however large.
    var hasRoom: Bool { entries.isEmpty || (entries.count < bounds.batches && inputBytes < bounds.inputBytes) }

    /// Whether any batch under way fits.
    func contains(where fits: (Payload) -> Bool) -> Bool { entries.contains { fits($0.payload) } }

    /// Adds a batch of `count` records, of which there must be one.
    mutating func put(_ payload: Payload, count: Int, bytes: Int) {
        guard count > 0, !isClosed else { return }
        entries.append(
            Entry(id: nextID, payload: payload, bytes: bytes, slots: Array(repeating: nil, count: count)))
        nextID += 1
        inputBytes += bytes
    }

    /// The next record to process, or nil if there is none for now.
    ///
    /// When the output has outgrown its bound, only the record that the publisher waits for is given out.
    mutating func take() -> Task? {
        guard let index = entries.firstIndex(where: { $0.taken < $0.slots.count }) else { return nil }
        let entry = entries[index]
        guard outputBytes < bounds.outputBytes || (index == 0 && entry.taken == entry.outgoing) else { return nil }
        entries[index].taken += 1
        return Task(batch: entry.id, index: entry.taken, payload: entry.payload)
    }

    /// Whether nothing is left to take, now or later.
    var isExhausted: Bool { isClosed && !entries.contains { $0.taken < $0.slots.count } }

    /// Hands a record's output in.
    /// - Returns: whether the publisher has something to take now.
    mutating func complete(_ batch: UInt64, _ index: Int, _ slot: consuming OutputSlot) -> Bool {
        guard let position = entries.firstIndex(where: { $0.id == batch }),
            entries[position].slots.indices.contains(index)
        else { return false }
        outputBytes += slot.byteCount
        entries[position].slots[index] = consume slot
        while entries[position].done < entries[position].slots.count,
            entries[position].slots[entries[position].done] != nil
        {
            entries[position].done += 1
        }
        return hasSegment
    }

    /// Whether `takeSegment` gives something.
    var hasSegment: Bool {
        guard let head = entries.first, head.done > head.outgoing else { return false }
        return head.done == head.slots.count || outputBytes >= bounds.outputBytes
    }

    /// What the publisher shall send next, in order. Ask again only after `release`.
    mutating func takeSegment() -> Segment? {
        guard hasSegment else { return nil }
        let (start, end) = (entries[0].outgoing, entries[0].done)
        var slots: [OutputSlot] = []
        slots.reserveCapacity(end - start)
        var bytes = 0
        for index in start..<end {
            guard let slot = entries[0].slots[index] else { break }
            // The array lets go, so that the publisher's copy is the only one.
            entries[0].slots[index] = OutputSlot()
            bytes += slot.byteCount
            slots.append(slot)
        }
        entries[0].outgoing = end
        return Segment(
            batch: entries[0].id, start: start, slots: slots, payload: entries[0].payload,
            isLast: end == entries[0].slots.count, outputBytes: bytes)
    }

    /// Lets a published segment go, and its batch with the last of them.
    mutating func release(_ segment: Segment) {
        guard let position = entries.firstIndex(where: { $0.id == segment.batch }) else { return }
        outputBytes -= segment.outputBytes
        guard segment.isLast else { return }
        inputBytes -= entries[position].bytes
        entries.remove(at: position)
    }

    /// No more batches; what is under way goes on.
    mutating func close() { isClosed = true }

    /// No more batches, and none of those under way.
    mutating func abandon() {
        isClosed = true
        entries = []
        (inputBytes, outputBytes) = (0, 0)
    }
}
