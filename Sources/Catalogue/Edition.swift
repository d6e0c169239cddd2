/// The version string of a set of data files.
enum Edition {
    /// Holds the edition's name, such as `2026.1`, and nothing else.
    static let file = "EDITION"

    /// The edition's name and 48 bits of an FNV-1a hash over every file's name and bytes, in order of their names.
    static func version(of files: [String: [UInt8]]) throws(CatalogueError) -> String {
        let name = (files[file] ?? []).filter { $0 > 0x20 && $0 < 0x7f }
        guard !name.isEmpty else {
            throw CatalogueError(.malformedFile, "\(file) is empty: write the edition's name into it, such as 2026.1")
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            mix(name.utf8)
            mix([0])
            mix(bytes)
            mix([0])
        }
        let digits = String(hash & 0xffff_ffff_ffff, radix: 16)
        return String(decoding: name, as: UTF8.self) + "+" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
