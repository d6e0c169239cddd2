/// What speaks for a period as the time of a figure; the names are those that `choosing_periods.tsv` and those who
/// learn from the features go by.
enum PeriodFeature: Int, CaseIterable {
    // Who else has it.
    /// The rules' own answer; what the figures before and after it in the sentence have by the rules.
    case isRule, isPrevious, isNext, isLastFigure
    /// What the article, its title and its totals are of; the day it came out, and the year.
    case isMain, isTitle, isMoment, isFirstMoment, isPublication, isMainYear
    /// In how many of 200 mentions and figures of the article and of the paragraph it is.
    case mentions, mentionShare, figureShare, blockShare
    // Where it is named in the sentence, nearest on either side.
    case left, leftNumbers, leftCommas, leftSemicolons, leftOrder
    case right, rightNumbers, rightCommas, rightSemicolons, rightOrder
    /// What the mention nearest to the figure is like.
    case role, passing, report, bracket, bound, since, aims, leads, trails, now, inferred, nearest
    /// Something is compared with it, so far left or right of the figure.
    case comparedLeft, comparedRight
    // Where it was named before.
    case sentencesBack, blocksBack, backOrder, backRole, backPassing, backBracket, backAims, backLeads, backTrails
    case backNow, firstSentence
    // What it is.
    case grain, length, age, begins
    case toMain, toRule
    // The figure.
    case kind, measure, status, qualifier, cue, rule, own, total, aside, from
    case order, figures, sentenceMentions, sentenceBaselines, sentence, inBlock, block, choices, mainGrain, ruleAge
    /// Words of aspect left of it in its clause, a bit each.
    case aspects, moreAspects

    static let names = allCases.map { "\($0)" }

    /// A row of which nothing is known yet.
    static let blank: [UInt8] = {
        var row = [UInt8](repeating: 0, count: allCases.count)
        let unknown: [PeriodFeature] = [
            .left, .leftNumbers, .leftCommas, .leftSemicolons, .leftOrder, .right, .rightNumbers, .rightCommas,
            .rightSemicolons, .rightOrder, .role, .comparedLeft, .comparedRight, .sentencesBack, .blocksBack,
            .backOrder, .backRole, .firstSentence,
        ]
        for feature in unknown { row[feature.rawValue] = ChoiceFeature.none }
        return row
    }()
}
