/// Where in a message's JSON the fields of an article stand.
public struct FieldMapping: Sendable, Equatable {
    /// A field of a raw article.
    public enum Field: Int, Sendable, CaseIterable {
        case id, body, title, url, source, author, publishedAt, crawledAt, contentType, language

        /// Its name in JSON and in headers.
        public var name: String {
            switch self {
            case .publishedAt: "published_at"
            case .crawledAt: "crawled_at"
            case .contentType: "content_type"
            default: String(describing: self)
            }
        }
    }

    /// A pointer that cannot be used, with the reason.
    public struct PointerError: Error, Sendable, Equatable, CustomStringConvertible {
        /// One line naming the field, the pointer and the fix.
        public let description: String
    }

    /// One step of the pointers, merged into a tree so that one pass over the text finds them all.
    struct Node: Sendable, Equatable {
        var field: Field?
        var children: [(key: [UInt8], node: Int)] = []

        static func == (left: Node, right: Node) -> Bool {
            left.field == right.field && left.children.elementsEqual(right.children, by: ==)
        }
    }

    private(set) var nodes: [Node] = [Node()]

    /// Every field at the top of the object, under its own name.
    public static let standard: FieldMapping = {
        var mapping = FieldMapping()
        for field in Field.allCases { mapping.add(field, path: [Array(field.name.utf8)]) }
        return mapping
    }()

    private init() {}

    /// A mapping by JSON Pointers (RFC 6901), such as `[.body: "/data/content"]`; a field not named stands where
    /// `standard` has it. Throws `PointerError` where a pointer is malformed, or two fields share one.
    public init(_ pointers: [Field: String]) throws(PointerError) {
        for field in Field.allCases {
            let pointer = pointers[field] ?? "/\(field.name)"
            guard let path = FieldMapping.path(pointer) else {
                throw PointerError(
                    description: "\(field.name): \"\(pointer)\" is no JSON Pointer; write it as /data/\(field.name)")
            }
            if let other = add(field, path: path) {
                throw PointerError(
                    description: "\(field.name) and \(other.name) are both read from \"\(pointer)\"; give each its own")
            }
        }
    }

    /// A pointer's reference tokens with `~1` and `~0` undone, or nil.
    private static func path(_ pointer: String) -> [[UInt8]]? {
        let bytes = Array(pointer.utf8)
        guard bytes.first == 0x2F else { return nil }
        var path: [[UInt8]] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x2F:
                path.append([])
            case 0x7E:
                index += 1
                guard index < bytes.count, bytes[index] == 0x30 || bytes[index] == 0x31 else { return nil }
                path[path.count - 1].append(bytes[index] == 0x30 ? 0x7E : 0x2F)
            default:
                path[path.count - 1].append(bytes[index])
            }
            index += 1
        }
        return path
    }

    /// Adds a field; returns the field that stands there already, if one does.
    @discardableResult
    private mutating func add(_ field: Field, path: [[UInt8]]) -> Field? {
        var node = 0
        for key in path {
            if let child = nodes[node].children.first(where: { $0.key == key }) {
                node = child.node
            } else {
                nodes[node].children.append((key, nodes.count))
                node = nodes.count
                nodes.append(Node())
            }
        }
        if let other = nodes[node].field { return other }
        nodes[node].field = field
        return nil
    }
}
