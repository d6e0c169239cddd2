/// Turns an indicator's label into the numbers of the words that carry its meaning.
///
/// Words without meaning of their own (`tỷ lệ`, `tổng số`, `của`) are dropped and abbreviations written out, as the
/// data files say. Labels of more than 64 words are cut there: no indicator is named at such length.
struct LabelReader: Sendable {
    /// What a run of words becomes.
    private struct Rewrite: Sendable {
        var length: Int
        /// Applies only before any word that counts.
        var onlyAtStart: Bool
        var isShareHead: Bool
        var replacement: [UInt16]
    }

    /// A label's meaning.
    struct Reading {
        /// How many words were written to the buffer.
        var count: Int
        /// The label calls itself a share: `tỷ lệ`, `tỷ trọng`.
        var isShare: Bool
        /// How many of the label's words no alias of the catalogue has; they are not in the buffer.
        var unknown: Int
        /// The label's first word that counts, its head, is one of the unknown.
        var isHeadUnknown: Bool
        /// A hash of all words as they stand, nothing dropped.
        var verbatim: UInt64
    }

    static let capacity = 64
    private static let longestPhrase = 4
    private var vocabulary: [UInt64: UInt16] = [:]
    private var rewrites: [UInt64: Rewrite] = [:]
    /// Whether a rewrite begins with the word of that number.
    private var beginsRewrite: [Bool] = [false]

    /// How many numbers are given out; 0 stands for unknown words.
    var wordCount: Int { vocabulary.count + 1 }

    init(stopWords: [[String]], abbreviations: [[String]]) throws(CatalogueError) {
        for row in stopWords {
            try add(row[0], replacement: "", onlyAtStart: row[1] == "start", isShareHead: row[2] == "share")
        }
        for row in abbreviations { try add(row[0], replacement: row[1], onlyAtStart: false, isShareHead: false) }
    }

    private mutating func add(
        _ phrase: String, replacement: String, onlyAtStart: Bool, isShareHead: Bool
    ) throws(CatalogueError) {
        let words = learn(phrase)
        guard (1...Self.longestPhrase).contains(words.count) else {
            throw CatalogueError(
                .malformedFile, "\(phrase) in the stop words or abbreviations has not 1 to \(Self.longestPhrase) words")
        }
        rewrites[Self.key(words[...])] = Rewrite(
            length: words.count, onlyAtStart: onlyAtStart, isShareHead: isShareHead, replacement: learn(replacement))
        beginsRewrite[Int(words[0])] = true
    }

    /// Gives every word of a text its number.
    @discardableResult
    private mutating func learn(_ text: String) -> [UInt16] {
        var numbers: [UInt16] = []
        for hash in Self.hashes(text) {
            let number = vocabulary[hash] ?? UInt16(truncatingIfNeeded: vocabulary.count + 1)
            if vocabulary.updateValue(number, forKey: hash) == nil { beginsRewrite.append(false) }
            numbers.append(number)
        }
        return numbers
    }

    /// Learns an alias's words and reads it.
    mutating func readAlias(_ text: String) -> (words: [UInt16], verbatim: UInt64) {
        learn(text)
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.capacity) { buffer in
            let reading = read(text, into: buffer)
            return (Array(buffer[..<reading.count]), reading.verbatim)
        }
    }

    /// Reads a label into a buffer of `capacity` numbers.
    func read(_ text: String, into buffer: UnsafeMutableBufferPointer<UInt16>) -> Reading {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.capacity) { raw in
            var length = 0
            Self.withWords(of: text) { hash in
                if length < Self.capacity {
                    raw[length] = vocabulary[hash] ?? 0
                    length += 1
                }
            }
            return rewrite(UnsafeBufferPointer(rebasing: raw[..<length]), into: buffer)
        }
    }

    private func rewrite(
        _ raw: UnsafeBufferPointer<UInt16>, into buffer: UnsafeMutableBufferPointer<UInt16>
    ) -> Reading {
        var reading = Reading(
            count: 0, isShare: false, unknown: 0, isHeadUnknown: false,
            verbatim: raw.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        var index = 0
        while index < raw.count {
            let isStart = reading.count + reading.unknown == 0
            if let rewrite = longestRewrite(raw, at: index, isStart: isStart) {
                reading.isShare = reading.isShare || (rewrite.isShareHead && isStart)
                for word in rewrite.replacement where reading.count < Self.capacity {
                    buffer[reading.count] = word
                    reading.count += 1
                }
                index += rewrite.length
                continue
            }
            if raw[index] == 0 {
                reading.isHeadUnknown = reading.isHeadUnknown || isStart
                reading.unknown += 1
            } else if reading.count < Self.capacity {
                buffer[reading.count] = raw[index]
                reading.count += 1
            }
            index += 1
        }
        return reading
    }

    private func longestRewrite(_ raw: UnsafeBufferPointer<UInt16>, at index: Int, isStart: Bool) -> Rewrite? {
        guard beginsRewrite[Int(raw[index])] else { return nil }
        for length in stride(from: min(Self.longestPhrase, raw.count - index), through: 1, by: -1) {
            if let rewrite = rewrites[Self.key(raw[index..<index + length])], isStart || !rewrite.onlyAtStart {
                return rewrite
            }
        }
        return nil
    }

    private static func key(_ words: some Collection<UInt16>) -> UInt64 {
        words.reduce(0) { $0 << 16 | UInt64($1) }
    }

    private static func hashes(_ text: String) -> [UInt64] {
        var all: [UInt64] = []
        withWords(of: text) { all.append($0) }
        return all
    }

    private static func withWords(of text: String, _ body: (UInt64) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var scanner = WordScanner(bytes)
            while let hash = scanner.next() { body(hash) }
        }
    }
}
