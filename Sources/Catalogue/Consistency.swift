public import Observation

extension Catalogue {
    /// Sets the flags that tell a reader where an article's figures do not go together.
    ///
    /// Only adds flags. Linear in the number of observations, but for ranks of one area, of which it looks at 32.
    /// - Parameters:
    ///   - observations: those of one article, in reading order.
    ///   - enrichments: one an observation, in the same order.
    public func flag(_ observations: inout [Observation], _ enrichments: [Enrichment]) {
        for index in observations.indices {
            let code = index < enrichments.count ? enrichments[index].indicatorCode : nil
            let unit = code.flatMap { indicators.indicator(code: $0)?.unit }
            observations[index].flags.formUnion(loneFlags(observations[index], indicatorUnit: unit))
        }
        flagRanks(&observations, enrichments)
    }

    /// The flags one observation earns by itself.
    func loneFlags(_ observation: Observation, indicatorUnit: String?) -> Observation.Flags {
        var flags: Observation.Flags = []
        if observation.measure == .level, observation.unit != "percent", let total = observation.total,
            observation.upper ?? observation.value > total
        {
            flags.insert(.totalMismatch)
        }
        guard observation.unit == "percent" else { return flags }
        switch observation.measure {
        case .level:
            let value = observation.upper ?? observation.value
            if value > 100, rules.isShareOfWhole(observation.indicator) { flags.insert(.shareOver100) }
        case .change:
            if rules.isShare(observation.indicator, unit: indicatorUnit) { flags.insert(.percentOrPoint) }
        case .multiple: break
        }
        return flags
    }

    private func flagRanks(_ observations: inout [Observation], _ enrichments: [Enrichment]) {
        let ranks = observations.indices.filter { observations[$0].unit == "rank" }
        guard ranks.contains(where: { observations[$0].measure == .change }) else { return }
        let subjects = Dictionary(grouping: ranks) { index in
            RankSubject(
                indicator: (index < enrichments.count ? enrichments[index].indicatorCode : nil)
                    ?? observations[index].indicator.lowercased(),
                area: observations[index].area, organization: observations[index].organization)
        }
        for group in subjects.values {
            let levels = group.filter { observations[$0].measure == .level }.prefix(32).map { observations[$0] }
            for index in group where observations[index].measure == .change {
                if Self.isMismatched(observations[index], levels) {
                    observations[index].flags.insert(.rankChangeMismatch)
                }
            }
        }
    }

    /// Whether a change of rank differs from what its two ranks say.
    ///
    /// Its ranks are those of its period and its baseline; where the periods do not single them out, the only two
    /// ranks of different periods there are. With any other number of ranks nothing can be said.
    static func isMismatched(_ change: Observation, _ levels: [Observation]) -> Bool {
        var after: [Observation] = []
        var before: [Observation] = []
        if let period = change.period, case .period(let baseline)? = change.baseline {
            after = levels.filter { $0.period == period }
            before = levels.filter { $0.period == baseline }
        }
        if after.count != 1 || before.count != 1 {
            guard levels.count == 2, levels[0].period != levels[1].period || levels[0].period == nil else {
                return false
            }
            (before, after) = ([levels[0]], [levels[1]])
        }
        guard let from = before.first?.value, let to = after.first?.value,
            let step = from.adding(to.negated)?.magnitude
        else { return false }
        return step != change.value
    }
}

/// Whose rank it is.
private struct RankSubject: Hashable {
    let indicator: String
    let area: String
    let organization: String?
}
