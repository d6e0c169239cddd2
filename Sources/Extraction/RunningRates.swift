/// What a paragraph's figures have been so far: in a list of growth rates or forecasts the verb is said once.
struct RunningRates {
    private var last: Quantity?
    /// A figure of the paragraph is somebody's forecast, so later ones about the future are too.
    private(set) var isForecast = false

    /// `GDP Việt Nam tăng 5,8%; … Thái Lan 1,6%, Indonesia 4,7%`: a bare percentage under the name of a growth rate said
    /// before is a growth rate, and shares its status.
    mutating func settle(_ quantity: inout Quantity) {
        defer {
            if quantity.status == .forecast { isForecast = true }
            if quantity.unit == "percent" { last = quantity }
        }
        guard let last, last.measure == .change, !last.isAside, quantity.unit == last.unit, quantity.measure == .level,
            !quantity.isOwnName, quantity.indicator.hasPrefix(last.indicator),
            quantity.cue == nil || quantity.cue == .holds, quantity.total == nil
        else { return }
        quantity.measure = .change
        quantity.direction = last.direction
        let note = Note(.previousFigure, last.tokens)
        quantity.noteMeasure(note)
        guard quantity.status == .actual, last.status != .actual else { return }
        // `ước tăng 5%, kém xa mức 13% của quý III`: what was then is no estimate.
        if last.status == .estimate, quantity.isOwnPeriod, quantity.period != last.period { return }
        quantity.status = last.status
        quantity.grounds.status = note
    }
}
