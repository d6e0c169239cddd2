import Foundation

/// The folder of data files the catalogue is built from. Files are read once, at load.
///
/// `Bundle.module` traps when its bundle is gone, so the folder is looked for by hand: beside the executable, where
/// the build puts it and where a package installs it.
struct ResourceDirectory {
    /// Ends without a slash.
    let path: String

    /// The given folder, else the one beside the executable.
    /// - Throws: `CatalogueError` with code `missingDirectory`.
    init(override: String?) throws(CatalogueError) {
        if let override {
            guard Self.isDirectory(override) else {
                throw CatalogueError(
                    .missingDirectory, "no catalogue folder at \(override): name a folder that holds the data files")
            }
            path = override
            return
        }
        let places = Self.candidates()
        guard let found = places.first(where: Self.isDirectory) else {
            throw CatalogueError(
                .missingDirectory,
                "no catalogue data beside the executable (looked in \(places.joined(separator: ", "))): "
                    + "copy the folder that ends in _Catalogue.resources there, or name a folder of data files")
        }
        path = found
    }

    /// The bytes of a file.
    /// - Throws: `CatalogueError` with code `missingFile`.
    func read(_ name: String) throws(CatalogueError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else {
            throw CatalogueError(.missingFile, "cannot read \(path)/\(name): restore the file or its permissions")
        }
        return [UInt8](data)
    }

    private static func candidates() -> [String] {
        var folders: [String] = []
        for executable in [Bundle.main.executablePath, CommandLine.arguments.first].compactMap(\.self) {
            let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
            if !folders.contains(folder) { folders.append(folder) }
        }
        return folders.map { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let bundle = names.filter { $0.hasSuffix("_Catalogue.resources") }.min() ?? "chiso_Catalogue.resources"
            return "\(folder)/\(bundle)/Resources"
        }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
