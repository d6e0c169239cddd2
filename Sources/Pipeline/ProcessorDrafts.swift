import Article
import Catalogue
import Events
import Observation

extension Processor {
    /// Enriches an article's observations and finds their places in its fields.
    func drafts(
        _ observations: [Observation], _ document: Document, published: CivilDate?, articleID: String
    ) throws(Refusal) -> [EventDraft] {
        var observations = observations
        let enrichments = catalogue.enrich(&observations, published: published)
        guard enrichments.count == observations.count else {
            throw Refusal(
                .enrich, "internal", "\(observations.count) observations got \(enrichments.count) enrichments",
                articleID: articleID)
        }
        var drafts: [EventDraft] = []
        drafts.reserveCapacity(observations.count)
        for (observation, enrichment) in zip(observations, enrichments) {
            let place = observation.place
            // A place outside of its field would trap when it is looked up; whatever put it there, one article is
            // the most it may cost.
            guard document.fields.indices.contains(place.field), place.lies(in: document.fields[place.field]) else {
                throw Refusal(
                    .extract, "internal", "an observation at bytes \(place.surface) lies outside of its field",
                    articleID: articleID)
            }
            drafts.append(
                EventDraft(
                    observation: observation, enrichment: enrichment,
                    source: EventSource(place, in: document.fields[place.field])))
        }
        return drafts
    }

    /// Refuses an article whose encoded records would take more memory than one may.
    func checkSize(_ article: ArticleReading) throws(Refusal) {
        let context = article.context
        // What every event repeats of its article, and what the other keys and headers take at most in practice.
        let shared =
            2048 + context.id.utf8.count + (context.article?.title.count ?? 0)
            + (context.article?.url?.utf8.count ?? 0) + (context.article?.source?.utf8.count ?? 0)
        var bytes = 0
        for draft in article.drafts {
            let own =
                draft.source.sentence.count + draft.source.surface.count
                + 3 * draft.observation.indicator.utf8.count
            bytes += shared + own
            guard bytes <= settings.outputBytes else {
                throw Refusal(
                    .encode, "limit_output",
                    "the article's events take more than \(settings.outputBytes) bytes; split the article",
                    articleID: context.id)
            }
        }
    }
}

extension Observation.Place {
    /// Whether all ranges are within the field's text.
    fileprivate func lies(in field: Document.Field) -> Bool {
        let count = field.text.count
        return surface.lowerBound >= 0 && surface.upperBound <= count && (0...count).contains(number)
            && sentence.lowerBound >= 0 && sentence.upperBound <= count
    }
}
