import Crypto

/// A UUID as its sixteen bytes.
public struct Identifier: Sendable, Hashable {
    /// The first and the last eight bytes, most significant first.
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The UUIDv5 (RFC 9562) of a name in a name space.
    public init(name: UnsafeRawBufferPointer, in space: Identifier) {
        var hash = Insecure.SHA1()
        withUnsafeBytes(of: (space.high.bigEndian, space.low.bigEndian)) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: name)
        (high, low) = hash.finalize().withUnsafeBytes { digest in
            let high = UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self))
            let low = UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            return (high & ~0xf000 | 0x5000, low & ~(3 << 62) | 1 << 63)
        }
    }

    /// Appends the canonical form, 36 characters in lower case.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { text in
            var position = 0
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                let word = index < 8 ? high : low
                let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - index % 8 * 8))
                text[position] = Hex.digit(byte >> 4)
                text[position + 1] = Hex.digit(byte & 15)
                position += 2
            }
            bytes.append(contentsOf: text)
        }
    }
}

extension Identifier: CustomStringConvertible {
    /// The canonical form, 36 characters in lower case.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Hexadecimal digits.
enum Hex {
    /// A digit in lower case.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
