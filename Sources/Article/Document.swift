/// An article made readable: its fields as text in reading order, cut into blocks and sentences, every byte of which
/// maps back to the field as published.
///
/// This is the boundary between reading (this module) and understanding (`Extraction`).
public struct Document: Sendable {
    /// Title first, then body; a field that is empty is absent.
    public let fields: [Field]

    public init(fields: [Field]) { self.fields = fields }

    /// The name of a field of an article.
    public enum FieldName: String, Sendable {
        case title, body
    }

    /// One field: what was published, what a reader sees of it, and the way from the one to the other.
    public struct Field: Sendable {
        public let name: FieldName
        /// The field as published, NFC-normalised UTF-8, markup and entities included.
        public let source: [UInt8]
        /// What a reader sees: NFC-normalised UTF-8, markup out, entities decoded. Blocks are separated by at least
        /// one line feed, which belongs to no block. For plain text this equals `source`.
        public let text: [UInt8]
        /// From bytes of `text` to scalar offsets of `source`.
        public let offsets: OffsetMap
        /// In reading order, not overlapping.
        public let blocks: [Block]
        /// The sentences of all blocks, in order, as byte ranges of `text`, without white space around them.
        public let sentences: [Range<Int>]

        public init(
            name: FieldName, source: [UInt8], text: [UInt8], offsets: OffsetMap, blocks: [Block],
            sentences: [Range<Int>]
        ) {
            self.name = name
            self.source = source
            self.text = text
            self.offsets = offsets
            self.blocks = blocks
            self.sentences = sentences
        }
    }

    /// A paragraph, heading, list item, caption or table cell.
    public struct Block: Sendable, Equatable {
        public let kind: Kind
        /// Bytes of the field's text, list marker and markup excluded.
        public let text: Range<Int>
        /// Indices into the field's sentences.
        public let sentences: Range<Int>

        public init(kind: Kind, text: Range<Int>, sentences: Range<Int>) {
            self.kind = kind
            self.text = text
            self.sentences = sentences
        }
    }

    /// What kind of block it is.
    public enum Kind: Sendable, Equatable {
        /// The whole title field.
        case title
        /// A heading within the body, 1 (`<h1>`, `#`) to 6; a line that is bold as a whole counts as level 6.
        case heading(level: Int)
        case paragraph
        /// A list item; the depth counts from 0.
        case item(depth: Int)
        /// A figure's or table's caption.
        case caption
        case cell(Cell)
    }

    /// Where a table cell stands. A cell that spans rows or columns stands at its first.
    public struct Cell: Sendable, Equatable {
        /// Counts the field's tables from 0.
        public let table: Int
        public let row: Int
        public let column: Int
        public let rowSpan: Int
        public let columnSpan: Int
        /// `<th>`, or the row above a Markdown table's rule.
        public let isHeader: Bool

        public init(table: Int, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, isHeader: Bool) {
            self.table = table
            self.row = row
            self.column = column
            self.rowSpan = rowSpan
            self.columnSpan = columnSpan
            self.isHeader = isHeader
        }
    }
}
