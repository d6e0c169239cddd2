public import Article
import Crypto

/// How events, runs and articles are told apart. Everything here is a pure function of the article and the versions.
public enum Identity {
    /// The name space of event ids: UUIDv5 of `urn:chiso:indicator-event` in the name space of URLs.
    public static let eventSpace = Identifier(high: 0xf7c6_625f_54ec_540f, low: 0x80e3_b7db_edc8_2980)
    /// The name space of run ids: UUIDv5 of `urn:chiso:run` in the name space of URLs.
    public static let runSpace = Identifier(high: 0x56f8_4dbf_2f77_583d, low: 0xa614_dae3_f0a2_3523)

    /// Names a statement: UUIDv5 of the JSON array [article id, field, offset of the number].
    /// - Parameter offset: the number's first digit or number word, in Unicode scalars of the field.
    public static func event(article: String, field: Document.FieldName, offset: Int) -> Identifier {
        var scratch: [UInt8] = []
        return event(article: article, field: field, offset: offset, scratch: &scratch)
    }

    static func event(
        article: String, field: Document.FieldName, offset: Int, scratch: inout [UInt8]
    ) -> Identifier {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(UInt8(ascii: "["))
        JSON.append(article, to: &scratch)
        scratch.append(literal: field == .title ? ",\"title\"," : ",\"body\",")
        JSON.append(Int64(offset), to: &scratch)
        scratch.append(UInt8(ascii: "]"))
        return scratch.withUnsafeBytes { Identifier(name: $0, in: eventSpace) }
    }

    /// Names a reading of an article: UUIDv5 of the JSON array [article id, content hash, extractor version,
    /// catalogue version].
    public static func run(article: String, contentHash: ContentHash, versions: Versions) -> Identifier {
        var name: [UInt8] = [UInt8(ascii: "[")]
        JSON.append(article, to: &name)
        name.append(literal: ",\"")
        contentHash.append(to: &name)
        name.append(literal: "\",")
        JSON.append(versions.extractor, to: &name)
        name.append(UInt8(ascii: ","))
        JSON.append(versions.catalogue, to: &name)
        name.append(UInt8(ascii: "]"))
        return name.withUnsafeBytes { Identifier(name: $0, in: runSpace) }
    }
}

/// What made the events: both change what comes out, so both are part of a run's identity.
public struct Versions: Sendable, Hashable {
    public let extractor: String
    public let catalogue: String

    public init(extractor: String, catalogue: String) {
        self.extractor = extractor
        self.catalogue = catalogue
    }
}

/// The SHA-256 of what an article says.
public struct ContentHash: Sendable, Hashable {
    private let words: SIMD4<UInt64>

    /// Of the title, body, publication date and content type, joined by U+001F; absent ones are empty.
    /// - Parameter article: title and body NFC-normalised, as `RawArticle` keeps them.
    public init(of article: RawArticle) {
        var hash = SHA256()
        let separator: [UInt8] = [0x1f]
        hash.update(article.title)
        hash.update(separator)
        hash.update(article.body)
        hash.update(separator)
        var published = article.publishedAt ?? ""
        published.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        hash.update(separator)
        var type = article.contentType.rawValue
        type.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        words = hash.finalize().withUnsafeBytes { digest in
            var words = SIMD4<UInt64>()
            for index in 0..<4 {
                words[index] = UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return words
        }
    }

    /// Appends 64 hexadecimal digits in lower case.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
            for index in 0..<64 {
                let word = words[index / 16]
                text[index] = Hex.digit(UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 15)
            }
            bytes.append(contentsOf: text)
        }
    }
}

extension ContentHash: CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SHA256 {
    fileprivate mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update(bufferPointer: $0) }
    }
}
