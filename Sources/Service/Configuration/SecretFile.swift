import Glibc

/// A file that holds one secret and nothing else, as container platforms mount them.
struct SecretFile: Sendable {
    /// The secret, without the line feed that editors leave behind it.
    let content: String
    /// What is odd about the file but no reason to refuse it.
    let warnings: [String]

    /// - Parameters:
    ///   - path: the file.
    ///   - key: the key that names it, for messages.
    static func read(_ path: String, for key: String) throws(ConfigurationFailure) -> SecretFile {
        var bytes = Array(try ConfigurationLoader.text(ofFile: path, for: key).utf8)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard !bytes.isEmpty else {
            throw ConfigurationFailure(["the file of `\(key)` is empty: `\(path)` must hold the secret"])
        }
        var status = stat()
        let isOpen = stat(path, &status) == 0 && status.st_mode & (S_IROTH | S_IWOTH) != 0
        let warning = "the file of `\(key)` can be read by everyone: chmod o-rwx \(path)"
        return SecretFile(content: String(decoding: bytes, as: UTF8.self), warnings: isOpen ? [warning] : [])
    }
}
