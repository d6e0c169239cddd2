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
        var weighed: [(score: Float, words: [UInt64], name: NameCandidate)] = []
        weighed.reserveCapacity(candidates.count)
        for candidate in candidates {
            let used = used(NameWords.key(candidate.phrase.hashes))
            let features = NameFeatures(
                candidate.phrase, candidate.source, setting, distance: used.distance, used: used.count,
                isKnown: view.lexicon.indicators.knows(
                    label: candidate.phrase.text, unit: quantity.unit, measure: quantity.measure))
            view.weighed?(
                WeighedName(
                    field: view.field, surface: quantity.surface, source: "\(candidate.source)",
                    text: candidate.phrase.text, features: features.indices))
            let score = view.lexicon.naming.score(features)
            weighed.append((score, NameWords.telling(features.words), candidate))
        }
        return agreed(weighed)
    }

    /// The name that agrees best with all names, each weighed by how likely it is: where several say nearly the same,
    /// one of them is safer than a lone favourite.
    private func agreed(_ weighed: [(score: Float, words: [UInt64], name: NameCandidate)]) -> Chosen? {
        guard let top = weighed.map(\.score).max() else { return nil }
        let chances = weighed.map { exp(($0.score - top) / NameChoice.temperature) }
        let likely = weighed.indices.filter { chances[$0] > NameChoice.least }
        let whole = likely.reduce(0) { $0 + chances[$1] }
        var best: (gain: Float, chance: Float, index: Int)?
        for one in likely {
            var gain: Float = 0
            var chance: Float = 0
            for other in likely {
                let overlap = NameWords.overlap(weighed[one].words, weighed[other].words)
                gain += chances[other] * overlap
                if overlap >= NameChoice.sameName { chance += chances[other] }
            }
            gain += chance
            if best.map({ gain > $0.gain }) ?? true { best = (gain, chance / whole, one) }
        }
        return best.map {
            let name = weighed[$0.index].name
            return Chosen(phrase: name.phrase, source: name.source, chance: Double($0.chance))
        }
    }
}
