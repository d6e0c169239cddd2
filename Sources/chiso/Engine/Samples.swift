import Foundation
import Service

/// The sample articles that ship with the program.
enum Samples {
    /// The file of JSON Lines, beside the executable where the build and a package put it.
    static func path() throws(CommandFailure) -> String {
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where name.hasSuffix("_chiso.resources") {
            let file = folder.appendingPathComponent("\(name)/Samples/articles.jsonl").path
            if FileManager.default.isReadableFile(atPath: file) { return file }
        }
        throw CommandFailure(
            .unavailable,
            "no sample articles beside the executable: copy the folder chiso_chiso.resources to \(folder.path)"
        )
    }
}
