/// `CanonicalData` made ready for look-ups. Only text with rare characters or combining marks gets here.
struct CanonicalTables: Sendable {
    static let shared = CanonicalTables()

    private var composites: [UInt64: UInt32] = [:]
    private var decompositions: [UInt32: (first: UInt32, second: UInt32)] = [:]
    private var classes: [UInt32: UInt8] = [:]
    /// Scalars that are not certainly normal (NFC_Quick_Check No or Maybe).
    private var uncertain: Set<UInt32> = []

    private init() {
        CanonicalTables.triples(CanonicalData.composites) { first, second, composite in
            composites[CanonicalTables.key(first, second)] = composite
            decompositions[composite] = (first, second)
            uncertain.insert(second)
        }
        CanonicalTables.triples(CanonicalData.decompositions) { scalar, first, second in
            decompositions[scalar] = (first, second)
            uncertain.insert(scalar)
        }
        CanonicalTables.triples(CanonicalData.classes) { start, count, combiningClass in
            for scalar in start..<start + count { classes[scalar] = UInt8(truncatingIfNeeded: combiningClass) }
        }
    }

    private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    private static func triples(_ data: StaticString, _ body: (UInt32, UInt32, UInt32) -> Void) {
        var numbers: (UInt32, UInt32, UInt32) = (0, 0, 0)
        var current: UInt32 = 0
        var filled = 0
        for byte in UnsafeBufferPointer(start: data.utf8Start, count: data.utf8CodeUnitCount) + [10] {
            if let digit = Ascii.hexValue(byte) {
                current = current << 4 | digit
                continue
            }
            numbers = (numbers.1, numbers.2, current)
            current = 0
            filled += 1
            if filled == 3 {
                body(numbers.0, numbers.1, numbers.2)
                filled = 0
            }
        }
    }

    func combiningClass(_ scalar: UInt32) -> UInt8 { scalar < 0x300 ? 0 : classes[scalar] ?? 0 }

    /// Whether the scalar is normal wherever it stands, but for the order of marks.
    func isCertain(_ scalar: UInt32) -> Bool {
        if scalar < 0x300 { return true }
        if Hangul.isVowelOrFinal(scalar) { return false }
        return !uncertain.contains(scalar)
    }

    /// Whether nothing that stands before the scalar can touch it.
    func isBoundary(_ scalar: UInt32) -> Bool {
        scalar < 0x300 || (isCertain(scalar) && combiningClass(scalar) == 0)
    }

    func decomposition(_ scalar: UInt32) -> (first: UInt32, second: UInt32)? {
        scalar < 0xC0 ? nil : decompositions[scalar]
    }

    func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.composite(first, second) ?? composites[CanonicalTables.key(first, second)]
    }
}

/// Korean syllables, which compose by arithmetic.
enum Hangul {
    static func isVowelOrFinal(_ scalar: UInt32) -> Bool { scalar &- 0x1161 < 21 || scalar &- 0x11A8 < 27 }

    static func isSyllable(_ scalar: UInt32) -> Bool { scalar &- 0xAC00 < 11_172 }

    static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if first &- 0x1100 < 19, second &- 0x1161 < 21 {
            return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
        }
        if isSyllable(first), (first - 0xAC00) % 28 == 0, second &- 0x11A8 < 27 { return first + second - 0x11A7 }
        return nil
    }

    /// The letters of a syllable; the last is 0 where it has no final.
    static func decomposition(_ scalar: UInt32) -> (lead: UInt32, vowel: UInt32, final: UInt32) {
        let index = scalar - 0xAC00
        let final = index % 28
        return (0x1100 + index / 588, 0x1161 + index % 588 / 28, final == 0 ? 0 : 0x11A7 + final)
    }
}

/// A stretch of text between two boundaries: decomposed, put in order, composed. Keeps its buffer between stretches.
struct CanonicalStretch {
    private var scalars: [(scalar: UInt32, combiningClass: UInt8)] = []

    mutating func normalise(
        _ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], with tables: CanonicalTables
    ) {
        scalars.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count {
            let (scalar, length) = Scalars.decode(bytes, at: index)
            index &+= length
            decompose(scalar, tables)
        }
        order()
        compose(tables)
        for (scalar, _) in scalars { Scalars.append(scalar, to: &output) }
    }

    private mutating func decompose(_ scalar: UInt32, _ tables: CanonicalTables) {
        if Hangul.isSyllable(scalar) {
            let (lead, vowel, final) = Hangul.decomposition(scalar)
            scalars.append((lead, 0))
            scalars.append((vowel, 0))
            if final != 0 { scalars.append((final, 0)) }
        } else if let (first, second) = tables.decomposition(scalar) {
            // Unicode's mappings are a few levels deep at most.
            decompose(first, tables)
            if second != 0 { scalars.append((second, tables.combiningClass(second))) }
        } else {
            scalars.append((scalar, tables.combiningClass(scalar)))
        }
    }

    /// Sorts every run of marks by class, equal ones in their order. Counting keeps long runs linear.
    private mutating func order() {
        var start = 0
        while start < scalars.count {
            guard scalars[start].combiningClass != 0 else {
                start += 1
                continue
            }
            var end = start
            var isOrdered = true
            while end < scalars.count, scalars[end].combiningClass != 0 {
                if end > start, scalars[end].combiningClass < scalars[end - 1].combiningClass { isOrdered = false }
                end += 1
            }
            if !isOrdered {
                var positions = [Int](repeating: 0, count: 257)
                for entry in scalars[start..<end] { positions[Int(entry.combiningClass) + 1] += 1 }
                for index in 1...256 { positions[index] += positions[index - 1] }
                let run = Array(scalars[start..<end])
                for entry in run {
                    scalars[start + positions[Int(entry.combiningClass)]] = entry
                    positions[Int(entry.combiningClass)] += 1
                }
            }
            start = end
        }
    }

    private mutating func compose(_ tables: CanonicalTables) {
        var starter: Int?
        var lastClass: UInt8 = 0
        var kept = 0
        for entry in scalars {
            // Blocked: a mark of the same or a higher class, or another starter, stands between.
            let isAdjacent = starter == kept - 1
            if let index = starter, isAdjacent || (lastClass != 0 && lastClass < entry.combiningClass),
                let composite = tables.composite(scalars[index].scalar, entry.scalar)
            {
                scalars[index].scalar = composite
                continue
            }
            if entry.combiningClass == 0 { starter = kept }
            lastClass = entry.combiningClass
            scalars[kept] = entry
            kept += 1
        }
        scalars.removeLast(scalars.count - kept)
    }
}
