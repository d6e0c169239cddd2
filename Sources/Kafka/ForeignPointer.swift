/// A pointer to an object of librdkafka, whose interface may be called from any thread.
///
/// Pointers are not `Sendable` in Swift, and the compiler cannot know of librdkafka's own locks, hence unchecked. This
/// is the one place that says so; whoever stores one answers for the object's lifetime.
struct ForeignPointer<Pointee>: @unchecked Sendable {
    let raw: UnsafeMutablePointer<Pointee>

    init(_ raw: UnsafeMutablePointer<Pointee>) { self.raw = raw }
}

/// The same for types that librdkafka does not lay open; unchecked for the same reason.
struct OpaqueHandle: @unchecked Sendable {
    let raw: OpaquePointer

    init(_ raw: OpaquePointer) { self.raw = raw }
}

extension Duration {
    /// Whole milliseconds, rounded up so that a short wait is not a busy one, within what librdkafka takes.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
