/// Cuts a block into sentences: at `.`, `!`, `?` and `…` where white space and something that can begin a sentence
/// follow, never inside numbers (`1.234`) or after abbreviations (`TP. Hồ Chí Minh`, `N.V. A`).
struct SentenceSplitter {
    let bytes: UnsafeBufferPointer<UInt8>

    /// Appends the sentences of a block (already trimmed, not empty) to the list.
    func split(_ block: Range<Int>, into sentences: inout [Range<Int>]) {
        var start = block.lowerBound
        var index = start
        while index < block.upperBound {
            let byte = bytes[index]
            guard byte <= 0x3F ? byte == 0x2E || byte == 0x21 || byte == 0x3F : byte == 0xE2, isMark(index, block)
            else {
                index &+= 1
                continue
            }
            let mark = index
            index = endOfMarks(from: index, block)
            let after = TextScan.skipSpace(from: index, to: block.upperBound, in: bytes)
            guard after > index, after < block.upperBound, canBegin(after) else { continue }
            if index == mark + 1, byte == 0x2E, isAbbreviation(before: mark, sentence: start) { continue }
            sentences.append(start..<index)
            start = after
            index = after
        }
        if start < block.upperBound { sentences.append(start..<block.upperBound) }
    }

    private func isMark(_ index: Int, _ block: Range<Int>) -> Bool {
        bytes[index] < 0x80 || isEllipsis(index, block)
    }

    private func isEllipsis(_ index: Int, _ block: Range<Int>) -> Bool {
        index + 2 < block.upperBound && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0xA6
    }

    /// Past all marks (`?!`, `...`) and the quotes and brackets that close after them.
    private func endOfMarks(from start: Int, _ block: Range<Int>) -> Int {
        var index = start
        while index < block.upperBound {
            switch bytes[index] {
            case 0x2E, 0x21, 0x3F, 0x22, 0x27, 0x29, 0x5D, 0x7D: index += 1
            case 0xE2 where isEllipsis(index, block): index += 3
            // ’ ”
            case 0xE2
            where index + 2 < block.upperBound && bytes[index + 1] == 0x80
                && (bytes[index + 2] == 0x99 || bytes[index + 2] == 0x9D):
                index += 3
            // »
            case 0xC2 where index + 1 < block.upperBound && bytes[index + 1] == 0xBB: index += 2
            default: return index
            }
        }
        return index
    }

    /// A sentence begins with anything but a small letter or punctuation that continues.
    private func canBegin(_ index: Int) -> Bool {
        switch bytes[index] {
        case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0x25, 0x2F: return false
        default: return !Scalars.isLower(Scalars.decode(bytes, at: index).scalar)
        }
    }

    private func isAbbreviation(before dot: Int, sentence: Int) -> Bool {
        var start = dot
        while start > sentence, dot - start <= Abbreviations.longest, !isWordEdge(start - 1) { start -= 1 }
        guard start < dot, dot - start <= Abbreviations.longest else { return false }
        let word = bytes[start..<dot]
        if start == sentence, isOrdinal(word) { return true }
        let last = Scalars.start(before: dot, in: bytes)
        // Initials are plain letters or stand after a dot (`N.V.`, `T.Ư.`): `Đông Nam Á.` and `nước Ý.` end sentences.
        let isDotted = last > start && bytes[last - 1] == 0x2E
        let isInitial = isDotted || (last == start && bytes[last] < 0x80)
        return (isInitial && Scalars.isUpper(Scalars.decode(bytes, at: last).scalar)) || Abbreviations.contains(word)
    }

    /// White space, an opening bracket or quote, a slash or a comma, seen from its last byte.
    private func isWordEdge(_ index: Int) -> Bool {
        switch bytes[index] {
        case 0x22, 0x27, 0x28, 0x2C, 0x2D, 0x2F, 0x5B: true
        case 0xA0: index > 0 && bytes[index - 1] == 0xC2
        // “ ‘ – — and other punctuation of that row.
        case 0x80...0xBF: index > 1 && bytes[index - 2] == 0xE2 && bytes[index - 1] == 0x80
        case let byte: Ascii.isSpace(byte)
        }
    }

    /// Numbering that stands before its text: `1.`, `12.`, `IV.`.
    private func isOrdinal(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.count <= 2 && word.allSatisfy(Ascii.isDigit)
            || word.count <= 4 && word.allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    }
}
