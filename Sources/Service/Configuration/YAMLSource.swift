import Yams

/// Reads a YAML file into entries that know their lines.
///
/// Values stay texts: the declaration of each key says what they mean, not YAML's guesses (`no` is no boolean here).
struct YAMLSource {
    private let name: String
    private var entries: [ConfigurationEntry] = []
    private var problems: [String] = []

    /// Levels of sections; no key needs more, and anchors cannot make a small file large beyond it.
    private static let deepest = 12
    /// Keys in one file; a thousand times what anyone writes.
    private static let most = 10_000

    /// The entries of a file.
    /// - Parameter name: How messages call the file.
    static func entries(of text: String, named name: String) throws(ConfigurationFailure) -> [ConfigurationEntry] {
        var source = YAMLSource(name: name)
        let root: Node?
        do {
            // Without resolver rules no scalar is matched against regular expressions.
            root = try compose(yaml: text, .basic)
        } catch {
            throw ConfigurationFailure([source.explain(error)])
        }
        switch root {
        case nil: return []
        case .mapping(let mapping): source.walk(mapping, under: "", depth: 1)
        case .scalar(let scalar) where isNull(scalar): return []
        case let other?:
            throw ConfigurationFailure(["\(source.place(other.mark)): expected keys, as in `group_id: chiso`"])
        }
        guard source.problems.isEmpty else { throw ConfigurationFailure(source.problems) }
        return source.entries
    }

    private init(name: String) { self.name = name }

    private mutating func walk(_ mapping: Node.Mapping, under section: String, depth: Int) {
        for (keyNode, value) in mapping {
            guard entries.count < YAMLSource.most, depth <= YAMLSource.deepest else {
                problems.append("\(place(keyNode.mark)): too many keys or too deep; a configuration is small and flat")
                return
            }
            guard case .scalar(let scalar) = keyNode else {
                problems.append("\(place(keyNode.mark)): a key must be a plain name")
                continue
            }
            let key = section.isEmpty ? scalar.string : section + "." + scalar.string
            switch value {
            case .mapping(let inner) where !inner.isEmpty: walk(inner, under: key, depth: depth + 1)
            case .mapping: add(key, .emptySection, keyNode.mark)
            case .scalar(let text): add(key, YAMLSource.isNull(text) ? .none : .text(text.string), keyNode.mark)
            case .sequence(let items): add(key, .list(items.compactMap { $0.scalar?.string }), keyNode.mark)
            case .alias: problems.append("\(place(keyNode.mark)): aliases are not supported; write the value out")
            }
        }
    }

    private mutating func add(_ key: String, _ value: ConfigurationEntry.Value, _ mark: Mark?) {
        entries.append(ConfigurationEntry(key: key, value: value, origin: place(mark)))
    }

    private func place(_ mark: Mark?) -> String { mark.map { "\(name):\($0.line)" } ?? name }

    private static func isNull(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// Position and problem only: Yams' own description quotes the line, and a secret may stand there.
    private func explain(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return "\(place(mark)): not valid YAML: \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            return "\(place(context.mark)): `\(duplicates.sorted().joined(separator: "`, `"))` is given twice; keep one"
        case .reader(let problem, _, _, _): return "\(name): not valid YAML: \(problem)"
        default: return "\(name): not valid YAML"
        }
    }
}
