public import Article
public import Catalogue
public import Observation

/// Where a quantity stands, as an event quotes it: offsets in Unicode scalars of the field as published, the quoted
/// text as slices that share the document's memory.
public struct EventSource: Sendable {
    public var field: Document.FieldName
    /// The surface's first scalar.
    public var start: Int
    /// The scalar after the surface.
    public var end: Int
    /// The number's first digit or number word: the anchor of the event's identity.
    public var number: Int
    /// The field's source from `start` to `end`, UTF-8.
    public var surface: ArraySlice<UInt8>
    /// The sentence around it as a reader sees it, UTF-8.
    public var sentence: ArraySlice<UInt8>

    public init(
        field: Document.FieldName, start: Int, end: Int, number: Int, surface: ArraySlice<UInt8>,
        sentence: ArraySlice<UInt8>
    ) {
        self.field = field
        self.start = start
        self.end = end
        self.number = number
        self.surface = surface
        self.sentence = sentence
    }

    /// Looks a place up in its field.
    /// - Parameters:
    ///   - place: byte ranges of the field's text.
    ///   - field: the document's field of the place's index.
    public init(_ place: Observation.Place, in field: Document.Field) {
        let range = field.scalarRange(ofText: place.surface)
        self.init(
            field: field.name, start: range.lowerBound, end: range.upperBound,
            number: field.scalarRange(ofText: place.number..<place.number).lowerBound,
            surface: field.source[field.sourceRange(ofText: place.surface)],
            sentence: field.text[place.sentence])
    }
}

/// One observation with all that an event says of it beside its article.
public struct EventDraft: Sendable {
    public var observation: Observation
    public var enrichment: Enrichment
    public var source: EventSource

    public init(observation: Observation, enrichment: Enrichment, source: EventSource) {
        self.observation = observation
        self.enrichment = enrichment
        self.source = source
    }
}
