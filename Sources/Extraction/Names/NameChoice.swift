import Foundation
import Observation
import Vietnamese

/// A name that was weighed for a figure: what the weights are learned from.
public struct WeighedName: Sendable {
    /// Index of the document's field.
    public let field: Int
    /// Bytes of the figure's surface in the field's text.
    public let surface: Range<Int>
    /// How the name was put together.
    public let source: String
    /// The name.
    public let text: String
    /// Its features: indices into `features`.
    public let features: [Int]

    /// What the features are called, as `naming.tsv` has them: template, tab, values.
    public static var features: [String] { NameFeatures.names }
}

/// Chooses between names.
struct NameChoice {
    let view: FieldView

    /// A chosen name.
    struct Chosen {
        var phrase: NamePhrase
        var source: NameSource
        /// How likely it is, as the weights see it, that the figure's name is this or nearly this: 0 to 1.
        var chance: Double
    }

    /// How far the scores of names are trusted: the lower, the more the best one alone decides.
    private static let temperature: Float = 0.5
    /// From this overlap on two names say the same.
    private static let sameName: Float = 0.6
    /// Names less likely than this next to the best have no say.
    private static let least: Float = 0.005

    /// The best of several names; `used` tells how often a name was given before, and how near.
    func best(
        of candidates: [NameCandidate], _ setting: NameFeatures.Setting, _ quantity: Quantity,
        used: (UInt64) -> (count: Int, distance: Int)
    ) -> Chosen? {
        // The same name may be put together in several ways: what holds of it is looked up once.
        var names: [(name: NameFeatures.Name, candidate: Int)] = []
        var scores: [(score: Float, name: Int)] = []
        scores.reserveCapacity(candidates.count)
        for (index, candidate) in candidates.enumerated() {
            let key = NameWords.key(candidate.phrase.hashes)
            var name = names.firstIndex { $0.name.key == key } ?? names.count
            if name == names.count {
                names.append((self.name(candidate.phrase, key, quantity, used(key)), index))
            } else if candidates[names[name].candidate].phrase.text != candidate.phrase.text {
                // Told apart by signs or capitals only: a name of its own where the catalogue knows it.
                name = names.count
                names.append((self.name(candidate.phrase, key, quantity, used(key)), index))
            }
            let own = names[name].name
            if let weighed = view.weighed {
                var features: [Int] = []
                NameFeatures.forEach(candidate.phrase, candidate.source, setting, own) { features.append($0) }
                weighed(
                    WeighedName(
                        field: view.field, surface: quantity.surface, source: "\(candidate.source)",
                        text: candidate.phrase.text, features: features))
            }
            scores.append((view.lexicon.naming.score(candidate.phrase, candidate.source, setting, own), name))
        }
        return agreed(names.map(\.name), scores).map { best in
            let candidate = candidates[names[best.name].candidate]
            return Chosen(phrase: candidate.phrase, source: candidate.source, chance: Double(best.chance))
        }
    }

    private func name(
        _ phrase: NamePhrase, _ key: UInt64, _ quantity: Quantity, _ used: (count: Int, distance: Int)
    ) -> NameFeatures.Name {
        NameFeatures.Name(
            key: key, telling: NameWords.telling(phrase.hashes), distance: used.distance, used: used.count,
            isKnown: view.lexicon.indicators.knows(
                label: phrase.text, unit: quantity.unit, measure: quantity.measure))
    }

    /// The name that agrees best with all names, each weighed by how likely it is: where several say nearly the same,
    /// one of them is safer than a lone favourite.
    private func agreed(
        _ names: [NameFeatures.Name], _ scores: [(score: Float, name: Int)]
    ) -> (name: Int, chance: Float)? {
        guard let top = scores.lazy.map(\.score).max() else { return nil }
        var chances = [Float](repeating: 0, count: names.count)
        for one in scores { chances[one.name] += exp((one.score - top) / NameChoice.temperature) }
        let likely = names.indices.filter { chances[$0] > NameChoice.least }
        let whole = likely.reduce(0) { $0 + chances[$1] }
        var best: (gain: Float, chance: Float, name: Int)?
        for one in likely {
            var gain: Float = 0
            var chance: Float = 0
            for other in likely {
                let overlap = one == other ? 1 : NameWords.overlap(names[one].telling, names[other].telling)
                gain += chances[other] * overlap
                if overlap >= NameChoice.sameName { chance += chances[other] }
            }
            gain += chance
            if best.map({ gain > $0.gain }) ?? true { best = (gain, chance / whole, one) }
        }
        return best.map { ($0.name, $0.chance) }
    }
}
