/// Puts a field's text together out of stretches of its source and keeps the way back: white space collapses as in a
/// browser, entities come in as a whole, blocks end with a line feed.
struct TextBuilder {
    /// A block before its sentences are known.
    struct Piece {
        var kind: Document.Kind
        var range: Range<Int>
    }

    let source: UnsafeBufferPointer<UInt8>
    private(set) var text: [UInt8] = []
    private(set) var runs: [OffsetMap.Run] = []
    private var blockStart = 0
    /// White space seen but not written: it matters only if more text of the block follows.
    private var pendingSpace: Range<Int>?

    init(source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        text.reserveCapacity(source.count / 2)
    }

    /// Whether the block in hand has text.
    var hasText: Bool { text.count > blockStart }

    /// Adds a stretch of the source as it stands.
    mutating func append(exact range: Range<Int>) {
        var start = range.lowerBound
        if start < range.upperBound, source[start] >= 0xCC { start = appendJoining(range) }
        var index = start
        while index < range.upperBound {
            guard Ascii.isSpace(source[index]) else {
                index &+= 1
                continue
            }
            copy(start..<index)
            start = index
            while index < range.upperBound, Ascii.isSpace(source[index]) { index &+= 1 }
            addSpace(start..<index)
            start = index
        }
        copy(start..<index)
    }

    /// Adds a scalar that stands for a stretch of the source, such as an entity.
    mutating func append(_ scalar: UInt32, for range: Range<Int>) {
        if scalar < 0x80, Ascii.isSpace(UInt8(scalar)) { return addSpace(range) }
        var bytes: [UInt8] = []
        Scalars.append(scalar, to: &bytes)
        append(bytes, for: range)
    }

    /// Adds bytes that stand for a stretch of the source as a whole.
    mutating func append(_ bytes: [UInt8], for range: Range<Int>) {
        flushSpace()
        guard let first = bytes.first, first >= 0xCC, hasText, join(bytes, range) else {
            return write(bytes, range)
        }
    }

    /// White space between words.
    mutating func addSpace(_ range: Range<Int>) {
        guard hasText else { return }
        pendingSpace = pendingSpace.map { $0.lowerBound..<range.upperBound } ?? range
    }

    /// Ends the block in hand, if it has text.
    mutating func endBlock(_ kind: Document.Kind) -> Piece? {
        pendingSpace = nil
        guard hasText else { return nil }
        let piece = Piece(kind: kind, range: blockStart..<text.count)
        text.append(0x0A)
        blockStart = text.count
        return piece
    }

    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        flushSpace()
        let start = text.count
        text.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
        addRun(OffsetMap.Run(text: start..<text.count, source: range, isExact: true))
    }

    private mutating func flushSpace() {
        guard let space = pendingSpace else { return }
        pendingSpace = nil
        text.append(0x20)
        let isExact = space.count == 1 && source[space.lowerBound] == 0x20
        addRun(OffsetMap.Run(text: text.count - 1..<text.count, source: space, isExact: isExact))
    }

    private mutating func write(_ bytes: [UInt8], _ range: Range<Int>) {
        let start = text.count
        text.append(contentsOf: bytes)
        addRun(OffsetMap.Run(text: start..<text.count, source: range, isExact: false))
    }

    private mutating func addRun(_ run: OffsetMap.Run) {
        if run.isExact, let last = runs.last, last.isExact, last.text.upperBound == run.text.lowerBound,
            last.source.upperBound == run.source.lowerBound
        {
            runs[runs.count - 1] = OffsetMap.Run(
                text: last.text.lowerBound..<run.text.upperBound,
                source: last.source.lowerBound..<run.source.upperBound, isExact: true)
        } else {
            runs.append(run)
        }
    }
}

/// Markup can part what normalisation would have joined (`a<b>&#768;</b>`): the text is kept in NFC all the same.
extension TextBuilder {
    /// How many scalars of each side are looked at; more marks than that make no letter.
    private static let reach = 32

    /// Takes marks at the start of a stretch that compose with the text before; returns where the rest starts.
    private mutating func appendJoining(_ range: Range<Int>) -> Int {
        guard pendingSpace == nil, hasText else { return range.lowerBound }
        var end = range.lowerBound
        for _ in 0..<Self.reach where end < range.upperBound {
            let (scalar, length) = Scalars.decode(source, at: end)
            if CanonicalTables.shared.isBoundary(scalar) { break }
            end = min(range.upperBound, end + length)
        }
        let marks = range.lowerBound..<end
        return !marks.isEmpty && join(Array(source[marks]), marks) ? end : range.lowerBound
    }

    /// Composes bytes with the last letter of the text; false where they do not touch each other.
    private mutating func join(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let start = text.withUnsafeBufferPointer { text in
            var start = text.count
            for _ in 0..<Self.reach where start > blockStart {
                start = max(blockStart, Scalars.start(before: start, in: text))
                if CanonicalTables.shared.isBoundary(Scalars.decode(text, at: start).scalar) { break }
            }
            return start
        }
        let apart = text[start...] + bytes
        let joined = NFC.normalised(Array(apart))
        guard !joined.elementsEqual(apart), let sourceStart = truncate(to: start) else { return false }
        write(joined, sourceStart..<max(sourceStart, range.upperBound))
        return true
    }

    /// Drops text from a position on; returns where in the source the dropped text starts.
    private mutating func truncate(to position: Int) -> Int? {
        var start: Int?
        while let run = runs.last, run.text.upperBound > position {
            runs.removeLast()
            guard run.isExact, run.text.lowerBound < position else {
                start = run.source.lowerBound
                continue
            }
            let kept = position - run.text.lowerBound
            start = run.source.lowerBound + kept
            runs.append(
                OffsetMap.Run(
                    text: run.text.lowerBound..<position,
                    source: run.source.lowerBound..<run.source.lowerBound + kept, isExact: true))
        }
        text.removeLast(text.count - position)
        return start
    }
}
