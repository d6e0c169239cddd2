import CRdKafka
import Glibc

/// The tokens of SASL's OAUTHBEARER that a client gives librdkafka, when it begins and whenever one runs out.
///
/// Read from a file that somebody else renews, as container platforms do with a service account's token; or, for tests
/// alone, made without a signature. Both are done here: Debian builds librdkafka 2.0.2 without OpenID Connect, and when
/// its own unsigned tokens are due for renewal it ends the process, since it has no queue to say so in.
enum OAuthTokens {
    /// A token as librdkafka wants it.
    struct Token: Equatable {
        var text: String
        /// When another is needed at the latest, in milliseconds since 1970.
        var end: Int64
        var principal: String
    }

    /// Why there is no token; never holds any of it.
    struct Failure: Error { let reason: String }

    private static let largestFile = 1 << 16
    /// A file is read again after so long at the latest, in milliseconds: whoever renews it may do so early.
    private static let longestLife: Int64 = 600_000
    private static let filePrefix = "file:"

    /// Takes the properties out that librdkafka is not to see, and says where tokens come from: what `callback` is given.
    /// - Returns: nil where librdkafka needs no tokens or gets them by itself.
    static func take(from properties: inout [String: String]) throws(KafkaError) -> String? {
        let file = properties.removeValue(forKey: "sasl.oauthbearer.token.file")
        let path = properties.removeValue(forKey: "sasl.oauthbearer.token_file") ?? file
        let mechanism = properties["sasl.mechanism"] ?? properties["sasl.mechanisms"]
        guard mechanism?.uppercased() == "OAUTHBEARER", properties["sasl.oauthbearer.method"]?.lowercased() != "oidc"
        else { return nil }
        let isUnsigned = properties.removeValue(forKey: "enable.sasl.oauthbearer.unsecure.jwt")?.lowercased() == "true"
        if let path, !path.isEmpty { return filePrefix + path }
        guard isUnsigned else {
            throw KafkaError(
                .invalidArgument, "sasl.mechanism OAUTHBEARER needs sasl.oauthbearer.token_file, a file with the token")
        }
        return properties.removeValue(forKey: "sasl.oauthbearer.config") ?? ""
    }

    /// Called by librdkafka on its background thread.
    static let callback: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, UnsafeMutableRawPointer?) -> Void = {
        client, config, _ in
        guard let client else { return }
        let source = config.map { String(cString: $0) } ?? ""
        do throws(Failure) {
            let token = try token(from: source, now: now())
            var text = [CChar](repeating: 0, count: 256)
            let code = rd_kafka_oauthbearer_set_token(
                client, token.text, token.end, token.principal, nil, 0, &text, text.count)
            if code != RD_KAFKA_RESP_ERR_NO_ERROR { throw Failure(reason: String(nulTerminated: text)) }
        } catch {
            // It becomes an error event, and is tried again some seconds later.
            rd_kafka_oauthbearer_set_token_failure(client, error.reason)
        }
    }

    /// - Parameter now: in milliseconds since 1970.
    static func token(from source: String, now: Int64) throws(Failure) -> Token {
        guard source.hasPrefix(filePrefix) else { return try unsigned(source, now: now) }
        let path = String(source.dropFirst(filePrefix.count))
        guard let bytes = read(path) else {
            throw Failure(
                reason: "sasl.oauthbearer.token_file `\(path)` cannot be read: \(String(cString: strerror(errno)))")
        }
        let text = bytes.split { $0 <= 0x20 }.first ?? []
        guard !text.isEmpty else { throw Failure(reason: "sasl.oauthbearer.token_file `\(path)` is empty") }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let claims = parts.count > 1 ? decoded(parts[1]) : []
        let end = seconds(of: "exp", in: claims).map { $0 * 1000 } ?? .max
        guard end > now else {
            throw Failure(reason: "the token in sasl.oauthbearer.token_file `\(path)` has expired: who renews it?")
        }
        return Token(
            text: String(decoding: text, as: UTF8.self), end: min(end, now + longestLife),
            principal: string(of: "sub", in: claims) ?? "chiso")
    }

    /// A token without signature, from `principal=… scope=… lifeSeconds=…` as librdkafka has it.
    private static func unsigned(_ config: String, now: Int64) throws(Failure) -> Token {
        var values: [Substring: Substring] = [:]
        for pair in config.split(separator: " ") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        let life = values["lifeSeconds"].map { Int64($0) ?? 0 } ?? 3600
        guard let principal = values["principal"], life > 0, life < 1 << 40,
            !(values.values.contains { $0.contains("\"") || $0.contains("\\") })
        else {
            throw Failure(
                reason: "sasl.oauthbearer.config needs principal=<name>, as in `principal=chiso lifeSeconds=3600`")
        }
        let scopes = values["scope"].map {
            ",\"scope\":[" + $0.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",") + "]"
        }
        let end = now / 1000 + life
        let claims = "{\"sub\":\"\(principal)\",\"iat\":\(now / 1000),\"exp\":\(end)\(scopes ?? "")}"
        let text = encoded(#"{"alg":"none"}"#) + "." + encoded(claims) + "."
        return Token(text: text, end: end * 1000, principal: String(principal))
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: largestFile)
        let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        return count < 0 ? nil : Array(bytes[..<count])
    }
}

extension OAuthTokens {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base64 for addresses, without padding.
    static func encoded(_ text: String) -> String {
        var result: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text.utf8 {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes of Base64 for addresses; of anything else, nothing.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text where byte != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: byte) else { return [] }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    /// What follows a key of a flat JSON object, as far as it can be told without reading the rest.
    private static func value(of name: String, in claims: [UInt8]) -> ArraySlice<UInt8>? {
        let key = Array("\"\(name)\"".utf8)
        var start = claims.startIndex
        while start + key.count <= claims.count {
            if claims[start..<start + key.count].elementsEqual(key) {
                let rest = claims[(start + key.count)...].drop { $0 <= 0x20 }
                if rest.first == UInt8(ascii: ":") { return rest.dropFirst().drop { $0 <= 0x20 } }
            }
            start += 1
        }
        return nil
    }

    private static func seconds(of name: String, in claims: [UInt8]) -> Int64? {
        value(of: name, in: claims).flatMap { value in
            Int64(String(decoding: value.prefix { (48...57).contains($0) }, as: UTF8.self))
                .flatMap { (1..<1 << 50).contains($0) ? $0 : nil }
        }
    }

    private static func string(of name: String, in claims: [UInt8]) -> String? {
        guard let value = value(of: name, in: claims), value.first == UInt8(ascii: "\"") else { return nil }
        let text = value.dropFirst().prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
