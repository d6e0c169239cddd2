import Catalogue
import Observation

/// Compact JSON: keys in the order of the contract, all of them always there, `null` where unknown.
public struct JSONEventEncoder: EventEncoder {
    public init() {}

    public var contentType: StaticString { "application/json" }

    public func encode(_ event: IndicatorEvent, to bytes: inout [UInt8]) {
        bytes.append(literal: "{\"schema_version\":\"")
        bytes.append(literal: IndicatorEvent.schemaVersion)
        bytes.append(literal: "\",\"event_id\":\"")
        event.id.append(to: &bytes)
        bytes.append(literal: "\",\"run_id\":\"")
        event.article.runID.append(to: &bytes)
        bytes.append(literal: "\",\"series_id\":")
        JSON.append(event.seriesID[...], to: &bytes)
        encodeSubject(event.draft, to: &bytes)
        encodeValue(event.draft.observation, to: &bytes)
        encodeTime(event.draft.observation, to: &bytes)
        encodePlace(event.draft, to: &bytes)
        encodeSource(event.draft.source, to: &bytes)
        encodeArticle(event.article, to: &bytes)
        encodeQuality(event, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private func encodeSubject(_ draft: EventDraft, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"indicator\":")
        JSON.append(draft.observation.indicator, to: &bytes)
        bytes.append(literal: ",\"indicator_code\":")
        JSON.append(draft.enrichment.indicatorCode, to: &bytes)
        bytes.append(literal: ",\"sector\":")
        JSON.append(draft.enrichment.sector, to: &bytes)
        bytes.append(literal: ",\"framework\":")
        JSON.append(draft.enrichment.framework, to: &bytes)
    }

    private func encodeValue(_ observation: Observation, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"value\":")
        observation.value.append(to: &bytes)
        bytes.append(literal: ",\"value_upper\":")
        append(observation.upper, to: &bytes)
        bytes.append(literal: ",\"of_total\":")
        append(observation.total, to: &bytes)
        bytes.append(literal: ",\"unit\":")
        JSON.append(observation.unit, to: &bytes)
        bytes.append(literal: ",\"measure\":")
        JSON.append(observation.measure.rawValue, to: &bytes)
        bytes.append(literal: ",\"direction\":")
        JSON.append(observation.direction?.rawValue, to: &bytes)
        bytes.append(literal: ",\"status\":")
        JSON.append(observation.status.rawValue, to: &bytes)
        bytes.append(literal: ",\"qualifier\":")
        JSON.append(observation.qualifier.rawValue, to: &bytes)
    }

    private func encodeTime(_ observation: Observation, to bytes: inout [UInt8]) {
        if let period = observation.period {
            bytes.append(literal: ",\"time_period\":\"")
            bytes.append(period)
            bytes.append(literal: "\",\"period_start\":\"")
            bytes.append(period.firstDay)
            bytes.append(literal: "\",\"period_end\":\"")
            bytes.append(period.lastDay)
            bytes.append(literal: "\",\"baseline\":")
        } else {
            bytes.append(literal: ",\"time_period\":null,\"period_start\":null,\"period_end\":null,\"baseline\":")
        }
        switch observation.baseline {
        case nil: bytes.append(literal: "null")
        case .target: bytes.append(literal: "\"target\"")
        case .period(let period):
            bytes.append(UInt8(ascii: "\""))
            bytes.append(period)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private func encodePlace(_ draft: EventDraft, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"ref_area\":")
        JSON.append(draft.observation.area, to: &bytes)
        bytes.append(literal: ",\"ref_area_code\":")
        JSON.append(draft.enrichment.areaCode, to: &bytes)
        bytes.append(literal: ",\"ref_area_vintage\":")
        JSON.append(draft.enrichment.areaVintage?.rawValue, to: &bytes)
        bytes.append(literal: ",\"ref_area_code_current\":")
        JSON.append(draft.enrichment.areaCodeCurrent, to: &bytes)
        bytes.append(literal: ",\"organization\":")
        JSON.append(draft.observation.organization, to: &bytes)
    }

    private func encodeSource(_ source: EventSource, to bytes: inout [UInt8]) {
        bytes.append(literal: source.field == .title ? ",\"field\":\"title\"" : ",\"field\":\"body\"")
        bytes.append(literal: ",\"start_offset\":")
        JSON.append(Int64(source.start), to: &bytes)
        bytes.append(literal: ",\"end_offset\":")
        JSON.append(Int64(source.end), to: &bytes)
        bytes.append(literal: ",\"surface\":")
        JSON.append(source.surface, to: &bytes)
        bytes.append(literal: ",\"sentence\":")
        JSON.append(source.sentence, to: &bytes)
    }

    private func encodeArticle(_ context: ArticleContext, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"article_id\":")
        JSON.append(context.id, to: &bytes)
        bytes.append(literal: ",\"article_version\":")
        JSON.append(context.version, to: &bytes)
        bytes.append(literal: ",\"article_url\":")
        JSON.append(context.article?.url, to: &bytes)
        bytes.append(literal: ",\"article_title\":")
        if let title = context.article?.title, !title.isEmpty {
            JSON.append(title[...], to: &bytes)
        } else {
            bytes.append(literal: "null")
        }
        bytes.append(literal: ",\"source\":")
        JSON.append(context.article?.source, to: &bytes)
        bytes.append(literal: ",\"published_at\":")
        JSON.append(context.publishedAt, to: &bytes)
        bytes.append(literal: ",\"content_hash\":\"")
        context.contentHash.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private func encodeQuality(_ event: IndicatorEvent, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"confidence\":")
        // Thousandths say all that a confidence can, and are the same on every machine.
        let confidence = event.draft.observation.confidence
        let bounded = confidence > 0 ? min(confidence, 1) : 0
        FixedDecimal(Int64((bounded * 1000).rounded()), exponent: -3).append(to: &bytes)
        bytes.append(literal: ",\"flags\":[")
        let flags = event.draft.observation.flags
        if !flags.isEmpty {
            for (index, name) in flags.names.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSON.append(name, to: &bytes)
            }
        }
        bytes.append(literal: "],\"extractor_version\":")
        JSON.append(event.article.versions.extractor, to: &bytes)
        bytes.append(literal: ",\"catalogue_version\":")
        JSON.append(event.article.versions.catalogue, to: &bytes)
    }

    private func append(_ value: FixedDecimal?, to bytes: inout [UInt8]) {
        if let value { value.append(to: &bytes) } else { bytes.append(literal: "null") }
    }
}

extension JSONEventEncoder {
    public func encode(_ manifest: ArticleManifest, to bytes: inout [UInt8]) {
        let article = manifest.article
        bytes.append(literal: "{\"schema_version\":\"")
        bytes.append(literal: IndicatorEvent.schemaVersion)
        bytes.append(literal: "\",\"article_id\":")
        JSON.append(article.id, to: &bytes)
        bytes.append(literal: ",\"article_version\":")
        JSON.append(article.version, to: &bytes)
        bytes.append(literal: ",\"content_hash\":\"")
        article.contentHash.append(to: &bytes)
        bytes.append(literal: "\",\"run_id\":\"")
        article.runID.append(to: &bytes)
        bytes.append(literal: "\",\"extractor_version\":")
        JSON.append(article.versions.extractor, to: &bytes)
        bytes.append(literal: ",\"catalogue_version\":")
        JSON.append(article.versions.catalogue, to: &bytes)
        bytes.append(literal: ",\"event_ids\":[")
        for (index, id) in manifest.eventIDs.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            id.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(literal: manifest.isDeleted ? "],\"deleted\":true" : "],\"deleted\":false")
        append(manifest.counts, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private func append(_ counts: ArticleManifest.Counts, to bytes: inout [UInt8]) {
        bytes.append(literal: ",\"counts\":{\"events\":")
        JSON.append(Int64(counts.events), to: &bytes)
        bytes.append(literal: ",\"levels\":")
        JSON.append(Int64(counts.levels), to: &bytes)
        bytes.append(literal: ",\"changes\":")
        JSON.append(Int64(counts.changes), to: &bytes)
        bytes.append(literal: ",\"multiples\":")
        JSON.append(Int64(counts.multiples), to: &bytes)
        bytes.append(literal: ",\"coded\":")
        JSON.append(Int64(counts.coded), to: &bytes)
        bytes.append(literal: ",\"flagged\":")
        JSON.append(Int64(counts.flagged), to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }
}
