/// A wire format of the output topics. Encoders append to a buffer and are pure: the same event gives the same bytes.
public protocol EventEncoder: Sendable {
    /// The `content-type` header of what it writes.
    var contentType: StaticString { get }
    /// Appends one event.
    func encode(_ event: IndicatorEvent, to bytes: inout [UInt8])
    /// Appends one manifest.
    func encode(_ manifest: ArticleManifest, to bytes: inout [UInt8])
}
