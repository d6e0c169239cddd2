import Observation

/// Encodes all that one article publishes: its events and its manifest, with their keys and headers.
public struct ArticleWriter<Encoder: EventEncoder>: Sendable {
    private let encoder: Encoder
    private let source: String

    /// - Parameters:
    ///   - encoder: the wire format.
    ///   - source: the CloudEvents source, a URI reference; the same for all workers, or replays would differ.
    public init(encoder: Encoder, source: String = "urn:chiso") {
        self.encoder = encoder
        self.source = source
    }

    /// Appends an article's events, in reading order, and its manifest.
    ///
    /// Of two drafts at the same number only the first is written, since they would share an id.
    public func write(_ article: ArticleContext, _ drafts: [EventDraft], to output: inout ArticleOutput) {
        let key = output.write { $0.append(contentsOf: article.id.utf8) }
        let shared = writeSharedHeaders(article, to: &output)
        var ids: [Identifier] = []
        ids.reserveCapacity(drafts.count)
        var counts = ArticleManifest.Counts()
        output.bytes.reserveCapacity(output.bytes.count + drafts.count * 2048)
        var last: EventSource?
        for index in Self.readingOrder(drafts) {
            let draft = drafts[index]
            if let last, last.field == draft.source.field, last.number == draft.source.number { continue }
            last = draft.source
            counts.add(draft)
            ids.append(write(draft, article, key: key, shared: shared, to: &output))
        }
        let manifest = ArticleManifest(article: article, eventIDs: ids, counts: counts)
        write(manifest, partitionKey: key, shared: shared, to: &output)
    }

    private func write(
        _ draft: EventDraft, _ article: ArticleContext, key: Range<Int>, shared: Range<Int>,
        to output: inout ArticleOutput
    ) -> Identifier {
        let id = Identity.event(
            article: article.id, field: draft.source.field, offset: draft.source.number, scratch: &output.scratch)
        output.series.removeAll(keepingCapacity: true)
        SeriesID.append(draft.observation, draft.enrichment, to: &output.series)
        let own = output.headers.count
        let series = output.series
        output.addHeader("ce_id") { bytes in
            id.append(to: &bytes)
            bytes.append(UInt8(ascii: "/"))
            article.runID.append(to: &bytes)
        }
        output.addHeader("ce_type") { $0.append(literal: "chiso.indicator-event.v1") }
        output.addHeader("ce_subject") { $0.append(contentsOf: series) }
        let event = IndicatorEvent(id: id, seriesID: series, draft: draft, article: article)
        let value = output.write { encoder.encode(event, to: &$0) }
        output.records.append(
            ArticleOutput.Record(
                destination: .events, key: key, value: value, partitionKey: key,
                ownHeaders: own..<output.headers.count, sharedHeaders: shared))
        return id
    }

    private func write(
        _ manifest: ArticleManifest, partitionKey: Range<Int>, shared: Range<Int>, to output: inout ArticleOutput
    ) {
        let article = manifest.article
        let own = output.headers.count
        output.addHeader("ce_id") { article.runID.append(to: &$0) }
        output.addHeader("ce_type") { $0.append(literal: "chiso.article-manifest.v1") }
        output.addHeader("ce_subject") { $0.append(contentsOf: article.id.utf8) }
        let key = output.write { bytes in
            bytes.append(contentsOf: article.id.utf8)
            bytes.append(UInt8(ascii: "#"))
            article.contentHash.append(to: &bytes)
        }
        let value = output.write { encoder.encode(manifest, to: &$0) }
        output.records.append(
            ArticleOutput.Record(
                destination: .manifests, key: key, value: value, partitionKey: partitionKey,
                ownHeaders: own..<output.headers.count, sharedHeaders: shared))
    }

    private func writeSharedHeaders(_ article: ArticleContext, to output: inout ArticleOutput) -> Range<Int> {
        let start = output.headers.count
        output.addHeader("ce_specversion") { $0.append(literal: "1.0") }
        output.addHeader("ce_source") { $0.append(contentsOf: source.utf8) }
        if let timestamp = article.recordTimestamp {
            output.addHeader("ce_time") { Timestamp.append(timestamp, to: &$0) }
        }
        output.addHeader("content-type") { $0.append(literal: encoder.contentType) }
        if let traceparent = article.traceparent {
            output.addHeader("traceparent") { $0.append(contentsOf: traceparent) }
        }
        return start..<output.headers.count
    }

    /// Indices of the drafts by field and number, title first; of equal ones the first given comes first.
    private static func readingOrder(_ drafts: [EventDraft]) -> [Int] {
        func position(_ index: Int) -> (Int, Int, Int) {
            (drafts[index].source.field == .title ? 0 : 1, drafts[index].source.number, index)
        }
        let order = Array(drafts.indices)
        if zip(order, order.dropFirst()).allSatisfy({ position($0) < position($1) }) { return order }
        return order.sorted { position($0) < position($1) }
    }
}
