/// The attributes of a start tag that matter for reading.
struct HTMLAttributes {
    var isHidden = false
    /// The class, the id or the role says that this is page furniture.
    var isFurniture = false
    /// How many there are.
    private(set) var count = 0
    var rowSpan = 1
    var columnSpan = 1

    /// Spans beyond these are nonsense, and cost time.
    private static let largestSpan = 200

    /// Reads libxml2's list: names and values in turn, ended by null.
    init(_ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        guard let list else { return }
        var index = 0
        while let name = list[index] {
            read(HTMLAttributes.bytes(name), list[index + 1].map(HTMLAttributes.bytes))
            index += 2
            count += 1
        }
    }

    private static func bytes(_ string: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        while string[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: string, count: count)
    }

    private mutating func read(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>?) {
        func isNamed(_ wanted: StaticString) -> Bool {
            name.count == wanted.utf8CodeUnitCount
                && name.elementsEqual(UnsafeBufferPointer(start: wanted.utf8Start, count: name.count))
        }
        if isNamed("hidden") {
            isHidden = true
            return
        }
        guard let value else { return }
        switch name.count {
        case 2 where isNamed("id"), 5 where isNamed("class"):
            isFurniture = isFurniture || Furniture.isNamed(value)
        case 4 where isNamed("role"):
            isFurniture = isFurniture || HTMLAttributes.furnitureRoles.contains(String(decoding: value, as: UTF8.self))
        case 5 where isNamed("style"):
            isHidden = isHidden || HTMLAttributes.hides(value)
        case 7 where isNamed("rowspan"): rowSpan = HTMLAttributes.span(value)
        case 7 where isNamed("colspan"): columnSpan = HTMLAttributes.span(value)
        case 11 where isNamed("aria-hidden"):
            isHidden = isHidden || value.elementsEqual("true".utf8)
        default: break
        }
    }

    private static let furnitureRoles: Set<String> = [
        "navigation", "complementary", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog",
    ]

    /// Whether a style declares `display: none` or `visibility: hidden`.
    private static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
        for declaration in style.prefix(4096).split(separator: 0x3B) {
            let plain = declaration.filter { !Ascii.isSpace($0) }.map(Ascii.lowered)
            if plain.starts(with: "display:none".utf8) || plain.starts(with: "visibility:hidden".utf8) { return true }
        }
        return false
    }

    private static func span(_ value: UnsafeBufferPointer<UInt8>) -> Int {
        let digits = value.prefix(4).prefix(while: Ascii.isDigit)
        return min(max(1, digits.reduce(0) { $0 * 10 + Int($1 - 48) }), largestSpan)
    }
}
