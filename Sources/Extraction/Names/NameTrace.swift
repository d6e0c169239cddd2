/// Shows every name that was weighed, with its features: what the weights are learned from.
public enum NameTrace {
    /// One weighed name.
    public struct Line {
        /// Length of the field's text in bytes, which tells the field.
        public let fieldLength: Int
        /// Bytes of the figure's surface in the field's text.
        public let surface: Range<Int>
        /// How the name was put together.
        public let source: String
        /// The name.
        public let text: String
        /// Its features by number.
        public let features: [Int]
    }

    nonisolated(unsafe) public static var note: ((Line) -> Void)?

    /// The features' names, by number.
    public static var features: [String] {
        NameFeatures.templates.indices.flatMap { template in
            NameFeatures.parts(of: template).reduce([""]) { names, part in
                names.flatMap { name in part.map { name.isEmpty ? $0 : "\(name).\($0)" } }
            }.map { "\(NameFeatures.templates[template].name)\t\($0)" }
        }
    }
}
