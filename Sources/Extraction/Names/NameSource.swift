/// How a name for a figure may be put together. Of a word, in which of these names it is are features (`WordFeatures`).
enum NameSource: Int, CaseIterable {
    /// The noun right of the figure, alone and with what its clause says of it.
    case right, rightTail, rightLong, rightVerb, rightVerbSubject, rightSubject, rightLongSubject
    /// The noun with verb and subject of an earlier count.
    case rightCarried, rightCarriedVerb, rightVerbCarried
    /// The subject left of the figure.
    case subject, subjectLong, subjectVerb, subjectRight, verbRight
    /// The subject without its growth noun, or what holds a share.
    case grown, grownVerb, grownCut, held
    /// What stands before a colon, or before words of saying.
    case opening, rightOpening, openingRight, openingSubject, beforeCut
    /// The subject that opens the sentence.
    case head, rightHead
    /// What was named before: last, in the same unit, in the same sentence, first in the paragraph, in the title.
    case last, unit, sibling, paragraph, title, second, third, fourth
    /// What was named before, with the item at hand.
    case lastSubject, unitSubject, lastRight, rightLast, rightUnit, paragraphSubject
    /// What was named before, its last item replaced by the one at hand.
    case tailSwap, unitTailSwap, wordSwap, unitWordSwap
    /// Items of a list that pairs with figures one by one.
    case item, itemSwap, paired
    /// An abbreviation in brackets, instead of the words it stands for.
    case short
    /// The noun with the words that follow it elsewhere in the article.
    case repeated, repeatedSubject
    /// The nearest noun of measure that fits the figure's unit, left of it in its sentence or in those before.
    case measured, measuredSubject, measuredRight, measuredBefore
    /// All between the clause's beginning and the verb, commas and all; the last noun behind a verb of it.
    case subjectWide, subjectShort, openingWide, rightOpeningWide
    /// In the same unit: before the last, first of the paragraph, first of the article.
    case unitSecond, unitParagraph, unitFirst
    /// With the mean that the clause says it is.
    case rightMean, rightVerbMean, subjectMean, lastMean, measuredMean
    /// What was named last without its share or yardstick, alone and of the whole at hand.
    case base, baseShare, baseVersus
    /// A longer name said before that begins with the noun at hand.
    case fullerRight, fullerSubject
    /// The noun of measure said before, of the item at hand.
    case swap, swapRight, swapAny
    /// Another noun of measure, of the thing said before.
    case measureSwap, measureSwapBefore
    /// Compositions of a share or ratio.
    case shareOf, shareOfLast, contribution, versus, versusLast
    /// Ranks.
    case rankField, rankSubject, rankLast, rankUnit, rankIndex, index
    /// What a physical unit measures, and of what.
    case dimension, dimensionVerb
    /// In a table: the column's header, the row's label, the label column's header, the table's title, what was named
    /// before the table, and what these make together.
    case header, headerRow, rowHeader, row, columnRow, caption, captionRow, captionHeader, headerCaption
    case captionHeaderRow, headerRowCaption, before, beforeRow, beforeHeader, headerBefore, captionMeasureRow
    case captionShort, captionShortRow
    /// What the sentence before speaks of.
    case earlier, rightEarlier
    /// What the title says between two signs or figures.
    case titleWords
}
