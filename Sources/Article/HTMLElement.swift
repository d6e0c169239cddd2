/// What an HTML element means for reading.
enum HTMLElement: UInt8, Sendable {
    /// Flows within its block: `<b>`, `<a>`, `<span>`, and what nobody knows.
    case inline
    /// `<b>`, `<strong>`: a short paragraph that is bold as a whole is a heading.
    case bold
    /// `<html>`, `<body>`: never out, whatever their attributes say.
    case root
    /// Starts and ends a block: `<p>`, `<blockquote>`, …
    case block
    /// A block that page furniture is made of, if its class says so: `<div>`, `<section>`, `<ul>`, …
    case container
    case lineBreak
    case heading1, heading2, heading3, heading4, heading5, heading6
    case item
    case list
    /// `<main>`, `<article>`: never furniture, and a `<header>` within is part of it.
    case article
    /// A site's or an article's header.
    case header
    /// `<nav>`, `<aside>`, `<footer>`, `<form>`: out, unless the page has little else.
    case furniture
    /// Never text for a reader: `<script>`, `<svg>`, …
    case invisible
    case caption
    case table, row, cell, headerCell

    /// The level of a heading, or nil.
    var headingLevel: Int? {
        let level = Int(rawValue) - Int(HTMLElement.heading1.rawValue) + 1
        return (1...6).contains(level) ? level : nil
    }

    /// Whether text before and after the tag belongs to different blocks.
    var breaksBlock: Bool { self != .inline && self != .bold && self != .invisible }

    /// Whether a class, id or role can make the element page furniture.
    var canBeFurniture: Bool { self == .container || self == .list || self == .block }

    private static let byName: [String: HTMLElement] = {
        var byName: [String: HTMLElement] = [:]
        func add(_ element: HTMLElement, _ names: String) {
            for name in names.split(separator: " ") { byName[String(name)] = element }
        }
        add(
            .block,
            "address blockquote center dd details dt fieldset figure hr p pre summary tbody thead tfoot colgroup")
        add(.bold, "b strong")
        add(.root, "html body")
        add(.container, "div section")
        add(.list, "ul ol dl dir menu")
        add(.lineBreak, "br")
        for level in 1...6 {
            if let heading = HTMLElement(rawValue: HTMLElement.heading1.rawValue + UInt8(level) - 1) {
                add(heading, "h\(level)")
            }
        }
        add(.item, "li")
        add(.article, "article main")
        add(.header, "header")
        add(.furniture, "nav aside footer form")
        add(
            .invisible,
            "applet audio button canvas datalist dialog embed head iframe map math meter noembed noframes noscript"
                + " object progress rp rt script select style svg template textarea title video")
        add(.caption, "figcaption caption")
        add(.table, "table")
        add(.row, "tr")
        add(.cell, "td")
        add(.headerCell, "th")
        return byName
    }()

    init(name: String) { self = HTMLElement.byName[name] ?? .inline }
}
