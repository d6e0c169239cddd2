import Observation
import Vietnamese

/// The year of an article's periods that name none: `6 tháng đầu năm`, `quý III`.
///
/// It is the year of publication, but in the first months of a year newspapers still report on the last one: then the
/// one of the two that the title names, or the article more often.
struct ArticleYear {
    let publication: CivilDate?

    /// The last month in which the year before may still be the article's.
    private static let lastMonth = 3

    func year(_ expressions: [CalendarMention], title: Int?) -> Int? {
        guard let publication else { return nil }
        guard publication.month <= ArticleYear.lastMonth else { return publication.year }
        if title == publication.year - 1 { return title }
        var own = 0
        var before = 0
        for expression in expressions {
            guard let year = year(named: expression.expression, publication) else { continue }
            if year == publication.year {
                // Days of this year are those of meetings and events that look back.
                if case .day = expression.expression { continue }
                own += 1
            }
            if year == publication.year - 1 { before += 1 }
            // `so với năm 2024` said in January 2026: what is compared with it is of 2025.
            if year == publication.year - 2, publication.month < ArticleYear.lastMonth { before += 1 }
        }
        return before > own ? publication.year - 1 : publication.year
    }

    /// The year that an expression speaks of by itself.
    private func year(named expression: CalendarExpression, _ publication: CivilDate) -> Int? {
        let year: CalendarExpression.Year =
            switch expression {
            case .year(let year), .semester(_, let year), .quarter(_, let year), .month(_, let year),
                .months(_, _, let year):
                year
            case .day(let day): day.year
            default: .unsaid
            }
        switch year {
        case .named(let value): return value
        case .fromPublication(let offset): return publication.year + offset
        case .justPast: return PeriodResolver.yearJustPast(publication)
        case .fromContext, .unsaid: return nil
        }
    }
}
