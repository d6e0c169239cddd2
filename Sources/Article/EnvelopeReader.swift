/// Finds the mapped fields of one JSON object in one pass, without a tree. A name that comes twice counts the last
/// time, together with all that stood under it.
struct EnvelopeReader {
    /// What stands where a field should.
    enum Slot {
        case absent
        case string(JSONScanner.StringToken)
        case other(JSONScanner.Kind, at: Int)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let mapping: FieldMapping
    private var scanner: JSONScanner
    private var slots: [Slot]

    init(_ bytes: UnsafeBufferPointer<UInt8>, mapping: FieldMapping, maximumDepth: Int) {
        self.bytes = bytes
        self.mapping = mapping
        scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
        slots = [Slot](repeating: .absent, count: FieldMapping.Field.allCases.count)
    }

    /// Reads the whole text; the slots are complete afterwards.
    mutating func read() throws(ArticleError) {
        let kind = try scanner.peek()
        let start = scanner.position
        guard kind == .object else {
            try scanner.skipValue()
            try scanner.end()
            throw ArticleError(.notAnObject, "the message is a JSON \(kind.rawValue), not an object", at: start)
        }
        try object(mapping.nodes[0])
        try scanner.end()
    }

    private mutating func object(_ node: FieldMapping.Node) throws(ArticleError) {
        guard try scanner.enter(0x7B, 0x7D) else { return }
        repeat {
            let key = try scanner.key()
            try value(child(of: node, named: key))
        } while try scanner.next(0x7D)
    }

    private mutating func array(_ node: FieldMapping.Node) throws(ArticleError) {
        guard try scanner.enter(0x5B, 0x5D) else { return }
        var index = 0
        repeat {
            let name = Array(String(index).utf8)
            try value(node.children.first { $0.key == name }?.node)
            index += 1
        } while try scanner.next(0x5D)
    }

    private func child(of node: FieldMapping.Node, named token: JSONScanner.StringToken) -> Int? {
        if token.isEscaped {
            let name = JSONUnescape.bytes(token, in: bytes)
            return node.children.first { $0.key == name }?.node
        }
        let name = bytes[token.range]
        return node.children.first { $0.key.count == name.count && $0.key.elementsEqual(name) }?.node
    }

    private mutating func value(_ index: Int?) throws(ArticleError) {
        guard let index else { return try scanner.skipValue() }
        let node = mapping.nodes[index]
        clear(node)
        let kind = try scanner.peek()
        let start = scanner.position
        switch kind {
        case .string where node.field != nil:
            let token = try scanner.string()
            set(node.field, .string(token))
            return
        case .object where !node.children.isEmpty: try object(node)
        case .array where !node.children.isEmpty: try array(node)
        default: try scanner.skipValue()
        }
        if kind != .null { set(node.field, .other(kind, at: start)) }
    }

    private mutating func set(_ field: FieldMapping.Field?, _ slot: Slot) {
        if let field { slots[field.rawValue] = slot }
    }

    private mutating func clear(_ node: FieldMapping.Node) {
        set(node.field, .absent)
        for child in node.children { clear(mapping.nodes[child.node]) }
    }

    /// A field's bytes, escapes undone; nil where it is absent or null.
    func bytes(of field: FieldMapping.Field) throws(ArticleError) -> [UInt8]? {
        switch slots[field.rawValue] {
        case .absent: return nil
        case .string(let token): return JSONUnescape.bytes(token, in: bytes)
        case .other(let kind, let position):
            throw ArticleError(.wrongType, "\(field.name) must be a string, not a \(kind.rawValue)", at: position)
        }
    }

    /// A field's text; nil where it is absent or null.
    func string(of field: FieldMapping.Field) throws(ArticleError) -> String? {
        if case .string(let token) = slots[field.rawValue], !token.isEscaped {
            return String(decoding: bytes[token.range], as: UTF8.self)
        }
        return try bytes(of: field).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A date as sent; anything but a string is a date that cannot be read, never an error.
    func date(of field: FieldMapping.Field) throws(ArticleError) -> (text: String?, isUnreadable: Bool) {
        if case .other = slots[field.rawValue] { return (nil, true) }
        return (try string(of: field), false)
    }
}
