/// What must be put right in a page before libxml2 sees it, so that its time and memory stay bounded.
enum HTMLSource {
    /// The same bytes with tabs for the characters that HTML does not allow (U+0000 among them, at which the parser
    /// would stop); nil where there are none. Positions stay what they are, and a tab is never kept as it is in text.
    static func cleaned(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var cleaned: [UInt8]?
        for (index, byte) in source.enumerated() where byte < 0x20 || byte == 0xEF {
            if byte == 0xEF {
                // U+FFFE, U+FFFF.
                guard index + 2 < source.count, source[index + 1] == 0xBF, source[index + 2] >= 0xBE else { continue }
                cleaned = cleaned ?? Array(source)
                cleaned?.replaceSubrange(index..<index + 3, with: [0x09, 0x09, 0x09])
            } else if byte != 0x09, byte != 0x0A, byte != 0x0D {
                if cleaned == nil { cleaned = Array(source) }
                cleaned?[index] = 0x09
            }
        }
        return cleaned
    }

    /// Where a tag starts that has more attributes than the limit, or nil. libxml2 compares each with all before it.
    static func tagOverLimit(_ source: UnsafeBufferPointer<UInt8>, limit: Int) -> Int? {
        var tags = TagScan(source: source)
        while let tag = tags.next(limit: limit) { if tag.attributes > limit { return tag.start } }
        return nil
    }
}

/// Goes over the tags of a page as libxml2 does and counts their attributes.
private struct TagScan {
    let source: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// No comment end was found from here on, so none needs to be looked for again; scripts likewise.
    private var hasCommentEnd = true
    private var hasScriptEnd = true

    init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

    mutating func next(limit: Int) -> (start: Int, attributes: Int)? {
        while index < source.count {
            guard source[index] == 0x3C, index + 1 < source.count else {
                index += 1
                continue
            }
            let start = index
            let next = source[index + 1]
            if Ascii.isLetter(next) || next == 0x5F || next == 0x3A || next >= 0x80 {
                let attributes = tag(limit: limit)
                skipRawText(start)
                return (start, attributes)
            }
            index += 1
            skipComment(start)
        }
        return nil
    }

    /// Counts words outside quotes until the tag's end; at most one over the limit.
    private mutating func tag(limit: Int) -> Int {
        var attributes = 0
        index += 1
        while index < source.count, isNamePart(source[index]) { index += 1 }
        while index < source.count, attributes <= limit {
            switch source[index] {
            case 0x3E:
                index += 1
                return attributes
            case 0x22, 0x27:
                // A quote opens a value only after an equals sign; elsewhere it is part of what is passed over.
                index = isAfterEquals(index) ? endOfQuote(index) : index + 1
            case 0x3D, 0x2F: index += 1
            case let byte where Ascii.isSpace(byte): index += 1
            default:
                attributes += 1
                while index < source.count, isNamePart(source[index]) { index += 1 }
            }
        }
        return attributes
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        !Ascii.isSpace(byte) && byte != 0x3E && byte != 0x3D && byte != 0x22 && byte != 0x27 && byte != 0x2F
    }

    private func isAfterEquals(_ quote: Int) -> Bool {
        var before = quote - 1
        while before >= 0, Ascii.isSpace(source[before]) { before -= 1 }
        return before >= 0 && source[before] == 0x3D
    }

    private func endOfQuote(_ start: Int) -> Int {
        source[(start + 1)...].firstIndex(of: source[start]).map { $0 + 1 } ?? source.count
    }

    /// After `<script …>` and `<style …>`: to their end tag, if there is one.
    private mutating func skipRawText(_ start: Int) {
        for name in ["script", "style"] as [StaticString] where isNamed(name, at: start + 1) {
            guard hasScriptEnd, index >= 2, source[index - 2] != 0x2F else { return }
            var end = index
            while end + 2 < source.count {
                if source[end] == 0x3C, source[end + 1] == 0x2F, isNamed(name, at: end + 2) {
                    index = end
                    return
                }
                end += 1
            }
            hasScriptEnd = false
        }
    }

    private mutating func skipComment(_ start: Int) {
        guard hasCommentEnd, isNamed("!--", at: start + 1) else { return }
        var end = start + 4
        while end + 2 < source.count {
            if source[end] == 0x2D, source[end + 1] == 0x2D, source[end + 2] == 0x3E {
                index = end + 3
                return
            }
            end += 1
        }
        hasCommentEnd = false
    }

    private func isNamed(_ name: StaticString, at index: Int) -> Bool {
        guard index + name.utf8CodeUnitCount <= source.count else { return false }
        for offset in 0..<name.utf8CodeUnitCount where Ascii.lowered(source[index + offset]) != name.utf8Start[offset] {
            return false
        }
        return true
    }
}
