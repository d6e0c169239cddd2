import Kafka
import Synchronization

/// Keeps secrets out of everything that is printed for people and logs, whoever wrote the text: a message that quotes an
/// argument, or a library.
///
/// Where a value is known to be secret it is not printed in the first place; this is the second lock on the same door.
public enum SecretMask {
    private static let known = Mutex<[[UInt8]]>([])
    /// Shorter ones would blank out half of every text; nobody is helped by them anyway.
    private static let shortest = 4
    private static let most = 1000

    /// Remembers a secret, and each line of it that could be taken for one.
    public static func remember(_ secret: String) {
        let whole = Array(secret.utf8)
        let lines = whole.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .filter { $0.count >= 16 && !$0.starts(with: Array("-----".utf8)) }
        known.withLock { known in
            for part in [whole] + lines.map({ Array($0) })
            where part.count >= shortest && known.count < most && !known.contains(part) {
                known.append(part)
            }
            // The longest first, lest a part of one be all that is blanked out.
            known.sort { $0.count > $1.count }
        }
    }

    /// Remembers what a command line gives for secret properties, so that no message about a wrong one quotes it:
    /// `--set kafka.sasl.password=…`, and the same without `--set` or with a space for the `=`.
    public static func remember(arguments: [String]) {
        var isNextSecret = false
        for argument in arguments {
            if isNextSecret { remember(argument) }
            isNextSecret = false
            let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                let name = part.split(separator: ":", omittingEmptySubsequences: false)
                guard let key = name.first, isSecret(key) else { continue }
                if name.count > 1 { remember(argument.suffixAfter(key + ":")) }
                if index + 1 < parts.count {
                    remember(parts[(index + 1)...].joined(separator: "="))
                } else {
                    isNextSecret = name.count == 1
                }
                break
            }
        }
    }

    /// Remembers the password in an address such as `https://user:password@host`.
    static func remember(address: String) {
        guard let scheme = address.range(of: "://"), let at = address[scheme.upperBound...].lastIndex(of: "@") else {
            return
        }
        let user = address[scheme.upperBound..<at]
        if let colon = user.firstIndex(of: ":") { remember(String(user[user.index(after: colon)...])) }
    }

    /// The text with `***` for every secret in it.
    public static func masked(_ text: String) -> String {
        let secrets = known.withLock { $0 }
        guard !secrets.isEmpty else { return text }
        var bytes = Array(text.utf8)
        var isChanged = false
        for secret in secrets where replace(secret, in: &bytes) { isChanged = true }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }

    private static func isSecret(_ key: Substring) -> Bool {
        guard let start = key.range(of: "kafka.") else { return false }
        return KafkaProperties.isSecret(String(key[start.upperBound...]))
    }

    private static func replace(_ secret: [UInt8], in bytes: inout [UInt8]) -> Bool {
        guard bytes.count >= secret.count else { return false }
        var result: [UInt8] = []
        var (start, index) = (0, 0)
        while index + secret.count <= bytes.count {
            if bytes[index] == secret[0], bytes[index..<index + secret.count].elementsEqual(secret) {
                result += bytes[start..<index] + Array("***".utf8)
                index += secret.count
                start = index
            } else {
                index += 1
            }
        }
        guard start > 0 else { return false }
        bytes = result + bytes[start...]
        return true
    }
}

extension StringProtocol {
    /// The first place of a text in this one, byte for byte.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].utf8.starts(with: text.utf8) {
                guard let end = utf8.index(start, offsetBy: text.utf8.count, limitedBy: endIndex) else { return nil }
                return start..<end
            }
            start = utf8.index(after: start)
        }
        return nil
    }

    fileprivate func suffixAfter(_ text: some StringProtocol) -> String {
        range(of: String(text)).map { String(self[$0.upperBound...]) } ?? ""
    }
}
