/// The way from the bytes of a field's text back to its source.
///
/// For plain text the two are the same and the map is empty. Otherwise runs say which stretch of source each stretch
/// of text came from: byte for byte, or as a whole, such as an entity or collapsed white space.
public struct OffsetMap: Sendable, Equatable {
    /// A stretch of text and where it came from.
    public struct Run: Sendable, Equatable {
        public let text: Range<Int>
        public let source: Range<Int>
        /// Whether the text's bytes are the source's bytes; if not, the stretch cannot be divided.
        public let isExact: Bool

        public init(text: Range<Int>, source: Range<Int>, isExact: Bool) {
            self.text = text
            self.source = source
            self.isExact = isExact
        }
    }

    /// In order and not overlapping, neither in the text nor in the source; empty where text and source are the same.
    /// Line feeds put between blocks belong to no run.
    public let runs: [Run]
    /// How many scalars the source has before each multiple of `stride` bytes.
    private let checkpoints: [Int]

    private static let stride = 1024

    /// Whether text and source are the same.
    public let isIdentity: Bool

    /// The map of a field whose text is its source.
    public init(source: [UInt8]) {
        self.init(source, runs: [], isIdentity: true)
    }

    /// The map of a field of which the runs say where its text came from.
    public init(source: [UInt8], runs: [Run]) {
        self.init(source, runs: runs, isIdentity: false)
    }

    private init(_ source: [UInt8], runs: [Run], isIdentity: Bool) {
        self.runs = runs
        self.isIdentity = isIdentity
        checkpoints = source.withUnsafeBufferPointer { source in
            var checkpoints = [0]
            var scalars = 0
            for start in Swift.stride(from: 0, to: source.count - OffsetMap.stride + 1, by: OffsetMap.stride) {
                scalars += UTF8Check.scalarCount(
                    UnsafeBufferPointer(rebasing: source[start..<start + OffsetMap.stride]))
                checkpoints.append(scalars)
            }
            return checkpoints
        }
    }

    /// The bytes of the source that a stretch of text came from, markup within it included, and the whole of an
    /// entity that it touches. An empty range stays empty.
    public func sourceRange(ofText range: Range<Int>) -> Range<Int> {
        guard !isIdentity else { return range }
        let start = sourceStart(ofText: range.lowerBound)
        guard !range.isEmpty else { return start..<start }
        return start..<max(start, sourceEnd(ofText: range.upperBound))
    }

    private func sourceStart(ofText position: Int) -> Int {
        let index = firstRun { $0.text.upperBound > position }
        guard index < runs.count else { return runs.last?.source.upperBound ?? 0 }
        let run = runs[index]
        guard run.isExact, position > run.text.lowerBound else { return run.source.lowerBound }
        return run.source.lowerBound + (position - run.text.lowerBound)
    }

    private func sourceEnd(ofText position: Int) -> Int {
        // The last run that starts before the position.
        let index = firstRun { $0.text.lowerBound >= position } - 1
        guard index >= 0 else { return 0 }
        let run = runs[index]
        guard run.isExact, position < run.text.upperBound else { return run.source.upperBound }
        return run.source.lowerBound + (position - run.text.lowerBound)
    }

    /// The first run for which the condition holds, which must hold for all after it too.
    private func firstRun(where condition: (Run) -> Bool) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if condition(runs[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// How many scalars of the source stand before a byte of it.
    func scalarOffset(ofSource position: Int, in source: [UInt8]) -> Int {
        let position = min(max(0, position), source.count)
        let checkpoint = min(position / OffsetMap.stride, checkpoints.count - 1)
        let start = checkpoint * OffsetMap.stride
        return source.withUnsafeBufferPointer {
            checkpoints[checkpoint] + UTF8Check.scalarCount(UnsafeBufferPointer(rebasing: $0[start..<position]))
        }
    }
}

extension Document.Field {
    /// The bytes of `source` that a byte range of `text` came from; see `OffsetMap.sourceRange(ofText:)`.
    public func sourceRange(ofText range: Range<Int>) -> Range<Int> { offsets.sourceRange(ofText: range) }

    /// The same range in Unicode scalars of `source`, as events give it. Takes the time of a look at up to a kilobyte.
    public func scalarRange(ofText range: Range<Int>) -> Range<Int> {
        let bytes = offsets.sourceRange(ofText: range)
        let start = offsets.scalarOffset(ofSource: bytes.lowerBound, in: source)
        return start..<max(start, offsets.scalarOffset(ofSource: bytes.upperBound, in: source))
    }

    /// The source of a byte range of `text` as a string, as events quote it.
    public func surface(ofText range: Range<Int>) -> String {
        String(decoding: source[offsets.sourceRange(ofText: range)], as: UTF8.self)
    }
}
