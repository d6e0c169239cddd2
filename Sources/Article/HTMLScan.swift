/// Looks over a page before libxml2 sees it for the two things that cost the parser a square of their number: many
/// attributes in one tag (it compares each with all before it), and many different names (its table of names stops
/// growing). Goes over tags as libxml2 does.
struct HTMLScan {
    private let source: UnsafeBufferPointer<UInt8>
    private let limits: ArticleLimits
    private var index = 0
    private var names = NameSet()
    /// Each becomes false when an end was looked for in vain, so that none is looked for again.
    private var hasCommentEnd = true
    private var hasScriptEnd = true
    private var hasStyleEnd = true

    /// Throws an `ArticleError` that names the limit which a page exceeds.
    static func check(_ source: UnsafeBufferPointer<UInt8>, _ limits: ArticleLimits) throws(ArticleError) {
        var scan = HTMLScan(source: source, limits: limits)
        try scan.run()
    }

    private init(source: UnsafeBufferPointer<UInt8>, limits: ArticleLimits) {
        self.source = source
        self.limits = limits
    }

    private mutating func run() throws(ArticleError) {
        while index < source.count {
            switch source[index] {
            case 0x26: try entityName()
            case 0x3C: try markup()
            default: index &+= 1
            }
        }
    }

    static func tooManyAttributes(_ limits: ArticleLimits, at position: Int? = nil) -> ArticleError {
        ArticleError(
            .limitAttributes, stage: .read,
            "an HTML tag has more attributes than limits.html_attributes (\(limits.htmlAttributes))", at: position)
    }

    private var current: UInt8 { index < source.count ? source[index] : 0 }

    private mutating func markup() throws(ArticleError) {
        let start = index
        index += 1
        switch current {
        case 0x21:
            skipComment(start)
        case 0x2F:
            index += 1
            guard isNameStart(current) || current == 0x2E else { return }
            _ = try name(isTag: true)
            // What stands between the name and the tag's end is passed over, other tags too.
            skipPast(0x3E)
        case 0x3F:
            index += 1
            guard isNameStart(current) || current >= 0x80 else { return }
            _ = try name()
            skipPast(0x3E)
        case let byte where Ascii.isLetter(byte):
            let name = try name(isTag: true)
            try attributes(start)
            skipRawText(name)
        default: break
        }
    }

    private mutating func attributes(_ start: Int) throws(ArticleError) {
        var count = 0
        while true {
            skipSpace()
            guard index < source.count else { return }
            if source[index] == 0x3E || isClosing {
                index += source[index] == 0x3E ? 1 : 2
                return
            }
            guard isNameStart(source[index]) || source[index] == 0x2E else {
                // No attribute: passed over to the next white space.
                while index < source.count, !Ascii.isSpace(source[index]), source[index] != 0x3E, !isClosing {
                    index += 1
                }
                continue
            }
            _ = try name(isTag: true)
            count += 1
            if count > limits.htmlAttributes { throw HTMLScan.tooManyAttributes(limits, at: start) }
            skipSpace()
            if current == 0x3D {
                index += 1
                try value()
            }
        }
    }

    private func isNameStart(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || byte == 0x5F || byte == 0x3A }

    private var isClosing: Bool {
        index + 1 < source.count && source[index] == 0x2F && source[index + 1] == 0x3E
    }

    private mutating func skipPast(_ byte: UInt8) {
        while index < source.count, source[index] != byte { index += 1 }
        index = min(index + 1, source.count)
    }

    private mutating func skipSpace() {
        while index < source.count, Ascii.isSpace(source[index]) { index += 1 }
    }

    /// After an equals sign.
    private mutating func value() throws(ArticleError) {
        skipSpace()
        let quote = current
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index += 1 }
        while index < source.count {
            let byte = source[index]
            if isQuoted ? byte == quote : byte == 0x3E || Ascii.isSpace(byte) { break }
            if byte == 0x26 { try entityName() } else { index += 1 }
        }
        if isQuoted, index < source.count { index += 1 }
    }

    private mutating func entityName() throws(ArticleError) {
        index += 1
        _ = try name()
    }

    /// The parser cuts names of tags and attributes after so many bytes and starts another.
    private static let longestTagName = 100

    /// Passes over a name and counts it if it is new.
    private mutating func name(isTag: Bool = false) throws(ArticleError) -> Range<Int> {
        let start = index
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let limit = isTag ? min(source.count, start + Self.longestTagName) : source.count
        while index < limit, isNameByte(source[index]), !isTag || source[index] < 0x80 {
            hash = (hash ^ UInt64(Ascii.lowered(source[index]))) &* 0x100_0000_01B3
            index += 1
        }
        if index > start, names.insert(hash) > limits.htmlNames {
            throw ArticleError(
                .limitNames, stage: .read,
                "the HTML has more than \(limits.htmlNames) different names of tags, attributes and entities", at: start
            )
        }
        return start..<index
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte >= 0x80 || byte == 0x2D || byte == 0x5F || byte == 0x3A
            || byte == 0x2E
    }

    /// After `<script …>` and `<style …>`: to their end tag, if there is one. A tag closed in itself has no text.
    private mutating func skipRawText(_ name: Range<Int>) {
        let isScript = name.count == 6 && isNamed("script", at: name.lowerBound)
        guard isScript || (name.count == 5 && isNamed("style", at: name.lowerBound)), index >= 2,
            source[index - 2] != 0x2F, isScript ? hasScriptEnd : hasStyleEnd
        else { return }
        var end = index
        while end + 2 < source.count {
            if source[end] == 0x3C, source[end + 1] == 0x2F, isNamed(isScript ? "script" : "style", at: end + 2) {
                index = end
                return
            }
            end += 1
        }
        if isScript { hasScriptEnd = false } else { hasStyleEnd = false }
    }

    private mutating func skipComment(_ start: Int) {
        guard hasCommentEnd, isNamed("!--", at: start + 1) else { return }
        var end = start + 4
        while end + 2 < source.count {
            if source[end] == 0x2D, source[end + 1] == 0x2D {
                // `-->`, and `--!>` too.
                let bang = source[end + 2] == 0x21 ? 1 : 0
                if end + 2 + bang < source.count, source[end + 2 + bang] == 0x3E {
                    index = end + 3 + bang
                    return
                }
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

/// Different names by their hashes; the ones met often are found without looking into the set.
private struct NameSet {
    private var hashes: Set<UInt64> = []
    private var recent = [UInt64](repeating: 0, count: 256)

    /// Adds a name; returns how many there are.
    mutating func insert(_ hash: UInt64) -> Int {
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & 255)
        if recent[slot] != hash {
            recent[slot] = hash
            hashes.insert(hash)
        }
        return hashes.count
    }
}
