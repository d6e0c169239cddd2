/// Turns an indicator's label into the numbers of the words that carry its meaning.
///
/// Words without meaning of their own (`tỷ lệ`, `tổng số`, `của`) are dropped, some of them only where a label begins
/// (`mục tiêu tăng trưởng`) or ends (`tiện ích cung cấp`), and abbreviations written out, as the data files say. Labels of more than 64 words are cut there: no indicator is named at such length.
struct LabelReader: Sendable {
    /// What a run of words becomes.
    private struct Rewrite: Sendable {
        var length: Int
        var place: StopPlace
        var kind: StopKind?
        var replacement: [UInt16]
    }

    /// Where a label's words carry no meaning: `start` is before any word that counts, `end` after all of them.
    private enum StopPlace: String {
        case anywhere, start, end, edges

        var isStart: Bool { self != .end }
        var isEnd: Bool { self == .end || self == .edges }
    }

    /// What a label calls itself by words that name nothing.
    private enum StopKind: String {
        case share, rank
    }

    /// A label's meaning.
    struct Reading {
        /// How many words were written to the buffer.
        var count: Int
        /// The label calls itself a share: `tỷ lệ`, `tỷ trọng`.
        var isShare: Bool
        /// The label calls itself a rank: `xếp hạng`, `vị trí`.
        var isRank: Bool
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
            guard let place = StopPlace(rawValue: row[1]), row[2].isEmpty || StopKind(rawValue: row[2]) != nil else {
                throw CatalogueError(
                    .malformedFile,
                    "stop_words.tsv: \(row[0]) is \(row[1]) \(row[2]): where is anywhere, start, end or edges; "
                        + "kind is share, rank or nothing")
            }
            try add(row[0], replacement: "", place: place, kind: StopKind(rawValue: row[2]))
        }
        for row in abbreviations { try add(row[0], replacement: row[1], place: .anywhere, kind: nil) }
    }

    private mutating func add(
        _ phrase: String, replacement: String, place: StopPlace, kind: StopKind?
    ) throws(CatalogueError) {
        let words = learn(phrase)
        guard (1...Self.longestPhrase).contains(words.count) else {
            throw CatalogueError(
                .malformedFile, "\(phrase) in the stop words or abbreviations has not 1 to \(Self.longestPhrase) words")
        }
        let rewrite = Rewrite(length: words.count, place: place, kind: kind, replacement: learn(replacement))
        guard rewrites.updateValue(rewrite, forKey: Self.key(words[...])) == nil else {
            throw CatalogueError(
                .malformedFile, "\(phrase) stands twice in the stop words or abbreviations: keep one line")
        }
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
    mutating func readAlias(_ text: String) -> (words: [UInt16], reading: Reading) {
        learn(text)
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.capacity) { buffer in
            let reading = read(text, into: buffer)
            return (Array(buffer[..<reading.count]), reading)
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
        _ whole: UnsafeBufferPointer<UInt16>, into buffer: UnsafeMutableBufferPointer<UInt16>
    ) -> Reading {
        var reading = Reading(
            count: 0, isShare: false, isRank: false, unknown: 0, isHeadUnknown: false,
            verbatim: whole.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        let raw = withoutLightEnd(whole)
        var index = 0
        while index < raw.count {
            let isStart = reading.count + reading.unknown == 0
            if let rewrite = longestRewrite(raw, at: index, isStart: isStart) {
                if isStart {
                    reading.isShare = reading.isShare || rewrite.kind == .share
                    reading.isRank = reading.isRank || rewrite.kind == .rank
                }
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

    /// The words without the light ones that end them; never fewer than one word.
    private func withoutLightEnd(_ raw: UnsafeBufferPointer<UInt16>) -> UnsafeBufferPointer<UInt16> {
        var end = raw.count
        search: while end > 1 {
            for length in stride(from: min(Self.longestPhrase, end - 1), through: 1, by: -1) {
                if rewrites[Self.key(raw[end - length..<end])]?.place.isEnd == true {
                    end -= length
                    continue search
                }
            }
            break
        }
        return UnsafeBufferPointer(rebasing: raw[..<end])
    }

    private func longestRewrite(_ raw: UnsafeBufferPointer<UInt16>, at index: Int, isStart: Bool) -> Rewrite? {
        guard beginsRewrite[Int(raw[index])] else { return nil }
        for length in stride(from: min(Self.longestPhrase, raw.count - index), through: 1, by: -1) {
            if let rewrite = rewrites[Self.key(raw[index..<index + length])],
                rewrite.place == .anywhere || (isStart && rewrite.place.isStart)
            {
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
