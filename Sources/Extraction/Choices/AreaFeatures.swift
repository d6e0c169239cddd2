/// What speaks for a place as the one that a figure speaks of; the names are those that `choosing_areas.tsv` and those who
/// learn from the features go by.
enum AreaFeature: Int, CaseIterable {
    // Who else has it.
    /// The rules' own answer; what the figures before and after it in the sentence have by the rules.
    case isRule, isPrevious, isNext, isLastFigure
    /// What the article is about; the country.
    case isArticle, isCountry
    /// It lies in the article's place, or holds it.
    case inArticle, aroundArticle
    /// In how many of 200 mentions of the field and figures so far it is, and of the paragraph's figures.
    case mentions, mentionShare, figureShare, blockShare
    /// The province named most; of the places named, in how many of 200 cases it is this or lies in it; the title names
    /// it, or the body's first sentences.
    case isDominant, weight, isTitled, leads
    // Where it is named in the sentence, nearest on either side.
    case left, leftNumbers, leftCommas, leftSemicolons, leftOrder
    case right, rightNumbers, rightCommas, rightSemicolons, rightOrder
    /// What the mention nearest to the figure is like.
    case mention, scene, ruled, opensSentence, opensClause, owned, seated, bracketed, predicate, organizationsBetween
    // Where it was named before.
    case sentencesBack, blocksBack, backOrder, backMention, backScene, backOpens
    // The figure.
    case kind, measure, status, cue, rule, total, order, figures, places, abroad, sentence, inBlock, block, choices
    case organization, isFlow, articleDepth, nation, local, level
    /// How often the article says `toàn tỉnh`, `toàn huyện`, `toàn vùng`, `cả nước`; how much its main province weighs.
    case ownWords, partWords, regionWords, countryWords, dominantWeight, dominantTitled

    static let names = allCases.map { "\($0)" }

    /// A row of which nothing is known yet.
    static let blank: [UInt8] = {
        var row = [UInt8](repeating: 0, count: allCases.count)
        let unknown: [AreaFeature] = [
            .left, .leftNumbers, .leftCommas, .leftSemicolons, .leftOrder, .right, .rightNumbers, .rightCommas,
            .rightSemicolons, .rightOrder, .mention, .predicate, .sentencesBack, .blocksBack, .backOrder, .backMention,
        ]
        for feature in unknown { row[feature.rawValue] = ChoiceFeature.none }
        return row
    }()
}
