import Glibc

/// What is known of where the output goes.
public struct Terminal: Sendable, Equatable {
    /// Whether a person reads along.
    public let isTerminal: Bool
    /// Columns a line may fill.
    public let width: Int
    /// Whether colours may be used: on a terminal that has some, unless `NO_COLOR` is set.
    public let hasColour: Bool

    /// A terminal as given, for tests and for output that goes elsewhere.
    public init(isTerminal: Bool, width: Int, hasColour: Bool) {
        self.isTerminal = isTerminal
        self.width = width
        self.hasColour = hasColour
    }

    /// Looks at an open descriptor.
    public init(descriptor: Int32, environment: [String: String]) {
        isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let known = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { (20...1_000).contains($0) ? $0 : nil }
        width = told ?? (known ? Int(size.ws_col) : Terminal.widthElsewhere)
        let refused = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        hasColour = isTerminal && !refused
    }

    /// A pipe or file has no width; tables there are as wide as a page in landscape.
    private static let widthElsewhere = 120

    /// A text in a style, or as it is where there are no colours.
    public func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The few styles the commands use.
    public enum Style: Int, Sendable {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }
}
