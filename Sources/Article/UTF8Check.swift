/// Whether bytes are UTF-8, at a byte a cycle: a state machine whose states are shift amounts, so that one look-up
/// and one shift make a step and nothing branches.
enum UTF8Check {
    /// States times six. The table's entry for a byte holds, at bit `state`, the state that follows.
    private static let accept: UInt64 = 0
    private static let reject: UInt64 = 6

    private static let table: [UInt64] = (0...255).map { row(for: UInt8($0)) }

    private static func row(for byte: UInt8) -> UInt64 {
        // 12, 18, 24: one, two, three continuation bytes to come; then the leads whose second byte is restricted.
        let (e0, ed, f0, f4): (UInt64, UInt64, UInt64, UInt64) = (30, 36, 42, 48)
        var next = [UInt64](repeating: reject, count: 9)
        switch byte {
        case 0x00...0x7F: next[0] = accept
        case 0xC2...0xDF: next[0] = 12
        case 0xE0: next[0] = e0
        case 0xED: next[0] = ed
        case 0xE1...0xEF: next[0] = 18
        case 0xF0: next[0] = f0
        case 0xF1...0xF3: next[0] = 24
        case 0xF4: next[0] = f4
        case 0x80...0xBF:
            next[2] = accept
            next[3] = 12
            next[4] = 18
            if byte >= 0xA0 { next[5] = 12 } else { next[6] = 12 }
            if byte >= 0x90 { next[7] = 18 } else { next[8] = 18 }
        default: break
        }
        return next.enumerated().reduce(0) { $0 | ($1.element << (UInt64($1.offset) * 6)) }
    }

    /// The position of the first byte that cannot be UTF-8 (or of the end, where a character is cut off), or nil.
    static func firstError(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        table.withUnsafeBufferPointer { table in
            var state = accept
            for byte in bytes { state = table[Int(byte)] &>> (state & 63) }
            if state & 63 == accept { return nil }
            state = accept
            for (position, byte) in bytes.enumerated() {
                state = table[Int(byte)] &>> (state & 63)
                if state & 63 == reject { return position }
            }
            return bytes.count
        }
    }

    /// How many scalars valid UTF-8 has: the bytes that continue nothing.
    static func scalarCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var continuations = 0
        for byte in bytes where byte & 0xC0 == 0x80 { continuations &+= 1 }
        return bytes.count &- continuations
    }
}
