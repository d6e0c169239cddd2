import Service

/// Events in columns, one a row.
struct EventTable {
    private var table = TextTable([
        .init("article", shortest: 4, longest: 24),
        .init("value", isRightAligned: true, shortest: 12, longest: 28),
        .init("measure"),
        .init("indicator", shortest: 12, longest: 48),
        .init("period", shortest: 7),
        .init("area", shortest: 5, longest: 16),
        .init("status"),
        .init("sentence", shortest: 8),
    ])

    /// How many events there are.
    var count: Int { table.count }

    /// Adds a row.
    mutating func add(_ event: EventView) {
        table.add([
            event.articleID, event.quantity, event.movement, event.indicator, event.timePeriod ?? "", event.refArea,
            event.status, event.sentence,
        ])
    }

    /// The lines, heading first.
    func lines(for terminal: Terminal) -> [String] { table.lines(for: terminal) }
}
