/// Where in the source a piece of text came from that the parser hands over.
struct HTMLChunk {
    enum Origin: Equatable {
        /// Stands there as it is.
        case exact
        /// An entity (`&agrave;`, `&#x1EA1;`) for this character.
        case entity(UInt32)
        /// An entity without its semicolon (`&nbsp`), whose name the parser takes for text and hands over next.
        case openEntity(UInt32, nameLength: Int)
        /// Nothing fits; the source given is all that it can be.
        case unknown
    }

    var source: Range<Int>
    var origin: Origin

    /// Finds a piece of text between the last place known and where the parser stands.
    ///
    /// The parser stands after the text it hands over, but before a lone `<` and up to one character before the end
    /// of a long piece.
    static func locate(
        _ text: UnsafeBufferPointer<UInt8>, in source: UnsafeBufferPointer<UInt8>, from cursor: Int, to position: Int
    ) -> HTMLChunk {
        let first = Scalars.decode(text, at: 0)
        if first.length == text.count, let entity = entity(first.scalar, source, cursor, position) { return entity }
        for shift in 0...4 {
            let start = position - text.count + shift
            guard start >= cursor, start + text.count <= source.count else { continue }
            let range = start..<start + text.count
            if source[range].elementsEqual(text) { return HTMLChunk(source: range, origin: .exact) }
        }
        let start = min(cursor, position)
        return HTMLChunk(source: start..<position, origin: .unknown)
    }

    /// The entity that ends where the parser stands, or an ampersand that starts none.
    private static func entity(
        _ scalar: UInt32, _ source: UnsafeBufferPointer<UInt8>, _ cursor: Int, _ position: Int
    ) -> HTMLChunk? {
        var start = position - 1
        let isClosed = start >= cursor && source[start] == 0x3B
        if isClosed { start -= 1 }
        let end = start + 1
        // An ampersand comes after its name has been read, which may have other characters in it than entities' have.
        let isAmpersand = scalar == 0x26 && !isClosed
        while start >= cursor, isAmpersand ? source[start] != 0x26 : isEntityByte(source[start]) { start -= 1 }
        guard start >= cursor, source[start] == 0x26 else { return nil }
        let name = start + 1..<end
        if isClosed || (!name.isEmpty && source[start + 1] == 0x23) {
            return HTMLChunk(source: start..<position, origin: .entity(scalar))
        }
        guard isAmpersand else { return nil }
        let length = source[name].prefix { Ascii.isDigit($0) || Ascii.isLetter($0) }.count
        if let value = latinEntity(source[start + 1..<start + 1 + length]) {
            return HTMLChunk(
                source: start..<start + 1 + length, origin: .openEntity(value, nameLength: length))
        }
        return HTMLChunk(source: start..<start + 1, origin: .exact)
    }

    private static func isEntityByte(_ byte: UInt8) -> Bool {
        Ascii.isDigit(byte) || Ascii.isLetter(byte) || byte == 0x23
    }

    /// What an entity stands for that browsers know without its semicolon: those of Latin-1 and HTML's own.
    private static func latinEntity(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        guard let value = HTMLEntity.named(name), value < 0x100 else { return nil }
        return value
    }
}
