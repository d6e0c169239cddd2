/// Makes readable text of a page's tags and characters as they come, in reading order, without building a tree.
struct HTMLText {
    private struct Frame {
        var element: HTMLElement
        /// What a block of text directly within is.
        var kind: Document.Kind
        /// For a cell, its first piece.
        var firstPiece = 0
    }

    private enum Skip {
        case no
        /// Until this many frames are left; furniture is counted, what nobody reads is not.
        case until(depth: Int, isFurniture: Bool)
    }

    var builder: TextBuilder
    private(set) var pieces: [TextBuilder.Piece] = []
    let limits: ArticleLimits
    /// Whether furniture is kept after all, because the page has little else.
    private let keepsFurniture: Bool
    private var frames: [Frame] = []
    private var skip = Skip.no
    private var tables: [HTMLTable] = []
    private var tableCount = 0
    private var lists = 0
    private var articles = 0
    private var bold = 0
    /// Whether the block in hand has had text that was not bold.
    private var hasRegular = false
    private var furnitureBytes = 0

    init(source: UnsafeBufferPointer<UInt8>, limits: ArticleLimits, keepsFurniture: Bool) {
        builder = TextBuilder(source: source)
        self.limits = limits
        self.keepsFurniture = keepsFurniture
    }

    /// A cell with more text than this in several blocks lays out a page; it is no figure.
    private static let longestCell = 400
    /// A bold paragraph longer than this is a lead, not a heading.
    private static let longestHeading = 240

    /// Whether so much went out as furniture, and so little stayed, that the names must have deceived.
    var droppedTooMuch: Bool { !keepsFurniture && furnitureBytes > 200 && builder.text.count * 4 < furnitureBytes / 2 }

    private var isSkipping: Bool { if case .no = skip { false } else { true } }

    mutating func start(_ name: String, _ attributes: HTMLAttributes) throws(ArticleError) {
        guard frames.count < limits.htmlDepth else {
            throw ArticleError(
                .limitDepth, stage: .read, "HTML nests deeper than limits.html_depth (\(limits.htmlDepth))")
        }
        let element = HTMLElement(name: name)
        var frame = Frame(element: element, kind: frames.last?.kind ?? .paragraph)
        defer { frames.append(frame) }
        if isSkipping { return }
        if element.breaksBlock { try endBlock() }
        if element == .invisible || (attributes.isHidden && element != .root) {
            skip = .until(depth: frames.count, isFurniture: false)
        } else if isFurniture(element, attributes), !keepsFurniture {
            skip = .until(depth: frames.count, isFurniture: true)
        } else {
            open(&frame, attributes)
        }
    }

    private func isFurniture(_ element: HTMLElement, _ attributes: HTMLAttributes) -> Bool {
        switch element {
        case .furniture: true
        case .header: articles == 0
        default: attributes.isFurniture && element.canBeFurniture && tables.isEmpty
        }
    }

    private mutating func open(_ frame: inout Frame, _ attributes: HTMLAttributes) {
        switch frame.element {
        case .bold: bold += 1
        case .list: lists += 1
        case .article: articles += 1
        case .item: frame.kind = .item(depth: max(0, lists - 1))
        case .caption: frame.kind = .caption
        case .table:
            frame.kind = .paragraph
            tables.append(HTMLTable(number: tableCount))
            tableCount += 1
        case .row:
            if !tables.isEmpty { tables[tables.count - 1].startRow() }
        case .cell, .headerCell:
            frame.firstPiece = pieces.count
            guard !tables.isEmpty else { return }
            let isHeader = frame.element == .headerCell
            frame.kind = .cell(tables[tables.count - 1].startCell(attributes, isHeader: isHeader))
        default:
            if let level = frame.element.headingLevel { frame.kind = .heading(level: level) }
        }
    }

    mutating func end() throws(ArticleError) {
        guard let frame = frames.last else { return }
        if case .until(let depth, _) = skip {
            frames.removeLast()
            if frames.count <= depth { skip = .no }
            return
        }
        if frame.element.breaksBlock { try endBlock() }
        frames.removeLast()
        switch frame.element {
        case .bold: bold -= 1
        case .list: lists -= 1
        case .article: articles -= 1
        case .cell, .headerCell: endCell(frame)
        case .table:
            if !tables.isEmpty { tables.removeLast() }
        default: break
        }
    }

    /// Text as it stands in the source.
    mutating func text(exact range: Range<Int>) {
        guard isVisible(range.count) else { return }
        if bold == 0 { hasRegular = hasRegular || !builder.source[range].allSatisfy(Ascii.isSpace) }
        builder.append(exact: range)
    }

    /// A character that an entity in the source stands for.
    mutating func text(_ scalar: UInt32, for range: Range<Int>) {
        guard isVisible(1) else { return }
        if bold == 0 { hasRegular = true }
        builder.append(scalar, for: range)
    }

    /// Text whose place in the source is known only roughly.
    mutating func text(_ bytes: [UInt8], for range: Range<Int>) {
        guard isVisible(bytes.count) else { return }
        hasRegular = true
        builder.append(bytes, for: range)
    }

    private mutating func isVisible(_ count: Int) -> Bool {
        if case .until(_, let isFurniture) = skip {
            if isFurniture { furnitureBytes += count }
            return false
        }
        return true
    }

    /// Ends the block in hand.
    mutating func endBlock() throws(ArticleError) {
        let isBold = !hasRegular
        hasRegular = false
        guard var piece = builder.endBlock(frames.last?.kind ?? .paragraph) else { return }
        guard pieces.count < limits.blocks else {
            throw ArticleError(
                .limitBlocks, stage: .read, "a field has more blocks than limits.blocks (\(limits.blocks))")
        }
        if isBold, piece.kind == .paragraph, piece.range.count <= Self.longestHeading,
            builder.text[piece.range.upperBound - 1] != 0x2E
        {
            piece.kind = .heading(level: 6)
        }
        pieces.append(piece)
    }

    /// A cell is one block, unless it lays out a page: then its blocks are what they would be outside.
    private mutating func endCell(_ frame: Frame) {
        guard case .cell = frame.kind, frame.firstPiece < pieces.count else { return }
        let own = pieces[frame.firstPiece...]
        let start = pieces[frame.firstPiece].range.lowerBound
        let end = own.last?.range.upperBound ?? start
        // A cell of a table within has a table number of its own.
        let hasTable = own.contains { if case .cell = $0.kind { $0.kind != frame.kind } else { false } }
        if hasTable || (own.count > 1 && end - start > Self.longestCell) {
            for index in own.indices where pieces[index].kind == frame.kind { pieces[index].kind = .paragraph }
        } else {
            pieces.replaceSubrange(
                frame.firstPiece..., with: CollectionOfOne(TextBuilder.Piece(kind: frame.kind, range: start..<end)))
        }
    }
}
